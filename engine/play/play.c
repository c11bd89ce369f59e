/* A call while it is played; how it is opened is in play_open.c. */
#include "play/play_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { STOPPED_MS = 2000 }; /* later than this is not merely late */

const char *chosen_by_name(enum chosen_by chosen_by) {
    static const char *const names[CHOSEN_COUNT] = {"self", "next", "assigned", "spaced",
                                                    "adaptive"};
    return (int)chosen_by >= 0 && chosen_by < CHOSEN_COUNT ? names[chosen_by] : NULL;
}

void play_destroy(struct play *play) {
    if (!play)
        return;
    log_writer_finish(&play->writer);
    stage_finish(&play->stage);
    free(play);
}

/* ---- steps ---- */

void play_event(void *self, const struct session *session, const struct event *event) {
    struct play *play = self;
    stage_event(&play->stage, session, event);
    log_writer_event(&play->writer, session, event);
    play->is_timed_out = play->is_timed_out || event->kind == EVENT_TIMEOUT;
    play->revision++;
}

static bool step(struct play *play, const struct input *input, struct err *err) {
    struct session_sink sink = {play_event, play};
    return session_step(play->stage.session, input, &sink, err);
}

static const char *const advice_again =
    "Everything before your last step is safe on the disk. Your last step is kept here and is not "
    "lost while this stays open: make room or fix the disk, then try again.";
static const char *const advice_final_disk =
    "Everything before your last step is safe on the disk. Your last step may not be, and this "
    "call cannot go on here: close it, see to the disk, and resume it later.";
static const char *const advice_final_memory =
    "Everything that was recorded is safe on the disk, but your last step could not be: close "
    "other programs and resume this call.";

static const char *const advice_gone =
    "Everything you did in this call is still kept here and is not lost while this stays open: try "
    "again, and all of it is written to a new file.";

static const char *advice_of(const struct play *play) {
    if (play->is_final)
        return play->writer.failed ? advice_final_memory : advice_final_disk;
    return log_writer_is_gone(&play->writer) ? advice_gone : advice_again;
}

static void get_stuck(struct play *play, const struct err *why, struct now now) {
    play->is_final = log_writer_is_final(&play->writer);
    play->trouble_code = why->code;
    snprintf(play->trouble, sizeof play->trouble, "This call cannot be saved: %s. %s", why->text,
             advice_of(play));
    call_clock_stand(&play->clock, STAND_STUCK, true, now.monotonic_ms);
    play->revision++;
}

bool play_settle(struct play *play, struct now now, struct err *err) {
    struct session *session = play->stage.session;
    struct err why = {0};
    if (play->is_timed_out) { /* the time behind the deadline did not count */
        call_clock_set(&play->clock, session_now(session), now.monotonic_ms);
        call_clock_stand(&play->clock, STAND_HELD, true, now.monotonic_ms);
        play->is_timed_out = false;
    }
    if (session_is_ended(session))
        call_clock_stand(&play->clock, STAND_ENDED, true, now.monotonic_ms);
    if (!log_writer_flush(&play->writer, &why)) {
        get_stuck(play, &why, now);
        return err_set(err, why.code, "%.500s", play->trouble);
    }
    if (play->trouble[0]) {
        play->trouble[0] = '\0';
        call_clock_stand(&play->clock, STAND_STUCK, false, now.monotonic_ms);
        play->revision++;
    }
    return true;
}

static void step_time(struct play *play, int64_t monotonic_ms) {
    struct session *session = play->stage.session;
    int64_t t = call_clock_read(&play->clock, monotonic_ms);
    if (!session_is_ended(session) && t >= session_now(session))
        step(play, &(struct input){.kind = INPUT_TIME, .t_ms = t}, NULL);
}

static bool may_stand(const struct play *play) {
    enum mode mode = play->stage.setup.mode;
    return mode != MODE_ASSESSMENT && mode != MODE_PANEL;
}

/* By how much the caller came back later than it meant to; 0: hardly. */
static int64_t lateness(const struct play *play, struct now now) {
    int64_t late_ms = play->expected_ms < 0 ? 0 : now.monotonic_ms - play->expected_ms;
    return late_ms > STOPPED_MS ? late_ms : 0;
}

void play_expect(struct play *play, struct now now, int64_t wait_ms) {
    play->late_ms += lateness(play, now); /* nothing has looked at the clock since */
    play->expected_ms = wait_ms < 0 ? -1 : now.monotonic_ms + wait_ms;
}

/* How long the machine or the process was stopped since the last look; 0: they ran. `late_ms` is
 * that part of it which the monotonic clock has counted. */
static int64_t stopped_ms(struct play *play, struct now now, int64_t *late_ms) {
    int64_t ahead = now.boot_ms - now.monotonic_ms, asleep = 0;
    *late_ms = play->late_ms + lateness(play, now);
    if (play->has_boot && ahead - play->boot_ahead > STOPPED_MS)
        asleep = ahead - play->boot_ahead;
    play->expected_ms = -1;
    play->late_ms = 0;
    play->has_boot = now.boot_ms != 0;
    play->boot_ahead = ahead;
    return *late_ms + asleep;
}

/* A call that was stopped goes on where it stood: what was due before that happens, then the record
 * says how long it was. Logs of rules 1 have no word for it in an assessment. */
static void stand_for_stop(struct play *play, struct now now) {
    struct session *session = play->stage.session;
    int64_t late_ms, ms = stopped_ms(play, now, &late_ms);
    if (ms == 0 || play->clock.stands || session_is_ended(session))
        return;
    step_time(play, now.monotonic_ms - late_ms);
    call_clock_set(&play->clock, call_clock_read(&play->clock, now.monotonic_ms - late_ms),
                   now.monotonic_ms);
    if (play->is_timed_out || session_is_ended(session) ||
        (!may_stand(play) && play->stage.setup.rules < 2))
        return;
    struct input input = {.kind = may_stand(play) ? INPUT_PAUSE : INPUT_SUSPENDED,
                          .t_ms = call_clock_read(&play->clock, now.monotonic_ms),
                          .span = ms};
    step(play, &input, NULL);
}

/* Nudges and the timeout that are due by now. */
static void let_pass(struct play *play, struct now now) {
    play->writer.wall_ms = now.wall_ms;
    stand_for_stop(play, now);
    if (!play->is_timed_out)
        step_time(play, now.monotonic_ms);
}

static bool refuse_stuck(const struct play *play, struct err *err) {
    if (play->is_closed)
        return err_set(err, ERR_STATE, "this call was closed");
    return !play->trouble[0] || err_set(err, play->trouble_code, "%.500s", play->trouble);
}

static bool may_act(const struct play *play, struct err *err) {
    if (!refuse_stuck(play, err))
        return false;
    if (play_is_held(play))
        return err_set(err, ERR_STATE, "the time ran out: read the notice first");
    if (play_is_ended(play))
        return err_set(err, ERR_STATE, "the call is over");
    if (play_is_paused(play) || play_is_hidden(play))
        return err_set(err, ERR_STATE, "the call is paused");
    return true;
}

/* Before an action: the time up to `now` passes, and the action gets its call time. */
static bool begin_act(struct play *play, struct input *input, struct now now, struct err *err) {
    if (!may_act(play, err))
        return false;
    let_pass(play, now);
    if (play->is_timed_out)
        return play_settle(play, now, err) &&
               err_set(err, ERR_LATE, "the time ran out before that");
    input->t_ms = call_clock_read(&play->clock, now.monotonic_ms);
    if (input->t_ms < session_now(play->stage.session))
        input->t_ms = session_now(play->stage.session);
    return true;
}

static bool act(struct play *play, struct input *input, struct now now, struct err *err) {
    if (!begin_act(play, input, now, err))
        return false;
    bool ok = step(play, input, err);
    play->revision++;
    return play_settle(play, now, err) && ok;
}

/* ---- actions ---- */

bool play_tick(struct play *play, struct now now, struct err *err) {
    if (!refuse_stuck(play, err))
        return false;
    let_pass(play, now);
    return play_settle(play, now, err);
}

bool play_open_card(struct play *play, int card, struct now now, struct err *err) {
    return act(play, &(struct input){.kind = INPUT_CARD, .card = card}, now, err);
}

bool play_close_card(struct play *play, struct now now, struct err *err) {
    return act(play, &(struct input){.kind = INPUT_CARD_CLOSED}, now, err);
}

bool play_ask(struct play *play, int card, int fact, struct now now, struct err *err) {
    return act(play, &(struct input){.kind = INPUT_FACT, .card = card, .fact = fact}, now, err);
}

bool play_cut_in(struct play *play, struct now now, struct err *err) {
    return act(play, &(struct input){.kind = INPUT_READY, .by = READY_CUT_IN}, now, err);
}

bool play_choose(struct play *play, int option, struct now now, struct err *err) {
    struct input input = {.kind = INPUT_READY, .by = READY_CUT_IN, .option = option};
    if (!begin_act(play, &input, now, err))
        return false;
    bool is_ready = session_is_ready(play->stage.session) || step(play, &input, err);
    input.kind = INPUT_SELECT;
    bool ok = is_ready && step(play, &input, err);
    play->revision++;
    return play_settle(play, now, err) && ok;
}

bool play_select(struct play *play, int option, struct now now, struct err *err) {
    return act(play, &(struct input){.kind = INPUT_SELECT, .option = option}, now, err);
}

bool play_commit(struct play *play, int confidence, const char *why, const char *own_words,
                 struct now now, struct err *err) {
    int option = session_selected(play->stage.session);
    if (!may_act(play, err))
        return false;
    if (option < 0)
        return err_set(err, ERR_STATE, "choose an option first");
    return act(play,
               &(struct input){.kind = INPUT_DECISION,
                               .option = option,
                               .confidence = confidence,
                               .why = why && *why ? why : NULL,
                               .own_words = own_words && *own_words ? own_words : NULL},
               now, err);
}

/* ---- standing still ---- */

static bool stand_begins(struct play *play, enum stand why, struct now now, struct err *err) {
    bool ok = play->trouble[0] || play_tick(play, now, err);
    if (!(play->clock.stands & (STAND_PAUSED | STAND_HIDDEN)))
        play->pause_ms = now.monotonic_ms;
    call_clock_stand(&play->clock, why, true, now.monotonic_ms);
    play->revision++;
    return ok;
}

static bool stand_ends(struct play *play, enum stand why, struct now now, struct err *err) {
    call_clock_stand(&play->clock, why, false, now.monotonic_ms);
    play->revision++;
    if (play->clock.stands & (STAND_PAUSED | STAND_HIDDEN) || play_is_ended(play))
        return true;
    int64_t span = now.monotonic_ms - play->pause_ms;
    play->writer.wall_ms = now.wall_ms;
    struct input input = {
        .kind = INPUT_PAUSE, .t_ms = session_now(play->stage.session), .span = span > 0 ? span : 0};
    bool ok = step(play, &input, err);
    return play_settle(play, now, err) && ok;
}

bool play_pause(struct play *play, struct now now, struct err *err) {
    if (!refuse_stuck(play, err))
        return false;
    if (!may_stand(play))
        return err_set(err, ERR_STATE, "an assessment cannot be paused");
    if (play_is_ended(play))
        return err_set(err, ERR_STATE, "the call is over");
    if (play_is_paused(play))
        return err_set(err, ERR_STATE, "the call is paused already");
    return stand_begins(play, STAND_PAUSED, now, err);
}

bool play_go(struct play *play, struct now now, struct err *err) {
    if (!refuse_stuck(play, err))
        return false;
    if (!play_is_paused(play))
        return err_set(err, ERR_STATE, "the call is not paused");
    return stand_ends(play, STAND_PAUSED, now, err);
}

bool play_set_hidden(struct play *play, bool is_hidden, struct now now, struct err *err) {
    if (is_hidden == play_is_hidden(play) || !may_stand(play))
        return true;
    if (is_hidden && (play_is_ended(play) || play->is_closed))
        return true;
    return is_hidden ? stand_begins(play, STAND_HIDDEN, now, err)
                     : stand_ends(play, STAND_HIDDEN, now, err);
}

bool play_release_hold(struct play *play, struct now now, struct err *err) {
    if (!refuse_stuck(play, err))
        return false;
    if (!play_is_held(play))
        return err_set(err, ERR_STATE, "there is no notice to read");
    call_clock_stand(&play->clock, STAND_HELD, false, now.monotonic_ms);
    play->revision++;
    return true;
}

bool play_retry_write(struct play *play, struct now now, struct err *err) {
    struct err bundle = {0};
    if (play->is_final)
        return refuse_stuck(play, err);
    if (log_writer_is_gone(&play->writer) && !play_keep_bundle(play, &bundle)) {
        get_stuck(play, &bundle, now);
        return refuse_stuck(play, err);
    }
    return play_settle(play, now, err);
}

bool play_quit(struct play *play, struct now now, struct err *err) {
    if (play->is_closed)
        return true;
    struct err why = {0};
    bool ok = play_tick(play, now, &why);
    if (!ok && !play->is_final) { /* nobody will be there to try again later */
        why = (struct err){0};
        ok = play_retry_write(play, now, &why);
    }
    if (!ok && why.code)
        err_set(err, why.code, "%s", why.text);
    if (!ok && !play->is_final)
        return false; /* what waits would be lost: let the person decide */
    log_writer_finish(&play->writer);
    play->is_closed = true;
    return ok;
}
