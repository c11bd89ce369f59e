/* Which screens are open, and who does what is asked for. */
#include "app/app_state.h"

#include "view/voice.h"

#include <stdio.h>
#include <string.h>

static const struct screen *screen_for(const struct app *app, enum ui_do what) {
    for (int i = 0; app->screens[i]; i++)
        for (int j = 0; j < SCREEN_OPENS_MAX && app->screens[i]->opens[j] != DO_NOTHING; j++)
            if (app->screens[i]->opens[j] == what)
                return app->screens[i];
    return NULL;
}

static void close_top(struct app *app) {
    struct layer *top = stack_top(app);
    app->depth--;
    top->screen->close(top->state, app);
}

/* A root stays open under what lies over it. */
static void close_above_root(struct app *app) {
    while (app->depth > 1 || (app->depth == 1 && !app->layers[0].screen->is_root))
        close_top(app);
}

void stack_close(struct app *app) {
    while (app->depth)
        close_top(app);
}

static bool push(struct app *app, const struct screen *screen, struct request *request,
                 struct err *err) {
    if (app->depth == STACK_MAX)
        return err_set(err, ERR_STATE, "too many screens lie over one another");
    void *state = screen->open(app, request, err);
    if (state)
        app->layers[app->depth++] = (struct layer){screen, state};
    return state != NULL;
}

bool stack_open(struct app *app, struct request *request, struct err *err) {
    const struct screen *screen = screen_for(app, request->what);
    if (!screen)
        return true; /* nothing opens for it */
    close_above_root(app);
    app->is_stale = true;
    struct layer *root = stack_top(app);
    bool is_open = root && root->screen == screen;
    if (is_open && screen->wake)
        screen->wake(root->state, app, request);
    bool ok = is_open || push(app, screen, request, err);
    scenario_destroy(request->scenario);
    request->scenario = NULL;
    return ok;
}

/* What cannot be opened is told at home. */
static void open_or_say(struct app *app, struct request *request) {
    struct err err = {0}, again = {0};
    struct request home = {.what = DO_GO_HOME};
    if (stack_open(app, request, &err))
        return;
    if (!app->depth && !stack_open(app, &home, &again))
        app->is_running = false; /* no memory for any screen */
    app_say(app, err.text, true);
}

/* ---- what no screen does ---- */

static void set_text_percent(struct app *app, int percent) {
    struct err err = {0};
    percent = percent < 100 ? 100 : percent > 200 ? 200 : percent;
    if (percent == app->settings->text_percent)
        return;
    app->settings->text_percent = percent;
    if (!settings_save(app->setup->paths, app->settings, &err))
        app_say(app, err.text, true);
    app->is_stale = true;
}

/* In the language of what is read; a call whose clock waits for the voice hears of it at once. */
static void read_aloud(struct app *app, const char *text) {
    struct layer *top = stack_top(app);
    enum language language = top->screen->language(top->state, app);
    app_speech_say(&app->speech, language_code(language), text);
    stack_tick(app);
}

/* True: it was for nobody but the program. */
static bool do_anywhere(struct app *app, const struct ui_command *command) {
    int percent = app->settings->text_percent;
    switch (command->what) {
    case DO_NOTHING:
        return true;
    case DO_TEXT_LARGER:
        set_text_percent(app, percent + 25);
        return true;
    case DO_TEXT_SMALLER:
        set_text_percent(app, percent - 25);
        return true;
    case DO_TEXT_NORMAL:
        set_text_percent(app, 100);
        return true;
    case DO_SPEAK:
        read_aloud(app, command->text);
        return true;
    case DO_READ_SCREEN:
        voice_words(&app->frame, app->words, sizeof app->words);
        read_aloud(app, app->words);
        return true;
    case DO_QUIT:
        app->is_running = false;
        return true;
    default:
        return false;
    }
}

void stack_do(struct app *app, const struct ui_command *command) {
    struct layer *top = stack_top(app);
    if (do_anywhere(app, command))
        return;
    /* The text may live in what is closed before it is needed. */
    struct request request = {.what = command->what, .a = command->a, .b = command->b};
    snprintf(request.text, sizeof request.text, "%s", command->text ? command->text : "");
    bool is_done = top && top->screen->command && top->screen->command(top->state, app, &request);
    if (!is_done)
        open_or_say(app, &request);
    stack_do_asked(app);
}

void stack_do_asked(struct app *app) {
    while (app->asked != DO_NOTHING) {
        struct request request = {.what = app->asked};
        app->asked = DO_NOTHING;
        open_or_say(app, &request);
    }
}

void stack_tick(struct app *app) {
    struct layer *top = stack_top(app);
    if (top && top->screen->tick)
        top->screen->tick(top->state, app);
    stack_do_asked(app);
}
