/* Which slots still matter in each scene: those that a condition reads while it stands or in any
 * scene that can follow, over options, timeouts and `to`. What nothing reads any more need not tell
 * two states apart: who looked up what for a decision long past, or how angry somebody was in a
 * scene that nothing returns to. */
#include "model/condition.h"
#include "session/explore_walk.h"

#include <stdlib.h>
#include <string.h>

/* Two rows a scene: what matters once it is entered, and what matters to who arrives. */
static uint64_t *row(const struct explore *explore, int scene, int arriving) {
    return explore->live + ((size_t)scene * 2 + (size_t)arriving) * (size_t)explore->live_words;
}

struct marking {
    struct explore *explore;
    uint64_t *bits;
};

static void mark(struct marking *marking, int slot) {
    int index = slot < 0 ? -1 : marking->explore->relevant_index[slot];
    if (index >= 0)
        marking->bits[index / 64] |= UINT64_C(1) << (index % 64);
}

static void mark_slot(void *self, int slot) {
    mark(self, slot);
}

static void mark_branches(struct marking *marking, const struct branches *branches) {
    for (int i = 0; i < branches->count; i++)
        condition_slots(branches->items[i].when, mark_slot, marking);
}

static void mark_needs(struct marking *marking, const struct option *option) {
    for (int n = 0; n < option->need_count; n++)
        for (int i = 0; i < option->needs[n].count; i++)
            mark(marking, explore_met_slot(marking->explore, option->needs[n].any[i]));
}

/* What is read while the scene stands. */
static void mark_standing(struct marking *marking, const struct scene *scene) {
    const struct scenario *scenario = marking->explore->scenario;
    mark_branches(marking, &scene->to);
    mark_branches(marking, &scene->timeout);
    for (int i = 0; i < scene->option_count; i++) {
        const struct option *option = &scene->options[i];
        condition_slots(option->when, mark_slot, marking);
        mark_branches(marking, &option->to);
        mark_needs(marking, option);
        if (option->once)
            mark(marking, option->took_slot);
    }
    for (int i = 0; i < scenario->card_count; i++)
        condition_slots(scenario->cards[i].when, mark_slot, marking);
}

static void mark_csat(struct marking *marking, const struct ending *ending) {
    const struct computed *csat = &ending->outcome.csat;
    for (int i = 0; marking->explore->tracks_breach && i < csat->count; i++) {
        condition_slots(csat->items[i].when, mark_slot, marking);
        condition_slots(csat->items[i].value, mark_slot, marking);
    }
}

/* What arriving at the targets reads, and what matters there. True: that is more than was known. */
static bool take_targets(struct marking *marking, const struct branches *branches) {
    struct explore *explore = marking->explore;
    bool grows = false;
    for (int i = 0; i < branches->count; i++) {
        int scene = branches->items[i].to.scene;
        const uint64_t *from = scene < 0 ? NULL : row(explore, scene, 1);
        for (int word = 0; from && word < explore->live_words; word++) {
            grows = grows || (from[word] & ~marking->bits[word]);
            marking->bits[word] |= from[word];
        }
    }
    return grows;
}

static void take_endings(struct marking *marking, const struct branches *branches) {
    for (int i = 0; i < branches->count; i++)
        if (branches->items[i].to.ending >= 0)
            mark_csat(marking, &marking->explore->scenario->endings[branches->items[i].to.ending]);
}

static void start_rows(struct explore *explore, int index) {
    const struct scene *scene = &explore->scenario->scenes[index];
    struct marking standing = {explore, row(explore, index, 0)};
    struct marking arriving = {explore, row(explore, index, 1)};
    mark_standing(&standing, scene);
    take_endings(&standing, &scene->to);
    take_endings(&standing, &scene->timeout);
    for (int i = 0; i < scene->option_count; i++)
        take_endings(&standing, &scene->options[i].to);
    for (int i = 0; i < scene->customer.count; i++)
        condition_slots(scene->customer.items[i].when, mark_slot, &arriving);
    for (int word = 0; word < explore->live_words; word++)
        arriving.bits[word] |= standing.bits[word];
}

static bool grow_rows(struct explore *explore, int index) {
    const struct scene *scene = &explore->scenario->scenes[index];
    struct marking standing = {explore, row(explore, index, 0)};
    uint64_t *arriving = row(explore, index, 1);
    bool grows = take_targets(&standing, &scene->to);
    grows = take_targets(&standing, &scene->timeout) || grows;
    for (int i = 0; i < scene->option_count; i++)
        grows = take_targets(&standing, &scene->options[i].to) || grows;
    for (int word = 0; grows && word < explore->live_words; word++)
        arriving[word] |= standing.bits[word];
    return grows;
}

/* Backwards through the file, most often the way a call runs; a graph that needs more rounds than
 * this keeps everything alive everywhere. */
enum { ROUNDS_MAX = 64 };

void explore_find_live(struct explore *explore) {
    const struct scenario *scenario = explore->scenario;
    size_t scenes = (size_t)scenario->scene_count;
    explore->live_words = explore->relevant_count / 64 + 1;
    explore->live = calloc(scenes * 2 + 1, (size_t)explore->live_words * sizeof(uint64_t));
    if (!explore->live) {
        explore->failed = true;
        return;
    }
    for (int i = 0; i < scenario->scene_count; i++)
        start_rows(explore, i);
    bool grows = true;
    for (int round = 0; grows && round < ROUNDS_MAX; round++) {
        grows = false;
        for (int i = scenario->scene_count - 1; i >= 0; i--)
            grows = grow_rows(explore, i) || grows;
    }
    if (grows)
        memset(explore->live, 0xff, scenes * 2 * (size_t)explore->live_words * sizeof(uint64_t));
}

bool explore_is_live(const struct explore *explore, int scene, int slot) {
    int index = slot < 0 ? -1 : explore->relevant_index[slot];
    return index >= 0 && (row(explore, scene, 0)[index / 64] >> (index % 64) & 1);
}
