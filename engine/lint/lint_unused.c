/* What is declared and plays no part. */
#include "lint/lint_private.h"
#include "lint/lint_texts.h"

#include <stdlib.h>
#include <string.h>

struct use {
    const struct scenario *scenario;
    bool *slots; /* a condition or a text reads it */
};

static void mark_slot(void *self, int slot) {
    ((struct use *)self)->slots[slot] = true;
}

static void use_expression(void *self, const struct condition *condition) {
    condition_slots(condition, mark_slot, self);
}

static void use_condition(void *self, const struct lint_owner *owner,
                          const struct condition *condition) {
    (void)owner;
    condition_slots(condition, mark_slot, self);
}

/* `{name}`; `{{` is a brace. */
static void use_text(void *self, const struct lint_owner *owner, const char *text) {
    struct use *use = self;
    (void)owner;
    while ((text = strchr(text, '{'))) {
        if (text[1] == '{') {
            text += 2;
            continue;
        }
        size_t len = strcspn(text + 1, "}");
        int slot = scenario_slot(use->scenario, text + 1, len);
        if (slot >= 0)
            use->slots[slot] = true;
        text += 1 + len;
    }
}

static void find_unused_variables(struct lint *lint) {
    const struct scenario *scenario = lint->scenario;
    struct use use = {scenario, calloc((size_t)scenario->slot_count + 1, sizeof *use.slots)};
    struct lint_visitor visitor = {use_text, use_condition, use_expression, &use};
    if (!use.slots) {
        lint->failed = true;
        return;
    }
    lint_visit(scenario, &visitor);
    for (int i = 0; i < scenario->variable_count; i++) {
        struct lint_finding finding = {.code = LINT_UNUSED,
                                       .scene = -1,
                                       .option = -1,
                                       .place = scenario->place,
                                       .fix = "use it in a condition or a text, or remove it"};
        if (!use.slots[SLOT_VARS + i])
            lint_tell(lint, finding, "no condition and no text reads the variable '%.64s'",
                      scenario->variables[i].id);
    }
    free(use.slots);
}

/* What is included is shared: another call uses it. */
static bool is_of_this_file(const struct scenario *scenario, struct place place) {
    return strcmp(place.file, scenario->place.file) == 0;
}

static bool is_on_a_panel(const struct scenario *scenario, int expert) {
    for (int i = 0; i < scenario->scene_count; i++) {
        const struct panel *panel = scenario->scenes[i].panel;
        for (int r = 0; panel && r < panel->row_count; r++)
            if (panel->rows[r].expert == expert)
                return true;
    }
    return false;
}

/* A collected panel brings experts of its own and takes the place of the author's: then nothing can
 * be said of either. */
static bool has_collected_panel(const struct scenario *scenario) {
    for (int i = 0; i < scenario->source_count; i++) {
        static const char end[] = ".panel.json";
        size_t len = strlen(scenario->sources[i].path), end_len = sizeof end - 1;
        if (len > end_len && strcmp(scenario->sources[i].path + len - end_len, end) == 0)
            return true;
    }
    return false;
}

static void find_unused_experts(struct lint *lint) {
    const struct scenario *scenario = lint->scenario;
    for (int i = 0; !has_collected_panel(scenario) && i < scenario->expert_count; i++) {
        struct lint_finding finding = {.code = LINT_UNUSED,
                                       .scene = -1,
                                       .option = -1,
                                       .place = scenario->experts[i].place,
                                       .fix = "give the expert a row in a panel, or remove them"};
        if (is_of_this_file(scenario, scenario->experts[i].place) && !is_on_a_panel(scenario, i))
            lint_tell(lint, finding, "the expert '%.64s' is on no panel", scenario->experts[i].id);
    }
}

static bool is_broken_somewhere(const struct scenario *scenario, const struct rule *rule) {
    for (int i = 0; i < scenario->scene_count; i++)
        for (int o = 0; o < scenario->scenes[i].option_count; o++)
            if (scenario->scenes[i].options[o].breaks == rule)
                return true;
    return false;
}

static void find_unused_rules(struct lint *lint) {
    const struct scenario *scenario = lint->scenario;
    for (int i = 0; i < scenario->rule_count; i++) {
        struct lint_finding finding = {.code = LINT_UNUSED,
                                       .scene = -1,
                                       .option = -1,
                                       .place = scenario->rules[i].place,
                                       .fix = "say `breaks` at the option that breaks it"};
        if (is_of_this_file(scenario, scenario->rules[i].place) &&
            !is_broken_somewhere(scenario, &scenario->rules[i]))
            lint_tell(lint, finding, "no option breaks the rule '%.64s'", scenario->rules[i].id);
    }
}

static void find_missing_lessons(struct lint *lint) {
    for (int i = 0; i < lint->scenario->ending_count; i++) {
        const struct ending *ending = &lint->scenario->endings[i];
        struct lint_finding finding = {.code = LINT_NO_LESSON,
                                       .scene = -1,
                                       .option = -1,
                                       .place = ending->place,
                                       .fix = "add `lesson = \"…\"`: one thing to take along"};
        if (ending->lesson.count == 0)
            lint_tell(lint, finding, "the ending '%.64s' has no lesson", ending->id);
    }
}

void lint_unused(struct lint *lint) {
    find_unused_variables(lint);
    find_unused_experts(lint);
    find_unused_rules(lint);
    find_missing_lessons(lint);
}
