#include "score/calibrate.h"

#include "stats/minima.h"
#include "stats/proportion.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { OPTIONS_MAX = 32 };
#define EASY_CREDIT 0.90
#define HARD_CREDIT 0.20
#define HEALTH_PROBABILITY 0.90
#define DEAD_SHARE 0.03
#define TIMEOUT_SHARE 0.15
#define WORN_SHARE 0.60
#define PAIR_Z 2.6 /* as for misfit: there are many pairs */

const char *node_complaint_name(enum complaint_kind kind) {
    static const char *const names[NODE_COMPLAINT_COUNT] = {
        "too_easy", "too_hard", "dead_option", "misfit",    "flat",
        "miskey",   "timeouts", "worn_out",    "contested", "dependent"};
    return (int)kind >= 0 && kind < NODE_COMPLAINT_COUNT ? names[kind] : NULL;
}

/* Everything about one item while it is judged. */
struct examining {
    const struct score_run *run;
    const int32_t *rows; /* measured decisions of the item */
    int count;
    struct node_health *out;
};

static void complain(struct node_health *out, enum complaint_kind kind, int option) {
    if (out->worklist_count < WORKLIST_MAX)
        out->worklist[out->worklist_count++] = (struct node_complaint){kind, option, -1};
}

static void examine_credit(const struct examining *e) {
    const struct dataset *data = e->run->data;
    double sum = 0;
    int n = 0;
    for (int i = 0; i < e->count; i++) {
        const struct measured *m = &data->measured[e->rows[i]];
        int credit = data->columns->decision.credit[m->row];
        e->out->timeouts += m->is_timeout;
        if (credit < 0)
            continue;
        sum += credit / 10000.0;
        n++;
    }
    e->out->n = e->count;
    e->out->mean_credit = n ? sum / n : NAN;
    if (n >= MIN_NODE_CREDIT && proportion_above(sum, n, EASY_CREDIT) >= HEALTH_PROBABILITY)
        complain(e->out, NODE_TOO_EASY, -1);
    if (n >= MIN_NODE_CREDIT && 1 - proportion_above(sum, n, HARD_CREDIT) >= HEALTH_PROBABILITY)
        complain(e->out, NODE_TOO_HARD, -1);
    if (e->count >= MIN_NODE_TIMEOUTS && e->out->timeouts > TIMEOUT_SHARE * e->count)
        complain(e->out, NODE_TIMEOUTS, -1);
    if (data->agents >= MIN_WORN_AGENTS && e->count > WORN_SHARE * data->agents)
        complain(e->out, NODE_WORN_OUT, -1);
}

/* The ids of the item's options, as texts; returns how many. */
static int options_of(const struct examining *e, int32_t *options) {
    const struct columns *columns = e->run->data->columns;
    const char *at = columns_text(columns, e->run->data->item[e->out->item].choices);
    int count = 0;
    while (*at && count < OPTIONS_MAX) {
        const char *end = strchr(at, '\n');
        char id[256];
        size_t len = end ? (size_t)(end - at) : strlen(at);
        if (len < sizeof id) {
            memcpy(id, at, len);
            id[len] = '\0';
            options[count++] = columns_find(columns, id); /* −1: nobody chose it, anywhere */
        }
        at = end ? end + 1 : at + len;
    }
    return count;
}

/* Is the id, which ends in a line feed, among the ids, each of which does? */
static bool was_offered(const char *ids, const char *id) {
    size_t len = strcspn(id, "\n") + 1;
    for (; *ids; ids += strcspn(ids, "\n") + 1)
        if (strncmp(ids, id, len) == 0)
            return true;
    return false;
}

static void examine_options(const struct examining *e, const int32_t *options, int count) {
    const struct dataset *data = e->run->data;
    const struct decision_columns *d = &data->columns->decision;
    const char *id = columns_text(data->columns, data->item[e->out->item].choices);
    for (int o = 0; o < count; o++, id = strchr(id, '\n') + 1) {
        int chosen = 0, answered = 0;
        for (int i = 0; i < e->count; i++) {
            const struct measured *m = &data->measured[e->rows[i]];
            answered +=
                !m->is_timeout && was_offered(columns_text(data->columns, d->offered[m->row]), id);
            chosen += options[o] >= 0 && d->option[m->row] == options[o];
        }
        if (answered < MIN_DEAD_OPTION)
            continue;
        if (chosen == 0 || proportion_jeffreys(chosen, answered).hi < DEAD_SHARE)
            complain(e->out, NODE_DEAD_OPTION, o);
    }
}

/* Ability, measured without this scenario, of those who chose the option. */
static int choosers(const struct examining *e, int32_t option, double *ability, bool *is_best) {
    const struct score_run *run = e->run;
    int count = 0;
    for (int i = 0; i < e->count; i++) {
        const struct measured *m = &run->data->measured[e->rows[i]];
        int32_t left = run->left_of[e->rows[i]];
        if (left < 0 || run->data->columns->decision.option[m->row] != option)
            continue;
        *is_best = m->x == run->data->item[e->out->item].top;
        if (!irt_has_rest(&run->left[left].detail))
            continue;
        ability[count++] = run->left[left].detail.rest_eap;
    }
    return count;
}

/* Can anything be told from abilities measured elsewhere? */
static bool rests_differ(const struct examining *e, double *room) {
    const struct score_run *run = e->run;
    int count = 0;
    for (int i = 0; i < e->count; i++) {
        int32_t left = run->left_of[e->rows[i]];
        if (left >= 0 && irt_has_rest(&run->left[left].detail))
            room[count++] = run->left[left].detail.rest_eap;
    }
    return irt_rests_differ(room, count);
}

static void examine_key(const struct examining *e, const int32_t *options, int count,
                        double *room) {
    double *best = room, *other = room + e->count;
    int bests = 0;
    if (!rests_differ(e, room))
        return;
    for (int o = 0; o < count; o++) {
        bool is_best = false;
        int n = options[o] < 0 ? 0 : choosers(e, options[o], other, &is_best);
        if (!is_best)
            continue;
        memcpy(best + bests, other, (size_t)n * sizeof *best);
        bests += n;
    }
    for (int o = 0; o < count; o++) {
        bool is_best = false;
        int n = options[o] < 0 ? 0 : choosers(e, options[o], other, &is_best);
        if (!is_best && irt_miskey_probability(other, n, best, bests) >= IRT_MISKEY_LIMIT)
            complain(e->out, NODE_MISKEY, o);
    }
}

/* What was computed for all nodes at once. */
struct scaled {
    struct irt_node_fit *fit;
    struct irt_node_se *se;
    struct irt_pair *pair; /* that are one decision */
    int pairs;
};

static void examine_scale(const struct examining *e, const struct scaled *scaled) {
    int32_t node = e->run->node_of_item[e->out->item];
    e->out->is_scaled = node >= 0;
    if (node < 0)
        return;
    e->out->fit = scaled->fit[node];
    memcpy(e->out->se, scaled->se[node].d, sizeof e->out->se);
    e->out->se_is_approximate = scaled->se[node].is_approximate;
    if (irt_misfits(&scaled->fit[node].fit))
        complain(e->out, NODE_MISFIT, -1);
    if (scaled->fit[node].is_flat)
        complain(e->out, NODE_FLAT, -1);
}

/* The SE of a frozen calibration are those it was made with. */
static bool find_errors(const struct score_run *run, struct irt_node_se *se) {
    struct irt_options options = irt_options_default();
    if (!run->calibration)
        return irt_node_ses(run->model, run->bank, run->tables, run->prior, &options, se);
    for (int j = 0; j < run->model->nodes; j++)
        for (int k = 0; k < run->model->node[j].top; k++)
            se[j].d[k] = sqrt(run->model->node[j].covariance[k * (run->model->node[j].top + 1)]);
    return true;
}

static void scaled_finish(struct scaled *scaled) {
    free(scaled->fit);
    free(scaled->se);
    free(scaled->pair);
}

/* At least 10 responses beside the most common one: where nearly all do the same, two agents who do
 * not make a correlation. */
static bool does_vary(const struct irt_residual *residual, int count, int node) {
    int of[IRT_TOP_MAX + 1] = {0}, n = 0, most = 0;
    for (int i = 0; i < count; i++)
        if (residual[i].node == node) {
            n++;
            of[residual[i].category]++;
        }
    for (int k = 0; k <= IRT_TOP_MAX; k++)
        most = of[k] > most ? of[k] : most;
    return n - most >= MIN_PAIR_OTHERS;
}

/* Pairs above the limit by estimate, and above the mean for sure. */
static bool find_pairs(const struct score_run *run, const struct irt_residual *residual,
                       struct scaled *scaled) {
    int max = 4 * run->model->nodes, found, kept = 0;
    double mean;
    scaled->pair = malloc(((size_t)max + 1) * sizeof *scaled->pair);
    if (!scaled->pair || !irt_local_dependence(residual, run->left_count, run->model,
                                               MIN_PAIR_AGENTS, scaled->pair, max, &found, &mean))
        return false;
    for (int i = 0; i < found && i < max; i++) {
        double q3 = fmin(scaled->pair[i].q3, 1 - 1e-12);
        double z = (atanh(q3) - atanh(mean)) * sqrt(scaled->pair[i].n - 3);
        if (z > PAIR_Z && does_vary(residual, run->left_count, scaled->pair[i].a) &&
            does_vary(residual, run->left_count, scaled->pair[i].b))
            scaled->pair[kept++] = scaled->pair[i];
    }
    scaled->pairs = kept;
    return true;
}

static void complain_of_pairs(const struct score_run *run, const struct scaled *scaled,
                              struct node_health *out) {
    for (int i = 0; i < scaled->pairs; i++) {
        int32_t item[2] = {run->item_of_node[scaled->pair[i].a],
                           run->item_of_node[scaled->pair[i].b]};
        for (int k = 0; k < 2; k++) {
            struct node_health *health = &out[item[k]];
            if (health->worklist_count < WORKLIST_MAX)
                health->worklist[health->worklist_count++] =
                    (struct node_complaint){NODE_DEPENDENT, -1, item[1 - k]};
        }
    }
}

static bool complain_of_keys(const struct dataset *data, struct node_health *out, struct err *err) {
    struct contested *contested;
    int count;
    if (!contested_make(data, &contested, &count, err))
        return false;
    for (int i = 0; i < count; i++)
        if (contested[i].item >= 0)
            complain(&out[contested[i].item], NODE_CONTESTED, -1);
    free(contested);
    return true;
}

static bool scale_nodes(const struct score_run *run, struct scaled *scaled) {
    size_t nodes = run->model ? (size_t)run->model->nodes : 0;
    struct irt_residual *residual = malloc(((size_t)run->left_count + 1) * sizeof *residual);
    scaled->fit = calloc(nodes + 1, sizeof *scaled->fit);
    scaled->se = calloc(nodes + 1, sizeof *scaled->se);
    bool ok = scaled->fit && scaled->se && residual;
    for (int32_t i = 0; ok && i < run->left_count; i++)
        residual[i] = run->left[i].detail;
    if (ok && nodes)
        ok = irt_node_fits(residual, run->left_count, (int)nodes, scaled->fit) &&
             find_errors(run, scaled->se) && find_pairs(run, residual, scaled);
    free(residual);
    return ok;
}

static void examine_all(const struct score_run *run, const struct scaled *scaled, int32_t *first,
                        int32_t *rows, double *room, struct node_health *out) {
    const struct dataset *data = run->data;
    memset(first, 0, ((size_t)data->items + 2) * sizeof *first);
    for (int32_t i = 0; i < data->count; i++)
        first[data->measured[i].item + 2]++;
    for (int32_t i = 0; i < data->items; i++)
        first[i + 2] += first[i + 1];
    for (int32_t i = 0; i < data->count; i++)
        rows[first[data->measured[i].item + 1]++] = i;
    for (int32_t i = 0; i < data->items; i++) {
        int32_t options[OPTIONS_MAX];
        out[i] = (struct node_health){.item = i};
        struct examining e = {run, rows + first[i], first[i + 1] - first[i], &out[i]};
        examine_credit(&e);
        examine_scale(&e, scaled);
        int count = options_of(&e, options);
        examine_options(&e, options, count);
        examine_key(&e, options, count, room);
    }
}

bool node_healths(const struct score_run *run, struct node_health *out, struct err *err) {
    const struct dataset *data = run->data;
    struct scaled scaled = {0};
    int32_t *first = malloc(((size_t)data->items + 2) * sizeof *first);
    int32_t *rows = malloc(((size_t)data->count + 1) * sizeof *rows);
    double *room = malloc((2 * (size_t)data->count + 1) * sizeof *room);
    bool ok = first && rows && room && scale_nodes(run, &scaled);
    if (ok) {
        examine_all(run, &scaled, first, rows, room, out);
        complain_of_pairs(run, &scaled, out);
        ok = complain_of_keys(data, out, err);
    }
    scaled_finish(&scaled);
    free(first);
    free(rows);
    free(room);
    return ok || err_memory(err);
}
