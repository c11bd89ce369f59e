#include "stats/mix_rate.h"

#include "stats/minima.h"
#include "stats/prim.h"

#include <math.h>

double mix_share(double e, double n, double bank) {
    return (e + 2 * bank) / (n + 2);
}

struct mix_rate mix_rate_of(int x, int n, double expected, double bank, double others) {
    struct mix_rate out = {.x = x, .n = n, .expected = NAN, .rate = NAN, .ci_95 = {NAN, NAN}};
    if (n <= 0)
        return out;
    double share = expected / n;
    out.expected = expected;
    out.is_adjusted = others >= MIN_PEERS && share > 0 && share < 1 && bank > 0 && bank < 1;
    out.kappa = out.is_adjusted ? logit(bank) - logit(share) : 0;
    double a = x + 0.5, b = n - x + 0.5;
    out.rate = logistic(out.kappa + logit(a / (a + b)));
    out.ci_95.lo = x == 0 ? 0 : logistic(out.kappa + logit(beta_quantile(0.025, a, b)));
    out.ci_95.hi = x == n ? 1 : logistic(out.kappa + logit(beta_quantile(0.975, a, b)));
    return out;
}

double mix_rate_above(const struct mix_rate *rate, double limit) {
    if (rate->n <= 0)
        return NAN;
    double own = logistic(logit(limit) - rate->kappa);
    return 1 - beta_cdf(own, rate->x + 0.5, rate->n - rate->x + 0.5);
}
