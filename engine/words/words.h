/* Every word of the program, in every language, by name. The sentences are written in assets/po:
 * the English source is offscript.pot, each .po a language (scripts/words.py makes the tables from
 * them). Window and plain mode say the same words. */
#ifndef WORDS_WORDS_H
#define WORDS_WORDS_H

#include "ui/catalogue.h"

enum str {
    STR_BEFORE_FIRST = STR_UI_COUNT - 1,
#include "words_names.inc"
    STR_COUNT
};

enum language {
#define LANGUAGE(name, code, is_rtl, plural) LANGUAGE_##name,
#include "languages.inc"
#undef LANGUAGE
    LANGUAGE_COUNT
};

const struct catalogue *catalogue_of(enum language language);

const char *language_code(enum language language); /* "en", "ar" */
/* By the first part of a locale ("ar-EG"); -1: no words for it. */
int language_of(const char *locale);
bool language_is_rtl(enum language language);
/* True for the locales that are written from right to left, with words for them or without. */
bool locale_is_rtl(const char *locale);

const char *string_of(enum language language, int str);
/* The form of a sentence for a number. */
const char *string_form(enum language language, int str, long long number);

/* Appends a sentence with {0}, {1} … filled in from strings, up to a closing NULL. */
void words_format(struct buf *out, enum language language, int str, ...) __attribute__((sentinel));
/* The form for the number, which is {0}; {1} … from strings as above. */
void words_count(struct buf *out, enum language language, int str, long long number, ...)
    __attribute__((sentinel));

#endif
