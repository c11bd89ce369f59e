#include "support/load.h"

#include "base/file.h"
#include "script/script.h"
#include "support/cmocka.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void fail_with(const struct script_report *report, const char *what, const struct err *err) {
    struct buf text = {0};
    for (int i = 0; i < report->count; i++) {
        diagnostic_format(&report->items[i], &text);
        buf_char(&text, '\n');
    }
    fail_msg("%s: %s\n%s", what, err->text, buf_cstr(&text));
}

struct scenario *load_text(const char *lua) {
    struct source source = {"test.lua", lua, strlen(lua)};
    struct script_report report = {0};
    struct err err = {0};
    struct scenario *scenario = script_load_memory(&source, 1, "test.lua", &report, &err);
    if (!scenario)
        fail_with(&report, "test.lua", &err);
    script_report_finish(&report);
    return scenario;
}

const char *source_folder(void) {
    const char *folder = getenv("OFFSCRIPT_SOURCE");
    if (!folder)
        fail_msg("OFFSCRIPT_SOURCE is not set; run this through meson test");
    return folder;
}

struct scenario *load_shipped(const char *path) {
    char full[4096];
    assert_true(path_join(full, sizeof full, source_folder(), path));
    struct script_report report = {0};
    struct err err = {0};
    struct scenario *scenario = script_load_file(full, &report, &err);
    if (!scenario)
        fail_with(&report, path, &err);
    script_report_finish(&report);
    return scenario;
}

/* ---- every scenario that ships: scenarios/INDUSTRY/NAME.lua -----------------------------------
 */

struct visit {
    char folder[512];
    void (*each)(const char *path);
};

static bool visit_file(void *self, const char *name) {
    const struct visit *visit = self;
    size_t len = strlen(name);
    char path[1024];
    if (len < 4 || strcmp(name + len - 4, ".lua") != 0)
        return true;
    assert_true(path_join(path, sizeof path, visit->folder, name));
    visit->each(path);
    return true;
}

static bool visit_industry(void *self, const char *name) {
    struct visit *visit = self;
    char full[4096];
    struct err err = {0};
    assert_true(path_join(visit->folder, sizeof visit->folder, "scenarios", name));
    assert_true(path_join(full, sizeof full, source_folder(), visit->folder));
    if (file_is_folder(full))
        assert_true(folder_list(full, visit_file, visit, &err));
    return true;
}

void each_shipped(void (*each)(const char *path)) {
    struct visit visit = {.each = each};
    char full[4096];
    struct err err = {0};
    assert_true(path_join(full, sizeof full, source_folder(), "scenarios"));
    assert_true(folder_list(full, visit_industry, &visit, &err));
}
