/* Standard errors of node parameters, to show. */
#include "stats/irt_em.h"

#include "stats/irt_score.h"
#include "stats/minima.h"
#include "stats/prim.h"

#include <math.h>
#include <stdlib.h>

enum { BLOCK = IRT_TOP_MAX * IRT_TOP_MAX };

/* Adds s sᵀ of one agent at one node: s_k = 1[x = k] − Σ w v P_k. */
static void add_score(const struct irt_tables *tables, int node, int category, const double *joint,
                      double *information) {
    int top = irt_table_top(tables, node);
    double s[IRT_TOP_MAX];
    for (int k = 0; k < top; k++) {
        const double *p = irt_table(tables, node, k + 1);
        s[k] = category == k + 1;
        for (int c = 0; c < tables->grid.cells; c++)
            s[k] -= joint[c] * p[c];
    }
    for (int k = 0; k < top; k++)
        for (int l = 0; l < top; l++)
            information[k * top + l] += s[k] * s[l];
}

static void add_agent(const struct irt_model *model, const struct irt_data *data,
                      const struct irt_tables *tables, int agent, double *information,
                      struct irt_node_se *out) {
    struct irt_posterior posterior;
    double joint[IRT_CELLS_MAX];
    irt_posterior(model, tables, data, agent, &posterior);
    for (int b = data->agent_first[agent]; b < data->agent_first[agent + 1]; b++) {
        int s = data->block_pattern[b];
        irt_joint_posterior(tables, data, s, posterior.weight, joint);
        for (int i = data->pattern_first[s]; i < data->pattern_first[s + 1]; i++) {
            int node = data->node[i];
            add_score(tables, node, data->category[i], joint, information + (size_t)node * BLOCK);
            out[node].n++;
        }
    }
}

static void finish(const struct irt_node *node, double *information, struct irt_node_se *out) {
    int top = node->top;
    out->is_approximate = out->n < MIN_CROSS_PRODUCT || !spd_inverse(information, top);
    for (int k = 0; k < top; k++)
        out->d[k] = out->is_approximate ? 1.25 * sqrt(node->covariance[k * top + k])
                                        : sqrt(information[k * top + k]);
}

bool irt_node_ses(const struct irt_model *model, const struct irt_data *data,
                  const struct irt_tables *tables, const struct irt_prior *prior,
                  const struct irt_options *options, struct irt_node_se *out) {
    double *information = calloc((size_t)model->nodes * BLOCK, sizeof *information);
    if (!information)
        return false;
    for (int j = 0; j < model->nodes; j++) {
        double mean[IRT_TOP_MAX];
        out[j] = (struct irt_node_se){0};
        em_node_prior(options, prior ? &prior[j] : &EM_DEFAULT_PRIOR, model->node[j].top,
                      information + (size_t)j * BLOCK, mean);
    }
    for (int agent = 0; agent < data->agents; agent++)
        add_agent(model, data, tables, agent, information, out);
    for (int j = 0; j < model->nodes; j++)
        finish(&model->node[j], information + (size_t)j * BLOCK, &out[j]);
    free(information);
    return true;
}
