/* Statistics of leave-one-out residuals. */
#include "score/irt_loo.h"

#include "score/prim.h"

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
    return fit->n >= IRT_FIT_MIN &&
           (is_outside(fit->z_outfit, fit->outfit) || is_outside(fit->z_infit, fit->infit));
}

static void node_fit(const struct irt_residual *residual, int count, double *x, double *ability,
                     struct irt_node_fit *out) {
    out->fit = irt_residual_fit(residual, count);
    for (int i = 0; i < count; i++) {
        x[i] = residual[i].category;
        ability[i] = residual[i].rest_eap;
    }
    out->discrimination = count > 2 ? correlation(x, ability, (size_t)count) : NAN;
    out->discrimination_95 = (struct interval){NAN, NAN};
    out->is_flat = false;
    if (count < 4 || isnan(out->discrimination) || fabs(out->discrimination) >= 1)
        return;
    double z = atanh(out->discrimination), half = SCORE_Z95 / sqrt(count - 3);
    out->discrimination_95 = (struct interval){tanh(z - half), tanh(z + half)};
    out->is_flat = count >= IRT_FIT_MIN && out->discrimination_95.hi < 0.10;
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

static void mean_and_variance(const double *x, int count, double *mean, double *variance) {
    *mean = *variance = 0;
    for (int i = 0; i < count; i++)
        *mean += x[i] / count;
    for (int i = 0; i < count; i++)
        *variance += (x[i] - *mean) * (x[i] - *mean) / (count - 1);
}

double irt_miskey_probability(const double *other, int others, const double *best, int bests) {
    if (others < IRT_MISKEY_MIN || bests < IRT_MISKEY_MIN)
        return NAN;
    double mo, vo, mb, vb;
    mean_and_variance(other, others, &mo, &vo);
    mean_and_variance(best, bests, &mb, &vb);
    double se = sqrt(vo / others + vb / bests);
    return se > 0 ? normal_cdf((mo - mb) / se) : NAN;
}

/* Correlation of two columns of an agents × nodes matrix over the rows where both are defined. */
static double column_correlation(const double *m, int agents, int nodes, int a, int b, double *x,
                                 double *y, int *n) {
    *n = 0;
    for (int i = 0; i < agents; i++) {
        double ra = m[(size_t)i * (size_t)nodes + (size_t)a],
               rb = m[(size_t)i * (size_t)nodes + (size_t)b];
        if (isnan(ra) || isnan(rb))
            continue;
        x[*n] = ra;
        y[(*n)++] = rb;
    }
    return *n > 2 ? correlation(x, y, (size_t)*n) : NAN;
}

/* The pairs of one scenario above `limit`; with a limit of NAN only the mean over all pairs is
 * wanted. */
static double scan_pairs(const double *m, int agents, const struct irt_model *model, int min_agents,
                         double *room, double limit, struct irt_pair *out, int max, int *found) {
    double sum = 0;
    int pairs = 0;
    *found = 0;
    for (int a = 0; a < model->nodes; a++)
        for (int b = a + 1; b < model->nodes; b++) {
            bool is_near = model->node[a].scenario == model->node[b].scenario;
            if (!is_near && !isnan(limit))
                continue;
            int n;
            double q3 = column_correlation(m, agents, model->nodes, a, b, room, room + agents, &n);
            if (n < min_agents || isnan(q3))
                continue;
            sum += q3;
            pairs++;
            if (is_near && q3 > limit && (*found)++ < max)
                out[*found - 1] = (struct irt_pair){a, b, n, q3};
        }
    return pairs > 0 ? sum / pairs : NAN;
}

bool irt_local_dependence(const struct irt_residual *residual, int count, int agents, int nodes,
                          const struct irt_model *model, int min_agents, struct irt_pair *out,
                          int max, int *found, double *mean) {
    size_t cells = (size_t)agents * (size_t)nodes;
    double *m = malloc((cells + 1) * sizeof *m);
    double *room = malloc(((size_t)agents + 1) * 2 * sizeof *room);
    bool ok = m && room;
    if (ok) {
        for (size_t i = 0; i < cells; i++)
            m[i] = NAN;
        for (int i = 0; i < count; i++) {
            const struct irt_residual *r = &residual[i];
            m[(size_t)r->agent * (size_t)nodes + (size_t)r->node] = r->category - r->fitted;
        }
        *mean = scan_pairs(m, agents, model, min_agents, room, NAN, NULL, 0, found);
        if (!isnan(*mean))
            scan_pairs(m, agents, model, min_agents, room, *mean + IRT_Q3_LIMIT, out, max, found);
    }
    free(m);
    free(room);
    return ok;
}
