/* The item response model of judgment: a partial credit model with one common slope and a scenario
 * (testlet) effect.
 *
 *   z = a θ + σ u,   θ ~ N(0, 1) for each agent, u ~ N(0, 1) for each agent and scenario,
 *   P(x = k) = exp(k z + d_k) / Σ_l exp(l z + d_l),   k = 0 … m,   d_0 = 0.
 *
 * x is the category of the option chosen (0 poor, 1 acceptable, 2 best); a decision not visited is
 * missing, never wrong. Location δ = −d_m / m, thresholds b_k = d_{k−1} − d_k on the z scale; with
 * m = 1 it is the Rasch model. Sources: Masters 1982; Bradlow, Wainer & Wang 1999; Jewsbury, Lu &
 * van Rijn 2024 (branching).
 *
 * Integrals are sums over a fixed grid of θ and u. Tables hold P for every node, category and cell
 * (q, r) of that grid, so that nothing is computed twice. */
#ifndef STATS_IRT_MODEL_H
#define STATS_IRT_MODEL_H

#include <stdbool.h>
#include <stddef.h>

enum {
    IRT_TOP_MAX = 4, /* highest category of a node: at most 5 categories */
    IRT_THETA_MAX = 61,
    IRT_U_MAX = 31,
    IRT_CELLS_MAX = IRT_THETA_MAX * IRT_U_MAX,
};

/* Cell q · us + r is (theta[q], u[r]). */
struct irt_grid {
    int thetas, us, cells;
    double theta[IRT_THETA_MAX], log_weight[IRT_THETA_MAX];
    double u[IRT_U_MAX], u_weight[IRT_U_MAX];
};

/* Both grids are equally spaced: θ on [−6, 6], u on [−u_limit, u_limit]. us = 1: no scenario
 * effect. */
void irt_grid_init(struct irt_grid *grid, int thetas, int us, double u_limit);

struct irt_node {
    int scenario;              /* 0 … ; nodes of one scenario share u */
    int top;                   /* m, 1 … IRT_TOP_MAX; from the key, not from the data */
    double slope;              /* a, or a_j where slopes are free */
    double d[IRT_TOP_MAX + 1]; /* d[0] = 0 */
    double
        covariance[IRT_TOP_MAX * IRT_TOP_MAX]; /* of d_1 … d_m, top × top; zeros: taken as known */
};

struct irt_model {
    int nodes;
    struct irt_node *node;
    double a, sigma; /* sigma = 0: no scenario effect */
};

/* All zero but slopes and a, which are 1, and top = 2. NULL: out of memory. */
struct irt_model *irt_model_create(int nodes);
void irt_model_destroy(struct irt_model *model); /* NULL is fine */

/* δ; b_k, k = 1 … top. */
double irt_location(const struct irt_node *node);
double irt_threshold(const struct irt_node *node, int k);

/* P(x = k), k = 0 … top, at z. */
void irt_probabilities(const struct irt_node *node, double z, double *p);

/* Mean, variance and third central moment of x at z. */
struct irt_moments {
    double mean, variance, third;
};
struct irt_moments irt_moments(const struct irt_node *node, double z);

/* Fisher information about θ at u = 0: slope² · variance. */
double irt_information(const struct irt_node *node, double theta);

struct irt_tables {
    struct irt_grid grid;
    int nodes;
    size_t *first; /* nodes + 1: where a node's categories begin */
    double *p;     /* category k of node j at p + (first[j] + k) · cells */
    double *odds;  /* exp(z) at each cell, scratch of the filling */
};

/* Holds the shape of `model` (nodes and categories); NULL: out of memory. */
struct irt_tables *irt_tables_create(const struct irt_model *model, const struct irt_grid *grid);
void irt_tables_destroy(struct irt_tables *tables); /* NULL is fine */

/* Fills with the parameters as they are now. Allocates nothing. */
void irt_tables_fill(struct irt_tables *tables, const struct irt_model *model);

const double *irt_table(const struct irt_tables *tables, int node, int category);
int irt_table_top(const struct irt_tables *tables, int node);

/* exp(z) at every cell for this slope. */
void irt_odds(const struct irt_grid *grid, double slope, double sigma, double *odds);

#endif
