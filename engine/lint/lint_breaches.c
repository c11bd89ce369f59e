/* What is broken: by which rule, whether an ending likes it all the same, and who knows of it. */
#include "lint/lint_private.h"

#include <stdlib.h>

/* ---- W223 ---- */

static void check_rule(struct lint *lint, int index, int o) {
    const struct scene *scene = &lint->scenario->scenes[index];
    const struct option *option = &scene->options[o];
    if (option->compliant || option->breaks || option->critical)
        return;
    struct lint_finding finding =
        lint_of_scene(lint, LINT_NO_RULE, index, o,
                      "declare it once, `rule \"id\" { title = \"…\", grave = true }`, and write "
                      "`breaks = \"id\"`");
    finding.key = "compliant";
    lint_tell(lint, finding,
              "option '%.64s' of scene '%.64s' is not compliant, and nothing says which rule it "
              "breaks (%d rule%s declared)",
              option->id, scene->id, lint->scenario->rule_count,
              lint->scenario->rule_count == 1 ? " is" : "s are");
}

/* ---- W224 ---- */

static void find_praise(struct lint *lint) {
    for (int i = 0; i < lint->explored->fault_count; i++) {
        const struct explore_fault *fault = &lint->explored->faults[i];
        char text[400];
        if (fault->kind != EXPLORE_PRAISED)
            continue;
        const struct ending *ending = &lint->scenario->endings[fault->ending];
        explore_fault_text(lint->scenario, fault, text, sizeof text);
        struct lint_finding finding = {.code = LINT_PRAISED,
                                       .scene = -1,
                                       .option = -1,
                                       .place = ending->place,
                                       .key = "outcome",
                                       .fix =
                                           "let csat depend on what was done: `csat = { { when = "
                                           "\"took.SCENE.OPTION == 1\", 2 }, 5 }`",
                                       .way = fault->way,
                                       .way_count = fault->way_count};
        lint_tell(lint, finding, "ending '%.64s': %s", ending->id, text);
    }
}

/* ---- W225 ---- */

struct knowing {
    bool *slots; /* some text waits for them */
    int *ways;   /* into each scene, then into each ending */
};

static void mark_slot(void *self, int slot) {
    ((bool *)self)[slot] = true;
}

static void mark_variants(bool *slots, const struct variants *variants) {
    for (int i = 0; i < variants->count; i++)
        condition_slots(variants->items[i].when, mark_slot, slots);
}

static void mark_spoken(bool *slots, const struct spoken_list *list) {
    for (int i = 0; i < list->count; i++)
        condition_slots(list->items[i].when, mark_slot, slots);
}

/* A branch that what was done decides leads to words of its own. */
static void mark_branches(const struct scenario *scenario, struct knowing *knowing,
                          const struct branches *branches) {
    for (int i = 0; i < branches->count; i++) {
        struct target to = branches->items[i].to;
        condition_slots(branches->items[i].when, mark_slot, knowing->slots);
        knowing->ways[to.scene >= 0 ? to.scene : scenario->scene_count + to.ending]++;
    }
}

static void find_knowing(const struct scenario *scenario, struct knowing *knowing) {
    for (int i = 0; i < scenario->scene_count; i++) {
        const struct scene *scene = &scenario->scenes[i];
        mark_variants(knowing->slots, &scene->customer);
        mark_spoken(knowing->slots, &scene->lines);
        mark_branches(scenario, knowing, &scene->to);
        mark_branches(scenario, knowing, &scene->timeout);
        for (int o = 0; o < scene->option_count; o++)
            mark_branches(scenario, knowing, &scene->options[o].to);
    }
    for (int i = 0; i < scenario->ending_count; i++) {
        const struct ending *ending = &scenario->endings[i];
        mark_variants(knowing->slots, &ending->customer);
        mark_spoken(knowing->slots, &ending->lines);
        mark_spoken(knowing->slots, &ending->later);
        mark_variants(knowing->slots, &ending->lesson);
    }
}

static bool is_own_slot(int slot) {
    return slot >= SLOT_VARS; /* anger and trust tell of everything and so of nothing */
}

static bool is_known(const struct scenario *scenario, const struct knowing *knowing,
                     const struct option *option) {
    bool known = knowing->slots[option->took_slot];
    for (int i = 0; i < option->effect.set_count; i++)
        known = known || (is_own_slot(option->effect.set[i].slot) &&
                          knowing->slots[option->effect.set[i].slot]);
    for (int i = 0; i < option->effect.add_count; i++)
        known = known || (is_own_slot(option->effect.add[i].slot) &&
                          knowing->slots[option->effect.add[i].slot]);
    for (int i = 0; i < option->to.count; i++) {
        struct target to = option->to.items[i].to;
        int target = to.scene >= 0 ? to.scene : scenario->scene_count + to.ending;
        known = known || knowing->ways[target] == 1;
        known = known || (to.scene >= 0 && knowing->slots[scenario->scenes[to.scene].visits_slot]);
    }
    return known;
}

static void find_forgotten(struct lint *lint, const struct knowing *knowing) {
    const struct scenario *scenario = lint->scenario;
    for (int i = 0; i < scenario->scene_count; i++)
        for (int o = 0; o < scenario->scenes[i].option_count; o++) {
            const struct option *option = &scenario->scenes[i].options[o];
            bool is_breach = option->breaks || !option->compliant || option->critical;
            if (!is_breach || is_known(scenario, knowing, option))
                continue;
            lint_tell(
                lint,
                lint_of_scene(lint, LINT_FORGOTTEN, i, o,
                              "let a later line, `later` or lesson wait for it: `when = "
                              "\"took.SCENE.OPTION == 1\"`"),
                "option '%.64s' of scene '%.64s' breaks %s%.64s%s, and no later line, `later` "
                "or lesson knows of it",
                option->id, scenario->scenes[i].id, option->breaks ? "the rule '" : "a rule",
                option->breaks ? option->breaks->id : "", option->breaks ? "'" : "");
        }
}

void lint_breaches(struct lint *lint) {
    const struct scenario *scenario = lint->scenario;
    size_t targets = (size_t)scenario->scene_count + (size_t)scenario->ending_count;
    struct knowing knowing = {calloc((size_t)scenario->slot_count + 1, sizeof(bool)),
                              calloc(targets + 1, sizeof(int))};
    for (int i = 0; i < scenario->scene_count; i++)
        for (int o = 0; o < scenario->scenes[i].option_count; o++)
            check_rule(lint, i, o);
    find_praise(lint);
    if (knowing.slots && knowing.ways) {
        find_knowing(scenario, &knowing);
        find_forgotten(lint, &knowing);
    } else {
        lint->failed = true;
    }
    free(knowing.slots);
    free(knowing.ways);
}
