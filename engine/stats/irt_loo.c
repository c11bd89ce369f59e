#include "stats/irt_loo.h"

#include "stats/prim.h"

#include <math.h>
#include <string.h>

static void block_row(const struct irt_tables *tables, const struct irt_data *data, int block,
                      double *row) {
    double product[IRT_CELLS_MAX];
    double scale = irt_pattern_product(tables, data, data->block_pattern[block], -1, product);
    irt_row_logs(&tables->grid, product, scale, row);
}

/* ln A_q + Σ of the agent's rows, leaving out one block (−1: none). */
static void sum_rows(const struct irt_tables *tables, const struct irt_data *data, int agent,
                     int without, double *sum) {
    double row[IRT_THETA_MAX];
    memcpy(sum, tables->grid.log_weight, sizeof row);
    for (int b = data->agent_first[agent]; b < data->agent_first[agent + 1]; b++) {
        if (b == without)
            continue;
        block_row(tables, data, b, row);
        for (int q = 0; q < tables->grid.thetas; q++)
            sum[q] += row[q];
    }
}

/* e_q ∝ A_q Π over the agent's other blocks, largest value 1: the whole less this block's row, or
 * summed anew where a row vanishes. */
static void rest_weights(const struct irt_tables *tables, const struct irt_data *data, int agent,
                         int block, const double *whole, double *weight) {
    int thetas = tables->grid.thetas;
    double row[IRT_THETA_MAX], top = -INFINITY;
    bool has_all = true;
    block_row(tables, data, block, row);
    for (int q = 0; q < thetas; q++) {
        has_all &= isfinite(row[q]) != 0;
        weight[q] = whole[q] - row[q];
    }
    if (!has_all)
        sum_rows(tables, data, agent, block, weight);
    for (int q = 0; q < thetas; q++)
        top = fmax(top, weight[q]);
    for (int q = 0; q < thetas; q++)
        weight[q] = exp(weight[q] - top);
}

static double mean_theta(const struct irt_grid *grid, const double *weight) {
    double sum = 0, all = 0;
    for (int q = 0; q < grid->thetas; q++) {
        sum += weight[q] * grid->theta[q];
        all += weight[q];
    }
    return sum / all;
}

/* Multiplies in weights of rows and columns, so that only tables remain to be summed. */
static void apply_weights(const struct irt_grid *grid, const double *weight, double *product) {
    for (int q = 0; q < grid->thetas; q++)
        for (int r = 0; r < grid->us; r++)
            product[q * grid->us + r] *= weight[q] * grid->u_weight[r];
}

/* Σ over cells of product · P_k, k = 0 … top; times P_x as well when `with` is not NULL. */
static void category_masses(const struct irt_tables *tables, int node, int top,
                            const double *product, const double *with, double *mass) {
    double all = 0;
    for (int k = 0; k <= top; k++) {
        const double *p = irt_table(tables, node, k);
        mass[k] = 0;
        for (int c = 0; c < tables->grid.cells; c++)
            mass[k] += product[c] * p[c] * (with ? with[c] : 1);
        all += mass[k];
    }
    for (int k = 0; k <= top; k++)
        mass[k] /= all;
}

static double moment(const double *p, int top, double centre, int power) {
    double sum = 0;
    for (int k = 0; k <= top; k++)
        sum += p[k] * pow(k - centre, power);
    return sum;
}

static void predict(const struct irt_tables *tables, const double *product,
                    struct irt_residual *r) {
    double p[IRT_TOP_MAX + 1];
    int top = irt_table_top(tables, r->node);
    category_masses(tables, r->node, top, product, NULL, p);
    r->expected = moment(p, top, 0, 1);
    r->variance = moment(p, top, r->expected, 2);
    r->fourth = moment(p, top, r->expected, 4);
    category_masses(tables, r->node, top, product, irt_table(tables, r->node, r->category), p);
    r->fitted = moment(p, top, 0, 1);
    r->fitted_variance = moment(p, top, r->fitted, 2);
}

int irt_leave_one_out(const struct irt_tables *tables, const struct irt_data *data, int agent,
                      struct irt_residual *out) {
    const struct irt_grid *grid = &tables->grid;
    double whole[IRT_THETA_MAX], weight[IRT_THETA_MAX], product[IRT_CELLS_MAX];
    int written = 0, all = 0;
    int calls = data->agent_first[agent + 1] - data->agent_first[agent];
    sum_rows(tables, data, agent, -1, whole);
    for (int b = data->agent_first[agent]; b < data->agent_first[agent + 1]; b++)
        all += data->pattern_first[data->block_pattern[b] + 1] -
               data->pattern_first[data->block_pattern[b]];
    for (int b = data->agent_first[agent]; b < data->agent_first[agent + 1]; b++) {
        int s = data->block_pattern[b];
        rest_weights(tables, data, agent, b, whole, weight);
        double rest_eap = mean_theta(grid, weight);
        for (int i = data->pattern_first[s]; i < data->pattern_first[s + 1]; i++) {
            struct irt_residual *r = &out[written++];
            *r = (struct irt_residual){
                .agent = agent,
                .node = data->node[i],
                .category = data->category[i],
                .rest_eap = rest_eap,
                .rest_calls = calls - 1,
                .rest_n = all - (data->pattern_first[s + 1] - data->pattern_first[s])};
            irt_pattern_product(tables, data, s, i, product);
            apply_weights(grid, weight, product);
            predict(tables, product, r);
        }
    }
    return written;
}

void irt_leave_one_out_all(const struct irt_tables *tables, const struct irt_data *data,
                           struct irt_residual *out) {
    for (int i = 0; i < data->agents; i++)
        out += irt_leave_one_out(tables, data, i, out);
}
