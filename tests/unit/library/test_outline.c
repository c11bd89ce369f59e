/* What a file declares, from its words alone. */
#include "base/buf.h"
#include "library/outline.h"
#include "support/cmocka.h"

#include <string.h>

static const struct {
    const char *text, *id;
    bool has_scenario, has_scenes;
    int line;
} cases[] = {
    {"", "", false, false, 0},
    {"s", "", false, false, 0},
    {"scenario", "", true, false, 1},
    {"scenario 'a/b' {}", "a/b", true, false, 1},
    {"\n\n  scenario \"a/b\"\n{}", "a/b", true, false, 3},
    {"scenario[[a/b]] {}", "a/b", true, false, 1},
    {"scenario(\"a/b\") {}", "a/b", true, false, 1},
    {"\xEF\xBB\xBFscenario 'a' {}", "a", true, false, 1},
    /* The library took an id out of a comment. */
    {"-- scenario 'a/comment' {}\nscenario 'a/b' {}", "a/b", true, false, 2},
    {"--[[\nscenario 'a/comment' {}\n]]\nscene 'x' {}", "", false, true, 0},
    {"--[==[\nscenario 'a' {} ]]\n]==] ending 'x' {}", "", false, true, 0},
    {"local t = [[\nscenario 'a/text' {}\n]]", "", false, false, 0},
    {"local t = 'scenario \"a\" {}'", "", false, false, 0},
    /* Not written out: only running the file tells. */
    {"scenario('a/' .. name) {}", "", true, false, 1},
    {"scenario 'a/' .. name {}", "", true, false, 1},
    {"scenario 'a\\x2fb' {}", "", true, false, 1},
    {"local s = scenario s 'a' {}", "", true, false, 1},
    {"scenario 'a' {} scenario 'b' {}", "a", true, false, 1},
    {"card 'x' { scenario = 1 } t.scenario 'y'", "", false, false, 0},
    {"scenario 'open", "", true, false, 1},
};

static void files_are_read_by_their_words(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct outline outline;
        outline_read(cases[i].text, strlen(cases[i].text), &outline, NULL, NULL);
        if (strcmp(outline.id, cases[i].id) != 0 || outline.line != cases[i].line ||
            outline.has_scenario != cases[i].has_scenario ||
            outline.has_scenes != cases[i].has_scenes)
            fail_msg("%s: id '%s', line %d, scenario %d, scenes %d", cases[i].text, outline.id,
                     outline.line, outline.has_scenario, outline.has_scenes);
    }
}

static void an_id_that_is_too_long_is_left(void **state) {
    (void)state;
    char text[1000] = "scenario '";
    struct outline outline;
    memset(text + 10, 'a', 400);
    strcpy(text + 410, "' {}");
    outline_read(text, strlen(text), &outline, NULL, NULL);
    assert_true(outline.has_scenario);
    assert_string_equal(outline.id, "");
}

static void take(void *self, const char *path, size_t len) {
    buf_add(self, path, len);
    buf_char(self, ' ');
}

static void includes_are_told(void **state) {
    (void)state;
    static const char text[] = "include 'a.lua' include(\"b/c.lua\") -- include 'no.lua'\n"
                               "include [[d.lua]] include(name) include 'x' .. 'y'";
    struct buf paths = {0};
    struct outline outline;
    outline_read(text, strlen(text), &outline, take, &paths);
    assert_string_equal(buf_cstr(&paths), "a.lua b/c.lua d.lua x ");
    buf_finish(&paths);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(files_are_read_by_their_words),
        cmocka_unit_test(an_id_that_is_too_long_is_left),
        cmocka_unit_test(includes_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
