/* Home. */
#include "app/host.h"

#include <stdlib.h>

struct home_place {
    struct home_model model;
    struct home_screen screen;
};

/* What is known of the person's logs, before or after they were read anew. */
static void fill(struct home_place *home, struct app *app) {
    struct err err = {0};
    struct home_source source = app_home_source(app);
    home_model_finish(&home->model);
    if (!home_model_load(&home->model, &source, &err))
        app_say(app, err.text, true);
}

static void wake(void *self, struct app *app, const struct request *request) {
    struct home_place *home = self;
    app_read_logs(app);
    app_logs_are_news(app);
    fill(home, app);
    if (request->what == DO_FIND)
        ui_focus(&home->screen.ui, "find");
}

static void *open(struct app *app, struct request *request, struct err *err) {
    struct home_place *home = calloc(1, sizeof *home);
    if (!home) {
        err_memory(err);
        return NULL;
    }
    home_screen_init(&home->screen);
    wake(home, app, request);
    return home;
}

static void close(void *self, struct app *app) {
    struct home_place *home = self;
    (void)app;
    home_model_finish(&home->model);
    free(home);
}

static void tick(void *self, struct app *app) {
    if (app_logs_are_news(app))
        fill(self, app);
}

static void draw(void *self, struct app *app, struct frame *frame) {
    struct home_place *home = self;
    struct shell_view *shell = &home->model.view.shell;
    shell->toast = app_toast(app, &shell->is_toast_bad);
    home_draw(&home->screen, &home->model.view, frame);
}

static struct ui_command handle(void *self, struct app *app, const struct frame *frame,
                                const struct ui_event *event) {
    struct home_place *home = self;
    (void)app;
    return home_handle(&home->screen, &home->model.view, frame, event);
}

static enum language language(void *self, struct app *app) {
    (void)self;
    return app_language(app);
}

static struct ui_state *ui(void *self) {
    return &((struct home_place *)self)->screen.ui;
}

const struct screen screen_home = {.name = "home",
                                   .is_root = true,
                                   .opens = {DO_GO_HOME, DO_LEAVE_CALL, DO_FIND},
                                   .open = open,
                                   .close = close,
                                   .wake = wake,
                                   .draw = draw,
                                   .handle = handle,
                                   .tick = tick,
                                   .language = language,
                                   .ui = ui};
