/* Fit of decisions and agents under branching, by leave-one-out prediction.
 *
 * Each response is predicted from the agent's posterior *without* it; statistics that plug in the
 * estimate itself are far below 1 on short tests, and sum scores do not exist when routes differ.
 */
#ifndef STATS_IRT_LOO_H
#define STATS_IRT_LOO_H

#include "stats/irt_data.h"
#include "stats/irt_model.h"
#include "stats/proportion.h"

#include <stdbool.h>

struct irt_residual {
    int agent, node, category;
    double expected, variance, fourth; /* predictive mean, variance, fourth central moment of x */
    double fitted, fitted_variance; /* the same from the whole posterior, the response included */
    double rest_eap;                /* EAP of θ without this scenario */
    int rest_calls, rest_n;         /* the other scenarios and responses that it rests on */
};

/* The agent's residuals, irt_data_count of them, by scenario and node. Returns how many. */
int irt_leave_one_out(const struct irt_tables *tables, const struct irt_data *data, int agent,
                      struct irt_residual *out);

/* All agents' residuals, data->responses of them. */
void irt_leave_one_out_all(const struct irt_tables *tables, const struct irt_data *data,
                           struct irt_residual *out);

/* Mean squares of residuals; 1 where the model holds. outfit: mean (x − E)²/V; infit: weighted by
 * V. */
struct irt_residual_fit {
    int n;
    double outfit, se_outfit, z_outfit;
    double infit, se_infit, z_infit;
    double z_sum; /* Σ(x − E) / √ΣV: above or below what was expected */
};

/* Of any selection of residuals: a decision's or an agent's. n = 0: NAN. |z| > 2.6 and outside
 * [.75, 1.33] with n ≥ 50: the decision misfits. |z_outfit| > 3: look at the agent's log, never a
 * sanction. */
struct irt_residual_fit irt_residual_fit(const struct irt_residual *residual, int count);
bool irt_misfits(const struct irt_residual_fit *fit);

/* An ability from elsewhere is one only from 2 other calls with 6 decisions. */
bool irt_has_rest(const struct irt_residual *residual);
/* Do such abilities differ at all? At least 50 with an SD of .05; else they tell nothing of a
 * decision, and what they correlate with is noise. */
bool irt_rests_differ(const double *rest_eap, int count);

/* One decision: its fit, and how well it separates. `discrimination` is the correlation of x with
 * the EAP without the scenario, over those who have one, with Fisher's interval; NAN where these do
 * not differ. Below .10 at the upper limit the decision does not separate. */
struct irt_node_fit {
    struct irt_residual_fit fit;
    double discrimination;
    struct interval discrimination_95;
    bool is_flat;
};

/* `out` has one place a node. False: out of memory. */
bool irt_node_fits(const struct irt_residual *residual, int count, int nodes,
                   struct irt_node_fit *out);

/* Is another option the one that able agents choose? `rest_eap` of the choosers of one option
 * against those of the best: P(mean higher), normal, each n ≥ 10 (else NAN). Suspect from .95 on.
 */
double irt_miskey_probability(const double *other, int others, const double *best, int bests);
#define IRT_MISKEY_LIMIT 0.95

/* Local dependence (Yen's Q3): correlation over agents of the residuals of two decisions, taken
 * from the whole posterior. A pair of one scenario that exceeds the mean over all pairs by more
 * than .20 is one decision asked twice: merge or drop one. */
struct irt_pair {
    int a, b, n;
    double q3;
};

/* Pairs seen by at least `min_agents` agents. Writes the excessive ones, at most `max`, and how
 * many there were (*found) and the mean over all pairs (NAN: none). False: out of memory. */
bool irt_local_dependence(const struct irt_residual *residual, int count,
                          const struct irt_model *model, int min_agents, struct irt_pair *out,
                          int max, int *found, double *mean);
#define IRT_Q3_LIMIT 0.20

#endif
