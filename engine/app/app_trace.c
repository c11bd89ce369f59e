/* For tests of the window: what is on screen, by $OFFSCRIPT_TRACE, so that they can wait for a
 * picture and press what is in it. */
#include "app/app_private.h"

#include <stdio.h>
#include <stdlib.h>

static const char *const places[] = {
    [APP_NOWHERE] = "nowhere",   [APP_HOME] = "home",         [APP_BRIEF] = "brief",
    [APP_CALL] = "call",         [APP_DEBRIEF] = "debrief",   [APP_DEBRIEFS] = "debriefs",
    [APP_PROGRESS] = "progress", [APP_SETTINGS] = "settings",
};

static const char *phase_of(const struct app *app) {
    static const char *const phases[] = {[CALL_DECIDE] = "decide",
                                         [CALL_COMMITTED] = "committed",
                                         [CALL_TIMED_OUT] = "timed-out",
                                         [CALL_ENDED] = "ended"};
    if (app->place != APP_CALL)
        return "";
    return app->model.view.trouble ? "trouble" : phases[app->model.view.phase];
}

static FILE *open_trace(void) {
    const char *path = getenv("OFFSCRIPT_TRACE");
    return path && *path ? fopen(path, "a") : NULL;
}

void app_trace_dropped(const struct ui_event *event) {
    FILE *file = open_trace();
    if (!file)
        return;
    fprintf(file, "dropped %s\n", event->kind == UI_KEY ? "key" : "press");
    fclose(file);
}

void app_trace_wait(int timeout_ms) {
    FILE *file = open_trace();
    if (!file)
        return;
    fprintf(file, "waits %d\n", timeout_ms);
    fclose(file);
}

void app_trace(const struct app *app) {
    FILE *file = open_trace();
    if (!file)
        return;
    for (int i = 0; i < app->frame.element_count; i++) {
        const struct element *element = &app->frame.elements[i];
        if (element->rect.w && element->rect.h)
            fprintf(file, "element %s %d %d %d %d\n", element->id, element->rect.x, element->rect.y,
                    element->rect.w, element->rect.h);
    }
    bool is_call = app->place == APP_CALL;
    fprintf(file, "picture %s %d %s%s\n", places[app->place],
            is_call ? app->model.view.decision : 0, phase_of(app),
            is_call && app->call.is_error ? " error" : "");
    fclose(file);
}
