/* The two halves of an iteration, for irt_fit.c only. */
#ifndef STATS_IRT_EM_H
#define STATS_IRT_EM_H

#include "stats/irt_fit.h"

/* Everything an iteration writes; allocated once. The sums of the expectation are additive over
 * patterns, so a thread could keep its own and they be added. */
struct em {
    const struct irt_data *data;
    const struct irt_options *options;
    const struct irt_prior *prior; /* NULL: the default everywhere */
    struct irt_tables *tables;
    double *row;          /* patterns × thetas: ln Σ_r B_r Π P */
    double *weight;       /* patterns × thetas: Σ of agents' posteriors */
    double *visits;       /* nodes × cells: expected number of visits */
    double *theta_score;  /* a node: Σ x θ expected */
    double u_score;       /* Σ x u expected */
    int *count;           /* nodes × (IRT_TOP_MAX + 1): observed choices */
    double *product;      /* cells */
    bool is_careful;      /* steps are searched along: a plain one has made things worse */
    bool is_stuck;        /* a careful step has made things worse, too */
    struct irt_node *old; /* parameters before the step */
    double old_a, old_sigma;
};

/* Fills tables and sums at the model's parameters; returns the log-likelihood. */
double em_expect(struct em *em, const struct irt_model *model);

/* Newton rounds for all parameters. */
void em_maximise(struct em *em, struct irt_model *model);

/* Complete-data information of a node's d with its prior, top × top. */
void em_node_information(const struct em *em, const struct irt_node *node, int j, double sigma,
                         double *information);

/* The kernel of the log-prior at the model's parameters. */
double em_log_prior(const struct em *em, const struct irt_model *model);

/* The prior of a node's d: precision (top × top) and mean. Zero precision: none. */
void em_node_prior(const struct irt_options *options, const struct irt_prior *prior, int top,
                   double *precision, double *mean);

/* Parts of the expected complete-data log-posterior, up to a constant: of a node's d at given
 * exp(z); of its slope and d; of a and σ. The last two use em->product for exp(z). */
double em_node_objective(const struct em *em, const struct irt_node *node, int j,
                         const double *odds);
double em_free_objective(const struct em *em, const struct irt_model *model, int j);
double em_scale_objective(const struct em *em, const struct irt_model *model);

const struct irt_prior *em_prior_of(const struct em *em, int j);
extern const struct irt_prior EM_DEFAULT_PRIOR;

#endif
