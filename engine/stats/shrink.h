/* Empirical-Bayes shrinkage of several agents' estimates with known standard errors (random-effects
 * model, Paule & Mandel 1982): the less an estimate knows, the nearer it moves to the team's mean.
 */
#ifndef STATS_SHRINK_H
#define STATS_SHRINK_H

#include <stdbool.h>

/* What the team looks like. Below 4 usable estimates it is the prior of the configuration. */
struct shrink {
    int count;       /* estimates used: both numbers defined, SE > 0 */
    double mean;     /* μ */
    double se_mean;  /* 1 / √Σw; 0 when it is the prior's */
    double variance; /* τ² ≥ 0, between agents */
    double q;        /* Σ (y − μ_0)² / v at τ² = 0 */
    bool is_prior;
};

/* y_i with standard errors se_i (NAN: left out). τ² solves Σ w (y − μ)² = k − 1, w = 1 / (v + τ²).
 */
struct shrink shrink_fit(const double *y, const double *se, int count, double prior_mean,
                         double prior_variance);

/* ŷ = μ + B (y − μ), B = τ² / (τ² + v); *se_out = √(B v + (1 − B)² / Σw). An agent without an
 * estimate (NAN) gets the team's mean and the spread of the team. */
double shrink_value(const struct shrink *team, double y, double se, double *se_out);

/* P(value > threshold), normal. */
double shrink_above(const struct shrink *team, double y, double se, double threshold);

#endif
