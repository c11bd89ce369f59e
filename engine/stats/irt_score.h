/* An agent's judgment at given parameters: posterior of θ, its total error, and Warm's estimate.
 *
 * θ is on the model's scale, mean 0 and spread 1 in the team that calibrated it. Until a bank is
 * calibrated on many agents only positions relative to the team may be shown. */
#ifndef STATS_IRT_SCORE_H
#define STATS_IRT_SCORE_H

#include "stats/irt_data.h"
#include "stats/irt_model.h"

#include <stdbool.h>

struct irt_posterior {
    int n; /* decisions */
    double eap, psd;
    double se_total; /* √(PSD² + Σ_j cᵀ C c), c = Cov(θ, 1[x = k] − P_k): the bank's own error
                        included */
    double log_marginal;
    double weight[IRT_THETA_MAX]; /* on the grid; sums to 1 */
};

/* `tables` must be filled from `model`. An agent without decisions has the prior (0, 1): do not
 * show it. */
void irt_posterior(const struct irt_model *model, const struct irt_tables *tables,
                   const struct irt_data *data, int agent, struct irt_posterior *out);

/* w_q v(r | q), the posterior of (θ, u) from the agent's weights and one of its patterns, into
 * `joint`, as many places as the grid has cells. Sums to 1. */
void irt_joint_posterior(const struct irt_tables *tables, const struct irt_data *data, int pattern,
                         const double *weight, double *joint);

/* Warm's weighted likelihood estimate: the root of Σ a (x − E) + J / (2I), J = Σ a³ μ₃, at u = 0;
 * SE from the information of each scenario, lessened by its effect. For growth and equating only.
 * NAN: no decisions. */
struct irt_wle {
    double theta, se;
};
struct irt_wle irt_wle(const struct irt_model *model, const struct irt_data *data, int agent);

/* Information of a scenario that carries a random effect: I / (1 + σ² I / a²). */
double irt_scenario_information(const struct irt_model *model, double information);

/* The reporting scale: J = 50 + 10 (η − η₀), both in logits: always ten points a logit. */
#define POINTS_PER_LOGIT 10.0
double irt_report(double eta, double origin);

#endif
