/* Arriving, offering, deciding: how a session moves through the graph. */
#include "session/effect.h"
#include "session/machine.h"

#include "model/condition.h"
#include "model/outcome.h"

#include <string.h>

void session_emit(const struct session *session, const struct session_sink *sink,
                  const struct event *event) {
    if (sink && sink->event)
        sink->event(sink->self, session, event);
}

static int timing_percent(enum timing timing) {
    static const int percent[TIMING_COUNT] = {100, 150, 200, 0};
    return percent[timing];
}

static int64_t scaled_ms(const struct session *session, int seconds) {
    int64_t level = session->scenario->levels[session->setup.level].seconds_percent;
    return (int64_t)seconds * 1000 * level * timing_percent(session->setup.timing) / 10000;
}

int64_t nudge_due(const struct session *session, int nudge) {
    if (session->setup.timing == TIMING_UNTIMED || session->nudges_done >> nudge & 1 ||
        session->is_held)
        return -1;
    const struct scene *scene = &session->scenario->scenes[session->scene];
    return session->shown_t + scaled_ms(session, scene->nudges[nudge].after_s);
}

void session_account_reading(struct session *session, int64_t t) {
    int64_t from = session->reading_t, shown = session->shown_t;
    int64_t split = from < shown ? (t < shown ? t : shown) : from;
    if (session->looks)
        session->before_ms += split - from;
    if (session->reads)
        session->reading_ms += t - split;
    session->reading_t = t;
    session->looks = session->open_card >= 0;
    session->reads = session->looks && session->selected < 0;
}

void session_close_card(struct session *session, int64_t t, const struct session_sink *sink) {
    int card = session->open_card;
    if (card < 0)
        return;
    int64_t open_ms = t - session->opened_t;
    session_account_reading(session, t);
    session->cards[card].open_ms += open_ms;
    session->open_card = -1;
    session->looks = session->reads = false;
    session_emit(session, sink,
                 &(struct event){.kind = EVENT_CARD_CLOSED,
                                 .t_ms = t,
                                 .scene = session->scene,
                                 .card = card,
                                 .open_ms = open_ms});
}

static void begin_scene(struct session *session, int index) {
    const struct scene *scene = &session->scenario->scenes[index];
    bool is_timed = scene->seconds > 0 && session->setup.timing != TIMING_UNTIMED;
    session->scene = index;
    session->limit_ms = is_timed ? scaled_ms(session, scene->seconds) : -1;
    session->nudges_done = 0;
    session->offered_count = session->attainable_count = 0;
    session->is_resumed = session->is_suspended = session->is_held = false;
    session->selected = session->last_chosen = -1;
    session->timing = (struct choice_timing){.chosen_t = -1};
    session->reading_ms = session->before_ms = 0;
    session->reading_t = session->now;
    session->looks = session->reads = false;
    counter_add(scene->visits_slot, session->slots);
    effect_apply(&scene->enter, session->slots);
    minutes_pass(session->scenario, scene->takes, session->slots);
    session->line = variants_choose(&scene->customer, session->slots);
    session->lines = spoken_choose(&scene->lines, session->slots);
}

static void finish(struct session *session, int index, const struct session_sink *sink) {
    const struct ending *ending = &session->scenario->endings[index];
    int scene = session->scene;
    session->ending = index;
    session->scene = -1;
    session->outcome = outcome_judge(ending, session->slots, session->is_compliant);
    session->line = variants_choose(&ending->customer, session->slots);
    session->lines = spoken_choose(&ending->lines, session->slots);
    session->offered_count = session->attainable_count = 0;
    session->limit_ms = -1;
    session->shown_t = session->now;
    session_emit(session, sink,
                 &(struct event){.kind = EVENT_END,
                                 .t_ms = session->now,
                                 .scene = scene,
                                 .line = session->line,
                                 .lines = session->lines,
                                 .later = spoken_choose(&ending->later, session->slots),
                                 .ending = index});
}

void session_arrive(struct session *session, struct target to, const struct session_sink *sink) {
    int64_t queue_end = session->now;
    session->scene_t = session->now;
    while (to.scene >= 0) {
        const struct scene *scene = &session->scenario->scenes[to.scene];
        begin_scene(session, to.scene);
        int64_t speaks_ms = session_speaks_ms(session, scene);
        queue_end += speaks_ms;
        session->shown_t = queue_end;
        if (scene->option_count > 0)
            session_offer(session);
        session_emit(session, sink,
                     &(struct event){.kind = EVENT_SCENE,
                                     .t_ms = session->now,
                                     .scene = to.scene,
                                     .line = session->line,
                                     .lines = session->lines,
                                     .speaks_ms = speaks_ms});
        if (scene->option_count > 0)
            return;
        to = scene->to.items[branches_choose(&scene->to, session->slots)].to;
    }
    finish(session, to.ending, sink);
}

/* Where nothing is spoken the line is read, too. */
static int words_to_read(const struct session *session, const struct scene *scene) {
    int words = scene->prompt_words;
    bool reads_line = session->setup.rules == RULES_FIRST || session->setup.pace == 0;
    if (reads_line && session->line >= 0)
        words += scene->customer.items[session->line].words;
    for (int i = 0; reads_line && i < scene->lines.count; i++)
        words += session->lines >> i & 1 ? scene->lines.items[i].words : 0;
    for (int i = 0; i < session->offered_count; i++)
        words += scene->options[session->offered[i]].words;
    return words;
}

/* The key over what is offered, then what is withheld. */
static void describe_key(const struct session *session, const struct scene *scene,
                         struct decision *out) {
    int both[OPTIONS_SHOWN_MAX];
    out->count = session->offered_count;
    out->withheld_count = session->attainable_count;
    memcpy(out->shown, session->offered, sizeof out->shown);
    memcpy(out->withheld, session->attainable, sizeof out->withheld);
    for (int i = 0; i < out->count; i++)
        both[i] = out->shown[i];
    for (int i = 0; i < out->withheld_count; i++)
        both[out->count + i] = out->withheld[i];
    key_compute(scene, both, out->count + out->withheld_count, session->setup.rules, &out->key);
}

static void describe(struct session *session, const struct scene *scene, int option,
                     const struct input *input, struct decision *out) {
    const uint16_t *exposure = session->setup.exposure;
    *out = (struct decision){.option = option,
                             .position = -1,
                             .selected = option < 0 ? session->selected : -1,
                             .confidence = option < 0 ? -1 : input->confidence,
                             .shown_t = session->shown_t,
                             .chosen_t = session->timing.chosen_t,
                             .reading_ms = session->timing.reading_ms,
                             .latency_ms = -1,
                             .limit_ms = session->limit_ms,
                             .changes = session->timing.changes,
                             .words = words_to_read(session, scene),
                             .exposure = exposure ? exposure[session->scene] + 1 : 1,
                             .resumes = session->resumes,
                             .before_ms = session->before_ms,
                             .is_suspended = session->is_suspended,
                             .why = option < 0 ? NULL : input->why,
                             .own_words = option < 0 ? NULL : input->own_words,
                             .says = -1};
    describe_key(session, scene, out);
    for (int i = 0; i < out->count; i++)
        if (out->shown[i] == option)
            out->position = i;
    if (option >= 0 && !session->is_resumed)
        out->latency_ms = out->chosen_t - out->shown_t - out->reading_ms;
}

void session_decide(struct session *session, int option, int64_t t, const struct input *input,
                    const struct session_sink *sink) {
    int index = session->scene;
    const struct scene *scene = &session->scenario->scenes[index];
    struct decision decision;
    session_close_card(session, t, sink);
    session->now = t;
    describe(session, scene, option, input, &decision);
    session->decisions++;
    const struct branches *to = &scene->timeout;
    if (option >= 0) {
        const struct option *taken = &scene->options[option];
        counter_add(taken->took_slot, session->slots);
        effect_apply(&taken->effect, session->slots);
        minutes_pass(session->scenario, taken->takes, session->slots);
        session->is_compliant = session->is_compliant && taken->compliant;
        decision.says = variants_choose(&taken->says, session->slots);
        to = &taken->to;
    } else {
        effect_apply(&scene->timeout_effect, session->slots);
        minutes_pass(session->scenario, scene->timeout_takes, session->slots);
    }
    decision.to = to->items[branches_choose(to, session->slots)].to;
    session_emit(session, sink,
                 &(struct event){.kind = option >= 0 ? EVENT_DECISION : EVENT_TIMEOUT,
                                 .t_ms = t,
                                 .scene = index,
                                 .line = session->line,
                                 .decision = &decision});
    session_arrive(session, decision.to, sink);
}
