/* Preparing, playing and leaving a call. */
#include "app/app_private.h"

#include "base/clock.h"
#include "library/library.h"
#include "library/minutes.h"
#include "view/money.h"

#include <stdlib.h>
#include <string.h>

enum { ASSESSMENT_HOLD_MS = 4000, VOICE_LOOK_MS = 50 };

void app_end_call(struct app *app) {
    struct err err = {0};
    app_speech_stop(&app->speech);
    app->waits_for_voice = app->waits_for_answer = false;
    if (app->play)
        play_quit(app->play, app_now(), &err); /* what is on the disk stays; no words help here */
    play_destroy(app->play);
    app->play = NULL;
    call_model_finish(&app->model);
    scenario_destroy(app->scenario);
    app->scenario = NULL;
}

/* ---- before ---- */

static void fill_brief(struct app *app) {
    const struct scenario *scenario = app->scenario;
    app->limit[0] = '\0';
    if (scenario->agent_limit >= 0)
        money_format(app->limit, sizeof app->limit, scenario->agent_limit, scenario->currency);
    int language = language_of(scenario->locale);
    app->brief_view =
        (struct brief_view){.language = language >= 0 ? (enum language)language : app_language(app),
                            .is_rtl = locale_is_rtl(scenario->locale),
                            .title = scenario->title,
                            .summary = scenario->summary ? scenario->summary : "",
                            .role = scenario->agent_role ? scenario->agent_role : "",
                            .brief = scenario->agent_brief ? scenario->agent_brief : "",
                            .limit = app->limit,
                            .is_limit_nothing = scenario->agent_limit == 0,
                            .customer = scenario->customer_name,
                            .about = scenario->customer_about ? scenario->customer_about : "",
                            .mode = app->setup->mode,
                            .difficulty = scenario->difficulty,
                            .can_choose = app->setup->mode != MODE_ASSESSMENT,
                            .is_timed = scenario_is_timed(scenario),
                            .can_speak = app_can_speak(app)};
}

bool app_prepare_call(struct app *app, const char *name, enum chosen_by chosen_by,
                      struct err *err) {
    char path[PATH_MAX];
    struct findings findings = {0};
    struct library_note note;
    if (!library_find(app->setup->paths, name, path, &note, err))
        return false;
    struct scenario *scenario = library_load(app->door, path, LIBRARY_CHECKED, &findings, err);
    findings_finish(&findings);
    if (!scenario)
        return false;
    if (*note.text)
        app_say(app, note.text, true);
    app_end_call(app);
    app->scenario = scenario;
    app->chosen_by = chosen_by;
    brief_screen_init(&app->brief, app->setup->level, (enum timing)app->settings->timing);
    app->brief.timing = app->setup->timing;
    fill_brief(app);
    app_go(app, APP_BRIEF);
    return true;
}

static bool next_seed(struct app *app, uint64_t *seed, struct err *err) {
    if (app->setup->has_seed && !app->seed_is_used) {
        app->seed_is_used = true;
        *seed = app->setup->seed;
        return true;
    }
    return random_bytes(seed, sizeof *seed) ||
           err_set(err, ERR_IO, "the system gives no random numbers");
}

static void enter_call(struct app *app) {
    call_screen_init(&app->call);
    app->call.has_no_letters = !app->settings->has_letter_keys;
    app->held_since_ms = -1;
    app_go(app, APP_CALL);
    if (play_notice(app->play))
        app_say(app, play_notice(app->play), true);
}

bool app_begin_call(struct app *app, enum level level, enum timing timing, struct err *err) {
    struct play_setup setup = {.scenario = app->scenario,
                               .logs = app->setup->logs,
                               .cache = app->setup->paths->cache,
                               .agent = app_agent(app),
                               .team = app_team(app),
                               .agent_name = app_agent_name(app),
                               .team_name = app_team(app),
                               .chosen_by = app->chosen_by,
                               .mode = app->setup->mode,
                               .level = level,
                               .timing = timing};
    if (!next_seed(app, &setup.seed, err))
        return false;
    app->play = play_start(&setup, app_now(), err);
    if (!app->play)
        return false;
    enter_call(app);
    return true;
}

static struct play_source source_of(struct app *app, const char *session) {
    return (struct play_source){.logs = app->setup->logs,
                                .cache = app->setup->paths->cache,
                                .session = session,
                                .loader = library_loader(),
                                .agent_name = app_agent_name(app)};
}

bool app_resume_call(struct app *app, const char *session, struct err *err) {
    struct play_source source = source_of(app, session);
    struct play *play = play_resume(&source, app_now(), err);
    if (!play)
        return false;
    app_end_call(app);
    app->play = play;
    enter_call(app);
    return true;
}

bool app_retry_moment(struct app *app, const char *session, int64_t seq, struct err *err) {
    struct play_source source = source_of(app, session);
    struct play *play = play_retry(&source, seq, app_now(), err);
    if (!play)
        return false;
    app_end_call(app);
    app->play = play;
    enter_call(app);
    return true;
}

/* ---- during ---- */

/* The chosen card stands and the rest is off until the record is on the disk and the reply drawn.
 */
static bool commit(struct app *app, const struct ui_command *command, struct err *err) {
    char why[FIELD_BYTES];
    size_t len = strlen(command->text);
    if (len >= sizeof why)
        len = 0;
    memcpy(why, command->text, len);
    why[len] = '\0';
    app->model.view.phase = CALL_COMMITTED;
    call_draw(&app->call, &app->model.view, &app->frame);
    window_present(app->window, &app->frame);
    app->model.is_built = false;
    return play_commit(app->play, command->a, len ? why : NULL, NULL, app_now(), err);
}

static int authored_option(const struct app *app, int position) {
    int shown[OPTIONS_SHOWN_MAX];
    int count = session_options(play_session(app->play), shown);
    return position >= 0 && position < count ? shown[position] : -1;
}

/* False with ERR_LATE or ERR_STATE is no trouble: the time was up first, and the picture says so.
 */
static bool act(struct app *app, const struct ui_command *command, struct err *err) {
    struct play *play = app->play;
    struct now now = app_now();
    switch (command->what) {
    case DO_SELECT:
        return play_select(play, authored_option(app, command->a), now, err);
    case DO_COMMIT:
        return commit(app, command, err);
    case DO_OPEN_CARD:
        return play_open_card(play, command->a, now, err);
    case DO_CLOSE_CARD:
        return play_close_card(play, now, err);
    case DO_ASK:
        return play_ask(play, command->a, command->b, now, err);
    case DO_PAUSE:
        return play_pause(play, now, err);
    case DO_GO_ON:
        return play_go(play, now, err);
    case DO_RELEASE:
        return play_release_hold(play, now, err);
    case DO_RETRY_WRITE:
        return play_retry_write(play, now, err);
    default:
        return true;
    }
}

void app_call_command(struct app *app, const struct ui_command *command) {
    struct err err = {0};
    if (command->what == DO_NOTHING)
        return;
    app_hush(app);
    act(app, command, &err); /* trouble with saving is shown from play_trouble */
    app_call_refresh(app);   /* the picture that follows must show what was done */
    app->is_stale = true;
}

static bool may_stand(const struct app *app) {
    const struct call_view *view = &app->model.view;
    return app->place == APP_CALL && view->can_pause && view->phase == CALL_DECIDE &&
           !view->trouble && !play_is_paused(app->play);
}

void app_call_stand(struct app *app, bool *waits) {
    struct err err = {0};
    if (!may_stand(app))
        return;
    *waits = play_pause(app->play, app_now(), &err);
    app_call_refresh(app);
    app->is_stale = true;
}

void app_call_run(struct app *app, bool *waits) {
    struct err err = {0};
    bool waited = *waits;
    *waits = false;
    if (!waited || !app->play)
        return;
    play_go(app->play, app_now(), &err); /* trouble with saving is shown from play_trouble */
    app_call_refresh(app);
    app->is_stale = true;
}

void app_call_wait_for_answer(struct app *app) {
    if (app->call.asks_to_leave)
        app_call_stand(app, &app->waits_for_answer);
    else
        app_call_run(app, &app->waits_for_answer);
}

void app_call_refresh(struct app *app) {
    struct now now = app_now();
    struct call_view *view = &app->model.view;
    if (!call_model_update(&app->model, app->play, app_language(app), now)) {
        app_say(app, "There is no memory left to show the call. What you committed is saved.",
                true);
        app_go(app, APP_HOME);
        return;
    }
    view->can_speak = app_can_speak(app);
    view->is_read_aloud = app->waits_for_voice;
    view->is_paused = view->is_paused && !app->waits_for_voice && /* the words stay in sight */
                      !app->waits_for_answer;
    bool is_held = play_is_held(app->play);
    if (!is_held)
        app->held_since_ms = -1;
    else if (app->held_since_ms < 0)
        app->held_since_ms = now.monotonic_ms;
    view->held_for_ms = is_held ? now.monotonic_ms - app->held_since_ms : 0;
}

void app_call_tick(struct app *app) {
    struct err err = {0};
    struct now now = app_now();
    unsigned before = play_revision(app->play);
    app_voice_tick(app);
    int64_t second = app->model.view.left_ms, clock = app->model.view.now_ms;
    if (!play_is_ended(app->play) && !play_is_held(app->play) && !play_is_paused(app->play))
        play_tick(app->play, now, &err);
    app_call_refresh(app);
    const struct call_view *view = &app->model.view;
    if (play_is_held(app->play) && view->mode == MODE_ASSESSMENT &&
        view->held_for_ms >= ASSESSMENT_HOLD_MS)
        play_release_hold(app->play, now, &err);
    bool is_later = (view->left_ms + 999) / 1000 != (second + 999) / 1000 ||
                    (view->shows_clock && view->now_ms / 1000 != clock / 1000);
    if (is_later || play_revision(app->play) != before)
        app->is_stale = true;
    if (play_revision(app->play) != app->model.revision)
        app_call_refresh(app);
}

static int sooner(int64_t a, int64_t b) {
    return (int)(a < 0 ? b : b < 0 ? a : a < b ? a : b);
}

/* While a second is on screen it must change when it is over; a scene without time, and a call
 * whose clock is not shown, wake nobody. */
int app_call_timeout(struct app *app) {
    const struct call_view *view = &app->model.view;
    struct now now = app_now();
    if (play_is_held(app->play))
        return view->mode == MODE_ASSESSMENT ? (int)(ASSESSMENT_HOLD_MS > view->held_for_ms
                                                         ? ASSESSMENT_HOLD_MS - view->held_for_ms
                                                         : 0)
                                             : -1;
    if (app->waits_for_voice)
        return VOICE_LOOK_MS;
    if (play_is_paused(app->play) || play_is_ended(app->play) || view->trouble)
        return -1;
    int64_t due = play_next_wakeup(app->play, now), left = play_left_ms(app->play, now);
    int64_t second = -1;
    if (left >= 0)
        second = left % 1000 ? left % 1000 : 1000;
    else if (view->shows_clock)
        second = 1000 - play_call_ms(app->play, now) % 1000;
    return sooner(due, second);
}
