/* A rate at a standard mix of decisions: people meet different ones, and a rate says something of a
 * person only once that is taken out. Limits are the person's own; no spread over people is
 * estimated.
 *
 * x of n; E what others would have at the very same decisions; κ = logit R − logit(E/n), R the
 * others' rate over the whole bank. With q ~ Beta(x + ½, n − x + ½) the standardised rate is
 * expit(κ + logit q). Below 4 other responses a decision κ is 0 and the rate is not adjusted. */
#ifndef STATS_MIX_RATE_H
#define STATS_MIX_RATE_H

#include "stats/proportion.h"

#include <stdbool.h>

/* The smoothed share of others at a decision: e of n there, less one's own; `bank` the bank's. */
double mix_share(double e, double n, double bank);

struct mix_rate {
    int x, n;
    double expected; /* E; NAN without decisions */
    double kappa;
    bool is_adjusted;
    double rate;           /* standardised, of (x + ½)/(n + 1); NAN without decisions */
    struct interval ci_95; /* 0 below where x = 0, 1 above where x = n */
};

/* `expected`: E; `bank`: R; `others`: other responses a decision in the mean. */
struct mix_rate mix_rate_of(int x, int n, double expected, double bank, double others);

/* P(standardised rate > limit). NAN without decisions. */
double mix_rate_above(const struct mix_rate *rate, double limit);

#endif
