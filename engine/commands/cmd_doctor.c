/* offscript doctor: what works here, and how to fix what does not. */
#include "app/settings.h"
#include "base/file.h"
#include "base/json.h"
#include "commands/words.h"
#include "library/calls.h"
#include "library/library.h"
#include "sound/speech.h"
#include "terminal/print.h"
#include "window/window.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum finding_state { FINDING_FINE, FINDING_LIMITED, FINDING_BROKEN };

struct doctor {
    bool is_json;
    enum finding_state worst;
    struct paths paths;
};

static void tell(struct doctor *doctor, const char *what, enum finding_state state,
                 const char *finding, const char *fix) {
    static const char *const words[] = {"fine", "limited", "broken"};
    if (state > doctor->worst)
        doctor->worst = state;
    if (!doctor->is_json) {
        print_out("%-10s %-8s %s\n", what, words[state], finding);
        if (fix)
            print_out("%-10s %-8s → %s\n", "", "", fix);
        return;
    }
    struct buf out = {0};
    buf_char(&out, '{');
    json_key(&out, "check");
    json_string(&out, what);
    json_key(&out, "state");
    json_string(&out, words[state]);
    json_key(&out, "finding");
    json_string(&out, finding);
    json_key(&out, "fix");
    json_string(&out, fix);
    buf_text(&out, "}\n");
    print_json(buf_cstr(&out), out.len);
    buf_finish(&out);
}

static void check_display(struct doctor *doctor) {
    struct err err = {0};
    struct window_setup setup = {.title = "Offscript",
                                 .assets = doctor->paths.assets,
                                 .width = 960,
                                 .height = 600,
                                 .is_hidden = true};
    struct window *window = window_open(&setup, &err);
    char finding[128];
    if (!window) {
        tell(doctor, "display", FINDING_LIMITED, err.text,
             "calls can be played in the terminal: offscript play SCENARIO --plain");
        return;
    }
    snprintf(finding, sizeof finding, "a window opens; the display's scale is %d %%",
             window_scale_percent(window));
    tell(doctor, "display", FINDING_FINE, finding, NULL);
    window_close(window);
}

struct font_count {
    int count;
};

static bool count_font(void *self, const char *name) {
    struct font_count *fonts = self;
    const char *dot = strrchr(name, '.');
    fonts->count += dot && (strcmp(dot, ".ttf") == 0 || strcmp(dot, ".otf") == 0);
    return true;
}

static void check_fonts(struct doctor *doctor) {
    char folder[PATH_MAX], finding[PATH_MAX + 64];
    struct font_count fonts = {0};
    struct err err = {0};
    bool ok = path_join(folder, sizeof folder, doctor->paths.assets, "fonts") &&
              folder_list(folder, count_font, &fonts, &err);
    snprintf(finding, sizeof finding, "%d fonts in %s", fonts.count, folder);
    if (ok && fonts.count > 0)
        tell(doctor, "fonts", FINDING_FINE, finding, NULL);
    else
        tell(doctor, "fonts", FINDING_BROKEN, finding,
             "install the program again, or set OFFSCRIPT_DATA to the folder that holds assets/");
}

static void check_folder(struct doctor *doctor, const char *what, const char *folder) {
    struct err err = {0};
    char probe[PATH_MAX], finding[PATH_MAX + 64];
    bool ok = folder_make(folder, &err) && path_join(probe, sizeof probe, folder, "doctor.probe") &&
              file_write(probe, "fine\n", 5, 0600, &err);
    if (ok)
        unlink(probe);
    snprintf(finding, sizeof finding, "%s can be written", folder);
    if (ok)
        tell(doctor, what, FINDING_FINE, finding, NULL);
    else
        tell(doctor, what, FINDING_BROKEN, err.text,
             "free space or change its owner, or set OFFSCRIPT_HOME to another folder");
}

/* What a person would see as \uFFFD in the calls of the library. */
static void check_glyphs(struct doctor *doctor, struct library *library,
                         const struct calls *calls) {
    int missing = 0;
    for (int i = 0; i < calls->count; i++) {
        struct findings findings = {0};
        struct err ignored = {0};
        if (calls->entries[i].why)
            continue;
        library_glyphs(library, calls->entries[i].path, &findings, &ignored);
        for (int f = 0; f < findings.report.count; f++) {
            struct buf line = {0};
            if (findings.report.items[f].code == W219) {
                diagnostic_format(&findings.report.items[f], &line);
                tell(doctor, "glyphs", FINDING_LIMITED, buf_cstr(&line), NULL);
                missing++;
            }
            buf_finish(&line);
        }
        findings_finish(&findings);
    }
    if (!missing)
        tell(doctor, "glyphs", FINDING_FINE, "the fonts have every character of the calls", NULL);
}

/* One line per file that cannot be played, and one for the whole. */
static int check_calls(struct doctor *doctor, struct library *library, const struct calls *calls) {
    int broken = 0;
    for (int i = 0; i < calls->count; i++) {
        const struct call_entry *entry = &calls->entries[i];
        struct findings findings = {0};
        struct err bad = {0};
        struct scenario *scenario =
            entry->why ? NULL
                       : library_load(library, entry->path, LIBRARY_CHECKED, &findings, &bad);
        char finding[PATH_MAX + 600];
        snprintf(finding, sizeof finding, "%s%s%s", entry->why ? entry->path : "",
                 entry->why ? " " : "", entry->why ? entry->why : bad.text);
        if (!scenario)
            tell(doctor, "call", FINDING_LIMITED, finding,
                 "'offscript check FILE' names every error and its fix");
        broken += !scenario;
        scenario_destroy(scenario);
        findings_finish(&findings);
    }
    return broken;
}

static void check_library(struct doctor *doctor) {
    struct calls calls;
    struct err err = {0};
    char finding[PATH_MAX + 64];
    struct library *library = library_create(&doctor->paths, &err);
    if (!library || !calls_read(&doctor->paths, &calls, &err)) {
        tell(doctor, "library", FINDING_BROKEN, err.text, NULL);
        library_destroy(library);
        return;
    }
    int broken = check_calls(doctor, library, &calls);
    snprintf(finding, sizeof finding, "%d of %d files can be played", calls.count - broken,
             calls.count);
    if (calls.count == 0)
        tell(doctor, "library", FINDING_BROKEN, "no calls were found",
             "set OFFSCRIPT_DATA to the folder that holds scenarios/");
    else
        tell(doctor, "library", broken ? FINDING_LIMITED : FINDING_FINE, finding, NULL);
    check_glyphs(doctor, library, &calls);
    calls_finish(&calls);
    library_destroy(library);
}

static void check_speech(struct doctor *doctor) {
    struct app_speech speech;
    char finding[PATH_MAX + 64];
    app_speech_find(&speech);
    snprintf(finding, sizeof finding, "%s: texts can be read aloud",
             speech.program ? speech.program : "");
    if (speech.program)
        tell(doctor, "speech", FINDING_FINE, finding, NULL);
    else
        tell(doctor, "speech", FINDING_LIMITED,
             "none of espeak-ng, espeak and spd-say is installed",
             "install espeak-ng to have texts read aloud; screen readers work with --plain");
}

static void check_settings(struct doctor *doctor) {
    struct settings settings;
    struct err err = {0};
    struct buf unknown = {0};
    if (!settings_load(&doctor->paths, &settings, &err) ||
        !settings_check(&doctor->paths, &unknown, &err))
        tell(doctor, "settings", FINDING_BROKEN, err.text, NULL);
    else if (unknown.len)
        tell(doctor, "settings", FINDING_LIMITED, buf_cstr(&unknown),
             "choose a value in the settings of the window; until then the default counts");
    else
        tell(doctor, "settings", FINDING_FINE, "the settings can be read", NULL);
    buf_finish(&unknown);
}

static enum exit_status run(const struct command *command, struct words *words) {
    (void)command;
    struct doctor doctor = {.is_json = words_value(words, "json")};
    struct err err = {0};
    if (!paths_find(&doctor.paths, &err))
        return fail(&err);
    check_display(&doctor);
    check_fonts(&doctor);
    check_folder(&doctor, "home", doctor.paths.home);
    check_folder(&doctor, "logs", doctor.paths.logs);
    check_settings(&doctor);
    check_library(&doctor);
    check_speech(&doctor);
    return doctor.worst == FINDING_BROKEN ? EXIT_UNABLE : EXIT_DONE;
}

static const struct flag flags[] = {
    {"json", NULL, "one finding a line, as JSON"},
    {NULL, NULL, NULL},
};

const struct command command_doctor = {
    .name = "doctor",
    .summary = "what works here, and how to fix what does not",
    .example = "offscript doctor",
    .flags = flags,
    .least = 0,
    .most = 0,
    .run = run,
};
