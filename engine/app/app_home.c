/* What the home screen shows. */
#include "app/app_private.h"

#include "base/clock.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

static struct tm local_time(int64_t wall_ms) {
    time_t seconds = (time_t)(wall_ms / 1000);
    struct tm out = {0};
    localtime_r(&seconds, &out);
    return out;
}

static const char *kept(struct app *app, const char *text) {
    const char *copy = arena_text(app->past.arena, text, strlen(text));
    return copy ? copy : "";
}

/* "12 May" */
static void write_day(const struct app *app, const struct tm *day, char *out, size_t size) {
    const char *month = string_of(app_language(app), STR_MONTHS);
    for (int i = 0; i < day->tm_mon; i++)
        month += strcspn(month, " ") + 1;
    snprintf(out, size, "%d %.*s", day->tm_mday, (int)strcspn(month, " "), month);
}

static const char *day_of(struct app *app, int64_t wall_ms) {
    char text[48];
    struct tm day = local_time(wall_ms);
    write_day(app, &day, text, sizeof text);
    return kept(app, text);
}

/* "12 May, 14:05" */
static const char *moment_of(struct app *app, int64_t wall_ms) {
    char text[64], day_text[48];
    struct tm day = local_time(wall_ms);
    write_day(app, &day, day_text, sizeof day_text);
    const char *comma = app_language(app) == LANGUAGE_ARABIC ? "\u060c" : ",";
    snprintf(text, sizeof text, "%s%s %02d:%02d", day_text, comma, day.tm_hour, day.tm_min);
    return kept(app, text);
}

/* How often each call was finished, and when last. */
static void fill_played(struct app *app) {
    for (int i = 0; i < app->library.count; i++) {
        struct home_call *call = &app->library.calls[i];
        int64_t last = 0;
        call->played = 0;
        call->is_waiting = false;
        for (int j = 0; j < app->past.session_count; j++) {
            const struct past_session *session = &app->past.sessions[j];
            if (session->is_retry || strcmp(session->scenario, call->id) != 0)
                continue;
            call->is_waiting = !session->is_ended; /* the latest says it */
            if (!session->is_ended)
                continue;
            call->played++;
            last = session->at_ms;
        }
        call->last_played = last ? day_of(app, last) : "";
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
        view->waiting += view->continue_session != NULL;
        if (view->continue_session)
            continue;
        view->continue_session = session->id;
        view->continue_title = title_of(app, session->scenario);
        view->continue_decisions = session->decisions;
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

static bool has_skill(const struct home_call *call, enum skill skill) {
    for (int i = 0; i < call->skill_count; i++)
        if (call->skills[i] == skill)
            return true;
    return false;
}

/* Nobody is sent unasked into a call in a language that is not the one they chose to read. */
static bool may_be_next(const struct app *app, const struct home_call *call, enum skill skill) {
    return !call->is_warm_up && call->language == (int)app_language(app) && has_skill(call, skill);
}

static bool is_offered(const struct app *app, enum skill skill) {
    for (int i = 0; i < app->library.count; i++)
        if (may_be_next(app, &app->library.calls[i], skill))
            return true;
    return false;
}

/* Of those that some call of the library practises. */
static enum skill least_practised(const struct app *app) {
    const int *count = app->past.by_skill;
    enum skill least = SKILL_NONE;
    for (int skill = SKILL_NONE + 1; skill < SKILL_COUNT; skill++)
        if (is_offered(app, (enum skill)skill) &&
            (least == SKILL_NONE || count[skill] < count[least]))
            least = (enum skill)skill;
    return least;
}

static bool is_sooner(const struct home_call *call, const struct home_call *kept) {
    return !kept || call->played < kept->played ||
           (call->played == kept->played && call->difficulty < kept->difficulty);
}

/* A new person starts with the warm-up; then comes, for the skill practised least, the call that
 * was played least, the easiest first. */
static void choose_next(const struct app *app, struct home_view *view) {
    enum skill least = least_practised(app);
    view->next = app->library.count ? 0 : -1;
    const struct home_call *kept_call = NULL;
    bool is_new = true;
    for (int i = 0; i < app->past.session_count; i++)
        is_new &= !app->past.sessions[i].is_ended;
    for (int i = 0; i < app->library.count; i++) {
        const struct home_call *call = &app->library.calls[i];
        if (call->is_warm_up && is_new) {
            view->next = i;
            return;
        }
        if (!may_be_next(app, call, least) || !is_sooner(call, kept_call))
            continue;
        kept_call = call;
        view->next = i;
    }
    view->next_skill = kept_call ? least : SKILL_NONE;
    view->next_skill_decisions = app->past.by_skill[least];
}

static struct shell_view shell_of(const struct app *app, enum shell_tab tab) {
    return (struct shell_view){.language = app_language(app),
                               .is_rtl = language_is_rtl(app_language(app)),
                               .tab = tab,
                               .name = app->settings->name,
                               .team = app->settings->team,
                               .can_speak = app_can_speak(app)};
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
        calls[view->call_count++] = (struct past_call){.session = session->id,
                                                       .title = title_of(app, session->scenario),
                                                       .when = moment_of(app, session->at_ms),
                                                       .decisions = session->decisions,
                                                       .is_ended = session->is_ended,
                                                       .is_retry = session->is_retry};
    }
}

void app_home_fill(struct app *app) {
    struct err err = {0};
    app_past_finish(&app->past);
    people_destroy(app->people);
    app->people = people_read(&app->setup->logs, 1, NULL);
    if (!app_past_load(&app->past, app->setup->logs, app->people, app_agent(app), &err))
        app_say(app, err.text, true);
    fill_played(app);
    struct home_view *view = &app->home_view;
    *view = (struct home_view){.shell = shell_of(app, SHELL_HOME),
                               .hour = local_time(clock_wall_ms()).tm_hour,
                               .calls = app->library.calls,
                               .call_count = app->library.count,
                               .faults = app->library.faults,
                               .fault_count = app->library.fault_count,
                               .last_on = ""};
    choose_next(app, view);
    if (app->past.session_count)
        view->last_on = day_of(app, app->past.sessions[app->past.session_count - 1].at_ms);
    fill_unfinished(app, view);
    fill_last(app, view);
    app_progress_fill(app, view);
}
