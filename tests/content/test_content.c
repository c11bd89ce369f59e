/* Reads every file below good/, bad/ and bombs/. A file in bad/ or bombs/ begins with
 * `-- expect CODE LINE …` (bombs: only a code): exactly that must be found, and nothing else.
 * What bombs may cost is bounded by what the sandbox counts, not by a clock. */
#include "base/file.h"
#include "library/library.h"
#include "support/cmocka.h"
#include "support/load.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A bomb may do no more than any file may: the steps are counted by the hook, a few hundred at a
 * time, and by what our own functions charge. */
enum { STEPS_MAX = 20100000, BYTES_MAX = 513 << 20, FOUND_MAX = 64 };

struct checked {
    struct findings findings;
    struct err err;
    bool is_loaded;
};

/* `path` is below tests/content. Through the door, as `check` does it. */
static void check(const char *path, struct checked *out) {
    char folder[4096], full[4096];
    assert_true(path_join(folder, sizeof folder, source_folder(), "tests/content"));
    assert_true(path_join(full, sizeof full, folder, path));
    *out = (struct checked){0};
    struct paths paths = {0};
    assert_true(path_join(paths.assets, sizeof paths.assets, source_folder(), "assets"));
    struct library *library = library_create(&paths, &out->err);
    struct scenario *scenario =
        library_load(library, full, LIBRARY_LINTED, &out->findings, &out->err);
    out->is_loaded = scenario != NULL;
    scenario_destroy(scenario);
    library_destroy(library);
}

static void describe(const struct checked *checked, struct buf *out) {
    for (int i = 0; i < checked->findings.report.count; i++) {
        diagnostic_format(&checked->findings.report.items[i], out);
        buf_char(out, '\n');
    }
}

static void release(struct checked *checked) {
    findings_finish(&checked->findings);
}

/* ---- what a file expects --------------------------------------------------------------------- */

/* "E106 12": the line, or "shared/broken.lua:3", or "-" for any. */
struct expected {
    int code;
    char place[96];
};

static int read_expected(const char *path, struct expected *out) {
    char folder[4096], full[4096];
    struct buf text = {0};
    struct err err = {0};
    int count = 0;
    assert_true(path_join(folder, sizeof folder, source_folder(), "tests/content"));
    assert_true(path_join(full, sizeof full, folder, path));
    assert_true(file_read(full, 8 << 20, &text, &err));
    char *line = text.data, *end = strchr(line, '\n');
    if (end)
        *end = '\0';
    if (strncmp(line, "-- expect", 9) != 0)
        fail_msg("%s does not begin with -- expect", path);
    char *rest = NULL;
    for (char *word = strtok_r(line + 9, " ", &rest); word; word = strtok_r(NULL, " ", &rest)) {
        if ((*word == 'E' || *word == 'W') && count < FOUND_MAX) {
            out[count] = (struct expected){diagnostic_code_of(word), "-"};
            if (out[count++].code < 0)
                fail_msg("%s expects %s, which does not exist", path, word);
        } else if (count) {
            snprintf(out[count - 1].place, sizeof out->place, "%s", word);
        }
    }
    buf_finish(&text);
    return count;
}

static bool is_expected(const struct diagnostic *item, const struct expected *expected) {
    char place[4200];
    if (item->code != expected->code)
        return false;
    if (strcmp(expected->place, "-") == 0)
        return true;
    snprintf(place, sizeof place, "%s:%d", item->place.file, item->place.line);
    const char *wanted = expected->place;
    const char *at = strchr(wanted, ':') ? strstr(place, wanted) : strrchr(place, ':') + 1;
    return at && strcmp(at, wanted) == 0;
}

static bool matches(const struct checked *checked, const struct expected *expected, int count) {
    bool is_used[FOUND_MAX] = {false};
    if (checked->findings.report.errors != count)
        return false;
    for (int i = 0; i < checked->findings.report.count; i++) {
        int e = 0;
        while (e < count &&
               (is_used[e] || !is_expected(&checked->findings.report.items[i], &expected[e])))
            e++;
        if (e == count)
            return false;
        is_used[e] = true;
    }
    return true;
}

/* ---- the folders ----------------------------------------------------------------------------- */

struct tour {
    const char *folder;
    void (*each)(struct tour *tour, const char *path);
    int files, failures;
    int of_code[200];
    int64_t most_steps;
};

static bool visit(void *self, const char *name) {
    struct tour *tour = self;
    char path[512];
    size_t len = strlen(name);
    if (len < 4 || strcmp(name + len - 4, ".lua") != 0)
        return true;
    assert_true(path_join(path, sizeof path, tour->folder, name));
    tour->each(tour, path);
    tour->files++;
    return true;
}

static void go(struct tour *tour) {
    char folder[4096], full[4096];
    struct err err = {0};
    assert_true(path_join(folder, sizeof folder, source_folder(), "tests/content"));
    assert_true(path_join(full, sizeof full, folder, tour->folder));
    assert_true(folder_list(full, visit, tour, &err));
}

static void fail_file(struct tour *tour, const char *path, const struct checked *checked,
                      const char *why) {
    struct buf text = {0};
    describe(checked, &text);
    print_error("%s %s:\n%s\n", path, why, buf_cstr(&text));
    buf_finish(&text);
    tour->failures++;
}

static void each_good(struct tour *tour, const char *path) {
    struct checked checked;
    check(path, &checked);
    if (!checked.is_loaded || checked.findings.report.errors)
        fail_file(tour, path, &checked, "should load");
    release(&checked);
}

static void each_bad(struct tour *tour, const char *path) {
    struct checked checked;
    struct expected expected[FOUND_MAX];
    int count = read_expected(path, expected);
    check(path, &checked);
    for (int i = 0; i < count; i++)
        tour->of_code[expected[i].code - 100]++;
    if (!matches(&checked, expected, count))
        fail_file(tour, path, &checked, "does not give what its first line expects");
    for (int i = 0; i < checked.findings.report.count; i++)
        assert_true(checked.findings.report.items[i].text[0] != '\0');
    if (!checked.is_loaded)
        assert_int_equal(checked.err.code, ERR_CONTENT);
    release(&checked);
}

/* Exactly the warnings that the first line names; nothing else, and it loads. */
static void each_warned(struct tour *tour, const char *path) {
    struct checked checked;
    struct expected expected[FOUND_MAX];
    int count = read_expected(path, expected);
    check(path, &checked);
    for (int i = 0; i < count; i++)
        tour->of_code[expected[i].code - 100]++;
    bool fits = checked.is_loaded && checked.findings.report.count == count &&
                checked.findings.report.warnings == count;
    for (int i = 0; fits && i < count; i++)
        fits = is_expected(&checked.findings.report.items[i], &expected[i]);
    if (!fits)
        fail_file(tour, path, &checked, "does not give what its first line expects");
    release(&checked);
}

static void each_bomb(struct tour *tour, const char *path) {
    struct checked checked;
    struct expected expected[FOUND_MAX];
    assert_int_equal(read_expected(path, expected), 1);
    check(path, &checked);
    bool is_found = false;
    for (int i = 0; i < checked.findings.report.count; i++)
        is_found = is_found || checked.findings.report.items[i].code == expected[0].code;
    if (!is_found || checked.is_loaded)
        fail_file(tour, path, &checked, "was not stopped as expected");
    if (checked.findings.report.steps > STEPS_MAX || checked.findings.report.bytes > BYTES_MAX)
        fail_file(tour, path, &checked, "did more than a file may");
    if (checked.findings.report.steps > tour->most_steps)
        tour->most_steps = checked.findings.report.steps;
    release(&checked);
}

/* ---- tests ----------------------------------------------------------------------------------- */

static void test_good(void **state) {
    (void)state;
    struct tour tour = {.folder = "good", .each = each_good};
    go(&tour);
    assert_int_equal(tour.failures, 0);
    assert_true(tour.files >= 4);
}

static void test_bad(void **state) {
    (void)state;
    struct tour tour = {.folder = "bad", .each = each_bad};
    go(&tour);
    assert_int_equal(tour.failures, 0);
    for (int i = 0; i < diagnostic_page_count(); i++) {
        const struct diagnostic_page *page = diagnostic_page_at(i);
        bool is_of_one_file = page->code != E123; /* tests/unit/library has the files of one id */
        if (diagnostic_severity(page->code) == SEVERITY_ERROR && is_of_one_file &&
            tour.of_code[page->code - 100] < 2)
            fail_msg("E%d has fewer than two files", page->code);
    }
}

static void test_warned(void **state) {
    (void)state;
    struct tour tour = {.folder = "warn", .each = each_warned};
    go(&tour);
    assert_int_equal(tour.failures, 0);
    for (int i = 0; i < diagnostic_page_count(); i++) {
        const struct diagnostic_page *page = diagnostic_page_at(i);
        if (diagnostic_severity(page->code) == SEVERITY_WARNING && !tour.of_code[page->code - 100])
            fail_msg("W%d has no file", page->code);
    }
}

/* What is explained is shown with its reason and no longer counted. */
static void test_explained(void **state) {
    (void)state;
    struct checked checked;
    check("warn/explained.lua", &checked);
    assert_int_equal(checked.findings.report.warnings, 0);
    assert_int_equal(checked.findings.explained_count, 2);
    for (int i = 0; i < 2; i++) {
        const struct explained *item = &checked.findings.explained[i];
        assert_string_equal(item->why, item->code == W214 ? "hanging up ends it" : "the last word");
    }
    release(&checked);
}

static void test_bombs(void **state) {
    (void)state;
    struct tour tour = {.folder = "bombs", .each = each_bomb};
    go(&tour);
    assert_int_equal(tour.failures, 0);
    assert_true(tour.files >= 50);
    print_message("%d bombs, the longest did %d steps\n", tour.files, (int)tour.most_steps);
}

static void shipped(const char *path) {
    struct findings findings = {0};
    struct err err = {0};
    char full[4096];
    assert_true(path_join(full, sizeof full, source_folder(), path));
    struct paths paths = {0};
    assert_true(path_join(paths.assets, sizeof paths.assets, source_folder(), "assets"));
    struct library *library = library_create(&paths, &err);
    struct scenario *scenario = library_load(library, full, LIBRARY_LINTED, &findings, &err);
    if (!scenario)
        fail_msg("%s", err.text);
    if (findings.report.warnings)
        fail_msg("%s: %s", path, findings.report.items[0].text);
    for (int level = 0; level < LEVEL_COUNT; level++)
        assert_true(findings.levels[level].is_complete);
    scenario_destroy(scenario);
    findings_finish(&findings);
    library_destroy(library);
}

static void test_shipped(void **state) {
    (void)state;
    each_shipped(shipped);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_good),   cmocka_unit_test(test_bad),
        cmocka_unit_test(test_warned), cmocka_unit_test(test_explained),
        cmocka_unit_test(test_bombs),  cmocka_unit_test(test_shipped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
