/* Every word of the interface, in one table (strings_list.h), so that it can be translated.
 * Placeholders are {0}, {1} …; where a number decides the form, the forms stand one after the other
 * with | between them: one, other in English; zero, one, two, few, many, other in Arabic. */
#ifndef UI_STRINGS_H
#define UI_STRINGS_H

#include <stdbool.h>
#include <stddef.h>

enum language { LANGUAGE_ENGLISH, LANGUAGE_ARABIC, LANGUAGE_COUNT };

enum str {
#define STRING(name, english, arabic) name,
#include "ui/strings_list.h"
#undef STRING
    STR_COUNT
};

const char *language_code(enum language language); /* "en", "ar" */
/* By the first part of a locale ("ar-EG"); -1: no words for it. */
int language_of(const char *locale);
bool language_is_rtl(enum language language);
/* True for the locales that are written from right to left, with words for them or without. */
bool locale_is_rtl(const char *locale);

/* Never NULL; what is not translated is English. */
const char *string_of(enum language language, enum str str);
/* The part of a string for `number`, and its length. */
const char *string_form(enum language language, enum str str, long long number, size_t *len);

#endif
