/* One input: checked whole before anything changes, then time, then the thing itself. */
#include "base/utf8.h"
#include "session/effect.h"
#include "session/machine.h"

#include <string.h>

void session_start(struct session *session, const struct session_sink *sink) {
    if (session->is_started)
        return;
    session->is_started = true;
    session_arrive(session, (struct target){session->scenario->start, -1}, sink);
}

/* ---- time ---- */

static void nudge_now(struct session *session, int nudge, int64_t due,
                      const struct session_sink *sink) {
    const struct scene *scene = &session->scenario->scenes[session->scene];
    session->nudges_done |= UINT64_C(1) << nudge;
    session->now = due;
    effect_apply(&scene->nudges[nudge].effect, session->slots);
    session_emit(session, sink,
                 &(struct event){.kind = EVENT_NUDGE,
                                 .t_ms = due,
                                 .scene = session->scene,
                                 .line = session->line,
                                 .nudge = nudge});
}

/* The next nudge due at or before `until`, in order of time, then of authoring; -1: none. */
static int next_nudge(const struct session *session, int64_t until, int64_t *due) {
    const struct scene *scene = &session->scenario->scenes[session->scene];
    int next = -1;
    for (int i = 0; i < scene->nudge_count && i < NUDGES_SCENE_MAX; i++) {
        int64_t when = nudge_due(session, i);
        if (when >= 0 && when <= until && (next < 0 || when < *due)) {
            next = i;
            *due = when;
        }
    }
    return next;
}

static void time_out(struct session *session, int64_t due, const struct session_sink *sink) {
    if (session->timing.chosen_t < 0) {
        session_account_reading(session, due);
        session->timing.reading_ms = session->reading_ms;
    }
    session_decide(session, -1, due, NULL, sink);
}

/* What comes first up to `until`: in one millisecond a card is met before a nudge comes. False:
 * nothing. */
static bool pass_one(struct session *session, int64_t until, const struct session_sink *sink) {
    int64_t nudge_at = 0, read_at = session_read_due(session);
    int nudge = next_nudge(session, until, &nudge_at);
    if (read_at >= 0 && read_at <= until && (nudge < 0 || read_at <= nudge_at)) {
        session->now = read_at;
        session_meet_card(session);
        return true;
    }
    if (nudge >= 0)
        nudge_now(session, nudge, nudge_at, sink);
    return nudge >= 0;
}

/* Lets the time pass up to `t`. True: a timeout ended the scene on the way. */
static bool pass_time(struct session *session, int64_t t, const struct session_sink *sink) {
    int64_t deadline = session_deadline(session);
    bool runs_out = deadline >= 0 && deadline <= t;
    int64_t until = runs_out ? deadline : t;
    while (pass_one(session, until, sink)) {
    }
    if (runs_out)
        time_out(session, deadline, sink);
    else
        session->now = t;
    return runs_out;
}

/* ---- checks: nothing changes here ---- */

/* Is the card on the desk at `t`, once the nudges due by then have done what they do? */
static bool card_exists_at(const struct session *session, int card, int64_t t) {
    int64_t due = 0;
    int nudge = session->scenario->cards[card].when ? next_nudge(session, t, &due) : -1;
    if (nudge < 0)
        return session_card_exists(session, card);
    struct session ahead = *session;
    ahead.slots = session->slots_ahead;
    memcpy(ahead.slots, session->slots, (size_t)session->scenario->slot_count * sizeof(int32_t));
    for (; nudge >= 0; nudge = next_nudge(&ahead, t, &due)) {
        ahead.nudges_done |= UINT64_C(1) << nudge;
        effect_apply(&session->scenario->scenes[session->scene].nudges[nudge].effect, ahead.slots);
    }
    return session_card_exists(&ahead, card);
}

static bool check_card(const struct session *session, int card, int64_t t, struct err *err) {
    if (card < 0 || card >= session->scenario->card_count)
        return err_set(err, ERR_STATE, "there is no such card");
    if (!card_exists_at(session, card, t))
        return err_set(err, ERR_STATE, "the card '%s' is not on the desk now",
                       session->scenario->cards[card].id);
    return true;
}

static bool check_fact(const struct session *session, const struct input *input, struct err *err) {
    if (!check_card(session, input->card, input->t_ms, err))
        return false;
    const struct card *card = &session->scenario->cards[input->card];
    if (session->open_card != input->card)
        return err_set(err, ERR_STATE, "open the card '%s' first", card->id);
    if (input->fact < 0 || input->fact >= card->fact_count || !card->facts[input->fact].closed)
        return err_set(err, ERR_STATE, "the card '%s' has no such closed fact", card->id);
    return true;
}

static bool check_option(const struct session *session, const struct input *input,
                         struct err *err) {
    if (session->is_held)
        return err_set(err, ERR_STATE, "say it in your own words first");
    if (input->t_ms < session->shown_t)
        return err_set(err, ERR_STATE,
                       "the options appear when this has been said; cut in, or wait");
    if (!session_will_offer(session, input->option, input->t_ms))
        return err_set(err, ERR_STATE, "that option is not offered now");
    return true;
}

static bool check_length(const char *text, size_t most, const char *what, struct err *err) {
    if (!text)
        return true;
    size_t len = strlen(text);
    if (!utf8_is_valid(text, len))
        return err_set(err, ERR_STATE, "%s is not valid UTF-8", what);
    if (utf8_length(text, len) > most)
        return err_set(err, ERR_STATE, "%s has %zu characters; at most %zu fit: shorten it", what,
                       utf8_length(text, len), most);
    return true;
}

static bool check_timing(const struct session *session, const struct input *input,
                         struct err *err) {
    const struct choice_timing *timing = input->timing;
    if (!timing)
        return true;
    int64_t end = timing->chosen_t < 0 ? input->t_ms : timing->chosen_t;
    int64_t most = end > session->shown_t ? end - session->shown_t : 0;
    if (timing->chosen_t >= 0 &&
        (timing->chosen_t < session->shown_t || timing->chosen_t > input->t_ms))
        return err_set(err, ERR_STATE, "chosen_t lies outside the scene");
    if (timing->reading_ms < 0 || timing->reading_ms > most)
        return err_set(err, ERR_STATE, "reading_ms is longer than the scene");
    if (timing->changes < 0)
        return err_set(err, ERR_STATE, "changes is negative");
    return true;
}

static bool check_decision(const struct session *session, const struct input *input,
                           struct err *err) {
    bool may_skip = session->setup.mode != MODE_ASSESSMENT;
    if (!check_option(session, input, err))
        return false;
    if (input->confidence < -1 || input->confidence > 100)
        return err_set(err, ERR_STATE, "how sure you are is a whole number from 0 to 100");
    if (input->confidence < 0 && !may_skip)
        return err_set(err, ERR_STATE, "say how sure you are to commit");
    if (input->why && strpbrk(input->why, "\r\n"))
        return err_set(err, ERR_STATE, "the reason is one line");
    return check_length(input->why, WHY_MAX, "the reason", err) &&
           check_length(input->own_words, OWN_WORDS_MAX, "what you would say", err);
}

static bool is_first_rules(const struct session *session) {
    return session->setup.rules == RULES_FIRST;
}

static bool check_ready(const struct session *session, const struct input *input, struct err *err) {
    if (is_first_rules(session))
        return err_set(err, ERR_STATE, "under rules 1 the options are there at once");
    if ((int)input->by < 0 || input->by >= READY_COUNT)
        return err_set(err, ERR_STATE, "there is no such way to be ready");
    if (session->is_held != (input->by == READY_OWN_WORDS))
        return err_set(err, ERR_STATE,
                       session->is_held ? "say it in your own words first"
                                        : "your own words are not waited for");
    if (!session->is_held && input->t_ms >= session->shown_t)
        return err_set(err, ERR_STATE, "the options are there already");
    return true;
}

static bool check_hold(const struct session *session, const struct input *input, struct err *err) {
    if (is_first_rules(session))
        return err_set(err, ERR_STATE, "under rules 1 the options are there at once");
    if (session->is_held || input->t_ms != session->scene_t)
        return err_set(err, ERR_STATE, "the options are held only when a scene is shown");
    return true;
}

static bool check_pause(const struct session *session, const struct input *input, struct err *err) {
    enum mode mode = session->setup.mode;
    if (mode == MODE_ASSESSMENT || mode == MODE_PANEL)
        return err_set(err, ERR_STATE, "an assessment cannot be paused");
    return input->span >= 0 || err_set(err, ERR_STATE, "a pause cannot be negative");
}

/* Where a call may be paused, standing still is a pause. */
static bool check_suspended(const struct session *session, const struct input *input,
                            struct err *err) {
    enum mode mode = session->setup.mode;
    if (mode != MODE_ASSESSMENT && mode != MODE_PANEL)
        return err_set(err, ERR_STATE, "a call that may be paused is not suspended but paused");
    return input->span >= 0 || err_set(err, ERR_STATE, "a suspension cannot be negative");
}

static bool check(const struct session *session, const struct input *input, struct err *err) {
    if (!session->is_started)
        return err_set(err, ERR_STATE, "the call has not begun");
    if (session->ending >= 0)
        return err_set(err, ERR_STATE, "the call is over");
    if (input->t_ms < session->now)
        return err_set(err, ERR_STATE, "time cannot go back");
    int64_t deadline = session_deadline(session);
    if (input->kind != INPUT_TIME && deadline >= 0 && input->t_ms >= deadline)
        return err_set(err, ERR_LATE, "time is up");
    switch (input->kind) {
    case INPUT_TIME:
        return true;
    case INPUT_CARD:
        return check_card(session, input->card, input->t_ms, err);
    case INPUT_CARD_CLOSED:
        return session->open_card >= 0 || err_set(err, ERR_STATE, "no card is open");
    case INPUT_FACT:
        return check_fact(session, input, err);
    case INPUT_SELECT:
        return (input->option == -1 || check_option(session, input, err)) &&
               check_timing(session, input, err);
    case INPUT_DECISION:
        return check_decision(session, input, err) && check_timing(session, input, err);
    case INPUT_HOLD:
        return check_hold(session, input, err);
    case INPUT_READY:
        return check_ready(session, input, err);
    case INPUT_PAUSE:
        return check_pause(session, input, err);
    case INPUT_SUSPENDED:
        return check_suspended(session, input, err);
    case INPUT_RESUME:
        return input->span >= 0 || err_set(err, ERR_STATE, "a gap cannot be negative");
    }
    return err_set(err, ERR_STATE, "no such input");
}

/* ---- what an input does ---- */

static void open_card(struct session *session, int card, int64_t t,
                      const struct session_sink *sink) {
    session_close_card(session, t, sink);
    bool is_first = session->cards[card].first_opened == 0;
    if (is_first)
        session->cards[card].first_opened = ++session->openings;
    session->open_card = card;
    session->opened_t = t;
    session_account_reading(session, t);
    session->slots[session->scenario->cards[card].seen_slot] = 1;
    session_offer_more(session);
    session_emit(session, sink,
                 &(struct event){.kind = EVENT_CARD,
                                 .t_ms = t,
                                 .scene = session->scene,
                                 .card = card,
                                 .is_first = is_first});
}

static void ask_fact(struct session *session, int card, int fact, int64_t t,
                     const struct session_sink *sink) {
    int *asked = &session->facts_asked[session->fact_index[card] + fact];
    if (*asked)
        return;
    *asked = ++session->openings;
    session->slots[session->scenario->cards[card].facts[fact].seen_slot] = 1;
    session_offer_more(session);
    session_emit(
        session, sink,
        &(struct event){
            .kind = EVENT_FACT, .t_ms = t, .scene = session->scene, .card = card, .fact = fact});
}

static void choose(struct session *session, const struct input *input) {
    int64_t t = input->t_ms;
    if (input->option != session->selected) {
        session_account_reading(session, t);
        session->selected = input->option;
        session_account_reading(session, t);
        if (input->option >= 0) {
            if (session->last_chosen >= 0 && session->last_chosen != input->option)
                session->timing.changes++;
            session->last_chosen = input->option;
            session->timing.chosen_t = t;
            session->timing.reading_ms = session->reading_ms;
        }
    }
    if (input->timing)
        session->timing = *input->timing;
}

/* The options appear at `t`, whatever is still to be said. */
static void show_options(struct session *session, int64_t t) {
    session_account_reading(session, t);
    session->is_held = false;
    session->shown_t = t;
}

static void get_ready(struct session *session, const struct input *input,
                      const struct session_sink *sink) {
    show_options(session, input->t_ms);
    session_emit(
        session, sink,
        &(struct event){
            .kind = EVENT_READY, .t_ms = input->t_ms, .scene = session->scene, .by = input->by});
}

static void resume(struct session *session, const struct input *input,
                   const struct session_sink *sink) {
    session_close_card(session, input->t_ms, sink);
    if (input->t_ms < session->shown_t)
        show_options(session, input->t_ms);
    session->selected = session->last_chosen = -1;
    session->timing = (struct choice_timing){.chosen_t = -1};
    session->resumes++;
    session->is_resumed = true;
    session_emit(session, sink,
                 &(struct event){.kind = EVENT_RESUME,
                                 .t_ms = input->t_ms,
                                 .scene = session->scene,
                                 .span = input->span});
}

static void act(struct session *session, const struct input *input,
                const struct session_sink *sink) {
    switch (input->kind) {
    case INPUT_TIME:
        break;
    case INPUT_CARD:
        if (session->open_card != input->card)
            open_card(session, input->card, input->t_ms, sink);
        break;
    case INPUT_CARD_CLOSED:
        session_close_card(session, input->t_ms, sink);
        break;
    case INPUT_FACT:
        ask_fact(session, input->card, input->fact, input->t_ms, sink);
        break;
    case INPUT_SELECT:
        choose(session, input);
        break;
    case INPUT_DECISION:
        choose(session, input);
        session_decide(session, input->option, input->t_ms, input, sink);
        break;
    case INPUT_HOLD:
        session->is_held = true;
        session->shown_t = INT64_MAX;
        break;
    case INPUT_READY:
        get_ready(session, input, sink);
        break;
    case INPUT_SUSPENDED:
        session->is_suspended = true;
        session_emit(session, sink,
                     &(struct event){.kind = EVENT_SUSPENDED,
                                     .t_ms = input->t_ms,
                                     .scene = session->scene,
                                     .span = input->span});
        break;
    case INPUT_PAUSE:
        session_emit(session, sink,
                     &(struct event){.kind = EVENT_PAUSE,
                                     .t_ms = input->t_ms,
                                     .scene = session->scene,
                                     .span = input->span});
        break;
    case INPUT_RESUME:
        resume(session, input, sink);
        break;
    }
}

bool session_step(struct session *session, const struct input *input,
                  const struct session_sink *sink, struct err *err) {
    if (!check(session, input, err))
        return false;
    if (!pass_time(session, input->t_ms, sink))
        act(session, input, sink);
    return true;
}
