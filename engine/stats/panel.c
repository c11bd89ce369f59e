/* Agreement at one decision: ratings, keys, resampling. Order and chance-corrected statistics stand
 * in panel_rank.c and panel_alpha.c. */
#include "stats/panel.h"

#include "stats/cluster.h"
#include "stats/minima.h"
#include "stats/rng.h"

#include <assert.h>
#include <math.h>
#include <string.h>

double panel_mean(const int *rating, int experts) {
    double sum = 0;
    for (int p = 0; p < experts; p++)
        sum += rating[p];
    return experts > 0 ? sum / experts : NAN;
}

double panel_average_deviation(const int *rating, int experts) {
    double mean = panel_mean(rating, experts), sum = 0;
    for (int p = 0; p < experts; p++)
        sum += fabs(rating[p] - mean);
    return experts > 0 ? sum / experts : NAN;
}

double panel_free_marginal(const int *votes, int options) {
    double pairs = 0, n = 0;
    for (int o = 0; o < options; o++) {
        pairs += (double)votes[o] * (votes[o] - 1);
        n += votes[o];
    }
    if (n < 2 || options < 2)
        return NAN;
    return (pairs / (n * (n - 1)) - 1.0 / options) / (1 - 1.0 / options);
}

void panel_key(const int *sum, int experts, int options, const bool *critical, int *credit,
               int *category) {
    assert(experts > 0 && options > 0);
    int top = sum[0], bottom = sum[0];
    for (int o = 1; o < options; o++) {
        top = sum[o] > top ? sum[o] : top;
        bottom = sum[o] < bottom ? sum[o] : bottom;
    }
    int64_t range = top - bottom > 3 * experts ? top - bottom : 3 * experts;
    for (int o = 0; o < options; o++) {
        int64_t left = range - (top - sum[o]);
        credit[o] = (int)((10000 * left + range / 2) / range);
        category[o] = 100 * left >= 85 * range && sum[o] >= 5 * experts   ? 2
                      : 100 * left >= 40 * range && sum[o] >= 4 * experts ? 1
                                                                          : 0;
        if (critical && critical[o])
            category[o] = 0;
    }
}

/* The best options of the panel `draw` names, as bits. */
static uint32_t best_set(const int *rating, const int *draw, int experts, int options,
                         const bool *critical) {
    int sum[PANEL_OPTIONS_MAX] = {0}, credit[PANEL_OPTIONS_MAX], category[PANEL_OPTIONS_MAX];
    for (int p = 0; p < experts; p++)
        for (int o = 0; o < options; o++)
            sum[o] += rating[(draw ? draw[p] : p) * options + o];
    panel_key(sum, experts, options, critical, credit, category);
    uint32_t best = 0;
    for (int o = 0; o < options; o++)
        if (category[o] == 2)
            best |= UINT32_C(1) << o;
    return best;
}

enum { DRAW_MAX = 256 };

double panel_stability(const int *rating, int experts, int options, const bool *critical, int draws,
                       uint64_t seed) {
    assert(options <= PANEL_OPTIONS_MAX && experts <= DRAW_MAX && draws > 0);
    if (experts < MIN_BOOTSTRAP_CLUSTERS)
        return NAN;
    uint32_t whole = best_set(rating, NULL, experts, options, critical);
    struct rng rng;
    rng_init(&rng, seed);
    int same = 0;
    for (int b = 0; b < draws; b++) {
        int draw[DRAW_MAX];
        for (int p = 0; p < experts; p++)
            draw[p] = (int)rng_below(&rng, (uint32_t)experts);
        same += best_set(rating, draw, experts, options, critical) == whole;
    }
    return (double)same / draws;
}

static double best_deviation(const int *rating, int experts, int options, const int *sum) {
    int top = sum[0];
    for (int o = 1; o < options; o++)
        top = sum[o] > top ? sum[o] : top;
    double largest = 0;
    for (int o = 0; o < options; o++) {
        int column[DRAW_MAX];
        for (int p = 0; p < experts; p++)
            column[p] = rating[p * options + o];
        if (sum[o] == top)
            largest = fmax(largest, panel_average_deviation(column, experts));
    }
    return largest;
}

static double ratings_concordance(const int *rating, int experts, int options) {
    double score[DRAW_MAX * PANEL_OPTIONS_MAX];
    for (int i = 0; i < experts * options; i++)
        score[i] = rating[i];
    return panel_concordance(score, experts, options).w;
}

struct panel_health panel_health(const int *rating, int experts, int options, const bool *critical,
                                 uint64_t seed) {
    assert(experts > 0 && experts <= DRAW_MAX && options > 0 && options <= PANEL_OPTIONS_MAX);
    int sum[PANEL_OPTIONS_MAX] = {0}, credit[PANEL_OPTIONS_MAX], category[PANEL_OPTIONS_MAX];
    for (int i = 0; i < experts * options; i++)
        sum[i % options] += rating[i];
    panel_key(sum, experts, options, critical, credit, category);
    struct panel_health h = {.experts = experts};
    for (int o = 0; o < options; o++) {
        h.has_best |= category[o] == 2;
        h.has_poor |= category[o] == 0;
    }
    h.average_deviation = best_deviation(rating, experts, options, sum);
    h.concordance = ratings_concordance(rating, experts, options);
    h.stability = panel_stability(rating, experts, options, critical, BOOTSTRAP_DRAWS, seed);
    return h;
}

enum panel_status panel_status(const struct panel_health *h) {
    if (h->experts < MIN_PILOT_EXPERTS)
        return PANEL_AMBIGUOUS;
    if (h->experts < MIN_OPERATIONAL_EXPERTS)
        return PANEL_PILOT;
    bool agrees = !(h->average_deviation > PANEL_DEVIATION_MAX) &&
                  !(h->concordance < PANEL_CONCORDANCE_MIN) && h->stability >= PANEL_STABILITY_MIN;
    return h->has_best && h->has_poor && agrees ? PANEL_OPERATIONAL : PANEL_AMBIGUOUS;
}
