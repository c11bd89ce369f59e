#include "commands/words.h"

#include "base/suggest.h"
#include "terminal/print.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int flag_index(const struct command *command, const char *name, size_t len) {
    for (int i = 0; command->flags && command->flags[i].name; i++)
        if (strlen(command->flags[i].name) == len && memcmp(command->flags[i].name, name, len) == 0)
            return i;
    return -1;
}

const char *words_value(const struct words *words, const char *flag) {
    int index = flag_index(words->command, flag, strlen(flag));
    return index < 0 ? NULL : words->values[index];
}

static bool unknown_word(const struct command *command, const char *word, struct err *err) {
    return err_set(err, ERR_USAGE, "%s: unknown option; see 'offscript%s%s --help'", word,
                   *command->name ? " " : "", command->name);
}

static bool unknown_flag(const struct command *command, const char *word, struct err *err) {
    struct suggest suggest;
    suggest_init(&suggest, word + 2);
    suggest_add(&suggest, "help");
    for (int i = 0; command->flags && command->flags[i].name; i++)
        suggest_add(&suggest, command->flags[i].name);
    if (suggest.best)
        return err_set(err, ERR_USAGE, "%s: unknown option; did you mean --%s?", word,
                       suggest.best);
    return unknown_word(command, word, err);
}

/* Takes the flag at argv[*at]; *at ends on its last word. */
static bool take_flag(const struct command *command, int argc, char **argv, int *at,
                      struct words *out, struct err *err) {
    const char *word = argv[*at], *equals = strchr(word, '=');
    size_t len = equals ? (size_t)(equals - word) - 2 : strlen(word + 2);
    int index = flag_index(command, word + 2, len);
    if (index < 0)
        return unknown_flag(command, word, err);
    const struct flag *flag = &command->flags[index];
    if (!flag->value && equals)
        return err_set(err, ERR_USAGE, "--%s takes no value", flag->name);
    if (!flag->value)
        out->values[index] = "";
    else if (equals)
        out->values[index] = equals + 1;
    else if (*at + 1 < argc)
        out->values[index] = argv[++*at];
    else
        return err_set(err, ERR_USAGE, "--%s needs a value: --%s %s", flag->name, flag->name,
                       flag->value);
    return true;
}

bool words_parse(const struct command *command, int argc, char **argv, const char **arguments,
                 struct words *out, bool *wants_help, struct err *err) {
    *out = (struct words){.command = command, .arguments = arguments};
    *wants_help = false;
    bool flags_over = false;
    for (int i = 0; i < argc; i++) {
        if (flags_over || argv[i][0] != '-' || argv[i][1] == '\0') {
            arguments[out->argument_count++] = argv[i];
        } else if (strcmp(argv[i], "--") == 0) {
            flags_over = true;
        } else if (strcmp(argv[i], "--help") == 0 || strcmp(argv[i], "-h") == 0) {
            *wants_help = true;
            return true;
        } else if (argv[i][1] != '-' && !(strcmp(argv[i], "-o") == 0)) {
            return unknown_word(command, argv[i], err);
        } else if (argv[i][1] != '-') { /* -o FILE, as compilers have it */
            char *joined[] = {(char[]){"--output"}, i + 1 < argc ? argv[i + 1] : NULL};
            int at = 0;
            if (!take_flag(command, joined[1] ? 2 : 1, joined, &at, out, err))
                return false;
            i += at;
        } else if (!take_flag(command, argc, argv, &i, out, err)) {
            return false;
        }
    }
    if (out->argument_count < command->least)
        return err_set(err, ERR_USAGE, "%s is missing; for example: %s", command->arguments,
                       command->example);
    if (command->most >= 0 && out->argument_count > command->most)
        return err_set(err, ERR_USAGE, "'%s' is one argument too many; for example: %s",
                       arguments[command->most], command->example);
    return true;
}

void words_help(const struct command *command) {
    const char *gap = *command->name ? " " : "";
    print_out("offscript%s%s%s%s%s: %s\n", gap, command->name, command->flags ? " [OPTION…]" : "",
              command->arguments ? " " : "", command->arguments ? command->arguments : "",
              command->summary);
    if (command->details) {
        print_out("\n");
        print_page(command->details);
        print_out("\n");
    }
    if (command->flags && command->flags[0].name)
        print_out("\n");
    for (int i = 0; command->flags && command->flags[i].name; i++) {
        const struct flag *flag = &command->flags[i];
        char left[64];
        snprintf(left, sizeof left, "--%s%s%s", flag->name, flag->value ? " " : "",
                 flag->value ? flag->value : "");
        print_columns(left, 34, flag->help);
    }
    print_out("\nFor example:\n  %s\n", command->example);
}

bool words_choice(const struct words *words, const char *flag, int (*of)(const char *name),
                  const char *names, int *out, struct err *err) {
    const char *value = words_value(words, flag);
    if (!value)
        return true;
    int index = of(value);
    if (index < 0)
        return err_set(err, ERR_USAGE, "--%s %s: choose one of %s", flag, value, names);
    *out = index;
    return true;
}

bool words_number(const struct words *words, const char *flag, long least, long most, long *out,
                  struct err *err) {
    const char *value = words_value(words, flag);
    if (!value)
        return true;
    char *end;
    errno = 0;
    long number = strtol(value, &end, 10);
    if (errno || end == value || *end || number < least || number > most)
        return err_set(err, ERR_USAGE, "--%s %s: a whole number from %ld to %ld is needed", flag,
                       value, least, most);
    *out = number;
    return true;
}
