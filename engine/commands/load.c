#include "commands/load.h"

#include "base/file.h"
#include "base/suggest.h"
#include "commands/library.h"
#include "record/panel_file.h"
#include "session/explore.h"
#include "terminal/print.h"

#include <stdio.h>
#include <string.h>

static bool nearest_id(const struct library *library, const char *name, struct err *err) {
    struct suggest suggest;
    suggest_init(&suggest, name);
    for (int i = 0; i < library->count; i++)
        suggest_add(&suggest, library->files[i].id);
    if (suggest.best)
        return err_set(err, ERR_IO,
                       "%s: no such file, and no call of that name; did you mean '%s'?", name,
                       suggest.best);
    if (library->count > 0)
        return err_set(
            err, ERR_IO,
            "%s: no such file, and no call of that name; '%s' is one of %d in the library", name,
            library->files[0].id, library->count);
    return err_set(err, ERR_IO, "%s: no such file, and the library is empty", name);
}

static bool copy_path(char out[PATH_MAX], const char *path, struct err *err) {
    if ((size_t)snprintf(out, PATH_MAX, "%s", path) < PATH_MAX)
        return true;
    return err_set(err, ERR_IO, "%.80s…: the path is too long", path);
}

bool load_find(const struct paths *paths, const char *name, char path[PATH_MAX], struct err *err) {
    if (file_exists(name) && !file_is_folder(name))
        return copy_path(path, name, err);
    struct library library;
    if (!library_list(paths, &library, err))
        return false;
    const struct library_file *file = library_find(&library, name);
    bool ok = file ? copy_path(path, file->path, err) : nearest_id(&library, name, err);
    library_finish(&library);
    return ok;
}

struct scenario *load_scenario(const char *path, struct script_report *report, struct err *err) {
    struct scenario *scenario = script_load_file(path, report, err);
    struct buf bundle = {0};
    bool ok =
        scenario && panel_apply_beside(scenario, path, err) && bundle_make(scenario, &bundle, err);
    buf_finish(&bundle);
    if (!ok) {
        scenario_destroy(scenario);
        return NULL;
    }
    return scenario;
}

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

struct scenario_loader load_from_bundle(void) {
    return (struct scenario_loader){.load = load_bundle};
}

void load_print_report(const struct script_report *report, bool to_output) {
    struct buf line = {0};
    for (int i = 0; i < report->count; i++) {
        buf_clear(&line);
        diagnostic_format(&report->items[i], &line);
        if (to_output)
            print_out("%s\n", buf_cstr(&line));
        else
            print_error("%s\n", buf_cstr(&line));
    }
    buf_finish(&line);
    for (int severity = SEVERITY_ERROR; severity <= SEVERITY_WARNING; severity++) {
        int left_out = script_report_left_out(report, (enum severity)severity);
        if (left_out > 0)
            print_error("and %d more %s%s\n", left_out, severity_name((enum severity)severity),
                        left_out == 1 ? "" : "s");
    }
}

struct scenario *load_for_play(const struct paths *paths, const char *name, struct err *err) {
    char path[PATH_MAX];
    if (!load_find(paths, name, path, err))
        return NULL;
    struct script_report report = {0};
    struct scenario *scenario = load_scenario(path, &report, err);
    if (!scenario)
        load_print_report(&report, false);
    script_report_finish(&report);
    return scenario;
}
