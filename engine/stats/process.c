#include "stats/process.h"

#include "stats/minima.h"
#include "stats/panel.h"
#include "stats/prim.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

double rapid_threshold_ms(double median_ms, int responses, int words) {
    if (responses < MIN_RAPID_RESPONSES || isnan(median_ms))
        return 1000;
    return fmax(fmax(0.1 * median_ms, fmin(60.0 * words, 0.5 * median_ms)), 1000);
}

/* Decisions of one agent by scenario. A scenario drawn n times brings its decisions n times, so a
 * resample is a weight for each decision; both orders are found once. */
struct resample {
    const double *x, *y;
    const int *scenario;
    int n, groups;
    int *group;              /* of each decision: 0 … groups − 1 */
    size_t *by_x, *by_y;     /* decisions upwards */
    int *times;              /* each group was drawn */
    double *rank_x, *rank_y; /* room for mid-ranks */
};

/* Mid-ranks when each decision stands there as often as its scenario was drawn; returns how many
 * stand there. */
static int weighted_ranks(const struct resample *r, const double *value, const size_t *order,
                          double *rank) {
    int before = 0;
    for (int i = 0, end; i < r->n; i = end) {
        int ties = 0;
        for (end = i; end < r->n && !(value[order[end]] > value[order[i]]); end++)
            ties += r->times[r->group[order[end]]];
        for (int k = i; k < end; k++)
            rank[order[k]] = before + 0.5 * (ties + 1);
        before += ties;
    }
    return before;
}

/* Ranks are whole or half numbers: these sums are exact. */
static double weighted_spearman(const struct resample *r) {
    int size = weighted_ranks(r, r->x, r->by_x, r->rank_x);
    weighted_ranks(r, r->y, r->by_y, r->rank_y);
    double middle = 0.5 * (size + 1), xx = 0, yy = 0, xy = 0;
    for (int i = 0; i < r->n; i++) {
        double times = r->times[r->group[i]], x = r->rank_x[i] - middle, y = r->rank_y[i] - middle;
        xx += times * x * x;
        yy += times * y * y;
        xy += times * x * y;
    }
    return size > 2 && xx > 0 && yy > 0 ? xy / sqrt(xx * yy) : NAN;
}

static double resampled_spearman(const int *draw, int count, void *context) {
    struct resample *r = context;
    memset(r->times, 0, (size_t)r->groups * sizeof *r->times);
    for (int c = 0; c < count; c++)
        r->times[draw[c]]++;
    return weighted_spearman(r);
}

/* Numbers the scenarios that occur from 0, upwards; each is drawn once. */
static void group(struct resample *r, int *number, int limit) {
    for (int i = 0; i < r->n; i++)
        number[r->scenario[i]] = 1;
    for (int s = 0; s < limit; s++)
        if (number[s])
            number[s] = r->groups++;
    for (int i = 0; i < r->n; i++)
        r->group[i] = number[r->scenario[i]];
    for (int g = 0; g < r->groups; g++)
        r->times[g] = 1;
}

static bool allocate(struct resample *r) {
    size_t n = (size_t)r->n;
    r->group = malloc(2 * n * sizeof *r->group);
    r->by_x = malloc(2 * n * sizeof *r->by_x);
    r->rank_x = malloc(2 * n * sizeof *r->rank_x);
    if (!r->group || !r->by_x || !r->rank_x)
        return false;
    r->times = r->group + n;
    r->by_y = r->by_x + n;
    r->rank_y = r->rank_x + n;
    mid_ranks(r->x, n, r->rank_x, r->by_x);
    mid_ranks(r->y, n, r->rank_y, r->by_y);
    return true;
}

bool speed_accuracy(const double *latency, const double *credit, const int *scenario, int n,
                    int scenario_limit, uint64_t seed, struct speed_accuracy *out) {
    *out = (struct speed_accuracy){
        .n = n, .rho = NAN, .bootstrap = {.ci_95 = {NAN, NAN}, .below_zero = NAN}};
    if (n < MIN_SPEED_ACCURACY)
        return true;
    struct resample r = {.x = latency, .y = credit, .scenario = scenario, .n = n};
    int *number = calloc((size_t)scenario_limit + 1, sizeof *number);
    bool ok = allocate(&r) && number;
    if (ok) {
        group(&r, number, scenario_limit);
        out->rho = weighted_spearman(&r);
        ok = isnan(out->rho) || cluster_bootstrap(r.groups, BOOTSTRAP_DRAWS, seed,
                                                  resampled_spearman, &r, &out->bootstrap);
    }
    free(number);
    free(r.group);
    free(r.by_x);
    free(r.rank_x);
    return ok;
}

bool clock_effect(struct clock_arm with, struct clock_arm without, int scenario_limit,
                  struct clock_effect *out) {
    if (!cluster_mean(with.residual, with.scenario, with.n, scenario_limit, &out->with) ||
        !cluster_mean(without.residual, without.scenario, without.n, scenario_limit, &out->without))
        return false;
    out->effect = out->with.mean - out->without.mean;
    out->se = hypot(out->with.se, out->without.se);
    return true;
}

double rate_difference_above(int x1, int n1, int x0, int n0, double limit) {
    enum { POINTS = 200 };
    if (n1 <= 0 || n0 <= 0)
        return NAN;
    double sum = 0;
    for (int k = 0; k < POINTS; k++) {
        double rate = beta_quantile((k + 0.5) / POINTS, x1 + 0.5, n1 - x1 + 0.5) - limit;
        sum += beta_cdf(fmax(0, fmin(1, rate)), x0 + 0.5, n0 - x0 + 0.5);
    }
    return sum / POINTS;
}
