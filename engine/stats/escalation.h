/* Escalation as signal detection: does an agent escalate what must go up and keep what need not?
 *
 * Signal: a decision whose key says escalation is needed; noise: unneeded; `either` and timeouts
 * are left out by the caller. Hit: needed and escalated. False alarm: unneeded and escalated. Rates
 * carry the log-linear correction, always and for everybody (Hautus 1995), so that 0 % and 100 %
 * need no special case. c < 0 leans to escalate, c > 0 leans to keep.
 * Sources: Stanislaw & Todorov 1999; Gourevitch & Galanter 1967 (variance). */
#ifndef STATS_ESCALATION_H
#define STATS_ESCALATION_H

#include "stats/proportion.h"

#include <stdbool.h>

struct escalation_counts {
    int hits, needed;           /* escalated, of those that needed it */
    int false_alarms, unneeded; /* escalated, of those that did not */
};

struct escalation_measures {
    double hit_rate, false_alarm_rate;   /* corrected; NAN where nothing was met */
    double d_prime, criterion, log_beta; /* NAN unless both kinds were met */
    double se_d_prime, se_criterion;
    struct interval d_prime_95, criterion_95; /* ± 1.96 SE; somewhat conservative */
};

struct escalation_measures escalation_measure(struct escalation_counts counts);

/* The same from two rates as they stand, without correction, 0 < rate < 1. */
struct escalation_measures escalation_from_rates(double hit_rate, double needed,
                                                 double false_alarm_rate, double unneeded);

/* One decision with the escalations of the *other* agents there, for difficulty adjustment. */
struct escalation_item {
    bool escalated;       /* by this agent */
    int others_escalated; /* e_j */
    int others;           /* n_j */
};

struct escalation_ratio {
    int n;
    double observed, expected, variance; /* O, E, V */
    double ratio;                        /* O / E; NAN below E = 3 */
    double z;                            /* (O − E) / √V; NAN below E = 3 */
};

/* `bank_rate`: share who escalate over all decisions of this kind. p_j = (e_j + 2 bank) / (n_j +
 * 2). For misses pass items with `escalated` = missed, `others_escalated` = others who missed. */
struct escalation_ratio escalation_adjusted(const struct escalation_item *items, int count,
                                            double bank_rate);

/* G: which share of the escalations was a judgment gap, f of h + f, with Jeffreys limits. NAN:
 * none. */
double gap_share(struct escalation_counts counts, struct interval *out);

/* The same for an operation where a share `authority_rate` (0…1) of contacts has a true authority
 * limit: (1 − π)F / ((1 − π)F + πH). SE on the logit scale, limits transformed back. NAN unless
 * both kinds were met. */
double gap_share_standardised(struct escalation_counts counts, double authority_rate,
                              double *se_logit, struct interval *out);

/* What the counts allow to be shown: under 5 + 5 counts only, under 10 + 10 rates, else d' and c.
 */
enum escalation_display { ESCALATION_COUNTS, ESCALATION_RATES, ESCALATION_MEASURES };
enum escalation_display escalation_display(struct escalation_counts counts);

/* "Defaults to escalation": P(F > max(.25, panel's F + .10)) under Beta(alpha, beta) of the team
 * (see betabin.h), from 8 unneeded decisions on, and O/E > 1. "Keeps what must go up": P(miss >
 * .15) from 6. */
#define ESCALATION_FALSE_ALARM_FLOOR 0.25
#define ESCALATION_FALSE_ALARM_MARGIN 0.10
#define ESCALATION_MISS_LIMIT 0.15

#endif
