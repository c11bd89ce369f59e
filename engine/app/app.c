/* The loop: it waits, hands on what happened, lets time pass and shows what came of it. */
#include "app/app.h"

#include "app/app_state.h"
#include "base/clock.h"
#include "terminal/print.h"
#include "view/voice.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- what happened ---- */

/* A key that is held and the second half of a double click do not act on what the first brought. */
static bool is_left_over(struct app *app, const struct ui_event *event) {
    if (event->kind == UI_DOWN && event->clicks != 2) /* whoever goes on pressing means it */
        app->drops_clicks = false;
    bool is_click = event->kind == UI_DOWN || event->kind == UI_UP;
    return (event->kind == UI_KEY && !ui_key_acts(event)) || (is_click && app->drops_clicks);
}

/* A message is gone once the person does something. */
static void clear_toast(struct app *app, const struct ui_event *event) {
    bool is_input = event->kind == UI_KEY || event->kind == UI_DOWN;
    if (!is_input || !*app->toast)
        return;
    app->toast[0] = '\0';
    app->is_stale = true;
}

static void handle(struct app *app, const struct ui_event *event) {
    struct ui_command command = {DO_NOTHING, 0, 0, ""};
    struct layer *top = stack_top(app);
    struct seen before = picture_seen(app);
    if (is_left_over(app, event)) {
        trace_dropped(event);
        return;
    }
    clear_toast(app, event);
    bool is_voice = app_can_speak(app) && app->settings->has_letter_keys &&
                    voice_key(top->screen->ui(top->state), &app->frame, event, &command);
    if (!is_voice)
        command = top->screen->handle(top->state, app, &app->frame, event);
    stack_do(app, &command);
    if (event->kind == UI_UP)
        app->drops_clicks = !seen_is_same(before, picture_seen(app));
}

/* What the window itself tells: closing, hiding, a new size. */
static void handle_window(struct app *app, const struct ui_event *event) {
    struct layer *top = stack_top(app);
    bool is_hiding = event->kind == UI_HIDDEN;
    if (event->kind == UI_CLOSE)
        app->is_running = false;
    if (event->kind == UI_RESIZE || event->kind == UI_EXPOSE || event->kind == UI_SHOWN)
        app->is_stale = true;
    if (top->screen->hidden && (is_hiding || event->kind == UI_SHOWN))
        top->screen->hidden(top->state, app, is_hiding);
}

/* ---- the loop ---- */

/* For scripts/bench, by $OFFSCRIPT_BENCH: "first-frame" says when the first picture stands and
 * ends, "keys" tells how many microseconds lay between each key and its picture. */
static bool bench_wants(const char *what) {
    const char *wanted = getenv("OFFSCRIPT_BENCH");
    return wanted && strcmp(wanted, what) == 0;
}

static bool has_changed(struct app *app) {
    struct layer *top = stack_top(app);
    return app->is_stale || top->screen->ui(top->state)->is_dirty;
}

static void show_for(struct app *app, enum ui_event_kind kind, int64_t since_us) {
    bool is_measured = kind == UI_KEY && bench_wants("keys") && has_changed(app);
    picture_show(app);
    if (is_measured)
        print_error("key %lld\n", (long long)(clock_monotonic_us() - since_us));
}

/* All that is waiting is handled before the next picture, except that a key or a button must meet
 * the picture that the one before it made. */
static void handle_all(struct app *app, struct ui_event *event) {
    while (event->kind != UI_NONE && app->is_running) {
        int64_t since_us = clock_monotonic_us();
        handle_window(app, event);
        if (app->is_running)
            handle(app, event);
        if (app->is_running &&
            (event->kind == UI_KEY || event->kind == UI_DOWN || event->kind == UI_UP))
            show_for(app, event->kind, since_us);
        window_wait(app->window, 0, event);
    }
}

static void loop(struct app *app) {
    while (app->is_running) {
        stack_tick(app);
        picture_show(app);
        bool is_measured = bench_wants("first-frame");
        if (is_measured)
            print_error("%s\n", "first-frame");
        if (is_measured || !app->is_running)
            return;
        reader_work(app->reader);
        struct ui_event event;
        struct layer *top = stack_top(app);
        int timeout = top->screen->timeout ? top->screen->timeout(top->state, app) : -1;
        trace_wait(timeout);
        window_wait(app->window, timeout, &event);
        handle_all(app, &event);
    }
}

/* ---- life ---- */

#ifndef APP_SCREENS /* a test may have a table of its own */
#define APP_SCREENS "app/screens.inc"
#endif

#define SCREEN(name) extern const struct screen screen_##name;
#include APP_SCREENS
#undef SCREEN

static const struct screen *const screens[] = {
#define SCREEN(name) &screen_##name,
#include APP_SCREENS
#undef SCREEN
    NULL};

/* On the thread that waited for a voice, or read the logs. */
static void wake_loop(void *self) {
    const struct app *app = self;
    window_wake(app->window);
}

static bool open_window(struct app *app, struct err *err) {
    struct window_setup setup = {.title = "Offscript",
                                 .assets = app->setup->paths->assets,
                                 .width = 1280,
                                 .height = 800,
                                 .scale_percent = app->setup->scale_percent,
                                 .theme = (enum theme)app->settings->theme};
    app->window = window_open(&setup, err);
    app_speech_set_wake(&app->speech, wake_loop, app);
    return app->window != NULL;
}

static bool make_reader(struct app *app, struct err *err) {
    struct reader_setup setup = {.logs = app->setup->logs,
                                 .cache = app->setup->paths->cache,
                                 .agent = app_agent(app),
                                 .wake = wake_loop,
                                 .woken = app};
    if (app_is_at_home(app))
        settings_adopts(app->settings, setup.adopts);
    app->reader = reader_create(&setup);
    return app->reader || err_memory(err);
}

/* Who goes straight into a first call has not seen the first start, and hears this before it, in
 * the language of what is on the screen. */
static void tell_what_is_noted(struct app *app) {
    struct layer *top = stack_top(app);
    enum language language = top->screen->language(top->state, app);
    char text[sizeof app->toast];
    snprintf(text, sizeof text, "%s: %s %s", string_of(language, STR_NOTED_TITLE),
             string_of(language, STR_NOTED_WHAT), string_of(language, STR_NOTED_PRIVATE));
    app_say(app, text, false);
}

/* Where the program begins. */
static bool start(struct app *app, struct err *err) {
    const struct app_setup *setup = app->setup;
    const char *name = setup->resume ? setup->resume : setup->scenario;
    struct request request = {.what = setup->resume                ? DO_CONTINUE
                                      : setup->scenario            ? DO_START
                                      : app->settings->is_welcomed ? DO_GO_HOME
                                                                   : DO_GO_SETTINGS};
    snprintf(request.text, sizeof request.text, "%s", name ? name : "");
    if (!stack_open(app, &request, err))
        return false;
    if (setup->scenario && !setup->resume && !app->settings->is_welcomed)
        tell_what_is_noted(app);
    return true;
}

static void finish(struct app *app) {
    app_speech_finish(&app->speech); /* before the window that it would wake, and so the reader */
    stack_close(app);
    reader_destroy(app->reader);
    library_model_finish(&app->library);
    library_destroy(app->door);
    frame_finish(&app->frame);
    window_close(app->window);
    free(app);
}

int app_run(const struct app_setup *setup, struct err *err) {
    struct app *app = calloc(1, sizeof *app);
    if (!app) {
        err_memory(err);
        return -1;
    }
    app->setup = setup;
    app->settings = setup->settings;
    app->timing_at_start = setup->settings->timing;
    app->screens = screens;
    app->is_running = true;
    app_speech_find(&app->speech);
    app->door = library_create(setup->paths, err);
    bool ok = app->door && open_window(app, err) && make_reader(app, err) &&
              library_model_load(&app->library, app->door, setup->paths, err) && start(app, err);
    if (ok)
        loop(app);
    finish(app);
    return ok ? 0 : -1;
}
