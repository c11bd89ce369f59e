/* offscript without a verb: the window at its home screen. */
#include "app/app.h"
#include "commands/words.h"

static enum exit_status run(const struct command *command, struct words *words) {
    (void)command;
    struct paths paths;
    struct settings settings;
    struct err err = {0};
    long scale = 0;
    if (!paths_find(&paths, &err) || !settings_load(&paths, &settings, &err) ||
        !settings_know_agent(&paths, &settings, &err) ||
        !words_number(words, "scale", 50, 400, &scale, &err))
        return fail(&err);
    struct app_setup setup = {.paths = &paths,
                              .settings = &settings,
                              .logs = paths.logs,
                              .mode = MODE_PRACTICE,
                              .level = LEVEL_STANDARD,
                              .timing = (enum timing)settings.timing,
                              .scale_percent = (int)scale};
    return app_run(&setup, &err) == 0 ? EXIT_DONE : fail(&err);
}

static const struct flag flags[] = {
    {"scale", "PERCENT", "display scale of the window, 50 to 400"},
    {NULL, NULL, NULL},
};

const struct command command_window = {
    .name = "",
    .summary = "the window: home, library, next call, progress",
    .example = "offscript",
    .flags = flags,
    .least = 0,
    .most = 0,
    .run = run,
};
