/* Lines 4 and 5: evidence, and integrity under the clock. */
#include "score/profile_private.h"

#include "stats/cluster.h"
#include "stats/minima.h"
#include "stats/prim.h"

#include <math.h>

static const struct left_over *left_over(const struct profiling *p, int32_t measured) {
    int32_t at = p->run->left_of[measured];
    return at < 0 ? NULL : &p->run->left[at];
}

/* ---- evidence ---- */

void count_evidence(const struct profiling *p, const struct subject *who,
                    struct evidence_line *out) {
    double coverage = 0;
    line_init(&out->line, 0);
    for (int i = 0; i < who->count; i++) {
        const struct measured *m = &p->data->measured[who->measured[i]];
        int8_t unsupported = p->d->is_unsupported[m->row];
        if (unsupported < 0 || m->is_timeout)
            continue;
        out->line.n++;
        coverage += p->d->coverage[m->row] / 10000.0;
        bool is_right = p->d->category[m->row] >= 1;
        out->unsupported += unsupported;
        out->unsupported_right += unsupported && is_right;
        out->unsupported_wrong += unsupported && !is_right;
    }
    out->coverage = out->line.n ? coverage / out->line.n : NAN;
}

/* P(unsupported decisions earn less credit than the agent's others, as expected of the node and the
 * agent). NAN: fewer than 5 of either. */
static bool costs_credit(const struct profiling *p, const struct subject *who,
                         struct evidence_line *out, double *probability) {
    struct cluster_mean mean[2];
    *probability = out->residual_difference = NAN;
    for (int kind = 0; kind < 2; kind++) {
        int n = 0;
        for (int i = 0; i < who->count; i++) {
            const struct measured *m = &p->data->measured[who->measured[i]];
            const struct left_over *left = left_over(p, who->measured[i]);
            if (!left || m->is_timeout || p->d->is_unsupported[m->row] != kind)
                continue;
            p->cluster[n] = p->data->item[m->item].scenario;
            p->value[n++] = left->residual;
        }
        if (!cluster_mean(p->value, p->cluster, n, p->data->scenarios + 1, &mean[kind]))
            return false;
    }
    if (mean[0].n < MIN_COST_ARM || mean[1].n < MIN_COST_ARM)
        return true;
    double difference = mean[1].mean - mean[0].mean;
    double se = hypot(mean[0].se, mean[1].se);
    out->residual_difference = difference;
    if (se > 0)
        *probability = normal_cdf(-difference / se);
    return true;
}

/* The band of a standardised rate; ±1 SE by the same transformation. */
static void line_rate(struct line *line, const struct mix_rate *rate) {
    double a = rate->x + 0.5, b = rate->n - rate->x + 0.5;
    line->low = rate->ci_95.lo;
    line->high = rate->ci_95.hi;
    line->likely_low = logistic(rate->kappa + logit(beta_quantile(0.16, a, b)));
    line->likely_high = logistic(rate->kappa + logit(beta_quantile(0.84, a, b)));
}

bool fill_evidence(const struct profiling *p, const struct subject *who, struct profile *profile,
                   struct err *err) {
    struct evidence_line *out = &profile->evidence;
    double costs;
    count_evidence(p, who, out);
    out->panel_rate = p->mix[HABIT_DECIDES_UNLOOKED].panel_rate;
    out->unlooked = (struct mix_rate){.rate = NAN, .expected = NAN, .ci_95 = {NAN, NAN}};
    out->rate = out->residual_difference = out->costs = NAN;
    speed_init(&out->speed);
    bool has_enough = line_has_enough(p, who, &out->line);
    if (has_enough && !fill_speed(p, who, &out->speed))
        return err_memory(err);
    if (!has_enough || out->line.n < MIN_EVIDENCE) {
        out->coverage = NAN;
        if (who->count >= MIN_DECISIONS && out->line.n < MIN_EVIDENCE)
            line_lacks(&out->line,
                       (struct reason){REASON_FEW_EVIDENCE, {MIN_EVIDENCE - out->line.n}, {0}});
        return true;
    }
    if (!costs_credit(p, who, out, &costs))
        return err_memory(err);
    out->unlooked = rate_habit(p, who, HABIT_DECIDES_UNLOOKED);
    out->rate = out->unlooked.rate;
    line_rate(&out->line, &out->unlooked);
    double above = mix_rate_above(&out->unlooked, rate_limit(p, HABIT_DECIDES_UNLOOKED));
    /* Experts search less: what is skipped must also cost credit. Two statements, each with its own
     * probability; the second one decides whether the first is made. */
    out->costs = costs;
    if (!(costs >= EVIDENCE_COST_PROBABILITY))
        above = NAN;
    out->line.state = STATE_TYPICAL;
    line_says(&out->line, (struct reason){REASON_UNSUPPORTED,
                                          {out->unsupported, out->line.n, out->unsupported_right},
                                          {0}});
    line_judge(p, &out->line, FLAG_DECIDES_UNLOOKED, above, out->line.n);
    out->line.reason.share[1] = costs;
    line_judge(p, &out->line, FLAG_RAPID, out->speed.above, out->speed.timed);
    return true;
}

/* ---- the clock ---- */

/* Residuals with (clock 1) or without (0) a visible target; returns how many. */
static int list_arm(const struct profiling *p, const struct subject *who, int clock, double *value,
                    int *cluster) {
    const struct session_columns *s = &p->data->columns->session;
    int n = 0;
    for (int i = 0; i < who->count; i++) {
        const struct measured *m = &p->data->measured[who->measured[i]];
        const struct left_over *left = left_over(p, who->measured[i]);
        int32_t session = p->d->session[m->row];
        if (!left || s->clock[session] != clock || s->timing[session] != TIMING_NORMAL)
            continue;
        cluster[n] = p->data->item[m->item].scenario;
        value[n++] = left->residual;
    }
    return n;
}

bool prepare_clock(struct profiling *p, struct err *err) {
    int *cluster = arena_array(p->arena, (size_t)p->data->count + 1, sizeof *cluster);
    if (!cluster)
        return err_memory(err);
    for (int i = 0; i < p->count; i++) {
        struct clock_effect effect = {.effect = NAN, .se = NAN};
        struct clock_arm with = {p->value, p->cluster, 0}, without = {p->other, cluster, 0};
        with.n = list_arm(p, &p->subjects[i], 1, p->value, p->cluster);
        without.n = list_arm(p, &p->subjects[i], 0, p->other, cluster);
        if (with.n >= MIN_CLOCK_ARM && without.n >= MIN_CLOCK_ARM &&
            !clock_effect(with, without, p->data->scenarios + 1, &effect))
            return err_memory(err);
        bool counts = effect.se > 0;
        p->clock_value[i] = counts ? effect.effect : NAN;
        p->clock_se[i] = counts ? effect.se : NAN;
    }
    return true;
}

/* ---- integrity ---- */

void count_gaming(const struct profiling *p, const struct subject *who,
                  struct integrity_line *out) {
    line_init(&out->line, 0);
    for (int i = 0; i < who->count; i++) {
        int32_t row = p->data->measured[who->measured[i]].row;
        out->opportunities += p->d->stop_offered[row];
        out->taken += p->d->stop_taken[row];
    }
}

/* P(the unsupported rate rises by more than .10 when the target is shown). */
static double evidence_falls(const struct profiling *p, const struct subject *who,
                             struct integrity_line *out) {
    const struct session_columns *s = &p->data->columns->session;
    int x[2] = {0}, n[2] = {0};
    for (int i = 0; i < who->count; i++) {
        const struct measured *m = &p->data->measured[who->measured[i]];
        int32_t session = p->d->session[m->row];
        int clock = s->timing[session] == TIMING_NORMAL ? s->clock[session] : -1;
        if (clock < 0)
            continue;
        *(clock ? &out->with_clock : &out->without_clock) += 1;
        if (m->is_timeout || p->d->is_unsupported[m->row] < 0)
            continue;
        n[clock]++;
        x[clock] += p->d->is_unsupported[m->row];
    }
    if (n[0] < MIN_LOOK_ARM || n[1] < MIN_LOOK_ARM)
        return NAN;
    out->evidence_difference = (double)x[1] / n[1] - (double)x[0] / n[0];
    return rate_difference_above(x[1], n[1], x[0], n[0], CLOCK_LOOK_LIMIT);
}

static void rate_parked(const struct profiling *p, const struct subject *who,
                        struct integrity_line *out) {
    if (out->opportunities < MIN_STOP_CHANCES)
        return;
    out->parked = rate_habit(p, who, HABIT_PARKS);
    out->rate = out->parked.rate;
    out->statements.parks = mix_rate_above(&out->parked, rate_limit(p, HABIT_PARKS));
    line_rate(&out->line, &out->parked);
}

static void forget(struct integrity_line *out) {
    out->rate = out->clock_effect = out->clock_effect_se = out->evidence_difference = NAN;
    out->statements = (struct clock_statements){NAN, NAN, NAN};
    out->parked = (struct mix_rate){.rate = NAN, .expected = NAN, .ci_95 = {NAN, NAN}};
}

void fill_integrity(const struct profiling *p, int subject, struct profile *profile) {
    const struct subject *who = &p->subjects[subject];
    struct integrity_line *out = &profile->integrity;
    count_gaming(p, who, out);
    forget(out);
    fill_bunching(p, who, &out->bunching);
    out->line.n = out->opportunities;
    if (!line_has_enough(p, who, &out->line))
        return;
    struct clock_statements *says = &out->statements;
    rate_parked(p, who, out);
    says->looks_less = evidence_falls(p, who, out);
    if (!isnan(p->clock_value[subject])) {
        out->clock_effect = p->clock_value[subject];
        out->clock_effect_se = p->clock_se[subject];
        says->sensitive =
            normal_cdf((CLOCK_EFFECT_LIMIT - out->clock_effect) / out->clock_effect_se);
    }
    if (isnan(says->parks) && isnan(says->sensitive) && isnan(says->looks_less)) {
        line_lacks(&out->line,
                   (struct reason){REASON_FEW_CLOCK,
                                   {out->opportunities, out->with_clock, out->without_clock},
                                   {0}});
        return;
    }
    out->line.state = STATE_TYPICAL;
    line_says(&out->line, (struct reason){REASON_STOPPED, {out->taken, out->opportunities}, {0}});
    line_judge(p, &out->line, FLAG_PARKS_CALLS, says->parks, out->opportunities);
    line_judge(p, &out->line, FLAG_CLOCK_SENSITIVE, says->sensitive,
               out->with_clock + out->without_clock);
    line_judge(p, &out->line, FLAG_LOOKS_LESS, says->looks_less,
               out->with_clock + out->without_clock);
}
