/* Arriving, offering, deciding: how a session moves through the graph. */
#include "session/effect.h"
#include "session/machine.h"

#include "model/condition.h"

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
    if (session->setup.timing == TIMING_UNTIMED || session->nudges_done >> nudge & 1)
        return -1;
    const struct scene *scene = &session->scenario->scenes[session->scene];
    return session->shown_t + scaled_ms(session, scene->nudges[nudge].after_s);
}

static bool is_offerable(const struct session *session, const struct option *option) {
    return !(option->once && session->slots[option->took_slot]) &&
           condition_holds(option->when, session->slots);
}

static void offer(struct session *session) {
    const struct scene *scene = &session->scenario->scenes[session->scene];
    int order[OPTIONS_SCENE_MAX];
    option_order(session->scenario, session->scene, session->setup.seed, order);
    session->offered_count = 0;
    for (int i = 0; i < scene->option_count; i++)
        if (session->offered_count < OPTIONS_SHOWN_MAX &&
            is_offerable(session, &scene->options[order[i]]))
            session->offered[session->offered_count++] = order[i];
}

static bool is_offered(const struct session *session, int option) {
    for (int i = 0; i < session->offered_count; i++)
        if (session->offered[i] == option)
            return true;
    return false;
}

void session_offer_more(struct session *session) {
    const struct scene *scene = &session->scenario->scenes[session->scene];
    for (int i = 0; i < scene->option_count; i++)
        if (session->offered_count < OPTIONS_SHOWN_MAX && scene->options[i].when &&
            !is_offered(session, i) && is_offerable(session, &scene->options[i]))
            session->offered[session->offered_count++] = i;
}

void session_account_reading(struct session *session, int64_t t) {
    if (session->reads)
        session->reading_ms += t - session->reading_t;
    session->reading_t = t;
    session->reads = session->open_card >= 0 && session->selected < 0;
}

void session_close_card(struct session *session, int64_t t, const struct session_sink *sink) {
    int card = session->open_card;
    if (card < 0)
        return;
    int64_t open_ms = t - session->opened_t;
    session->cards[card].open_ms += open_ms;
    session->open_card = -1;
    session_account_reading(session, t);
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
    session->shown_t = session->now;
    session->limit_ms = is_timed ? scaled_ms(session, scene->seconds) : -1;
    session->nudges_done = 0;
    session->offered_count = 0;
    session->is_resumed = false;
    session->selected = session->last_chosen = -1;
    session->timing = (struct choice_timing){.chosen_t = -1};
    session->reading_ms = 0;
    session->reading_t = session->now;
    session->reads = false;
    counter_add(scene->visits_slot, session->slots);
    effect_apply(&scene->enter, session->slots);
    session->line = variants_choose(&scene->customer, session->slots);
}

static void finish(struct session *session, int ending, const struct session_sink *sink) {
    int scene = session->scene;
    session->ending = ending;
    session->scene = -1;
    session->line = variants_choose(&session->scenario->endings[ending].customer, session->slots);
    session->offered_count = 0;
    session->limit_ms = -1;
    session_emit(session, sink,
                 &(struct event){.kind = EVENT_END,
                                 .t_ms = session->now,
                                 .scene = scene,
                                 .line = session->line,
                                 .ending = ending});
}

void session_arrive(struct session *session, struct target to, const struct session_sink *sink) {
    while (to.scene >= 0) {
        const struct scene *scene = &session->scenario->scenes[to.scene];
        begin_scene(session, to.scene);
        if (scene->option_count > 0)
            offer(session);
        session_emit(session, sink,
                     &(struct event){.kind = EVENT_SCENE,
                                     .t_ms = session->now,
                                     .scene = to.scene,
                                     .line = session->line});
        if (scene->option_count > 0)
            return;
        to = scene->to.items[branches_choose(&scene->to, session->slots)].to;
    }
    finish(session, to.ending, sink);
}

static int words_to_read(const struct session *session, const struct scene *scene) {
    int words = scene->prompt_words;
    if (session->line >= 0)
        words += scene->customer.items[session->line].words;
    for (int i = 0; i < session->offered_count; i++)
        words += scene->options[session->offered[i]].words;
    return words;
}

static void describe(struct session *session, const struct scene *scene, int option,
                     const struct input *input, struct decision *out) {
    const uint16_t *exposure = session->setup.exposure;
    *out = (struct decision){.option = option,
                             .position = -1,
                             .selected = option < 0 ? session->selected : -1,
                             .confidence = option < 0 ? -1 : input->confidence,
                             .count = session->offered_count,
                             .shown_t = session->shown_t,
                             .chosen_t = session->timing.chosen_t,
                             .reading_ms = session->timing.reading_ms,
                             .latency_ms = -1,
                             .limit_ms = session->limit_ms,
                             .changes = session->timing.changes,
                             .words = words_to_read(session, scene),
                             .exposure = exposure ? exposure[session->scene] + 1 : 1,
                             .resumes = session->resumes,
                             .why = option < 0 ? NULL : input->why,
                             .own_words = option < 0 ? NULL : input->own_words,
                             .says = -1};
    memcpy(out->shown, session->offered, sizeof out->shown);
    for (int i = 0; i < out->count; i++)
        if (out->shown[i] == option)
            out->position = i;
    if (option >= 0 && !session->is_resumed)
        out->latency_ms = out->chosen_t - out->shown_t - out->reading_ms;
    key_compute(scene, out->shown, out->count, session->setup.rules, &out->key);
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
        session->is_compliant = session->is_compliant && taken->compliant;
        decision.says = variants_choose(&taken->says, session->slots);
        to = &taken->to;
    } else {
        effect_apply(&scene->timeout_effect, session->slots);
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
