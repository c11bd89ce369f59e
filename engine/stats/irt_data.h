/* Responses packed for the item response model.
 *
 * The responses of one agent in one scenario are a block. Blocks that visit the same nodes with the
 * same categories are equal in all the model can say about them, so each such pattern is kept once:
 * work on the grid is done a pattern, not a block. */
#ifndef STATS_IRT_DATA_H
#define STATS_IRT_DATA_H

#include "base/err.h"
#include "stats/irt_model.h"

#include <stdbool.h>
#include <stddef.h>

struct irt_response {
    int agent, node, category;
};

/* Read-only for the rest of the room. */
struct irt_data {
    int agents, nodes, responses;
    int blocks;
    int *agent_first; /* agents + 1 places in block_pattern */
    int *block_pattern;
    int patterns;
    int *pattern_first; /* patterns + 1 places in the two below; nodes upwards */
    int *node, *category;
    int *pattern_scenario;
};

/* `response` in any order; it is copied. Scenario and highest category of a node come from `model`.
 * NULL: out of memory, or a response that names no agent, node or category, or a node twice for one
 * agent. */
struct irt_data *irt_data_create(const struct irt_model *model, const struct irt_response *response,
                                 size_t count, int agents, struct err *err);
void irt_data_destroy(struct irt_data *data); /* NULL is fine */

/* Product over the pattern's nodes of P at each cell of the grid, up to the factor exp(returned).
 * `without`: position in data->node to leave out, or −1. */
double irt_pattern_product(const struct irt_tables *tables, const struct irt_data *data,
                           int pattern, int without, double *product);

/* ln Σ_r B_r product(q, r) for each q: −∞ where a row vanishes. */
void irt_row_logs(const struct irt_grid *grid, const double *product, double log_scale,
                  double *row);

#endif
