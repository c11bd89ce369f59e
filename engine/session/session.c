/* Creation and questions; what changes a session is in step.c and scene.c. */
#include "base/hash.h"
#include "model/condition.h"
#include "session/effect.h"
#include "session/machine.h"

#include <stdlib.h>
#include <string.h>

static int count_facts(const struct scenario *scenario) {
    int count = 0;
    for (int i = 0; i < scenario->card_count; i++)
        count += scenario->cards[i].fact_count;
    return count;
}

static size_t at_least_one(int count) {
    return count > 0 ? (size_t)count : 1;
}

void session_reset(struct session *session, uint64_t seed) {
    const struct scenario *scenario = session->scenario;
    session->setup.seed = seed;
    uint64_t stream = stream_state(seed, "clock");
    session->clock = scenario->target_minutes ? (int)(splitmix64(&stream) & 1) : -1;
    slots_start(scenario, session->setup.level, session->slots);
    memset(session->cards, 0, at_least_one(scenario->card_count) * sizeof *session->cards);
    memset(session->facts_asked, 0,
           at_least_one(count_facts(scenario)) * sizeof *session->facts_asked);
    session->openings = session->decisions = session->resumes = 0;
    session->is_compliant = true;
    session->is_started = session->is_resumed = session->looks = session->reads = false;
    session->scene = session->ending = session->line = session->open_card = -1;
    session->selected = session->last_chosen = -1;
    session->now = session->scene_t = session->shown_t = session->opened_t = 0;
    session->limit_ms = -1;
    session->lines = 0;
    session->is_held = session->is_suspended = false;
    session->outcome = (struct outcome){0};
    session->nudges_done = 0;
    session->offered_count = session->attainable_count = 0;
    session->timing = (struct choice_timing){.chosen_t = -1};
    session->reading_ms = session->before_ms = session->reading_t = 0;
}

struct session *session_create(const struct scenario *scenario, const struct session_setup *setup) {
    struct session *session = calloc(1, sizeof *session);
    if (!session)
        return NULL;
    session->scenario = scenario;
    session->setup = *setup;
    if (session->setup.rules == 0)
        session->setup.rules = RULES_FIRST;
    session->slots = calloc((size_t)scenario->slot_count, sizeof *session->slots);
    session->slots_ahead = calloc((size_t)scenario->slot_count, sizeof *session->slots_ahead);
    session->cards = calloc(at_least_one(scenario->card_count), sizeof *session->cards);
    session->fact_index = calloc(at_least_one(scenario->card_count), sizeof *session->fact_index);
    session->facts_asked = calloc(at_least_one(count_facts(scenario)), sizeof(int));
    if (!session->slots || !session->slots_ahead || !session->cards || !session->fact_index ||
        !session->facts_asked) {
        session_destroy(session);
        return NULL;
    }
    int facts = 0;
    for (int i = 0; i < scenario->card_count; i++) {
        session->fact_index[i] = facts;
        facts += scenario->cards[i].fact_count;
    }
    session_reset(session, setup->seed);
    return session;
}

void session_destroy(struct session *session) {
    if (!session)
        return;
    free(session->slots);
    free(session->slots_ahead);
    free(session->cards);
    free(session->fact_index);
    free(session->facts_asked);
    free(session);
}

const struct scenario *session_scenario(const struct session *session) {
    return session->scenario;
}

const struct session_setup *session_setup(const struct session *session) {
    return &session->setup;
}

bool session_is_ended(const struct session *session) {
    return session->ending >= 0;
}

int session_scene(const struct session *session) {
    return session->scene;
}

int session_ending(const struct session *session) {
    return session->ending;
}

int session_line(const struct session *session) {
    return session->line;
}

int session_decisions(const struct session *session) {
    return session->decisions;
}

uint32_t session_lines(const struct session *session) {
    return session->lines;
}

const struct outcome *session_outcome(const struct session *session) {
    return session->ending >= 0 ? &session->outcome : NULL;
}

const char *session_lesson(const struct session *session) {
    if (session->ending < 0)
        return NULL;
    const struct variants *lesson = &session->scenario->endings[session->ending].lesson;
    int variant = variants_choose(lesson, session->slots);
    return variant >= 0 ? lesson->items[variant].text : NULL;
}

bool session_is_compliant(const struct session *session) {
    return session->is_compliant;
}

int session_options(const struct session *session, int out[OPTIONS_SHOWN_MAX]) {
    memcpy(out, session->offered, sizeof session->offered);
    return session->offered_count;
}

int session_attainable(const struct session *session, int out[OPTIONS_SHOWN_MAX]) {
    memcpy(out, session->attainable, sizeof session->attainable);
    return session->attainable_count;
}

bool session_is_ready(const struct session *session) {
    return session->scene >= 0 && session->now >= session->shown_t;
}

int session_selected(const struct session *session) {
    return session->selected;
}

int64_t session_now(const struct session *session) {
    return session->now;
}

int64_t session_shown_t(const struct session *session) {
    return session->shown_t;
}

int64_t session_scene_t(const struct session *session) {
    return session->scene_t;
}

int session_rules(const struct session *session) {
    return session->setup.rules;
}

int64_t session_limit_ms(const struct session *session) {
    return session->limit_ms;
}

int64_t session_deadline(const struct session *session) {
    return session->limit_ms < 0 || session->is_held ? -1 : session->shown_t + session->limit_ms;
}

static int64_t sooner(int64_t due, int64_t other) {
    return other >= 0 && (due < 0 || other < due) ? other : due;
}

int64_t session_next_due(const struct session *session) {
    int64_t due = session_deadline(session);
    if (session->scene < 0)
        return -1;
    due = sooner(due, session_read_due(session));
    if (session->now < session->shown_t && !session->is_held)
        due = sooner(due, session->shown_t);
    const struct scene *scene = &session->scenario->scenes[session->scene];
    for (int i = 0; i < scene->nudge_count && i < NUDGES_SCENE_MAX; i++) {
        due = sooner(due, nudge_due(session, i));
    }
    return due;
}

bool session_card_exists(const struct session *session, int card) {
    return condition_holds(session->scenario->cards[card].when, session->slots);
}

int session_open_card(const struct session *session) {
    return session->open_card;
}

bool session_card_was_opened(const struct session *session, int card) {
    return session->cards[card].first_opened > 0;
}

bool session_fact_was_asked(const struct session *session, int card, int fact) {
    return session->facts_asked[session->fact_index[card] + fact] > 0;
}

const int32_t *session_slots(const struct session *session) {
    return session->slots;
}

int session_clock(const struct session *session) {
    return session->clock;
}

/* ---- evidence ---- */

static bool was_read(const struct session *session, int card) {
    int64_t open_ms = session->cards[card].open_ms;
    if (session->open_card == card)
        open_ms += session->now - session->opened_t;
    return open_ms >= card_threshold_ms(&session->scenario->cards[card]);
}

int session_evidence_seen(const struct session *session, struct evidence *out, int max) {
    const struct scenario *scenario = session->scenario;
    int count = 0;
    for (int order = 1; order <= session->openings && count < max; order++)
        for (int card = 0; card < scenario->card_count; card++) {
            if (session->cards[card].first_opened == order && was_read(session, card))
                out[count++] = (struct evidence){card, -1};
            for (int fact = 0; fact < scenario->cards[card].fact_count && count < max; fact++)
                if (session->facts_asked[session->fact_index[card] + fact] == order)
                    out[count++] = (struct evidence){card, fact};
        }
    return count;
}
