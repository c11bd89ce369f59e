#include "stats/select.h"

#include "stats/prim.h"

#include <assert.h>
#include <math.h>

void select_reach(const struct irt_model *model, const struct select_visit *visit, int visits,
                  double theta, double *reach) {
    for (int v = 0; v < visits; v++)
        reach[v] = v == 0;
    for (int v = 0; v < visits; v++) {
        const struct irt_node *node = &model->node[visit[v].node];
        double p[IRT_TOP_MAX + 1], shown[IRT_TOP_MAX + 1] = {0}, all = 0;
        irt_probabilities(node, node->slope * theta, p);
        for (int o = 0; o < visit[v].options; o++) {
            assert(visit[v].option[o].category >= 0 && visit[v].option[o].category <= node->top);
            shown[visit[v].option[o].category] += visit[v].option[o].count + 1;
        }
        for (int k = 0; k <= node->top; k++)
            all += shown[k] > 0 ? p[k] : 0; /* a category without an option cannot be chosen */
        for (int o = 0; o < visit[v].options; o++) {
            const struct select_option *option = &visit[v].option[o];
            double share = (option->count + 1) / shown[option->category];
            assert(option->to < visits && (option->to < 0 || option->to > v));
            if (option->to >= 0)
                reach[option->to] += reach[v] * p[option->category] / all * share;
        }
    }
}

double select_information(const struct irt_model *model, const struct select_visit *visit,
                          int visits, double theta, double *reach) {
    double sum = 0;
    select_reach(model, visit, visits, theta, reach);
    for (int v = 0; v < visits; v++)
        sum += reach[v] * irt_information(&model->node[visit[v].node], theta);
    return sum;
}

double select_merit(const struct irt_model *model, const struct irt_grid *grid,
                    const struct irt_posterior *posterior, const struct select_visit *visit,
                    int visits, double minutes, double *reach) {
    assert(minutes > 0);
    double sum = 0;
    for (int q = 0; q < grid->thetas; q++) {
        double information = select_information(model, visit, visits, grid->theta[q], reach);
        sum += posterior->weight[q] * irt_scenario_information(model, information);
    }
    return sum / minutes;
}

struct select_node select_node(const struct irt_node *node, const struct irt_grid *grid,
                               const struct irt_posterior *posterior) {
    struct select_node s = {.information_at_eap = irt_information(node, posterior->eap)};
    double first[IRT_TOP_MAX + 1] = {0}, second[IRT_TOP_MAX + 1] = {0};
    for (int q = 0; q < grid->thetas; q++) {
        double p[IRT_TOP_MAX + 1], theta = grid->theta[q], w = posterior->weight[q];
        irt_probabilities(node, node->slope * theta, p);
        s.information += w * irt_information(node, theta);
        for (int k = 0; k <= node->top; k++) {
            s.predicted[k] += w * p[k];
            first[k] += w * p[k] * theta;
            second[k] += w * p[k] * theta * theta;
        }
    }
    for (int k = 0; k <= node->top; k++) {
        s.expected_credit += s.predicted[k] * k / node->top;
        if (s.predicted[k] > 0)
            s.posterior_variance += second[k] - first[k] * first[k] / s.predicted[k];
    }
    return s;
}

int select_progressive(const double *merit, int count, int served, int planned, struct rng *rng) {
    double t = planned > 0 ? fmin(1, (double)served / planned) : 1, top = 0, best = -1;
    int chosen = -1;
    for (int i = 0; i < count; i++)
        top = fmax(top, merit[i]);
    for (int i = 0; i < count; i++) {
        double score = (1 - t) * rng_uniform(rng) * top + t * merit[i];
        if (score > best) {
            best = score;
            chosen = i;
        }
    }
    return chosen;
}
