/* How long decisions take: the lognormal model of van der Linden 2007.
 *
 *   ln t_ij = β_j − ζ_i + ε,  ε ~ N(0, σ_j²),  ζ ~ N(0, τ²);  ζ > 0 is fast.
 *
 * t is the decision time without the time inside evidence cards. */
#ifndef STATS_LATENCY_H
#define STATS_LATENCY_H

#include "base/err.h"

#include <stdbool.h>

struct latency {
    int agent, node;
    double log_t; /* of any unit; β is in the same */
};

/* Arrays are the caller's: beta, sigma2 one a node, zeta, se one an agent. */
struct latency_model {
    double *beta;   /* NAN where nobody was timed */
    double *sigma2; /* σ_j² */
    double *zeta;   /* 0 for an agent without times */
    double *se;     /* of ζ at these parameters */
    double tau2;
    double log_likelihood; /* marginal; restricted for the pooled fit */
    int iterations;
};

/* Maximum likelihood by EM, a σ_j for each node: when every node has about 50 times. */
bool latency_fit(const struct latency *time, int count, int agents, int nodes,
                 struct latency_model *out, struct err *err);

/* One σ for all nodes, restricted maximum likelihood: for sparse, unbalanced (branching) data.
 * False: out of memory, or fewer times than nodes + 2. */
bool latency_fit_pooled(const struct latency *time, int count, int agents, int nodes,
                        struct latency_model *out, struct err *err);

/* One σ for all nodes, maximum likelihood: what latency_fit_pooled gives, but for a σ² smaller by
 * the share of nodes in times, and quick for any number of either. */
bool latency_fit_common(const struct latency *time, int count, int agents, int nodes,
                        struct latency_model *out, struct err *err);

/* True when every time names an agent and a node that exist and is finite. */
bool latency_is_sound(const struct latency *time, int count, int agents, int nodes,
                      struct err *err);

#define LATENCY_VARIANCE_FLOOR 1e-6 /* of a node where all times are equal */

/* (ln t − β_j + ζ_i) / σ_j: slower than expected is positive. */
double latency_residual(const struct latency_model *model, const struct latency *time);

#endif
