/* Process measures: how a decision was reached. Shown beside the judgment score, never added into
 * it. */
#ifndef STATS_PROCESS_H
#define STATS_PROCESS_H

#include "stats/cluster.h"
#include "stats/proportion.h"

#include <stdbool.h>
#include <stdint.h>

/* --- evidence --- */

/* "Decides unlooked" is stated only where P(what is skipped costs credit) ≥ .90. */
#define EVIDENCE_COST_PROBABILITY 0.90

/* --- speed --- */

/* Below this a choice was too fast to have been read: max(10 % of the decision's median, min(60 ms
 * × words, half the median), 1 s); the first two only from 10 timed responses on. */
double rapid_threshold_ms(double median_ms, int responses, int words);

/* "Decides before it can be read": P(rate > .10) ≥ .90. */
#define RAPID_RATE_LIMIT 0.10

/* Spearman correlation, within an agent, of latency and credit residuals; bootstrap over scenarios.
 * Positive: rushing costs credit. NAN below 30 decisions or without variation. False: out of
 * memory. */
struct speed_accuracy {
    int n;
    double rho;
    struct bootstrap bootstrap;
};
bool speed_accuracy(const double *latency, const double *credit, const int *scenario, int n,
                    int scenario_limit, uint64_t seed, struct speed_accuracy *out);

/* --- the clock --- */

/* Mean credit residual (x − E)/m with a visible target minus without; SE from both clustered means.
 * The team's mean of it is the causal cost of showing the target. */
struct clock_effect {
    struct cluster_mean with, without;
    double effect, se; /* NAN where an arm has no SE */
};
struct clock_arm {
    const double *residual;
    const int *scenario;
    int n;
};
bool clock_effect(struct clock_arm with, struct clock_arm without, int scenario_limit,
                  struct clock_effect *out);

/* Three statements, none of which implies another. NAN: not measured. */
struct clock_statements {
    double parks;      /* P(standardised rate of parked calls > limit), from 6 chances on */
    double sensitive;  /* P(effect < −.05), 40 decisions an arm */
    double looks_less; /* P(unsupported with − without > .10), 20 an arm */
};
#define CLOCK_EFFECT_LIMIT (-0.05)
#define CLOCK_LOOK_LIMIT 0.10

/* P(rate 1 − rate 0 > limit), both Jeffreys, by 200 quantiles each. NAN: an arm is empty. */
double rate_difference_above(int x1, int n1, int x0, int n0, double limit);

#endif
