/* W227: conditions that the values of their variables decide beforehand. */
#include "lint/lint_private.h"
#include "lint/lint_texts.h"

#include <stdlib.h>
#include <string.h>

static int32_t held(int64_t value, int32_t low, int32_t high) {
    return (int32_t)(value < low ? low : value > high ? high : value);
}

static void widen(struct slot_range *range, int64_t value) {
    int32_t held_value = held(value, -VARIABLE_MAX, VARIABLE_MAX);
    if (held_value < range->low)
        range->low = held_value;
    if (held_value > range->high)
        range->high = held_value;
}

/* What is added may be added any number of times. */
static void apply(struct slot_range *ranges, const struct effect *effect) {
    for (int i = 0; i < effect->set_count; i++)
        widen(&ranges[effect->set[i].slot], effect->set[i].value);
    for (int i = 0; i < effect->add_count; i++)
        if (effect->add[i].value)
            widen(&ranges[effect->add[i].slot],
                  effect->add[i].value > 0 ? VARIABLE_MAX : -VARIABLE_MAX);
}

static void apply_scene(struct slot_range *ranges, const struct scene *scene) {
    apply(ranges, &scene->enter);
    apply(ranges, &scene->timeout_effect);
    for (int i = 0; i < scene->nudge_count; i++)
        apply(ranges, &scene->nudges[i].effect);
    for (int i = 0; i < scene->option_count; i++)
        apply(ranges, &scene->options[i].effect);
}

static void find_ranges(const struct scenario *scenario, struct slot_range *ranges) {
    for (int i = 0; i < scenario->slot_count; i++)
        ranges[i] = (struct slot_range){0, VARIABLE_MAX};
    for (int i = 0; i < scenario->variable_count; i++)
        ranges[SLOT_VARS + i] =
            (struct slot_range){scenario->variables[i].initial, scenario->variables[i].initial};
    for (int i = 0; i < scenario->card_count; i++) {
        const struct card *card = &scenario->cards[i];
        ranges[card->seen_slot].high = 1;
        for (int f = 0; f < card->fact_count; f++)
            if (card->facts[f].seen_slot >= 0)
                ranges[card->facts[f].seen_slot].high = 1;
    }
    for (int i = 0; i < scenario->scene_count; i++) {
        const struct scene *scene = &scenario->scenes[i];
        apply_scene(ranges, scene);
        for (int o = 0; o < scene->option_count; o++)
            if (scene->options[o].once)
                ranges[scene->options[o].took_slot].high = 1;
    }
    for (int slot = SLOT_ANGER; slot <= SLOT_TRUST; slot++)
        ranges[slot] = (struct slot_range){0, MOOD_MAX};
}

bool lint_conditions_prepare(struct lint *lint) {
    size_t slots = (size_t)lint->scenario->slot_count + 1;
    lint->ranges = calloc(slots, sizeof *lint->ranges);
    lint->scratch = calloc(slots, sizeof *lint->scratch);
    if (!lint->ranges || !lint->scratch)
        return false;
    find_ranges(lint->scenario, lint->ranges);
    return true;
}

void lint_conditions_finish(struct lint *lint) {
    free(lint->ranges);
    free(lint->scratch);
}

enum condition_truth lint_truth(const struct lint *lint, const struct condition *condition) {
    return condition ? condition_truth(condition, lint->ranges, lint->scratch) : TRUTH_ALWAYS;
}

static void judge(void *self, const struct lint_owner *owner, const struct condition *condition) {
    struct lint *lint = self;
    enum condition_truth truth = lint_truth(lint, condition);
    bool is_line = owner->scene >= 0 && strcmp(owner->key, "customer") == 0;
    if (truth == TRUTH_VARIES || (is_line && truth == TRUTH_NEVER)) /* W201 tells of the line */
        return;
    struct lint_finding finding = {.code = LINT_CONSTANT,
                                   .scene = owner->scene,
                                   .option = owner->option,
                                   .place = owner->place,
                                   .key = owner->key,
                                   .fix = truth == TRUTH_ALWAYS
                                              ? "leave it out, or correct the number"
                                              : "correct it, or remove what waits for it"};
    lint_tell(lint, finding,
              "the condition \"%.120s\" is %s true, whatever values its variables can have",
              condition_source(condition), truth == TRUTH_ALWAYS ? "always" : "never");
}

void lint_conditions(struct lint *lint) {
    struct lint_visitor visitor = {.condition = judge, .self = lint};
    lint_visit(lint->scenario, &visitor);
}
