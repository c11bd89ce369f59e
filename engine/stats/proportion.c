#include "stats/proportion.h"

#include "stats/prim.h"

#include <assert.h>
#include <math.h>

static const struct interval UNDEFINED = {NAN, NAN};

struct interval proportion_jeffreys(double x, double n) {
    assert(x >= 0 && x <= n);
    if (n <= 0)
        return UNDEFINED;
    double a = x + 0.5, b = n - x + 0.5;
    return (struct interval){.lo = x > 0 ? beta_quantile(0.025, a, b) : 0,
                             .hi = x < n ? beta_quantile(0.975, a, b) : 1};
}

struct interval proportion_wilson(double x, double n) {
    assert(x >= 0 && x <= n);
    if (n <= 0)
        return UNDEFINED;
    double p = x / n, zz = SCORE_Z95 * SCORE_Z95, scale = 1 + zz / n;
    double centre = (p + zz / (2 * n)) / scale;
    double half = SCORE_Z95 * sqrt(p * (1 - p) / n + zz / (4 * n * n)) / scale;
    return (struct interval){.lo = x > 0 ? centre - half : 0, .hi = x < n ? centre + half : 1};
}

double proportion_above(double x, double n, double threshold) {
    assert(x >= 0 && x <= n);
    return n > 0 ? 1 - beta_cdf(threshold, x + 0.5, n - x + 0.5) : NAN;
}

double proportion_difference(double x1, double n1, double x0, double n0, struct interval *out) {
    *out = UNDEFINED;
    if (n1 <= 0 || n0 <= 0)
        return NAN;
    double p1 = x1 / n1, p0 = x0 / n0, d = p1 - p0;
    struct interval w1 = proportion_wilson(x1, n1), w0 = proportion_wilson(x0, n0);
    out->lo = d - hypot(p1 - w1.lo, w0.hi - p0);
    out->hi = d + hypot(w1.hi - p1, p0 - w0.lo);
    return d;
}

enum score_state state_from_probability(double probability, bool has_enough) {
    if (!has_enough || isnan(probability))
        return STATE_NOT_ENOUGH_DATA;
    if (probability >= FLAG_PROBABILITY)
        return STATE_FLAG;
    return probability >= WATCH_PROBABILITY ? STATE_WATCH : STATE_TYPICAL;
}
