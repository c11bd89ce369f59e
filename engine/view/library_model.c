#include "view/library_model.h"

#include "base/file.h"
#include "library/calls.h"
#include "library/minutes.h"
#include "view/call_model.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *kept(struct arena *arena, const char *text) {
    const char *copy = arena_text(arena, text ? text : "", text ? strlen(text) : 0);
    return copy ? copy : "";
}

static bool is_scored(const struct scenario *scenario) {
    for (int i = 0; i < scenario->scene_count; i++) {
        const struct scene *scene = &scenario->scenes[i];
        if (scene->panel)
            return true;
        for (int k = 0; k < scene->option_count; k++)
            if (scene->options[k].credit >= 0)
                return true;
    }
    return false;
}

static void add_call(struct library_model *library, const struct scenario *scenario) {
    struct home_call *call = &library->calls[library->count++];
    struct arena *arena = library->arena;
    *call = (struct home_call){.id = kept(arena, scenario->id),
                               .title = kept(arena, scenario->title),
                               .summary = kept(arena, scenario->summary),
                               .industry = kept(arena, scenario->industry),
                               .organisation = kept(arena, organisation_of(scenario->agent_role)),
                               .difficulty = scenario->difficulty,
                               .minutes = scenario_minutes(scenario),
                               .is_timed = scenario_is_timed(scenario),
                               .last_played = "",
                               .is_warm_up = !strncmp(scenario->id, "warmup/", 7),
                               .is_scored = is_scored(scenario),
                               .language = language_of(scenario->locale)};
    for (int i = 0; i < scenario->skill_count && i < SKILL_COUNT; i++)
        call->skills[call->skill_count++] = scenario->skills[i];
}

static int by_place(const void *a, const void *b) {
    const struct home_call *one = a, *other = b;
    if (one->is_warm_up != other->is_warm_up)
        return one->is_warm_up ? -1 : 1;
    int order = strcmp(one->industry, other->industry);
    if (!order)
        order = one->difficulty - other->difficulty;
    return order ? order : strcmp(one->id, other->id);
}

/* The file's name is enough where a person looks: the folder is theirs. */
static void add_fault(struct library_model *library, const char *path, const char *why) {
    library->faults[library->fault_count++] =
        (struct home_fault){kept(library->arena, path_name(path)), kept(library->arena, why)};
}

/* "late.lua has 2 errors; …" and "/home/…/late.lua:12: error …": the name stands beside it. */
static const char *without_name(const char *why, const char *path) {
    const char *names[] = {path, path_name(path)};
    for (int i = 0; i < 2; i++) {
        size_t len = strlen(names[i]);
        if (strncmp(why, names[i], len) == 0 && (why[len] == ' ' || why[len] == ':'))
            return why + len + strspn(why + len, ": ");
    }
    return why;
}

static void add_entry(struct library_model *library, struct library *door,
                      const struct call_entry *entry) {
    struct findings findings = {0};
    struct err broken = {0};
    if (entry->why) {
        add_fault(library, entry->path, entry->why);
        return;
    }
    struct scenario *scenario =
        library_load(door, entry->path, LIBRARY_CHECKED, &findings, &broken);
    findings_finish(&findings);
    if (scenario)
        add_call(library, scenario);
    else
        add_fault(library, entry->path, without_name(broken.text, entry->path));
    scenario_destroy(scenario);
}

bool library_model_load(struct library_model *library, struct library *door,
                        const struct paths *paths, struct err *err) {
    struct calls calls;
    *library = (struct library_model){.arena = arena_create()};
    if (!library->arena)
        return err_memory(err);
    bool ok = calls_read(paths, &calls, err);
    size_t count = ok ? (size_t)calls.count + 1 : 1;
    library->calls = arena_array(library->arena, count, sizeof *library->calls);
    library->faults = arena_array(library->arena, count, sizeof *library->faults);
    if (ok && (!library->calls || !library->faults))
        ok = err_memory(err);
    for (int i = 0; ok && i < calls.count; i++)
        add_entry(library, door, &calls.entries[i]);
    calls_finish(&calls);
    if (ok)
        qsort(library->calls, (size_t)library->count, sizeof *library->calls, by_place);
    return ok;
}

void library_model_finish(struct library_model *library) {
    arena_destroy(library->arena);
    *library = (struct library_model){0};
}
