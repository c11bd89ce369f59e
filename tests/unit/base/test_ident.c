/* Ids as people type them. Composed and decomposed forms are those of Unicode's own tables. */
#include "support/cmocka.h"

#include "base/ident.h"

#include <string.h>

static void what_is_typed_becomes_one_id(void **state) {
    (void)state;
    static const struct {
        const char *typed, *id;
    } cases[] = {
        {"dana", "dana"},
        {" dana\t", "dana"},
        {"Jose\u0301", "Jos\u00e9"},
        {"\u00a0\u3000Jos\u00e9\u2003", "Jos\u00e9"},
        {"\u1112\u1161\u11ab", "\ud55c"}, /* Hangul */
        {"\u0645\u0646\u0649", "\u0645\u0646\u0649"},
        {"two words", "two words"},
        {"4711", "4711"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct err err = {0};
        char id[IDENT_SIZE];
        assert_true(ident_make("the id", cases[i].typed, id, &err));
        assert_string_equal(id, cases[i].id);
        assert_true(ident_is_same(cases[i].typed, cases[i].id));
    }
    assert_false(ident_is_same("Jose", "Jos\u00e9"));
    assert_false(ident_is_same("dana", "Dana"));
}

static void what_nobody_sees_is_refused(void **state) {
    (void)state;
    static const char *const bad[] = {
        "",         "  \t",     "\xff",     "a\nb",     "a\tb",     "a\x7f",
        "a\u200bb", "\u202eab", "a\u2066b", "a\u00a0b", "a\ufeffb", "a\u00adb",
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct err err = {0};
        char id[IDENT_SIZE];
        assert_false(ident_make("the id", bad[i], id, &err));
        assert_int_equal(err.code, ERR_USAGE);
    }
    struct err err = {0};
    char id[IDENT_SIZE], lengthy[4 * IDENT_CHARACTERS_MAX + 8];
    lengthy[0] = '\0';
    for (int i = 0; i < IDENT_CHARACTERS_MAX; i++)
        strcat(lengthy, "\U0001f600");
    assert_true(ident_make("the id", lengthy, id, &err)); /* characters count, not bytes */
    strcat(lengthy, "x");
    assert_false(ident_make("the id", lengthy, id, &err));
    assert_non_null(strstr(err.text, "65"));
}

static void a_label_may_join_letters(void **state) {
    (void)state;
    struct err err = {0};
    assert_true(ident_check_label("the name", "\u0645\u06cc\u200c\u062e\u0648", &err));
    assert_true(ident_check_label("the name", "", &err));
    char id[IDENT_SIZE];
    assert_false(ident_check_label("the name", "\u202eyllas", &err));
    assert_false(ident_check_label("the name", "4111 1111 1111 1111", &err));
    assert_false(ident_make("the id", "4111-1111-1111-1111", id, &err));
    assert_true(ident_make("the id", "4111-1111-1111-1112", id, &err)); /* no check digit */
}

static void look_alikes_have_one_look(void **state) {
    (void)state;
    static const char *const alike[][2] = {
        {"Dana", "dana"},
        {"dana", "d\u0430na"},
        {"dana", "\uff44ana"},
        {"a b", "a \u00a0 b"},
        {"dana", "da\u200bna"},
        {"dana", " dana"},
        {"a-22222222", "\u0410\u201022222222"},
    };
    char a[IDENT_FORM_SIZE], b[IDENT_FORM_SIZE];
    for (size_t i = 0; i < sizeof alike / sizeof *alike; i++)
        assert_string_equal(ident_look(alike[i][0], a), ident_look(alike[i][1], b));
    assert_string_not_equal(ident_look("dana", a), ident_look("diana", b));
    assert_string_not_equal(ident_look("Jos\u00e9", a), ident_look("Jose", b));
}

static void a_drawn_id_is_fit_to_be_one(void **state) {
    (void)state;
    struct err err = {0};
    char one[IDENT_SIZE], other[IDENT_SIZE], id[IDENT_SIZE];
    assert_true(ident_draw(one) && ident_draw(other));
    assert_string_not_equal(one, other);
    assert_int_equal(strlen(one), 10);
    assert_memory_equal(one, "a-", 2);
    assert_int_equal(strspn(one + 2, "abcdefghijklmnopqrstuvwxyz234567"), 8);
    assert_true(ident_make("the id", one, id, &err));
    assert_string_equal(id, one);
}

/* An id of an old log may be anything, and longer than any buffer. */
static void old_ids_are_compared_as_they_are(void **state) {
    (void)state;
    static char lengthy[3000];
    char form[IDENT_FORM_SIZE];
    memset(lengthy, 'x', sizeof lengthy - 1);
    assert_int_equal(strlen(ident_form(lengthy, form)), IDENT_FORM_SIZE - 1);
    assert_int_equal(strlen(ident_look(lengthy, form)) < IDENT_FORM_SIZE, true);
    assert_string_equal(ident_form("\xff\xfe", form), "\xff\xfe");
    assert_string_equal(ident_form("", form), "");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_typed_becomes_one_id),
        cmocka_unit_test(what_nobody_sees_is_refused),
        cmocka_unit_test(a_label_may_join_letters),
        cmocka_unit_test(look_alikes_have_one_look),
        cmocka_unit_test(a_drawn_id_is_fit_to_be_one),
        cmocka_unit_test(old_ids_are_compared_as_they_are),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
