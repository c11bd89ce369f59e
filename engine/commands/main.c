#include "commands/command.h"
#include "commands/words.h"
#include "terminal/print.h"

#include "base/os.h"
#include "base/suggest.h"
#include "base/utf8.h"

#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

extern const struct command command_window, command_play, command_check, command_replay,
    command_verify, command_doctor, command_simulate, command_score, command_calibrate,
    command_graph;

const struct command *const commands[] = {
    &command_window, &command_play,      &command_check, &command_replay,
    &command_verify, &command_doctor,    &command_graph, &command_simulate,
    &command_score,  &command_calibrate, NULL,
};

const struct command *command_find(const char *name) {
    for (int i = 0; commands[i]; i++)
        if (strcmp(commands[i]->name, name) == 0)
            return commands[i];
    return NULL;
}

static void help(void) {
    print_out("Offscript: a flight simulator for the calls where the script ends.\n\n");
    for (int i = 0; commands[i]; i++) {
        char left[64];
        snprintf(left, sizeof left, "offscript%s%s %s", *commands[i]->name ? " " : "",
                 commands[i]->name, commands[i]->arguments ? commands[i]->arguments : "");
        int width = (int)utf8_length(left, strlen(left)); /* printf counts bytes */
        print_out("  %s%*s %s\n", left, width < 32 ? 32 - width : 0, "", commands[i]->summary);
    }
    print_out(
        "  offscript --version              which version this is\n"
        "\n'offscript COMMAND --help' tells more and gives an example.\n"
        "Your data is in $OFFSCRIPT_HOME, else in $XDG_DATA_HOME/offscript, else in\n"
        "~/.local/share/offscript. Calls of your own belong in the folder 'scenarios' there.\n");
}

static enum exit_status unknown_command(const char *name) {
    struct suggest suggest;
    suggest_init(&suggest, name);
    for (int i = 0; commands[i]; i++)
        suggest_add(&suggest, commands[i]->name);
    if (suggest.best && *suggest.best)
        print_error("offscript: there is no command '%s'; did you mean '%s'?\n", name,
                    suggest.best);
    else
        print_error("offscript: there is no command '%s'; see 'offscript --help'\n", name);
    return EXIT_USAGE;
}

static enum exit_status run(const struct command *command, int argc, char **argv) {
    const char **arguments = calloc((size_t)argc + 1, sizeof *arguments);
    struct err err = {0};
    struct words words;
    bool wants_help;
    enum exit_status status;
    if (!arguments) {
        err_memory(&err);
        return fail(&err);
    }
    if (!words_parse(command, argc, argv, arguments, &words, &wants_help, &err)) {
        status = fail(&err);
    } else if (wants_help && *command->name) {
        words_help(command);
        status = EXIT_DONE;
    } else if (wants_help) {
        help();
        status = EXIT_DONE;
    } else {
        status = command->run(command, &words);
    }
    free(arguments);
    return status;
}

int main(int argc, char **argv) {
    os_claim_streams(); /* before anything is opened */
    setlocale(LC_CTYPE, "C.UTF-8");
    signal(SIGPIPE, SIG_IGN);
    enum exit_status status;
    const char *verb = argc > 1 ? argv[1] : "";
    if (strcmp(verb, "--version") == 0) {
        print_out("offscript %s\n", OFFSCRIPT_VERSION);
        status = EXIT_DONE;
    } else if (strcmp(verb, "help") == 0) {
        help();
        status = EXIT_DONE;
    } else if (argc < 2 || verb[0] == '-') {
        status = run(command_find(""), argc - 1, argv + 1);
    } else {
        const struct command *command = command_find(verb);
        status = command ? run(command, argc - 2, argv + 2) : unknown_command(verb);
    }
    if (print_is_fine())
        return status;
    print_error("offscript: could not print everything: standard output is closed or full\n");
    return EXIT_UNABLE;
}
