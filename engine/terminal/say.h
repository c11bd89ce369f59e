/* Sentences of the catalogues, printed: plain mode says them in the call's language. */
#ifndef TERMINAL_SAY_H
#define TERMINAL_SAY_H

#include "words/words.h"

/* One line on standard output, with up to three fillings; NULL: no more. */
void say(enum language language, int str, const char *a, const char *b, const char *c);
/* The same without the newline. */
void say_part(enum language language, int str, const char *a, const char *b, const char *c);

/* A line with one filling that may have several lines (terminal/print.h). */
void say_text(enum language language, int str, const char *text);

/* One line on standard error; the second is the form for a number, which is {0}. */
void say_error_text(enum language language, int str);
void say_error_with(enum language language, int str, const char *a, const char *b, const char *c);
void say_error(enum language language, int str, long long number);

#endif
