/* Reading aloud, and the clock that waits for it. */
#include "app/app_private.h"

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

static void go_on(struct app *app) {
    app_call_run(app, &app->waits_for_voice);
    if (app->place == APP_CALL && app->play)
        app_call_wait_for_answer(app);
}

void app_read(struct app *app, const char *text) {
    app_speech_say(&app->speech, language_code(language_spoken(app)), text);
    if (app_speech_is_on(&app->speech))
        app_call_stand(app, &app->waits_for_voice);
}

void app_hush(struct app *app) {
    app_speech_stop(&app->speech);
    go_on(app);
}

void app_voice_tick(struct app *app) {
    if (app->waits_for_voice && !app_speech_is_on(&app->speech))
        go_on(app);
}
