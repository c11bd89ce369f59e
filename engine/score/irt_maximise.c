/* The maximisation: Newton steps on the expected complete-data log-posterior, which is concave in d
 * and in the slopes. */
#include "score/irt_em.h"

#include "score/prim.h"

#include <math.h>
#include <string.h>

/* One round a maximisation: three need as many iterations and twice the time. */
enum { NEWTON_ROUNDS = 1, SIZE = IRT_TOP_MAX + 1 };

const struct irt_prior EM_DEFAULT_PRIOR = {.location = 0, .sd = 1.5};

static double clip(double x, double limit) {
    return x < -limit ? -limit : x > limit ? limit : x;
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

static const struct irt_prior *prior_of(const struct em *em, int j) {
    return em->prior ? &em->prior[j] : &EM_DEFAULT_PRIOR;
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
    em_node_prior(em->options, prior_of(em, j), top, precision, mean);
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

static void step_d(const struct em *em, struct irt_node *node, int j, const double *odds) {
    struct sums s;
    double information[IRT_TOP_MAX * IRT_TOP_MAX], step[IRT_TOP_MAX];
    sum_shares(em, node, j, odds, &s);
    node_equations(em, node, j, &s, information, step);
    if (!cholesky_factor(information, node->top))
        return;
    cholesky_solve(information, node->top, step);
    for (int k = 0; k < node->top; k++)
        node->d[k + 1] += clip(step[k], 1);
}

/* ln a and ln σ together. */
static void step_scale(const struct em *em, struct irt_model *model, const double *odds) {
    const struct irt_options *o = em->options;
    double ga = 0, gs = em->u_score, haa = 0, hss = 0, has = 0, a = model->a, sigma = model->sigma;
    for (int j = 0; j < model->nodes; j++) {
        struct sums s = {{0}};
        sum_scales(em, &model->node[j], j, odds, &s);
        ga += em->theta_score[j] - s.theta;
        gs -= s.u;
        haa += s.theta_theta;
        hss += s.u_u;
        has += s.theta_u;
    }
    double pa = o->log_a_sd > 0 ? 1 / (o->log_a_sd * o->log_a_sd) : 0;
    double ps = o->log_sigma_sd > 0 ? 1 / (o->log_sigma_sd * o->log_sigma_sd) : 0;
    ga = a * ga - pa * (log(a) - o->log_a);
    haa = a * a * haa + pa;
    if (!o->has_scenario_effect) {
        model->a = exp(log(a) + clip(haa > 0 ? ga / haa : 0, 0.5));
        return;
    }
    gs = sigma * gs - ps * (log(sigma) - o->log_sigma);
    hss = sigma * sigma * hss + ps;
    has *= a * sigma;
    double det = haa * hss - has * has;
    if (!(det > 0))
        return;
    model->a = exp(log(a) + clip((hss * ga - has * gs) / det, 0.5));
    model->sigma = exp(log(sigma) + clip((haa * gs - has * ga) / det, 0.5));
}

/* ln a_j and d_j together, slopes free. */
static void step_free(const struct em *em, const struct irt_model *model, struct irt_node *node,
                      int j, const double *odds) {
    struct sums s;
    int top = node->top, size = top + 1;
    double information[IRT_TOP_MAX * IRT_TOP_MAX], step[SIZE], h[SIZE * SIZE];
    sum_shares(em, node, j, odds, &s);
    sum_scales(em, node, j, odds, &s);
    node_equations(em, node, j, &s, information, step + 1);
    const struct irt_options *o = em->options;
    double a = node->slope;
    double precision = o->log_slope_sd > 0 ? 1 / (o->log_slope_sd * o->log_slope_sd) : 0;
    step[0] = a * (em->theta_score[j] - s.theta) - precision * (log(a) - log(model->a));
    h[0] = a * a * s.theta_theta + precision;
    for (int k = 0; k < top; k++) {
        h[k + 1] = h[(k + 1) * size] = a * s.theta_p[k];
        for (int l = 0; l < top; l++)
            h[(k + 1) * size + l + 1] = information[k * top + l];
    }
    if (!cholesky_factor(h, size))
        return;
    cholesky_solve(h, size, step);
    node->slope = exp(log(a) + clip(step[0], 0.5));
    for (int k = 0; k < top; k++)
        node->d[k + 1] += clip(step[k + 1], 1);
}

/* The common slope is the centre of the free ones and of its own prior; σ by its own step. */
static void step_free_scale(const struct em *em, struct irt_model *model) {
    const struct irt_options *o = em->options;
    double gs = em->u_score, hss = 0, sigma = model->sigma;
    double slope_sum = 0, weight = 0;
    double each = o->log_slope_sd > 0 ? 1 / (o->log_slope_sd * o->log_slope_sd) : 1;
    double own = o->log_a_sd > 0 ? 1 / (o->log_a_sd * o->log_a_sd) : 0;
    for (int j = 0; j < model->nodes; j++) {
        slope_sum += each * log(model->node[j].slope);
        weight += each;
        if (!o->has_scenario_effect)
            continue;
        struct sums s = {{0}};
        irt_odds(&em->tables->grid, model->node[j].slope, sigma, em->tables->odds);
        sum_scales(em, &model->node[j], j, em->tables->odds, &s);
        gs -= s.u;
        hss += s.u_u;
    }
    model->a = exp((slope_sum + own * o->log_a) / (weight + own));
    if (!o->has_scenario_effect)
        return;
    double ps = o->log_sigma_sd > 0 ? 1 / (o->log_sigma_sd * o->log_sigma_sd) : 0;
    gs = sigma * gs - ps * (log(sigma) - o->log_sigma);
    hss = sigma * sigma * hss + ps;
    if (hss > 0)
        model->sigma = exp(log(sigma) + clip(gs / hss, 0.5));
}

void em_maximise(struct em *em, struct irt_model *model) {
    const struct irt_grid *grid = &em->tables->grid;
    double *odds = em->tables->odds;
    for (int round = 0; round < NEWTON_ROUNDS; round++) {
        if (em->options->has_free_slopes) {
            for (int j = 0; j < model->nodes; j++) {
                irt_odds(grid, model->node[j].slope, model->sigma, odds);
                step_free(em, model, &model->node[j], j, odds);
            }
            step_free_scale(em, model);
            continue;
        }
        irt_odds(grid, model->a, model->sigma, odds);
        for (int j = 0; j < model->nodes; j++)
            step_d(em, &model->node[j], j, odds);
        step_scale(em, model, odds);
        for (int j = 0; j < model->nodes; j++)
            model->node[j].slope = model->a;
    }
}

static double log_normal_kernel(double x, double centre, double sd) {
    double z = sd > 0 ? (log(x) - centre) / sd : 0;
    return -0.5 * z * z;
}

double em_log_prior(const struct em *em, const struct irt_model *model) {
    const struct irt_options *o = em->options;
    double sum = log_normal_kernel(model->a, o->log_a, o->log_a_sd);
    if (o->has_scenario_effect)
        sum += log_normal_kernel(model->sigma, o->log_sigma, o->log_sigma_sd);
    for (int j = 0; j < model->nodes; j++) {
        const struct irt_node *node = &model->node[j];
        double precision[IRT_TOP_MAX * IRT_TOP_MAX], mean[IRT_TOP_MAX];
        em_node_prior(o, prior_of(em, j), node->top, precision, mean);
        for (int k = 0; k < node->top; k++)
            for (int l = 0; l < node->top; l++)
                sum -= 0.5 * precision[k * node->top + l] * (node->d[k + 1] - mean[k]) *
                       (node->d[l + 1] - mean[l]);
        if (o->has_free_slopes)
            sum += log_normal_kernel(node->slope, log(model->a), o->log_slope_sd);
    }
    return sum;
}
