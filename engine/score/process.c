#include "score/process.h"

#include "score/panel.h"
#include "score/prim.h"

#include <assert.h>
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
    if (responses < RAPID_RESPONSES_MIN || isnan(median_ms))
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

/* Decisions of one agent by scenario, with room for a resample: a scenario drawn n times brings its
 * decisions n times. */
struct resample {
    const double *x, *y;
    const int *scenario;
    int n, *id;        /* the distinct scenarios */
    int *first, *item; /* scenario s holds item[first[s]] … */
    double *dx, *dy, *rx, *ry;
    size_t *order, room;
};

static double spearman(struct resample *r, size_t count) {
    mid_ranks(r->dx, count, r->rx, r->order);
    mid_ranks(r->dy, count, r->ry, r->order);
    return correlation(r->rx, r->ry, count);
}

static double resampled_spearman(const int *draw, int count, void *context) {
    struct resample *r = context;
    size_t size = 0;
    for (int c = 0; c < count; c++)
        for (int i = r->first[draw[c]]; i < r->first[draw[c] + 1]; i++) {
            assert(size < r->room);
            r->dx[size] = r->x[r->item[i]];
            r->dy[size++] = r->y[r->item[i]];
        }
    return size > 2 ? spearman(r, size) : NAN;
}

/* Groups the decisions by scenario; returns the number of scenarios and the largest group. */
static int group(struct resample *r, int limit, int *largest) {
    int groups = 0, at = 0;
    *largest = 0;
    for (int s = 0; s < limit; s++) {
        int start = at;
        for (int i = 0; i < r->n; i++)
            if (r->scenario[i] == s)
                r->item[at++] = i;
        if (at == start)
            continue;
        r->first[groups++] = start;
        r->first[groups] = at;
        *largest = at - start > *largest ? at - start : *largest;
    }
    return groups;
}

static bool allocate(struct resample *r, int groups, int largest) {
    r->room = (size_t)groups * (size_t)largest;
    r->dx = malloc(4 * r->room * sizeof *r->dx);
    r->order = malloc(r->room * sizeof *r->order);
    if (!r->dx || !r->order)
        return false;
    r->dy = r->dx + r->room;
    r->rx = r->dy + r->room;
    r->ry = r->rx + r->room;
    return true;
}

bool speed_accuracy(const double *latency, const double *credit, const int *scenario, int n,
                    int scenario_limit, uint64_t seed, struct speed_accuracy *out) {
    *out = (struct speed_accuracy){
        .n = n, .rho = NAN, .bootstrap = {.ci_95 = {NAN, NAN}, .below_zero = NAN}};
    if (n < SPEED_ACCURACY_MIN)
        return true;
    struct resample r = {.x = latency, .y = credit, .scenario = scenario, .n = n};
    r.item = malloc((size_t)n * sizeof *r.item);
    r.first = calloc((size_t)scenario_limit + 1, sizeof *r.first);
    bool ok = r.item && r.first;
    if (ok) {
        int largest, groups = group(&r, scenario_limit, &largest);
        ok = allocate(&r, groups, largest);
        if (ok) {
            memcpy(r.dx, latency, (size_t)n * sizeof *r.dx);
            memcpy(r.dy, credit, (size_t)n * sizeof *r.dy);
            out->rho = spearman(&r, (size_t)n);
            ok = isnan(out->rho) || cluster_bootstrap(groups, BOOTSTRAP_DRAWS, seed,
                                                      resampled_spearman, &r, &out->bootstrap);
        }
    }
    free(r.item);
    free(r.first);
    free(r.dx);
    free(r.order);
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
