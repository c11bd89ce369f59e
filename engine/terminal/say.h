/* The words of plain mode, from the same catalogues as the window's, in the language of the call. */
#ifndef TERMINAL_SAY_H
#define TERMINAL_SAY_H

#include "play/play.h"
#include "words/words.h"

/* The language a call is played in; English where there are no words for its own. */
enum language say_language(const struct scenario *scenario);

/* One sentence with {0}, {1} … from strings up to a closing NULL, and a newline; `before` stands in
 * front of it. */
void say(enum language language, const char *before, int str, ...) __attribute__((sentinel));
/* The same on standard error. */
void say_error(enum language language, int str, ...) __attribute__((sentinel));
/* The form for a number, which is {0}. */
void say_count(enum language language, const char *before, int str, long long number);

#endif
