/* What matters to an exploration, and what it found. */
#include "model/condition.h"
#include "session/explore_walk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- what matters ---------------------------------------------------------------------------- */

static void mark_slot(void *self, int slot) {
    ((struct explore *)self)->is_relevant[slot] = true;
}

static void mark_branches(struct explore *explore, const struct branches *branches) {
    for (int i = 0; i < branches->count; i++)
        condition_slots(branches->items[i].when, mark_slot, explore);
}

static void mark_variants(struct explore *explore, const struct variants *variants) {
    for (int i = 0; i < variants->count; i++)
        condition_slots(variants->items[i].when, mark_slot, explore);
}

static void mark_scene(struct explore *explore, const struct scene *scene) {
    mark_variants(explore, &scene->customer);
    mark_branches(explore, &scene->to);
    mark_branches(explore, &scene->timeout);
    for (int i = 0; i < scene->option_count; i++) {
        const struct option *option = &scene->options[i];
        condition_slots(option->when, mark_slot, explore);
        mark_branches(explore, &option->to);
        if (option->once)
            explore->is_relevant[option->took_slot] = true;
    }
}

static void find_openings(struct explore *explore) {
    const struct scenario *scenario = explore->scenario;
    for (int c = 0; c < scenario->card_count; c++) {
        const struct card *card = &scenario->cards[c];
        for (int f = -1; f < card->fact_count; f++) {
            int slot = f < 0 ? card->seen_slot : card->facts[f].seen_slot;
            if (slot < 0 || !explore->is_relevant[slot])
                continue;
            explore->openings[explore->opening_count].card = c;
            explore->openings[explore->opening_count++].fact = f;
        }
    }
}

void explore_find_relevant(struct explore *explore) {
    const struct scenario *scenario = explore->scenario;
    for (int i = 0; i < scenario->card_count; i++)
        condition_slots(scenario->cards[i].when, mark_slot, explore);
    for (int i = 0; i < scenario->scene_count; i++)
        mark_scene(explore, &scenario->scenes[i]);
    for (int slot = 0; slot < scenario->slot_count; slot++)
        if (explore->is_relevant[slot])
            explore->relevant[explore->relevant_count++] = slot;
    find_openings(explore);
}

/* ---- faults ---------------------------------------------------------------------------------- */

struct state_text {
    const struct explore *explore;
    struct explore_fault *fault;
};

static void add_slot_text(void *self, int slot) {
    struct state_text *text = self;
    const struct explore *explore = text->explore;
    char item[220];
    size_t len = strlen(text->fault->state), size = sizeof text->fault->state;
    int put = snprintf(item, sizeof item, "%s=%d", explore->scenario->slot_names[slot],
                       (int)explore->there.slots[slot]);
    if (strstr(text->fault->state, item) || len + (size_t)put + 3 > size)
        return;
    snprintf(text->fault->state + len, size - len, "%s%s", len ? ", " : "", item);
}

void explore_tell(struct explore *explore, enum explore_fault_kind kind, int count) {
    struct explore_result *out = explore->out;
    int index = explore->there.scene;
    for (int i = 0; i < out->fault_count; i++)
        if (out->faults[i].kind == kind && out->faults[i].scene == index)
            return;
    struct explore_fault *grown =
        realloc(out->faults, (size_t)(out->fault_count + 1) * sizeof *grown);
    if (!grown) {
        explore->failed = true;
        return;
    }
    out->faults = grown;
    struct explore_fault *fault = &grown[out->fault_count++];
    *fault = (struct explore_fault){kind, explore->level, index, count, ""};
    struct state_text text = {explore, fault};
    const struct scene *scene = &explore->scenario->scenes[index];
    for (int i = 0; i < scene->option_count; i++) {
        condition_slots(scene->options[i].when, add_slot_text, &text);
        if (scene->options[i].once)
            add_slot_text(&text, scene->options[i].took_slot);
    }
}

void explore_fault_text(const struct scenario *scenario, const struct explore_fault *fault,
                        char *out, size_t size) {
    const char *with = fault->state[0] ? ", with " : "";
    const char *level = level_name(fault->level);
    if (fault->kind == EXPLORE_HIDDEN)
        snprintf(out, size, "at level %s%s%s, none of its %d options can be chosen", level, with,
                 fault->state, scenario->scenes[fault->scene].option_count);
    else
        snprintf(out, size, "at level %s%s%s, %d options stand open at once; at most %d can", level,
                 with, fault->state, fault->count, OPTIONS_SHOWN_MAX);
}
