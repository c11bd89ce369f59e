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
    int64_t queue_ms;    /* call time at which what is being said will have ended */
    int32_t *slots; /* while the options stood open: a decision comes to us after its effects */
    struct buf scratch;
    bool failed;
};

struct history *history_create(const struct scenario *scenario, const char *agent_name) {
    struct history *history = calloc(1, sizeof *history);
    if (!history)
        return NULL;
    history->scenario = scenario;
    history->arena = arena_create();
    history->slots = calloc((size_t)scenario->slot_count, sizeof *history->slots);
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

/* NULL for NULL, and when out of memory (failed is set). `outcome` is NULL before the end. */
static const char *expand_ending(struct history *history, const int32_t *slots,
                                 const struct outcome *outcome, const char *text) {
    if (!text)
        return NULL;
    buf_clear(&history->scratch);
    if (outcome)
        text_expand_ending(history->scenario, slots, outcome, history->agent_name, text, true,
                           &history->scratch);
    else
        text_expand(history->scenario, slots, history->agent_name, text, true, &history->scratch);
    const char *copy =
        history->scratch.failed
            ? NULL
            : arena_text(history->arena, buf_cstr(&history->scratch), history->scratch.len);
    history->failed = history->failed || !copy;
    return copy;
}

static const char *expand(struct history *history, const int32_t *slots, const char *text) {
    return expand_ending(history, slots, NULL, text);
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

/* ---- what is said ---- */

struct speech {
    const struct variants *customer;
    const struct spoken_list *lines;
    const char *speaker; /* expanded: who says the lines that name nobody; NULL: the customer */
    const struct event *event;
    const struct session *session;
};

/* The line joins the queue of what is being said. */
static struct said queue_line(struct history *history, const char *text, const char *speaker,
                              struct speaking speaks) {
    struct said said = {.text = never_null(text), .speaker = speaker};
    said.from_ms = history->queue_ms + speaks.silence_ms;
    said.until_ms = history->queue_ms = said.from_ms + speaks.words_ms;
    return said;
}

/* The entries that hold, before the customer's line or after it. */
static int add_spoken(struct history *history, const struct speech *speech, bool is_first,
                      struct said *out) {
    const struct outcome *outcome = session_outcome(speech->session);
    const int32_t *slots = session_slots(speech->session);
    int count = 0;
    for (int i = 0; i < speech->lines->count; i++) {
        const struct spoken *line = &speech->lines->items[i];
        if (!(speech->event->lines >> i & 1) || line->is_first != is_first)
            continue;
        const char *speaker = expand_ending(history, slots, outcome, line->speaker);
        out[count++] = queue_line(history, expand_ending(history, slots, outcome, line->text),
                                  speaker ? speaker : speech->speaker,
                                  session_spoken_speaks(speech->session, line));
    }
    return count;
}

static void add_speech(struct history *history, const struct speech *speech,
                       struct moment *moment) {
    const struct outcome *outcome = session_outcome(speech->session);
    struct said *said = arena_array(history->arena, LINES_MAX + 1, sizeof *said);
    if (!said) {
        history->failed = true;
        return;
    }
    if (history->queue_ms < speech->event->t_ms)
        history->queue_ms = speech->event->t_ms;
    int count = add_spoken(history, speech, true, said), line = speech->event->line;
    if (line >= 0) {
        const struct variant *spoken = &speech->customer->items[line];
        moment->text =
            expand_ending(history, session_slots(speech->session), outcome, spoken->text);
        said[count++] = queue_line(history, moment->text, speech->speaker,
                                   session_variant_speaks(speech->session, spoken));
    }
    count += add_spoken(history, speech, false, said + count);
    moment->line = line;
    moment->speaker = speech->speaker;
    moment->said = said;
    moment->said_count = count;
}

/* Nobody speaks on: what has begun or waits is there at `t`. */
static void end_speech(struct history *history, int64_t t) {
    history->queue_ms = t;
}

static void add_later(struct history *history, const struct session *session,
                      const struct event *event, struct moment *moment) {
    const struct spoken_list *later = &history->scenario->endings[event->ending].later;
    const char **texts = arena_array(history->arena, LINES_MAX + 1, sizeof *texts);
    if (!texts) {
        history->failed = true;
        return;
    }
    for (int i = 0; i < later->count; i++)
        if (event->later >> i & 1)
            texts[moment->later_count++] = never_null(expand_ending(
                history, session_slots(session), session_outcome(session), later->items[i].text));
    moment->later = texts;
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

static bool is_met(const int32_t *slots, const struct scenario *scenario,
                   struct evidence evidence) {
    const struct card *card = &scenario->cards[evidence.card];
    int slot = evidence.fact < 0 ? card->read_slot : card->facts[evidence.fact].seen_slot;
    return slot >= 0 && slots[slot] != 0;
}

/* What the option waited for, by name; where one of several would do, all of them. */
static const char *missing_looks(struct history *history, const int32_t *slots,
                                 const struct option *option) {
    const struct scenario *scenario = history->scenario;
    struct buf names = {0};
    for (int i = 0; i < option->need_count; i++) {
        const struct need *need = &option->needs[i];
        bool is_there = false;
        for (int j = 0; j < need->count; j++)
            is_there = is_there || is_met(slots, scenario, need->any[j]);
        for (int j = 0; j < need->count && !is_there; j++) {
            const struct card *card = &scenario->cards[need->any[j].card];
            int fact = need->any[j].fact;
            buf_text(&names, names.len == 0 ? "" : j ? " / " : ", ");
            buf_text(&names, never_null(expand(history, slots,
                                               fact < 0 ? card->title : card->facts[fact].label)));
        }
    }
    const char *copy =
        names.failed ? NULL : arena_text(history->arena, buf_cstr(&names), names.len);
    history->failed = history->failed || !copy;
    buf_finish(&names);
    return never_null(copy);
}

static void copy_withheld(struct history *history, const struct session *session,
                          struct past_decision *past) {
    const struct scene *scene = &history->scenario->scenes[past->scene];
    int count = past->decision.withheld_count;
    struct past_withheld *copy = arena_array(history->arena, (size_t)count + 1, sizeof *copy);
    if (!copy) {
        history->failed = true;
        return;
    }
    for (int i = 0; i < count; i++) {
        const struct option *option = &scene->options[past->decision.withheld[i]];
        copy[i] = (struct past_withheld){
            .text = never_null(
                expand(history, history->slots, option->say ? option->say : option->act)),
            .is_said = option->say,
            .looks = missing_looks(history, session_slots(session), option)};
    }
    past->withheld = copy;
    past->withheld_count = count;
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
                                   .speaker = history->shown.speaker,
                                   .prompt = expand(history, history->slots, scene->prompt)};
    if (!*past->line && history->shown.said_count > 0) {
        const struct said *last = &history->shown.said[history->shown.said_count - 1];
        past->line = last->text;
        past->speaker = last->speaker;
    }
    past->decision.why = copy_text(history, decision->why);
    past->decision.own_words = copy_text(history, decision->own_words);
    for (int i = 0; i < decision->count; i++) {
        const struct option *option = &scene->options[decision->shown[i]];
        past->options[i] =
            never_null(expand(history, history->slots, option->say ? option->say : option->act));
        past->labels[i] = expand(history, history->slots, option->label);
    }
    if (decision->option >= 0) {
        const struct option *taken = &scene->options[decision->option];
        past->says = variant(history, session_slots(session), &taken->says, decision->says);
        past->is_escalated = taken->escalates;
        past->rule = taken->breaks ? expand(history, history->slots, taken->breaks->title) : NULL;
    }
    copy_withheld(history, session, past);
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

static void add_scene(struct history *history, const struct session *session,
                      const struct event *event, struct moment *moment) {
    const struct scene *scene = &history->scenario->scenes[event->scene];
    const int32_t *slots = session_slots(session);
    struct speech speech = {.customer = &scene->customer,
                            .lines = &scene->lines,
                            .speaker = expand(history, slots, scene->speaker),
                            .event = event,
                            .session = session};
    moment->note = expand(history, slots, scene->note);
    add_speech(history, &speech, moment);
}

static void add_end(struct history *history, const struct session *session,
                    const struct event *event, struct moment *moment) {
    const struct ending *ending = &history->scenario->endings[event->ending];
    struct speech speech = {
        .customer = &ending->customer, .lines = &ending->lines, .event = event, .session = session};
    moment->ending = event->ending;
    moment->label =
        expand_ending(history, session_slots(session), session_outcome(session), ending->title);
    add_speech(history, &speech, moment);
    add_later(history, session, event, moment);
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
        add_scene(history, session, event, moment);
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
        end_speech(history, event->t_ms);
        add_decision(history, session, event, moment);
        break;
    case EVENT_READY:
        end_speech(history, event->t_ms);
        break;
    case EVENT_RESUME:
        end_speech(history, event->t_ms);
        moment->span = event->span;
        break;
    case EVENT_SUSPENDED:
    case EVENT_PAUSE:
        moment->span = event->span;
        break;
    case EVENT_END:
        add_end(history, session, event, moment);
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
    memcpy(history->slots, slots, (size_t)history->scenario->slot_count * sizeof *slots);
}
