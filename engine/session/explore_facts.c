/* What matters to an exploration, and what it found. */
#include "model/condition.h"
#include "model/outcome.h"
#include "session/explore_walk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- what matters ---- */

static void mark_slot(void *self, int slot, int64_t bound) {
    struct explore *explore = self;
    explore->is_relevant[slot] = true;
    if (bound >= explore->cap[slot])
        explore->cap[slot] = bound < VARIABLE_MAX ? (int32_t)bound + 1 : VARIABLE_MAX;
}

static void mark_read(void *self, int slot, int64_t bound) {
    struct explore *explore = self;
    explore->is_condition[slot] = true;
    mark_slot(explore, slot, bound);
}

static void mark_condition(struct explore *explore, const struct condition *condition) {
    condition_bounds(condition, mark_read, explore);
}

static void mark_branches(struct explore *explore, const struct branches *branches) {
    for (int i = 0; i < branches->count; i++)
        mark_condition(explore, branches->items[i].when);
}

static void mark_variants(struct explore *explore, const struct variants *variants) {
    for (int i = 0; i < variants->count; i++)
        mark_condition(explore, variants->items[i].when);
}

static void mark_needs(struct explore *explore, const struct option *option) {
    for (int n = 0; n < option->need_count; n++)
        for (int i = 0; i < option->needs[n].count; i++)
            mark_slot(explore, explore_met_slot(explore, option->needs[n].any[i]), 0);
}

static void mark_scene(struct explore *explore, const struct scene *scene) {
    mark_variants(explore, &scene->customer);
    mark_branches(explore, &scene->to);
    mark_branches(explore, &scene->timeout);
    for (int i = 0; i < scene->option_count; i++) {
        const struct option *option = &scene->options[i];
        mark_condition(explore, option->when);
        mark_branches(explore, &option->to);
        mark_needs(explore, option);
        if (option->once)
            mark_slot(explore, option->took_slot, 0);
    }
}

bool explore_is_plain(const struct explore *explore, struct evidence evidence) {
    const struct card *card = &explore->scenario->cards[evidence.card];
    return !card->when && !explore->is_condition[card->seen_slot] &&
           !explore->is_condition[explore_met_slot(explore, evidence)];
}

int explore_met_slot(const struct explore *explore, struct evidence evidence) {
    const struct card *card = &explore->scenario->cards[evidence.card];
    return evidence.fact < 0 ? card->read_slot : card->facts[evidence.fact].seen_slot;
}

static void add_opening(struct explore *explore, int card, int fact, int slot) {
    struct evidence evidence = {card, fact == EXPLORE_READ ? -1 : fact};
    if (slot < 0 || !explore->is_relevant[slot])
        return;
    if (fact != -1 && explore_is_plain(explore, evidence))
        return;
    explore->openings[explore->opening_count].card = card;
    explore->openings[explore->opening_count].slot = slot;
    explore->openings[explore->opening_count++].fact = fact;
}

static void find_openings(struct explore *explore) {
    for (int c = 0; c < explore->scenario->card_count; c++) {
        const struct card *card = &explore->scenario->cards[c];
        add_opening(explore, c, -1, card->seen_slot);
        add_opening(explore, c, EXPLORE_READ, card->read_slot);
        for (int f = 0; f < card->fact_count; f++)
            add_opening(explore, c, f, card->facts[f].seen_slot);
    }
}

/* An ending is liked only where its csat can be 4 or more; what that depends on matters then. */
static void mark_csat(struct explore *explore) {
    const struct scenario *scenario = explore->scenario;
    for (int i = 0; i < scenario->scene_count; i++)
        for (int o = 0; o < scenario->scenes[i].option_count; o++)
            explore->tracks_breach |= scenario->scenes[i].options[o].critical;
    for (int i = 0; explore->tracks_breach && i < scenario->ending_count; i++) {
        const struct computed *csat = &scenario->endings[i].outcome.csat;
        for (int v = 0; v < csat->count; v++) {
            mark_condition(explore, csat->items[v].when);
            mark_condition(explore, csat->items[v].value);
        }
    }
}

void explore_find_relevant(struct explore *explore) {
    const struct scenario *scenario = explore->scenario;
    mark_csat(explore);
    for (int i = 0; i < scenario->card_count; i++)
        mark_condition(explore, scenario->cards[i].when);
    for (int i = 0; i < scenario->scene_count; i++)
        mark_scene(explore, &scenario->scenes[i]);
    for (int slot = 0; slot < scenario->slot_count; slot++) {
        explore->relevant_index[slot] = explore->is_relevant[slot] ? explore->relevant_count : -1;
        if (explore->is_relevant[slot])
            explore->relevant[explore->relevant_count++] = slot;
    }
    find_openings(explore);
}

/* ---- faults ---- */

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

/* Where a step has looks of its own: the evidence that its number says, need by need. */
static int looks_of(const struct explore *explore, const struct explore_step *step,
                    struct explore_step *out) {
    const struct option *option;
    int count = 0;
    if (step->move != EXPLORE_OPTION || step->fact < 0)
        return 0;
    option = &explore->scenario->scenes[step->scene].options[step->index];
    for (int n = 0; n < option->need_count; n++) {
        const struct need *need = &option->needs[n];
        struct evidence evidence = need->any[step->fact < need->count ? step->fact : 0];
        int fact = evidence.fact < 0 ? EXPLORE_READ : evidence.fact;
        if (out)
            out[count] = (struct explore_step){EXPLORE_LOOK, step->scene, evidence.card, fact};
        count++;
    }
    return count;
}

/* Puts the step and its looks before what stands at `end`; returns where they begin. */
static int put_step(const struct explore *explore, struct explore_step step,
                    struct explore_step *way, int end) {
    int begin = end - 1 - looks_of(explore, &step, NULL);
    looks_of(explore, &step, way + begin);
    step.fact = step.move == EXPLORE_OPTION ? -1 : step.fact;
    way[end - 1] = step;
    return begin;
}

bool explore_copy_way(struct explore *explore, struct explore_step **way, int *way_count) {
    int count = 1 + looks_of(explore, &explore->move, NULL);
    *way = NULL;
    *way_count = 0;
    if (explore->from < 0)
        return true; /* the call begins here */
    for (int at = explore->from; explore->parent[at] >= 0; at = explore->parent[at])
        count += 1 + looks_of(explore, &explore->step[at], NULL);
    *way = calloc((size_t)count, sizeof **way);
    if (!*way) {
        explore->failed = true;
        return false;
    }
    *way_count = count;
    count = put_step(explore, explore->move, *way, count);
    for (int at = explore->from; explore->parent[at] >= 0; at = explore->parent[at])
        count = put_step(explore, explore->step[at], *way, count);
    return true;
}

/* NULL: it is told already, or memory ran out. The way there is copied. */
static struct explore_fault *new_fault(struct explore *explore, enum explore_fault_kind kind,
                                       int scene, int ending) {
    struct explore_result *out = explore->out;
    for (int i = 0; i < out->fault_count; i++)
        if (out->faults[i].kind == kind && out->faults[i].scene == scene &&
            out->faults[i].ending == ending)
            return NULL;
    struct explore_fault *grown =
        realloc(out->faults, (size_t)(out->fault_count + 1) * sizeof *grown);
    if (!grown) {
        explore->failed = true;
        return NULL;
    }
    out->faults = grown;
    struct explore_fault *fault = &grown[out->fault_count++];
    *fault = (struct explore_fault){
        .kind = kind, .level = explore->level, .scene = scene, .ending = ending};
    return explore_copy_way(explore, &fault->way, &fault->way_count) ? fault : NULL;
}

void explore_tell(struct explore *explore, enum explore_fault_kind kind, int count) {
    int index = explore->there.scene;
    struct explore_fault *fault = new_fault(explore, kind, index, -1);
    if (!fault)
        return;
    fault->count = count;
    struct state_text text = {explore, fault};
    const struct scene *scene = &explore->scenario->scenes[index];
    for (int i = 0; i < scene->option_count; i++) {
        condition_slots(scene->options[i].when, add_slot_text, &text);
        if (scene->options[i].once)
            add_slot_text(&text, scene->options[i].took_slot);
    }
}

enum { CSAT_LIKED = 4 };

void explore_judge_ending(struct explore *explore, int index) {
    const struct ending *ending = &explore->scenario->endings[index];
    if (!explore->there.is_breach)
        return;
    explore->work += 1 + 2 * ending->outcome.csat.count;
    int csat = outcome_judge(ending, explore->there.slots, false).csat;
    struct explore_fault *fault =
        csat >= CSAT_LIKED ? new_fault(explore, EXPLORE_PRAISED, -1, index) : NULL;
    if (fault)
        fault->count = csat;
}

void explore_fault_text(const struct scenario *scenario, const struct explore_fault *fault,
                        char *out, size_t size) {
    const char *with = fault->state[0] ? ", with " : "";
    const char *level = level_name(fault->level);
    bool has_needs = false;
    if (fault->kind == EXPLORE_PRAISED) {
        snprintf(out, size, "at level %s, it comes after a critical option with csat %d", level,
                 fault->count);
        return;
    }
    for (int i = 0; i < scenario->scenes[fault->scene].option_count; i++)
        has_needs = has_needs || scenario->scenes[fault->scene].options[i].need_count > 0;
    const char *before = has_needs ? " before a look" : "";
    if (fault->kind == EXPLORE_HIDDEN && scenario->scenes[fault->scene].option_count == 1)
        snprintf(out, size, "at level %s%s%s, its only option cannot be chosen%s", level, with,
                 fault->state, before);
    else if (fault->kind == EXPLORE_FEW)
        snprintf(out, size, "at level %s%s%s, only 1 of its %d options is offered before any look",
                 level, with, fault->state, scenario->scenes[fault->scene].option_count);
    else if (fault->kind == EXPLORE_HIDDEN)
        snprintf(out, size, "at level %s%s%s, none of its %d options can be chosen%s", level, with,
                 fault->state, scenario->scenes[fault->scene].option_count, before);
    else
        snprintf(out, size, "at level %s%s%s, %d options are open at once%s; at most %d can", level,
                 with, fault->state, fault->count,
                 has_needs ? ", those that wait for a look included" : "", OPTIONS_SHOWN_MAX);
}

void explore_step_text(const struct scenario *scenario, const struct explore_step *step, char *out,
                       size_t size) {
    const struct scene *scene = &scenario->scenes[step->scene];
    struct evidence looked_at = {step->index, step->fact};
    char name[160];
    switch (step->move) {
    case EXPLORE_OPTION:
        snprintf(out, size, "%s.%s", scene->id, scene->options[step->index].id);
        break;
    case EXPLORE_TIMEOUT:
        snprintf(out, size, "%s.(timeout)", scene->id);
        break;
    case EXPLORE_LOOK:
        if (step->fact < 0)
            looked_at.fact = -1;
        evidence_name(scenario, looked_at, name, sizeof name);
        snprintf(out, size, "(%s:%s)",
                 step->fact >= 0              ? "ask"
                 : step->fact == EXPLORE_READ ? "read"
                                              : "open",
                 name);
        break;
    default:
        *out = '\0';
    }
}
