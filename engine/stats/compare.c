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
