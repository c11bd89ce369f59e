/* Opening scenarios as commands do it: through the door, and what it found is printed. */
#ifndef COMMANDS_OPEN_H
#define COMMANDS_OPEN_H

#include "library/library.h"

/* Prints the findings on standard error, or on standard output with `to_output`. */
void print_findings(const struct findings *findings, bool to_output);

/* The call of this name (a file, or an id of the library), checked. NULL: the errors are printed
 * and *err has the first. */
struct scenario *open_for_play(const struct paths *paths, const char *name, struct err *err);

#endif
