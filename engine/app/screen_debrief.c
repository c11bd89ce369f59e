/* The debrief of one call. */
#include "app/host.h"

#include "library/library.h"
#include "view/debrief_model.h"

#include <stdio.h>
#include <stdlib.h>

struct debrief_place {
    char session[64];
    struct debrief_model model;
    struct debrief_screen screen;
};

static void close(void *self, struct app *app) {
    struct debrief_place *place = self;
    (void)app;
    debrief_model_finish(&place->model);
    free(place);
}

/* How sure, how right, over everything done so far. */
static void fill_calibration(struct debrief_place *place, struct app *app) {
    struct home_source source = app_home_source(app);
    debrief_calibration_fill(&place->model.view.calibration, source.person);
}

static void tick(void *self, struct app *app) {
    if (app_logs_are_news(app))
        fill_calibration(self, app);
}

static void fill(struct debrief_place *place, struct app *app) {
    struct debrief_view *view = &place->model.view;
    const struct settings *settings = app_settings(app);
    view->shell.name = settings->name;
    view->shell.team = settings->team;
    view->shell.can_speak = app_can_speak(app);
    app_read_logs(app);
    app_logs_are_news(app);
    fill_calibration(place, app);
    debrief_disputes_read(&place->model, app_setup(app)->logs, app_agent(app), place->session);
    debrief_screen_init(&place->screen);
    place->screen.has_no_letters = !settings->has_letter_keys;
}

static void *open(struct app *app, struct request *request, struct err *err) {
    struct debrief_place *place = calloc(1, sizeof *place);
    struct scenario_loader loader = library_loader();
    if (!place) {
        err_memory(err);
        return NULL;
    }
    snprintf(place->session, sizeof place->session, "%.63s", request->text);
    if (debrief_model_load(&place->model, app_setup(app)->logs, place->session, &loader,
                           app_agent_name(app), app_language(app), err)) {
        fill(place, app);
        return place;
    }
    close(place, app);
    return NULL;
}

static bool command(void *self, struct app *app, struct request *request) {
    struct debrief_place *place = self;
    if (request->what == DO_TRY_AGAIN) { /* which moment is known here only */
        snprintf(request->text, sizeof request->text, "%s", place->session);
        request->seq = place->model.seqs[request->a];
        return false;
    }
    if (request->what != DO_DISPUTE)
        return false;
    if (debrief_dispute_keep(&place->model, app_setup(app)->logs, app_agent(app), place->session,
                             request->a, request->text))
        debrief_screen_kept(&place->screen);
    app_stale(app);
    return true;
}

static void draw(void *self, struct app *app, struct frame *frame) {
    struct debrief_place *place = self;
    struct shell_view *shell = &place->model.view.shell;
    shell->toast = app_toast(app, &shell->is_toast_bad);
    debrief_draw(&place->screen, &place->model.view, frame);
}

static struct ui_command handle(void *self, struct app *app, const struct frame *frame,
                                const struct ui_event *event) {
    struct debrief_place *place = self;
    (void)app;
    return debrief_handle(&place->screen, &place->model.view, frame, event);
}

/* A call and its debrief speak the scenario's language. */
static enum language language(void *self, struct app *app) {
    (void)app;
    return ((struct debrief_place *)self)->model.view.shell.language;
}

static struct ui_state *ui(void *self) {
    return &((struct debrief_place *)self)->screen.ui;
}

const struct screen screen_debrief = {.name = "debrief",
                                      .opens = {DO_OPEN_DEBRIEF, DO_DEBRIEF},
                                      .open = open,
                                      .close = close,
                                      .draw = draw,
                                      .handle = handle,
                                      .tick = tick,
                                      .command = command,
                                      .language = language,
                                      .ui = ui};
