/* One screen of the window: a row of the table in screens.inc and a file. A screen keeps its own
 * state, which nobody else sees; it asks the program for what lies beyond it through host.h. */
#ifndef APP_SCREEN_H
#define APP_SCREEN_H

#include "base/buf.h"
#include "base/err.h"
#include "model/scenario.h"
#include "ui/ui.h"
#include "view/ui_command.h"
#include "words/words.h"

struct app;

enum { REQUEST_TEXT_MAX = 4352, SCREEN_OPENS_MAX = 4 };

/* What is asked for. What the screen on top hands on to the one that is opened stands beside it. */
struct request {
    enum ui_do what;
    int a, b;
    char text[REQUEST_TEXT_MAX];
    int64_t seq;               /* of a record; 0: none */
    bool is_suggested;         /* the call that is to begin was the program's suggestion */
    struct scenario *scenario; /* whoever needs it takes it and leaves NULL; else it is destroyed */
};

struct screen {
    const char *name;
    bool is_root;                       /* lies under all others and stays open */
    enum ui_do opens[SCREEN_OPENS_MAX]; /* what is asked for so that it opens; DO_NOTHING ends */

    /* The state, or NULL with *err. The screen below is closed already, unless it is the root. */
    void *(*open)(struct app *app, struct request *request, struct err *err);
    void (*close)(void *self, struct app *app);
    /* It is on top once more, or was asked for while it was. NULL: nothing to do. */
    void (*wake)(void *self, struct app *app, const struct request *request);

    void (*draw)(void *self, struct app *app, struct frame *frame);
    /* `frame` is the picture the person saw. */
    struct ui_command (*handle)(void *self, struct app *app, const struct frame *frame,
                                const struct ui_event *event);
    /* The screen on top hears every request first. True: it is done. False: it goes on, perhaps
     * with what the screen hands on, perhaps as another. NULL: none is for this screen. */
    bool (*command)(void *self, struct app *app, struct request *request);

    /* Time passes: before each picture and after what was said aloud has changed. NULL: nothing. */
    void (*tick)(void *self, struct app *app);
    /* Milliseconds until there is something to do; asked before the program sleeps. NULL: never. */
    int (*timeout)(void *self, struct app *app);
    void (*hidden)(void *self, struct app *app, bool is_hidden); /* NULL: it does not matter */

    enum language (*language)(void *self, struct app *app); /* of its words, when they are spoken */
    struct ui_state *(*ui)(void *self);
    /* Another number: what was pressed before does not mean this. NULL: always the same. */
    unsigned (*moment)(void *self);
    /* For tests: what it shows, in a word or two. NULL: the name is enough. */
    void (*describe)(void *self, struct buf *out);
};

#endif
