#include "stats/shrink.h"

#include "stats/minima.h"
#include "stats/prim.h"

#include <math.h>

static bool is_usable(double y, double se) {
    return !isnan(y) && !isnan(se) && se > 0;
}

/* Σ w (y − μ)² at this τ²; also the mean and Σw. */
static double spread_at(const double *y, const double *se, int count, double variance, double *mean,
                        double *weight_sum) {
    double sum = 0, weights = 0, q = 0;
    for (int i = 0; i < count; i++)
        if (is_usable(y[i], se[i])) {
            double w = 1 / (se[i] * se[i] + variance);
            weights += w;
            sum += w * y[i];
        }
    *mean = sum / weights;
    *weight_sum = weights;
    for (int i = 0; i < count; i++)
        if (is_usable(y[i], se[i]))
            q += (y[i] - *mean) * (y[i] - *mean) / (se[i] * se[i] + variance);
    return q;
}

/* An upper end of the search: ten times the largest squared distance from the plain mean. */
static double variance_limit(const double *y, const double *se, int count, int usable) {
    double mean = 0, top = 0;
    for (int i = 0; i < count; i++)
        if (is_usable(y[i], se[i]))
            mean += y[i] / usable;
    for (int i = 0; i < count; i++)
        if (is_usable(y[i], se[i]))
            top = fmax(top, (y[i] - mean) * (y[i] - mean));
    return 10 * top;
}

struct shrink shrink_fit(const double *y, const double *se, int count, double prior_mean,
                         double prior_variance) {
    struct shrink team = {
        .mean = prior_mean, .variance = prior_variance, .q = NAN, .is_prior = true};
    for (int i = 0; i < count; i++)
        team.count += is_usable(y[i], se[i]);
    if (team.count < MIN_SHRINK_ESTIMATES)
        return team;
    team.is_prior = false;
    double weights;
    team.q = spread_at(y, se, count, 0, &team.mean, &weights);
    double lo = 0, hi = team.q > team.count - 1 ? variance_limit(y, se, count, team.count) : 0;
    while (hi - lo > 1e-12 * fmax(1e-3, hi)) {
        double middle = 0.5 * (lo + hi);
        if (spread_at(y, se, count, middle, &team.mean, &weights) > team.count - 1)
            lo = middle;
        else
            hi = middle;
    }
    team.variance = hi;
    spread_at(y, se, count, team.variance, &team.mean, &weights);
    team.se_mean = 1 / sqrt(weights);
    return team;
}

double shrink_value(const struct shrink *team, double y, double se, double *se_out) {
    if (!is_usable(y, se)) {
        *se_out = sqrt(team->variance + team->se_mean * team->se_mean);
        return team->mean;
    }
    double v = se * se, keep = team->variance / (team->variance + v);
    *se_out = sqrt(keep * v + (1 - keep) * (1 - keep) * team->se_mean * team->se_mean);
    return team->mean + keep * (y - team->mean);
}

double shrink_above(const struct shrink *team, double y, double se, double threshold) {
    double spread, value = shrink_value(team, y, se, &spread);
    if (spread <= 0)
        return value > threshold;
    return normal_cdf((value - threshold) / spread);
}
