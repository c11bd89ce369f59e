/* What the home screen shows. */
#include "commands/app_private.h"

#include "base/clock.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

static struct tm local_time(int64_t wall_ms) {
    time_t seconds = (time_t)(wall_ms / 1000);
    struct tm out = {0};
    localtime_r(&seconds, &out);
    return out;
}

static const char *day_of(struct arena *arena, int64_t wall_ms) {
    char text[32];
    struct tm day = local_time(wall_ms);
    snprintf(text, sizeof text, "%d %s", day.tm_mday, months[day.tm_mon % 12]);
    const char *copy = arena_text(arena, text, strlen(text));
    return copy ? copy : "";
}

/* How often each call was finished, and when last. */
static void fill_played(struct app *app) {
    for (int i = 0; i < app->library.count; i++) {
        struct home_call *call = &app->library.calls[i];
        int64_t last = 0;
        call->played = 0;
        for (int j = 0; j < app->past.session_count; j++) {
            const struct past_session *session = &app->past.sessions[j];
            if (!session->is_ended || session->is_retry || strcmp(session->scenario, call->id))
                continue;
            call->played++;
            last = session->at_ms;
        }
        call->last_played = last ? day_of(app->past.arena, last) : "";
    }
}

static const char *title_of(const struct app *app, const char *scenario) {
    for (int i = 0; i < app->library.count; i++)
        if (!strcmp(app->library.calls[i].id, scenario))
            return app->library.calls[i].title;
    return scenario;
}

static void fill_unfinished(struct app *app, struct home_view *view) {
    for (int i = app->past.session_count - 1; i >= 0; i--) {
        const struct past_session *session = &app->past.sessions[i];
        if (session->is_ended || session->is_retry)
            continue;
        view->continue_session = session->id;
        view->continue_title = title_of(app, session->scenario);
        view->continue_decisions = session->decisions;
        return;
    }
}

static void fill_last(struct app *app, struct home_view *view) {
    int count = 0;
    for (int i = app->past.session_count - 1; i >= 0 && count < HOME_LAST_MAX; i--)
        count += !app->past.sessions[i].is_retry;
    view->last_count = count;
    for (int i = app->past.session_count - 1; i >= 0 && count > 0; i--)
        if (!app->past.sessions[i].is_retry)
            view->last_ended[--count] = app->past.sessions[i].is_ended;
}

/* A new person starts with the warm-up; then the call that was played least, easiest first. */
static int next_call(const struct app *app) {
    int best = -1;
    for (int i = 0; i < app->library.count; i++) {
        const struct home_call *call = &app->library.calls[i];
        const struct home_call *kept = best >= 0 ? &app->library.calls[best] : NULL;
        if (call->is_warm_up && !call->played)
            return i;
        if (call->is_warm_up)
            continue;
        if (!kept || call->played < kept->played ||
            (call->played == kept->played && call->difficulty < kept->difficulty))
            best = i;
    }
    return best >= 0 ? best : app->library.count ? 0 : -1;
}

static struct shell_view shell_of(const struct app *app, enum shell_tab tab) {
    return (struct shell_view){.language = app_language(app),
                               .is_rtl = language_is_rtl(app_language(app)),
                               .tab = tab,
                               .name = app->settings->name,
                               .team = app->settings->team,
                               .can_speak = app_can_speak(app)};
}

static const char *moment_of(struct arena *arena, int64_t wall_ms) {
    char text[48];
    struct tm day = local_time(wall_ms);
    snprintf(text, sizeof text, "%d %s, %02d:%02d", day.tm_mday, months[day.tm_mon % 12],
             day.tm_hour, day.tm_min);
    const char *copy = arena_text(arena, text, strlen(text));
    return copy ? copy : "";
}

void app_list_fill(struct app *app, enum shell_tab tab) {
    app_home_fill(app);
    struct list_view *view = &app->list_view;
    int count = app->past.session_count;
    struct past_call *calls = arena_array(app->past.arena, (size_t)count + 1, sizeof *calls);
    *view = (struct list_view){.shell = shell_of(app, tab),
                               .calls = calls,
                               .progress = app->home_view.progress,
                               .decisions = app->home_view.decisions};
    for (int i = count - 1; calls && i >= 0; i--) {
        const struct past_session *session = &app->past.sessions[i];
        calls[view->call_count++] =
            (struct past_call){.session = session->id,
                               .title = title_of(app, session->scenario),
                               .when = moment_of(app->past.arena, session->at_ms),
                               .decisions = session->decisions,
                               .is_ended = session->is_ended,
                               .is_retry = session->is_retry};
    }
}

void app_home_fill(struct app *app) {
    struct err err = {0};
    app_past_finish(&app->past);
    if (!app_past_load(&app->past, app->setup->logs, app->setup->agent, &err))
        app_say(app, err.text, true);
    fill_played(app);
    struct home_view *view = &app->home_view;
    *view = (struct home_view){.shell = shell_of(app, SHELL_HOME),
                               .hour = local_time(clock_wall_ms()).tm_hour,
                               .calls = app->library.calls,
                               .call_count = app->library.count,
                               .next = next_call(app)};
    fill_unfinished(app, view);
    fill_last(app, view);
    app_progress_fill(app, view);
}
