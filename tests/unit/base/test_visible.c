/* What a reader cannot see is written out. */
#include "base/visible.h"
#include "support/cmocka.h"

#include <string.h>

static const struct shown {
    const char *text;
    enum visible_of of;
    const char *expected;
} shown[] = {
    {"plain words", VISIBLE_TEXT, "plain words"},
    {"two\nlines\tand", VISIBLE_TEXT, "two\\u{a}lines\\u{9}and"},
    {"a\u200bb\u00a0c\u202ed\ufeff", VISIBLE_TEXT, "a\\u{200b}b\\u{a0}c\\u{202e}d\\u{feff}"},
    {"l\u0430te", VISIBLE_TEXT, "l\u0430te"},
    {"l\u0430te", VISIBLE_ID, "l\\u{430}te"},
    {"sp\u00e4t", VISIBLE_ID, "sp\u00e4t"},
    {"\uff4c\u2014", VISIBLE_ID, "\\u{ff4c}\\u{2014}"},
    {"bad\xff\xC3", VISIBLE_TEXT, "bad\\x{ff}\\x{c3}"},
    {"\u0645\u0631\u062d\u0628\u0627", VISIBLE_ID, "\u0645\u0631\u062d\u0628\u0627"},
};

static void test_shown(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof shown / sizeof *shown; i++) {
        struct buf out = {0};
        char small[200];
        visible_add(&out, shown[i].text, strlen(shown[i].text), shown[i].of);
        assert_string_equal(buf_cstr(&out), shown[i].expected);
        visible_write(small, sizeof small, shown[i].text, strlen(shown[i].text), shown[i].of);
        assert_string_equal(small, shown[i].expected);
        buf_finish(&out);
    }
}

/* Every size from the smallest: a whole number of characters, and never past the end. */
static void test_cut(void **state) {
    (void)state;
    static const char text[] = "a\u200b\u00e9\nlong enough";
    for (size_t size = 8; size < 40; size++) {
        char out[48];
        memset(out, '#', sizeof out);
        visible_write(out, size, text, sizeof text - 1, VISIBLE_TEXT);
        assert_true(strlen(out) < size);
        assert_int_equal(out[size], '#');
        if (strlen(out) > 3 && size < 28)
            assert_string_equal(out + strlen(out) - 3, "\u2026");
    }
}

static void test_ink(void **state) {
    (void)state;
    static const char *const none[] = {"", " ", "\n \t", "\u200b", "\u00a0 \u3000", "\u2800\ufe0f"};
    static const char *const some[] = {"a", " . ", "\u200b-\u200b", "\u0645", "\U0001F600"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        assert_false(visible_has_ink(none[i], strlen(none[i])));
    for (size_t i = 0; i < sizeof some / sizeof *some; i++)
        assert_true(visible_has_ink(some[i], strlen(some[i])));
}

static void test_plain(void **state) {
    (void)state;
    static const struct {
        const char *text, *plain;
        bool is_changed;
    } cases[] = {
        {"late", "late", false},          {"l\u0430te", "late", true},
        {"late\u200b", "late", true},     {"\u00a0late", "late", true},
        {"\uff4c\uff41te", "late", true}, {"sp\u00e4t", "sp\u00e4t", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char out[32];
        assert_int_equal(visible_plain(out, sizeof out, cases[i].text, strlen(cases[i].text)),
                         cases[i].is_changed);
        assert_string_equal(out, cases[i].plain);
    }
    char tiny[4];
    visible_plain(tiny, sizeof tiny, "ab\u00e9", 4);
    assert_string_equal(tiny, "ab");
}

/* Nothing plain counts as hidden or as taken for something else. */
static void test_ascii(void **state) {
    (void)state;
    for (uint32_t c = 0x20; c < 0x7F; c++) {
        assert_false(visible_is_hidden(c));
        assert_int_equal(visible_looks_like(c), 0);
    }
    for (uint32_t c = 0; c < 0x20; c++)
        assert_true(visible_is_hidden(c));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_shown), cmocka_unit_test(test_cut),   cmocka_unit_test(test_ink),
        cmocka_unit_test(test_plain), cmocka_unit_test(test_ascii),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
