#include "app/app_private.h"

#include "base/clock.h"
#include "base/ident.h"
#include "library/library.h"
#include "terminal/plain.h"
#include "terminal/print.h"
#include "view/voice.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct now app_now(void) {
    return now_read();
}

const char *app_agent(const struct app *app) {
    return app->setup->agent ? app->setup->agent : app->settings->agent;
}

/* Whoever was named on the command line is not the one in the settings. */
const char *app_agent_name(const struct app *app) {
    bool is_own = ident_is_same(app_agent(app), app->settings->agent);
    return is_own ? settings_name(app->settings) : NULL;
}

const char *app_team(const struct app *app) {
    return app->setup->team ? app->setup->team : settings_team(app->settings);
}

enum language app_language(const struct app *app) {
    int language = *app->settings->language ? language_of(app->settings->language) : -1;
    return language >= 0 ? (enum language)language : LANGUAGE_ENGLISH;
}

bool app_can_speak(const struct app *app) {
    return app->speech.program != NULL;
}

void app_say(struct app *app, const char *text, bool is_bad) {
    snprintf(app->toast, sizeof app->toast, "%s", text);
    app->is_toast_bad = is_bad;
    app->is_stale = true;
}

void app_go(struct app *app, enum app_place place) {
    app->place = place;
    app->is_stale = true;
    if (place == APP_HOME) {
        app_end_call(app);
        app_home_fill(app);
    }
    if (place == APP_DEBRIEFS || place == APP_PROGRESS) {
        enum shell_tab tab = place == APP_DEBRIEFS ? SHELL_DEBRIEFS : SHELL_PROGRESS;
        app_list_fill(app, tab);
        list_screen_init(&app->list, tab);
    }
    if (place == APP_CALL)
        app_call_refresh(app);
}

bool app_open_debrief(struct app *app, const char *session, struct err *err) {
    char id[sizeof app->debrief_session];
    snprintf(id, sizeof id, "%s", session); /* it may live in what is let go of here */
    app_end_call(app);
    app_home_fill(app);
    struct scenario_loader loader = library_loader();
    debrief_model_finish(&app->debrief_model);
    const char *name = app_agent_name(app);
    if (!debrief_model_load(&app->debrief_model, app->setup->logs, id, &loader, name,
                            app_language(app), err))
        return false;
    memcpy(app->debrief_session, id, sizeof id);
    struct debrief_view *view = &app->debrief_model.view;
    view->shell.name = app->settings->name;
    view->shell.team = app->settings->team;
    view->shell.can_speak = app_can_speak(app);
    debrief_calibration_fill(&view->calibration, &app->past);
    debrief_disputes_read(&app->debrief_model, app->setup->logs, app->people, app_agent(app), id);
    debrief_screen_init(&app->debrief);
    app->debrief.has_no_letters = !app->settings->has_letter_keys;
    app_go(app, APP_DEBRIEF);
    return true;
}

/* ---- the picture ---- */

static void size_frame(struct app *app) {
    window_size(app->window, &app->frame.width, &app->frame.height);
    app->frame.scale_percent =
        window_scale_percent(app->window) * app->settings->text_percent / 100;
    app->frame.metrics = window_metrics(app->window);
    app->frame.clipboard = window_clipboard(app->window);
    app->frame.is_reduced_motion = app->settings->is_reduced_motion;
}

static struct ui_state *current_ui(struct app *app) {
    switch (app->place) {
    case APP_BRIEF:
        return &app->brief.ui;
    case APP_CALL:
        return &app->call.ui;
    case APP_DEBRIEF:
        return &app->debrief.ui;
    case APP_DEBRIEFS:
    case APP_PROGRESS:
        return &app->list.ui;
    case APP_SETTINGS:
        return &app->welcome.ui;
    default:
        return &app->home.ui;
    }
}

/* The bar of the place, where it has one. */
static struct shell_view *current_shell(struct app *app) {
    switch (app->place) {
    case APP_DEBRIEF:
        return &app->debrief_model.view.shell;
    case APP_DEBRIEFS:
    case APP_PROGRESS:
        return &app->list_view.shell;
    default:
        return &app->home_view.shell;
    }
}

static void draw(struct app *app) {
    struct shell_view *shell = current_shell(app);
    current_ui(app)->is_high_contrast = app->settings->theme == THEME_HIGH_CONTRAST;
    const char *toast = *app->toast ? app->toast : NULL;
    shell->toast = app->model.view.toast = app->brief_view.toast = toast;
    shell->is_toast_bad = app->model.view.is_toast_bad = app->brief_view.is_toast_bad =
        app->is_toast_bad;
    size_frame(app);
    switch (app->place) {
    case APP_BRIEF:
        brief_draw(&app->brief, &app->brief_view, &app->frame);
        return;
    case APP_CALL:
        call_draw(&app->call, &app->model.view, &app->frame);
        return;
    case APP_DEBRIEF:
        debrief_draw(&app->debrief, &app->debrief_model.view, &app->frame);
        return;
    case APP_DEBRIEFS:
    case APP_PROGRESS:
        list_draw(&app->list, &app->list_view, &app->frame);
        return;
    case APP_SETTINGS:
        welcome_draw(&app->welcome, &app->welcome_view, &app->frame);
        return;
    default:
        home_draw(&app->home, &app->home_view, &app->frame);
        return;
    }
}

static struct app_moment moment_of(const struct app *app) {
    const struct call_view *call = &app->model.view;
    struct app_moment moment = {app->place, 0, CALL_DECIDE};
    if (app->place == APP_CALL) {
        moment.decision = call->decision;
        moment.phase = call->phase == CALL_COMMITTED ? CALL_DECIDE : call->phase;
    }
    return moment;
}

static bool is_same_moment(struct app_moment a, struct app_moment b) {
    return a.place == b.place && a.decision == b.decision && a.phase == b.phase;
}

/* What was pressed before a new moment could be seen was not meant for it. */
static void note_shown(struct app *app) {
    struct app_moment now = moment_of(app);
    if (is_same_moment(now, app->shown))
        return;
    app->shown = now;
    window_forget_input(app->window);
}

static void show(struct app *app) {
    if (!app->is_stale && !current_ui(app)->is_dirty)
        return;
    draw(app);
    window_present(app->window, &app->frame);
    const struct element *focused = ui_focused(current_ui(app), &app->frame);
    struct rect nowhere = {0};
    window_text_input(app->window, focused && focused->is_editing ? focused->rect : nowhere);
    app->is_stale = false;
    note_shown(app);
    app_trace(app);
}

/* ---- commands ---- */

void app_set_text_percent(struct app *app, int percent) {
    struct err err = {0};
    percent = percent < 100 ? 100 : percent > 200 ? 200 : percent;
    if (percent == app->settings->text_percent)
        return;
    app->settings->text_percent = percent;
    if (!settings_save(app->setup->paths, app->settings, &err))
        app_say(app, err.text, true);
    app->is_stale = true;
}

static void or_say(struct app *app, bool ok, const struct err *err) {
    if (ok)
        return;
    app_say(app, err->text, true);
    if (app->place != APP_HOME)
        app_go(app, APP_HOME);
}

static void execute(struct app *app, const struct ui_command *command) {
    struct err err = {0};
    int percent = app->settings->text_percent;
    switch (command->what) {
    case DO_NOTHING:
        return;
    case DO_TEXT_LARGER:
        app_set_text_percent(app, percent + 25);
        return;
    case DO_TEXT_SMALLER:
        app_set_text_percent(app, percent - 25);
        return;
    case DO_TEXT_NORMAL:
        app_set_text_percent(app, 100);
        return;
    case DO_START:
        or_say(app,
               app_prepare_call(app, command->text, command->a ? CHOSEN_NEXT : CHOSEN_SELF, &err),
               &err);
        return;
    case DO_CONTINUE:
        or_say(app, app_resume_call(app, command->text, &err), &err);
        return;
    case DO_BEGIN_CALL:
        or_say(app, app_begin_call(app, (enum level)command->a, (enum timing)command->b, &err),
               &err);
        return;
    case DO_DEBRIEF:
        or_say(app, app_open_debrief(app, play_id(app->play), &err), &err);
        return;
    case DO_OPEN_DEBRIEF:
        or_say(app, app_open_debrief(app, command->text, &err), &err);
        return;
    case DO_TRY_AGAIN:
        or_say(
            app,
            app_retry_moment(app, app->debrief_session, app->debrief_model.seqs[command->a], &err),
            &err);
        return;
    case DO_DISPUTE:
        if (debrief_dispute_keep(&app->debrief_model, app->setup->logs, app_agent(app),
                                 app->debrief_session, command->a, command->text))
            debrief_screen_kept(&app->debrief);
        app->is_stale = true;
        return;
    case DO_GO_DEBRIEFS:
        app_go(app, APP_DEBRIEFS);
        return;
    case DO_GO_PROGRESS:
        app_go(app, APP_PROGRESS);
        return;
    case DO_SPEAK:
        app_read(app, command->text);
        return;
    case DO_READ_SCREEN:
        voice_words(&app->frame, app->words, sizeof app->words);
        app_read(app, app->words);
        return;
    case DO_GO_SETTINGS:
        app_settings_open(app, false);
        return;
    case DO_PREVIEW_SETTINGS:
    case DO_SAVE_SETTINGS:
    case DO_SKIP_SETTINGS:
        app_settings_command(app, command);
        return;
    case DO_FIND:
        app_go(app, APP_HOME);
        ui_focus(&app->home.ui, "find");
        return;
    case DO_GO_HOME:
    case DO_LEAVE_CALL:
        app_go(app, APP_HOME);
        return;
    default:
        if (app->place == APP_CALL)
            app_call_command(app, command);
        return;
    }
}

static struct ui_command ask_screen(struct app *app, const struct ui_event *event) {
    struct ui_command command;
    switch (app->place) {
    case APP_CALL:
        app_call_refresh(app);
        command = call_handle(&app->call, &app->model.view, &app->frame, event);
        app_call_wait_for_answer(app);
        return command;
    case APP_BRIEF:
        return brief_handle(&app->brief, &app->frame, &app->brief_view, event);
    case APP_DEBRIEF:
        return debrief_handle(&app->debrief, &app->debrief_model.view, &app->frame, event);
    case APP_DEBRIEFS:
    case APP_PROGRESS:
        return list_handle(&app->list, &app->list_view, &app->frame, event);
    case APP_SETTINGS:
        return welcome_handle(&app->welcome, &app->welcome_view, &app->frame, event);
    default:
        return home_handle(&app->home, &app->home_view, &app->frame, event);
    }
}

/* A key that is held and the second half of a double click do not act on what the first brought. */
static bool is_left_over(struct app *app, const struct ui_event *event) {
    if (event->kind == UI_DOWN && event->clicks != 2) /* whoever goes on pressing means it */
        app->drops_clicks = false;
    bool is_click = event->kind == UI_DOWN || event->kind == UI_UP;
    return (event->kind == UI_KEY && !ui_key_acts(event)) || (is_click && app->drops_clicks);
}

static void handle(struct app *app, const struct ui_event *event) {
    struct ui_command command = {DO_NOTHING, 0, 0, ""};
    bool is_input = event->kind == UI_KEY || event->kind == UI_DOWN;
    if (is_left_over(app, event)) {
        app_trace_dropped(event);
        return;
    }
    if (is_input && *app->toast) {
        app->toast[0] = '\0';
        app->is_stale = true;
    }
    struct app_moment before = moment_of(app);
    bool is_voice = app_can_speak(app) && app->settings->has_letter_keys &&
                    voice_key(current_ui(app), &app->frame, event, &command);
    if (!is_voice)
        command = ask_screen(app, event);
    execute(app, &command);
    if (event->kind == UI_UP)
        app->drops_clicks = !is_same_moment(before, moment_of(app));
}

/* What the window itself tells: closing, hiding, a new size. */
static void handle_window(struct app *app, const struct ui_event *event) {
    struct err err = {0};
    if (event->kind == UI_CLOSE)
        app->is_running = false;
    if (event->kind == UI_RESIZE || event->kind == UI_EXPOSE || event->kind == UI_SHOWN)
        app->is_stale = true;
    if (app->place == APP_CALL && app->play &&
        (event->kind == UI_HIDDEN || event->kind == UI_SHOWN)) {
        play_set_hidden(app->play, event->kind == UI_HIDDEN, app_now(), &err);
        app_call_refresh(app);
    }
}

/* For scripts/bench, by $OFFSCRIPT_BENCH: "first-frame" ends when the first picture stands, "keys"
 * tells how many microseconds lay between each key and its picture. */
static bool bench_wants(const char *what) {
    const char *wanted = getenv("OFFSCRIPT_BENCH");
    return wanted && strcmp(wanted, what) == 0;
}

static void show_for(struct app *app, enum ui_event_kind kind, int64_t since_us) {
    bool is_measured =
        kind == UI_KEY && bench_wants("keys") && (app->is_stale || current_ui(app)->is_dirty);
    show(app);
    if (is_measured)
        print_error("key %lld\n", (long long)(clock_monotonic_us() - since_us));
}

static void loop(struct app *app) {
    while (app->is_running) {
        if (app->place == APP_CALL)
            app_call_tick(app);
        show(app);
        if (bench_wants("first-frame"))
            return;
        struct ui_event event;
        int timeout = app->place == APP_CALL ? app_call_timeout(app) : -1;
        if (app->place == APP_CALL)
            play_expect(app->play, app_now(), timeout);
        app_trace_wait(timeout);
        window_wait(app->window, timeout, &event);
        /* All that is waiting is handled before the next picture, except that a key or a button
         * must meet the picture that the one before it made. */
        while (event.kind != UI_NONE && app->is_running) {
            int64_t since_us = clock_monotonic_us();
            handle_window(app, &event);
            if (app->is_running)
                handle(app, &event);
            if (event.kind == UI_KEY || event.kind == UI_DOWN || event.kind == UI_UP)
                show_for(app, event.kind, since_us);
            window_wait(app->window, 0, &event);
        }
    }
}

/* ---- life ---- */

static bool open_window(struct app *app, struct err *err) {
    struct window_setup setup = {.title = "Offscript",
                                 .assets = app->setup->paths->assets,
                                 .width = 1280,
                                 .height = 800,
                                 .scale_percent = app->setup->scale_percent,
                                 .theme = (enum theme)app->settings->theme};
    app->window = window_open(&setup, err);
    return app->window != NULL;
}

/* Who goes straight into a first call has not seen the first start, and hears this before it. */
static void tell_what_is_noted(struct app *app) {
    enum language language = app_language(app);
    char text[sizeof app->toast];
    snprintf(text, sizeof text, "%s: %s %s", string_of(language, STR_NOTED_TITLE),
             string_of(language, STR_NOTED_WHAT), string_of(language, STR_NOTED_PRIVATE));
    app_say(app, text, false);
}

static bool start(struct app *app, struct err *err) {
    home_screen_init(&app->home);
    if (app->setup->resume)
        return app_resume_call(app, app->setup->resume, err);
    if (app->setup->scenario && !app->settings->is_welcomed)
        tell_what_is_noted(app);
    if (app->setup->scenario)
        return app_prepare_call(app, app->setup->scenario, app->setup->chosen_by, err);
    if (app->settings->is_welcomed)
        app_go(app, APP_HOME);
    else
        app_settings_open(app, true);
    return true;
}

int app_run(const struct app_setup *setup, struct err *err) {
    struct app *app = calloc(1, sizeof *app);
    if (!app) {
        err_memory(err);
        return -1;
    }
    app->setup = setup;
    app->settings = setup->settings;
    app->is_running = true;
    app_speech_find(&app->speech);
    app->door = library_create(setup->paths, err);
    bool ok = app->door && open_window(app, err) &&
              app_library_load(&app->library, app->door, setup->paths, err) && start(app, err);
    if (ok)
        loop(app);
    app_speech_stop(&app->speech);
    app_end_call(app);
    debrief_model_finish(&app->debrief_model);
    app_library_finish(&app->library);
    library_destroy(app->door);
    app_past_finish(&app->past);
    people_destroy(app->people);
    frame_finish(&app->frame);
    window_close(app->window);
    free(app);
    return ok ? 0 : -1;
}
