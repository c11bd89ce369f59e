/* The first start and the settings. */
#include "app/app_private.h"

#include "base/ident.h"

#include <stdio.h>
#include <string.h>

static struct welcome_values values_of(const struct app *app) {
    return (struct welcome_values){.language = app_language(app),
                                   .text_percent = app->settings->text_percent,
                                   .theme = app->settings->theme,
                                   .timing = app->settings->timing,
                                   .is_reduced_motion = app->settings->is_reduced_motion,
                                   .has_letter_keys = app->settings->has_letter_keys};
}

static void take(struct app *app, const struct welcome_values *values) {
    struct settings *settings = app->settings;
    snprintf(settings->language, sizeof settings->language, "%s", language_code(values->language));
    settings->text_percent = values->text_percent;
    settings->theme = values->theme;
    settings->timing = values->timing;
    settings->is_reduced_motion = values->is_reduced_motion;
    settings->has_letter_keys = values->has_letter_keys;
    window_set_theme(app->window, (enum theme)settings->theme);
    app->is_stale = true;
}

void app_settings_open(struct app *app, bool is_first) {
    struct welcome_values values = values_of(app);
    app->welcome_view = (struct welcome_view){
        .is_first = is_first, .logs = app->setup->logs, .can_speak = app_can_speak(app)};
    app->settings_before = *app->settings;
    welcome_screen_init(&app->welcome, &values, app->settings->name, app->settings->team);
    app_go(app, APP_SETTINGS);
}

static void save(struct app *app) {
    struct err err = {0};
    app->settings->is_welcomed = true;
    if (!settings_save(app->setup->paths, app->settings, &err))
        app_say(app, err.text, true);
    app_go(app, APP_HOME);
}

/* Trimmed and composed, so that a name is the same however it was typed. */
static void keep_label(char *out, size_t size, const char *text) {
    char form[IDENT_FORM_SIZE];
    snprintf(out, size, "%.*s", (int)size - 1, ident_form(text, form));
}

/* Names that hold what nobody sees are not kept: it says which, and the page stays. */
static bool are_labels(struct app *app) {
    struct err err = {0};
    char team[IDENT_SIZE], form[IDENT_FORM_SIZE];
    bool has_team = *ident_form(app->welcome.team.text, form);
    if (ident_check_label("your name", ident_form(app->welcome.name.text, form), &err) &&
        (!has_team || ident_make("the team", app->welcome.team.text, team, &err)))
        return true;
    app_say(app, err.text, true);
    return false;
}

void app_settings_command(struct app *app, const struct ui_command *command) {
    struct settings *settings = app->settings;
    switch (command->what) {
    case DO_PREVIEW_SETTINGS:
        take(app, &app->welcome.values);
        return;
    case DO_SAVE_SETTINGS:
        if (!are_labels(app))
            return;
        take(app, &app->welcome.values);
        keep_label(settings->name, sizeof settings->name, app->welcome.name.text);
        keep_label(settings->team, sizeof settings->team, app->welcome.team.text);
        save(app);
        return;
    case DO_SKIP_SETTINGS:
        *settings = app->settings_before;
        window_set_theme(app->window, (enum theme)settings->theme);
        save(app);
        return;
    default:
        return;
    }
}
