#include "ui/strings.h"

#include <string.h>

static const char *const words[STR_COUNT][LANGUAGE_COUNT] = {
#define STRING(name, english, arabic) [name] = {english, arabic},
#include "ui/strings_list.h"
#undef STRING
};

static const char *const codes[LANGUAGE_COUNT] = {"en", "ar"};

const char *language_code(enum language language) {
    return codes[language];
}

/* Does the locale's first part ("ar" of "ar-EG", "ar_EG") say this language? */
static bool locale_says(const char *locale, const char *code) {
    size_t len = strlen(code);
    char after = strncmp(locale, code, len) ? 'x' : locale[len];
    return after == '\0' || after == '-' || after == '_' || after == '.';
}

int language_of(const char *locale) {
    for (int i = 0; locale && i < LANGUAGE_COUNT; i++)
        if (locale_says(locale, codes[i]))
            return i;
    return -1;
}

bool language_is_rtl(enum language language) {
    return language == LANGUAGE_ARABIC;
}

bool locale_is_rtl(const char *locale) {
    static const char *const right_to_left[] = {"ar", "he", "fa", "ur", "ps", "yi", "ug", "dv"};
    for (size_t i = 0; locale && i < sizeof right_to_left / sizeof *right_to_left; i++)
        if (locale_says(locale, right_to_left[i]))
            return true;
    return false;
}

const char *string_of(enum language language, enum str str) {
    const char *text = words[str][language];
    return text ? text : words[str][LANGUAGE_ENGLISH];
}

/* The plural categories of CLDR. */
static int form_of(enum language language, long long number, int forms) {
    if (language != LANGUAGE_ARABIC || forms < 6)
        return number == 1 ? 0 : 1;
    long long rest = number % 100;
    if (number >= 0 && number <= 2)
        return (int)number;
    if (rest >= 3 && rest <= 10)
        return 3;
    return rest >= 11 ? 4 : 5;
}

const char *string_form(enum language language, enum str str, long long number, size_t *len) {
    const char *text = string_of(language, str);
    if (!words[str][language])
        language = LANGUAGE_ENGLISH;
    int forms = 1;
    for (const char *at = text; *at; at++)
        forms += *at == '|';
    int wanted = form_of(language, number, forms);
    for (int form = 0; form < wanted && strchr(text, '|'); form++)
        text = strchr(text, '|') + 1;
    *len = strcspn(text, "|");
    return text;
}
