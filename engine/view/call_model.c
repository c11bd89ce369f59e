#include "view/call_model.h"

#include "model/text.h"
#include "ui/icons.h"

#include <stdlib.h>
#include <string.h>

const char *organisation_of(const char *role) {
    const char *comma = role ? strrchr(role, ',') : NULL;
    const char *arabic = role ? strstr(role, "\u060c") : NULL; /* its comma */
    const char *rest = comma ? comma + 1 : arabic ? arabic + strlen("\u060c") : "";
    while (*rest == ' ')
        rest++;
    return rest;
}

static const char *first_name(struct arena *arena, const char *name) {
    size_t len = strcspn(name, " ");
    return len ? arena_text(arena, name, len) : name;
}

/* A template of the scenario as it reads now. NULL stays NULL. */
static const char *expanded(struct arena *arena, const struct play *play, const char *text) {
    if (!text)
        return NULL;
    struct buf out = {0};
    text_expand(play_scenario(play), session_slots(play_session(play)), play_agent_name(play), text,
                true, &out);
    const char *copy = out.failed ? NULL : arena_text(arena, buf_cstr(&out), out.len);
    buf_finish(&out);
    return copy;
}

/* ---- the conversation ---- */

struct lines {
    struct call_line *items;
    int count;
    const char *customer;
};

static void add_line(struct lines *lines, struct call_line line) {
    lines->items[lines->count++] = line;
}

static void add_decision(struct lines *lines, const struct scenario *scenario,
                         const struct history *history, const struct moment *moment) {
    const struct past_decision *past = history_decision(history, moment->decision);
    int option = past ? past->decision.option : -1;
    bool is_act = option >= 0 && scenario->scenes[moment->scene].options[option].act;
    struct call_line line = {.kind = CALL_AGENT, .text = moment->text, .t_ms = moment->t_ms};
    if (is_act) {
        line.act = moment->text;
        line.text = moment->says ? moment->says : "";
    }
    add_line(lines, line);
}

static void add_words(struct lines *lines, const struct said *said, int64_t t_ms) {
    if (*said->text)
        add_line(lines, (struct call_line){.kind = CALL_CUSTOMER,
                                           .who = said->speaker ? said->speaker : lines->customer,
                                           .text = said->text,
                                           .t_ms = t_ms});
}

static void add_said(struct lines *lines, const struct moment *moment) {
    if (moment->note && *moment->note)
        add_line(lines,
                 (struct call_line){.kind = CALL_NOTE, .text = moment->note, .t_ms = moment->t_ms});
    for (int i = 0; i < moment->said_count; i++)
        add_words(lines, &moment->said[i], moment->t_ms);
    if (moment->kind == EVENT_NUDGE)
        add_words(lines,
                  &(struct said){.text = moment->text,
                                 .speaker = moment->speaker,
                                 .from_ms = moment->t_ms,
                                 .until_ms = moment->t_ms},
                  moment->t_ms);
}

static void add_timeout(struct lines *lines, enum language language, const struct moment *moment) {
    add_line(lines, (struct call_line){.kind = CALL_NOTE,
                                       .text = string_of(language, STR_TIMES_UP_LINE),
                                       .t_ms = moment->t_ms});
}

static bool build_lines(struct call_model *model, const struct play *play) {
    const struct history *history = play_history(play);
    int count = history_count(history);
    size_t most = 1;
    for (int i = 0; i < count; i++) /* a note, or what the agent does; and what is said */
        most += 2 + (size_t)history_moment(history, i)->said_count;
    struct lines lines = {.items = arena_array(model->arena, most, sizeof *lines.items),
                          .customer = first_name(model->arena, model->view.customer)};
    if (!lines.items || !lines.customer)
        return false;
    for (int i = 0; i < count; i++) {
        const struct moment *moment = history_moment(history, i);
        if (moment->kind == EVENT_DECISION)
            add_decision(&lines, play_scenario(play), history, moment);
        else if (moment->kind == EVENT_TIMEOUT)
            add_timeout(&lines, model->view.language, moment);
        else if (moment->kind == EVENT_SCENE || moment->kind == EVENT_NUDGE ||
                 moment->kind == EVENT_END)
            add_said(&lines, moment);
    }
    model->view.lines = lines.items;
    model->view.line_count = lines.count;
    return true;
}

static void build_moods(struct call_view *view, const struct history *history) {
    view->mood_count = 0;
    for (int i = 0; i < history_count(history); i++) {
        const struct moment *moment = history_moment(history, i);
        if (moment->kind != EVENT_SCENE && moment->kind != EVENT_NUDGE && moment->kind != EVENT_END)
            continue;
        if (view->mood_count == CALL_MOODS_MAX) {
            memmove(view->moods, view->moods + 1, sizeof view->moods - sizeof *view->moods);
            view->mood_count--;
        }
        view->moods[view->mood_count++] = call_mood(moment->anger, moment->trust);
    }
}

/* ---- the desk ---- */

static bool build_facts(struct call_model *model, const struct play *play, int index,
                        struct call_card *out) {
    const struct card *card = &play_scenario(play)->cards[index];
    struct call_fact *facts =
        arena_array(model->arena, (size_t)card->fact_count + 1, sizeof *facts);
    if (!facts)
        return false;
    for (int i = 0; i < card->fact_count; i++)
        facts[i] =
            (struct call_fact){.label = expanded(model->arena, play, card->facts[i].label),
                               .value = expanded(model->arena, play, card->facts[i].value),
                               .is_closed = card->facts[i].closed,
                               .was_asked = card->facts[i].closed &&
                                            session_fact_was_asked(play_session(play), index, i)};
    out->facts = facts;
    out->fact_count = card->fact_count;
    return true;
}

/* A card's icon is a name of assets/icons or one of a few everyday words for them; what there is no
 * picture for has a plain sheet. */
static const char *icon_of(const char *name) {
    static const struct {
        const char *word, *icon;
    } others[] = {
        {"list", "layers"},         {"sim", "smartphone"},         {"phone", "phone-call"},
        {"building", "building-2"}, {"message", "message-square"}, {"note", "sticky-note"},
        {"policy", "book-open"},    {"file", "sticky-note"}};
    for (size_t i = 0; name && i < sizeof others / sizeof *others; i++)
        if (!strcmp(others[i].word, name))
            return others[i].icon;
    return name && icon_path(name) ? name : "sticky-note";
}

static bool build_cards(struct call_model *model, const struct play *play) {
    const struct scenario *scenario = play_scenario(play);
    const struct session *session = play_session(play);
    struct call_card *cards =
        arena_array(model->arena, (size_t)scenario->card_count + 1, sizeof *cards);
    int count = 0;
    if (!cards)
        return false;
    for (int i = 0; i < scenario->card_count; i++) {
        if (!session_card_exists(session, i))
            continue;
        const struct card *card = &scenario->cards[i];
        struct call_card *out = &cards[count++];
        *out = (struct call_card){.id = card->id,
                                  .title = expanded(model->arena, play, card->title),
                                  .icon = icon_of(card->icon),
                                  .text = expanded(model->arena, play, card->text),
                                  .card = i,
                                  .is_open = session_open_card(session) == i,
                                  .was_opened = session_card_was_opened(session, i)};
        if (!out->title || !build_facts(model, play, i, out))
            return false;
    }
    model->view.cards = cards;
    model->view.card_count = count;
    return true;
}

static bool build_opened(struct call_model *model, const struct play *play) {
    const struct history *history = play_history(play);
    const struct scenario *scenario = play_scenario(play);
    const char **opened =
        arena_array(model->arena, (size_t)history_count(history) + 1, sizeof *opened);
    int count = 0;
    if (!opened)
        return false;
    for (int i = 0; i < history_count(history); i++) {
        const struct moment *moment = history_moment(history, i);
        const char *name = NULL;
        if (moment->kind == EVENT_CARD && moment->is_first)
            name = scenario->cards[moment->card].title;
        if (moment->kind == EVENT_FACT)
            name = scenario->cards[moment->card].facts[moment->fact].label;
        if (name && (opened[count] = expanded(model->arena, play, name)))
            count++;
    }
    model->view.opened = opened;
    model->view.opened_count = count;
    return true;
}

/* ---- the options ---- */

/* While a timeout's notice is held the options that ran out stay, as they were. */
static bool build_past_options(struct call_model *model, const struct play *play) {
    const struct history *history = play_history(play);
    const struct past_decision *past = history_decision(history, history_decisions(history) - 1);
    struct call_option *options = arena_array(model->arena, OPTIONS_SHOWN_MAX, sizeof *options);
    if (!options)
        return false;
    const struct scene *scene = &play_scenario(play)->scenes[past->scene];
    for (int i = 0; i < past->decision.count; i++) {
        const struct option *option = &scene->options[past->decision.shown[i]];
        options[i] = (struct call_option){past->options[i], option->say, option->escalates};
    }
    model->view.options = options;
    model->view.option_count = past->decision.count;
    model->view.selected = -1;
    model->view.prompt = past->prompt;
    return true;
}

static bool build_options(struct call_model *model, const struct play *play) {
    const struct session *session = play_session(play);
    struct call_option *options = arena_array(model->arena, OPTIONS_SHOWN_MAX, sizeof *options);
    model->view.options = options;
    model->view.option_count = 0;
    model->view.selected = -1;
    model->view.prompt = NULL;
    if (session_is_ended(session))
        return options;
    int shown[OPTIONS_SHOWN_MAX], count = session_options(session, shown);
    const struct scene *scene = &play_scenario(play)->scenes[session_scene(session)];
    model->view.prompt = expanded(model->arena, play, scene->prompt);
    for (int i = 0; options && i < count; i++) {
        const struct option *option = &scene->options[shown[i]];
        options[i] = (struct call_option){
            expanded(model->arena, play, option->say ? option->say : option->act), option->say,
            option->escalates};
        if (!options[i].text)
            return false;
        if (shown[i] == session_selected(session))
            model->view.selected = i;
    }
    model->view.option_count = count;
    return options;
}

/* ---- all of it ---- */

static void build_fixed(struct call_model *model, const struct play *play, enum language fallback) {
    const struct scenario *scenario = play_scenario(play);
    struct call_view *view = &model->view;
    int language = language_of(play_locale(play));
    view->language = language >= 0 ? (enum language)language : fallback;
    view->is_rtl = locale_is_rtl(play_locale(play));
    view->title = scenario->title;
    view->customer = scenario->customer_name;
    view->organisation = organisation_of(scenario->agent_role);
    view->channel = scenario->channel;
    view->mode = session_setup(play_session(play))->mode;
    view->target_ms = (int64_t)scenario->target_minutes * 60000;
    view->shows_clock = session_clock(play_session(play)) == 1;
    view->shows_mood = view->mode != MODE_ASSESSMENT;
    view->can_pause =
        view->mode == MODE_PRACTICE || view->mode == MODE_RETRY || view->mode == MODE_PREVIEW;
}

static void build_progress(struct call_model *model, const struct play *play) {
    const struct session *session = play_session(play);
    struct call_view *view = &model->view;
    bool is_held = view->phase == CALL_TIMED_OUT, is_ended = session_is_ended(session);
    view->decision = session_decisions(session) + (is_held || is_ended ? 0 : 1);
    view->fewest_left = view->most_left = -1;
    view->limit_ms = is_held || is_ended ? -1 : session_limit_ms(session);
    view->ending = is_ended ? play_scenario(play)->endings[session_ending(session)].title : NULL;
    if (!model->ranges || is_ended)
        return;
    struct path_range range = model->ranges[session_scene(session)];
    int now = is_held ? 0 : 1;
    view->fewest_left = range.fewest >= 0 ? range.fewest - now : -1;
    view->most_left = range.most >= 0 ? range.most - now : -1;
}

static bool build(struct call_model *model, const struct play *play, enum language fallback) {
    const struct scenario *scenario = play_scenario(play);
    struct arena *arena = arena_create();
    if (!arena)
        return false;
    arena_destroy(model->arena);
    model->arena = arena;
    if (!model->ranges) {
        model->ranges = calloc((size_t)scenario->scene_count + 1, sizeof *model->ranges);
        if (!model->ranges || !path_ranges(scenario, model->ranges))
            return false;
    }
    build_fixed(model, play, fallback);
    model->view.phase = play_is_held(play)    ? CALL_TIMED_OUT
                        : play_is_ended(play) ? CALL_ENDED
                                              : CALL_DECIDE;
    build_progress(model, play);
    build_moods(&model->view, play_history(play));
    bool options = model->view.phase == CALL_TIMED_OUT ? build_past_options(model, play)
                                                       : build_options(model, play);
    return options && build_lines(model, play) && build_cards(model, play) &&
           build_opened(model, play);
}

bool call_model_update(struct call_model *model, const struct play *play, enum language fallback,
                       struct now now) {
    unsigned revision = play_revision(play);
    if (!model->is_built || revision != model->revision) {
        if (!build(model, play, fallback))
            return false;
        model->revision = revision;
        model->is_built = true;
    }
    struct call_view *view = &model->view;
    view->now_ms = play_call_ms(play, now);
    view->left_ms = view->phase == CALL_DECIDE ? play_left_ms(play, now) : -1;
    if (view->left_ms > view->limit_ms) /* it runs when everything has been said */
        view->left_ms = view->limit_ms;
    view->is_paused = play_is_paused(play);
    view->trouble = play_trouble(play, &view->is_trouble_final);
    return true;
}

void call_model_finish(struct call_model *model) {
    arena_destroy(model->arena);
    free(model->ranges);
    *model = (struct call_model){0};
}
