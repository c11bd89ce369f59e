/* The words of a line that plain mode reads: split by blanks, verbs in any case. */
#ifndef TERMINAL_PLAIN_WORDS_H
#define TERMINAL_PLAIN_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { VERB_MAX = 65 }; /* an option's id is a verb, too */

const char *after_blanks(const char *text);

/* The first word in lower case, cut to fit; gives what stands behind it and its blanks. */
const char *take_verb(const char *line, char verb[VERB_MAX]);

/* The one word of `rest`. False: none, more than one, or it does not fit. */
bool take_word(const char *rest, char *out, size_t size);

/* Decimal digits of any script, at most nine. */
bool whole_number(const char *text, long *out);

/* A whole number with a sign for per cent behind it or none: "80", "80 %", "٨٠٪". */
bool percentage(const char *text, long *out);

/* Seconds with at most three decimals, as milliseconds. */
bool milliseconds(const char *text, int64_t *out);

#endif
