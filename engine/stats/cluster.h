/* The mean of values that come in clusters (decisions of one scenario share customer and facts),
 * and the bootstrap over clusters for statistics that have no formula. */
#ifndef STATS_CLUSTER_H
#define STATS_CLUSTER_H

#include "stats/proportion.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct cluster_mean {
    int n, clusters;
    double mean;
    double se_iid; /* s / √n; NAN below n = 2 */
    double se_cluster; /* √(G/(G−1) Σ_g (Σ_{k∈g} (d_k − d̄))² / n²); NAN below 2 clusters */
    double se;         /* the one to use */
    double df;         /* of Student's t for it; NAN when no SE exists */
    struct interval ci_95;
    bool is_approximate; /* fewer than 3 clusters: se is se_iid */
    bool is_floored;     /* all values equal: se is 0.5 / n */
};

/* `cluster` holds any whole numbers ≥ 0 that tell the clusters apart, below `cluster_limit`.
 * n = 0: everything NAN. False: out of memory. */
bool cluster_mean(const double *value, const int *cluster, int n, int cluster_limit,
                  struct cluster_mean *out);

/* P(mean > threshold) from the t of that SE; NAN where there is no SE. */
double cluster_mean_above(const struct cluster_mean *mean, double threshold);

enum { BOOTSTRAP_DRAWS = 2000 };

/* A statistic of a resample: `draw` names `count` clusters, with repetition. NAN: not defined here.
 */
typedef double bootstrap_statistic(const int *draw, int count, void *context);

struct bootstrap {
    struct interval
        ci_95; /* percentile limits, type 7; NAN below 6 clusters or when most draws are NAN */
    double below_zero; /* share of defined draws below 0 */
    int defined;       /* draws with a value */
};

/* `draws` resamples of `clusters` clusters, from `seed`. False: out of memory. */
bool cluster_bootstrap(int clusters, int draws, uint64_t seed, bootstrap_statistic *statistic,
                       void *context, struct bootstrap *out);

#endif
