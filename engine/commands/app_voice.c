/* Reading aloud, and the clock that waits for it. */
#include "commands/app_private.h"

/* A call and its debrief speak the scenario's language. */
static enum language language_spoken(const struct app *app) {
    switch (app->place) {
    case APP_BRIEF:
        return app->brief_view.language;
    case APP_CALL:
        return app->model.view.language;
    case APP_DEBRIEF:
        return app->debrief_model.view.shell.language;
    default:
        return app_language(app);
    }
}

static bool is_waiting_to_decide(const struct app *app) {
    return app->place == APP_CALL && app->model.view.can_pause &&
           app->model.view.phase == CALL_DECIDE && !app->model.view.trouble &&
           !play_is_paused(app->play);
}

static void go_on(struct app *app) {
    struct err err = {0};
    bool waited = app->waits_for_voice;
    app->waits_for_voice = false;
    if (!waited || !app->play)
        return;
    play_go(app->play, app_now(), &err); /* trouble with saving is shown from play_trouble */
    app_call_refresh(app);
    app->is_stale = true;
}

void app_read(struct app *app, const char *text) {
    struct err err = {0};
    app_speech_say(&app->speech, language_code(language_spoken(app)), text);
    if (!app_speech_is_on(&app->speech) || !is_waiting_to_decide(app))
        return;
    app->waits_for_voice = play_pause(app->play, app_now(), &err);
    app_call_refresh(app);
    app->is_stale = true;
}

void app_hush(struct app *app) {
    app_speech_stop(&app->speech);
    go_on(app);
}

void app_voice_tick(struct app *app) {
    if (app->waits_for_voice && !app_speech_is_on(&app->speech))
        go_on(app);
}
