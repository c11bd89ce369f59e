/* Parsing of command lines. */
#ifndef COMMANDS_WORDS_H
#define COMMANDS_WORDS_H

#include "base/err.h"
#include "commands/command.h"

/* Splits argv (behind the verb) by the command's flags; `arguments` has room for argc pointers.
 * `--` ends the flags. *wants_help: --help was among them. False: *err names the word and the
 * nearest known flag. */
bool words_parse(const struct command *command, int argc, char **argv, const char **arguments,
                 struct words *out, bool *wants_help, struct err *err);

void words_help(const struct command *command);

/* Values with a fixed set of names: *out is the index by `of`; a NULL text leaves *out. */
bool words_choice(const struct words *words, const char *flag, int (*of)(const char *name),
                  const char *names, int *out, struct err *err);
/* A whole number between least and most. */
bool words_number(const struct words *words, const char *flag, long least, long most, long *out,
                  struct err *err);

#endif
