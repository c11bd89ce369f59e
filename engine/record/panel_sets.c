#include "record/panel_sets.h"

#include <stdlib.h>
#include <string.h>

static int by_bytes(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void collect(struct panel_sets *sets, const struct panel_file *file,
                    const struct scenario *scenario) {
    int count = 0, kept = 0;
    for (int i = 0; i < file->rating_count; i++)
        sets->nodes[count++] = file->ratings[i].node;
    for (int i = 0; i < file->node_count; i++)
        sets->nodes[count++] = file->nodes[i].node;
    for (int i = 0; i < file->lineage_count; i++) {
        sets->nodes[count++] = file->lineage[i].from;
        sets->nodes[count++] = file->lineage[i].to;
    }
    for (int i = 0; i < scenario->scene_count; i++)
        if (*scenario->scenes[i].node)
            sets->nodes[count++] = scenario->scenes[i].node;
    if (count)
        qsort(sets->nodes, (size_t)count, sizeof *sets->nodes, by_bytes);
    for (int i = 0; i < count; i++)
        if (kept == 0 || strcmp(sets->nodes[kept - 1], sets->nodes[i]) != 0)
            sets->nodes[kept++] = sets->nodes[i];
    sets->count = kept;
}

static int index_of(const struct panel_sets *sets, const char *node) {
    const char **found = sets->count ? bsearch(&node, sets->nodes, (size_t)sets->count,
                                               sizeof *sets->nodes, by_bytes)
                                     : NULL;
    return found ? (int)(found - sets->nodes) : -1;
}

/* The root; the way there is halved for the next time. */
static int root_of(const struct panel_sets *sets, int index) {
    while (sets->parent[index] != index) {
        sets->parent[index] = sets->parent[sets->parent[index]];
        index = sets->parent[index];
    }
    return index;
}

int panel_sets_find(const struct panel_sets *sets, const char *node) {
    int index = index_of(sets, node);
    return index < 0 ? -1 : root_of(sets, index);
}

/* Two decisions of one scenario are two items, whatever an entry says. */
static bool join(struct panel_sets *sets, const struct panel_lineage *lineage) {
    int from = panel_sets_find(sets, lineage->from), to = panel_sets_find(sets, lineage->to);
    if (from == to)
        return true;
    if (sets->scene[from] >= 0 && sets->scene[to] >= 0)
        return false;
    sets->parent[from] = to;
    if (sets->scene[to] < 0)
        sets->scene[to] = sets->scene[from];
    return true;
}

bool panel_sets_make(struct panel_sets *sets, const struct panel_file *file,
                     const struct scenario *scenario, struct err *err) {
    size_t most = (size_t)file->rating_count + (size_t)file->node_count +
                  2 * (size_t)file->lineage_count + (size_t)scenario->scene_count + 1;
    *sets = (struct panel_sets){
        .nodes = arena_array(file->arena, most, sizeof *sets->nodes),
        .parent = arena_array(file->arena, most, sizeof *sets->parent),
        .scene = arena_array(file->arena, most, sizeof *sets->scene),
        .rated = arena_array(file->arena, most, sizeof *sets->rated),
        .is_held = arena_array(file->arena, (size_t)file->lineage_count + 1, sizeof(bool))};
    if (!sets->nodes || !sets->parent || !sets->scene || !sets->rated || !sets->is_held)
        return err_memory(err);
    collect(sets, file, scenario);
    for (int i = 0; i < sets->count; i++) {
        sets->parent[i] = i;
        sets->scene[i] = sets->rated[i] = -1;
    }
    for (int i = scenario->scene_count - 1; i >= 0; i--)
        if (*scenario->scenes[i].node)
            sets->scene[index_of(sets, scenario->scenes[i].node)] = i;
    for (int i = 0; i < file->lineage_count; i++) /* by time: of contradicting ones the earlier */
        sets->is_held[i] = join(sets, &file->lineage[i]);
    for (int i = file->node_count - 1; i >= 0; i--)
        sets->rated[panel_sets_find(sets, file->nodes[i].node)] = i;
    return true;
}
