/* `scene "id" { … }` and its options. */
#include "script/build.h"

#include <stdlib.h>
#include <string.h>

enum { SECONDS_MAX = 3600, NUDGES_MAX = 16 };

static void build_timeout(struct build *build, const struct where *where, struct scene *scene,
                          const struct value *value) {
    static const char *const keys[] = {"to", "add", "set", "takes"};
    const struct value *found[4];
    if (!value || !read_fields(build, where, "timeout", value, keys, 4, found))
        return;
    scene->timeout_takes = read_takes(build, where, found[3]);
    refuse_items(build, where, "timeout", value, 0);
    read_branches(build, where, "timeout", found[0], &scene->timeout);
    if (!found[0])
        fault_at(build, where, value, E112, "add to = \"…\"", "timeout leads nowhere");
    read_effect(build, where, found[2], found[1], &scene->timeout_effect);
}

static void build_nudge(struct build *build, const struct where *where, const struct scene *scene,
                        const struct value *item, struct nudge *nudge) {
    static const char *const keys[] = {"after", "add", "set"};
    const struct value *found[3];
    if (!read_fields(build, where, "a nudge", item, keys, 3, found))
        return;
    if (item->item_count != 1)
        fault_at(build, where, item, E112, "such as { after = 20, \"Hello? Are you there?\" }",
                 "a nudge has one text, not %d", item->item_count);
    else
        read_variants(build, where, "a nudge", item->items[0], CHARACTERS_LINE_MAX, &nudge->text);
    if (!found[0])
        fault_at(build, where, item, E112, "add after = seconds", "a nudge needs `after`");
    nudge->after_s = read_int(build, where, "after", found[0], 1, SECONDS_MAX, 1);
    if (found[0] && scene->seconds && nudge->after_s > scene->seconds)
        fault_at(build, where, found[0], E112, NULL,
                 "a nudge after %d seconds comes too late: there are %d", nudge->after_s,
                 scene->seconds);
    read_effect(build, where, found[2], found[1], &nudge->effect);
}

static void build_nudges(struct build *build, const struct where *where, struct scene *scene,
                         const struct value *list) {
    if (!list)
        return;
    if (list->kind != VALUE_TABLE || list->named) {
        fault_at(build, where, list, E112, "such as { { after = 20, \"Hello?\" } }",
                 "nudges must be a list");
        return;
    }
    if (list->item_count > NUDGES_MAX) {
        fault_at(build, where, list, E102, NULL, "%d nudges; at most %d are allowed",
                 list->item_count, NUDGES_MAX);
        return;
    }
    struct nudge *nudges = build_array(build, (size_t)list->item_count, sizeof *nudges);
    for (int i = 0; nudges && i < list->item_count; i++)
        build_nudge(build, where, scene, list->items[i], &nudges[i]);
    scene->nudges = nudges;
    scene->nudge_count = nudges ? list->item_count : 0;
}

enum scene_field {
    F_ENTER,
    F_CUSTOMER,
    F_SPEAKER,
    F_NOTE,
    F_PROMPT,
    F_SECONDS,
    F_TIMEOUT,
    F_NUDGES,
    F_EVIDENCE,
    F_ESCALATION,
    F_SKILL,
    F_ALSO_SKILL,
    F_PANEL,
    F_TO,
    F_ACCEPT,
    F_LINES,
    F_TAKES,
    F_CHECKS,
    F_COUNT
};
static const char *const scene_keys[F_COUNT] = {
    "enter",   "customer", "speaker",  "note",       "prompt", "seconds",
    "timeout", "nudges",   "evidence", "escalation", "skill",  "also_skill",
    "panel",   "to",       "accept",   "lines",      "takes",  "checks"};

static void build_enter(struct build *build, const struct where *where, struct scene *scene,
                        const struct value *value) {
    static const char *const keys[] = {"add", "set"};
    const struct value *found[2];
    if (!value || !read_fields(build, where, "enter", value, keys, 2, found))
        return;
    refuse_items(build, where, "enter", value, 0);
    read_effect(build, where, found[1], found[0], &scene->enter);
}

static void build_words(struct build *build, const struct where *where, struct scene *scene,
                        const struct value *const *found) {
    build_enter(build, where, scene, found[F_ENTER]);
    read_variants(build, where, "customer", found[F_CUSTOMER], CHARACTERS_LINE_MAX,
                  &scene->customer);
    read_spoken(build, where, "lines", found[F_LINES], true, CHARACTERS_LINE_MAX, &scene->lines);
    scene->takes = read_takes(build, where, found[F_TAKES]);
    scene->speaker = read_line(build, where, "speaker", found[F_SPEAKER], CHARACTERS_TEXT_MAX);
    if (scene->speaker && strcmp(scene->speaker, "customer") == 0)
        scene->speaker = NULL;
    scene->note = read_text(build, where, "note", found[F_NOTE], CHARACTERS_TEXT_MAX);
    scene->prompt = read_line(build, where, "prompt", found[F_PROMPT], CHARACTERS_TEXT_MAX);
}

static void build_time(struct build *build, const struct where *where, struct scene *scene,
                       const struct value *const *found) {
    scene->seconds = read_int(build, where, "seconds", found[F_SECONDS], 1, SECONDS_MAX, 0);
    build_timeout(build, where, scene, found[F_TIMEOUT]);
    build_nudges(build, where, scene, found[F_NUDGES]);
    if (found[F_SECONDS] && !found[F_TIMEOUT] && !is_misspelt(build, where, "timeout"))
        fault_at(build, where, found[F_SECONDS], E109, "add timeout = { to = \"…\" }",
                 "seconds without timeout");
    if (found[F_TIMEOUT] && !found[F_SECONDS] && !is_misspelt(build, where, "seconds"))
        fault_at(build, where, found[F_TIMEOUT], E112, "add seconds, or leave timeout out",
                 "timeout without seconds");
}

static void build_judgment(struct build *build, const struct where *where, struct scene *scene,
                           const struct value *const *found) {
    int count;
    scene->evidence = read_evidence(build, where, "evidence", found[F_EVIDENCE], &count);
    scene->evidence_count = count > 0 ? count : 0;
    scene->escalation = (enum escalation)read_name(build, where, "escalation", found[F_ESCALATION],
                                                   &escalation_names, ESCALATION_UNSAID);
    scene->skill =
        (enum skill)read_name(build, where, "skill", found[F_SKILL], &skill_names, SKILL_NONE);
    scene->also_skill = (enum skill)read_name(build, where, "also_skill", found[F_ALSO_SKILL],
                                              &skill_names, SKILL_NONE);
    int check =
        read_declared(build, where, "checks", found[F_CHECKS], "checkpoint", &build->checkpoints);
    scene->checks = check >= 0 ? &build->checkpoints_made[check] : NULL;
    if (found[F_CHECKS] && found[F_PANEL])
        fault_at(build, where, found[F_PANEL], E112, "leave panel or checks out",
                 "a scene that checks evidence has no panel");
    else if (found[F_PANEL])
        build_panel(build, where, scene, found[F_PANEL]);
}

/* `options = { option … }`: told as an unknown key, and the scene has options all the same. */
static bool holds_options(const struct value *table) {
    for (const struct value *entry = table->named; entry; entry = entry->next)
        if (entry->kind == VALUE_TABLE && entry->item_count &&
            entry->items[0]->kind == VALUE_OPTION)
            return true;
    return false;
}

/* What belongs to decisions only, and how a scene goes on. */
static void check_shape(struct build *build, const struct where *where, const struct scene *scene,
                        const struct value *const *found, const struct value *table) {
    bool has_items = table->item_count > 0;
    static const int of_decisions[] = {F_SECONDS, F_TIMEOUT,    F_NUDGES, F_EVIDENCE,
                                       F_PANEL,   F_ESCALATION, F_PROMPT};
    if (has_items && found[F_TO])
        fault_at(build, where, found[F_TO], E112, "each option has its own `to`",
                 "a scene with options cannot have `to`");
    if (has_items || scene->option_count)
        return;
    if (!found[F_TO]) {
        if (!holds_options(table) && !is_misspelt(build, where, "to"))
            fault(build, where, E117, "add options, or to = \"…\"", "neither options nor `to`");
        return;
    }
    for (size_t i = 0; i < sizeof of_decisions / sizeof *of_decisions; i++)
        if (found[of_decisions[i]] && of_decisions[i] != F_PROMPT)
            fault_at(build, where, found[of_decisions[i]], E112, "add options, or leave it out",
                     "a scene that only speaks cannot have %s", scene_keys[of_decisions[i]]);
}

static void check_double_options(struct build *build, const struct where *where,
                                 const struct scene *scene) {
    for (int i = 1; i < scene->option_count; i++) {
        int first = scene_find_option(scene, scene->options[i].id);
        if (first == i || strcmp(scene->options[i].id, "?") == 0)
            continue;
        build->has_bad_options = true;
        struct where here = {scene->options[i].place, "option", scene->options[i].id, where->id,
                             build->options_from[i]};
        fault(build, &here, E105, "rename one", "this id is taken by the option at %s:%d",
              scene->options[first].place.file, scene->options[first].place.line);
    }
}

static void build_options(struct build *build, const struct where *where, int scene,
                          const struct value *table) {
    int option = 0;
    for (int i = 0; i < table->item_count && option < build->scenes[scene].option_count; i++)
        if (table->items[i]->kind == VALUE_OPTION) {
            build->options_from[option] = &build->load->declarations[table->items[i]->option];
            build_option(build, where, scene, option, build->options_from[option]);
            option++;
        }
    check_double_options(build, where, &build->scenes[scene]);
}

void build_scene(struct build *build, struct scene *scene, const struct declaration *from) {
    struct where where = {from->place, "scene", from->id, NULL, from};
    const struct value *found[F_COUNT];
    if (!from->value || !read_fields(build, &where, NULL, from->value, scene_keys, F_COUNT, found))
        return;
    build->characters = 0;
    build->has_bad_options = false;
    for (int i = 0; from->value->kind == VALUE_TABLE && i < from->value->item_count; i++)
        build->has_bad_options =
            build->has_bad_options || from->value->items[i]->kind != VALUE_OPTION;
    build_words(build, &where, scene, found);
    build_time(build, &where, scene, found);
    build_options(build, &where, (int)(scene - build->scenes), from->value);
    read_branches(build, &where, "to", found[F_TO], &scene->to);
    read_accept(build, &where, found[F_ACCEPT], (int)(scene - build->scenes), -1);
    if (build->characters > CHARACTERS_SCENE_MAX)
        fault(build, &where, E113, "split the scene",
              "the scene has %zu characters in all; at most %d are allowed", build->characters,
              CHARACTERS_SCENE_MAX);
    build_judgment(build, &where, scene, found);
    check_shape(build, &where, scene, found, from->value);
}
