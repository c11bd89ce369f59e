/* What stands now in a play: questions only. */
#include "play/play_parts.h"

const struct scenario *play_scenario(const struct play *play) {
    return play->stage.scenario;
}

const struct session *play_session(const struct play *play) {
    return play->stage.session;
}

const struct history *play_history(const struct play *play) {
    return play->stage.history;
}

const char *play_id(const struct play *play) {
    return play->session;
}

const char *play_log_path(const struct play *play) {
    return play->path;
}

const char *play_agent_name(const struct play *play) {
    return play->agent_name;
}

const char *play_locale(const struct play *play) {
    return play->stage.head.locale;
}

bool play_is_paused(const struct play *play) {
    return play->clock.stands & STAND_PAUSED;
}

bool play_is_hidden(const struct play *play) {
    return play->clock.stands & STAND_HIDDEN;
}

bool play_is_held(const struct play *play) {
    return play->clock.stands & STAND_HELD;
}

bool play_is_ended(const struct play *play) {
    return session_is_ended(play->stage.session);
}

const char *play_trouble(const struct play *play, bool *is_final) {
    if (is_final)
        *is_final = play->trouble[0] && play->is_final;
    return play->trouble[0] ? play->trouble : NULL;
}

const char *play_notice(const struct play *play) {
    return play->notice[0] ? play->notice : NULL;
}

unsigned play_revision(const struct play *play) {
    return play->revision;
}

int64_t play_call_ms(const struct play *play, struct now now) {
    const struct session *session = play->stage.session;
    int64_t t = call_clock_read(&play->clock, now.monotonic_ms);
    int64_t deadline = session_deadline(session);
    if (session_is_ended(session))
        return session_now(session);
    return deadline >= 0 && t > deadline ? deadline : t;
}

int64_t play_left_ms(const struct play *play, struct now now) {
    int64_t deadline = session_deadline(play->stage.session);
    return deadline < 0 ? -1 : deadline - play_call_ms(play, now);
}

int64_t play_next_wakeup(const struct play *play, struct now now) {
    int64_t due = session_next_due(play->stage.session);
    if (due < 0 || play->clock.stands || play->is_closed)
        return -1;
    int64_t wait = due - call_clock_read(&play->clock, now.monotonic_ms);
    return wait > 0 ? wait : 0;
}
