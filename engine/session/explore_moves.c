/* From one state to the next. */
#include "model/condition.h"
#include "session/effect.h"
#include "session/explore_walk.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

/* ---- states ---------------------------------------------------------------------------------- */

static void pack(const struct explore *explore, const struct moment *moment, int32_t *out) {
    out[HEAD_SCENE] = moment->scene;
    memcpy(out + HEAD_NUDGES, &moment->nudges, sizeof moment->nudges);
    memcpy(out + HEAD_OFFERED, moment->offered, sizeof moment->offered);
    for (int i = 0; i < explore->relevant_count; i++)
        out[HEAD_COUNT + i] = moment->slots[explore->relevant[i]];
}

static void unpack(const struct explore *explore, const int32_t *packed, struct moment *moment) {
    moment->scene = packed[HEAD_SCENE];
    memcpy(&moment->nudges, packed + HEAD_NUDGES, sizeof moment->nudges);
    memcpy(moment->offered, packed + HEAD_OFFERED, sizeof moment->offered);
    for (int i = 0; i < explore->relevant_count; i++)
        moment->slots[explore->relevant[i]] = packed[HEAD_COUNT + i];
}

/* `there` becomes as `here`; only what matters is copied. */
static void stay(struct explore *explore) {
    int32_t *slots = explore->there.slots;
    for (int i = 0; i < explore->relevant_count; i++)
        slots[explore->relevant[i]] = explore->here.slots[explore->relevant[i]];
    explore->there = explore->here;
    explore->there.slots = slots;
}

static void enqueue(struct explore *explore, struct queue *queue, int state) {
    if (queue->count == queue->capacity) {
        int capacity = queue->capacity ? queue->capacity * 2 : 256;
        int *items = realloc(queue->items, (size_t)capacity * sizeof *items);
        if (!items) {
            explore->failed = true;
            return;
        }
        queue->items = items;
        queue->capacity = capacity;
    }
    queue->items[queue->count++] = state;
}

/* The state `there` is reached with `depth` decisions. */
static void reach(struct explore *explore, struct queue *queue, int depth) {
    struct explore_level *level = &explore->out->levels[explore->level];
    bool is_new;
    level->transitions++;
    explore->work += 1 + explore->relevant_count / 16;
    pack(explore, &explore->there, explore->packed);
    int state = states_add(&explore->states, explore->packed, &is_new);
    if (state < 0) {
        explore->failed = explore->failed || explore->states.failed;
        level->is_complete = false;
        return;
    }
    if (is_new) {
        explore->is_done[state] = false;
        explore->depth[state] = INT_MAX;
        level->states++;
    }
    if (explore->is_done[state] || explore->depth[state] <= depth)
        return;
    explore->depth[state] = depth;
    enqueue(explore, queue, state);
}

/* ---- moves ----------------------------------------------------------------------------------- */

static bool is_offered(const struct moment *moment, int option) {
    return moment->offered[option / 32] >> (option % 32) & 1;
}

static bool is_offerable(const struct option *option, const int32_t *slots) {
    return !(option->once && slots[option->took_slot]) && condition_holds(option->when, slots);
}

/* Adds to the offer of `there` what has become possible. */
static void offer(struct explore *explore) {
    struct moment *there = &explore->there;
    const struct scene *scene = &explore->scenario->scenes[there->scene];
    uint8_t *reached = explore->out->options + explore->out->option_first[there->scene];
    int count = 0;
    for (int i = 0; i < scene->option_count; i++) {
        if (!is_offered(there, i)) {
            explore->work++;
            if (!is_offerable(&scene->options[i], there->slots))
                continue;
            there->offered[i / 32] |= UINT32_C(1) << (i % 32);
        }
        reached[i] |= (uint8_t)(1u << explore->level);
        count++;
    }
    if (count == 0)
        explore_tell(explore, EXPLORE_HIDDEN, count);
    if (count > OPTIONS_SHOWN_MAX)
        explore_tell(explore, EXPLORE_CROWDED, count);
}

static void mark_cards(struct explore *explore) {
    const struct scenario *scenario = explore->scenario;
    uint8_t bit = (uint8_t)(1u << explore->level);
    explore->work += scenario->card_count / 16;
    for (int i = 0; i < scenario->card_count; i++) {
        if (explore->out->cards[i] & bit)
            continue;
        explore->work++;
        if (condition_holds(scenario->cards[i].when, explore->there.slots))
            explore->out->cards[i] |= bit;
    }
}

void explore_arrive(struct explore *explore, struct target to, int depth) {
    const struct scenario *scenario = explore->scenario;
    struct explore_result *out = explore->out;
    struct moment *there = &explore->there;
    uint8_t bit = (uint8_t)(1u << explore->level);
    while (to.scene >= 0) {
        const struct scene *scene = &scenario->scenes[to.scene];
        there->scene = to.scene;
        there->nudges = 0;
        memset(there->offered, 0, sizeof there->offered);
        out->scenes[to.scene] |= bit;
        counter_add(scene->visits_slot, there->slots);
        effect_apply(&scene->enter, there->slots);
        int line = variants_choose(&scene->customer, there->slots);
        if (line >= 0)
            out->lines[out->line_first[to.scene] + line] |= bit;
        mark_cards(explore);
        explore->work += 1 + scene->customer.count;
        if (scene->option_count > 0) {
            offer(explore);
            reach(explore, &explore->next, depth);
            return;
        }
        to = scene->to.items[branches_choose(&scene->to, there->slots)].to;
    }
    struct explore_level *level = &out->levels[explore->level];
    out->endings[to.ending] |= bit;
    level->transitions++;
    if (level->shortest < 0 || depth < level->shortest)
        level->shortest = depth;
}

static void take_option(struct explore *explore, const struct option *option, int depth) {
    stay(explore);
    int32_t *slots = explore->there.slots;
    counter_add(option->took_slot, slots);
    effect_apply(&option->effect, slots);
    explore->work += option->to.count;
    explore_arrive(explore, option->to.items[branches_choose(&option->to, slots)].to, depth + 1);
}

static bool matters(const struct explore *explore, const struct effect *effect) {
    for (int i = 0; i < effect->set_count; i++)
        if (explore->is_relevant[effect->set[i].slot])
            return true;
    for (int i = 0; i < effect->add_count; i++)
        if (explore->is_relevant[effect->add[i].slot])
            return true;
    return false;
}

/* The next nudge in order of time, then of authoring, among those that change something. */
static int next_nudge(const struct explore *explore, const struct scene *scene) {
    int next = -1;
    for (int i = 0; i < scene->nudge_count && i < NUDGES_SCENE_MAX; i++)
        if (!(explore->here.nudges >> i & 1) && matters(explore, &scene->nudges[i].effect) &&
            (next < 0 || scene->nudges[i].after_s < scene->nudges[next].after_s))
            next = i;
    return next;
}

static void pass_time(struct explore *explore, const struct scene *scene, int depth) {
    int nudge = next_nudge(explore, scene);
    stay(explore);
    int32_t *slots = explore->there.slots;
    if (nudge >= 0) {
        explore->there.nudges |= UINT64_C(1) << nudge;
        effect_apply(&scene->nudges[nudge].effect, slots);
        mark_cards(explore);
        reach(explore, &explore->now, depth);
    } else if (scene->timeout.count) {
        effect_apply(&scene->timeout_effect, slots);
        explore->work += scene->timeout.count;
        explore_arrive(explore, scene->timeout.items[branches_choose(&scene->timeout, slots)].to,
                       depth + 1);
    }
}

/* Opening anything makes the session look again at what it can offer. */
static void open_things(struct explore *explore, int depth) {
    const struct scenario *scenario = explore->scenario;
    for (int i = 0; i < explore->opening_count; i++) {
        const struct card *card = &scenario->cards[explore->openings[i].card];
        int fact = explore->openings[i].fact;
        explore->work++;
        if (!condition_holds(card->when, explore->here.slots))
            continue;
        stay(explore);
        explore->there.slots[fact < 0 ? card->seen_slot : card->facts[fact].seen_slot] = 1;
        if (explore->is_relevant[card->seen_slot])
            explore->there.slots[card->seen_slot] = 1; /* a fact stands on its open card */
        mark_cards(explore);
        offer(explore);
        reach(explore, &explore->now, depth);
    }
}

/* A card that no condition mentions can be opened too: after a nudge that may offer more. */
static void look_again(struct explore *explore, int depth) {
    const struct scenario *scenario = explore->scenario;
    if (!explore->here.nudges)
        return;
    for (int i = 0; i < scenario->card_count; i++) {
        explore->work++;
        if (!condition_holds(scenario->cards[i].when, explore->here.slots))
            continue;
        stay(explore);
        offer(explore);
        reach(explore, &explore->now, depth);
        return;
    }
}

void explore_expand(struct explore *explore, int state) {
    int depth = explore->depth[state];
    explore->is_done[state] = true;
    unpack(explore, states_at(&explore->states, state), &explore->here);
    const struct scene *scene = &explore->scenario->scenes[explore->here.scene];
    for (int i = 0; i < scene->option_count; i++)
        if (is_offered(&explore->here, i))
            take_option(explore, &scene->options[i], depth);
    pass_time(explore, scene, depth);
    open_things(explore, depth);
    look_again(explore, depth);
}
