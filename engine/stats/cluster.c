#include "stats/cluster.h"

#include "stats/minima.h"
#include "stats/prim.h"
#include "stats/rng.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

static double mean_of(const double *value, int n) {
    double sum = 0;
    for (int i = 0; i < n; i++)
        sum += value[i];
    return sum / n;
}

/* Sums of deviations by cluster; `sum` and `seen` are zeroed. Returns the number of clusters met.
 */
static int cluster_sums(const double *value, const int *cluster, int n, double mean, double *sum,
                        int *seen) {
    int clusters = 0;
    for (int i = 0; i < n; i++) {
        clusters += seen[cluster[i]]++ == 0;
        sum[cluster[i]] += value[i] - mean;
    }
    return clusters;
}

static bool all_equal(const double *value, int n) {
    for (int i = 1; i < n; i++)
        if (fabs(value[i] - value[0]) > 1e-12)
            return false;
    return true;
}

static void choose_se(const double *value, struct cluster_mean *m) {
    m->is_approximate = m->clusters < 3;
    m->se = m->is_approximate ? m->se_iid : m->se_cluster;
    m->df = (m->is_approximate ? m->n : m->clusters) - 1;
    if (all_equal(value, m->n) || m->se < 1e-12) {
        m->is_floored = true;
        m->se = 0.5 / m->n;
    }
    if (m->df < 1 || isnan(m->se)) {
        m->df = m->se = NAN;
        return;
    }
    double half = student_quantile(0.975, m->df) * m->se;
    m->ci_95 = (struct interval){.lo = m->mean - half, .hi = m->mean + half};
}

bool cluster_mean(const double *value, const int *cluster, int n, int cluster_limit,
                  struct cluster_mean *out) {
    *out = (struct cluster_mean){.n = n,
                                 .mean = NAN,
                                 .se_iid = NAN,
                                 .se_cluster = NAN,
                                 .se = NAN,
                                 .df = NAN,
                                 .ci_95 = {NAN, NAN}};
    if (n == 0)
        return true;
    double *sum = calloc((size_t)cluster_limit, sizeof *sum);
    int *seen = calloc((size_t)cluster_limit, sizeof *seen);
    if (sum && seen) {
        out->mean = mean_of(value, n);
        out->clusters = cluster_sums(value, cluster, n, out->mean, sum, seen);
        double squares = 0, between = 0;
        for (int i = 0; i < n; i++)
            squares += (value[i] - out->mean) * (value[i] - out->mean);
        for (int g = 0; g < cluster_limit; g++)
            between += sum[g] * sum[g];
        if (n > 1)
            out->se_iid = sqrt(squares / (n - 1) / n);
        if (out->clusters > 1)
            out->se_cluster = sqrt((double)out->clusters / (out->clusters - 1) * between) / n;
        choose_se(value, out);
    }
    bool ok = sum && seen;
    free(sum);
    free(seen);
    return ok;
}

double cluster_mean_above(const struct cluster_mean *mean, double threshold) {
    if (isnan(mean->se) || isnan(mean->df))
        return NAN;
    if (mean->se <= 0)
        return mean->mean > threshold;
    return student_cdf((mean->mean - threshold) / mean->se, mean->df);
}

bool cluster_bootstrap(int clusters, int draws, uint64_t seed, bootstrap_statistic *statistic,
                       void *context, struct bootstrap *out) {
    assert(draws > 0);
    *out = (struct bootstrap){.ci_95 = {NAN, NAN}, .below_zero = NAN};
    if (clusters < MIN_BOOTSTRAP_CLUSTERS)
        return true;
    int *draw = malloc((size_t)clusters * sizeof *draw);
    double *value = malloc((size_t)draws * sizeof *value);
    bool ok = draw && value;
    struct rng rng;
    rng_init(&rng, seed);
    int below = 0;
    for (int b = 0; ok && b < draws; b++) {
        for (int i = 0; i < clusters; i++)
            draw[i] = (int)rng_below(&rng, (uint32_t)clusters);
        double x = statistic(draw, clusters, context);
        if (isnan(x))
            continue;
        value[out->defined++] = x;
        below += x < 0;
    }
    if (ok && 2 * out->defined > draws) {
        size_t count = (size_t)out->defined;
        sort_doubles(value, count);
        out->ci_95.lo = sorted_quantile(value, count, 0.025);
        out->ci_95.hi = sorted_quantile(value, count, 0.975);
        out->below_zero = (double)below / out->defined;
    }
    free(draw);
    free(value);
    return ok;
}
