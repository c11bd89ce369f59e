/* Calibration: the parameters of the item response model from responses, by marginal maximum a
 * posteriori estimation with an EM algorithm (Bock & Aitkin 1981; Mislevy 1986).
 *
 * The log-posterior never decreases from one iteration to the next; a step that would is searched
 * along instead. */
#ifndef STATS_IRT_FIT_H
#define STATS_IRT_FIT_H

#include "base/err.h"
#include "stats/irt_data.h"
#include "stats/irt_model.h"

#include <stdbool.h>

#include <stdatomic.h>

/* Where a node's location is expected: N(mean, sd²) on the z scale. sd = 0: no prior. */
struct irt_prior {
    double location, sd;
};

/* From the panel's expected mean credit of a competent new agent (0…1): −logit, clipped to [.05,
 * .95], and sd .7 until 30 nodes are calibrated. Negative: nobody said, N(0, 1.5²). */
struct irt_prior irt_prior_from_panel(double expected_credit);

struct irt_options {
    bool has_scenario_effect, has_free_slopes;
    /* ln a ~ N(log_a, log_a_sd²) and so on; a spread of 0 switches the prior off */
    double log_a, log_a_sd;
    double log_sigma, log_sigma_sd;
    double step_sd;      /* distance of a threshold from the location */
    double log_slope_sd; /* of a free slope around the common one */
    int thetas, us;      /* grid points */
    double u_limit;
    /* It stops where the optimum is nearer than this in d, ln a and ln σ, by the ratio at which its
     * steps shrink; a small step alone may be far from it. */
    double tolerance;
    int iterations_max;
    const atomic_bool *cancel; /* set it to stop: false with ERR_CANCELLED; may be NULL */
};

/* The model as it is used: priors on, scenario effect, 61 × 21 points, tolerance 1e-4. */
struct irt_options irt_options_default(void);

/* Plain marginal maximum likelihood without scenario effect, for comparison with other programs. */
struct irt_options irt_options_likelihood(void);

struct irt_fit {
    int iterations, retries; /* retries: 1 if a step had to be searched for, and all after it */
    bool is_converged;
    double log_likelihood;
    double log_prior; /* its kernel: without constants */
    struct irt_grid grid;
};

/* `model` comes with scenario and top of every node; parameters are overwritten (starting values
 * come from the data) and `covariance` becomes the inverse of the complete-data information, which
 * is what the total SE of an agent uses. `prior`: one a node, or NULL for N(0, 1.5²) everywhere.
 * False: out of memory; or no prior and a category that nobody chose, whose parameter would be
 * infinite. */
bool irt_fit(struct irt_model *model, const struct irt_data *data, const struct irt_prior *prior,
             const struct irt_options *options, struct irt_fit *out, struct err *err);

/* Standard errors of d_1 … d_m to show: the node's block of the empirical cross-product of scores
 * plus its prior where n ≥ 100; below that, or where the block cannot be inverted, the
 * complete-data SE × 1.25, which is approximate. `out` holds one place a node. False: out of
 * memory. */
struct irt_node_se {
    int n;
    double d[IRT_TOP_MAX]; /* d[k − 1] is the SE of d_k */
    bool is_approximate;
};
bool irt_node_ses(const struct irt_model *model, const struct irt_data *data,
                  const struct irt_tables *tables, const struct irt_prior *prior,
                  const struct irt_options *options, struct irt_node_se *out);

#endif
