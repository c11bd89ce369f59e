/* The mixed model ln t = β_node + b_agent + ε with var b = λ σ²: given λ everything else has a
 * formula, so the restricted likelihood is searched along ln λ only. ζ = −b. */
#include "stats/latency.h"

#include "stats/prim.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct mixed {
    const struct latency *time;
    int count, agents, nodes, used; /* used: nodes with a time */
    int *first, *order;             /* agent i has times order[first[i]] … */
    int *n;                         /* times a node */
    double *a, *b, *beta;           /* X'V⁻¹X (nodes × nodes), X'V⁻¹y, solution */
};

static bool allocate(struct mixed *m) {
    size_t nodes = (size_t)m->nodes;
    m->first = calloc((size_t)m->agents + 1, sizeof *m->first);
    m->order = calloc((size_t)m->count + 1, sizeof *m->order);
    m->n = calloc(nodes, sizeof *m->n);
    m->a = calloc(nodes * nodes, sizeof *m->a);
    m->b = calloc(2 * nodes, sizeof *m->b);
    m->beta = m->b ? m->b + nodes : NULL;
    return m->first && m->order && m->n && m->a && m->b;
}

static void finish(struct mixed *m) {
    free(m->first);
    free(m->order);
    free(m->n);
    free(m->a);
    free(m->b);
}

/* Counting sort by agent. */
static void sort_by_agent(struct mixed *m) {
    for (int i = 0; i < m->count; i++) {
        m->first[m->time[i].agent + 1]++;
        m->used += m->n[m->time[i].node]++ == 0;
    }
    for (int i = 0; i < m->agents; i++)
        m->first[i + 1] += m->first[i];
    for (int i = m->count; i-- > 0;) /* fills each agent's places from the end … */
        m->order[--m->first[m->time[i].agent + 1]] = i;
    for (int i = 0; i < m->agents;
         i++) /* … which leaves first[i + 1] at the beginning of agent i */
        m->first[i] = m->first[i + 1];
    m->first[m->agents] = m->count;
}

static void add_agent(struct mixed *m, int agent, double ratio, double *y_y) {
    int first = m->first[agent], end = m->first[agent + 1];
    double sum = 0, c = ratio / (1 + ratio * (end - first));
    for (int i = first; i < end; i++)
        sum += m->time[m->order[i]].log_t;
    for (int i = first; i < end; i++) {
        const struct latency *t = &m->time[m->order[i]];
        double *row = m->a + (size_t)t->node * (size_t)m->nodes;
        m->b[t->node] += t->log_t - c * sum;
        *y_y += t->log_t * t->log_t;
        row[t->node] += 1;
        for (int k = first; k < end; k++)
            row[m->time[m->order[k]].node] -= c;
    }
    *y_y -= c * sum * sum;
}

/* −2 restricted log-likelihood at λ, σ² profiled out; leaves β. */
static double criterion(struct mixed *m, double ratio, double *sigma2) {
    size_t nodes = (size_t)m->nodes;
    double y_y = 0, log_det = 0, fitted = 0;
    memset(m->a, 0, nodes * nodes * sizeof *m->a);
    memset(m->b, 0, nodes * sizeof *m->b);
    for (int i = 0; i < m->agents; i++) {
        add_agent(m, i, ratio, &y_y);
        log_det += log(1 + ratio * (m->first[i + 1] - m->first[i]));
    }
    for (size_t j = 0; j < nodes; j++)
        if (m->n[j] == 0)
            m->a[j * nodes + j] = 1; /* adds nothing to the determinant */
    if (!cholesky_factor(m->a, m->nodes))
        return INFINITY;
    memcpy(m->beta, m->b, nodes * sizeof *m->beta);
    cholesky_solve(m->a, m->nodes, m->beta);
    for (size_t j = 0; j < nodes; j++)
        fitted += m->b[j] * m->beta[j];
    double df = m->count - m->used;
    *sigma2 = fmax((y_y - fitted) / df, LATENCY_VARIANCE_FLOOR);
    return log_det + cholesky_log_det(m->a, m->nodes) + df * (1 + log(2 * SCORE_PI * *sigma2));
}

/* Golden section over ln λ; λ = 0 where that is better. */
static double best_ratio(struct mixed *m, int *evaluations) {
    const double golden = 0.61803398874989484820;
    double lo = -12, hi = 6, sigma2;
    double left = hi - golden * (hi - lo), right = lo + golden * (hi - lo);
    double at_left = criterion(m, exp(left), &sigma2), at_right = criterion(m, exp(right), &sigma2);
    for (*evaluations = 2; hi - lo > 1e-8; ++*evaluations) {
        if (at_left < at_right) {
            hi = right;
            right = left;
            at_right = at_left;
            left = hi - golden * (hi - lo);
            at_left = criterion(m, exp(left), &sigma2);
        } else {
            lo = left;
            left = right;
            at_left = at_right;
            right = lo + golden * (hi - lo);
            at_right = criterion(m, exp(right), &sigma2);
        }
    }
    double ratio = exp(0.5 * (lo + hi));
    return criterion(m, 0, &sigma2) <= criterion(m, ratio, &sigma2) ? 0 : ratio;
}

static void store(struct mixed *m, struct latency_model *out) {
    double sigma2, ratio = best_ratio(m, &out->iterations);
    out->log_likelihood = -0.5 * criterion(m, ratio, &sigma2);
    out->tau2 = ratio * sigma2;
    for (int j = 0; j < m->nodes; j++) {
        out->beta[j] = m->n[j] > 0 ? m->beta[j] : NAN;
        out->sigma2[j] = sigma2;
    }
    for (int i = 0; i < m->agents; i++) {
        double sum = 0, n = m->first[i + 1] - m->first[i];
        for (int k = m->first[i]; k < m->first[i + 1]; k++)
            sum += m->beta[m->time[m->order[k]].node] - m->time[m->order[k]].log_t;
        out->zeta[i] = ratio / (1 + ratio * n) * sum;
        out->se[i] = sqrt(sigma2 * ratio / (1 + ratio * n));
    }
}

bool latency_fit_pooled(const struct latency *time, int count, int agents, int nodes,
                        struct latency_model *out, struct err *err) {
    if (!latency_is_sound(time, count, agents, nodes, err))
        return false;
    struct mixed m = {.time = time, .count = count, .agents = agents, .nodes = nodes};
    bool ok = allocate(&m) || err_memory(err);
    if (ok) {
        sort_by_agent(&m);
        ok = count >= m.used + 2 ||
             err_set(err, ERR_CONTENT, "%d times for %d decisions: too few to tell speed", count,
                     m.used);
    }
    if (ok)
        store(&m, out);
    finish(&m);
    return ok;
}
