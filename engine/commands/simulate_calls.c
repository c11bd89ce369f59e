/* Played calls as dialogue. */
#include "commands/simulate_tell.h"

#include "base/hash.h"
#include "model/condition.h"
#include "model/text.h"
#include "terminal/print.h"

static void say(const struct session *session, const char *who, const char *text) {
    struct buf line = {0};
    text_expand(session_scenario(session), session_slots(session), NULL, text, false, &line);
    print_out("%s: %s\n", who, buf_cstr(&line));
    buf_finish(&line);
}

static void print_act(const struct session *session, const char *text) {
    struct buf line = {0};
    text_expand(session_scenario(session), session_slots(session), NULL, text, false, &line);
    print_out("[You do this: %s]\n", buf_cstr(&line));
    buf_finish(&line);
}

static const char *customer_of(const struct session *session) {
    const char *name = session_scenario(session)->customer_name;
    return name && *name ? name : "Customer";
}

/* The customer's line among the further lines, in the order in which they are heard. */
static void speak(const struct session *session, const char *who, const struct variants *customer,
                  int line, const struct spoken_list *list, uint32_t bits) {
    for (int pass = 0; pass < 2; pass++) {
        if (pass == 1 && line >= 0)
            say(session, who, customer->items[line].text);
        for (int i = 0; i < list->count; i++)
            if ((bits >> i & 1) && list->items[i].is_first == (pass == 0))
                say(session, list->items[i].speaker ? list->items[i].speaker : who,
                    list->items[i].text);
    }
}

static void tell_decision(const struct session *session, const struct event *event) {
    const struct decision *decision = event->decision;
    const struct scene *scene = &session_scenario(session)->scenes[event->scene];
    if (decision->option < 0) {
        print_out("[The time runs out.]\n");
        return;
    }
    const struct option *option = &scene->options[decision->option];
    int credit = decision->key.credit[decision->position];
    if (option->say)
        say(session, "You", option->say);
    else
        print_act(session, option->act);
    if (decision->says >= 0)
        say(session, "You", option->says.items[decision->says].text);
    if (credit >= 0)
        print_out("    (%s.%s, credit %.2f)\n", scene->id, option->id, (double)credit / CREDIT_ONE);
}

static void tell_end(const struct session *session, const struct event *event) {
    const struct ending *ending = &session_scenario(session)->endings[event->ending];
    speak(session, customer_of(session), &ending->customer, event->line, &ending->lines,
          event->lines);
    print_out("[%s]\n", ending->title);
    for (int i = 0; i < ending->later.count; i++)
        if (event->later >> i & 1)
            say(session, "Later", ending->later.items[i].text);
}

static void tell(void *self, const struct session *session, const struct event *event) {
    const struct scenario *scenario = session_scenario(session);
    const struct scene *scene = event->scene >= 0 ? &scenario->scenes[event->scene] : NULL;
    const char *who = scene && scene->speaker ? scene->speaker : customer_of(session);
    (void)self;
    switch (event->kind) {
    case EVENT_SCENE:
        speak(session, who, &scene->customer, event->line, &scene->lines, event->lines);
        break;
    case EVENT_CARD:
        print_out("[You open \"%s\".]\n", scenario->cards[event->card].title);
        break;
    case EVENT_FACT:
        print_out("[You look up \"%s\".]\n", scenario->cards[event->card].facts[event->fact].label);
        break;
    case EVENT_NUDGE: {
        const struct variants *text = &scene->nudges[event->nudge].text;
        int line = variants_choose(text, session_slots(session));
        if (line >= 0)
            say(session, who, text->items[line].text);
        break;
    }
    case EVENT_DECISION:
    case EVENT_TIMEOUT:
        tell_decision(session, event);
        break;
    case EVENT_END:
        tell_end(session, event);
        break;
    default:
        break;
    }
}

bool simulate_calls(const struct scenario *scenario, enum player player, enum level level,
                    uint64_t seed, int count, struct err *err) {
    struct session_setup setup = {.shows_at_once = true,
                                  .seed = seed,
                                  .level = level,
                                  .mode = MODE_PREVIEW,
                                  .timing = TIMING_NORMAL,
                                  .rules = RULES_NOW};
    struct session *session = session_create(scenario, &setup);
    struct session_sink sink = {tell, NULL};
    for (int i = 0; session && i < count; i++) {
        uint64_t own = seed + (uint64_t)i, stream = stream_state(own, "player");
        print_out("%s%s, call %d of %d by the player '%s', level %s\n\n", i ? "\n" : "",
                  scenario->title, i + 1, count, player_name(player), level_name(level));
        session_reset(session, own);
        if (!player_play(player, session, &sink, &stream, -1))
            print_out("[The call does not end.]\n");
    }
    bool ok = session != NULL;
    session_destroy(session);
    return ok || err_memory(err);
}
