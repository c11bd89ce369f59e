#include "play/history.h"

#include "model/condition.h"
#include "model/text.h"

#include <stdlib.h>
#include <string.h>

struct history {
    const struct scenario *scenario;
    const char *agent_name; /* or NULL; the arena's */
    struct arena *arena;
    struct moment *moments;
    int moment_count, moment_cap;
    struct past_decision *decisions;
    int decision_count, decision_cap;
    struct moment shown; /* the last EVENT_SCENE */
    int32_t *slots;      /* mood and variables while the options stood open: a decision comes to us
                            after its effects */
    struct buf scratch;
    bool failed;
};

struct history *history_create(const struct scenario *scenario, const char *agent_name) {
    struct history *history = calloc(1, sizeof *history);
    if (!history)
        return NULL;
    history->scenario = scenario;
    history->arena = arena_create();
    history->slots = calloc((size_t)(SLOT_VARS + scenario->variable_count), sizeof *history->slots);
    if (history->arena && agent_name)
        history->agent_name = arena_text(history->arena, agent_name, strlen(agent_name));
    if (!history->arena || !history->slots || (agent_name && !history->agent_name)) {
        history_destroy(history);
        return NULL;
    }
    return history;
}

void history_destroy(struct history *history) {
    if (!history)
        return;
    arena_destroy(history->arena);
    buf_finish(&history->scratch);
    free(history->slots);
    free(history->moments);
    free(history->decisions);
    free(history);
}

bool history_is_complete(const struct history *history) {
    return !history->failed;
}

int history_count(const struct history *history) {
    return history->moment_count;
}

const struct moment *history_moment(const struct history *history, int index) {
    return &history->moments[index];
}

int history_decisions(const struct history *history) {
    return history->decision_count;
}

const struct past_decision *history_decision(const struct history *history, int index) {
    return &history->decisions[index];
}

void history_mark_earlier(struct history *history) {
    for (int i = 0; i + 1 < history->moment_count; i++)
        history->moments[i].is_earlier = true;
}

/* ---- texts ---- */

/* Room for one more item; false: out of memory. */
static bool grow(void *items, int count, int *cap, size_t size) {
    if (count < *cap)
        return true;
    int wanted = *cap ? 2 * *cap : 32;
    void *moved = realloc(*(void **)items, (size_t)wanted * size);
    if (!moved)
        return false;
    *(void **)items = moved;
    *cap = wanted;
    return true;
}

/* NULL for NULL, and when out of memory (failed is set). */
static const char *expand(struct history *history, const int32_t *slots, const char *text) {
    if (!text)
        return NULL;
    buf_clear(&history->scratch);
    text_expand(history->scenario, slots, history->agent_name, text, true, &history->scratch);
    const char *copy =
        history->scratch.failed
            ? NULL
            : arena_text(history->arena, buf_cstr(&history->scratch), history->scratch.len);
    history->failed = history->failed || !copy;
    return copy;
}

static const char *variant(struct history *history, const int32_t *slots,
                           const struct variants *variants, int index) {
    return index < 0 ? NULL : expand(history, slots, variants->items[index].text);
}

static const char *copy_text(struct history *history, const char *text) {
    const char *copy = text ? arena_text(history->arena, text, strlen(text)) : NULL;
    history->failed = history->failed || (text && !copy);
    return copy;
}

static const char *never_null(const char *text) {
    return text ? text : "";
}

/* ---- decisions ---- */

static void copy_evidence(struct history *history, const struct session *session,
                          struct past_decision *past) {
    struct evidence seen[128];
    int count = session_evidence_seen(session, seen, (int)(sizeof seen / sizeof *seen));
    struct evidence *copy = arena_array(history->arena, (size_t)count, sizeof *copy);
    if (!copy) {
        history->failed = true;
        return;
    }
    memcpy(copy, seen, (size_t)count * sizeof *copy);
    past->seen = copy;
    past->seen_count = count;
}

static void fill_decision(struct history *history, const struct session *session,
                          const struct event *event, struct past_decision *past) {
    const struct scene *scene = &history->scenario->scenes[event->scene];
    const struct decision *decision = event->decision;
    *past = (struct past_decision){.decision = *decision,
                                   .scene = event->scene,
                                   .moment = history->moment_count,
                                   .t_ms = event->t_ms,
                                   .anger = history->slots[SLOT_ANGER],
                                   .trust = history->slots[SLOT_TRUST],
                                   .line = never_null(history->shown.text),
                                   .speaker = expand(history, history->slots, scene->speaker),
                                   .prompt = expand(history, history->slots, scene->prompt)};
    past->decision.why = copy_text(history, decision->why);
    past->decision.own_words = copy_text(history, decision->own_words);
    for (int i = 0; i < decision->count; i++) {
        const struct option *option = &scene->options[decision->shown[i]];
        past->options[i] =
            never_null(expand(history, history->slots, option->say ? option->say : option->act));
    }
    if (decision->option >= 0) {
        const struct option *taken = &scene->options[decision->option];
        past->says = variant(history, session_slots(session), &taken->says, decision->says);
        past->is_escalated = taken->escalates;
    }
    copy_evidence(history, session, past);
}

static void add_decision(struct history *history, const struct session *session,
                         const struct event *event, struct moment *moment) {
    if (!grow(&history->decisions, history->decision_count, &history->decision_cap,
              sizeof *history->decisions)) {
        history->failed = true;
        return;
    }
    struct past_decision *past = &history->decisions[history->decision_count];
    fill_decision(history, session, event, past);
    moment->decision = history->decision_count++;
    if (event->kind == EVENT_DECISION) {
        moment->text = past->options[event->decision->position];
        moment->says = past->says;
    }
}

/* ---- moments ---- */

static void add_scene(struct history *history, const int32_t *slots, const struct event *event,
                      struct moment *moment) {
    const struct scene *scene = &history->scenario->scenes[event->scene];
    moment->line = event->line;
    moment->text = variant(history, slots, &scene->customer, event->line);
    moment->note = expand(history, slots, scene->note);
    moment->speaker = expand(history, slots, scene->speaker);
}

static void add_fact(struct history *history, const int32_t *slots, const struct event *event,
                     struct moment *moment) {
    const struct fact *fact = &history->scenario->cards[event->card].facts[event->fact];
    moment->card = event->card;
    moment->fact = event->fact;
    moment->label = expand(history, slots, fact->label);
    moment->text = expand(history, slots, fact->value);
}

static void add_nudge(struct history *history, const int32_t *slots, const struct event *event,
                      struct moment *moment) {
    const struct scene *scene = &history->scenario->scenes[event->scene];
    const struct variants *text = &scene->nudges[event->nudge].text;
    moment->nudge = event->nudge;
    moment->speaker = expand(history, slots, scene->speaker);
    moment->text = variant(history, slots, text, variants_choose(text, slots));
}

static void describe_moment(struct history *history, const struct session *session,
                            const struct event *event, struct moment *moment) {
    const struct scenario *scenario = history->scenario;
    const int32_t *slots = session_slots(session);
    switch (event->kind) {
    case EVENT_SCENE:
        add_scene(history, slots, event, moment);
        break;
    case EVENT_CARD:
    case EVENT_CARD_CLOSED:
        moment->card = event->card;
        moment->is_first = event->is_first;
        moment->open_ms = event->open_ms;
        moment->text = expand(history, slots, scenario->cards[event->card].title);
        break;
    case EVENT_FACT:
        add_fact(history, slots, event, moment);
        break;
    case EVENT_NUDGE:
        add_nudge(history, slots, event, moment);
        break;
    case EVENT_DECISION:
    case EVENT_TIMEOUT:
        add_decision(history, session, event, moment);
        break;
    case EVENT_READY:
        break;
    case EVENT_SUSPENDED:
    case EVENT_PAUSE:
    case EVENT_RESUME:
        moment->span = event->span;
        break;
    case EVENT_END:
        moment->ending = event->ending;
        moment->label = expand(history, slots, scenario->endings[event->ending].title);
        moment->line = event->line;
        moment->text =
            variant(history, slots, &scenario->endings[event->ending].customer, event->line);
        break;
    }
    moment->text = never_null(moment->text);
}

void history_event(void *self, const struct session *session, const struct event *event) {
    struct history *history = self;
    const int32_t *slots = session_slots(session);
    if (!grow(&history->moments, history->moment_count, &history->moment_cap,
              sizeof *history->moments)) {
        history->failed = true;
        return;
    }
    struct moment *moment = &history->moments[history->moment_count];
    *moment = (struct moment){.kind = event->kind,
                              .t_ms = event->t_ms,
                              .scene = event->scene,
                              .line = -1,
                              .card = -1,
                              .fact = -1,
                              .nudge = -1,
                              .ending = -1,
                              .decision = -1,
                              .anger = slots[SLOT_ANGER],
                              .trust = slots[SLOT_TRUST]};
    describe_moment(history, session, event, moment);
    history->moment_count++;
    if (event->kind == EVENT_SCENE)
        history->shown = *moment;
    memcpy(history->slots, slots,
           (size_t)(SLOT_VARS + history->scenario->variable_count) * sizeof *slots);
}
