/* The expectation: posteriors of every agent on the grid, summed into expected counts. */
#include "stats/irt_em.h"

#include "stats/prim.h"

#include <assert.h>
#include <math.h>
#include <string.h>

static void pattern_rows(struct em *em) {
    const struct irt_grid *grid = &em->tables->grid;
    for (int s = 0; s < em->data->patterns; s++) {
        double scale = irt_pattern_product(em->tables, em->data, s, -1, em->product);
        irt_row_logs(grid, em->product, scale, em->row + (size_t)s * (size_t)grid->thetas);
    }
}

/* Adds the agent's posterior to each of its patterns; returns ln of its marginal likelihood. */
static double add_agent(struct em *em, int agent) {
    const struct irt_data *data = em->data;
    const struct irt_grid *grid = &em->tables->grid;
    int first = data->agent_first[agent], end = data->agent_first[agent + 1];
    double log_joint[IRT_THETA_MAX];
    memcpy(log_joint, grid->log_weight, sizeof log_joint);
    for (int b = first; b < end; b++) {
        const double *row = em->row + (size_t)data->block_pattern[b] * (size_t)grid->thetas;
        for (int q = 0; q < grid->thetas; q++)
            log_joint[q] += row[q];
    }
    double marginal = log_sum_exp(log_joint, (size_t)grid->thetas), sum = 0;
    for (int q = 0; q < grid->thetas; q++)
        sum += log_joint[q] = exp(log_joint[q] - marginal);
    assert(fabs(sum - 1) < 1e-12);
    for (int b = first; b < end; b++) {
        double *weight = em->weight + (size_t)data->block_pattern[b] * (size_t)grid->thetas;
        for (int q = 0; q < grid->thetas; q++)
            weight[q] += log_joint[q];
    }
    return first < end ? marginal : 0;
}

/* The pattern's share of expected visits, Σ_i w_iq v(r | q), into em->product; and its part of Σ x
 * u. */
static void pattern_visits(struct em *em, int s, int total) {
    const struct irt_grid *grid = &em->tables->grid;
    const double *weight = em->weight + (size_t)s * (size_t)grid->thetas;
    irt_pattern_product(em->tables, em->data, s, -1, em->product);
    double u_sum = 0;
    for (int q = 0; q < grid->thetas; q++) {
        double *cell = em->product + q * grid->us, sum = 0;
        for (int r = 0; r < grid->us; r++)
            sum += cell[r] *= grid->u_weight[r];
        double factor = sum > 0 ? weight[q] / sum : 0;
        for (int r = 0; r < grid->us; r++) {
            cell[r] *= factor;
            u_sum += cell[r] * grid->u[r];
        }
    }
    em->u_score += total * u_sum;
}

static void add_pattern(struct em *em, int s) {
    const struct irt_data *data = em->data;
    const struct irt_grid *grid = &em->tables->grid;
    const double *weight = em->weight + (size_t)s * (size_t)grid->thetas;
    double theta_sum = 0;
    int total = 0;
    for (int q = 0; q < grid->thetas; q++)
        theta_sum += weight[q] * grid->theta[q];
    for (int i = data->pattern_first[s]; i < data->pattern_first[s + 1]; i++) {
        em->theta_score[data->node[i]] += data->category[i] * theta_sum;
        total += data->category[i];
    }
    pattern_visits(em, s, total);
    for (int i = data->pattern_first[s]; i < data->pattern_first[s + 1]; i++) {
        double *restrict visits = em->visits + (size_t)data->node[i] * (size_t)grid->cells;
        const double *restrict from = em->product;
        for (int c = 0; c < grid->cells; c++)
            visits[c] += from[c];
    }
}

double em_expect(struct em *em, const struct irt_model *model) {
    const struct irt_data *data = em->data;
    size_t cells = (size_t)em->tables->grid.cells, thetas = (size_t)em->tables->grid.thetas;
    irt_tables_fill(em->tables, model);
    memset(em->weight, 0, (size_t)data->patterns * thetas * sizeof *em->weight);
    memset(em->visits, 0, (size_t)data->nodes * cells * sizeof *em->visits);
    memset(em->theta_score, 0, (size_t)data->nodes * sizeof *em->theta_score);
    em->u_score = 0;
    pattern_rows(em);
    double log_likelihood = 0;
    for (int i = 0; i < data->agents; i++)
        log_likelihood += add_agent(em, i);
    for (int s = 0; s < data->patterns; s++)
        add_pattern(em, s);
    return log_likelihood;
}
