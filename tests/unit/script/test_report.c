/* Findings: their table, order, bound and words. */
#include "base/file.h"
#include "base/utf8.h"
#include "script/script.h"
#include "support/cmocka.h"
#include "support/load.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void test_pages(void **state) {
    (void)state;
    int last = 0;
    for (int i = 0; i < diagnostic_page_count(); i++) {
        const struct diagnostic_page *page = diagnostic_page_at(i);
        char name[8];
        diagnostic_code_name(page->code, name);
        assert_true(page->code > last);
        assert_int_equal(diagnostic_code_of(name), page->code);
        assert_ptr_equal(diagnostic_page(page->code), page);
        assert_true(strlen(page->title) > 4 && strlen(page->what) > 20);
        assert_true(strlen(page->why) > 20 && strlen(page->fix) > 20);
        last = page->code;
    }
    for (int code = 101; code <= 122; code++)
        assert_non_null(diagnostic_page(code));
    assert_null(diagnostic_page(124));
    assert_null(diagnostic_page_at(-1));
    assert_null(diagnostic_page_at(diagnostic_page_count()));
    assert_int_equal(diagnostic_code_of("E999"), -1);
    assert_int_equal(diagnostic_code_of("e101"), -1);
    assert_int_equal(diagnostic_code_of(""), -1);
}

/* docs/diagnostics.md is the pages after its own first paragraphs. */
static void test_document(void **state) {
    (void)state;
    char path[4096];
    struct buf document = {0}, pages = {0};
    struct err err = {0};
    for (int i = 0; i < diagnostic_page_count(); i++) {
        buf_text(&pages, i ? "\n" : "");
        diagnostic_page_format(diagnostic_page_at(i), &pages);
    }
    assert_true(path_join(path, sizeof path, source_folder(), "docs/diagnostics.md"));
    assert_true(file_read(path, 1 << 20, &document, &err));
    const char *from = strstr(buf_cstr(&document), "\n## ");
    if (!from || strcmp(from + 1, buf_cstr(&pages)) != 0)
        fail_msg("docs/diagnostics.md does not say what the table says; its pages should be:\n%s",
                 buf_cstr(&pages));
    buf_finish(&document);
    buf_finish(&pages);
}

static struct place at(const char *file, int line) {
    return (struct place){file, line};
}

static void test_order(void **state) {
    (void)state;
    struct script_report report = {0};
    script_report_add(&report, E112, at("b.lua", 1), NULL, "six");
    script_report_add(&report, E112, at("a.lua", 9), NULL, "five");
    script_report_add(&report, E112, at("a.lua", 2), NULL, "three");
    script_report_add(&report, E103, at("a.lua", 2), "fix", "two");
    script_report_add(&report, E112, at("a.lua", 2), NULL, "three");
    script_report_add(&report, E107, at("a.lua", 0), NULL, "one");
    script_report_add(&report, E112, at("a.lua", 2), NULL, "thref");
    assert_int_equal(report.errors, 7);
    script_report_sort(&report);
    static const char *const expected[] = {"one", "two", "three", "thref", "five", "six"};
    assert_int_equal(report.errors, 6);
    assert_int_equal(report.count, 6);
    for (int i = 0; i < report.count; i++)
        assert_string_equal(report.items[i].text, expected[i]);
    struct buf text = {0};
    diagnostic_format(&report.items[1], &text);
    assert_string_equal(buf_cstr(&text), "a.lua:2: error E103: two; fix");
    buf_clear(&text);
    diagnostic_format(&report.items[0], &text);
    assert_string_equal(buf_cstr(&text), "a.lua: error E107: one");
    buf_finish(&text);
    script_report_finish(&report);
    assert_int_equal(report.count, 0);
}

/* The column orders findings of one line; severity and way are kept with the finding. */
static void test_column(void **state) {
    (void)state;
    struct script_report report = {0};
    script_report_add(&report, E103, (struct place){"a.lua", 2, 9}, NULL, "second");
    script_report_add(&report, E112, (struct place){"a.lua", 2, 3}, NULL, "first");
    script_report_way(&report, "opening.wait late.hold");
    script_report_add_as(&report, SEVERITY_WARNING, E104, at("a.lua", 3), NULL, "third");
    script_report_sort(&report);
    assert_int_equal(report.errors, 2);
    assert_int_equal(report.warnings, 1);
    assert_string_equal(report.items[0].text, "first");
    assert_string_equal(report.items[0].way, "opening.wait late.hold");
    assert_null(report.items[1].way);
    struct buf text = {0};
    diagnostic_format(&report.items[2], &text);
    assert_string_equal(buf_cstr(&text), "a.lua:3: warning E104: third");
    buf_finish(&text);
    script_report_finish(&report);
}

static void test_bound(void **state) {
    (void)state;
    struct script_report report = {0};
    for (int i = 0; i < 1000; i++)
        script_report_add(&report, E112, at("a.lua", i + 1), NULL, "number %d", i);
    script_report_sort(&report);
    assert_int_equal(report.errors, 1000);
    assert_int_equal(report.count, SCRIPT_KEPT_MAX);
    assert_int_equal(script_report_left_out(&report, SEVERITY_ERROR), 1000 - SCRIPT_KEPT_MAX);
    assert_int_equal(script_report_left_out(&report, SEVERITY_WARNING), 0);
    script_report_finish(&report);
}

static void test_texts(void **state) {
    (void)state;
    struct script_report report = {0};
    char large[900];
    memset(large, 'x', sizeof large - 1);
    large[sizeof large - 1] = '\0';
    memcpy(large + 479, "\xC3\xA9", 2); /* across the place of the cut */
    script_report_add(&report, E112, at("a.lua", 1), NULL, "%s", large);
    script_report_add(&report, E112, at("a.lua", 2), NULL, "bad \xff\xC3 bytes");
    for (int i = 0; i < report.count; i++)
        assert_true(utf8_is_valid(report.items[i].text, strlen(report.items[i].text)));
    assert_string_equal(report.items[1].text, "bad \\x{ff}\\x{c3} bytes");
    assert_true(strlen(report.items[0].text) < 500);
    script_report_finish(&report);
}

/* A file with a fault in each of many scenes: bounded, and quick although each is compared. */
static void test_many(void **state) {
    (void)state;
    static const char lua[] =
        "scenario \"t/many\" { format = 1, version = 1, title = \"T\", start = \"s1\" }\n"
        "for i = 1, 5000 do scene(\"s\" .. i) { option \"a\" { say = \"x\", to = \"t\" .. i,\n"
        "when = \"visits.t\" .. i .. \" > 0\" } } end\n"
        "ending \"done\" {}\n";
    struct source source = {"many.lua", lua, sizeof lua - 1};
    struct script_report report = {0};
    struct err err = {0};
    assert_null(script_load_memory(&source, 1, "many.lua", &report, &err));
    assert_int_equal(err.code, ERR_CONTENT);
    assert_true(report.errors > SCRIPT_KEPT_MAX);
    assert_true(report.count <= SCRIPT_KEPT_MAX);
    assert_non_null(strstr(err.text, "errors; the first: many.lua:2: error E10"));
    script_report_finish(&report);
}

/* One report for several files: what one has does not spoil the next. */
static void test_several_files(void **state) {
    (void)state;
    static const char bad[] = "scenario 't/bad' { format = 1 }";
    static const char good[] =
        "scenario 't/good' { format = 1, version = 1, title = 'T', start = 'a' }\n"
        "scene 'a' { option 'go' { say = 'Go.', to = 'done' } } ending 'done' {}";
    struct source sources[] = {{"bad.lua", bad, sizeof bad - 1},
                               {"good.lua", good, sizeof good - 1}};
    struct script_report report = {0};
    struct err err = {0};
    assert_null(script_load_memory(sources, 2, "bad.lua", &report, &err));
    int errors = report.errors;
    struct err none = {0};
    struct scenario *scenario = script_load_memory(sources, 2, "good.lua", &report, &none);
    assert_non_null(scenario);
    assert_int_equal(report.errors, errors);
    scenario_destroy(scenario);
    assert_null(script_load_memory(sources, 2, "bad.lua", &report, &none));
    assert_int_equal(none.code, ERR_CONTENT);
    script_report_finish(&report);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pages), cmocka_unit_test(test_document),
        cmocka_unit_test(test_order), cmocka_unit_test(test_column),
        cmocka_unit_test(test_bound), cmocka_unit_test(test_texts),
        cmocka_unit_test(test_many),  cmocka_unit_test(test_several_files),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
