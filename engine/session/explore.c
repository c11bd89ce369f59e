#include "session/explore.h"

#include "session/effect.h"
#include "session/explore_walk.h"

#include <stdlib.h>
#include <string.h>

bool explore_is_over(const struct explore *explore) {
    return explore->failed || explore->work + explore->states.probes > explore->work_max;
}

static void explore_level(struct explore *explore, enum level at) {
    struct explore_level *level = &explore->out->levels[at];
    *level = (struct explore_level){.is_complete = true, .shortest = -1};
    explore->level = at;
    explore->from = -1;
    explore->work = 0;
    explore->now.count = explore->next.count = 0;
    states_clear(&explore->states);
    slots_start(explore->scenario, at, explore->there.slots);
    explore->there.is_breach = false;
    memset(explore->here.slots, 0, (size_t)explore->scenario->slot_count * sizeof(int32_t));
    explore_arrive(explore, (struct target){explore->scenario->start, -1}, 0);
    while (explore->next.count && !explore_is_over(explore)) {
        struct queue swap = explore->now;
        explore->now = explore->next;
        explore->next = swap;
        explore->next.count = 0;
        while (explore->now.count && !explore_is_over(explore)) {
            int state = explore->now.items[--explore->now.count];
            if (!explore->is_done[state])
                explore_expand(explore, state);
        }
    }
    if (explore_is_over(explore))
        level->is_complete = false;
}

static void *array(struct explore *explore, int count, size_t size) {
    void *items = calloc(count > 0 ? (size_t)count : 1, size);
    explore->failed = explore->failed || !items;
    return items;
}

static void make_result(struct explore *explore) {
    const struct scenario *scenario = explore->scenario;
    struct explore_result *out = explore->out;
    int options = 0, lines = 0, evidence = 0;
    out->scenes = array(explore, scenario->scene_count, 1);
    out->endings = array(explore, scenario->ending_count, 1);
    out->cards = array(explore, scenario->card_count, 1);
    out->option_first = array(explore, scenario->scene_count, sizeof(int));
    out->line_first = array(explore, scenario->scene_count, sizeof(int));
    out->evidence_first = array(explore, scenario->scene_count, sizeof(int));
    for (int i = 0; !explore->failed && i < scenario->scene_count; i++) {
        out->option_first[i] = options;
        out->line_first[i] = lines;
        out->evidence_first[i] = evidence;
        options += scenario->scenes[i].option_count;
        lines += scenario->scenes[i].customer.count;
        evidence += scenario->scenes[i].evidence_count;
    }
    out->options = array(explore, options, 1);
    out->hidden = array(explore, options, 1);
    out->evidence = array(explore, evidence, 1);
    out->lines = array(explore, lines, 1);
}

static int states_allowed(const struct explore *explore, const struct explore_limits *limits) {
    size_t bytes = limits && limits->bytes ? limits->bytes : EXPLORE_BYTES_MAX;
    size_t most = bytes / ((size_t)(HEAD_COUNT + explore->relevant_count) * sizeof(int32_t));
    size_t states = limits && limits->states > 0 ? (size_t)limits->states : EXPLORE_STATES_MAX;
    return (int)(most < states ? most : states);
}

static void prepare(struct explore *explore, const struct explore_limits *limits) {
    const struct scenario *scenario = explore->scenario;
    int slots = scenario->slot_count;
    explore->work_max = limits && limits->work > 0 ? limits->work : EXPLORE_WORK_MAX;
    explore->is_relevant = array(explore, slots, sizeof *explore->is_relevant);
    explore->relevant = array(explore, slots, sizeof *explore->relevant);
    explore->relevant_index = array(explore, slots, sizeof *explore->relevant_index);
    explore->cap = array(explore, slots, sizeof *explore->cap);
    explore->is_condition = array(explore, slots, sizeof *explore->is_condition);
    explore->openings = array(explore, slots, sizeof *explore->openings);
    explore->here.slots = array(explore, slots, sizeof(int32_t));
    explore->there.slots = array(explore, slots, sizeof(int32_t));
    make_result(explore);
    if (explore->failed)
        return;
    explore_find_relevant(explore);
    explore_find_live(explore);
    int most = states_allowed(explore, limits);
    explore->packed = array(explore, HEAD_COUNT + explore->relevant_count, sizeof(int32_t));
    explore->depth = array(explore, most, sizeof *explore->depth);
    explore->is_done = array(explore, most, sizeof *explore->is_done);
    explore->parent = array(explore, most, sizeof *explore->parent);
    explore->step = array(explore, most, sizeof *explore->step);
    states_init(&explore->states, (size_t)(HEAD_COUNT + explore->relevant_count), most);
}

static void release(struct explore *explore) {
    states_finish(&explore->states);
    free(explore->depth);
    free(explore->is_done);
    free(explore->parent);
    free(explore->step);
    free(explore->cap);
    free(explore->is_condition);
    free(explore->now.items);
    free(explore->next.items);
    free(explore->relevant);
    free(explore->relevant_index);
    free(explore->live);
    free(explore->is_relevant);
    free(explore->openings);
    free(explore->packed);
    free(explore->here.slots);
    free(explore->there.slots);
}

bool explore_run(const struct scenario *scenario, const struct explore_limits *limits,
                 struct explore_result *out, struct err *err) {
    struct explore explore = {.scenario = scenario, .out = out};
    *out = (struct explore_result){0};
    prepare(&explore, limits);
    for (int level = 0; !explore.failed && level < LEVEL_COUNT; level++)
        explore_level(&explore, (enum level)level);
    release(&explore);
    if (!explore.failed)
        return true;
    explore_finish(out);
    return err_memory(err);
}

void explore_finish(struct explore_result *result) {
    for (int level = 0; level < LEVEL_COUNT; level++)
        free(result->levels[level].way);
    for (int i = 0; i < result->fault_count; i++)
        free(result->faults[i].way);
    free(result->faults);
    free(result->scenes);
    free(result->endings);
    free(result->cards);
    free(result->options);
    free(result->hidden);
    free(result->option_first);
    free(result->evidence);
    free(result->evidence_first);
    free(result->lines);
    free(result->line_first);
    *result = (struct explore_result){0};
}

bool explore_is_needed(const struct scenario *scenario) {
    for (int i = 0; i < scenario->scene_count; i++) {
        const struct scene *scene = &scenario->scenes[i];
        bool is_safe = scene->option_count == 0;
        for (int o = 0; o < scene->option_count && !is_safe; o++)
            is_safe = !scene->options[o].when && !scene->options[o].once &&
                      scene->options[o].need_count == 0;
        if (!is_safe || scene->option_count > OPTIONS_SHOWN_MAX)
            return true;
    }
    return false;
}
