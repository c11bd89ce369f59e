#include "stats/irt_model.h"

#include "stats/prim.h"

#include <assert.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>

/* |z| beyond this is certain in double precision anyway; k z + d stays below the overflow of exp.
 */
#define Z_LIMIT 150.0
#define D_LIMIT 100.0

static double bound(double x, double limit) {
    return x < -limit ? -limit : x > limit ? limit : x;
}

void irt_grid_init(struct irt_grid *grid, int thetas, int us, double u_limit) {
    assert(thetas >= 2 && thetas <= IRT_THETA_MAX && us >= 1 && us <= IRT_U_MAX);
    *grid = (struct irt_grid){.thetas = thetas, .us = us, .cells = thetas * us, .u_weight = {1}};
    normal_grid(thetas, 6, grid->theta, grid->log_weight);
    for (int q = 0; q < thetas; q++)
        grid->log_weight[q] = log(grid->log_weight[q]);
    if (us > 1)
        normal_grid(us, u_limit, grid->u, grid->u_weight);
}

struct irt_model *irt_model_create(int nodes) {
    assert(nodes > 0);
    struct irt_model *model = calloc(1, sizeof *model);
    if (!model)
        return NULL;
    model->node = calloc((size_t)nodes, sizeof *model->node);
    if (!model->node) {
        free(model);
        return NULL;
    }
    model->nodes = nodes;
    model->a = 1;
    for (int j = 0; j < nodes; j++) {
        model->node[j].slope = 1;
        model->node[j].top = 2;
    }
    return model;
}

void irt_model_destroy(struct irt_model *model) {
    if (!model)
        return;
    free(model->node);
    free(model);
}

double irt_location(const struct irt_node *node) {
    return -node->d[node->top] / node->top;
}

double irt_threshold(const struct irt_node *node, int k) {
    assert(k >= 1 && k <= node->top);
    return node->d[k - 1] - node->d[k];
}

void irt_probabilities(const struct irt_node *node, double z, double *p) {
    double term[IRT_TOP_MAX + 1];
    for (int k = 0; k <= node->top; k++)
        term[k] = k * z + node->d[k];
    double all = log_sum_exp(term, (size_t)node->top + 1);
    for (int k = 0; k <= node->top; k++)
        p[k] = exp(term[k] - all);
}

struct irt_moments irt_moments(const struct irt_node *node, double z) {
    double p[IRT_TOP_MAX + 1];
    irt_probabilities(node, z, p);
    struct irt_moments m = {0};
    for (int k = 1; k <= node->top; k++)
        m.mean += k * p[k];
    for (int k = 0; k <= node->top; k++) {
        double off = k - m.mean;
        m.variance += off * off * p[k];
        m.third += off * off * off * p[k];
    }
    return m;
}

double irt_information(const struct irt_node *node, double theta) {
    return node->slope * node->slope * irt_moments(node, node->slope * theta).variance;
}

struct irt_tables *irt_tables_create(const struct irt_model *model, const struct irt_grid *grid) {
    struct irt_tables *t = calloc(1, sizeof *t);
    if (!t)
        return NULL;
    t->grid = *grid;
    t->nodes = model->nodes;
    t->first = calloc((size_t)model->nodes + 1, sizeof *t->first);
    size_t columns = 0;
    for (int j = 0; t->first && j < model->nodes; j++) {
        assert(model->node[j].top >= 1 && model->node[j].top <= IRT_TOP_MAX);
        t->first[j] = columns;
        columns += (size_t)model->node[j].top + 1;
        t->first[j + 1] = columns;
    }
    size_t cells = (size_t)grid->cells;
    if (columns < SIZE_MAX / sizeof(double) / cells)
        t->p = calloc(columns * cells, sizeof *t->p);
    t->odds = calloc(cells, sizeof *t->odds);
    if (!t->first || !t->p || !t->odds) {
        irt_tables_destroy(t);
        return NULL;
    }
    return t;
}

void irt_tables_destroy(struct irt_tables *tables) {
    if (!tables)
        return;
    free(tables->first);
    free(tables->p);
    free(tables->odds);
    free(tables);
}

void irt_odds(const struct irt_grid *grid, double slope, double sigma, double *odds) {
    for (int q = 0; q < grid->thetas; q++)
        for (int r = 0; r < grid->us; r++)
            odds[q * grid->us + r] =
                exp(bound(slope * grid->theta[q] + sigma * grid->u[r], Z_LIMIT));
}

static void fill_node(const struct irt_node *node, const double *odds, int cells, double *p) {
    double factor[IRT_TOP_MAX + 1];
    for (int k = 1; k <= node->top; k++)
        factor[k] = exp(bound(node->d[k], D_LIMIT));
    for (int c = 0; c < cells; c++) {
        double power = 1, all = 1;
        for (int k = 1; k <= node->top; k++) {
            power *= odds[c];
            p[k * cells + c] = power * factor[k];
            all += p[k * cells + c];
        }
        double share = 1 / all;
        p[c] = share;
        for (int k = 1; k <= node->top; k++)
            p[k * cells + c] *= share;
    }
}

void irt_tables_fill(struct irt_tables *tables, const struct irt_model *model) {
    assert(tables->nodes == model->nodes);
    const struct irt_grid *grid = &tables->grid;
    double slope = NAN;
    for (int j = 0; j < model->nodes; j++) {
        const struct irt_node *node = &model->node[j];
        if (!(node->slope >= slope && node->slope <= slope)) {
            slope = node->slope;
            irt_odds(grid, slope, model->sigma, tables->odds);
        }
        fill_node(node, tables->odds, grid->cells,
                  tables->p + tables->first[j] * (size_t)grid->cells);
    }
}

const double *irt_table(const struct irt_tables *tables, int node, int category) {
    return tables->p + (tables->first[node] + (size_t)category) * (size_t)tables->grid.cells;
}

int irt_table_top(const struct irt_tables *tables, int node) {
    return (int)(tables->first[node + 1] - tables->first[node]) - 1;
}
