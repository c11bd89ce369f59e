/* offscript score: judgment scores from decision logs. */
#include "commands/score_input.h"
#include "report/report.h"
#include "stats/minima.h"
#include "terminal/print.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>

struct wishes {
    int by;
    double authority_rate;
    struct calibration *calibration;
};

static bool parse_rate(const struct words *words, double *out, struct err *err) {
    const char *value = words_value(words, "authority-rate");
    char *end;
    *out = NAN;
    if (!value)
        return true;
    errno = 0;
    *out = strtod(value, &end);
    if (errno || end == value || *end || !(*out > 0 && *out < 1))
        return err_set(err, ERR_USAGE,
                       "--authority-rate %s: a share between 0 and 1 is needed, such as 0.1",
                       value);
    return true;
}

static bool parse(const struct words *words, struct wishes *wishes, struct err *err) {
    const char *file = words_value(words, "calibration");
    *wishes = (struct wishes){.by = SCORE_BY_AGENT};
    int formats = (words_value(words, "json") != NULL) + (words_value(words, "csv") != NULL) +
                  (words_value(words, "spreadsheet") != NULL);
    if (formats > 1)
        return err_set(err, ERR_USAGE, "--json, --csv and --spreadsheet exclude each other");
    if (!words_choice(words, "by", score_by_of, "agent, team, scenario, decision", &wishes->by,
                      err) ||
        !parse_rate(words, &wishes->authority_rate, err))
        return false;
    return !file || (wishes->calibration = calibration_load(file, err));
}

static void print_report(const struct words *words, const struct score_report *report) {
    struct buf out = {0};
    if (words_value(words, "json"))
        score_report_json(report, &out);
    else if (words_value(words, "csv"))
        score_report_csv(report, CSV_RAW, &out);
    else if (words_value(words, "spreadsheet"))
        score_report_csv(report, CSV_SPREADSHEET, &out);
    else
        score_report_text(report, &out);
    if (words_value(words, "json"))
        print_json(buf_cstr(&out), out.len);
    else if (words_value(words, "csv") || words_value(words, "spreadsheet"))
        print_csv(buf_cstr(&out), out.len);
    else
        print_page(buf_cstr(&out));
    buf_finish(&out);
}

/* A table by decision of fewer people would be a list of what single persons did. */
static bool are_enough(const struct dataset *data, struct err *err) {
    int deciders = 0;
    for (int32_t a = 0; a < data->agents; a++)
        deciders += data->agent[a].count > 0;
    if (data->count == 0 || deciders >= MIN_SHARE_AGENTS)
        return true;
    return err_set(err, ERR_CONTENT,
                   "--by decision: the decisions here are of %d agent%s; a table by decision needs "
                   "%d. 'offscript replay --show LOG' shows one call",
                   deciders, deciders == 1 ? "" : "s", MIN_SHARE_AGENTS);
}

static bool report_rows(const struct words *words, const struct wishes *wishes,
                        const struct scoring *scoring, struct err *err) {
    struct score_report report = {.by = (enum score_by)wishes->by,
                                  .profiles = scoring->profiles,
                                  .count = scoring->profile_count};
    struct share_row *shares = NULL;
    struct score_run bare = {.data = scoring->dataset, .calibration = wishes->calibration};
    if (!scoring->profiles && !share_rows_make(scoring->dataset, wishes->by == SCORE_BY_DECISION,
                                               &shares, &report.count, err))
        return false;
    report.run = scoring->run ? scoring->run : &bare;
    report.shares = shares;
    if (wishes->by == SCORE_BY_DECISION && !are_enough(scoring->dataset, err)) {
        free(shares);
        return false;
    }
    print_report(words, &report);
    free(shares);
    return true;
}

/* Nothing counted, but something would under a weaker key. */
static void hint(const struct scoring *scoring) {
    const struct dataset *data = scoring->dataset;
    int64_t weaker = data->by_key[KEY_PILOT] + data->by_key[KEY_ILLUSTRATIVE];
    if (data->count == 0 && data->keys == KEY_OPERATIONAL && weaker > 0)
        print_error(
            "%lld decisions have a pilot or illustrative key; '--keys illustrative' scores them, "
            "marked as provisional\n",
            (long long)weaker);
}

static enum exit_status run(const struct command *command, struct words *words) {
    (void)command;
    struct err err = {0};
    struct wishes wishes;
    enum exit_status status = EXIT_DONE;
    struct scoring *scoring = NULL;
    bool ok = parse(words, &wishes, &err);
    bool by_person = wishes.by == SCORE_BY_AGENT || wishes.by == SCORE_BY_TEAM;
    struct scoring_request request = {.set = {.by_team = wishes.by == SCORE_BY_TEAM},
                                      .depth = by_person ? SCORING_LINES : SCORING_SET,
                                      .calibration = wishes.calibration,
                                      .may_hurry = true,
                                      .authority_rate = wishes.authority_rate};
    if (!ok || !(scoring = score_input_read(words, &request, &err)) ||
        !report_rows(words, &wishes, scoring, &err)) {
        status = fail(&err);
    } else {
        score_input_warn(scoring, words);
        hint(scoring);
    }
    scoring_destroy(scoring);
    calibration_destroy(wishes.calibration);
    return status;
}

static const struct flag flags[] = {
    {"by", "WHAT", "a row for each agent, team, scenario or decision (agent)"},
    {"calibration", "FILE", "the scale of an earlier 'offscript calibrate -o FILE'"},
    {"authority-rate", "P", "share of your contacts that truly must go up, 0 to 1"},
    {"json", NULL, "one JSON document"},
    {"csv", NULL, "comma-separated values (RFC 4180), as they are"},
    {"spreadsheet", NULL,
     "the same for spreadsheets: with a byte order mark, formulas made harmless"},
    SCORE_INPUT_FLAGS,
    {NULL, NULL, NULL},
};

const struct command command_score = {
    .name = "score",
    .arguments = "PATH…",
    .summary = "judgment scores from logs",
    .details =
        "Six lines per person, which are never added up: judgment, escalation, calibration,\n"
        "evidence, under the clock, trend. Each has its n, its band and its state;\n"
        "below the minimum of data it says what is missing instead of a number. Files that are\n"
        "damaged or whose chain of hashes is broken are named and set aside. Filters (from\n"
        "--agent to --until) choose what is scored; whether somebody met a decision before is\n"
        "told from all logs given.",
    .example = "offscript score ~/logs --by team --authority-rate 0.1",
    .flags = flags,
    .least = 1,
    .most = -1,
    .run = run,
};
