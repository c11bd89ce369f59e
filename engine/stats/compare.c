#include "stats/compare.h"

#include "stats/prim.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

static double variance_of(const double *x, int count, int stride) {
    double mean = 0, squares = 0;
    for (int i = 0; i < count; i++)
        mean += x[(size_t)i * (size_t)stride] / count;
    for (int i = 0; i < count; i++) {
        double d = x[(size_t)i * (size_t)stride] - mean;
        squares += d * d;
    }
    return squares / (count - 1);
}

double reliability_marginal(const double *eap, const double *psd, int agents) {
    if (agents < 2)
        return NAN;
    double error = 0, spread = variance_of(eap, agents, 1);
    for (int i = 0; i < agents; i++)
        error += psd[i] * psd[i] / agents;
    return spread / (spread + error);
}

struct prmse subscore_prmse(double variance, double reliability, double covariance_with_total,
                            double total_variance_x) {
    double covariance = covariance_with_total - variance * (1 - reliability);
    double room = reliability * variance * total_variance_x;
    struct prmse p = {.own = reliability, .total = NAN};
    if (room > 0) {
        p.total = covariance * covariance / room;
        p.has_added_value = p.own > p.total;
    }
    return p;
}

void benjamini_hochberg(const double *p, int count, double *adjusted, size_t *order) {
    mid_ranks(p, (size_t)count, adjusted, order); /* for the order only */
    double least = 1;
    for (int i = count; i-- > 0;) {
        least = fmin(least, p[order[i]] * count / (i + 1));
        adjusted[order[i]] = least;
    }
}

static void compare_two(const double *theta, const double *se, struct comparison *c) {
    c->difference = theta[c->a] - theta[c->b];
    c->se = hypot(se[c->a], se[c->b]);
    double z = c->se > 0 ? c->difference / c->se : 0;
    c->p = 2 * normal_cdf(-fabs(z));
    c->p_superior = normal_cdf(z);
}

static bool adjust(struct comparison *pair, int count) {
    size_t size = (size_t)count + 1;
    double *p = calloc(2 * size, sizeof *p);
    size_t *order = malloc(size * sizeof *order);
    bool ok = p && order;
    for (int i = 0; ok && i < count; i++)
        p[i] = pair[i].p;
    if (ok)
        benjamini_hochberg(p, count, p + size, order);
    for (int i = 0; ok && i < count; i++) {
        pair[i].p_adjusted = p[size + (size_t)i];
        pair[i].is_certain = pair[i].p_adjusted <= 0.05;
    }
    free(p);
    free(order);
    return ok;
}

bool compare_pairs(const double *theta, const double *se, int agents, struct comparison *out) {
    int count = 0;
    for (int b = 1; b < agents; b++)
        for (int a = 0; a < b; a++) {
            out[count] = (struct comparison){.a = a, .b = b};
            compare_two(theta, se, &out[count++]);
        }
    return adjust(out, count);
}

void compare_ranks(const struct comparison *pair, int agents, struct rank_interval *out) {
    for (int i = 0; i < agents; i++)
        out[i] = (struct rank_interval){1, agents};
    for (int i = 0; i < agents * (agents - 1) / 2; i++) {
        if (!pair[i].is_certain)
            continue;
        int better = pair[i].difference > 0 ? pair[i].a : pair[i].b;
        int worse = pair[i].difference > 0 ? pair[i].b : pair[i].a;
        out[worse].best++;
        out[better].worst--;
    }
}

enum band compare_with_team(double value, double se, double team_mean) {
    if (value - BAND_OUTER_SE * se > team_mean)
        return BAND_ABOVE;
    return value + BAND_OUTER_SE * se < team_mean ? BAND_BELOW : BAND_NOT_DISTINGUISHABLE;
}
