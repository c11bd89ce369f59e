/* What all screens share. Only the files that hold the window together know it: app.c (the loop),
 * stack.c (which screen is open), picture.c (what is shown) and host.c (what screens may ask). */
#ifndef APP_APP_STATE_H
#define APP_APP_STATE_H

#include "app/host.h"
#include "app/reader.h"
#include "sound/speech.h"
#include "window/window.h"

enum { STACK_MAX = 8 };

struct layer {
    const struct screen *screen;
    void *state;
};

/* What is on screen: what was pressed on something else does not mean this. */
struct seen {
    const struct screen *screen;
    unsigned moment;
};

struct app {
    const struct app_setup *setup;
    struct settings *settings;
    struct window *window;
    struct frame frame;
    bool is_running;
    bool is_stale; /* the picture must be made again */
    char toast[600];
    bool is_toast_bad;
    struct app_speech speech;
    char words[8192]; /* of the screen, when it is read aloud */

    struct library *door;  /* to scenarios */
    struct reader *reader; /* of the person's logs */
    struct library_model library;
    bool seed_is_used;
    int timing_at_start;

    const struct screen *const *screens; /* the table, up to a NULL */
    struct layer layers[STACK_MAX];      /* the root first; the last is on top */
    int depth;
    enum ui_do asked; /* by a screen, to be done after it */

    struct seen seen;
    bool drops_clicks; /* the click brought another moment: its second half means nothing */
};

/* NULL: nothing is open. */
static inline struct layer *stack_top(struct app *app) {
    return app->depth ? &app->layers[app->depth - 1] : NULL;
}

/* ---- stack.c ---- */

/* Opens the screen that `request` asks for, over the root. False: *err says why it could not be. */
bool stack_open(struct app *app, struct request *request, struct err *err);
/* The screen on top hears it first, then the program, then the screen it opens. */
void stack_do(struct app *app, const struct ui_command *command);
void stack_do_asked(struct app *app);
void stack_tick(struct app *app);
void stack_close(struct app *app);

/* ---- host.c ---- */

/* The logs are this person's home folder, and nobody else was named. */
bool app_is_at_home(const struct app *app);

/* ---- picture.c ---- */

void picture_show(struct app *app); /* where anything has changed */
struct seen picture_seen(struct app *app);
bool seen_is_same(struct seen a, struct seen b);

/* ---- trace.c: for tests, to the file that $OFFSCRIPT_TRACE names ---- */

/* What the picture holds, once it is on screen and before anything is pressed on it. */
void trace_picture(struct app *app);
void trace_wait(int timeout_ms); /* before it sleeps; -1: until something happens */
/* A repeat or half of a double click that did nothing. */
void trace_dropped(const struct ui_event *event);

#endif
