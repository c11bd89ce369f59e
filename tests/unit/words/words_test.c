/* Words by number and language. That every sentence is translated with its placeholders is
 * scripts/words.py's to say, which also makes the tables. */
#include "words/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <string.h>

static void every_sentence_is_there(void **state) {
    (void)state;
    for (int language = 0; language < LANGUAGE_COUNT; language++)
        for (int str = 0; str < STR_COUNT; str++)
            assert_true(*string_of((enum language)language, str));
    assert_string_equal(string_of(LANGUAGE_ENGLISH, STR_COUNT), "");
    assert_string_equal(string_of(LANGUAGE_ENGLISH, -1), "");
}

/* CLDR's cardinal rules for Arabic: zero, one, two, few, many, other. */
static void plurals_are_those_of_cldr(void **state) {
    (void)state;
    static const struct {
        int first, last, form;
    } rows[] = {{0, 0, 0},     {1, 1, 1},     {2, 2, 2},     {3, 10, 3},   {11, 99, 4},
                {100, 102, 5}, {103, 110, 3}, {111, 199, 4}, {200, 202, 5}};
    const struct catalogue *arabic = catalogue_of(LANGUAGE_ARABIC);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        for (int n = rows[i].first; n <= rows[i].last; n++)
            assert_int_equal(arabic->plural((unsigned long)n), rows[i].form);
    assert_int_equal(catalogue_of(LANGUAGE_ENGLISH)->plural(1), 0);
    assert_int_equal(catalogue_of(LANGUAGE_ENGLISH)->plural(0), 1);
    assert_int_equal(catalogue_of(LANGUAGE_ENGLISH)->plural(21), 1);
}

static void numbers_find_their_form(void **state) {
    (void)state;
    static const struct {
        enum language language;
        long long number;
        const char *form;
    } rows[] = {
        {LANGUAGE_ENGLISH, 1, "{0} second left"},   {LANGUAGE_ENGLISH, 0, "{0} seconds left"},
        {LANGUAGE_ENGLISH, 38, "{0} seconds left"}, {LANGUAGE_ARABIC, 2, "بقيت ثانيتان"},
        {LANGUAGE_ARABIC, 3, "بقيت {0} ثوانٍ"},      {LANGUAGE_ARABIC, 38, "بقي {0} ثانية"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *form = string_form(rows[i].language, STR_SECONDS_LEFT, rows[i].number);
        assert_string_equal(form, rows[i].form);
    }
}

/* What is filled in cannot turn the sentence round: it stands in an isolate where it may. */
static void placeholders_are_filled_in(void **state) {
    (void)state;
    struct buf out = {0};
    words_format(&out, LANGUAGE_ENGLISH, STR_SPOKEN_LINE, "Ruth", "4:02", "Hello", NULL);
    assert_string_equal(buf_cstr(&out), "Ruth, 4:02: Hello");
    buf_clear(&out);
    words_format(&out, LANGUAGE_ENGLISH, STR_SPOKEN_NOTE, "\u0645\u0631\u062d\u0628\u0627", NULL);
    assert_string_equal(buf_cstr(&out), "Note: \u2068\u0645\u0631\u062d\u0628\u0627\u2069");
    buf_clear(&out);
    words_count(&out, LANGUAGE_ENGLISH, STR_SECONDS_LEFT, 1, NULL);
    assert_string_equal(buf_cstr(&out), "1 second left");
    buf_clear(&out);
    words_count(&out, LANGUAGE_ARABIC, STR_SECONDS_LEFT, 2, NULL);
    assert_string_equal(buf_cstr(&out), string_form(LANGUAGE_ARABIC, STR_SECONDS_LEFT, 2));
    buf_finish(&out);
}

static void locales_name_languages(void **state) {
    (void)state;
    assert_int_equal(language_of("ar-EG"), LANGUAGE_ARABIC);
    assert_int_equal(language_of("en_GB.UTF-8"), LANGUAGE_ENGLISH);
    assert_int_equal(language_of("arc"), -1);
    assert_int_equal(language_of(NULL), -1);
    assert_true(locale_is_rtl("he"));
    assert_false(locale_is_rtl("de"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_sentence_is_there), cmocka_unit_test(plurals_are_those_of_cldr),
        cmocka_unit_test(numbers_find_their_form), cmocka_unit_test(placeholders_are_filled_in),
        cmocka_unit_test(locales_name_languages)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
