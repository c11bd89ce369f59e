/* Two plain pages: the calls that were played, and the progress. */
#include "app/host.h"

#include <stdlib.h>

struct list_place {
    enum shell_tab tab;
    struct home_model model;
    struct list_view view;
    struct list_screen screen;
};

static void fill(struct list_place *list, struct app *app) {
    struct home_source source = app_home_source(app);
    struct err err = {0};
    home_model_finish(&list->model);
    if (!home_model_load(&list->model, &source, &err))
        app_say(app, err.text, true);
    home_model_list(&list->model, list->tab, &list->view);
}

static void *open(struct app *app, enum shell_tab tab, struct err *err) {
    struct list_place *list = calloc(1, sizeof *list);
    if (!list) {
        err_memory(err);
        return NULL;
    }
    list->tab = tab;
    app_read_logs(app);
    app_logs_are_news(app);
    fill(list, app);
    list_screen_init(&list->screen, tab);
    return list;
}

static void tick(void *self, struct app *app) {
    if (app_logs_are_news(app))
        fill(self, app);
}

static void *open_debriefs(struct app *app, struct request *request, struct err *err) {
    (void)request;
    return open(app, SHELL_DEBRIEFS, err);
}

static void *open_progress(struct app *app, struct request *request, struct err *err) {
    (void)request;
    return open(app, SHELL_PROGRESS, err);
}

static void close(void *self, struct app *app) {
    struct list_place *list = self;
    (void)app;
    home_model_finish(&list->model);
    free(list);
}

static void draw(void *self, struct app *app, struct frame *frame) {
    struct list_place *list = self;
    list->view.shell.toast = app_toast(app, &list->view.shell.is_toast_bad);
    list_draw(&list->screen, &list->view, frame);
}

static struct ui_command handle(void *self, struct app *app, const struct frame *frame,
                                const struct ui_event *event) {
    struct list_place *list = self;
    (void)app;
    return list_handle(&list->screen, &list->view, frame, event);
}

static enum language language(void *self, struct app *app) {
    (void)self;
    return app_language(app);
}

static struct ui_state *ui(void *self) {
    return &((struct list_place *)self)->screen.ui;
}

const struct screen screen_debriefs = {.name = "debriefs",
                                       .opens = {DO_GO_DEBRIEFS},
                                       .open = open_debriefs,
                                       .close = close,
                                       .draw = draw,
                                       .handle = handle,
                                       .tick = tick,
                                       .language = language,
                                       .ui = ui};
const struct screen screen_progress = {.name = "progress",
                                       .opens = {DO_GO_PROGRESS},
                                       .open = open_progress,
                                       .close = close,
                                       .draw = draw,
                                       .handle = handle,
                                       .tick = tick,
                                       .language = language,
                                       .ui = ui};
