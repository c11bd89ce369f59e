#include "commands/score_input.h"

#include "base/clock.h"
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

/* A day counts to its end; a whole time stands as it is. */
static bool parse_as_of(const struct words *words, int64_t *out, struct err *err) {
    const char *value = words_value(words, "as-of");
    char text[48];
    *out = INT64_MAX;
    if (!value)
        return true;
    bool is_day = strlen(value) == 10;
    snprintf(text, sizeof text, "%.24s%s", value, is_day ? "T23:59:59.999Z" : "");
    if (strlen(value) <= 24 && clock_parse_utc(text, out))
        return true;
    return err_set(err, ERR_USAGE, "--as-of %s: a date is needed, such as 2026-11-30", value);
}

static int counted_key_of(const char *name) {
    int key = key_status_of(name);
    return key >= KEY_ILLUSTRATIVE ? key : -1;
}

bool score_input_read(struct score_input *input, const struct words *words, struct err *err) {
    struct progress progress = {.is_shown = isatty(STDERR_FILENO),
                                .start_ms = clock_monotonic_ms()};
    struct dataset_request request;
    int keys = KEY_OPERATIONAL;
    *input = (struct score_input){0};
    if (!parse_as_of(words, &request.as_of_ms, err) ||
        !words_choice(words, "keys", counted_key_of, "operational, pilot, illustrative", &keys,
                      err))
        return false;
    request.keys = (enum key_status)keys;
    struct columns_request reading = {.paths = words->arguments,
                                      .path_count = words->argument_count,
                                      .progress = on_progress,
                                      .self = &progress};
    input->columns = columns_read(&reading, err);
    clear(&progress);
    if (input->columns)
        input->dataset = dataset_create(input->columns, &request, err);
    return input->dataset != NULL;
}

void score_input_finish(struct score_input *input) {
    dataset_destroy(input->dataset);
    columns_destroy(input->columns);
}

void score_input_warn(const struct score_input *input) {
    const struct columns *columns = input->columns;
    for (int i = 0; i < columns->skipped_count && i < WARNINGS_MAX; i++)
        print_error("%s: %s\n", columns->skipped[i].file, columns->skipped[i].why);
    if (columns->skipped_count > WARNINGS_MAX)
        print_error("… and %d more files; --json names them all\n",
                    columns->skipped_count - WARNINGS_MAX);
}
