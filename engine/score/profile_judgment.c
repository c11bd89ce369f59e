/* Line 1, and the competencies below it. */
#include "score/profile_private.h"

#include "stats/irt_score.h"
#include "stats/minima.h"
#include "stats/prim.h"

#include <math.h>
#include <stdlib.h>

#define BELOW_EXPECTED 0.25              /* logits under what the panel expects */
#define SCORE_Z90 1.64485362695147271486 /* the 95 % point of the standard normal */
#define CALL_EFFECT 1.15                 /* decisions of one call vary together */

/* A team's ability is the mean of its agents'; its SE adds their errors. Agents without enough
 * decisions are left out. */
static int team_ability(const struct profiling *p, const struct subject *who, struct ability *out) {
    int agents = 0;
    *out = (struct ability){0};
    for (int i = 0; i < who->agent_count; i++) {
        const struct ability *one = &p->run->ability[who->agents[i]];
        out->n += one->n;
        out->expected += one->expected;
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

/* ---- guessing ---- */

/* Sums over the decisions on the scale: of categories chosen, of a blind choice among the options
 * offered, and of somebody at η₀. */
struct guessing {
    double sum, blind, blind_variance, expected, variance;
};

/* The categories that an item's own scale stands for. */
static int category_at(const struct item *item, int place) {
    int category = 0;
    for (;; category++)
        if ((item->categories >> category & 1) && place-- == 0)
            return category;
}

/* Mean and variance of the category of somebody at η, over the call effect. */
static void expect_at(const struct score_run *run, int node, double eta, double *mean,
                      double *variance) {
    const struct irt_grid *grid = &run->fit.grid;
    const struct item *item = &run->data->item[run->item_of_node[node]];
    double all[IRT_TOP_MAX + 1] = {0}, p[IRT_TOP_MAX + 1], square = 0;
    for (int r = 0; r < grid->us; r++) {
        irt_probabilities(&run->model->node[node], eta + run->model->sigma * grid->u[r], p);
        for (int k = 0; k <= item->top; k++)
            all[k] += grid->u_weight[r] * p[k];
    }
    *mean = 0;
    for (int k = 0; k <= item->top; k++) {
        int category = category_at(item, k);
        *mean += all[k] * category;
        square += all[k] * category * category;
    }
    *variance = square - *mean * *mean;
}

static struct guessing sum_guessing(const struct profiling *p, const struct subject *who,
                                    double origin) {
    struct guessing out = {0};
    for (int i = 0; i < who->count; i++) {
        const struct measured *m = &p->data->measured[who->measured[i]];
        int32_t node = p->run->node_of_item[m->item];
        double options = p->d->options[m->row], mean, variance;
        if (node < 0 || m->x < 0 || options <= 0)
            continue;
        double guess = p->d->guess_sum[m->row] / options;
        expect_at(p->run, node, origin, &mean, &variance);
        out.sum += p->d->category[m->row] > 0 ? p->d->category[m->row] : 0;
        out.blind += guess;
        out.blind_variance += p->d->guess_squares[m->row] / options - guess * guess;
        out.expected += mean;
        out.variance += CALL_EFFECT * variance;
    }
    return out;
}

/* Stated only where the calls would tell it of somebody at η₀. */
static void judge_guessing(const struct profiling *p, const struct subject *who, double origin,
                           struct judgment_line *out) {
    struct guessing g = sum_guessing(p, who, origin);
    if (!(g.blind_variance > 0))
        return;
    out->guessing_z = (g.sum - g.blind) / sqrt(g.blind_variance);
    out->tells_guessing =
        g.expected - g.blind >= SCORE_Z95 * sqrt(g.blind_variance) + SCORE_Z90 * sqrt(g.variance);
    if (!out->tells_guessing || out->guessing_z >= SCORE_Z95)
        return;
    out->line.state = STATE_WATCH;
    line_says(&out->line, (struct reason){REASON_LIKE_GUESSING, {0}, {out->guessing_z}});
}

/* ---- beside whom ---- */

/* Do panels say what they expect of half of these decisions? */
static bool is_anchored(const struct profiling *p, const struct ability *ability) {
    return p->run->anchor.is_known && 2 * ability->expected >= ability->n;
}

/* J and its band; *origin is η₀ in logits. False: there is nobody to stand beside. */
static bool place(const struct profiling *p, const struct ability *ability,
                  struct judgment_line *out, double *origin) {
    const struct score_run *run = p->run;
    double a = run->model->a, se = a * ability->se;
    out->is_anchored = is_anchored(p, ability);
    out->pool_n = run->pool_n;
    if (!out->is_anchored && run->pool_n < MIN_POOL_AGENTS)
        return false;
    *origin = out->is_anchored ? run->anchor.eta : a * run->pool_mean;
    if (out->is_anchored)
        se = hypot(se, run->anchor.se);
    out->report = irt_report(a * ability->theta, *origin);
    out->report_se = POINTS_PER_LOGIT * se;
    line_band(&out->line, out->report - SCORE_Z95 * out->report_se,
              out->report + SCORE_Z95 * out->report_se, out->report, out->report_se);
    return true;
}

static void forget(struct judgment_line *out) {
    out->theta = out->psd = out->se = out->theta_without_timeouts = out->below = NAN;
    out->report = out->report_se = out->guessing_z = NAN;
}

void fill_judgment(const struct profiling *p, const struct subject *who, struct profile *profile) {
    struct judgment_line *out = &profile->judgment;
    struct ability ability;
    double origin;
    int agents = team_ability(p, who, &ability);
    line_init(&out->line, ability.n);
    forget(out);
    out->timeouts = ability.timeouts;
    out->abandoned = abandoned_share(p, who);
    if (!line_has_enough(p, who, &out->line))
        return;
    if (agents == 0 || !ability.is_shown) {
        line_lacks(&out->line,
                   (struct reason){REASON_FEW_ON_SCALE, {ability.n, ability.scenarios}, {0}});
        return;
    }
    out->theta = ability.theta;
    out->psd = ability.psd;
    out->se = ability.se;
    out->theta_without_timeouts = ability.theta_without_timeouts;
    if (!place(p, &ability, out, &origin)) {
        line_lacks(&out->line, (struct reason){REASON_FEW_AGENTS, {p->run->pool_n}, {0}});
        return;
    }
    out->line.state = STATE_TYPICAL;
    struct reason beside = {REASON_BESIDE_POOL, {out->pool_n}, {0}};
    if (out->is_anchored)
        beside = (struct reason){.code = REASON_BESIDE_PANEL};
    line_says(&out->line, beside);
    if (out->is_anchored && ability.n >= MIN_EXPECTED_DECISIONS &&
        ability.scenarios >= MIN_EXPECTED_CALLS)
        out->below =
            normal_cdf((50 - POINTS_PER_LOGIT * BELOW_EXPECTED - out->report) / out->report_se);
    judge_guessing(p, who, origin, out);
}

/* Where half of the pool is below it, the panel expects more than anybody shows: that is about the
 * calls, and stated of nobody. */
void judge_expected(struct profiling *p, struct profile *profiles) {
    int judged = 0, below = 0;
    for (int i = 0; i < p->count; i++) {
        judged += !isnan(profiles[i].judgment.below);
        below += profiles[i].judgment.below >= GATE_PROBABILITY;
    }
    for (int i = 0; i < p->count; i++) {
        struct judgment_line *out = &profiles[i].judgment;
        if (isnan(out->below))
            continue;
        if (2 * below < judged || judged < MIN_POOL_AGENTS)
            line_judge(p, &out->line, FLAG_BELOW_EXPECTED, out->below, out->line.n);
        else if (out->line.state == STATE_TYPICAL)
            line_says(&out->line, (struct reason){.code = REASON_PANEL_EXPECTS_MORE});
    }
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
