/* Sentences by number, in one language. Which sentences there are is the caller's: a catalogue
 * begins with those that the parts of this room say (STR_UI_…), and goes on with the program's.
 *
 * Placeholders are {0}, {1} … {7}. Where a number decides the form, a sentence has as many forms as
 * the language has plurals. */
#ifndef UI_CATALOGUE_H
#define UI_CATALOGUE_H

#include "base/buf.h"

#include <stdbool.h>

enum ui_str {
#include "words_names.inc"
    STR_UI_COUNT
};

enum { CATALOGUE_ARGUMENTS_MAX = 8 };

/* `forms` stand one after the other, each ended by a NUL. */
struct sentence {
    int form_count;
    const char *forms;
};

struct catalogue {
    const char *code; /* "en", "ar" */
    bool is_rtl;
    int (*plural)(unsigned long number); /* which form a number takes */
    const struct sentence *sentences;
    int count;
};

/* The sentence, or its first form. Never NULL: a number that is none is an empty text. */
const char *catalogue_text(const struct catalogue *catalogue, int str);
const char *catalogue_form(const struct catalogue *catalogue, int str, long long number);

/* Appends a pattern with its placeholders filled in. Each argument is kept from turning the
 * sentence around: in an isolate (FSI … PDI) where its direction may be another one. */
void catalogue_fill(const struct catalogue *catalogue, const char *pattern,
                    const char *const *arguments, int count, struct buf *out);

#endif
