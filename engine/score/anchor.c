/* The origin that panels give: where a newly certified agent is expected. */
#include "score/score_run.h"
#include "stats/minima.h"

#include <math.h>

enum { STEPS = 60 };
#define ETA_MAX 6.0

bool item_is_expected(const struct item *item) {
    bool is_known = item->expects >= 0 && item->panel_n >= MIN_OPERATIONAL_EXPERTS && item->top > 0;
    for (int k = 0; is_known && k <= item->top; k++)
        is_known = !isnan(item->credit[k]);
    return is_known;
}

/* Mean credit of somebody at η, and how it rises with η: over the call effect. */
static void expected_credit(const struct score_run *run, int node, double eta, double *credit,
                            double *slope) {
    const struct irt_grid *grid = &run->fit.grid;
    const struct item *item = &run->data->item[run->item_of_node[node]];
    double p[IRT_TOP_MAX + 1];
    *credit = *slope = 0;
    for (int r = 0; r < grid->us; r++) {
        double mean = 0;
        irt_probabilities(&run->model->node[node], eta + run->model->sigma * grid->u[r], p);
        for (int k = 0; k <= item->top; k++)
            mean += k * p[k];
        for (int k = 0; k <= item->top; k++) {
            *credit += grid->u_weight[r] * p[k] * item->credit[k];
            *slope += grid->u_weight[r] * p[k] * (k - mean) * item->credit[k];
        }
    }
}

/* Σ w (T(η) − e) / Σ w and its slope, w the responses. */
static double excess(const struct score_run *run, double eta, double *slope) {
    double sum = 0, weights = 0, rise = 0;
    for (int j = 0; j < run->model->nodes; j++) {
        const struct item *item = &run->data->item[run->item_of_node[j]];
        double credit, own;
        if (!item_is_expected(item))
            continue;
        expected_credit(run, j, eta, &credit, &own);
        sum += item->n * (credit - item->expects / 10000.0);
        rise += item->n * own;
        weights += item->n;
    }
    *slope = rise / weights;
    return sum / weights;
}

struct anchor anchor_find(const struct score_run *run) {
    struct anchor out = {0};
    double low = -ETA_MAX, high = ETA_MAX, slope;
    for (int j = 0; j < run->model->nodes; j++)
        out.items += item_is_expected(&run->data->item[run->item_of_node[j]]);
    if (out.items < ANCHOR_ITEMS_MIN || excess(run, low, &slope) > 0 ||
        excess(run, high, &slope) < 0)
        return out;
    for (int i = 0; i < STEPS; i++) {
        double middle = 0.5 * (low + high);
        if (excess(run, middle, &slope) < 0)
            low = middle;
        else
            high = middle;
    }
    out.eta = 0.5 * (low + high);
    excess(run, out.eta, &slope);
    out.se = ANCHOR_EXPECTS_SE / slope;
    out.is_known = slope > 0;
    return out;
}
