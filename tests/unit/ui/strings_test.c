/* The table of words: a translation keeps the placeholders, and each number finds its form. */
#include "ui/strings.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <string.h>

/* Placeholders of any form, as bits. */
static unsigned placeholders(const char *text) {
    unsigned found = 0;
    for (; *text; text++)
        if (text[0] == '{' && text[1] >= '0' && text[1] <= '9' && text[2] == '}')
            found |= 1u << (text[1] - '0');
    return found;
}

static int forms(const char *text) {
    int count = 1;
    for (; *text; text++)
        count += *text == '|';
    return count;
}

static void every_string_is_there(void **state) {
    (void)state;
    for (int str = 0; str < STR_COUNT; str++) {
        const char *english = string_of(LANGUAGE_ENGLISH, (enum str)str);
        assert_non_null(english);
        assert_true(*english);
        assert_true(forms(english) <= 2);
    }
}

static void translations_keep_their_placeholders(void **state) {
    (void)state;
    for (int str = 0; str < STR_COUNT; str++) {
        const char *english = string_of(LANGUAGE_ENGLISH, (enum str)str);
        const char *arabic = string_of(LANGUAGE_ARABIC, (enum str)str);
        if (placeholders(english) & ~placeholders(arabic) & ~1u)
            fail_msg("“%s” lost a placeholder: “%s”", english, arabic);
        if (placeholders(arabic) & ~placeholders(english))
            fail_msg("“%s” has one too many: “%s”", english, arabic);
        assert_true(forms(arabic) == 1 || forms(arabic) == 6);
    }
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
        size_t len;
        const char *form = string_form(rows[i].language, STR_SECONDS_LEFT, rows[i].number, &len);
        assert_int_equal(len, strlen(rows[i].form));
        assert_memory_equal(form, rows[i].form, len);
    }
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
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_string_is_there),
                                       cmocka_unit_test(translations_keep_their_placeholders),
                                       cmocka_unit_test(numbers_find_their_form),
                                       cmocka_unit_test(locales_name_languages)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
