#include "stats/process.h"

#include "stats/minima.h"
#include "stats/panel.h"
#include "stats/prim.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

double evidence_dwell_min_ms(int words) {
    return fmax(800, 0.25 * words * 60);
}

struct evidence_use evidence_use(const struct evidence_card *card, int count) {
    struct evidence_use use = {.coverage = NAN, .precision = NAN};
    double required = 0, covered = 0;
    int opened = 0, useful = 0;
    for (int i = 0; i < count; i++) {
        bool is_required = card[i].weight >= EVIDENCE_REQUIRED;
        bool is_read =
            card[i].open_ms > 0 && card[i].open_ms >= evidence_dwell_min_ms(card[i].words);
        required += is_required ? card[i].weight : 0;
        covered += is_required && is_read ? card[i].weight : 0;
        opened += is_read;
        useful += is_required && is_read;
    }
    if (required <= 0)
        return use;
    use.is_defined = true;
    use.coverage = covered / required;
    use.precision = opened > 0 ? (double)useful / opened : NAN;
    use.is_unsupported = use.coverage < 0.5;
    return use;
}

double rapid_threshold_ms(double median_ms, int responses, int words) {
    if (responses < MIN_RAPID_RESPONSES || isnan(median_ms))
        return 1000;
    return fmax(fmax(0.1 * median_ms, fmin(60.0 * words, 0.5 * median_ms)), 1000);
}

void winsorise(double *time_ms, int count, double *room) {
    if (count == 0)
        return;
    memcpy(room, time_ms, (size_t)count * sizeof *room);
    sort_doubles(room, (size_t)count);
    double cap = sorted_quantile(room, (size_t)count, 0.99);
    for (int i = 0; i < count; i++)
        time_ms[i] = fmin(time_ms[i], cap);
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

void accuracy_by_speed(const double *latency, const double *credit, int n, double *room,
                       size_t *order, double mean[3]) {
    double sum[3] = {0};
    int count[3] = {0};
    mid_ranks(latency, (size_t)n, room, order);
    for (int i = 0; i < n; i++) {
        int third = (int)(3 * (room[i] - 0.5) / n);
        sum[third] += credit[i];
        count[third]++;
    }
    for (int k = 0; k < 3; k++)
        mean[k] = count[k] > 0 ? sum[k] / count[k] : NAN;
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

enum score_state gaming_state(const struct gaming *gaming) {
    const double p[] = {gaming->opportunities, gaming->clock, gaming->evidence};
    int measured = 0, flags = 0, watches = 0;
    for (int i = 0; i < 3; i++) {
        measured += !isnan(p[i]);
        flags += p[i] >= FLAG_PROBABILITY;
        watches += p[i] >= WATCH_PROBABILITY;
    }
    if (flags >= 2)
        return STATE_FLAG;
    if (watches >= 2)
        return STATE_WATCH;
    return measured >= 2 ? STATE_TYPICAL : STATE_NOT_ENOUGH_DATA;
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
