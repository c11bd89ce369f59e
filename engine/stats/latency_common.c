/* One σ for all nodes by maximum likelihood, in time proportional to the number of times: for banks
 * too large for the restricted fit. EM; ζ is centred in every step, which its mean at the maximum
 * is anyway, so that a few tens of iterations are enough. */
#include "stats/latency.h"

#include "stats/prim.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct sums {
    double *node, *agent;         /* Σ of what is left for either */
    int *node_n, *agent_n, timed; /* times of each; agents with one */
};

static bool allocate(struct sums *s, int agents, int nodes) {
    s->node = malloc(((size_t)nodes + 1) * sizeof *s->node);
    s->agent = malloc(((size_t)agents + 1) * sizeof *s->agent);
    s->node_n = calloc((size_t)nodes + 1, sizeof *s->node_n);
    s->agent_n = calloc((size_t)agents + 1, sizeof *s->agent_n);
    return s->node && s->agent && s->node_n && s->agent_n;
}

static void finish(struct sums *s) {
    free(s->node);
    free(s->agent);
    free(s->node_n);
    free(s->agent_n);
}

/* β given ζ. */
static void fit_nodes(const struct latency *time, int count, int nodes, struct sums *s,
                      struct latency_model *m) {
    memset(s->node, 0, (size_t)nodes * sizeof *s->node);
    for (int i = 0; i < count; i++)
        s->node[time[i].node] += time[i].log_t + m->zeta[time[i].agent];
    for (int j = 0; j < nodes; j++)
        m->beta[j] = s->node_n[j] > 0 ? s->node[j] / s->node_n[j] : NAN;
}

/* ζ and its SE given β and the variances. */
static void fit_agents(const struct latency *time, int count, int agents, struct sums *s,
                       struct latency_model *m, double sigma2) {
    double mean = 0;
    memset(s->agent, 0, (size_t)agents * sizeof *s->agent);
    for (int i = 0; i < count; i++)
        s->agent[time[i].agent] += m->beta[time[i].node] - time[i].log_t;
    for (int a = 0; a < agents; a++) {
        double precision = s->agent_n[a] / sigma2 + 1 / m->tau2;
        m->zeta[a] = s->agent[a] / sigma2 / precision;
        m->se[a] = 1 / sqrt(precision);
        mean += m->zeta[a] / s->timed;
    }
    for (int a = 0; a < agents; a++)
        if (s->agent_n[a] > 0)
            m->zeta[a] -= mean;
}

/* σ² and τ² from what is left; returns the larger change. */
static double fit_variances(const struct latency *time, int count, int agents, const struct sums *s,
                            struct latency_model *m, double *sigma2) {
    double left = 0, spread = 0, old_sigma2 = *sigma2, old_tau2 = m->tau2;
    for (int i = 0; i < count; i++) {
        double r = time[i].log_t - m->beta[time[i].node] + m->zeta[time[i].agent];
        left += r * r;
    }
    for (int a = 0; a < agents; a++) {
        double v = m->se[a] * m->se[a];
        left += s->agent_n[a] * v;
        spread += s->agent_n[a] > 0 ? m->zeta[a] * m->zeta[a] + v : 0;
    }
    *sigma2 = fmax(left / count, LATENCY_VARIANCE_FLOOR);
    m->tau2 = fmax(spread / s->timed, LATENCY_VARIANCE_FLOOR);
    return fmax(fabs(*sigma2 - old_sigma2), fabs(m->tau2 - old_tau2));
}

static double log_likelihood(const struct latency *time, int count, int agents,
                             const struct sums *s, const struct latency_model *m, double sigma2) {
    double sum = -0.5 * count * log(2 * SCORE_PI * sigma2);
    for (int i = 0; i < count; i++) {
        double r = time[i].log_t - m->beta[time[i].node];
        sum -= 0.5 * r * r / sigma2;
    }
    for (int a = 0; a < agents; a++) {
        double n = s->agent_n[a], pull = s->agent[a] / sigma2;
        sum -= 0.5 * (log(1 + m->tau2 * n / sigma2) - pull * pull / (n / sigma2 + 1 / m->tau2));
    }
    return sum;
}

static void iterate(const struct latency *time, int count, int agents, int nodes, struct sums *s,
                    struct latency_model *m) {
    enum { ITERATIONS_MAX = 500 };
    const double tolerance = 1e-7;
    double sigma2 = 0.25;
    m->tau2 = 0.1;
    memset(m->zeta, 0, (size_t)agents * sizeof *m->zeta);
    for (m->iterations = 1; m->iterations < ITERATIONS_MAX; m->iterations++) {
        fit_nodes(time, count, nodes, s, m);
        fit_agents(time, count, agents, s, m, sigma2);
        if (fit_variances(time, count, agents, s, m, &sigma2) < tolerance)
            break;
    }
    m->log_likelihood = log_likelihood(time, count, agents, s, m, sigma2);
    for (int j = 0; j < nodes; j++)
        m->sigma2[j] = sigma2;
}

bool latency_fit_common(const struct latency *time, int count, int agents, int nodes,
                        struct latency_model *out, struct err *err) {
    if (!latency_is_sound(time, count, agents, nodes, err))
        return false;
    if (count == 0)
        return err_set(err, ERR_CONTENT, "no decision was timed");
    struct sums s = {0};
    bool ok = allocate(&s, agents, nodes);
    if (ok) {
        for (int i = 0; i < count; i++) {
            s.node_n[time[i].node]++;
            s.timed += s.agent_n[time[i].agent]++ == 0;
        }
        iterate(time, count, agents, nodes, &s, out);
    }
    finish(&s);
    return ok || err_memory(err);
}
