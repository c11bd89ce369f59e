/* Line 1, and the competencies below it. */
#include "score/profile_private.h"

#include "stats/irt_score.h"
#include "stats/minima.h"
#include "stats/prim.h"

#include <math.h>
#include <stdlib.h>

#define BELOW_SPREADS 0.5 /* "below the pool": more than this many spreads under its mean */
#define CHANCE_PROBABILITY 0.975

/* A team's ability is the mean of its agents'; its SE adds their errors. Agents without enough
 * decisions are left out. */
static int team_ability(const struct profiling *p, const struct subject *who, struct ability *out) {
    int agents = 0;
    *out = (struct ability){0};
    for (int i = 0; i < who->agent_count; i++) {
        const struct ability *one = &p->run->ability[who->agents[i]];
        out->n += one->n;
        out->timeouts += one->timeouts;
        if (!one->is_shown && who->agent_count > 1)
            continue;
        agents++;
        out->scenarios = one->scenarios > out->scenarios ? one->scenarios : out->scenarios;
        out->theta += one->theta;
        out->theta_without_timeouts += one->theta_without_timeouts;
        out->psd += one->psd * one->psd;
        out->se += one->se * one->se;
        out->is_shown = out->is_shown || one->is_shown;
    }
    if (agents == 0)
        return 0;
    out->theta /= agents;
    out->theta_without_timeouts /= agents;
    out->psd = sqrt(out->psd) / agents;
    out->se = sqrt(out->se) / agents;
    return agents;
}

static double abandoned_share(const struct profiling *p, const struct subject *who) {
    int sessions = 0, ended = 0;
    for (int i = 0; i < who->agent_count; i++) {
        sessions += p->data->agent[who->agents[i]].sessions;
        ended += p->data->agent[who->agents[i]].ended;
    }
    return sessions ? (double)(sessions - ended) / sessions : NAN;
}

/* P(the categories chosen sum to more than a blind choice among the options shown would). */
static double beyond_chance(const struct profiling *p, const struct subject *who) {
    double sum = 0, mean = 0, variance = 0;
    for (int i = 0; i < who->count; i++) {
        const struct measured *m = &p->data->measured[who->measured[i]];
        double options = p->d->options[m->row];
        if (!m->in_window || options == 0)
            continue;
        double guess = p->d->guess_sum[m->row] / options;
        sum += p->d->category[m->row];
        mean += guess;
        variance += p->d->guess_squares[m->row] / options - guess * guess;
    }
    return variance > 0 ? normal_cdf((sum - mean) / sqrt(variance)) : NAN;
}

static void judge(const struct profiling *p, struct judgment_line *out) {
    static const enum reason_code place[] = {[BAND_BELOW] = REASON_BELOW_OTHERS,
                                             [BAND_NOT_DISTINGUISHABLE] = REASON_AMONG_OTHERS,
                                             [BAND_ABOVE] = REASON_ABOVE_OTHERS};
    const struct score_run *run = p->run;
    double limit = run->pool_mean - BELOW_SPREADS * run->pool_sd;
    out->below = normal_cdf((limit - out->theta) / out->se);
    out->band = compare_with_team(out->theta, out->se, run->pool_mean);
    out->line.state = STATE_TYPICAL;
    line_says(&out->line, (struct reason){.code = place[out->band]});
    if (out->beyond_chance < CHANCE_PROBABILITY) {
        out->line.state = STATE_WATCH;
        line_says(&out->line, (struct reason){REASON_LIKE_GUESSING, {0}, {out->beyond_chance}});
    }
    line_judge(p, &out->line, FLAG_BELOW_POOL, out->below, out->line.n);
}

void fill_judgment(const struct profiling *p, const struct subject *who, struct profile *profile) {
    struct judgment_line *out = &profile->judgment;
    struct ability ability;
    int agents = team_ability(p, who, &ability);
    line_init(&out->line, ability.n);
    out->theta = out->psd = out->se = out->theta_without_timeouts = out->below = NAN;
    out->report = out->report_se = out->beyond_chance = NAN;
    out->band = BAND_NOT_DISTINGUISHABLE;
    out->timeouts = ability.timeouts;
    out->abandoned = abandoned_share(p, who);
    if (!line_has_enough(p, who, &out->line))
        return;
    if (agents == 0 || !ability.is_shown) {
        line_lacks(&out->line,
                   (struct reason){REASON_FEW_ON_SCALE, {ability.n, ability.scenarios}, {0}});
        return;
    }
    out->beyond_chance = beyond_chance(p, who);
    out->theta = ability.theta;
    out->psd = ability.psd;
    out->se = ability.se;
    out->theta_without_timeouts = ability.theta_without_timeouts;
    double a_ref = p->run->calibration ? p->run->calibration->a : p->run->model->a;
    out->report = irt_report(p->run->model->a, a_ref, out->theta);
    out->report_se = irt_report_se(p->run->model->a, a_ref, out->se);
    line_band(&out->line, out->theta - SCORE_Z95 * out->se, out->theta + SCORE_Z95 * out->se,
              out->theta, out->se);
    if (!p->run->is_anchored && p->run->pool < MIN_POOL_AGENTS) {
        line_lacks(&out->line, (struct reason){REASON_FEW_AGENTS, {p->run->pool}, {0}});
        return;
    }
    judge(p, out);
}

/* ---- ranks, only ever as intervals ---- */

struct ranking {
    int *who; /* place among the profiles */
    double *theta, *se;
    struct rank_interval *rank;
    struct comparison *pair;
    int count;
};

static bool ranking_init(struct ranking *r, const struct profile *profiles, int count) {
    size_t room = (size_t)count + 1;
    r->who = malloc(room * sizeof *r->who);
    r->theta = malloc(room * sizeof *r->theta);
    r->se = malloc(room * sizeof *r->se);
    r->rank = malloc(room * sizeof *r->rank);
    if (!r->who || !r->theta || !r->se || !r->rank)
        return false;
    for (int i = 0; i < count; i++) {
        if (isnan(profiles[i].judgment.theta))
            continue;
        r->who[r->count] = i;
        r->theta[r->count] = profiles[i].judgment.theta;
        r->se[r->count++] = profiles[i].judgment.se;
    }
    if (r->count > PROFILE_RANKS_MAX)
        r->count = 0;
    r->pair = malloc(((size_t)r->count * (size_t)r->count / 2 + 1) * sizeof *r->pair);
    return r->pair != NULL;
}

bool fill_ranks(struct profile *profiles, int count, struct err *err) {
    struct ranking r = {0};
    bool ok = ranking_init(&r, profiles, count);
    if (ok && r.count >= 2) {
        compare_pairs(r.theta, r.se, r.count, r.pair);
        compare_ranks(r.pair, r.count, r.rank);
        for (int i = 0; i < r.count; i++)
            profiles[r.who[i]].judgment.rank = r.rank[i];
    }
    free(r.who);
    free(r.theta);
    free(r.se);
    free(r.rank);
    free(r.pair);
    return ok || err_memory(err);
}

/* ---- competencies ---- */

struct skill_sums {
    double sum, squares;
    int n;
};

/* Credit of each of an agent's decisions with that skill first. */
static struct skill_sums sum_skill(const struct profiling *p, const struct subject *who,
                                   enum skill skill) {
    struct skill_sums sums = {0};
    for (int i = 0; i < who->count; i++) {
        int32_t row = p->data->measured[who->measured[i]].row;
        if (p->d->skill[row] != skill || p->d->credit[row] < 0)
            continue;
        double credit = p->d->credit[row] / 10000.0;
        sums.sum += credit;
        sums.squares += credit * credit;
        sums.n++;
    }
    return sums;
}

static struct skill_sums sum_all(const struct profiling *p, const struct subject *who) {
    struct skill_sums sums = {0};
    for (int i = 0; i < who->count; i++) {
        int credit = p->d->credit[p->data->measured[who->measured[i]].row];
        sums.sum += credit < 0 ? 0 : credit / 10000.0;
        sums.n += credit >= 0;
    }
    return sums;
}

/* Haberman's PRMSE on mean credits; the reliability is what is left of the variance of the means
 * once the mean error variance is gone. Few decisions: no. */
static bool has_added_value(const struct profiling *p, enum skill skill, double *own, double *all) {
    int agents = 0;
    double error = 0;
    for (int i = 0; i < p->count; i++) {
        struct skill_sums one = sum_skill(p, &p->subjects[i], skill);
        struct skill_sums whole = sum_all(p, &p->subjects[i]);
        if (one.n < MIN_SKILL_DECISIONS)
            continue;
        own[agents] = one.sum / one.n;
        all[agents++] = whole.sum / whole.n;
        error += fmax(0, one.squares / one.n - (one.sum / one.n) * (one.sum / one.n)) / (one.n - 1);
    }
    if (agents < MIN_SKILL_AGENTS)
        return false;
    double mean_own = 0, mean_all = 0, v_own = 0, v_all = 0, covariance = 0;
    for (int i = 0; i < agents; i++) {
        mean_own += own[i] / agents;
        mean_all += all[i] / agents;
    }
    for (int i = 0; i < agents; i++) {
        v_own += (own[i] - mean_own) * (own[i] - mean_own) / (agents - 1);
        v_all += (all[i] - mean_all) * (all[i] - mean_all) / (agents - 1);
        covariance += (own[i] - mean_own) * (all[i] - mean_all) / (agents - 1);
    }
    double reliability = v_own > 0 ? 1 - error / agents / v_own : 0;
    if (!(reliability > 0) || !(v_all > 0))
        return false;
    return subscore_prmse(v_own, reliability, covariance, v_all).has_added_value;
}

bool fill_skills(const struct profiling *p, struct profile *profiles, struct err *err) {
    double *room = malloc((2 * (size_t)p->count + 1) * sizeof *room);
    if (!room)
        return err_memory(err);
    for (int skill = SKILL_NONE + 1; skill < SKILL_COUNT; skill++) {
        bool is_shown = has_added_value(p, (enum skill)skill, room, room + p->count);
        for (int i = 0; i < p->count; i++) {
            struct skill_sums one = sum_skill(p, &p->subjects[i], (enum skill)skill);
            profiles[i].skill[skill] = (struct skill_score){
                one.n, one.n ? one.sum / one.n : NAN, is_shown && one.n >= MIN_SKILL_DECISIONS};
        }
    }
    free(room);
    return true;
}
