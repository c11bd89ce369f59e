#include "session/path.h"

#include <stdlib.h>

/* The ways out of a scene, one after the other: the branches of its options, or its own `to`. */
struct way {
    int option, branch;
};

static const struct branches *branches_at(const struct scene *scene, int option) {
    return scene->option_count ? &scene->options[option].to : &scene->to;
}

static bool next_target(const struct scene *scene, struct way *way, struct target *out) {
    int lists = scene->option_count ? scene->option_count : 1;
    for (; way->option < lists; way->option++, way->branch = 0) {
        const struct branches *branches = branches_at(scene, way->option);
        if (way->branch < branches->count) {
            *out = branches->items[way->branch++].to;
            return true;
        }
    }
    return false;
}

static int weight(const struct scene *scene) {
    return scene->option_count > 0;
}

/* ---- the most: depth first, without recursion ---- */

enum mark { UNSEEN, OPEN, DONE };

struct visit {
    int scene;
    struct way way;
};

/* What a target adds to the longest way of the scene that leads to it. */
static void take(int *most, struct target to, const unsigned char *marks,
                 const struct path_range *out) {
    int beyond = 0;
    if (to.scene >= 0)
        beyond = marks[to.scene] == DONE ? out[to.scene].most : -1;
    if (*most >= 0)
        *most = beyond < 0 ? -1 : beyond > *most ? beyond : *most;
}

static void visit_from(const struct scenario *scenario, int root, struct visit *stack,
                       unsigned char *marks, struct path_range *out) {
    int depth = 0;
    stack[depth++] = (struct visit){.scene = root};
    marks[root] = OPEN;
    out[root].most = 0;
    while (depth) {
        struct visit *top = &stack[depth - 1];
        const struct scene *scene = &scenario->scenes[top->scene];
        struct target to;
        if (!next_target(scene, &top->way, &to)) {
            if (out[top->scene].most >= 0)
                out[top->scene].most += weight(scene);
            marks[top->scene] = DONE;
            depth--;
            if (depth)
                take(&out[stack[depth - 1].scene].most, (struct target){top->scene, -1}, marks,
                     out);
        } else if (to.scene >= 0 && marks[to.scene] == UNSEEN) {
            marks[to.scene] = OPEN;
            out[to.scene].most = 0;
            stack[depth++] = (struct visit){.scene = to.scene};
        } else {
            take(&out[top->scene].most, to, marks, out);
        }
    }
}

static bool find_most(const struct scenario *scenario, struct path_range *out) {
    size_t count = (size_t)scenario->scene_count;
    struct visit *stack = calloc(count + 1, sizeof *stack);
    unsigned char *marks = calloc(count + 1, 1);
    if (stack && marks)
        for (int i = 0; i < scenario->scene_count; i++)
            if (marks[i] == UNSEEN)
                visit_from(scenario, i, stack, marks, out);
    bool ok = stack && marks;
    free(stack);
    free(marks);
    return ok;
}

/* ---- the fewest: backwards from the endings, scenes that only speak first ---- */

struct edges {
    int *first, *next, *from; /* edges into each scene, as linked lists */
    int count;
};

static int count_edges(const struct scenario *scenario) {
    int count = 0;
    struct target to;
    for (int i = 0; i < scenario->scene_count; i++)
        for (struct way way = {0}; next_target(&scenario->scenes[i], &way, &to);)
            count += to.scene >= 0;
    return count;
}

/* Steps through distances 0, 1, 2 …: `now` holds the scenes at this distance, `later` those at the
 * next. Each scene is settled once. */
struct rings {
    int *now, *later;
    int now_count, later_count;
};

static void settle(const struct scenario *scenario, const struct edges *edges, struct rings *rings,
                   struct path_range *out, int scene, int distance) {
    for (int e = edges->first[scene]; e >= 0; e = edges->next[e]) {
        int from = edges->from[e];
        if (out[from].fewest >= 0)
            continue;
        if (weight(&scenario->scenes[from])) {
            rings->later[rings->later_count++] = from;
        } else {
            out[from].fewest = distance;
            rings->now[rings->now_count++] = from;
        }
    }
}

static void spread(const struct scenario *scenario, const struct edges *edges, struct rings *rings,
                   struct path_range *out) {
    for (int distance = 0; rings->now_count || rings->later_count; distance++) {
        for (int i = 0; i < rings->now_count; i++)
            settle(scenario, edges, rings, out, rings->now[i], distance);
        rings->now_count = 0;
        for (int i = 0; i < rings->later_count; i++)
            if (out[rings->later[i]].fewest < 0) {
                out[rings->later[i]].fewest = distance + 1;
                rings->now[rings->now_count++] = rings->later[i];
            }
        rings->later_count = 0;
    }
}

static void add_edges(const struct scenario *scenario, struct edges *edges, struct rings *rings,
                      struct path_range *out) {
    for (int i = 0; i < scenario->scene_count; i++)
        edges->first[i] = out[i].fewest = -1;
    for (int i = 0; i < scenario->scene_count; i++) {
        struct target to;
        bool ends = false;
        for (struct way way = {0}; next_target(&scenario->scenes[i], &way, &to);) {
            ends |= to.scene < 0;
            if (to.scene < 0)
                continue;
            edges->from[edges->count] = i;
            edges->next[edges->count] = edges->first[to.scene];
            edges->first[to.scene] = edges->count++;
        }
        if (ends && weight(&scenario->scenes[i])) {
            rings->later[rings->later_count++] = i;
        } else if (ends) {
            out[i].fewest = 0;
            rings->now[rings->now_count++] = i;
        }
    }
}

static bool find_fewest(const struct scenario *scenario, struct path_range *out) {
    size_t scenes = (size_t)scenario->scene_count, count = (size_t)count_edges(scenario);
    int *memory = calloc(scenes + 2 * count + 2 * (scenes + count) + 1, sizeof *memory);
    if (!memory)
        return false;
    struct edges edges = {
        .first = memory, .next = memory + scenes, .from = memory + scenes + count};
    struct rings rings = {.now = memory + scenes + 2 * count};
    rings.later = rings.now + scenes + count;
    add_edges(scenario, &edges, &rings, out);
    spread(scenario, &edges, &rings, out);
    free(memory);
    return true;
}

bool path_ranges(const struct scenario *scenario, struct path_range *out) {
    return find_fewest(scenario, out) && find_most(scenario, out);
}
