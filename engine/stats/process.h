/* Process measures: how a decision was reached. Shown beside the judgment score, never added into
 * it. */
#ifndef STATS_PROCESS_H
#define STATS_PROCESS_H

#include "stats/cluster.h"
#include "stats/proportion.h"

#include <stdbool.h>
#include <stdint.h>

/* --- evidence --- */

/* "Decides without evidence": P(rate > max(.30, panel's rate + .15)), from 10 decisions on … */
#define EVIDENCE_RATE_FLOOR 0.30
#define EVIDENCE_RATE_MARGIN 0.15
/* … and P(what is skipped costs credit) ≥ .90. */
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
 * Shrink it over agents. The team's mean of it is the causal cost of showing the target. */
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

/* "Credit falls when the clock is shown": at least two of three hold with P ≥ .90. NAN: not
 * measured. */
struct gaming {
    double opportunities; /* P(rate > max(.20, panel + .10)), from 6 opportunities on */
    double clock;         /* P(effect < −.05) */
    double evidence;      /* P(unsupported with − without > .10) */
};
#define GAMING_RATE_FLOOR 0.20
#define GAMING_RATE_MARGIN 0.10
#define GAMING_CLOCK_LIMIT (-0.05)
#define GAMING_EVIDENCE_LIMIT 0.10

/* P(rate 1 − rate 0 > limit), both Jeffreys, by 200 quantiles each. NAN: an arm is empty. */
double rate_difference_above(int x1, int n1, int x0, int n0, double limit);

#endif
