/* One more screen is one file and one row: this is the file. */
#include "app/host.h"
#include "ui/widgets.h"

#include <stdlib.h>

struct dummy_place {
    struct ui_state ui;
    int pressed;
};

static void *open(struct app *app, struct request *request, struct err *err) {
    (void)app, (void)request;
    struct dummy_place *dummy = calloc(1, sizeof *dummy);
    if (!dummy)
        err_memory(err);
    return dummy;
}

static void close(void *self, struct app *app) {
    (void)app;
    free(self);
}

static void draw(void *self, struct app *app, struct frame *frame) {
    struct dummy_place *dummy = self;
    struct ui ui;
    (void)app;
    ui_begin(&ui, &dummy->ui, frame, catalogue_of(LANGUAGE_ENGLISH));
    struct button button = {.id = dummy->pressed ? "again" : "dummy", .label = "Dummy"};
    button_draw(&ui, &button, (struct rect){100, 100, 200, 40});
    dummy->ui.is_dirty = false;
}

static struct ui_command handle(void *self, struct app *app, const struct frame *frame,
                                const struct ui_event *event) {
    struct dummy_place *dummy = self;
    (void)app;
    const char *id = ui_navigate(&dummy->ui, frame, event);
    bool is_again = id && *id == 'a';
    return (struct ui_command){is_again ? DO_GO_DEBRIEFS
                               : id     ? DO_BEGIN_CALL
                                        : DO_NOTHING,
                               0, 0, ""};
}

/* It hears what is asked for before anybody else. */
static bool command(void *self, struct app *app, struct request *request) {
    struct dummy_place *dummy = self;
    if (request->what != DO_BEGIN_CALL)
        return false;
    dummy->pressed++;
    app_stale(app);
    return true;
}

static enum language language(void *self, struct app *app) {
    (void)self;
    return app_language(app);
}

static struct ui_state *ui(void *self) {
    return &((struct dummy_place *)self)->ui;
}

const struct screen screen_dummy = {.name = "dummy",
                                    .is_root = true,
                                    .opens = {DO_GO_HOME},
                                    .open = open,
                                    .close = close,
                                    .draw = draw,
                                    .handle = handle,
                                    .command = command,
                                    .language = language,
                                    .ui = ui};
