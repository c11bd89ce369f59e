/* A share x of n and what can be said about it. Never the Wald interval.
 * Sources: Brown, Cai & DasGupta 2001 (Jeffreys), Wilson 1927, Newcombe 1998 (differences). */
#ifndef STATS_PROPORTION_H
#define STATS_PROPORTION_H

#include <stdbool.h>

/* 95 % limits. Undefined limits are NAN; `interval_defined` reads as it says. */
struct interval {
    double lo, hi;
};

/* The 2.5 and 97.5 % points of Beta(x + ½, n − x + ½); 0 below when x = 0, 1 above when x = n.
 * For display. x may be a sum of credits, not whole, 0 ≤ x ≤ n. n = 0: NAN, show "no data". */
struct interval proportion_jeffreys(double x, double n);

/* Wilson's score interval, for tables. n = 0: NAN. */
struct interval proportion_wilson(double x, double n);

/* P(rate > threshold) under the Jeffreys posterior; NAN when n = 0. */
double proportion_above(double x, double n, double threshold);

/* x1/n1 − x0/n0 with Newcombe's interval (method 10, from the two Wilson intervals). */
double proportion_difference(double x1, double n1, double x0, double n0, struct interval *out);

/* What a statement about a person may say. Flags rest on posterior probabilities, never on a point
 * estimate, and never below the minimum number of decisions. */
enum score_state { STATE_NOT_ENOUGH_DATA, STATE_TYPICAL, STATE_WATCH, STATE_FLAG };

#define FLAG_PROBABILITY 0.99
#define WATCH_PROBABILITY 0.90
/* A gate decides only whether a statement is made; it is no part of the statement. */
#define GATE_PROBABILITY 0.75

/* STATE_NOT_ENOUGH_DATA when !has_enough or the probability is NAN. */
enum score_state state_from_probability(double probability, bool has_enough);

#endif
