/* Checks over the whole that need no play. */
#include "script/build.h"

#include <stdio.h>
#include <string.h>

/* ---- cycles of scenes that only speak (E118) ---- */

enum colour { UNSEEN, ON_PATH, DONE };

/* A walk in depth without recursion: `path` holds the scenes entered and not left. */
struct walk {
    struct build *build;
    unsigned char *colour, *is_told;
    int *path, *branch; /* branch: the next one to follow, for each scene of the path */
    int depth;
};

static bool only_speaks(const struct scene *scene) {
    return scene->option_count == 0;
}

static void tell_cycle(struct walk *walk, int first) {
    struct build *build = walk->build;
    char names[300] = "";
    int from = walk->depth - 1;
    while (walk->path[from] != first)
        from--;
    for (int i = from; i < walk->depth; i++)
        if (walk->is_told[walk->path[i]])
            return;
    for (int i = from; i < walk->depth; i++) {
        size_t len = strlen(names);
        walk->is_told[walk->path[i]] = 1;
        snprintf(names + len, sizeof names - len, "%.64s, ", build->scenes[walk->path[i]].id);
    }
    const struct scene *scene = &build->scenes[first];
    struct where where = {scene->place, "scene", scene->id, NULL,
                          build->from[DECLARED_SCENE][first]};
    fault(build, &where, E118, "let one of them decide, or lead out of the circle",
          "scenes that only speak lead in a circle: %s%.64s", names, scene->id);
}

static void enter(struct walk *walk, int scene) {
    walk->colour[scene] = ON_PATH;
    walk->path[walk->depth] = scene;
    walk->branch[walk->depth++] = 0;
}

static void walk_from(struct walk *walk, int start) {
    enter(walk, start);
    while (walk->depth) {
        const struct scene *scene = &walk->build->scenes[walk->path[walk->depth - 1]];
        int *branch = &walk->branch[walk->depth - 1];
        if (*branch == scene->to.count) {
            walk->colour[walk->path[--walk->depth]] = DONE;
            continue;
        }
        int next = scene->to.items[(*branch)++].to.scene;
        if (next < 0 || !only_speaks(&walk->build->scenes[next]) || walk->colour[next] == DONE)
            continue;
        if (walk->colour[next] == ON_PATH)
            tell_cycle(walk, next);
        else
            enter(walk, next);
    }
}

static void check_cycles(struct build *build) {
    size_t count = (size_t)build->scenario->scene_count;
    struct pool *pool = &build->load->values;
    struct walk walk = {.build = build,
                        .colour = pool_alloc(pool, count),
                        .is_told = pool_alloc(pool, count),
                        .path = pool_alloc(pool, count * sizeof(int)),
                        .branch = pool_alloc(pool, count * sizeof(int))};
    if (!count)
        return;
    if (!walk.colour || !walk.is_told || !walk.path || !walk.branch) {
        build->load->no_memory = true;
        return;
    }
    memset(walk.colour, UNSEEN, count);
    memset(walk.is_told, 0, count);
    for (size_t i = 0; i < count; i++)
        if (only_speaks(&build->scenes[i]) && walk.colour[i] == UNSEEN)
            walk_from(&walk, (int)i);
}

void check_graph(struct build *build) {
    const struct scenario *scenario = build->scenario;
    if (scenario->ending_count == 0 && build->scenario_from)
        load_fault(build->load, E108, place_of(build->load, build->scenario_from, NULL),
                   "add ending \"id\" { … } and lead an option to it", "there is no ending");
    check_cycles(build);
}
