/* What the calibration maximises: the priors, and the parts of the expected complete-data
 * log-posterior that a careful step looks at. */
#include "stats/irt_em.h"

#include "stats/prim.h"

#include <math.h>
#include <string.h>

const struct irt_prior EM_DEFAULT_PRIOR = {.location = 0, .sd = 1.5};

const struct irt_prior *em_prior_of(const struct em *em, int j) {
    return em->prior ? &em->prior[j] : &EM_DEFAULT_PRIOR;
}

/* In y = B d with y_0 = δ and y_v = τ_v the prior is independent; precision = Bᵀ D B. The mean has
 * all τ at 0, that is d_v = −v m. */
void em_node_prior(const struct irt_options *options, const struct irt_prior *prior, int top,
                   double *precision, double *mean) {
    memset(precision, 0, (size_t)(top * top) * sizeof *precision);
    double row_precision[IRT_TOP_MAX] = {0}, b[IRT_TOP_MAX][IRT_TOP_MAX] = {{0}};
    row_precision[0] = prior->sd > 0 ? 1 / (prior->sd * prior->sd) : 0;
    b[0][top - 1] = -1.0 / top;
    for (int v = 1; v < top; v++) {
        row_precision[v] = options->step_sd > 0 ? 1 / (options->step_sd * options->step_sd) : 0;
        b[v][v - 1] -= 1;
        if (v > 1)
            b[v][v - 2] += 1;
        b[v][top - 1] += 1.0 / top;
    }
    for (int v = 0; v < top; v++) {
        mean[v] = -(v + 1) * prior->location;
        for (int k = 0; k < top; k++)
            for (int l = 0; l < top; l++)
                precision[k * top + l] += row_precision[v] * b[v][k] * b[v][l];
    }
}

static double node_log_prior(const struct em *em, const struct irt_node *node, int j) {
    double precision[IRT_TOP_MAX * IRT_TOP_MAX], mean[IRT_TOP_MAX], sum = 0;
    int top = node->top;
    em_node_prior(em->options, em_prior_of(em, j), top, precision, mean);
    for (int k = 0; k < top; k++)
        for (int l = 0; l < top; l++)
            sum -= 0.5 * precision[k * top + l] * (node->d[k + 1] - mean[k]) *
                   (node->d[l + 1] - mean[l]);
    return sum;
}

static double log_normal_kernel(double x, double centre, double sd) {
    double z = sd > 0 ? (log(x) - centre) / sd : 0;
    return -0.5 * z * z;
}

static double scale_log_prior(const struct em *em, const struct irt_model *model) {
    const struct irt_options *o = em->options;
    double sum = log_normal_kernel(model->a, o->log_a, o->log_a_sd);
    if (o->has_scenario_effect)
        sum += log_normal_kernel(model->sigma, o->log_sigma, o->log_sigma_sd);
    return sum;
}

double em_log_prior(const struct em *em, const struct irt_model *model) {
    double sum = scale_log_prior(em, model);
    for (int j = 0; j < model->nodes; j++) {
        sum += node_log_prior(em, &model->node[j], j);
        if (em->options->has_free_slopes)
            sum +=
                log_normal_kernel(model->node[j].slope, log(model->a), em->options->log_slope_sd);
    }
    return sum;
}

/* Σ over cells of N ln Σ_k exp(k z + d_k). */
static double log_denominators(const struct em *em, const struct irt_node *node, int j,
                               const double *odds) {
    int cells = em->tables->grid.cells;
    const double *visits = em->visits + (size_t)j * (size_t)cells;
    double factor[IRT_TOP_MAX], sum = 0;
    for (int k = 0; k < node->top; k++)
        factor[k] = exp(fmax(-100, fmin(100, node->d[k + 1])));
    for (int c = 0; c < cells; c++) {
        double power = 1, all = 1;
        for (int k = 0; k < node->top; k++) {
            power *= odds[c];
            all += power * factor[k];
        }
        sum += visits[c] * log(all);
    }
    return sum;
}

double em_node_objective(const struct em *em, const struct irt_node *node, int j,
                         const double *odds) {
    double sum = node_log_prior(em, node, j) - log_denominators(em, node, j, odds);
    for (int k = 1; k <= node->top; k++)
        sum += em->count[j * (IRT_TOP_MAX + 1) + k] * node->d[k];
    return sum;
}

double em_free_objective(const struct em *em, const struct irt_model *model, int j) {
    const struct irt_node *node = &model->node[j];
    irt_odds(&em->tables->grid, node->slope, model->sigma, em->product);
    return em_node_objective(em, node, j, em->product) + node->slope * em->theta_score[j] +
           log_normal_kernel(node->slope, log(model->a), em->options->log_slope_sd);
}

double em_scale_objective(const struct em *em, const struct irt_model *model) {
    double sum = scale_log_prior(em, model) + model->sigma * em->u_score, slope = NAN;
    for (int j = 0; j < model->nodes; j++) {
        const struct irt_node *node = &model->node[j];
        if (!(node->slope >= slope && node->slope <= slope)) {
            slope = node->slope;
            irt_odds(&em->tables->grid, slope, model->sigma, em->product);
        }
        sum += slope * em->theta_score[j] - log_denominators(em, node, j, em->product);
    }
    return sum;
}
