#include "score/profile.h"

#include "score/profile_private.h"
#include "stats/minima.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const char *line_name(enum line_kind line) {
    static const char *const names[LINE_COUNT] = {"judgment", "escalation",      "calibration",
                                                  "evidence", "under_the_clock", "trend"};
    return (int)line >= 0 && line < LINE_COUNT ? names[line] : NULL;
}

const char *flag_name(enum flag_kind flag) {
    static const char *const names[FLAG_COUNT] = {
        [FLAG_BELOW_EXPECTED] = "below_expected",
        [FLAG_DEFAULTS_TO_ESCALATION] = "defaults_to_escalation",
        [FLAG_KEEPS_WHAT_MUST_GO_UP] = "keeps_what_must_go_up",
        [FLAG_OVER_CONFIDENT] = "over_confident",
        [FLAG_UNDER_CONFIDENT] = "under_confident",
        [FLAG_DECIDES_UNLOOKED] = "decides_unlooked",
        [FLAG_RAPID] = "rapid",
        [FLAG_PARKS_CALLS] = "parks_calls",
        [FLAG_CLOCK_SENSITIVE] = "clock_sensitive",
        [FLAG_LOOKS_LESS] = "looks_less_under_the_clock",
        [FLAG_DECLINING] = "declining"};
    return (int)flag >= 0 && flag < FLAG_COUNT ? names[flag] : NULL;
}

const char *score_state_name(enum score_state state) {
    switch (state) {
    case STATE_TYPICAL:
        return "typical";
    case STATE_WATCH:
        return "watch";
    case STATE_FLAG:
        return "flag";
    default:
        return "not_enough_data";
    }
}

const struct line *profile_line(const struct profile *profile, enum line_kind line) {
    const struct line *const lines[LINE_COUNT] = {
        &profile->judgment.line, &profile->escalation.line, &profile->calibration.line,
        &profile->evidence.line, &profile->integrity.line,  &profile->trend.line};
    return lines[line];
}

/* ---- lines ---- */

void line_init(struct line *line, int n) {
    *line = (struct line){.n = n,
                          .state = STATE_NOT_ENOUGH_DATA,
                          .low = NAN,
                          .high = NAN,
                          .likely_low = NAN,
                          .likely_high = NAN};
}

void line_band(struct line *line, double low, double high, double value, double se) {
    line->low = low;
    line->high = high;
    line->likely_low = value - se;
    line->likely_high = value + se;
}

void line_lacks(struct line *line, struct reason reason) {
    line->reason = reason;
    line->state = STATE_NOT_ENOUGH_DATA;
}

void line_says(struct line *line, struct reason reason) {
    line->reason = reason;
}

void line_judge(const struct profiling *p, struct line *line, enum flag_kind flag,
                double probability, int n) {
    enum score_state state = state_from_probability(probability, !isnan(probability));
    if (state == STATE_NOT_ENOUGH_DATA)
        return;
    if (state == STATE_FLAG && p->data->is_provisional)
        state = STATE_WATCH;
    if (state == STATE_FLAG && line->flag_count < LINE_FLAGS_MAX)
        line->flags[line->flag_count++] =
            (struct score_flag){flag, probability, FLAG_PROBABILITY, n};
    if (state > line->state) {
        line->state = state;
        if (state > STATE_TYPICAL)
            line_says(line, (struct reason){REASON_FLAG, {flag}, {probability}});
    }
}

static void say_keys(const struct profiling *p, const struct subject *who, struct line *line) {
    int older = 0;
    for (int i = 0; i < who->agent_count; i++)
        older += p->data->agent[who->agents[i]].count;
    if (older > 0) {
        line_lacks(line, (struct reason){REASON_NONE_RECENT, {older, p->data->window_days}, {0}});
        return;
    }
    struct reason reason = {.code = REASON_NO_KEY, .count[KEY_STATUS_COUNT] = p->data->keys};
    for (int i = 0; i < who->agent_count; i++)
        for (int key = 0; key < KEY_STATUS_COUNT; key++)
            reason.count[key] += p->data->agent[who->agents[i]].by_key[key];
    line_lacks(line, reason);
}

bool line_has_enough(const struct profiling *p, const struct subject *who, struct line *line) {
    int scenarios = 0;
    if (who->count == 0) {
        say_keys(p, who, line);
        return false;
    }
    for (int i = 0; i < who->agent_count; i++) {
        int own = p->data->agent[who->agents[i]].scenarios;
        scenarios = own > scenarios ? own : scenarios;
    }
    int decisions = MIN_DECISIONS - who->count, more = MIN_SCENARIOS - scenarios;
    if (decisions <= 0 && more <= 0)
        return true;
    if (decisions > 0 && more > 0)
        line_lacks(line, (struct reason){REASON_MORE_BOTH, {decisions, more}, {0}});
    else if (decisions > 0)
        line_lacks(line, (struct reason){REASON_MORE_DECISIONS, {decisions}, {0}});
    else
        line_lacks(line, (struct reason){REASON_MORE_SCENARIOS, {more}, {0}});
    return false;
}

/* ---- subjects ---- */

static int first_exposures(const struct dataset_agent *agent) {
    int count = 0;
    for (int key = 0; key < KEY_STATUS_COUNT; key++)
        count += agent->by_key[key];
    return count;
}

/* Agents who count, sorted by name or by team and name. */
static int list_agents(const struct profiling *p, int32_t *list) {
    int count = 0;
    for (int32_t a = 0; a < p->data->agents; a++) {
        const struct dataset_agent *agent = &p->data->agent[a];
        if (first_exposures(agent) == 0)
            continue;
        int at = count++;
        for (; p->by_team && at > 0 && p->data->agent[list[at - 1]].team > agent->team; at--)
            list[at] = list[at - 1];
        list[at] = a;
    }
    return count;
}

static int32_t id_of(const struct profiling *p, int32_t agent) {
    return p->by_team ? p->data->agent[agent].team : p->data->agent[agent].text;
}

static bool fill_subject(struct profiling *p, struct subject *who) {
    int count = 0;
    for (int i = 0; i < who->agent_count; i++)
        count += p->data->agent[who->agents[i]].window;
    who->measured = arena_array(p->arena, (size_t)count + 1, sizeof *who->measured);
    if (!who->measured)
        return false;
    for (int i = 0; i < who->agent_count; i++) {
        const struct dataset_agent *agent = &p->data->agent[who->agents[i]];
        for (int32_t m = agent->first; m < agent->first + agent->count; m++)
            if (p->data->measured[m].in_window)
                who->measured[who->count++] = m;
    }
    return true;
}

static bool make_subjects(struct profiling *p) {
    int32_t *list = arena_array(p->arena, (size_t)p->data->agents + 1, sizeof *list);
    p->subjects = arena_array(p->arena, (size_t)p->data->agents + 1, sizeof *p->subjects);
    if (!list || !p->subjects)
        return false;
    int agents = list_agents(p, list);
    for (int i = 0; i < agents; i++) {
        int32_t id = id_of(p, list[i]);
        if (p->count == 0 || p->subjects[p->count - 1].id != id)
            p->subjects[p->count++] = (struct subject){.id = id, .agents = list + i};
        p->subjects[p->count - 1].agent_count++;
    }
    for (int i = 0; i < p->count; i++)
        if (!fill_subject(p, &p->subjects[i]))
            return false;
    return true;
}

/* ---- what is known of everybody ---- */

static void tally_items(struct profiling *p) {
    double escalated[2] = {0}, n[2] = {0}, gaps = 0, confident = 0;
    for (int32_t i = 0; i < p->data->count; i++) {
        const struct measured *m = &p->data->measured[i];
        struct item_tally *tally = &p->tally[m->item];
        int truth = escalation_truth(p, i);
        if (truth >= 0) {
            tally->escalation_n++;
            tally->escalated += p->d->escalated[m->row] == 1;
            n[truth]++;
            escalated[truth] += p->d->escalated[m->row] == 1;
        }
        if (has_confidence(p, i)) {
            double gap = p->d->confidence[m->row] / 100.0 - is_acceptable(p, i);
            tally->confidence_n++;
            tally->gap_sum += gap;
            gaps += gap;
            confident++;
        }
    }
    for (int truth = 0; truth < 2; truth++)
        p->bank_escalated[truth] = n[truth] > 0 ? escalated[truth] / n[truth] : 0.5;
    p->bank_gap = confident > 0 ? gaps / confident : 0;
}

static bool make_room(struct profiling *p) {
    size_t rows = (size_t)p->data->count + 1, subjects = (size_t)p->data->agents + 1;
    double **const arrays[] = {&p->peer_value, &p->peer_se,     &p->clock_value,
                               &p->clock_se,   &p->slope_value, &p->slope_se};
    p->tally = arena_array(p->arena, (size_t)p->data->items + 1, sizeof *p->tally);
    p->value = arena_array(p->arena, rows, sizeof *p->value);
    p->other = arena_array(p->arena, rows, sizeof *p->other);
    p->cluster = arena_array(p->arena, rows, sizeof *p->cluster);
    bool ok = p->tally && p->value && p->other && p->cluster;
    for (size_t i = 0; i < sizeof arrays / sizeof *arrays; i++)
        ok = ok && (*arrays[i] = arena_array(p->arena, subjects, sizeof(double)));
    return ok;
}

static bool prepare(struct profiling *p, struct err *err) {
    if (!make_room(p) || !make_subjects(p))
        return err_memory(err);
    tally_items(p);
    return prepare_rates(p, err) && prepare_confidence(p, err) && prepare_clock(p, err) &&
           prepare_trend(p, err) && prepare_speed(p, err);
}

/* ---- all of it ---- */

static struct uncounted count_uncounted(const struct profiling *p, const struct subject *who) {
    struct uncounted out = {0};
    for (int i = 0; i < who->agent_count; i++) {
        const struct dataset_agent *agent = &p->data->agent[who->agents[i]];
        out.previewed += agent->previewed;
        out.left += agent->left;
        out.suspended += agent->suspended;
        out.adjusted += agent->adjusted;
    }
    return out;
}

/* Agents who have a decision that counts. */
static int count_deciders(const struct profiling *p, const struct subject *who) {
    int count = 0;
    for (int i = 0; i < who->agent_count; i++)
        count += p->data->agent[who->agents[i]].window > 0;
    return count;
}

static bool fill(const struct profiling *p, int subject, struct profile *out, struct err *err) {
    const struct subject *who = &p->subjects[subject];
    *out = (struct profile){.id = who->id,
                            .n = who->count,
                            .agents = count_deciders(p, who),
                            .uncounted = count_uncounted(p, who)};
    fill_judgment(p, who, out);
    fill_escalation(p, who, out);
    fill_integrity(p, subject, out);
    fill_trend(p, subject, out);
    return fill_calibration(p, subject, out, err) && fill_evidence(p, who, out, err);
}

bool profiles_make(const struct score_run *run, const struct profile_request *request,
                   struct profile **out, int *count, struct err *err) {
    struct profiling p = {.run = run,
                          .data = run->data,
                          .d = &run->data->columns->decision,
                          .authority_rate = request->authority_rate,
                          .by_team = run->data->by_team,
                          .arena = arena_create()};
    *out = NULL;
    *count = 0;
    bool ok = p.arena ? prepare(&p, err) : err_memory(err);
    struct profile *profiles = ok ? calloc((size_t)p.count + 1, sizeof *profiles) : NULL;
    if (ok && !profiles)
        ok = err_memory(err);
    for (int i = 0; ok && i < p.count; i++)
        ok = fill(&p, i, &profiles[i], err);
    ok = ok && fill_skills(&p, profiles, err);
    if (ok)
        judge_expected(&p, profiles);
    for (int i = 0; ok && i < p.count; i++)
        forget_unsaid(&profiles[i]);
    *count = p.count;
    arena_destroy(p.arena);
    if (!ok) {
        free(profiles);
        return false;
    }
    *out = profiles;
    return true;
}
