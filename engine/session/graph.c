#include "session/graph.h"

#include "session/path.h"

#include <stdlib.h>
#include <string.h>

int graph_targets(const struct branches *branches, struct target *out) {
    int count = 0;
    for (int i = 0; i < branches->count; i++) {
        struct target to = branches->items[i].to;
        bool is_known = false;
        for (int k = 0; k < count && !is_known; k++)
            is_known = out[k].scene == to.scene && out[k].ending == to.ending;
        if (!is_known)
            out[count++] = to;
    }
    return count;
}

/* ---- edges: of each scene one after another ---- */

struct graph {
    const struct scenario *scenario;
    int *first;    /* of each scene, and one more for the end */
    int *to;       /* a scene; or scene_count + an ending */
    bool *is_time; /* a timeout's */
    struct target *room;
    int *queue;
    int count;
};

static int most_edges(const struct scenario *scenario, int *widest) {
    int count = 0;
    for (int i = 0; i < scenario->scene_count; i++) {
        const struct scene *scene = &scenario->scenes[i];
        const int own[] = {scene->to.count, scene->timeout.count};
        for (int k = 0; k < 2; k++) {
            count += own[k];
            *widest = own[k] > *widest ? own[k] : *widest;
        }
        for (int o = 0; o < scene->option_count; o++) {
            count += scene->options[o].to.count;
            *widest = scene->options[o].to.count > *widest ? scene->options[o].to.count : *widest;
        }
    }
    return count;
}

static void add_edges(struct graph *graph, const struct branches *branches, bool is_time) {
    int count = graph_targets(branches, graph->room);
    for (int i = 0; i < count; i++) {
        struct target to = graph->room[i];
        graph->is_time[graph->count] = is_time;
        graph->to[graph->count++] =
            to.scene >= 0 ? to.scene : graph->scenario->scene_count + to.ending;
    }
}

static bool make_graph(struct graph *graph, const struct scenario *scenario) {
    int widest = 1, edges = most_edges(scenario, &widest);
    size_t scenes = (size_t)scenario->scene_count;
    *graph = (struct graph){.scenario = scenario};
    graph->first = calloc(scenes + 1, sizeof(int));
    graph->to = calloc((size_t)edges + 1, sizeof(int));
    graph->is_time = calloc((size_t)edges + 1, sizeof(bool));
    graph->room = calloc((size_t)widest, sizeof(struct target));
    graph->queue = calloc(scenes + (size_t)scenario->ending_count + 1, sizeof(int));
    if (!graph->first || !graph->to || !graph->is_time || !graph->room || !graph->queue)
        return false;
    for (int i = 0; i < scenario->scene_count; i++) {
        const struct scene *scene = &scenario->scenes[i];
        graph->first[i] = graph->count;
        for (int o = 0; o < scene->option_count; o++)
            add_edges(graph, &scene->options[o].to, false);
        if (scene->option_count == 0)
            add_edges(graph, &scene->to, false);
        add_edges(graph, &scene->timeout, true);
    }
    graph->first[scenario->scene_count] = graph->count;
    return true;
}

static void free_graph(struct graph *graph) {
    free(graph->first);
    free(graph->to);
    free(graph->is_time);
    free(graph->room);
    free(graph->queue);
}

/* ---- forwards: what is reached ---- */

static void find_reached(const struct graph *graph, struct graph_facts *out) {
    int count = 0;
    graph->queue[count++] = graph->scenario->start;
    out->is_reached[graph->scenario->start] = true;
    for (int at = 0; at < count; at++) {
        int scene = graph->queue[at];
        if (scene >= graph->scenario->scene_count) /* an ending */
            continue;
        for (int e = graph->first[scene]; e < graph->first[scene + 1]; e++)
            if (!out->is_reached[graph->to[e]]) {
                out->is_reached[graph->to[e]] = true;
                graph->queue[count++] = graph->to[e];
            }
    }
    out->reached = count;
}

/* ---- backwards: what an ending can be reached from ---- */

static bool find_trapped(const struct graph *graph, struct graph_facts *out) {
    int scenes = graph->scenario->scene_count, places = scenes + graph->scenario->ending_count;
    int *into = calloc((size_t)places + 2, sizeof *into), count = 0;
    int *from = calloc((size_t)graph->count + 1, sizeof *from);
    bool *is_out = calloc((size_t)places + 1, sizeof *is_out);
    bool ok = into && from && is_out;
    for (int e = 0; ok && e < graph->count; e++)
        into[graph->to[e]]++;
    for (int i = 0; ok && i < places; i++) /* where the edges into it end */
        into[i + 1] += into[i];
    for (int scene = scenes - 1; ok && scene >= 0; scene--)
        for (int e = graph->first[scene]; e < graph->first[scene + 1]; e++)
            from[--into[graph->to[e]]] = scene; /* and, once all are there, begin */
    for (int i = scenes; ok && i < places; i++)
        is_out[graph->queue[count++] = i] = true;
    for (int at = 0; ok && at < count; at++) {
        for (int e = into[graph->queue[at]]; e < into[graph->queue[at] + 1]; e++)
            if (!is_out[from[e]])
                is_out[graph->queue[count++] = from[e]] = true;
    }
    for (int i = 0; ok && i < scenes; i++) {
        out->is_trapped[i] = !is_out[i];
        out->is_dead_end[i] = graph->first[i] == graph->first[i + 1];
    }
    free(into);
    free(from);
    free(is_out);
    return ok;
}

/* ---- how many ways: whole numbers of any length, nine digits a limb, the lowest first ---- */

enum { LIMB = 1000000000 };
struct number {
    uint32_t *limbs;
    int count, capacity;
};

static bool grow(struct number *number, int count) {
    if (count <= number->capacity)
        return true;
    int capacity = count + count / 2 + 2;
    uint32_t *grown = realloc(number->limbs, (size_t)capacity * sizeof *grown);
    if (!grown)
        return false;
    number->limbs = grown;
    number->capacity = capacity;
    return true;
}

static bool number_add(struct number *sum, const uint32_t *limbs, int count) {
    uint32_t carry = 0;
    for (int i = 0; i < count || carry; i++) {
        if (i >= sum->count) {
            if (!grow(sum, i + 1))
                return false;
            sum->limbs[sum->count++] = 0;
        }
        uint32_t limb = sum->limbs[i] + carry + (i < count ? limbs[i] : 0);
        carry = limb >= LIMB;
        sum->limbs[i] = carry ? limb - LIMB : limb;
    }
    return true;
}

static void number_write(const struct number *number, struct buf *out) {
    if (number->count == 0)
        buf_char(out, '0');
    for (int i = number->count - 1; i >= 0; i--)
        buf_printf(out, i == number->count - 1 ? "%u" : "%09u", (unsigned)number->limbs[i]);
}

/* The sum over the ways out of a scene whose followers are all counted. */
static bool sum_up(const struct graph *graph, struct number *numbers, int scene) {
    static const uint32_t one = 1;
    for (int e = graph->first[scene]; e < graph->first[scene + 1]; e++) {
        int to = graph->to[e];
        bool is_ending = to >= graph->scenario->scene_count;
        if (graph->is_time[e])
            continue;
        if (!number_add(&numbers[scene], is_ending ? &one : numbers[to].limbs,
                        is_ending ? 1 : numbers[to].count))
            return false;
    }
    return true;
}

/* Depth first without recursion: `queue` is the stack, `next` the edge to follow of each scene. */
static bool count_paths(const struct graph *graph, struct buf *out) {
    int scenes = graph->scenario->scene_count, depth = 0;
    struct number *numbers = calloc((size_t)scenes + 1, sizeof *numbers);
    int *next = malloc(((size_t)scenes + 1) * sizeof *next);
    bool *is_seen = calloc((size_t)scenes + 1, sizeof *is_seen);
    bool ok = numbers && next && is_seen;
    if (ok) {
        memcpy(next, graph->first, ((size_t)scenes + 1) * sizeof *next);
        is_seen[graph->queue[depth++] = graph->scenario->start] = true;
    }
    while (ok && depth) {
        int scene = graph->queue[depth - 1];
        if (next[scene] == graph->first[scene + 1]) {
            ok = sum_up(graph, numbers, scene);
            depth--;
            continue;
        }
        int e = next[scene]++;
        if (!graph->is_time[e] && graph->to[e] < scenes && !is_seen[graph->to[e]])
            is_seen[graph->queue[depth++] = graph->to[e]] = true;
    }
    if (ok)
        number_write(&numbers[graph->scenario->start], out);
    for (int i = 0; numbers && i < scenes; i++)
        free(numbers[i].limbs);
    free(numbers);
    free(next);
    free(is_seen);
    return ok && !out->failed;
}

/* ---- all together ---- */

static bool find_lengths(const struct scenario *scenario, struct graph_facts *out) {
    struct path_range *ranges = calloc((size_t)scenario->scene_count + 1, sizeof *ranges);
    bool ok = ranges && path_ranges(scenario, ranges);
    if (ok) {
        out->is_cyclic = ranges[scenario->start].most < 0;
        out->shortest = out->is_cyclic ? -1 : ranges[scenario->start].fewest;
        out->most = ranges[scenario->start].most;
    }
    free(ranges);
    return ok;
}

bool graph_facts(const struct scenario *scenario, struct graph_facts *out, struct err *err) {
    size_t scenes = (size_t)scenario->scene_count + 1;
    struct graph graph = {0};
    *out = (struct graph_facts){.shortest = -1, .most = -1};
    out->is_reached = calloc(scenes + (size_t)scenario->ending_count, sizeof(bool));
    out->is_trapped = calloc(scenes, sizeof(bool));
    out->is_dead_end = calloc(scenes, sizeof(bool));
    bool ok = out->is_reached && out->is_trapped && out->is_dead_end &&
              make_graph(&graph, scenario) && find_trapped(&graph, out) &&
              find_lengths(scenario, out);
    if (ok)
        find_reached(&graph, out);
    if (ok && !out->is_cyclic)
        ok = count_paths(&graph, &out->paths);
    free_graph(&graph);
    return ok || err_memory(err);
}

void graph_facts_finish(struct graph_facts *facts) {
    free(facts->is_reached);
    free(facts->is_trapped);
    free(facts->is_dead_end);
    buf_finish(&facts->paths);
    *facts = (struct graph_facts){0};
}
