#include "commands/score_input.h"

#include "base/clock.h"
#include "base/file.h"
#include "report/report.h"
#include "terminal/print.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PROGRESS_AFTER_MS = 500, PROGRESS_EVERY_MS = 100, PROGRESS_WIDTH = 30, WARNINGS_MAX = 20 };

struct progress {
    bool is_shown; /* standard error is a terminal */
    int64_t start_ms, last_ms;
    bool is_drawn;
};

static void draw(struct progress *progress, int64_t done, int64_t all) {
    char bar[PROGRESS_WIDTH + 1];
    int filled = all > 0 ? (int)(PROGRESS_WIDTH * done / all) : 0;
    memset(bar, '.', PROGRESS_WIDTH);
    memset(bar, '#', (size_t)filled);
    bar[PROGRESS_WIDTH] = '\0';
    fprintf(stderr, "\rreading [%s] %3d %%", bar, all > 0 ? (int)(100 * done / all) : 0);
    fflush(stderr);
    progress->is_drawn = true;
}

static void on_progress(void *self, int64_t done, int64_t all) {
    struct progress *progress = self;
    int64_t now = clock_monotonic_ms();
    if (!progress->is_shown || now - progress->start_ms < PROGRESS_AFTER_MS ||
        now - progress->last_ms < PROGRESS_EVERY_MS)
        return;
    progress->last_ms = now;
    draw(progress, done, all);
}

static void clear(struct progress *progress) {
    if (progress->is_drawn)
        fprintf(stderr, "\r%*s\r", PROGRESS_WIDTH + 20, "");
}

/* A time stands as it is; a day is its first moment, or (`is_end`) its last. *has: it was given. */
static bool parse_time(const struct words *words, const char *flag, bool is_end, bool *has,
                       int64_t *out, struct err *err) {
    const char *value = words_value(words, flag);
    char text[48];
    *has = value != NULL;
    if (!value)
        return true;
    bool is_day = strlen(value) == 10;
    const char *rest = !is_day ? "" : is_end ? "T23:59:59.999Z" : "T00:00:00.000Z";
    snprintf(text, sizeof text, "%.24s%s", value, rest);
    if (strlen(value) <= 24 && clock_parse_utc(text, out))
        return true;
    return err_set(err, ERR_USAGE,
                   "--%s %s: this is no day of the calendar; write one such as 2026-11-30", flag,
                   value);
}

static bool parse_as_of(const struct words *words, int64_t *out, struct err *err) {
    bool has;
    if (!parse_time(words, "as-of", true, &has, out, err))
        return false;
    if (!has)
        *out = INT64_MAX;
    return true;
}

/* Of the modes that are measured. */
static int measured_mode_of(const char *name) {
    int mode = mode_of(name);
    return mode == MODE_PRACTICE || mode == MODE_ASSESSMENT ? mode : -1;
}

static bool parse_filter(const struct words *words, struct log_filter *filter, struct err *err) {
    *filter = (struct log_filter){.agent = words_value(words, "agent"),
                                  .team = words_value(words, "team"),
                                  .scenario = words_value(words, "scenario"),
                                  .has_level = words_value(words, "level") != NULL,
                                  .has_mode = words_value(words, "mode") != NULL};
    if (!words_choice(words, "level", level_of, "calm, standard, storm", &filter->level, err) ||
        !words_choice(words, "mode", measured_mode_of, "practice, assessment", &filter->mode,
                      err) ||
        !parse_time(words, "since", false, &filter->has_since, &filter->since_ms, err) ||
        !parse_time(words, "until", true, &filter->has_until, &filter->until_ms, err))
        return false;
    if (filter->has_since && filter->has_until && filter->since_ms > filter->until_ms)
        return err_set(err, ERR_USAGE, "--since is later than --until: no decision can be between");
    return true;
}

static int counted_key_of(const char *name) {
    int key = key_status_of(name);
    return key >= KEY_ILLUSTRATIVE ? key : -1;
}

static bool parse_window(const struct words *words, int *out, struct err *err) {
    const char *value = words_value(words, "window");
    char *end;
    if (!value)
        return true;
    long days = strtol(value, &end, 10);
    if (end == value || *end || days < 1 || days > DATASET_WINDOW_DAYS_MAX)
        return err_set(err, ERR_USAGE, "--window %s: a number of days from 1 to %d is needed",
                       value, DATASET_WINDOW_DAYS_MAX);
    *out = (int)days;
    return true;
}

static bool parse_request(const struct words *words, struct dataset_request *out, struct err *err) {
    int keys = KEY_OPERATIONAL;
    if (!parse_window(words, &out->window_days, err) || !parse_as_of(words, &out->as_of_ms, err) ||
        !parse_filter(words, &out->filter, err) ||
        !words_choice(words, "keys", counted_key_of, "operational, pilot, illustrative", &keys,
                      err))
        return false;
    out->keys = (enum key_status)keys;
    return true;
}

/* A folder without logs is a wrong folder, not a team without decisions. */
static bool has_logs(const struct scoring *scoring, const struct words *words, struct err *err) {
    const struct columns *columns = scoring->columns;
    const struct skipped *other = NULL;
    int files = columns->files;
    for (int i = 0; i < columns->skipped_count; i++)
        if (columns->skipped[i].fault == FAULT_NO_FILE) {
            other = other ? other : &columns->skipped[i];
            files--;
        }
    if (files > 0)
        return true;
    return err_set(err, ERR_CONTENT,
                   "%.300s: there are no logs (files that end in .jsonl) in this folder%s%s%.300s%s"
                   "%.80s",
                   words->arguments[0], words->argument_count > 1 ? " or in the others" : "",
                   other ? "; " : "", other ? other->file : "", other ? " " : "",
                   other ? other->why : "");
}

struct scoring *score_input_read(const struct words *words, const struct scoring_request *wish,
                                 struct err *err) {
    struct progress progress = {.is_shown = isatty(STDERR_FILENO),
                                .start_ms = clock_monotonic_ms()};
    struct scoring_request request = *wish;
    if (!parse_request(words, &request.set, err))
        return NULL;
    bool has_day = request.set.as_of_ms != INT64_MAX;
    request.logs = (struct columns_request){.paths = words->arguments,
                                            .path_count = words->argument_count,
                                            .trust = words_value(words, "trust") != NULL,
                                            .reads_on = true,
                                            .now_ms = has_day ? 0 : clock_wall_ms()};
    request.progress = on_progress;
    request.self = &progress;
    struct scoring *scoring = scoring_create(&request, err);
    clear(&progress);
    if (scoring && !has_logs(scoring, words, err)) {
        scoring_destroy(scoring);
        return NULL;
    }
    return scoring;
}

void score_input_warn(const struct scoring *scoring, const struct words *words) {
    const struct columns *columns = scoring->columns;
    for (int i = 0; i < columns->skipped_count && i < WARNINGS_MAX; i++)
        print_error("%s: %s\n", columns->skipped[i].file, columns->skipped[i].why);
    if (columns->skipped_count > WARNINGS_MAX)
        print_error("… and %d more files; --json names them all\n",
                    columns->skipped_count - WARNINGS_MAX);
    bool is_said = !words_value(words, "json") && !words_value(words, "csv") &&
                   !words_value(words, "spreadsheet"); /* the report itself has it */
    struct buf text = {0};
    if (!is_said)
        report_logs_text(scoring->dataset, &text);
    print_error_page(buf_cstr(&text));
    buf_finish(&text);
}
