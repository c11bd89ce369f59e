#include "record/describe.h"

#include "base/hash.h"

#include <stdio.h>
#include <string.h>

static int64_t null_below_0(int64_t number) {
    return number < 0 ? RECORD_NULL : number;
}

static int64_t call_t(const struct record_head *head, int64_t machine_t) {
    return machine_t < 0 ? RECORD_NULL : machine_t - head->t_start;
}

static void describe_head(const struct record_head *head, const struct session *session,
                          int64_t t_ms, struct record_room *room, struct record *out) {
    const struct scenario *scenario = session_scenario(session);
    const struct session_setup *setup = session_setup(session);
    record_clear(out);
    out->v = RECORD_VERSION;
    out->rules = head->rules;
    out->session = head->session;
    out->t = call_t(head, t_ms);
    out->agent = head->agent;
    out->team = head->team;
    out->scenario = scenario->id;
    out->version = scenario->version;
    out->level = level_name(setup->level);
    out->mode = mode_name(setup->mode);
    hex16(session_state(session), room->state);
    out->state = room->state;
}

/* What both `start` and a decision say about how the call is played. */
static void describe_manner(const struct record_head *head, const struct session *session,
                            struct record *out) {
    const struct scenario *scenario = session_scenario(session);
    out->locale = head->locale;
    out->timing = timing_name(session_setup(session)->timing);
    out->clock = null_below_0(session_clock(session));
    out->target_s = scenario->target_minutes ? 60 * (int64_t)scenario->target_minutes : RECORD_NULL;
}

void describe_start(const struct record_head *head, const struct session *session,
                    struct record_room *room, struct record *out) {
    const struct scenario *scenario = session_scenario(session);
    describe_head(head, session, head->t_start, room, out);
    describe_manner(head, session, out);
    out->type = RECORD_start;
    out->scenario_sha256 = scenario->sha256;
    hex16(session_setup(session)->seed, room->seed);
    out->seed = room->seed;
    out->app = head->app;
    out->channel = channel_name(scenario->channel);
    out->exposure = head->start_exposure;
    out->chosen_by = head->chosen_by;
    out->assignment = head->assignment;
    out->retry_of = head->retry_of;
    out->kind = kind_name(scenario->kind);
    out->agent_name = head->agent_name;
    out->team_name = head->team_name;
    out->utc_offset_min = head->utc_offset_min;
    out->pace = session_setup(session)->pace;
    out->voices = voices_name(session_setup(session)->voices);
}

/* ---- decisions ---- */

static bool has_credits(const struct key *key) {
    for (int i = 0; i < key->count; i++)
        if (key->credit[i] >= 0)
            return true;
    return false;
}

/* "act", "handoff+escalate", NULL where nothing is said. */
static const char *stance_shown(const struct option *option, char room[32]) {
    const char *stance = stance_name(option->stance);
    if (!option->escalates || option->stance == STANCE_ESCALATE)
        return stance;
    if (!stance)
        return stance_name(STANCE_ESCALATE);
    snprintf(room, 32, "%s+escalate", stance);
    return room;
}

static void describe_options(const struct scene *scene, const struct decision *decision,
                             struct record_room *room, struct record *out) {
    for (int i = 0; i < decision->count; i++) {
        const struct option *option = &scene->options[decision->shown[i]];
        room->options[i] = option->id;
        room->stances[i] = stance_shown(option, room->escalating[i]);
        room->stops[i] = option->stops_clock;
    }
    out->options = (struct texts){room->options, decision->count};
    out->stances = (struct texts){room->stances, decision->count};
    out->stops = (struct numbers){room->stops, decision->count};
}

/* What the key says of an option: `place` is its position in the key. */
static void describe_withheld(const struct scene *scene, const struct decision *decision,
                              struct record_room *room, struct record *out) {
    const struct key *key = &decision->key;
    for (int i = 0; i < decision->withheld_count; i++) {
        const struct option *option = &scene->options[decision->withheld[i]];
        int place = decision->count + i;
        bool is_keyed = key->experts > 0 || has_credits(key);
        room->withheld[i] = (struct withheld_option){
            .option = option->id,
            .credit = is_keyed ? null_below_0(key->credit[place]) : RECORD_NULL,
            .category = is_keyed ? null_below_0(key->category[place]) : RECORD_NULL,
            .votes = is_keyed ? key->votes[place] : RECORD_NULL,
            .stance = stance_shown(option, room->withheld_escalating[i])};
    }
    out->withheld = (struct withheld){room->withheld, decision->withheld_count};
}

static int64_t minutes_of(const struct session *session) {
    int slot = session_scenario(session)->minutes_slot;
    return slot < 0 ? RECORD_NULL : session_slots(session)[slot];
}

/* Numbers, from 1, of the bits that are set. */
static struct numbers numbers_of(uint32_t bits, int64_t room[32]) {
    int count = 0;
    for (int i = 0; i < 32; i++)
        if (bits >> i & 1)
            room[count++] = i + 1;
    return (struct numbers){room, count};
}

/* What rules 2 added to a decision. */
static void describe_new(const struct session *session, const struct scene *scene,
                         const struct decision *decision, struct record_room *room,
                         struct record *out) {
    const struct option *option = decision->option < 0 ? NULL : &scene->options[decision->option];
    describe_withheld(scene, decision, room, out);
    out->minutes = minutes_of(session);
    out->before_ms = decision->before_ms;
    if (decision->says >= 0)
        out->says = decision->says + 1;
    if (option && option->breaks)
        out->breaks = option->breaks->id;
    if (scene->checks)
        out->checks = scene->checks->id;
    if (option && scene->checks)
        out->proved = option->proves;
}

static bool describe_key(const struct scene *scene, const struct decision *decision, int rules,
                         struct record_room *room, struct record *out) {
    const struct key *key = &decision->key;
    bool is_timeout = decision->option < 0;
    out->key = key_status_name(key->status);
    out->expects = null_below_0(key->expects);
    out->escalation = escalation_name(key->escalation);
    if (is_timeout)
        out->credit = out->category = 0;
    if (key->experts == 0 && !has_credits(key))
        return true;
    for (int i = 0; i < decision->count; i++) {
        room->credits[i] = null_below_0(key->credit[i]);
        room->categories[i] = null_below_0(key->category[i]);
        room->votes[i] = key->votes[i];
    }
    out->credits = (struct numbers){room->credits, decision->count};
    out->option_categories = (struct numbers){room->categories, decision->count};
    out->votes = (struct numbers){room->votes, decision->count};
    out->panel_n = key->experts;
    out->categories = key->categories;
    if (!is_timeout) {
        out->credit = room->credits[decision->position];
        out->category = room->categories[decision->position];
    }
    out->key_id = room->key_id;
    if (rules == RULES_FIRST)
        return key_id_shown(key, room->key_id);
    int both[OPTIONS_SHOWN_MAX]; /* in the order of the key */
    memcpy(both, decision->shown, (size_t)decision->count * sizeof *both);
    memcpy(both + decision->count, decision->withheld,
           (size_t)decision->withheld_count * sizeof *both);
    return key_id(scene, both, key, room->key_id);
}

static void describe_choice(const struct scene *scene, const struct decision *decision,
                            struct record *out) {
    if (decision->option < 0) {
        if (decision->selected >= 0)
            out->selected = scene->options[decision->selected].id;
        return;
    }
    const struct option *option = &scene->options[decision->option];
    out->option = option->id;
    out->stance = stance_name(option->stance);
    out->compliant = option->compliant;
    out->critical = option->critical;
    out->escalated = option->escalates;
    out->escalated_to = option->escalates ? option->team : NULL;
    out->confidence = null_below_0(decision->confidence);
    out->latency_ms = null_below_0(decision->latency_ms);
    out->own_words = decision->own_words;
    out->why = decision->why;
}

static void describe_evidence(const struct session *session, const struct scene *scene,
                              struct record_room *room, struct record *out) {
    const struct scenario *scenario = session_scenario(session);
    struct needed needed[EVIDENCE_MAX];
    struct evidence seen[EVIDENCE_SEEN_MAX];
    int needed_count = evidence_needed(scenario, scene, needed, EVIDENCE_MAX);
    int seen_count = session_evidence_seen(session, seen, EVIDENCE_SEEN_MAX);
    for (int i = 0; i < needed_count; i++) {
        evidence_name(scenario, needed[i].evidence, room->needed_names[i],
                      sizeof room->needed_names[i]);
        room->needed[i] = room->needed_names[i];
        room->weights[i] = needed[i].weight;
    }
    for (int i = 0; i < seen_count; i++) {
        evidence_name(scenario, seen[i], room->seen_names[i], sizeof room->seen_names[i]);
        room->seen[i] = room->seen_names[i];
    }
    out->evidence_needed = (struct texts){room->needed, needed_count};
    out->evidence_weights = (struct numbers){room->weights, needed_count};
    out->evidence_seen = (struct texts){room->seen, seen_count};
}

static bool describe_decision(const struct record_head *head, const struct session *session,
                              const struct event *event, struct record_room *room,
                              struct record *out) {
    const struct scenario *scenario = session_scenario(session);
    const struct decision *decision = event->decision;
    const struct scene *scene = &scenario->scenes[event->scene];
    describe_manner(head, session, out);
    describe_options(scene, decision, room, out);
    describe_choice(scene, decision, out);
    describe_evidence(session, scene, room, out);
    out->node = scene->node;
    out->skill = skill_name(scene->skill);
    out->also_skill = skill_name(scene->also_skill);
    out->exposure = decision->exposure;
    out->shown_t = call_t(head, decision->shown_t);
    out->chosen_t = call_t(head, decision->chosen_t);
    out->reading_ms = null_below_0(decision->reading_ms);
    out->limit_ms = null_below_0(decision->limit_ms);
    out->changes = decision->changes;
    out->words = decision->words;
    out->resumes = decision->resumes;
    out->to = decision->to.scene >= 0 ? scenario->scenes[decision->to.scene].id
                                      : scenario->endings[decision->to.ending].id;
    describe_new(session, scene, decision, room, out);
    return describe_key(scene, decision, head->rules, room, out);
}

/* ---- the rest ---- */

static void describe_end(const struct record_head *head, const struct session *session,
                         const struct event *event, struct record_room *room, struct record *out) {
    const struct ending *ending = &session_scenario(session)->endings[event->ending];
    const struct outcome *outcome = session_outcome(session);
    out->ending = ending->id;
    out->outcome = (struct record_outcome){.is_given = true,
                                           .resolved = outcome->resolved,
                                           .retained = outcome->retained,
                                           .compliant = outcome->compliant,
                                           .csat = outcome->csat,
                                           .cost = outcome->cost};
    out->decisions = session_decisions(session) - head->decisions_before;
    out->complete = head->retry_of.session == NULL;
    out->line = event->line < 0 ? RECORD_NULL : event->line + 1;
    out->minutes = minutes_of(session);
    out->lines = numbers_of(event->lines, room->lines);
    out->later = numbers_of(event->later, room->later);
}

static void describe_card(const struct scenario *scenario, const struct event *event,
                          struct record *out) {
    const struct card *card = &scenario->cards[event->card];
    out->card = card->id;
    if (event->kind == EVENT_CARD)
        out->first = event->is_first;
    else if (event->kind == EVENT_CARD_CLOSED)
        out->open_ms = event->open_ms;
    else
        out->fact = card->facts[event->fact].closed;
}

bool describe_event(const struct record_head *head, const struct session *session,
                    const struct event *event, struct record_room *room, struct record *out) {
    static const enum record_type types[] = {[EVENT_SCENE] = RECORD_scene,
                                             [EVENT_CARD] = RECORD_card,
                                             [EVENT_CARD_CLOSED] = RECORD_card_closed,
                                             [EVENT_FACT] = RECORD_fact,
                                             [EVENT_NUDGE] = RECORD_nudge,
                                             [EVENT_DECISION] = RECORD_decision,
                                             [EVENT_TIMEOUT] = RECORD_timeout,
                                             [EVENT_PAUSE] = RECORD_pause,
                                             [EVENT_RESUME] = RECORD_resume,
                                             [EVENT_READY] = RECORD_ready,
                                             [EVENT_SUSPENDED] = RECORD_suspended,
                                             [EVENT_END] = RECORD_end};
    const struct scenario *scenario = session_scenario(session);
    describe_head(head, session, event->t_ms, room, out);
    out->type = types[event->kind];
    if (event->kind == EVENT_END) {
        describe_end(head, session, event, room, out);
        return true;
    }
    out->scene = scenario->scenes[event->scene].id;
    switch (event->kind) {
    case EVENT_SCENE:
        out->line = event->line < 0 ? RECORD_NULL : event->line + 1;
        out->anger = session_slots(session)[SLOT_ANGER];
        out->trust = session_slots(session)[SLOT_TRUST];
        out->minutes = minutes_of(session);
        out->lines = numbers_of(event->lines, room->lines);
        out->speaks_ms = event->speaks_ms;
        break;
    case EVENT_CARD:
    case EVENT_CARD_CLOSED:
    case EVENT_FACT:
        describe_card(scenario, event, out);
        break;
    case EVENT_NUDGE:
        out->nudge = event->nudge + 1;
        break;
    case EVENT_READY:
        out->by = ready_by_name(event->by);
        break;
    case EVENT_PAUSE:
    case EVENT_SUSPENDED:
        out->ms = event->span;
        break;
    case EVENT_RESUME:
        out->gap_s = event->span;
        out->utc_offset_min = head->resume_offset_min;
        break;
    default:
        return describe_decision(head, session, event, room, out);
    }
    return true;
}
