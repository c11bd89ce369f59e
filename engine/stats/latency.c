#include "stats/latency.h"

#include "stats/prim.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

bool latency_is_sound(const struct latency *time, int count, int agents, int nodes,
                      struct err *err) {
    for (int i = 0; i < count; i++)
        if (time[i].agent < 0 || time[i].agent >= agents || time[i].node < 0 ||
            time[i].node >= nodes || !isfinite(time[i].log_t))
            return err_set(err, ERR_CONTENT, "time %d: no such agent or decision, or not a time",
                           i);
    return true;
}

static void node_means(const struct latency *time, int count, int nodes, double *beta, int *n) {
    memset(n, 0, (size_t)nodes * sizeof *n);
    for (int j = 0; j < nodes; j++)
        beta[j] = 0;
    for (int i = 0; i < count; i++) {
        beta[time[i].node] += time[i].log_t;
        n[time[i].node]++;
    }
    for (int j = 0; j < nodes; j++)
        beta[j] = n[j] > 0 ? beta[j] / n[j] : NAN;
}

/* Sums a posterior of ζ needs; `quad` serves the likelihood. */
struct agent_sums {
    double precision, pull, quad, log_sigma2;
    int n;
};

/* E: ζ and its variance for every agent; returns the marginal log-likelihood at the parameters. */
static double expect(const struct latency *time, int count, int agents, struct latency_model *m,
                     struct agent_sums *sums) {
    memset(sums, 0, (size_t)agents * sizeof *sums);
    for (int i = 0; i < count; i++) {
        struct agent_sums *s = &sums[time[i].agent];
        double v = m->sigma2[time[i].node], r = m->beta[time[i].node] - time[i].log_t;
        s->precision += 1 / v;
        s->pull += r / v;
        s->quad += r * r / v;
        s->log_sigma2 += log(v);
        s->n++;
    }
    double log_likelihood = 0;
    for (int i = 0; i < agents; i++) {
        const struct agent_sums *s = &sums[i];
        double precision = s->precision + 1 / m->tau2;
        m->zeta[i] = s->pull / precision;
        m->se[i] = 1 / sqrt(precision);
        if (s->n > 0)
            log_likelihood -=
                0.5 * (s->n * log(2 * SCORE_PI) + s->log_sigma2 + log(1 + m->tau2 * s->precision) +
                       s->quad - s->pull * m->zeta[i]);
    }
    return log_likelihood;
}

/* At the maximum the mean of ζ is 0: put there at once, EM need not creep there together with β. */
static void centre(struct latency_model *m, int agents, const struct agent_sums *sums) {
    double mean = 0;
    int timed = 0;
    for (int i = 0; i < agents; i++)
        if (sums[i].n > 0)
            mean += (m->zeta[i] - mean) / ++timed;
    for (int i = 0; i < agents; i++)
        if (sums[i].n > 0)
            m->zeta[i] -= mean;
}

/* M: means; returns the largest change of a parameter. */
static double maximise(const struct latency *time, int count, int agents, int nodes,
                       struct latency_model *m, const struct agent_sums *sums, const int *n,
                       double *room) {
    double *beta = room, *sigma2 = room + nodes, tau2 = 0, change = 0;
    int timed = 0;
    memset(room, 0, 2 * (size_t)nodes * sizeof *room);
    for (int i = 0; i < count; i++)
        beta[time[i].node] += (time[i].log_t + m->zeta[time[i].agent]) / n[time[i].node];
    for (int i = 0; i < count; i++) {
        int j = time[i].node, a = time[i].agent;
        double r = time[i].log_t - beta[j] + m->zeta[a];
        sigma2[j] += (r * r + m->se[a] * m->se[a]) / n[j];
    }
    for (int i = 0; i < agents; i++)
        if (sums[i].n > 0) {
            tau2 += m->zeta[i] * m->zeta[i] + m->se[i] * m->se[i];
            timed++;
        }
    tau2 = fmax(tau2 / timed, LATENCY_VARIANCE_FLOOR);
    change = fabs(tau2 - m->tau2);
    m->tau2 = tau2;
    for (int j = 0; j < nodes; j++) {
        if (n[j] == 0)
            continue;
        double v = fmax(sigma2[j], LATENCY_VARIANCE_FLOOR);
        change = fmax(change, fmax(fabs(beta[j] - m->beta[j]), fabs(v - m->sigma2[j])));
        m->beta[j] = beta[j];
        m->sigma2[j] = v;
    }
    return change;
}

bool latency_fit(const struct latency *time, int count, int agents, int nodes,
                 struct latency_model *out, struct err *err) {
    enum { ITERATIONS_MAX = 20000 };
    if (!latency_is_sound(time, count, agents, nodes, err))
        return false;
    if (count == 0)
        return err_set(err, ERR_CONTENT, "no decision was timed");
    struct agent_sums *sums = calloc((size_t)agents, sizeof *sums);
    double *room = calloc(2 * (size_t)nodes, sizeof *room);
    int *n = calloc((size_t)nodes, sizeof *n);
    bool ok = sums && room && n;
    if (ok) {
        node_means(time, count, nodes, out->beta, n);
        for (int j = 0; j < nodes; j++)
            out->sigma2[j] = 0.25;
        out->tau2 = 0.1;
        for (out->iterations = 0; out->iterations < ITERATIONS_MAX; out->iterations++) {
            out->log_likelihood = expect(time, count, agents, out, sums);
            centre(out, agents, sums);
            if (maximise(time, count, agents, nodes, out, sums, n, room) < 1e-10)
                break;
        }
        out->log_likelihood = expect(time, count, agents, out, sums);
    }
    free(sums);
    free(room);
    free(n);
    return ok || err_memory(err);
}

double latency_residual(const struct latency_model *model, const struct latency *time) {
    return (time->log_t - model->beta[time->node] + model->zeta[time->agent]) /
           sqrt(model->sigma2[time->node]);
}
