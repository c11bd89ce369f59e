/* Why Lua refuses a file, in a trainer's words. Lua stops at the first word that cannot be and
 * names that; here the whole file is walked through as the tables and calls that a scenario is made
 * of, and every mistake of a known kind is told where it was made: a missing comma at the end of
 * the text before it, a brace that is not closed by its name, a typographic sign by its name. */
#ifndef SCRIPT_SYNTAX_H
#define SCRIPT_SYNTAX_H

#include "script/token.h"

struct load;

/* Tells what it finds in a file that Lua refused, and returns the line of the first finding; 0: it
 * found nothing. */
int syntax_explain(struct load *load, int file);

/* What may stand before the file's own text, or instead of it: merge marks, `#!`. True: told. */
bool syntax_check_start(struct load *load, int file);

#endif
