/* A call: it drives the play, and its clock. */
#include "app/host.h"

#include "library/library.h"
#include "play/play.h"
#include "view/call_model.h"

#include <stdio.h>
#include <stdlib.h>

enum { ASSESSMENT_HOLD_MS = 4000 };

struct call_place {
    struct scenario *scenario; /* owned where the play does not */
    struct play *play;
    struct call_model model;
    struct call_screen screen;
    int64_t held_since_ms; /* monotonic; -1: not held */
    bool waits_for_voice;  /* the call's clock stands while a moment is read aloud */
    bool waits_for_answer; /* … or while the person is asked whether to leave */
};

/* ---- opening and closing ---- */

static void refresh(struct call_place *call, struct app *app);

static struct play *begin(struct call_place *call, struct app *app, const struct request *request,
                          struct err *err) {
    const struct app_setup *given = app_setup(app);
    struct play_setup setup = {.scenario = call->scenario,
                               .logs = given->logs,
                               .cache = given->paths->cache,
                               .agent = app_agent(app),
                               .team = app_team(app),
                               .team_name = app_team(app),
                               .chosen_by = request->is_suggested ? CHOSEN_NEXT : CHOSEN_SELF,
                               .agent_name = app_agent_name(app),
                               .mode = given->mode,
                               .level = (enum level)request->a,
                               .timing = (enum timing)request->b};
    return app_take_seed(app, &setup.seed, err) ? play_start(&setup, app_now(), err) : NULL;
}

static struct play *open_play(struct call_place *call, struct app *app,
                              const struct request *request, struct err *err) {
    struct play_source source = {.logs = app_setup(app)->logs,
                                 .cache = app_setup(app)->paths->cache,
                                 .session = request->text,
                                 .loader = library_loader(),
                                 .agent_name = app_agent_name(app)};
    switch (request->what) {
    case DO_BEGIN_CALL:
        return begin(call, app, request, err);
    case DO_TRY_AGAIN:
        return play_retry(&source, request->seq, app_now(), err);
    default:
        return play_resume(&source, app_now(), err);
    }
}

static void close(void *self, struct app *app) {
    struct call_place *call = self;
    struct err err = {0};
    app_hush(app);
    if (call->play)
        play_quit(call->play, app_now(), &err); /* what is on the disk stays; no words help here */
    play_destroy(call->play);
    call_model_finish(&call->model);
    scenario_destroy(call->scenario);
    free(call);
}

static void *open(struct app *app, struct request *request, struct err *err) {
    struct call_place *call = calloc(1, sizeof *call);
    if (!call) {
        err_memory(err);
        return NULL;
    }
    call->scenario = request->scenario;
    request->scenario = NULL;
    call->held_since_ms = -1;
    call->play = open_play(call, app, request, err);
    if (!call->play) {
        close(call, app);
        return NULL;
    }
    call_screen_init(&call->screen);
    call->screen.has_no_letters = !app_settings(app)->has_letter_keys;
    refresh(call, app);
    if (play_notice(call->play))
        app_say(app, play_notice(call->play), true);
    return call;
}

/* ---- standing still ---- */

static bool may_stand(const struct call_place *call) {
    const struct call_view *view = &call->model.view;
    return view->can_pause && view->phase == CALL_DECIDE && !view->trouble &&
           !play_is_paused(call->play);
}

/* The call's clock stands while its words stay in sight, where the call may be paused now; `waits`
 * keeps what it stands for, until it runs again. */
static void stand(struct call_place *call, struct app *app, bool *waits) {
    struct err err = {0};
    if (!may_stand(call))
        return;
    *waits = play_pause(call->play, app_now(), &err);
    refresh(call, app);
    app_stale(app);
}

static void run(struct call_place *call, struct app *app, bool *waits) {
    struct err err = {0};
    if (!*waits)
        return;
    *waits = false;
    play_go(call->play, app_now(), &err); /* trouble with saving is shown from play_trouble */
    refresh(call, app);
    app_stale(app);
}

/* A call that may be paused waits while "Leave this call?" is asked. */
static void wait_for_answer(struct call_place *call, struct app *app) {
    if (call->screen.asks_to_leave)
        stand(call, app, &call->waits_for_answer);
    else
        run(call, app, &call->waits_for_answer);
}

/* … and while a moment is read aloud. */
static void wait_for_voice(struct call_place *call, struct app *app) {
    if (app_is_speaking(app)) {
        stand(call, app, &call->waits_for_voice);
    } else if (call->waits_for_voice) {
        run(call, app, &call->waits_for_voice);
        wait_for_answer(call, app);
    }
}

/* ---- what the person did ---- */

/* The chosen card stands and the rest is off until the record is on the disk and the reply drawn.
 */
static bool commit(struct call_place *call, struct app *app, const struct request *request,
                   struct err *err) {
    call->model.view.phase = CALL_COMMITTED;
    app_show_now(app);
    call->model.is_built = false;
    return play_commit(call->play, request->a, *request->text ? request->text : NULL, NULL,
                       app_now(), err);
}

static int authored_option(const struct call_place *call, int position) {
    int shown[OPTIONS_SHOWN_MAX];
    int count = session_options(play_session(call->play), shown);
    return position >= 0 && position < count ? shown[position] : -1;
}

/* What the play makes of a request. True: it was one for the play. That it refuses (ERR_LATE,
 * ERR_STATE) is no trouble: the time was up first, and the picture says so. */
static bool act(struct call_place *call, struct app *app, const struct request *request) {
    struct play *play = call->play;
    struct now now = app_now();
    struct err err = {0};
    switch (request->what) {
    case DO_SELECT:
        if (request->a < 0)
            play_select(play, -1, now, &err);
        else /* whoever chooses has read enough */
            play_choose(play, authored_option(call, request->a), now, &err);
        return true;
    case DO_COMMIT:
        commit(call, app, request, &err);
        return true;
    case DO_OPEN_CARD:
        play_open_card(play, request->a, now, &err);
        return true;
    case DO_CLOSE_CARD:
        play_close_card(play, now, &err);
        return true;
    case DO_ASK:
        play_ask(play, request->a, request->b, now, &err);
        return true;
    case DO_PAUSE:
        play_pause(play, now, &err);
        return true;
    case DO_GO_ON:
        play_go(play, now, &err);
        return true;
    case DO_RELEASE:
        play_release_hold(play, now, &err);
        return true;
    case DO_RETRY_WRITE:
        play_retry_write(play, now, &err);
        return true;
    default:
        return false;
    }
}

static bool is_for_play(enum ui_do what) {
    return what >= DO_SELECT && what <= DO_RETRY_WRITE;
}

static bool command(void *self, struct app *app, struct request *request) {
    struct call_place *call = self;
    if (request->what == DO_DEBRIEF) /* of this call */
        snprintf(request->text, sizeof request->text, "%s", play_id(call->play));
    if (!is_for_play(request->what))
        return false;
    app_hush(app); /* whoever acts has heard enough, and the clock runs */
    wait_for_voice(call, app);
    bool is_done = act(call, app, request); /* trouble with saving is shown from play_trouble */
    refresh(call, app);                     /* the picture that follows must show what was done */
    app_stale(app);
    return is_done;
}

static struct ui_command handle(void *self, struct app *app, const struct frame *frame,
                                const struct ui_event *event) {
    struct call_place *call = self;
    refresh(call, app);
    struct ui_command command = call_handle(&call->screen, &call->model.view, frame, event);
    wait_for_answer(call, app);
    return command;
}

/* ---- what is shown ---- */

static void refresh(struct call_place *call, struct app *app) {
    struct now now = app_now();
    struct call_view *view = &call->model.view;
    if (!call_model_update(&call->model, call->play, app_language(app), now)) {
        app_say(app, "There is no memory left to show the call. What you committed is saved.",
                true);
        app_ask(app, DO_GO_HOME);
        return;
    }
    view->can_speak = app_can_speak(app);
    view->is_read_aloud = call->waits_for_voice;
    view->is_paused = view->is_paused && !call->waits_for_voice && /* the words stay in sight */
                      !call->waits_for_answer;
    bool is_held = play_is_held(call->play);
    if (!is_held)
        call->held_since_ms = -1;
    else if (call->held_since_ms < 0)
        call->held_since_ms = now.monotonic_ms;
    view->held_for_ms = is_held ? now.monotonic_ms - call->held_since_ms : 0;
}

static void draw(void *self, struct app *app, struct frame *frame) {
    struct call_place *call = self;
    struct call_view *view = &call->model.view;
    view->toast = app_toast(app, &view->is_toast_bad);
    call_draw(&call->screen, view, frame);
}

/* ---- time ---- */

static void let_time_pass(struct call_place *call, struct now now) {
    struct err err = {0};
    struct play *play = call->play;
    const struct call_view *view = &call->model.view;
    if (!play_is_ended(play) && !play_is_held(play) && !play_is_paused(play))
        play_tick(play, now, &err);
    if (play_is_held(play) && view->mode == MODE_ASSESSMENT &&
        view->held_for_ms >= ASSESSMENT_HOLD_MS)
        play_release_hold(play, now, &err);
}

static void tick(void *self, struct app *app) {
    struct call_place *call = self;
    unsigned before = play_revision(call->play);
    const struct call_view *view = &call->model.view;
    int64_t second = view->left_ms, clock = view->now_ms;
    wait_for_voice(call, app);
    let_time_pass(call, app_now());
    refresh(call, app);
    bool is_later = (view->left_ms + 999) / 1000 != (second + 999) / 1000 ||
                    (view->shows_clock && view->now_ms / 1000 != clock / 1000);
    if (is_later || play_revision(call->play) != before)
        app_stale(app);
}

static int sooner(int64_t a, int64_t b) {
    return (int)(a < 0 ? b : b < 0 ? a : a < b ? a : b);
}

/* While a second is on screen it must change when it is over; a scene without time, and a call
 * whose clock is not shown, wake nobody. */
static int next_change(const struct call_place *call, struct now now) {
    int64_t left = play_left_ms(call->play, now), second = -1;
    if (left >= 0)
        second = left % 1000 ? left % 1000 : 1000;
    else if (call->model.view.shows_clock)
        second = 1000 - play_call_ms(call->play, now) % 1000;
    return sooner(play_next_wakeup(call->play, now), second);
}

static int held_for(const struct call_view *view) {
    if (view->mode != MODE_ASSESSMENT)
        return -1;
    return ASSESSMENT_HOLD_MS > view->held_for_ms ? (int)(ASSESSMENT_HOLD_MS - view->held_for_ms)
                                                  : 0;
}

static int sleep_ms(const struct call_place *call) {
    if (play_is_held(call->play))
        return held_for(&call->model.view);
    if (call->waits_for_voice)
        return -1; /* its end wakes the loop */
    bool is_still =
        play_is_paused(call->play) || play_is_ended(call->play) || call->model.view.trouble;
    return is_still ? -1 : next_change(call, app_now());
}

/* Whoever comes back much later was stopped: the play takes that for no time of the call. */
static int timeout(void *self, struct app *app) {
    struct call_place *call = self;
    int ms = sleep_ms(call);
    (void)app;
    play_expect(call->play, app_now(), ms);
    return ms;
}

static void hidden(void *self, struct app *app, bool is_hidden) {
    struct call_place *call = self;
    struct err err = {0};
    play_set_hidden(call->play, is_hidden, app_now(), &err);
    refresh(call, app);
}

/* ---- what others ask ---- */

static enum language language(void *self, struct app *app) {
    (void)app;
    return ((struct call_place *)self)->model.view.language;
}

static struct ui_state *ui(void *self) {
    return &((struct call_place *)self)->screen.ui;
}

/* Another decision, or the time was up, or the end. */
static unsigned moment(void *self) {
    const struct call_view *view = &((struct call_place *)self)->model.view;
    enum call_phase phase = view->phase == CALL_COMMITTED ? CALL_DECIDE : view->phase;
    return (unsigned)view->decision * 4 + (unsigned)phase;
}

static void describe(void *self, struct buf *out) {
    static const char *const phases[] = {[CALL_DECIDE] = "decide",
                                         [CALL_COMMITTED] = "committed",
                                         [CALL_TIMED_OUT] = "timed-out",
                                         [CALL_ENDED] = "ended"};
    struct call_place *call = self;
    const struct call_view *view = &call->model.view;
    buf_printf(out, "%d %s%s", view->decision, view->trouble ? "trouble" : phases[view->phase],
               call->screen.is_error ? " error" : "");
}

const struct screen screen_call = {.name = "call",
                                   .opens = {DO_BEGIN_CALL, DO_CONTINUE, DO_TRY_AGAIN},
                                   .open = open,
                                   .close = close,
                                   .draw = draw,
                                   .handle = handle,
                                   .command = command,
                                   .tick = tick,
                                   .timeout = timeout,
                                   .hidden = hidden,
                                   .language = language,
                                   .ui = ui,
                                   .moment = moment,
                                   .describe = describe};
