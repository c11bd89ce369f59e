/* The first start, and the settings. */
#include "app/host.h"

#include "base/ident.h"
#include "view/welcome.h"

#include <stdio.h>
#include <stdlib.h>

struct settings_place {
    struct welcome_view view;
    struct welcome_screen screen;
    struct settings before; /* as they were when this was opened */
};

static struct welcome_values values_of(struct app *app) {
    const struct settings *settings = app_settings(app);
    return (struct welcome_values){.language = app_language(app),
                                   .text_percent = settings->text_percent,
                                   .theme = settings->theme,
                                   .timing = settings->timing,
                                   .is_reduced_motion = settings->is_reduced_motion,
                                   .has_letter_keys = settings->has_letter_keys};
}

static void *open(struct app *app, struct request *request, struct err *err) {
    (void)request;
    struct settings_place *place = calloc(1, sizeof *place);
    if (!place) {
        err_memory(err);
        return NULL;
    }
    struct settings *settings = app_settings(app);
    struct welcome_values values = values_of(app);
    place->view = (struct welcome_view){.is_first = !settings->is_welcomed,
                                        .logs = app_setup(app)->logs,
                                        .can_speak = app_can_speak(app)};
    place->before = *settings;
    welcome_screen_init(&place->screen, &values, settings->name, settings->team);
    return place;
}

static void close(void *self, struct app *app) {
    (void)app;
    free(self);
}

static void take(struct settings_place *place, struct app *app) {
    const struct welcome_values *values = &place->screen.values;
    struct settings *settings = app_settings(app);
    snprintf(settings->language, sizeof settings->language, "%s", language_code(values->language));
    settings->text_percent = values->text_percent;
    settings->theme = values->theme;
    settings->timing = values->timing;
    settings->is_reduced_motion = values->is_reduced_motion;
    settings->has_letter_keys = values->has_letter_keys;
    app_settings_changed(app);
}

static void save(struct app *app, struct request *request) {
    struct err err = {0};
    struct settings *settings = app_settings(app);
    settings->is_welcomed = true;
    if (!settings_save(app_setup(app)->paths, settings, &err))
        app_say(app, err.text, true);
    request->what = DO_GO_HOME;
}

/* Trimmed and composed, so that a name is the same however it was typed. */
static void keep_label(char *out, size_t size, const char *text) {
    char form[IDENT_FORM_SIZE];
    snprintf(out, size, "%.*s", (int)size - 1, ident_form(text, form));
}

/* Names that hold what nobody sees are not kept: it says so, and the page stays. */
static bool are_labels(const struct settings_place *place, struct app *app) {
    struct err err = {0};
    char team[IDENT_SIZE], form[IDENT_FORM_SIZE];
    bool has_team = *ident_form(place->screen.team.text, form);
    if (ident_check_label("your name", ident_form(place->screen.name.text, form), &err) &&
        (!has_team || ident_make("the team", place->screen.team.text, team, &err)))
        return true;
    app_say(app, err.text, true);
    return false;
}

static bool command(void *self, struct app *app, struct request *request) {
    struct settings_place *place = self;
    struct settings *settings = app_settings(app);
    switch (request->what) {
    case DO_PREVIEW_SETTINGS:
        take(place, app);
        return true;
    case DO_SAVE_SETTINGS:
        if (!are_labels(place, app))
            return true;
        take(place, app);
        keep_label(settings->name, sizeof settings->name, place->screen.name.text);
        keep_label(settings->team, sizeof settings->team, place->screen.team.text);
        save(app, request);
        return false;
    case DO_SKIP_SETTINGS:
        *settings = place->before;
        app_settings_changed(app);
        save(app, request);
        return false;
    default:
        return false;
    }
}

static void draw(void *self, struct app *app, struct frame *frame) {
    struct settings_place *place = self;
    (void)app;
    welcome_draw(&place->screen, &place->view, frame);
}

static struct ui_command handle(void *self, struct app *app, const struct frame *frame,
                                const struct ui_event *event) {
    struct settings_place *place = self;
    (void)app;
    return welcome_handle(&place->screen, &place->view, frame, event);
}

static enum language language(void *self, struct app *app) {
    (void)self;
    return app_language(app);
}

static struct ui_state *ui(void *self) {
    return &((struct settings_place *)self)->screen.ui;
}

const struct screen screen_settings = {.name = "settings",
                                       .opens = {DO_GO_SETTINGS},
                                       .open = open,
                                       .close = close,
                                       .draw = draw,
                                       .handle = handle,
                                       .command = command,
                                       .language = language,
                                       .ui = ui};
