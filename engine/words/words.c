#include "words/words.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define LANGUAGE(name, code, is_rtl, plural)                                                       \
    static int plural_of_##name(unsigned long n) {                                                 \
        return (int)(plural);                                                                      \
    }
#include "languages.inc"
#undef LANGUAGE

static const struct sentence sentences[LANGUAGE_COUNT][STR_COUNT] = {
#include "words_tables.inc"
};

static const struct catalogue catalogues[LANGUAGE_COUNT] = {
#define LANGUAGE(name, code, is_rtl, plural)                                                       \
    {code, is_rtl, plural_of_##name, sentences[LANGUAGE_##name], STR_COUNT},
#include "languages.inc"
#undef LANGUAGE
};

const struct catalogue *catalogue_of(enum language language) {
    return &catalogues[language];
}

const char *language_code(enum language language) {
    return catalogues[language].code;
}

/* Does the locale's first part ("ar" of "ar-EG", "ar_EG") say this language? */
static bool locale_says(const char *locale, const char *code) {
    size_t len = strlen(code);
    char after = strncmp(locale, code, len) ? 'x' : locale[len];
    return after == '\0' || after == '-' || after == '_' || after == '.';
}

int language_of(const char *locale) {
    for (int i = 0; locale && i < LANGUAGE_COUNT; i++)
        if (locale_says(locale, catalogues[i].code))
            return i;
    return -1;
}

bool language_is_rtl(enum language language) {
    return catalogues[language].is_rtl;
}

bool locale_is_rtl(const char *locale) {
    static const char *const right_to_left[] = {"ar", "he", "fa", "ur", "ps", "yi", "ug", "dv"};
    for (size_t i = 0; locale && i < sizeof right_to_left / sizeof *right_to_left; i++)
        if (locale_says(locale, right_to_left[i]))
            return true;
    return false;
}

const char *string_of(enum language language, int str) {
    return catalogue_text(&catalogues[language], str);
}

const char *string_form(enum language language, int str, long long number) {
    return catalogue_form(&catalogues[language], str, number);
}

static int take_arguments(const char *out[CATALOGUE_ARGUMENTS_MAX], int count, va_list list) {
    for (const char *argument;
         count < CATALOGUE_ARGUMENTS_MAX && (argument = va_arg(list, const char *));)
        out[count++] = argument;
    return count;
}

void words_format(struct buf *out, enum language language, int str, ...) {
    const char *arguments[CATALOGUE_ARGUMENTS_MAX];
    va_list list;
    va_start(list, str);
    int count = take_arguments(arguments, 0, list);
    va_end(list);
    catalogue_fill(catalogue_of(language), string_of(language, str), arguments, count, out);
}

void words_count(struct buf *out, enum language language, int str, long long number, ...) {
    const char *arguments[CATALOGUE_ARGUMENTS_MAX];
    char digits[32];
    snprintf(digits, sizeof digits, "%lld", number);
    arguments[0] = digits;
    va_list list;
    va_start(list, number);
    int count = take_arguments(arguments, 1, list);
    va_end(list);
    catalogue_fill(catalogue_of(language), string_form(language, str, number), arguments, count,
                   out);
}
