#include "stats/irt_data.h"

#include <assert.h>
#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

struct packing;

/* A block while it is being sorted: where its responses stand. qsort has no context, so it knows
 * its owner. */
struct block {
    const struct packing *owner;
    int first, count, agent, scenario;
};

struct packing {
    struct irt_response *response; /* by agent, scenario, node */
    const struct irt_node *node;
    struct block *block, **order;
    int count, blocks;
};

static int compare_numbers(int a, int b) {
    return (a > b) - (a < b);
}

struct sorted_response {
    struct irt_response r;
    int scenario;
};

static int compare_responses(const void *a, const void *b) {
    const struct sorted_response *x = a, *y = b;
    int by = compare_numbers(x->r.agent, y->r.agent);
    if (!by)
        by = compare_numbers(x->scenario, y->scenario);
    return by ? by : compare_numbers(x->r.node, y->r.node);
}

static bool sort_responses(struct packing *p) {
    struct sorted_response *sorted = calloc((size_t)p->count + 1, sizeof *sorted);
    if (!sorted)
        return false;
    for (int i = 0; i < p->count; i++)
        sorted[i] = (struct sorted_response){p->response[i], p->node[p->response[i].node].scenario};
    qsort(sorted, (size_t)p->count, sizeof *sorted, compare_responses);
    for (int i = 0; i < p->count; i++)
        p->response[i] = sorted[i].r;
    free(sorted);
    return true;
}

static bool is_sound(const struct irt_model *model, const struct irt_response *response,
                     size_t count, int agents, struct err *err) {
    if (count >= INT_MAX)
        return err_set(err, ERR_FULL, "more than %d decisions in one calibration", INT_MAX - 1);
    for (size_t i = 0; i < count; i++) {
        const struct irt_response *r = &response[i];
        if (r->agent < 0 || r->agent >= agents || r->node < 0 || r->node >= model->nodes)
            return err_set(err, ERR_CONTENT, "response %zu: agent %d or decision %d does not exist",
                           i, r->agent, r->node);
        if (r->category < 0 || r->category > model->node[r->node].top)
            return err_set(err, ERR_CONTENT,
                           "response %zu: category %d of decision %d, which has 0 to %d", i,
                           r->category, r->node, model->node[r->node].top);
    }
    return true;
}

static bool find_blocks(struct packing *p, struct err *err) {
    for (int i = 0; i < p->count; i++) {
        const struct irt_response *r = &p->response[i], *before = r - 1;
        int scenario = p->node[r->node].scenario;
        if (i > 0 && before->agent == r->agent && before->node == r->node)
            return err_set(err, ERR_CONTENT, "agent %d has decision %d twice", r->agent, r->node);
        if (i == 0 || before->agent != r->agent || p->node[before->node].scenario != scenario)
            p->block[p->blocks++] =
                (struct block){.owner = p, .first = i, .agent = r->agent, .scenario = scenario};
        p->block[p->blocks - 1].count++;
    }
    return true;
}

/* Equal patterns stand side by side. */
static int compare_blocks(const struct block *a, const struct block *b) {
    int by = compare_numbers(a->scenario, b->scenario);
    if (!by)
        by = compare_numbers(a->count, b->count);
    for (int i = 0; !by && i < a->count; i++) {
        const struct irt_response *x = &a->owner->response[a->first + i];
        const struct irt_response *y = &b->owner->response[b->first + i];
        by = compare_numbers(x->node, y->node);
        if (!by)
            by = compare_numbers(x->category, y->category);
    }
    return by;
}

/* Equal blocks in the order of agents, so that the result does not depend on qsort. */
static int compare_places(const void *a, const void *b) {
    const struct block *x = *(struct block *const *)a, *y = *(struct block *const *)b;
    int by = compare_blocks(x, y);
    return by ? by : compare_numbers(x->first, y->first);
}

static void sort_blocks(struct packing *p) {
    for (int i = 0; i < p->blocks; i++)
        p->order[i] = &p->block[i];
    qsort(p->order, (size_t)p->blocks, sizeof(struct block *), compare_places);
}

static bool allocate(struct irt_data *d, const struct packing *p) {
    size_t blocks = (size_t)p->blocks + 1, count = (size_t)p->count + 1;
    d->agent_first = calloc((size_t)d->agents + 1, sizeof *d->agent_first);
    d->block_pattern = calloc(blocks, sizeof *d->block_pattern);
    d->pattern_first = calloc(blocks, sizeof *d->pattern_first);
    d->pattern_scenario = calloc(blocks, sizeof *d->pattern_scenario);
    d->node = calloc(count, sizeof *d->node);
    d->category = calloc(count, sizeof *d->category);
    return d->agent_first && d->block_pattern && d->pattern_first && d->pattern_scenario &&
           d->node && d->category;
}

static void store(struct irt_data *d, const struct packing *p) {
    for (int i = 0; i < p->blocks; i++) {
        const struct block *b = p->order[i];
        if (i == 0 || compare_blocks(p->order[i - 1], b) != 0) {
            int at = d->pattern_first[d->patterns];
            for (int j = 0; j < b->count; j++) {
                d->node[at + j] = p->response[b->first + j].node;
                d->category[at + j] = p->response[b->first + j].category;
            }
            d->pattern_scenario[d->patterns++] = b->scenario;
            d->pattern_first[d->patterns] = at + b->count;
        }
        d->block_pattern[b - p->block] = d->patterns - 1;
    }
    for (int i = 0; i < p->blocks; i++)
        d->agent_first[p->block[i].agent + 1]++;
    for (int i = 0; i < d->agents; i++)
        d->agent_first[i + 1] += d->agent_first[i];
    d->blocks = p->blocks;
    d->responses = p->count;
}

static bool pack(struct irt_data *d, struct packing *p, const struct irt_response *response,
                 struct err *err) {
    p->response = calloc((size_t)p->count + 1, sizeof *p->response);
    p->block = calloc((size_t)p->count + 1, sizeof *p->block);
    p->order = calloc((size_t)p->count + 1, sizeof(struct block *));
    if (!p->response || !p->block || !p->order)
        return err_memory(err);
    if (p->count > 0)
        memcpy(p->response, response, (size_t)p->count * sizeof *response);
    if (!sort_responses(p))
        return err_memory(err);
    if (!find_blocks(p, err))
        return false;
    sort_blocks(p);
    if (!allocate(d, p))
        return err_memory(err);
    store(d, p);
    return true;
}

struct irt_data *irt_data_create(const struct irt_model *model, const struct irt_response *response,
                                 size_t count, int agents, struct err *err) {
    if (!is_sound(model, response, count, agents, err))
        return NULL;
    struct irt_data *d = calloc(1, sizeof *d);
    if (!d) {
        err_memory(err);
        return NULL;
    }
    d->agents = agents;
    d->nodes = model->nodes;
    struct packing p = {.node = model->node, .count = (int)count};
    bool ok = pack(d, &p, response, err);
    free(p.response);
    free(p.block);
    free(p.order);
    if (!ok) {
        irt_data_destroy(d);
        return NULL;
    }
    return d;
}

void irt_data_destroy(struct irt_data *data) {
    if (!data)
        return;
    free(data->agent_first);
    free(data->block_pattern);
    free(data->pattern_first);
    free(data->pattern_scenario);
    free(data->node);
    free(data->category);
    free(data);
}

/* Divides by the largest cell, so that long calls do not underflow; returns its logarithm. */
static double rescale(double *product, int cells) {
    double top = 0;
    for (int c = 0; c < cells; c++)
        top = product[c] > top ? product[c] : top;
    assert(top > 0);
    for (int c = 0; c < cells; c++)
        product[c] /= top;
    return log(top);
}

double irt_pattern_product(const struct irt_tables *tables, const struct irt_data *data,
                           int pattern, int without, double *product) {
    enum { RESCALE_EVERY = 12 };
    int cells = tables->grid.cells, taken = 0;
    double log_scale = 0;
    for (int i = data->pattern_first[pattern]; i < data->pattern_first[pattern + 1]; i++) {
        if (i == without)
            continue;
        const double *restrict p = irt_table(tables, data->node[i], data->category[i]);
        double *restrict out = product;
        if (taken++ == 0)
            memcpy(out, p, (size_t)cells * sizeof *out);
        else
            for (int c = 0; c < cells; c++)
                out[c] *= p[c];
        if (taken % RESCALE_EVERY == 0)
            log_scale += rescale(product, cells);
    }
    for (int c = 0; taken == 0 && c < cells; c++)
        product[c] = 1;
    return log_scale;
}

void irt_row_logs(const struct irt_grid *grid, const double *product, double log_scale,
                  double *row) {
    for (int q = 0; q < grid->thetas; q++) {
        double sum = 0;
        for (int r = 0; r < grid->us; r++)
            sum += grid->u_weight[r] * product[q * grid->us + r];
        row[q] = log(sum) + log_scale;
    }
}
