/* Statistics of leave-one-out residuals. */
#include "stats/irt_loo.h"

#include "stats/minima.h"
#include "stats/prim.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define VARIANCE_MIN 1e-10 /* a response that was certain says nothing about fit */

struct irt_residual_fit irt_residual_fit(const struct irt_residual *residual, int count) {
    struct irt_residual_fit f = {0};
    double square = 0, variance = 0, outfit_spread = 0, infit_spread = 0;
    for (int i = 0; i < count; i++) {
        const struct irt_residual *r = &residual[i];
        double e = r->category - r->expected, v = r->variance;
        if (v < VARIANCE_MIN)
            continue;
        f.n++;
        f.outfit += e * e / v;
        f.z_sum += e;
        square += e * e;
        variance += v;
        outfit_spread += r->fourth / (v * v) - 1;
        infit_spread += r->fourth - v * v;
    }
    f.outfit = f.n > 0 ? f.outfit / f.n : NAN;
    f.z_sum = f.n > 0 ? f.z_sum / sqrt(variance) : NAN;
    f.infit = f.n > 0 ? square / variance : NAN;
    f.se_outfit = f.n > 0 ? sqrt(fmax(0, outfit_spread)) / f.n : NAN;
    f.se_infit = f.n > 0 ? sqrt(fmax(0, infit_spread)) / variance : NAN;
    f.z_outfit = f.se_outfit > 0 ? (f.outfit - 1) / f.se_outfit : NAN;
    f.z_infit = f.se_infit > 0 ? (f.infit - 1) / f.se_infit : NAN;
    return f;
}

static bool is_outside(double z, double stat) {
    return fabs(z) > 2.6 && (stat < 0.75 || stat > 1.33);
}

bool irt_misfits(const struct irt_residual_fit *fit) {
    return fit->n >= MIN_FIT &&
           (is_outside(fit->z_outfit, fit->outfit) || is_outside(fit->z_infit, fit->infit));
}

bool irt_has_rest(const struct irt_residual *residual) {
    return residual->rest_calls >= MIN_REST_CALLS && residual->rest_n >= MIN_REST_DECISIONS;
}

static void mean_and_variance(const double *x, int count, double *mean, double *variance) {
    *mean = *variance = 0;
    for (int i = 0; i < count; i++)
        *mean += x[i] / count;
    for (int i = 0; i < count; i++)
        *variance += (x[i] - *mean) * (x[i] - *mean) / (count - 1);
}

bool irt_rests_differ(const double *rest_eap, int count) {
    double mean, variance;
    if (count < MIN_FIT)
        return false;
    mean_and_variance(rest_eap, count, &mean, &variance);
    return sqrt(variance) >= REST_SD_MIN;
}

static void node_fit(const struct irt_residual *residual, int count, double *x, double *ability,
                     struct irt_node_fit *out) {
    out->fit = irt_residual_fit(residual, count);
    int rests = 0;
    for (int i = 0; i < count; i++) {
        if (!irt_has_rest(&residual[i]))
            continue;
        x[rests] = residual[i].category;
        ability[rests++] = residual[i].rest_eap;
    }
    bool differ = irt_rests_differ(ability, rests);
    out->discrimination = differ ? correlation(x, ability, (size_t)rests) : NAN;
    out->discrimination_95 = (struct interval){NAN, NAN};
    out->is_flat = false;
    if (isnan(out->discrimination) || fabs(out->discrimination) >= 1)
        return;
    double z = atanh(out->discrimination), half = SCORE_Z95 / sqrt(rests - 3);
    out->discrimination_95 = (struct interval){tanh(z - half), tanh(z + half)};
    out->is_flat = out->discrimination_95.hi < 0.10;
}

static int compare_nodes(const void *a, const void *b) {
    const struct irt_residual *x = a, *y = b;
    if (x->node != y->node)
        return x->node < y->node ? -1 : 1;
    return (x->agent > y->agent) - (x->agent < y->agent);
}

bool irt_node_fits(const struct irt_residual *residual, int count, int nodes,
                   struct irt_node_fit *out) {
    size_t size = (size_t)count + 1;
    struct irt_residual *sorted = malloc(size * sizeof *sorted);
    double *x = malloc(2 * size * sizeof *x);
    bool ok = sorted && x;
    if (ok) {
        memcpy(sorted, residual, (size_t)count * sizeof *sorted);
        qsort(sorted, (size_t)count, sizeof *sorted, compare_nodes);
        int at = 0;
        for (int j = 0; j < nodes; j++) {
            int first = at;
            while (at < count && sorted[at].node == j)
                at++;
            node_fit(sorted + first, at - first, x, x + size, &out[j]);
        }
    }
    free(sorted);
    free(x);
    return ok;
}

double irt_miskey_probability(const double *other, int others, const double *best, int bests) {
    if (others < MIN_MISKEY || bests < MIN_MISKEY)
        return NAN;
    double mo, vo, mb, vb;
    mean_and_variance(other, others, &mo, &vo);
    mean_and_variance(best, bests, &mb, &vb);
    double se = sqrt(vo / others + vb / bests);
    return se > 0 ? normal_cdf((mo - mb) / se) : NAN;
}

/* Residuals by node, and by agent within it. */
struct by_node {
    struct irt_residual *residual;
    int *first;        /* nodes + 1 */
    double *left;      /* x − E, as `residual` */
    double *one, *two; /* room for what two nodes share */
};

/* Correlation of what is left over at two nodes, over the agents who met both. */
static double pair_correlation(const struct by_node *all, int a, int b, int *n) {
    const struct irt_residual *r = all->residual;
    *n = 0;
    for (int i = all->first[a], k = all->first[b];
         i < all->first[a + 1] && k < all->first[b + 1];) {
        if (r[i].agent == r[k].agent) {
            all->one[*n] = all->left[i];
            all->two[(*n)++] = all->left[k];
        }
        int step = (r[i].agent > r[k].agent) - (r[i].agent < r[k].agent);
        i += step <= 0;
        k += step >= 0;
    }
    return *n > 2 ? correlation(all->one, all->two, (size_t)*n) : NAN;
}

/* The pairs of one scenario above `limit`; with a limit of NAN only the mean over all pairs is
 * wanted. */
static double scan_pairs(const struct by_node *all, const struct irt_model *model, int min_agents,
                         double limit, struct irt_pair *out, int max, int *found) {
    double sum = 0;
    int pairs = 0;
    *found = 0;
    for (int a = 0; a < model->nodes; a++)
        for (int b = a + 1; b < model->nodes; b++) {
            bool is_near = model->node[a].scenario == model->node[b].scenario;
            bool is_met = all->first[a + 1] - all->first[a] >= min_agents &&
                          all->first[b + 1] - all->first[b] >= min_agents;
            if (!is_met || (!is_near && !isnan(limit)))
                continue;
            int n;
            double q3 = pair_correlation(all, a, b, &n);
            if (n < min_agents || isnan(q3))
                continue;
            sum += q3;
            pairs++;
            if (is_near && q3 > limit && (*found)++ < max)
                out[*found - 1] = (struct irt_pair){a, b, n, q3};
        }
    return pairs > 0 ? sum / pairs : NAN;
}

static bool sort_by_node(const struct irt_residual *residual, int count, int nodes,
                         struct by_node *all) {
    size_t size = (size_t)count + 1;
    all->residual = malloc(size * sizeof *all->residual);
    all->first = calloc((size_t)nodes + 1, sizeof *all->first);
    all->left = malloc(3 * size * sizeof *all->left);
    if (!all->residual || !all->first || !all->left)
        return false;
    all->one = all->left + size;
    all->two = all->one + size;
    memcpy(all->residual, residual, (size_t)count * sizeof *residual);
    qsort(all->residual, (size_t)count, sizeof *residual, compare_nodes);
    for (int i = 0; i < count; i++) {
        all->left[i] = all->residual[i].category - all->residual[i].fitted;
        all->first[all->residual[i].node + 1] = i + 1;
    }
    for (int j = 0; j < nodes; j++)
        if (all->first[j + 1] == 0)
            all->first[j + 1] = all->first[j];
    return true;
}

bool irt_local_dependence(const struct irt_residual *residual, int count,
                          const struct irt_model *model, int min_agents, struct irt_pair *out,
                          int max, int *found, double *mean) {
    struct by_node all = {0};
    bool ok = sort_by_node(residual, count, model->nodes, &all);
    if (ok) {
        *mean = scan_pairs(&all, model, min_agents, NAN, NULL, 0, found);
        if (!isnan(*mean))
            scan_pairs(&all, model, min_agents, *mean + IRT_Q3_LIMIT, out, max, found);
    }
    free(all.residual);
    free(all.first);
    free(all.left);
    return ok;
}
