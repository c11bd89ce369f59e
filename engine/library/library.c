#include "library/library.h"

#include "base/file.h"
#include "base/suggest.h"
#include "library/calls.h"
#include "library/explored.h"
#include "library/glyphs.h"
#include "library/remembered.h"
#include "library/warnings.h"
#include "record/panel_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct library {
    const struct paths *paths;
    struct remembered remembered;
    struct glyphs_of_fonts *glyphs; /* opened when first needed; NULL: not yet, or there is none */
    bool has_looked_for_fonts;
};

struct library *library_create(const struct paths *paths, struct err *err) {
    struct library *library = calloc(1, sizeof *library);
    if (!library) {
        err_memory(err);
        return NULL;
    }
    library->paths = paths;
    library->remembered.home = paths ? paths->home : NULL;
    return library;
}

void library_destroy(struct library *library) {
    if (!library)
        return;
    remembered_finish(&library->remembered);
    glyphs_close(library->glyphs);
    free(library);
}

/* ---- depths ---- */

/* Ratings that wait for somebody's decision. */
static void add_note(const struct scenario *scenario, const struct panel_note *note,
                     struct findings *findings) {
    struct place place = note->scene >= 0 ? scenario->scenes[note->scene].place : scenario->place;
    struct finding finding = {
        .code = W230,
        .scene = note->scene,
        .option = -1,
        .place = place,
        .text = note->text,
        .fix = "take the change back, have the decision rated again, or join the two nodes with a "
               "`lineage` entry of the panel file"};
    findings_add(findings, &finding);
}

static struct scenario *load_data(const char *path, struct findings *findings, struct err *err) {
    struct scenario *scenario = script_load_file(path, &findings->report, err);
    struct buf bundle = {0};
    struct panel_notes notes = {0};
    bool ok = scenario && panel_apply_beside(scenario, path, &notes, err) &&
              bundle_make(scenario, &bundle, err);
    for (int i = 0; ok && i < notes.count; i++)
        add_note(scenario, &notes.items[i], findings);
    buf_finish(&bundle);
    if (ok)
        return scenario;
    scenario_destroy(scenario);
    return NULL;
}

/* Only what can refuse the scenario, and only where it could. */
static bool check(struct library *library, const struct scenario *scenario,
                  struct findings *findings, struct err *err) {
    struct explore_result result;
    if (!explore_is_needed(scenario) || remembered_has(&library->remembered, scenario))
        return true;
    bool ok = explored_add(scenario, &result, findings, err);
    explore_finish(&result);
    if (ok && !findings->report.errors)
        remembered_add(&library->remembered, scenario);
    return ok;
}

static const struct glyphs_of_fonts *glyphs_of(struct library *library) {
    if (library->paths && !library->has_looked_for_fonts) {
        library->has_looked_for_fonts = true;
        library->glyphs = glyphs_open(library->paths->assets);
    }
    return library->glyphs;
}

bool library_glyphs(struct library *library, const char *path, struct findings *findings,
                    struct err *err) {
    struct scenario *scenario = load_data(path, findings, err);
    struct warnings warnings = {
        .scenario = scenario, .glyphs = glyphs_of(library), .findings = findings};
    bool ok = scenario && (warnings_add_glyphs(&warnings) || err_memory(err));
    scenario_destroy(scenario);
    return ok;
}

static bool lint(struct library *library, const struct scenario *scenario,
                 struct findings *findings, struct err *err) {
    struct explore_result result;
    bool ok = explored_add(scenario, &result, findings, err);
    const char *assets = library->paths ? library->paths->assets : NULL;
    struct warnings warnings = {scenario, &result, assets, glyphs_of(library), findings};
    if (!findings->report.errors) /* what is refused is told first */
        ok = ok && warnings_add(&warnings, err);
    script_report_sort(&findings->report);
    explore_finish(&result);
    return ok;
}

struct scenario *library_load(struct library *library, const char *path, enum library_depth depth,
                              struct findings *findings, struct err *err) {
    struct scenario *scenario = load_data(path, findings, err);
    if (!scenario)
        return NULL;
    bool ok = depth == LIBRARY_DATA      ? true
              : depth == LIBRARY_CHECKED ? check(library, scenario, findings, err)
                                         : lint(library, scenario, findings, err);
    if (ok && findings->report.failed)
        ok = err_memory(err);
    if (ok && findings->report.errors) {
        findings_summary(findings, path, err);
        ok = false;
    }
    if (ok)
        return scenario;
    scenario_destroy(scenario);
    return NULL;
}

/* ---- by name ---- */

static bool nearest_id(const struct calls *calls, const char *name, struct err *err) {
    struct suggest suggest;
    suggest_init(&suggest, name);
    for (int i = 0; i < calls->count; i++)
        suggest_add(&suggest, calls->entries[i].id);
    if (suggest.best && *suggest.best)
        return err_set(err, ERR_IO,
                       "%s: no such file, and no call of that name; did you mean '%s'?", name,
                       suggest.best);
    for (int i = 0; i < calls->count; i++)
        if (!calls->entries[i].why)
            return err_set(
                err, ERR_IO,
                "%s: no such file, and no call of that name; '%s' is one of %d in the library",
                name, calls->entries[i].id, calls->playable);
    return err_set(err, ERR_IO, "%s: no such file, and the library is empty", name);
}

static bool copy_path(char out[FILE_PATH_MAX], const char *path, struct err *err) {
    if ((size_t)snprintf(out, FILE_PATH_MAX, "%s", path) < FILE_PATH_MAX)
        return true;
    return err_set(err, ERR_IO, "%.80s…: the path is too long", path);
}

static bool take_entry(const struct calls *calls, const char *name, char path[FILE_PATH_MAX],
                       struct library_note *note, struct err *err) {
    int count;
    const struct call_entry *entry = calls_find(calls, name, &count);
    if (!entry)
        return nearest_id(calls, name, err);
    if (entry->why)
        return err_set(err, ERR_CONTENT, "%s %s; rename one of them, or give the file itself",
                       entry->path, entry->why);
    if (count > 1 && note)
        snprintf(note->text, sizeof note->text,
                 "%.400s %s; the one that ships is played, and to play yours give its file or "
                 "another id",
                 entry[1].path, entry[1].why);
    return copy_path(path, entry->path, err);
}

bool library_find(const struct paths *paths, const char *name, char path[FILE_PATH_MAX],
                  struct library_note *note, struct err *err) {
    if (note)
        note->text[0] = '\0';
    if (file_exists(name) && !file_is_folder(name))
        return copy_path(path, name, err);
    struct calls calls;
    bool ok = calls_read(paths, &calls, err) && take_entry(&calls, name, path, note, err);
    calls_finish(&calls);
    return ok;
}

/* ---- bundles ---- */

/* Everything in a bundle is a source but the collected panel, which bundle_scenario puts in place.
 */
static struct scenario *load_bundle(void *self, const struct bundle *bundle, struct err *err) {
    (void)self;
    struct source sources[BUNDLE_FILES_MAX];
    int count = 0;
    for (int i = 0; i < bundle->file_count; i++)
        sources[count++] = (struct source){.path = bundle->files[i].path,
                                           .text = bundle->files[i].text,
                                           .len = bundle->files[i].len};
    struct script_report report = {0};
    struct scenario *scenario =
        script_load_bundle(sources, count, bundle->root, bundle->rules, &report, err);
    script_report_finish(&report);
    return scenario;
}

struct scenario_loader library_loader(void) {
    return (struct scenario_loader){.load = load_bundle};
}
