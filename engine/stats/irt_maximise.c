/* The maximisation: Newton steps on the expected complete-data log-posterior, which is concave in d
 * and in the slopes. */
#include "stats/irt_em.h"

#include "stats/prim.h"

#include <math.h>
#include <string.h>

/* One round a maximisation: three need as many iterations and twice the time. */
enum { NEWTON_ROUNDS = 1, SIZE = IRT_TOP_MAX + 1 };

#define LOG_SCALE_LIMIT 5.0 /* of ln a and ln σ: without priors small data can ask for more */

static double clip(double x, double limit) {
    return x < -limit ? -limit : x > limit ? limit : x;
}

/* Sums over the grid for one node: what Newton needs about d and about the scale of z. */
struct sums {
    double p[IRT_TOP_MAX], pp[IRT_TOP_MAX * IRT_TOP_MAX]; /* Σ N P_k, Σ N P_k P_l */
    double theta, u;                                      /* Σ N E θ, Σ N E u */
    double theta_theta, u_u, theta_u;                     /* Σ N V θ² … */
    double theta_p[IRT_TOP_MAX];                          /* Σ N θ P_k (k − E) */
};

/* P_1 … P_m at a cell, and E x. */
static double shares(const double *factor, int top, double odds, double *p) {
    double power = 1, all = 1, mean = 0;
    for (int k = 1; k <= top; k++) {
        power *= odds;
        p[k - 1] = power * factor[k - 1];
        all += p[k - 1];
    }
    double inverse = 1 / all;
    for (int k = 1; k <= top; k++) {
        p[k - 1] *= inverse;
        mean += k * p[k - 1];
    }
    return mean;
}

static void factors(const struct irt_node *node, double *factor) {
    for (int k = 1; k <= node->top; k++)
        factor[k - 1] = exp(clip(node->d[k], 100));
}

static void sum_shares(const struct em *em, const struct irt_node *node, int j, const double *odds,
                       struct sums *s) {
    const struct irt_grid *grid = &em->tables->grid;
    const double *visits = em->visits + (size_t)j * (size_t)grid->cells;
    double factor[IRT_TOP_MAX], p[IRT_TOP_MAX];
    factors(node, factor);
    *s = (struct sums){0};
    for (int c = 0; c < grid->cells; c++) {
        shares(factor, node->top, odds[c], p);
        for (int k = 0; k < node->top; k++) {
            double visited = visits[c] * p[k];
            s->p[k] += visited;
            for (int l = 0; l <= k; l++)
                s->pp[k * node->top + l] += visited * p[l];
        }
    }
    for (int k = 0; k < node->top; k++)
        for (int l = 0; l < k; l++)
            s->pp[l * node->top + k] = s->pp[k * node->top + l];
}

static void sum_scales(const struct em *em, const struct irt_node *node, int j, const double *odds,
                       struct sums *s) {
    const struct irt_grid *grid = &em->tables->grid;
    const double *visits = em->visits + (size_t)j * (size_t)grid->cells;
    double factor[IRT_TOP_MAX], p[IRT_TOP_MAX];
    factors(node, factor);
    for (int q = 0; q < grid->thetas; q++) {
        double theta = grid->theta[q], mean_sum = 0, variance_sum = 0;
        for (int r = 0; r < grid->us; r++) {
            int c = q * grid->us + r;
            double mean = shares(factor, node->top, odds[c], p), square = 0, u = grid->u[r];
            for (int k = 0; k < node->top; k++) {
                square += (k + 1) * (k + 1) * p[k];
                s->theta_p[k] += visits[c] * theta * p[k] * (k + 1 - mean);
            }
            double e = visits[c] * mean, v = visits[c] * (square - mean * mean);
            mean_sum += e;
            variance_sum += v;
            s->u += e * u;
            s->u_u += v * u * u;
            s->theta_u += v * theta * u;
        }
        s->theta += theta * mean_sum;
        s->theta_theta += theta * theta * variance_sum;
    }
}

/* Information and gradient of d from the sums, with the prior. */
static void node_equations(const struct em *em, const struct irt_node *node, int j,
                           const struct sums *s, double *information, double *gradient) {
    int top = node->top;
    double precision[IRT_TOP_MAX * IRT_TOP_MAX], mean[IRT_TOP_MAX];
    em_node_prior(em->options, em_prior_of(em, j), top, precision, mean);
    for (int k = 0; k < top; k++) {
        double pull = 0;
        for (int l = 0; l < top; l++) {
            pull += precision[k * top + l] * (node->d[l + 1] - mean[l]);
            information[k * top + l] =
                (k == l ? s->p[k] : 0) - s->pp[k * top + l] + precision[k * top + l];
        }
        if (gradient)
            gradient[k] = em->count[j * SIZE + k + 1] - s->p[k] - pull;
    }
}

void em_node_information(const struct em *em, const struct irt_node *node, int j, double sigma,
                         double *information) {
    struct sums s;
    irt_odds(&em->tables->grid, node->slope, sigma, em->tables->odds);
    sum_shares(em, node, j, em->tables->odds, &s);
    node_equations(em, node, j, &s, information, NULL);
}

/* One factor for a whole step, so that its direction stays one of ascent. */
static double step_factor(const double *step, int count, double limit) {
    double largest = 0;
    for (int k = 0; k < count; k++)
        largest = fmax(largest, fabs(step[k]));
    return largest > limit ? limit / largest : 1;
}

/* When careful, a step is halved until its own part of the objective does not fall. */
static const double SHORTEST_STEP = 1e-9;

static void step_d(const struct em *em, struct irt_node *node, int j, const double *odds) {
    struct sums s;
    double information[IRT_TOP_MAX * IRT_TOP_MAX], step[IRT_TOP_MAX];
    sum_shares(em, node, j, odds, &s);
    node_equations(em, node, j, &s, information, step);
    if (!cholesky_factor(information, node->top))
        return;
    cholesky_solve(information, node->top, step);
    struct irt_node old = *node;
    double before = em->is_careful ? em_node_objective(em, node, j, odds) : 0;
    for (double t = step_factor(step, node->top, 1); t > SHORTEST_STEP; t /= 2) {
        for (int k = 0; k < node->top; k++)
            node->d[k + 1] = old.d[k + 1] + t * step[k];
        if (!em->is_careful || em_node_objective(em, node, j, odds) >= before)
            return;
    }
    *node = old;
}

static double positive(double log_x) {
    return exp(clip(log_x, LOG_SCALE_LIMIT));
}

static void set_common_slope(struct irt_model *model, double a) {
    model->a = a;
    for (int j = 0; j < model->nodes; j++)
        model->node[j].slope = a;
}

/* Moves ln a and ln σ by the step; ln a alone where there is no scenario effect. */
static void take_scale_step(const struct em *em, struct irt_model *model, const double step[2]) {
    double a = model->a, sigma = model->sigma;
    bool has_effect = em->options->has_scenario_effect;
    double before = em->is_careful ? em_scale_objective(em, model) : 0;
    for (double t = step_factor(step, has_effect ? 2 : 1, 0.5); t > SHORTEST_STEP; t /= 2) {
        if (!em->options->has_free_slopes)
            set_common_slope(model, positive(log(a) + t * step[0]));
        if (has_effect)
            model->sigma = positive(log(sigma) + t * step[1]);
        if (!em->is_careful || em_scale_objective(em, model) >= before)
            return;
    }
    if (!em->options->has_free_slopes)
        set_common_slope(model, a);
    model->sigma = sigma;
}

static double precision_of(double sd) {
    return sd > 0 ? 1 / (sd * sd) : 0;
}

/* Gradient of (a, σ) and the information, by sums over all nodes at their slopes. */
struct scale {
    double ga, gs, haa, hss, has;
};

static struct scale sum_scale(const struct em *em, const struct irt_model *model) {
    struct scale t = {.gs = em->u_score};
    double slope = NAN;
    for (int j = 0; j < model->nodes; j++) {
        struct sums s = {{0}};
        if (!(model->node[j].slope >= slope && model->node[j].slope <= slope)) {
            slope = model->node[j].slope;
            irt_odds(&em->tables->grid, slope, model->sigma, em->tables->odds);
        }
        sum_scales(em, &model->node[j], j, em->tables->odds, &s);
        t.ga += em->theta_score[j] - s.theta;
        t.gs -= s.u;
        t.haa += s.theta_theta;
        t.hss += s.u_u;
        t.has += s.theta_u;
    }
    return t;
}

/* ln a and ln σ together. */
static void step_scale(const struct em *em, struct irt_model *model) {
    const struct irt_options *o = em->options;
    double a = model->a, sigma = model->sigma, pa = precision_of(o->log_a_sd);
    struct scale s = sum_scale(em, model);
    s.ga = a * s.ga - pa * (log(a) - o->log_a);
    s.haa = a * a * s.haa + pa;
    if (!o->has_scenario_effect) {
        take_scale_step(em, model, (double[2]){s.haa > 0 ? s.ga / s.haa : 0, 0});
        return;
    }
    double ps = precision_of(o->log_sigma_sd);
    s.gs = sigma * s.gs - ps * (log(sigma) - o->log_sigma);
    s.hss = sigma * sigma * s.hss + ps;
    s.has *= a * sigma;
    double det = s.haa * s.hss - s.has * s.has;
    if (!(det > 0))
        return;
    take_scale_step(
        em, model,
        (double[2]){(s.hss * s.ga - s.has * s.gs) / det, (s.haa * s.gs - s.has * s.ga) / det});
}

/* ln a_j and d_j together, slopes free. */
static bool free_direction(const struct em *em, const struct irt_model *model, int j,
                           double *step) {
    const struct irt_node *node = &model->node[j];
    struct sums s;
    int top = node->top, size = top + 1;
    double information[IRT_TOP_MAX * IRT_TOP_MAX], h[SIZE * SIZE], a = node->slope;
    double precision = precision_of(em->options->log_slope_sd);
    irt_odds(&em->tables->grid, a, model->sigma, em->tables->odds);
    sum_shares(em, node, j, em->tables->odds, &s);
    sum_scales(em, node, j, em->tables->odds, &s);
    node_equations(em, node, j, &s, information, step + 1);
    step[0] = a * (em->theta_score[j] - s.theta) - precision * (log(a) - log(model->a));
    h[0] = a * a * s.theta_theta + precision;
    for (int k = 0; k < top; k++) {
        h[k + 1] = h[(k + 1) * size] = a * s.theta_p[k];
        for (int l = 0; l < top; l++)
            h[(k + 1) * size + l + 1] = information[k * top + l];
    }
    if (!cholesky_factor(h, size))
        return false;
    cholesky_solve(h, size, step);
    return true;
}

static void step_free(const struct em *em, struct irt_model *model, int j) {
    struct irt_node *node = &model->node[j], old = *node;
    double step[SIZE];
    if (!free_direction(em, model, j, step))
        return;
    double before = em->is_careful ? em_free_objective(em, model, j) : 0;
    double factor = fmin(step_factor(step, 1, 0.5), step_factor(step + 1, node->top, 1));
    for (double t = factor; t > SHORTEST_STEP; t /= 2) {
        node->slope = positive(log(old.slope) + t * step[0]);
        for (int k = 0; k < node->top; k++)
            node->d[k + 1] = old.d[k + 1] + t * step[k + 1];
        if (!em->is_careful || em_free_objective(em, model, j) >= before)
            return;
    }
    *node = old;
}

/* The common slope is the centre of the free ones and of its own prior; σ by its own step. */
static void step_free_scale(const struct em *em, struct irt_model *model) {
    const struct irt_options *o = em->options;
    double own = precision_of(o->log_a_sd), each = precision_of(o->log_slope_sd);
    double sum = own * o->log_a, weight = own;
    if (each <= 0) { /* no prior ties them together: report their centre */
        each = 1;
        sum = weight = 0;
    }
    for (int j = 0; j < model->nodes; j++) {
        sum += each * log(model->node[j].slope);
        weight += each;
    }
    model->a = positive(sum / weight);
    if (!o->has_scenario_effect)
        return;
    double sigma = model->sigma, ps = precision_of(o->log_sigma_sd);
    struct scale s = sum_scale(em, model);
    s.gs = sigma * s.gs - ps * (log(sigma) - o->log_sigma);
    s.hss = sigma * sigma * s.hss + ps;
    if (s.hss > 0)
        take_scale_step(em, model, (double[2]){0, s.gs / s.hss});
}

void em_maximise(struct em *em, struct irt_model *model) {
    for (int round = 0; round < NEWTON_ROUNDS; round++) {
        if (em->options->has_free_slopes) {
            for (int j = 0; j < model->nodes; j++)
                step_free(em, model, j);
            step_free_scale(em, model);
            continue;
        }
        irt_odds(&em->tables->grid, model->a, model->sigma, em->tables->odds);
        for (int j = 0; j < model->nodes; j++)
            step_d(em, &model->node[j], j, em->tables->odds);
        step_scale(em, model);
    }
}
