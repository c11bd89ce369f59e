/* Beside line 4: decisions too fast to have been read, and whether haste costs credit. Process
 * measures: no part of the judgment score. */
#include "score/profile_private.h"
#include "stats/latency.h"
#include "stats/minima.h"
#include "stats/prim.h"

#include <math.h>
#include <stdlib.h>

/* ---- too fast ---- */

static bool is_timed(const struct profiling *p, int32_t measured) {
    const struct measured *m = &p->data->measured[measured];
    return !m->is_timeout && p->d->latency_ms[m->row] >= 0;
}

/* The decisions of one item: which are rapid, and ln of the time, capped at the 99th percentile. */
static void time_item(struct profiling *p, const int32_t *rows, int count, double *sorted) {
    int timed = 0;
    for (int i = 0; i < count; i++)
        if (is_timed(p, rows[i]))
            sorted[timed++] = p->d->latency_ms[p->data->measured[rows[i]].row];
    if (timed == 0)
        return;
    sort_doubles(sorted, (size_t)timed);
    double median = sorted_quantile(sorted, (size_t)timed, 0.5);
    double cap = sorted_quantile(sorted, (size_t)timed, 0.99);
    for (int i = 0; i < count; i++) {
        int32_t row = p->data->measured[rows[i]].row;
        if (!is_timed(p, rows[i]))
            continue;
        int words = p->d->words[row] > 0 ? p->d->words[row] : 0;
        double time = p->d->latency_ms[row];
        p->rapid[rows[i]] = time < rapid_threshold_ms(median, timed, words);
        p->slowness[rows[i]] = log(fmax(1, fmin(time, cap)));
    }
}

static void time_items(struct profiling *p, int32_t *first, int32_t *rows) {
    const struct dataset *data = p->data;
    for (int32_t i = 0; i < data->count; i++)
        first[data->measured[i].item + 2]++;
    for (int32_t i = 0; i < data->items; i++)
        first[i + 2] += first[i + 1];
    for (int32_t i = 0; i < data->count; i++)
        rows[first[data->measured[i].item + 1]++] = i;
    for (int32_t i = 0; i < data->items; i++)
        time_item(p, rows + first[i], first[i + 1] - first[i], p->value);
}

static void count_rapid(const struct profiling *p, const int32_t *measured, int count, int *rapid,
                        int *timed) {
    *rapid = *timed = 0;
    for (int i = 0; i < count; i++) {
        *timed += p->rapid[measured[i]] >= 0;
        *rapid += p->rapid[measured[i]] == 1;
    }
}

/* `rows` has room for the decisions of one agent. */
static bool fit_rapid(struct profiling *p, int32_t *rows) {
    int agents = p->data->agents;
    int *counts = arena_array(p->arena, 2 * (size_t)agents + 2, sizeof *counts);
    if (!counts)
        return false;
    for (int a = 0; a < agents; a++) {
        const struct dataset_agent *agent = &p->data->agent[a];
        int count = 0;
        for (int32_t i = agent->first; i < agent->first + agent->count; i++)
            if (p->data->measured[i].in_window)
                rows[count++] = i;
        count_rapid(p, rows, count, &counts[a], &counts[agents + a]);
    }
    p->rapid_rate = rate_prior_fit(counts, counts + agents, agents);
    return true;
}

/* ---- slower than expected ---- */

enum { POOLED_NODES_MAX = 100, POOLED_TIMES_MAX = 5000 };

/* Times of the window, where a residual of credit exists. */
static int list_times(const struct profiling *p, struct latency *time) {
    int count = 0;
    for (int32_t i = 0; i < p->run->left_count; i++) {
        const struct left_over *left = &p->run->left[i];
        if (p->rapid[left->measured] >= 0)
            time[count++] = (struct latency){p->data->measured[left->measured].agent,
                                             left->detail.node, p->slowness[left->measured]};
    }
    return count;
}

static bool fit_times(const struct latency *time, int count, int agents, int nodes,
                      struct latency_model *model, int *n, struct err *err) {
    int used = 0, fewest = count;
    for (int i = 0; i < count; i++)
        used += n[time[i].node]++ == 0;
    for (int j = 0; j < nodes; j++)
        if (n[j] > 0 && n[j] < fewest)
            fewest = n[j];
    if (count < used + 2) {
        model->tau2 = NAN;
        return true;
    }
    if (fewest >= MIN_NODE_TIMES)
        return latency_fit(time, count, agents, nodes, model, err);
    if (nodes <= POOLED_NODES_MAX && count <= POOLED_TIMES_MAX)
        return latency_fit_pooled(time, count, agents, nodes, model, err);
    return latency_fit_common(time, count, agents, nodes, model, err);
}

/* From ln t to the residual, in standard deviations; NAN where there is none. */
static void take_residuals(struct profiling *p, const struct latency *time,
                           const struct latency_model *model) {
    for (int32_t i = 0; i < p->data->count; i++)
        p->slowness[i] = NAN;
    for (int32_t i = 0, at = 0; i < p->run->left_count; i++) {
        int32_t measured = p->run->left[i].measured;
        if (p->rapid[measured] >= 0 && !isnan(model->tau2))
            p->slowness[measured] = latency_residual(model, &time[at++]);
    }
}

static bool expect_times(struct profiling *p, struct err *err) {
    int nodes = p->run->model ? p->run->model->nodes : 0, agents = p->data->agents;
    size_t size = 2 * ((size_t)nodes + (size_t)agents) + 1;
    struct latency *time = arena_array(p->arena, (size_t)p->run->left_count + 1, sizeof *time);
    double *room = arena_array(p->arena, size, sizeof *room);
    int *n = arena_array(p->arena, (size_t)nodes + 1, sizeof *n);
    if (!time || !room || !n)
        return err_memory(err);
    struct latency_model model = {.beta = room,
                                  .sigma2 = room + nodes,
                                  .zeta = room + 2 * (size_t)nodes,
                                  .se = room + 2 * (size_t)nodes + agents};
    int count = list_times(p, time);
    if (!fit_times(time, count, agents, nodes, &model, n, err))
        return false;
    take_residuals(p, time, &model);
    return true;
}

bool prepare_speed(struct profiling *p, struct err *err) {
    size_t count = (size_t)p->data->count + 1;
    int32_t *first = arena_array(p->arena, (size_t)p->data->items + 2, sizeof *first);
    int32_t *rows = arena_array(p->arena, count, sizeof *rows);
    p->rapid = arena_array(p->arena, count, sizeof *p->rapid);
    p->slowness = arena_array(p->arena, count, sizeof *p->slowness);
    if (!first || !rows || !p->rapid || !p->slowness)
        return err_memory(err);
    for (int32_t i = 0; i < p->data->count; i++)
        p->rapid[i] = -1;
    time_items(p, first, rows);
    if (!fit_rapid(p, rows))
        return err_memory(err);
    return expect_times(p, err);
}

/* ---- of a subject ---- */

static bool fill_accuracy(const struct profiling *p, const struct subject *who,
                          struct speed_accuracy *out) {
    int n = 0;
    for (int i = 0; i < who->count; i++) {
        int32_t measured = who->measured[i], left = p->run->left_of[measured];
        if (left < 0 || isnan(p->slowness[measured]))
            continue;
        p->value[n] = p->slowness[measured];
        p->other[n] = p->run->left[left].residual;
        p->cluster[n++] = p->data->item[p->data->measured[measured].item].scenario;
    }
    uint64_t seed = p->data->columns->hash ^ (uint64_t)who->id * UINT64_C(0x9e3779b97f4a7c15);
    return speed_accuracy(p->value, p->other, p->cluster, n, p->data->scenarios + 1, seed, out);
}

void speed_init(struct speed *speed) {
    *speed = (struct speed){.rate = NAN, .low = NAN, .high = NAN, .above = NAN};
    speed->accuracy =
        (struct speed_accuracy){.rho = NAN, .bootstrap = {.ci_95 = {NAN, NAN}, .below_zero = NAN}};
}

bool fill_speed(const struct profiling *p, const struct subject *who, struct speed *out) {
    count_rapid(p, who->measured, who->count, &out->rapid, &out->timed);
    if (out->timed >= MIN_DECISIONS) {
        struct rate rate = rate_posterior(&p->rapid_rate, out->rapid, out->timed);
        out->rate = rate.mean;
        out->low = rate.ci_95.lo;
        out->high = rate.ci_95.hi;
        out->above = rate_above(&p->rapid_rate, out->rapid, out->timed, RAPID_RATE_LIMIT);
    }
    return p->by_team || fill_accuracy(p, who, &out->accuracy);
}
