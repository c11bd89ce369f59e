/* The commands: one table gives dispatch, --help and the manual; one file a verb. */
#ifndef COMMANDS_COMMAND_H
#define COMMANDS_COMMAND_H

#include "terminal/exit.h"

#include <stdbool.h>

/* One option of a command line: `--name VALUE`, `--name=VALUE`, or a flag when `value` is NULL. */
struct flag {
    const char *name;  /* without the dashes */
    const char *value; /* what stands for the value in the help: "ID"; NULL: a switch */
    const char *help;
};

struct words;

struct command {
    const char *name;         /* "" for the program without a verb */
    const char *arguments;    /* "SCENARIO", "PATH…" */
    const char *summary;      /* one line */
    const char *details;      /* more for --help, or NULL */
    const char *example;      /* a command line a person can copy */
    const struct flag *flags; /* ends with an empty one */
    int least, most;          /* how many arguments that are not flags; most -1: any */
    enum exit_status (*run)(const struct command *command, struct words *words);
};

/* What a command line says: values of flags (NULL: not given) and the other arguments, in order. */
enum { FLAGS_MAX = 24, ARGUMENTS_MAX = 4096 };
struct words {
    const struct command *command;
    const char *values[FLAGS_MAX]; /* parallel to command->flags; "" for a switch */
    const char *const *arguments;
    int argument_count;
};

/* The value of a flag that the command has; NULL: not given. */
const char *words_value(const struct words *words, const char *flag);

extern const struct command *const commands[]; /* ends with NULL */
const struct command *command_find(const char *name);

#endif
