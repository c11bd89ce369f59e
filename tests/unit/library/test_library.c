/* The door and its depths. */
#include "base/file.h"
#include "folder.h"
#include "library/library.h"
#include "support/cmocka.h"

#include <stdio.h>
#include <string.h>

/* The scene offers nothing once "x" was taken. */
static const char TRAP[] =
    "option \"x\" { say = \"Yes.\", to = \"a\", once = true, credit = 1 },\n"
    "option \"y\" { say = \"No.\", to = \"done\", when = \"took.a.x == 0\", credit = 0 }";

/* A counter that is added to itself has no end: the budget cuts the walk. */
static const char ENDLESS[] =
    "option \"x\" { say = \"Yes.\", to = \"a\", add = { v = 1 }, when = \"v < 900000\", credit = 1 "
    "},\noption \"z\" { say = \"Go.\", to = \"done\", when = \"v >= 0\", credit = 0 }";

struct opened {
    struct scenario *scenario;
    struct findings findings;
    struct err err;
};

static void open_at(const char *name, enum library_depth depth, struct opened *opened) {
    struct paths paths;
    folder_paths(&paths);
    *opened = (struct opened){0};
    struct library *library = library_create(&paths, &opened->err);
    assert_non_null(library);
    opened->scenario =
        library_load(library, folder_at(name), depth, &opened->findings, &opened->err);
    library_destroy(library);
}

static void close_it(struct opened *opened) {
    scenario_destroy(opened->scenario);
    findings_finish(&opened->findings);
}

static void each_depth_sees_more(void **state) {
    (void)state;
    struct opened opened;
    folder_call("trap.lua", "t/trap", TRAP);
    open_at("trap.lua", LIBRARY_DATA, &opened);
    assert_non_null(opened.scenario);
    assert_false(opened.findings.is_explored);
    close_it(&opened);
    for (enum library_depth depth = LIBRARY_CHECKED; depth <= LIBRARY_LINTED; depth++) {
        open_at("trap.lua", depth, &opened);
        assert_null(opened.scenario);
        assert_int_equal(opened.err.code, ERR_CONTENT);
        assert_non_null(strstr(opened.err.text, "trap.lua:4: error E119"));
        assert_int_equal(opened.findings.report.errors, 1);
        assert_int_equal(opened.findings.report.items[0].code, E119);
        assert_string_equal(opened.findings.report.items[0].way, "a.x");
        close_it(&opened);
    }
}

static void the_bundle_has_its_hash(void **state) {
    (void)state;
    struct opened opened;
    folder_call("a.lua", "t/a", NULL);
    open_at("a.lua", LIBRARY_DATA, &opened);
    assert_int_equal(strlen(opened.scenario->sha256), 64);
    close_it(&opened);
    folder_put("a.panel.json", "{\"v\":1,\"scenario\":\"t/other\"}");
    open_at("a.lua", LIBRARY_DATA, &opened);
    assert_null(opened.scenario);
    assert_non_null(strstr(opened.err.text, "is the panel of 't/other'"));
    close_it(&opened);
}

static size_t remembered_bytes(void) {
    struct buf bytes = {0};
    struct err err = {0};
    bool ok = file_read(folder_at("home/cache/checked"), 1 << 20, &bytes, &err);
    size_t len = ok ? bytes.len : 0;
    buf_finish(&bytes);
    return len;
}

static void only_what_is_sound_is_remembered(void **state) {
    (void)state;
    struct opened opened;
    folder_call("plain.lua", "t/plain", NULL); /* nothing to explore */
    folder_call("trap.lua", "t/trap", TRAP);
    folder_call(
        "once.lua", "t/once",
        "option \"x\" { say = \"Yes.\", to = \"done\", when = \"anger >= 0\", credit = 1 }");
    static const char *const files[] = {"plain.lua", "trap.lua"};
    for (int i = 0; i < 2; i++) {
        open_at(files[i], LIBRARY_CHECKED, &opened);
        close_it(&opened);
        assert_int_equal(remembered_bytes(), 0);
    }
    for (int i = 0; i < 2; i++) {
        open_at("once.lua", LIBRARY_CHECKED, &opened);
        assert_non_null(opened.scenario);
        assert_int_equal(opened.findings.is_explored, i == 0); /* the second time it is known */
        close_it(&opened);
        assert_int_equal(remembered_bytes(), 65);
    }
    folder_call("once.lua", "t/once", TRAP); /* changed: another hash */
    open_at("once.lua", LIBRARY_CHECKED, &opened);
    assert_null(opened.scenario);
    close_it(&opened);
}

static void a_spent_budget_refuses_nothing(void **state) {
    (void)state;
    struct opened opened;
    char text[300];
    folder_call("endless.lua", "t/endless", ENDLESS);
    open_at("endless.lua", LIBRARY_LINTED, &opened);
    assert_non_null(opened.scenario);
    assert_int_equal(opened.findings.report.errors, 0);
    assert_true(findings_cut(&opened.findings, text, sizeof text));
    assert_non_null(strstr(text, "not complete"));
    close_it(&opened);
}

static void what_cannot_be_read_is_no_finding(void **state) {
    (void)state;
    struct opened opened;
    open_at("missing.lua", LIBRARY_LINTED, &opened);
    assert_null(opened.scenario);
    assert_int_equal(opened.err.code, ERR_IO);
    assert_int_equal(opened.findings.report.count, 0);
    close_it(&opened);
    folder_put("empty.lua", "");
    open_at("empty.lua", LIBRARY_LINTED, &opened);
    assert_null(opened.scenario);
    assert_int_equal(opened.err.code, ERR_CONTENT);
    close_it(&opened);
}

int main(void) {
#define T(name) cmocka_unit_test_setup_teardown(name, folder_begin, folder_end)
    const struct CMUnitTest tests[] = {
        T(each_depth_sees_more),
        T(the_bundle_has_its_hash),
        T(only_what_is_sound_is_remembered),
        T(a_spent_budget_refuses_nothing),
        T(what_cannot_be_read_is_no_finding),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
