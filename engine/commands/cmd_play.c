/* offscript play: straight into a call, in the window or as plain text. */
#include "app/app.h"
#include "app/settings.h"
#include "base/clock.h"
#include "commands/open.h"
#include "commands/words.h"
#include "terminal/plain.h"
#include "terminal/print.h"

#include <stdlib.h>
#include <string.h>

struct play_words {
    struct paths paths;
    struct settings settings;
    const char *logs, *agent, *team, *resume;
    int level, mode, timing, scale;
    int pace; /* per cent of the scenario's; 0: nothing is spoken; -1: not given */
    uint64_t seed;
    bool has_seed, is_plain, is_scripted;
};

static bool parse_seed(const char *text, uint64_t *out, struct err *err) {
    size_t len = strlen(text);
    if (len == 0 || len > 16 || strspn(text, "0123456789abcdefABCDEF") != len)
        return err_set(err, ERR_USAGE, "--seed %s: up to 16 hexadecimal digits are needed", text);
    *out = strtoull(text, NULL, 16);
    return true;
}

static int playable_mode(const char *name) {
    int mode = mode_of(name);
    return mode == MODE_PRACTICE || mode == MODE_ASSESSMENT || mode == MODE_PREVIEW ? mode : -1;
}

static bool clock_is_known(const struct words *words, bool *is_scripted, struct err *err) {
    const char *clock = words_value(words, "clock");
    *is_scripted = clock && strcmp(clock, "script") == 0;
    if (clock && !*is_scripted && strcmp(clock, "real") != 0)
        return err_set(err, ERR_USAGE, "--clock %s: choose one of real, script", clock);
    if (*is_scripted && !words_value(words, "plain"))
        return err_set(err, ERR_USAGE, "--clock script goes with --plain");
    return true;
}

static bool read_pace(const struct words *words, int *out, struct err *err) {
    long pace = -1;
    if (words_value(words, "pace") && !words_number(words, "pace", 0, 200, &pace, err))
        return false;
    *out = (int)pace;
    if (pace > 0 && !words_value(words, "plain"))
        return err_set(err, ERR_USAGE,
                       "--pace %ld goes with --plain; the window shows lines at once", pace);
    return pace <= 0 || pace >= 50 ||
           err_set(err, ERR_USAGE, "--pace %ld: choose 0 for no speaking, or 50 to 200 per cent",
                   pace);
}

/* Refused rather than passed over: plain mode has no window to scale. */
static bool scale_is_known(const struct words *words, int *percent, struct err *err) {
    long scale = 0;
    if (!words_number(words, "scale", 50, 400, &scale, err))
        return false;
    if (words_value(words, "scale") && words_value(words, "plain"))
        return err_set(err, ERR_USAGE, "--scale does not go with --plain: it scales the window");
    *percent = (int)scale;
    return true;
}

static bool read_words(const struct words *words, struct play_words *out, struct err *err) {
    *out = (struct play_words){.level = LEVEL_STANDARD, .mode = MODE_PRACTICE};
    if (!paths_find(&out->paths, err) || !settings_load(&out->paths, &out->settings, err))
        return false;
    out->timing = out->settings.timing;
    const char *seed = words_value(words, "seed");
    out->has_seed = seed != NULL;
    out->is_plain = words_value(words, "plain") != NULL;
    out->resume = words_value(words, "resume");
    const char *logs = words_value(words, "logs"), *agent = words_value(words, "agent"),
               *team = words_value(words, "team");
    out->logs = logs ? logs : out->paths.logs;
    out->agent = agent;
    out->team = team;
    if (!agent && !out->resume &&
        (!settings_know_agent(&out->paths, &out->settings, err) ||
         !settings_adopt(&out->paths, &out->settings, err))) /* a call counts what was met before */
        return false;
    return (!seed || parse_seed(seed, &out->seed, err)) &&
           words_choice(words, "level", level_of, "calm, standard, storm", &out->level, err) &&
           words_choice(words, "mode", playable_mode, "practice, assessment, preview", &out->mode,
                        err) &&
           words_choice(words, "timing", timing_of, "normal, extended, double, untimed",
                        &out->timing, err) &&
           read_pace(words, &out->pace, err) && clock_is_known(words, &out->is_scripted, err) &&
           scale_is_known(words, &out->scale, err);
}

static bool draw_seed(struct play_words *words, struct err *err) {
    if (words->has_seed)
        return true;
    return random_bytes(&words->seed, sizeof words->seed) ||
           err_set(err, ERR_IO, "the system gives no random numbers; give a seed with --seed");
}

static struct play *open_play(struct play_words *words, struct scenario *scenario, struct now now,
                              struct err *err) {
    if (words->resume) {
        struct play_source source = {.logs = words->logs,
                                     .cache = words->paths.cache,
                                     .session = words->resume,
                                     .loader = library_loader()};
        return play_resume(&source, now, err);
    }
    const struct settings *settings = &words->settings;
    const char *team = words->team ? words->team : settings_team(settings);
    struct play_setup setup = {.scenario = scenario,
                               .logs = words->logs,
                               .cache = words->paths.cache,
                               .agent = words->agent ? words->agent : settings->agent,
                               .team = team,
                               .agent_name = words->agent ? words->agent : settings_name(settings),
                               .team_name = team,
                               .mode = (enum mode)words->mode,
                               .level = (enum level)words->level,
                               .timing = (enum timing)words->timing,
                               .pace_percent = words->pace < 0 ? 0 : words->pace,
                               .seed = words->seed};
    return play_start(&setup, now, err);
}

/* A scenario has one language; another must be a scenario (or a translation) of its own. */
static bool speaks(const struct scenario *scenario, const char *lang, struct err *err) {
    return !lang || strcasecmp(lang, scenario->locale) == 0 ||
           err_set(err, ERR_USAGE, "--lang %s: '%s' is written in '%s' only", lang, scenario->id,
                   scenario->locale);
}

static enum exit_status play_plain(struct play_words *words, const char *name, const char *lang) {
    struct err err = {0};
    struct scenario *scenario = name ? open_for_play(&words->paths, name, &err) : NULL;
    struct play *play = NULL;
    enum exit_status status;
    struct now now = now_read();
    if ((!name || (scenario && speaks(scenario, lang, &err))) && draw_seed(words, &err))
        play = open_play(words, scenario, now, &err);
    const char *logs = words->logs == words->paths.logs ? NULL : words->logs;
    status = play ? plain_run(play, words->is_scripted, now, logs) : fail(&err);
    play_destroy(play);
    scenario_destroy(scenario);
    return status;
}

static enum exit_status play_window(struct play_words *words, const struct words *given,
                                    const char *name) {
    struct err err = {0};
    struct app_setup setup = {.paths = &words->paths,
                              .settings = &words->settings,
                              .scenario = name,
                              .resume = words->resume,
                              .logs = words->logs,
                              .agent = words->agent,
                              .team = words->team,
                              .mode = (enum mode)words->mode,
                              .level = (enum level)words->level,
                              .timing = (enum timing)words->timing,
                              .seed = words->seed,
                              .scale_percent = words->scale,
                              .has_seed = words->has_seed};
    const char *lang = words_value(given, "lang");
    /* What is wrong with the call is told here, where it can be read, before a window opens. */
    struct scenario *scenario = name ? open_for_play(&words->paths, name, &err) : NULL;
    bool is_fine = !name || (scenario && speaks(scenario, lang, &err));
    scenario_destroy(scenario);
    if (!is_fine)
        return fail(&err);
    int status = app_run(&setup, &err);
    return status == 0 ? EXIT_DONE : fail(&err);
}

/* What the first record of the log has settled cannot be said again. */
static bool resume_stands_alone(const struct words *words, struct err *err) {
    static const char *const settled[] = {"agent",  "team", "level", "mode",
                                          "timing", "pace", "seed",  "lang"};
    for (size_t i = 0; i < sizeof settled / sizeof *settled; i++)
        if (words_value(words, settled[i]))
            return err_set(err, ERR_USAGE,
                           "--%s does not go with --resume: the session goes on as it began",
                           settled[i]);
    return words->argument_count == 0 ||
           err_set(err, ERR_USAGE, "--resume needs no scenario: it plays the one in the log");
}

static enum exit_status run(const struct command *command, struct words *words) {
    struct play_words play;
    struct err err = {0};
    const char *name = words->argument_count ? words->arguments[0] : NULL;
    if (!read_words(words, &play, &err))
        return fail(&err);
    if (!name && !play.resume) {
        err_set(&err, ERR_USAGE, "SCENARIO is missing; for example: %s", command->example);
        return fail(&err);
    }
    if (play.resume && !resume_stands_alone(words, &err))
        return fail(&err);
    return play.is_plain ? play_plain(&play, name, words_value(words, "lang"))
                         : play_window(&play, words, name);
}

static const struct flag flags[] = {
    {"agent", "ID", "who plays (else the id in your settings, made at the first start)"},
    {"team", "ID", "the team written into the log"},
    {"level", "LEVEL", "calm, standard (the default) or storm"},
    {"mode", "MODE", "practice (the default), assessment or preview"},
    {"timing", "TIMING", "normal (the default), extended, double or untimed"},
    {"pace", "PERCENT",
     "how fast lines are spoken: 50 to 200 % of the scenario's pace, or 0, the default: they are "
     "read "
     "at once (with --plain)"},
    {"seed", "HEX", "the order of the options and the clock; drawn when not given"},
    {"logs", "DIR", "where the decision log goes"},
    {"lang", "L", "the language of the texts; must be one the scenario has"},
    {"resume", "SESSION", "go on with an unfinished session"},
    {"plain", NULL, "as plain text on the terminal"},
    {"clock", "CLOCK", "real, or script: time passes only by 'wait SECONDS' (with --plain)"},
    {"scale", "PERCENT", "display scale of the window, 50 to 400 (not with --plain)"},
    {NULL, NULL, NULL},
};

const struct command command_play = {
    .name = "play",
    .arguments = "SCENARIO",
    .summary = "play a call: a file, or an id of the library",
    .details =
        "Opens the window; with --plain the call is played as text, for screen readers, SSH and "
        "scripts.",
    .example = "offscript play telecom/last_greeting --level calm",
    .flags = flags,
    .least = 0,
    .most = 1,
    .run = run,
};
