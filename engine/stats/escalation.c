#include "stats/escalation.h"

#include "stats/minima.h"
#include "stats/prim.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

static struct interval around(double x, double se) {
    return (struct interval){.lo = x - SCORE_Z95 * se, .hi = x + SCORE_Z95 * se};
}

/* Variance of Φ⁻¹(rate), by the delta method. */
static double quantile_variance(double rate, double n) {
    double density = normal_pdf(normal_quantile(rate));
    return rate * (1 - rate) / (n * density * density);
}

struct escalation_measures escalation_from_rates(double hit_rate, double needed,
                                                 double false_alarm_rate, double unneeded) {
    struct escalation_measures e = {.hit_rate = hit_rate, .false_alarm_rate = false_alarm_rate};
    double zh = normal_quantile(hit_rate), zf = normal_quantile(false_alarm_rate);
    e.d_prime = zh - zf;
    e.criterion = -0.5 * (zh + zf);
    e.log_beta = e.d_prime * e.criterion;
    e.se_d_prime =
        sqrt(quantile_variance(hit_rate, needed) + quantile_variance(false_alarm_rate, unneeded));
    e.se_criterion = 0.5 * e.se_d_prime;
    e.d_prime_95 = around(e.d_prime, e.se_d_prime);
    e.criterion_95 = around(e.criterion, e.se_criterion);
    return e;
}

static double corrected(int events, int n) {
    return n > 0 ? (events + 0.5) / (n + 1.0) : NAN;
}

static bool is_sound(struct escalation_counts c) {
    return c.hits >= 0 && c.hits <= c.needed && c.false_alarms >= 0 && c.false_alarms <= c.unneeded;
}

struct escalation_measures escalation_measure(struct escalation_counts counts) {
    assert(is_sound(counts));
    double h = corrected(counts.hits, counts.needed);
    double f = corrected(counts.false_alarms, counts.unneeded);
    if (counts.needed > 0 && counts.unneeded > 0)
        return escalation_from_rates(h, counts.needed, f, counts.unneeded);
    struct interval none = {NAN, NAN};
    return (struct escalation_measures){.hit_rate = h,
                                        .false_alarm_rate = f,
                                        .d_prime = NAN,
                                        .criterion = NAN,
                                        .log_beta = NAN,
                                        .se_d_prime = NAN,
                                        .se_criterion = NAN,
                                        .d_prime_95 = none,
                                        .criterion_95 = none};
}

struct escalation_ratio escalation_adjusted(const struct escalation_item *items, int count,
                                            double bank_rate) {
    struct escalation_ratio r = {.n = count, .ratio = NAN, .z = NAN};
    for (int i = 0; i < count; i++) {
        double p = (items[i].others_escalated + 2 * bank_rate) / (items[i].others + 2.0);
        r.observed += items[i].escalated;
        r.expected += p;
        r.variance += p * (1 - p);
    }
    if (r.expected >= 3) {
        r.ratio = r.observed / r.expected;
        r.z = r.variance > 0 ? (r.observed - r.expected) / sqrt(r.variance) : NAN;
    }
    return r;
}

double gap_share(struct escalation_counts counts, struct interval *out) {
    assert(is_sound(counts));
    int escalations = counts.hits + counts.false_alarms;
    *out = proportion_jeffreys(counts.false_alarms, escalations);
    return escalations > 0 ? (double)counts.false_alarms / escalations : NAN;
}

double gap_share_standardised(struct escalation_counts counts, double authority_rate,
                              double *se_logit, struct interval *out) {
    assert(is_sound(counts) && authority_rate >= 0 && authority_rate <= 1);
    *out = (struct interval){NAN, NAN};
    *se_logit = NAN;
    if (counts.needed == 0 || counts.unneeded == 0)
        return NAN;
    double h = corrected(counts.hits, counts.needed);
    double f = corrected(counts.false_alarms, counts.unneeded);
    double gap = (1 - authority_rate) * f, right = authority_rate * h;
    *se_logit = sqrt((1 - h) / (counts.needed * h) + (1 - f) / (counts.unneeded * f));
    double share = gap / (gap + right);
    if (share <= 0 || share >= 1) { /* π is 0 or 1: certain by definition */
        *out = (struct interval){share, share};
        return share;
    }
    out->lo = logistic(logit(share) - SCORE_Z95 * *se_logit);
    out->hi = logistic(logit(share) + SCORE_Z95 * *se_logit);
    return share;
}

enum escalation_display escalation_display(struct escalation_counts counts) {
    int fewest = counts.needed < counts.unneeded ? counts.needed : counts.unneeded;
    if (fewest < MIN_ESCALATION_RATES)
        return ESCALATION_COUNTS;
    return fewest < MIN_ESCALATION_MEASURES ? ESCALATION_RATES : ESCALATION_MEASURES;
}
