#include "stats/betabin.h"

#include "stats/minima.h"
#include "stats/prim.h"

#include <assert.h>
#include <math.h>

#define SIZE_MIN_TRIALS 1.0 /* bounds of α + β */
#define SIZE_MAX_TRIALS 200.0
#define SHAPE_MIN 0.1

struct counts {
    const int *x, *n;
    int count;
};

static double log_likelihood(const struct counts *c, double a, double b) {
    double sum = 0;
    for (int i = 0; i < c->count; i++) {
        int x = c->x[i], n = c->n[i];
        double choose = log_gamma(n + 1) - log_gamma(x + 1) - log_gamma(n - x + 1);
        sum += choose + log_beta(x + a, n - x + b) - log_beta(a, b);
    }
    return sum;
}

/* Slope of the log-likelihood in the mean, at a fixed size α + β. */
static double slope_in_mean(const struct counts *c, double mean, double size) {
    double a = mean * size, b = size - a, sum = 0;
    for (int i = 0; i < c->count; i++)
        sum += digamma(c->x[i] + a) - digamma(c->n[i] - c->x[i] + b) - digamma(a) + digamma(b);
    return sum;
}

static double slope_in_size(const struct counts *c, double mean, double size) {
    double a = mean * size, b = size - a, sum = 0;
    for (int i = 0; i < c->count; i++)
        sum += mean * (digamma(c->x[i] + a) - digamma(a)) +
               (1 - mean) * (digamma(c->n[i] - c->x[i] + b) - digamma(b)) -
               digamma(c->n[i] + size) + digamma(size);
    return sum;
}

static double best_mean(const struct counts *c, double size) {
    double lo = SHAPE_MIN / size, hi = 1 - lo;
    for (int i = 0; i < 60; i++) {
        double middle = 0.5 * (lo + hi);
        if (slope_in_mean(c, middle, size) > 0)
            lo = middle;
        else
            hi = middle;
    }
    return 0.5 * (lo + hi);
}

/* The slope along the ridge of best means; bisection over ln size. */
static double best_size(const struct counts *c) {
    double lo = log(SIZE_MIN_TRIALS), hi = log(SIZE_MAX_TRIALS);
    for (int i = 0; i < 60; i++) {
        double middle = 0.5 * (lo + hi), size = exp(middle);
        if (slope_in_size(c, best_mean(c, size), size) > 0)
            lo = middle;
        else
            hi = middle;
    }
    return exp(0.5 * (lo + hi));
}

struct rate_prior rate_prior_fit(const int *x, const int *n, int count) {
    int agents = 0, trials = 0;
    for (int i = 0; i < count; i++) {
        assert(x[i] >= 0 && x[i] <= n[i]);
        agents += n[i] > 0;
        trials += n[i];
    }
    if (agents < MIN_RATE_AGENTS || trials < MIN_RATE_TRIALS)
        return (struct rate_prior){
            .alpha = 0.5, .beta = 0.5, .log_likelihood = NAN, .is_default = true};
    struct counts c = {x, n, count};
    double size = best_size(&c), mean = best_mean(&c, size);
    struct rate_prior prior = {.alpha = mean * size, .beta = (1 - mean) * size};
    prior.log_likelihood = log_likelihood(&c, prior.alpha, prior.beta);
    return prior;
}

struct rate rate_posterior(const struct rate_prior *prior, int x, int n) {
    assert(x >= 0 && x <= n);
    double a = x + prior->alpha, b = n - x + prior->beta;
    return (struct rate){.mean = a / (a + b),
                         .ci_95 = {beta_quantile(0.025, a, b), beta_quantile(0.975, a, b)}};
}

double rate_above(const struct rate_prior *prior, int x, int n, double threshold) {
    assert(x >= 0 && x <= n);
    return 1 - beta_cdf(threshold, x + prior->alpha, n - x + prior->beta);
}
