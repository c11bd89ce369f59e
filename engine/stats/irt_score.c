#include "stats/irt_score.h"

#include "stats/prim.h"

#include <assert.h>
#include <math.h>
#include <string.h>

/* Posterior of θ from the rows of the agent's blocks. */
static void weigh(const struct irt_tables *tables, const struct irt_data *data, int agent,
                  struct irt_posterior *out) {
    const struct irt_grid *grid = &tables->grid;
    double product[IRT_CELLS_MAX], row[IRT_THETA_MAX];
    memcpy(out->weight, grid->log_weight, sizeof out->weight);
    for (int b = data->agent_first[agent]; b < data->agent_first[agent + 1]; b++) {
        int s = data->block_pattern[b];
        double scale = irt_pattern_product(tables, data, s, -1, product);
        irt_row_logs(grid, product, scale, row);
        for (int q = 0; q < grid->thetas; q++)
            out->weight[q] += row[q];
        out->n += data->pattern_first[s + 1] - data->pattern_first[s];
    }
    out->log_marginal = log_sum_exp(out->weight, (size_t)grid->thetas);
    double sum = 0;
    for (int q = 0; q < grid->thetas; q++)
        sum += out->weight[q] = exp(out->weight[q] - out->log_marginal);
    assert(fabs(sum - 1) < 1e-12);
}

static void moments(const struct irt_grid *grid, struct irt_posterior *out) {
    double variance = 0;
    for (int q = 0; q < grid->thetas; q++)
        out->eap += out->weight[q] * grid->theta[q];
    for (int q = 0; q < grid->thetas; q++)
        variance += out->weight[q] * (grid->theta[q] - out->eap) * (grid->theta[q] - out->eap);
    out->psd = sqrt(variance);
}

void irt_joint_posterior(const struct irt_tables *tables, const struct irt_data *data, int pattern,
                         const double *weight, double *joint) {
    const struct irt_grid *grid = &tables->grid;
    irt_pattern_product(tables, data, pattern, -1, joint);
    for (int q = 0; q < grid->thetas; q++) {
        double *cell = joint + q * grid->us, sum = 0;
        for (int r = 0; r < grid->us; r++)
            sum += cell[r] *= grid->u_weight[r];
        double factor = sum > 0 ? weight[q] / sum : 0;
        for (int r = 0; r < grid->us; r++)
            cell[r] *= factor;
    }
}

/* cᵀ C c of one node; 1[x = k] does not vary, so c_k = −Cov(θ, P_k). */
static double node_error(const struct irt_model *model, const struct irt_tables *tables, int j,
                         const double *joint, double eap) {
    const struct irt_grid *grid = &tables->grid;
    const struct irt_node *node = &model->node[j];
    double c[IRT_TOP_MAX], error = 0;
    for (int k = 0; k < node->top; k++) {
        const double *p = irt_table(tables, j, k + 1);
        c[k] = 0;
        for (int q = 0; q < grid->thetas; q++) {
            double sum = 0;
            for (int r = 0; r < grid->us; r++)
                sum += joint[q * grid->us + r] * p[q * grid->us + r];
            c[k] -= (grid->theta[q] - eap) * sum;
        }
    }
    for (int k = 0; k < node->top; k++)
        for (int l = 0; l < node->top; l++)
            error += c[k] * node->covariance[k * node->top + l] * c[l];
    return error;
}

void irt_posterior(const struct irt_model *model, const struct irt_tables *tables,
                   const struct irt_data *data, int agent, struct irt_posterior *out) {
    *out = (struct irt_posterior){0};
    weigh(tables, data, agent, out);
    moments(&tables->grid, out);
    double error = 0, joint[IRT_CELLS_MAX];
    for (int b = data->agent_first[agent]; b < data->agent_first[agent + 1]; b++) {
        int s = data->block_pattern[b];
        irt_joint_posterior(tables, data, s, out->weight, joint);
        for (int i = data->pattern_first[s]; i < data->pattern_first[s + 1]; i++)
            error += node_error(model, tables, data->node[i], joint, out->eap);
    }
    out->se_total = sqrt(out->psd * out->psd + error);
}

double irt_scenario_information(const struct irt_model *model, double information) {
    double ratio = model->a > 0 ? model->sigma / model->a : 0;
    return information / (1 + ratio * ratio * information);
}

/* What Warm's equation needs at one θ. */
struct warm {
    double score, information, third; /* Σ a (x − E), I, J */
    double lessened;                  /* Σ of scenario informations with the scenario effect */
};

static struct warm warm_sums(const struct irt_model *model, const struct irt_data *data, int agent,
                             double theta) {
    struct warm w = {0};
    for (int b = data->agent_first[agent]; b < data->agent_first[agent + 1]; b++) {
        int s = data->block_pattern[b];
        double scenario = 0;
        for (int i = data->pattern_first[s]; i < data->pattern_first[s + 1]; i++) {
            const struct irt_node *node = &model->node[data->node[i]];
            double a = node->slope;
            struct irt_moments m = irt_moments(node, a * theta);
            w.score += a * (data->category[i] - m.mean);
            w.third += a * a * a * m.third;
            scenario += a * a * m.variance;
        }
        w.information += scenario;
        w.lessened += irt_scenario_information(model, scenario);
    }
    return w;
}

struct irt_wle irt_wle(const struct irt_model *model, const struct irt_data *data, int agent) {
    struct irt_wle out = {NAN, NAN};
    if (data->agent_first[agent] == data->agent_first[agent + 1])
        return out;
    double lo = -15, hi = 15;
    while (hi - lo > 1e-12) {
        double middle = 0.5 * (lo + hi);
        if (middle <= lo || middle >= hi)
            break;
        struct warm w = warm_sums(model, data, agent, middle);
        if (w.score + w.third / (2 * w.information) > 0)
            lo = middle;
        else
            hi = middle;
    }
    out.theta = 0.5 * (lo + hi);
    out.se = 1 / sqrt(warm_sums(model, data, agent, out.theta).lessened);
    return out;
}

double irt_report(double eta, double origin) {
    return 50 + POINTS_PER_LOGIT * (eta - origin);
}
