/* Rates of several agents (x_i of n_i): a beta distribution over the team by maximum marginal
 * likelihood, and each agent's posterior under it. */
#ifndef STATS_BETABIN_H
#define STATS_BETABIN_H

#include "stats/proportion.h"

#include <stdbool.h>

/* Beta(alpha, beta) over the team's rates. */
struct rate_prior {
    double alpha, beta;
    double log_likelihood; /* Σ ln C(n, x) + ln B(x + α, n − x + β) − ln B(α, β); NAN for the
                              default */
    bool is_default;       /* too little data: Jeffreys, α = β = ½ */
};

/* α + β is kept in [1, 200] and both at least 0.1, so that a team without a single event still gets
 * posteriors with a width. Agents with n = 0 are left out. */
struct rate_prior rate_prior_fit(const int *x, const int *n, int count);

struct rate {
    double mean;
    struct interval ci_95;
};

/* Beta(x + α, n − x + β). */
struct rate rate_posterior(const struct rate_prior *prior, int x, int n);

/* P(rate > threshold). */
double rate_above(const struct rate_prior *prior, int x, int n, double threshold);

#endif
