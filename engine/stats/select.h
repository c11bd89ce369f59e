/* Which scenario next: information of a branching scenario about one agent, and a draw among the
 * best.
 *
 * A visit is one decision on the way; its options lead to later visits. P(option) = P(category)
 * shared among the options of that category by how often they were chosen, + 1 each. */
#ifndef STATS_SELECT_H
#define STATS_SELECT_H

#include "stats/irt_score.h"
#include "stats/rng.h"

struct select_option {
    int category;
    int count; /* times chosen so far */
    int to; /* index of a later visit, or −1: the call ends or returns to what is counted elsewhere
             */
};

struct select_visit {
    int node; /* of the model */
    const struct select_option *option;
    int options;
};

/* Probability to reach each visit at θ; visit 0 is the start, every `to` points further down the
 * list. */
void select_reach(const struct irt_model *model, const struct select_visit *visit, int visits,
                  double theta, double *reach);

/* Σ reach · information at θ, without the lessening by the scenario effect
 * (irt_scenario_information). `reach` is room for `visits` numbers. */
double select_information(const struct irt_model *model, const struct select_visit *visit,
                          int visits, double theta, double *reach);

/* Σ_q w_q I*(θ_q) / minutes: over the whole posterior, so that a vague one is not trusted. */
double select_merit(const struct irt_model *model, const struct irt_grid *grid,
                    const struct irt_posterior *posterior, const struct select_visit *visit,
                    int visits, double minutes, double *reach);

/* One decision by itself, for a preview: information averaged over the posterior, the expected
 * variance of θ after it, the predicted categories and their expected credit (mean category / top).
 */
struct select_node {
    double information_at_eap, information, posterior_variance;
    double predicted[IRT_TOP_MAX + 1], expected_credit;
};
struct select_node select_node(const struct irt_node *node, const struct irt_grid *grid,
                               const struct irt_posterior *posterior);

/* The progressive rule: (1 − t) U max M + t M with t = served / planned; returns the place of the
 * best of `count` merits, −1 when there is none. Log the draw. */
int select_progressive(const double *merit, int count, int served, int planned, struct rng *rng);

#endif
