#include "stats/confidence.h"

#include "stats/minima.h"
#include "stats/prim.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define CLIP_LO 0.02
#define CLIP_HI 0.98

static double clip(double p) {
    return p < CLIP_LO ? CLIP_LO : p > CLIP_HI ? CLIP_HI : p;
}

static void add_use(struct confidence_curve *curve, double stated, int acceptable) {
    int i = 0;
    while (i < curve->count && curve->point[i].stated < stated - 1e-9)
        i++;
    struct confidence_point *at = &curve->point[i];
    if (i == curve->count || at->stated > stated + 1e-9) {
        assert(curve->count < CONFIDENCE_LEVELS_MAX);
        memmove(at + 1, at, (size_t)(curve->count++ - i) * sizeof *at);
        *at = (struct confidence_point){.stated = stated};
    }
    at->n++;
    at->acceptable += acceptable;
}

static void finish_point(struct confidence_point *k) {
    k->share = (double)k->acceptable / k->n;
    k->ci_95 = proportion_jeffreys(k->acceptable, k->n);
    k->band.lo = (double)binomial_quantile(0.025, k->n, k->stated) / k->n;
    k->band.hi = (double)binomial_quantile(0.975, k->n, k->stated) / k->n;
}

static void collect(const double *stated, const int *acceptable, int n,
                    struct confidence_curve *out) {
    out->count = 0;
    for (int i = 0; i < n; i++) {
        assert(stated[i] >= 0 && stated[i] <= 1 && (acceptable[i] == 0 || acceptable[i] == 1));
        add_use(out, stated[i], acceptable[i]);
    }
}

void confidence_curve(const double *stated, const int *acceptable, int n,
                      struct confidence_curve *out) {
    collect(stated, acceptable, n, out);
    for (int k = 0; k < out->count; k++)
        finish_point(&out->point[k]);
}

void confidence_curve_pooled(const double *stated, const int *acceptable, int n,
                             struct confidence_curve *out) {
    struct confidence_point band[5] = {{.n = 0}};
    for (int i = 0; i < n; i++) {
        int at = (int)(stated[i] * 5 + 1e-9);
        struct confidence_point *k = &band[at > 4 ? 4 : at];
        k->stated += stated[i];
        k->n++;
        k->acceptable += acceptable[i];
    }
    out->count = 0;
    for (int b = 0; b < 5; b++)
        if (band[b].n > 0) {
            band[b].stated /= band[b].n;
            finish_point(&band[b]);
            out->point[out->count++] = band[b];
        }
}

static void brier(const double *stated, const int *acceptable, int n, struct confidence *c) {
    double squares = 0;
    for (int i = 0; i < n; i++) {
        double d = (stated[i] - acceptable[i]) * (stated[i] - acceptable[i]);
        c->brier += d / n;
        squares += d * d;
    }
    if (n > 1)
        c->se_brier = sqrt(fmax(0, squares - n * c->brier * c->brier) / (n - 1) / n);
}

/* The largest common factor ≤ 1 that keeps all three corrected terms in their ranges; an undefined
 * bound switches the correction off. */
static double correction_factor(const struct murphy *m, double s, double t) {
    double bounds[] = {1, m->reliability / s,
                       fmax(m->resolution / (s - t), (m->resolution - 1) / (s - t)),
                       (1 - 4 * m->uncertainty) / (4 * t)};
    double least = 1;
    for (int i = 0; i < 4; i++) {
        if (isnan(bounds[i]))
            return 0;
        least = fmin(least, bounds[i]);
    }
    return isinf(least) ? 0 : least;
}

static struct murphy less_bias(const struct murphy *m, double s, double t) {
    return (struct murphy){m->reliability - s, m->resolution - s + t, m->uncertainty + t};
}

static void murphy_terms(const struct confidence_curve *levels, struct confidence *c) {
    struct murphy *m = &c->murphy;
    double base = c->share_acceptable, s = 0;
    for (int k = 0; k < levels->count; k++) {
        const struct confidence_point *at = &levels->point[k];
        double share = (double)at->acceptable / at->n, weight = (double)at->n / c->n;
        m->reliability += weight * (at->stated - share) * (at->stated - share);
        m->resolution += weight * (share - base) * (share - base);
        if (at->n > 1)
            s += weight * share * (1 - share) / (at->n - 1);
    }
    m->uncertainty = base * (1 - base);
    assert(fabs(m->reliability - m->resolution + m->uncertainty - c->brier) < 1e-12);
    c->skill = m->uncertainty > 0 ? 1 - c->brier / m->uncertainty : NAN;
    double t = c->n > 1 ? m->uncertainty / (c->n - 1) : NAN;
    c->unbiased = less_bias(m, s, t);
    double factor = correction_factor(m, s, t);
    c->corrected = factor > 0 ? less_bias(m, factor * s, factor * t) : *m;
}

/* E |x/n − p| of a binomial share. */
static double expected_distance(int n, double p) {
    double sum = 0;
    for (int x = 0; x <= n; x++) {
        double log_mass = log_gamma(n + 1) - log_gamma(x + 1) - log_gamma(n - x + 1);
        log_mass += x > 0 ? x * log(p) : 0;
        log_mass += x < n ? (n - x) * log1p(-p) : 0;
        sum += exp(log_mass) * fabs((double)x / n - p);
    }
    return sum;
}

static void calibration_error(const struct confidence_curve *levels, struct confidence *c) {
    for (int k = 0; k < levels->count; k++) {
        const struct confidence_point *at = &levels->point[k];
        double weight = (double)at->n / c->n;
        c->ece += weight * fabs(at->stated - (double)at->acceptable / at->n);
        if (at->stated > 0 && at->stated < 1)
            c->ece_expected += weight * expected_distance(at->n, at->stated);
    }
    c->ece_excess = fmax(0, c->ece - c->ece_expected);
}

static void spiegelhalter(const double *stated, const int *acceptable, int n,
                          struct confidence *c) {
    double sum = 0, variance = 0;
    for (int i = 0; i < n; i++) {
        double p = clip(stated[i]), lean = 1 - 2 * p;
        sum += (acceptable[i] - p) * lean;
        variance += lean * lean * p * (1 - p);
    }
    c->spiegelhalter_z = variance > 0 ? sum / sqrt(variance) : NAN; /* all stated .5 */
    c->spiegelhalter_p = 2 * normal_cdf(-fabs(c->spiegelhalter_z));
}

/* Variance of the mean of values of one side: the placements share a value at each level,
 * `weight[k]` times. */
static double placement_variance(const double *placement, const int *weight, int levels, int n,
                                 double mean) {
    double sum = 0;
    for (int k = 0; k < levels; k++)
        sum += weight[k] * (placement[k] - mean) * (placement[k] - mean);
    return n > 1 ? sum / (n - 1) / n : NAN;
}

static void separation(const struct confidence_curve *levels, struct confidence *c) {
    int right[CONFIDENCE_LEVELS_MAX], wrong[CONFIDENCE_LEVELS_MAX], rights = 0, wrongs = 0;
    for (int k = 0; k < levels->count; k++) {
        rights += right[k] = levels->point[k].acceptable;
        wrongs += wrong[k] = levels->point[k].n - levels->point[k].acceptable;
    }
    if (rights == 0 || wrongs == 0)
        return;
    double over_wrong[CONFIDENCE_LEVELS_MAX], under_right[CONFIDENCE_LEVELS_MAX];
    int wrong_below = 0, right_above = rights;
    c->auc = 0;
    for (int k = 0; k < levels->count; k++) {
        right_above -= right[k];
        over_wrong[k] = (wrong_below + 0.5 * wrong[k]) / wrongs;
        under_right[k] = (right_above + 0.5 * right[k]) / rights;
        c->auc += right[k] * over_wrong[k];
        wrong_below += wrong[k];
    }
    c->auc /= rights;
    c->se_auc = sqrt(placement_variance(over_wrong, right, levels->count, rights, c->auc) +
                     placement_variance(under_right, wrong, levels->count, wrongs, c->auc));
}

bool confidence_measure(const double *stated, const int *acceptable, int n,
                        struct confidence *out) {
    *out = (struct confidence){.n = n, .se_brier = NAN, .auc = NAN, .se_auc = NAN};
    if (n == 0) {
        struct murphy none = {NAN, NAN, NAN};
        out->mean_stated = out->share_acceptable = out->overconfidence = out->brier = out->skill =
            NAN;
        out->ece = out->ece_expected = out->ece_excess = NAN;
        out->spiegelhalter_z = out->spiegelhalter_p = NAN;
        out->murphy = out->corrected = out->unbiased = none;
        return true;
    }
    struct confidence_curve *levels = malloc(sizeof *levels);
    if (!levels)
        return false;
    collect(stated, acceptable, n, levels);
    for (int i = 0; i < n; i++) {
        out->mean_stated += stated[i] / n;
        out->share_acceptable += (double)acceptable[i] / n;
    }
    out->overconfidence = out->mean_stated - out->share_acceptable;
    brier(stated, acceptable, n, out);
    murphy_terms(levels, out);
    calibration_error(levels, out);
    spiegelhalter(stated, acceptable, n, out);
    separation(levels, out);
    free(levels);
    return true;
}

void confidence_peer_adjusted(const struct confidence_decision *decision, int n, double bank_gap,
                              double *out) {
    for (int k = 0; k < n; k++) {
        const struct confidence_decision *d = &decision[k];
        double usual = d->peers >= MIN_PEERS ? d->peer_gap_sum / d->peers : bank_gap;
        out[k] = d->stated - d->acceptable - usual;
    }
}
