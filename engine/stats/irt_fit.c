#include "stats/irt_fit.h"

#include "stats/irt_em.h"
#include "stats/prim.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { CATEGORIES = IRT_TOP_MAX + 1 };

struct irt_prior irt_prior_from_panel(double expected_credit) {
    if (!(expected_credit >= 0))
        return EM_DEFAULT_PRIOR;
    double e = expected_credit < 0.05 ? 0.05 : expected_credit > 0.95 ? 0.95 : expected_credit;
    return (struct irt_prior){.location = -logit(e), .sd = 0.7};
}

struct irt_options irt_options_default(void) {
    return (struct irt_options){.has_scenario_effect = true,
                                .log_a = 0,
                                .log_a_sd = 0.4,
                                .log_sigma = log(0.5),
                                .log_sigma_sd = 0.5,
                                .step_sd = 1,
                                .log_slope_sd = 0.3,
                                .thetas = 61,
                                .us = 21,
                                .u_limit = 4,
                                .tolerance = 1e-4,
                                .iterations_max = 2000};
}

struct irt_options irt_options_likelihood(void) {
    return (struct irt_options){
        .thetas = 61, .us = 1, .u_limit = 4, .tolerance = 1e-7, .iterations_max = 2000};
}

static void em_finish(struct em *em) {
    irt_tables_destroy(em->tables);
    free(em->row);
    free(em->weight);
    free(em->visits);
    free(em->theta_score);
    free(em->count);
    free(em->product);
    free(em->old);
}

static bool em_init(struct em *em, const struct irt_model *model, const struct irt_grid *grid,
                    struct err *err) {
    size_t nodes = (size_t)model->nodes, rows = (size_t)em->data->patterns + 1;
    size_t cells = (size_t)grid->cells, thetas = (size_t)grid->thetas;
    em->tables = irt_tables_create(model, grid);
    em->row = calloc(rows * thetas, sizeof *em->row);
    em->weight = calloc(rows * thetas, sizeof *em->weight);
    em->visits = calloc(nodes * cells, sizeof *em->visits);
    em->theta_score = calloc(nodes, sizeof *em->theta_score);
    em->count = calloc(nodes * CATEGORIES, sizeof *em->count);
    em->product = calloc(cells, sizeof *em->product);
    em->old = calloc(nodes, sizeof *em->old);
    if (em->tables && em->row && em->weight && em->visits && em->theta_score && em->count &&
        em->product && em->old)
        return true;
    return err_memory(err);
}

/* Observed choices: each pattern counts as often as agents show it. */
static void count_choices(struct em *em) {
    const struct irt_data *data = em->data;
    for (int b = 0; b < data->blocks; b++) {
        int s = data->block_pattern[b];
        for (int i = data->pattern_first[s]; i < data->pattern_first[s + 1]; i++)
            em->count[data->node[i] * CATEGORIES + data->category[i]]++;
    }
}

static void start(const struct em *em, struct irt_model *model) {
    model->a = 1;
    model->sigma = em->options->has_scenario_effect ? 0.5 : 0;
    for (int j = 0; j < model->nodes; j++) {
        struct irt_node *node = &model->node[j];
        const int *count = em->count + (size_t)j * CATEGORIES;
        node->slope = 1;
        node->d[0] = 0;
        for (int k = 1; k <= node->top; k++)
            node->d[k] = log((count[k] + 0.5) / (count[0] + 0.5));
    }
}

/* Without priors on location and steps a category nobody chose has no finite parameter. */
static bool all_finite(const struct em *em, const struct irt_model *model, struct err *err) {
    for (int j = 0; j < model->nodes; j++) {
        double sd = em->prior ? em->prior[j].sd : EM_DEFAULT_PRIOR.sd;
        if (sd > 0 && (em->options->step_sd > 0 || model->node[j].top == 1))
            continue;
        for (int k = 0; k <= model->node[j].top; k++)
            if (em->count[j * CATEGORIES + k] == 0)
                return err_set(
                    err, ERR_CONTENT,
                    "decision %d: nobody chose category %d, and there is no prior to hold it", j,
                    k);
    }
    return true;
}

static void save(struct em *em, const struct irt_model *model) {
    memcpy(em->old, model->node, (size_t)model->nodes * sizeof *em->old);
    em->old_a = model->a;
    em->old_sigma = model->sigma;
}

static void restore(const struct em *em, struct irt_model *model) {
    memcpy(model->node, em->old, (size_t)model->nodes * sizeof *em->old);
    model->a = em->old_a;
    model->sigma = em->old_sigma;
}

/* How far the last step went, and from that how far the optimum still is. Near it each step of EM
 * is r times the one before, so that what is left is the sum of the steps to come: Δ r / (1 − r).
 */
enum { RATIOS = 3 };
#define STEADY 0.25
struct progress {
    double largest, norm; /* of the last step, over d, ln a, ln σ and ln of free slopes */
    double ratio[RATIOS]; /* of norms, the latest ones */
    int ratios;           /* seen so far */
};

static void add_step(struct progress *progress, double *squares, double step) {
    if (!isfinite(step))
        return;
    progress->largest = fmax(progress->largest, fabs(step));
    *squares += step * step;
}

static double log_step(double now, double before) {
    return now > 0 && before > 0 ? log(now / before) : now - before;
}

static void note_step(const struct em *em, const struct irt_model *model,
                      struct progress *progress) {
    double squares = 0, before = progress->norm;
    progress->largest = 0;
    add_step(progress, &squares, log_step(model->a, em->old_a));
    add_step(progress, &squares, log_step(model->sigma, em->old_sigma));
    for (int j = 0; j < model->nodes; j++) {
        if (em->options->has_free_slopes)
            add_step(progress, &squares, log_step(model->node[j].slope, em->old[j].slope));
        for (int k = 1; k <= model->node[j].top; k++)
            add_step(progress, &squares, model->node[j].d[k] - em->old[j].d[k]);
    }
    progress->norm = sqrt(squares);
    if (before > 0)
        progress->ratio[progress->ratios++ % RATIOS] = progress->norm / before;
}

static double middle_of_three(const double *x) {
    return fmax(fmin(x[0], x[1]), fmin(fmax(x[0], x[1]), x[2]));
}

static bool is_near(const struct progress *progress, double tolerance) {
    if (progress->norm <= 0 && progress->ratios > 0)
        return true; /* nothing moves any more */
    if (progress->ratios < RATIOS)
        return false;
    const double *x = progress->ratio;
    double r = middle_of_three(x);
    double spread = fmax(x[0], fmax(x[1], x[2])) - fmin(x[0], fmin(x[1], x[2]));
    bool is_steady = spread < STEADY * (1 - r); /* early steps shrink faster than the last ones */
    return r < 1 && is_steady && progress->largest * r / (1 - r) < tolerance;
}

static double objective_at(struct em *em, const struct irt_model *model, struct irt_fit *out) {
    out->log_likelihood = em_expect(em, model);
    out->log_prior = em_log_prior(em, model);
    return out->log_likelihood + out->log_prior;
}

/* The expectation at the new parameters. Newton's step may overshoot; then it is taken again from
 * the old parameters, from now on with a search along each part, which cannot lower the objective.
 */
static double expect_no_worse(struct em *em, struct irt_model *model, double before,
                              struct irt_fit *out) {
    double slack = 1e-8 + 1e-13 * fabs(before), objective = objective_at(em, model, out);
    if (objective >= before - slack)
        return objective;
    em->is_careful = true;
    out->retries++;
    restore(em, model);
    em_expect(em, model);
    em_maximise(em, model);
    objective = objective_at(em, model, out);
    if (objective >= before - slack)
        return objective;
    /* The data leave no better point that these numbers can tell apart: here it ends. */
    em->is_stuck = true;
    restore(em, model);
    return objective_at(em, model, out);
}

static void store_covariance(const struct em *em, struct irt_model *model) {
    for (int j = 0; j < model->nodes; j++) {
        struct irt_node *node = &model->node[j];
        em_node_information(em, node, j, model->sigma, node->covariance);
        if (!spd_inverse(node->covariance, node->top))
            memset(node->covariance, 0, sizeof node->covariance);
    }
}

static bool is_cancelled(const struct irt_options *options) {
    return options->cancel && atomic_load(options->cancel);
}

static void iterate(struct em *em, struct irt_model *model, struct irt_fit *out) {
    double objective = -INFINITY;
    struct progress progress = {0};
    for (;;) {
        objective = expect_no_worse(em, model, objective, out);
        if (is_near(&progress, em->options->tolerance) && !em->is_stuck) {
            out->is_converged = true;
            break;
        }
        if (em->is_stuck || is_cancelled(em->options) ||
            out->iterations == em->options->iterations_max)
            break;
        save(em, model);
        em_maximise(em, model);
        note_step(em, model, &progress);
        out->iterations++;
    }
    store_covariance(em, model);
}

bool irt_fit(struct irt_model *model, const struct irt_data *data, const struct irt_prior *prior,
             const struct irt_options *options, struct irt_fit *out, struct err *err) {
    assert(data->nodes == model->nodes);
    *out = (struct irt_fit){0};
    irt_grid_init(&out->grid, options->thetas, options->has_scenario_effect ? options->us : 1,
                  options->u_limit);
    struct em em = {.data = data, .options = options, .prior = prior};
    bool ok = em_init(&em, model, &out->grid, err);
    if (ok) {
        count_choices(&em);
        ok = all_finite(&em, model, err);
    }
    if (ok) {
        start(&em, model);
        iterate(&em, model, out);
        if (is_cancelled(options))
            ok = err_set(err, ERR_CANCELLED, "cancelled");
    }
    em_finish(&em);
    return ok;
}
