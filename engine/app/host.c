#include "app/host.h"

#include "app/app_state.h"
#include "base/clock.h"
#include "base/ident.h"
#include "terminal/plain.h"

#include <stdio.h>
#include <string.h>

const struct app_setup *app_setup(const struct app *app) {
    return app->setup;
}

struct settings *app_settings(struct app *app) {
    return app->settings;
}

struct now app_now(void) {
    return now_read();
}

enum language app_language(const struct app *app) {
    int language = *app->settings->language ? language_of(app->settings->language) : -1;
    return language >= 0 ? (enum language)language : LANGUAGE_ENGLISH;
}

const char *app_agent(const struct app *app) {
    return app->setup->agent ? app->setup->agent : app->settings->agent;
}

/* Whoever was named on the command line is called so there. */
const char *app_agent_name(const struct app *app) {
    bool is_own = ident_is_same(app_agent(app), app->settings->agent);
    return is_own ? settings_name(app->settings) : app_agent(app);
}

const char *app_team(const struct app *app) {
    return app->setup->team ? app->setup->team : settings_team(app->settings);
}

struct library *app_door(struct app *app) {
    return app->door;
}

struct home_source app_home_source(struct app *app) {
    return (struct home_source){.library = &app->library,
                                .person = reader_person(app->reader),
                                .standing = reader_standing(app->reader),
                                .name = app->settings->name,
                                .team = app->settings->team,
                                .can_speak = app_can_speak(app),
                                .language = app_language(app),
                                .wall_ms = clock_wall_ms()};
}

void app_read_logs(struct app *app) {
    reader_refresh(app->reader, clock_wall_ms());
}

/* Only the person's own folder holds what the first release wrote for them. */
bool app_is_at_home(const struct app *app) {
    const struct app_setup *setup = app->setup;
    return !setup->agent && setup->logs && strcmp(setup->logs, setup->paths->logs) == 0;
}

static void note_adoption(struct app *app, struct err *err) {
    app->settings->must_adopt = false;
    settings_save(app->setup->paths, app->settings, err);
}

bool app_logs_are_news(struct app *app) {
    struct err err = {0};
    bool are_news = reader_has_news(app->reader, &err);
    if (reader_has_adopted(app->reader))
        note_adoption(app, &err);
    if (err.code != ERR_NONE)
        app_say(app, err.text, true);
    if (are_news)
        app_stale(app);
    return are_news;
}

enum timing app_timing(const struct app *app) {
    bool was_changed = app->settings->timing != app->timing_at_start;
    return was_changed ? (enum timing)app->settings->timing : app->setup->timing;
}

bool app_take_seed(struct app *app, uint64_t *seed, struct err *err) {
    if (app->setup->has_seed && !app->seed_is_used) {
        app->seed_is_used = true;
        *seed = app->setup->seed;
        return true;
    }
    return random_bytes(seed, sizeof *seed) ||
           err_set(err, ERR_IO, "the system gives no random numbers");
}

void app_stale(struct app *app) {
    app->is_stale = true;
}

void app_show_now(struct app *app) {
    app->is_stale = true;
    picture_show(app);
}

void app_say(struct app *app, const char *text, bool is_bad) {
    snprintf(app->toast, sizeof app->toast, "%s", text);
    app->is_toast_bad = is_bad;
    app->is_stale = true;
}

const char *app_toast(const struct app *app, bool *is_bad) {
    *is_bad = app->is_toast_bad;
    return *app->toast ? app->toast : NULL;
}

void app_settings_changed(struct app *app) {
    window_set_theme(app->window, (enum theme)app->settings->theme);
    app->is_stale = true;
}

void app_ask(struct app *app, enum ui_do what) {
    app->asked = what;
}

bool app_can_speak(const struct app *app) {
    return app->speech.program != NULL;
}

bool app_is_speaking(struct app *app) {
    return app_speech_is_on(&app->speech);
}

void app_hush(struct app *app) {
    app_speech_stop(&app->speech);
}
