/* Before cmocka, which has a macro called `fail`. */
#include "commands/command.h"
#include "commands/words.h"

#include "model/scenario.h"
#include "support/cmocka.h"

#include <stdio.h>
#include <string.h>

static const struct flag flags[] = {
    {"level", "LEVEL", "one of three"}, {"runs", "N", "how many"}, {"plain", NULL, "as text"},
    {"output", "FILE", "where to"},     {NULL, NULL, NULL},
};
static const struct command verb = {.name = "verb",
                                    .arguments = "THING",
                                    .summary = "does it",
                                    .example = "offscript verb x",
                                    .flags = flags,
                                    .least = 1,
                                    .most = 2};

/* Words between blanks; what was understood, as a text: "level=calm plain | a b". */
static bool parse(const char *line, char *out, size_t size, struct err *err) {
    char copy[400], *argv[40];
    int argc = 0;
    snprintf(copy, sizeof copy, "%s", line);
    for (char *word = strtok(copy, " "); word; word = strtok(NULL, " "))
        argv[argc++] = word;
    const char *arguments[40];
    struct words words;
    bool wants_help;
    if (!words_parse(&verb, argc, argv, arguments, &words, &wants_help, err))
        return false;
    size_t len = (size_t)snprintf(out, size, "%s", wants_help ? "help" : "");
    for (int i = 0; flags[i].name && !wants_help; i++)
        if (words_value(&words, flags[i].name))
            len += (size_t)snprintf(out + len, size - len, "%s=%s ", flags[i].name,
                                    words_value(&words, flags[i].name));
    len += (size_t)snprintf(out + len, size - len, "%s", wants_help ? "" : "|");
    for (int i = 0; i < words.argument_count && !wants_help; i++)
        len += (size_t)snprintf(out + len, size - len, " %s", words.arguments[i]);
    return true;
}

static void what_is_understood(void **state) {
    (void)state;
    static const struct {
        const char *line, *expected;
    } cases[] = {
        {"a", "| a"},
        {"a b", "| a b"},
        {"--level calm a", "level=calm | a"},
        {"--level=calm a", "level=calm | a"},
        {"a --plain b", "plain= | a b"},
        {"a --runs 3 --level storm b", "level=storm runs=3 | a b"},
        {"--level calm --level storm a", "level=storm | a"}, /* the last one counts */
        {"--level= a", "level= | a"},
        {"--level --plain a", "level=--plain | a"},
        {"a -- --plain", "| a --plain"},
        {"-- -- a", "| -- a"},
        {"- a", "| - a"},
        {"a -o out.html", "output=out.html | a"},
        {"-o out.html a b", "output=out.html | a b"},
        {"a --help --nonsense", "help"},
        {"-h", "help"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char out[400] = "";
        struct err err = {0};
        if (!parse(cases[i].line, out, sizeof out, &err))
            fail_msg("\"%s\": %s", cases[i].line, err.text);
        assert_string_equal(out, cases[i].expected);
    }
}

static void what_is_refused(void **state) {
    (void)state;
    static const struct {
        const char *line, *says;
    } cases[] = {
        {"", "THING is missing; for example: offscript verb x"},
        {"a b c", "'c' is one argument too many"},
        {"a --levle calm", "--levle: unknown option; did you mean --level?"},
        {"a --plian", "did you mean --plain?"},
        {"a --hlep", "did you mean --help?"},
        {"a --quite-another", "unknown option; see 'offscript verb --help'"},
        {"a -x", "-x: unknown option"},
        {"a -ofile", "-ofile: unknown option"},
        {"a --plain=yes", "--plain takes no value"},
        {"a --runs", "--runs needs a value: --runs N"},
        {"a -o", "--output needs a value"},
        {"a --", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char out[400];
        struct err err = {0};
        bool ok = parse(cases[i].line, out, sizeof out, &err);
        if (ok != !cases[i].says)
            fail_msg("\"%s\" was %s", cases[i].line, ok ? "taken" : "refused");
        if (cases[i].says) {
            assert_int_equal(err.code, ERR_USAGE);
            if (!strstr(err.text, cases[i].says))
                fail_msg("\"%s\": said \"%s\"", cases[i].line, err.text);
        }
    }
}

static void names_and_numbers(void **state) {
    (void)state;
    static const struct {
        const char *level, *runs;
        bool level_is_fine, runs_are_fine;
        int index;
        long number;
    } cases[] = {
        {NULL, NULL, true, true, 7, 7}, /* left as they are */
        {"storm", "10", true, true, LEVEL_STORM, 10},
        {"Storm", "0", false, false, 7, 7},
        {"", "", false, false, 7, 7},
        {"calm", "1", true, true, LEVEL_CALM, 1},
        {"calm", "100", true, true, LEVEL_CALM, 100},
        {"calm", "101", true, false, LEVEL_CALM, 7},
        {"calm", "-1", true, false, LEVEL_CALM, 7},
        {"calm", "3x", true, false, LEVEL_CALM, 7},
        {"calm", "99999999999999999999", true, false, LEVEL_CALM, 7},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct words words = {.command = &verb, .values = {cases[i].level, cases[i].runs}};
        int index = 7;
        long count = 7;
        struct err err = {0};
        assert_int_equal(
            words_choice(&words, "level", level_of, "calm, standard, storm", &index, &err),
            cases[i].level_is_fine);
        assert_int_equal(index, cases[i].index);
        err = (struct err){0};
        assert_int_equal(words_number(&words, "runs", 1, 100, &count, &err),
                         cases[i].runs_are_fine);
        assert_int_equal(count, cases[i].number);
        if (!cases[i].runs_are_fine)
            assert_non_null(strstr(err.text, "a whole number from 1 to 100 is needed"));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_understood),
        cmocka_unit_test(what_is_refused),
        cmocka_unit_test(names_and_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
