#include "play/replay.h"

#include <stdio.h>
#include <string.h>

/* ---- differences ---- */

static void copy_cut(char *out, size_t size, const struct buf *text) {
    snprintf(out, size, "%s", buf_cstr(text));
    size_t len = strlen(out);
    if (len + 1 < size)
        return;
    while (len > 0 && ((unsigned char)out[len - 1] & 0xC0) == 0x80) /* not amid a character */
        len--;
    out[len > 0 ? len - 1 : 0] = '\0';
}

static void differ(struct replay *replay, int line, const char *field) {
    if (replay->is_different)
        return;
    replay->is_different = true;
    replay->difference = (struct difference){.line = line, .field = field};
}

static void differ_value(struct replay *replay, const struct record *expected,
                         const struct record *found, enum field field) {
    if (replay->is_different)
        return;
    struct buf text = {0};
    differ(replay, found->line_number, field_name(field));
    record_write_value(expected, field, &text);
    copy_cut(replay->difference.expected, sizeof replay->difference.expected, &text);
    buf_clear(&text);
    if (record_is_present(found, field))
        record_write_value(found, field, &text);
    else
        buf_text(&text, "missing");
    copy_cut(replay->difference.found, sizeof replay->difference.found, &text);
    buf_finish(&text);
}

static void differ_because(struct replay *replay, const struct record *record, const char *why) {
    if (replay->is_different)
        return;
    differ(replay, record->line_number, NULL);
    snprintf(replay->difference.found, sizeof replay->difference.found, "%.190s", why);
}

static bool say_difference(const struct replay *replay, struct err *err) {
    const struct difference *difference = &replay->difference;
    if (difference->field)
        return err_set(err, ERR_VERIFY, "%s:%d: `%s` should be %s and is %s", replay->log->path,
                       difference->line, difference->field, difference->expected,
                       difference->found);
    return err_set(err, ERR_VERIFY, "%s:%d: %s", replay->log->path, difference->line,
                   difference->found);
}

/* ---- comparing ---- */

static void compare(struct replay *replay, const struct record *expected,
                    const struct record *found) {
    int count;
    if (expected->type != found->type) {
        differ_value(replay, expected, found, FIELD_type);
        return;
    }
    const uint8_t *order = record_order(expected->type, record_rules(expected), &count);
    for (int i = 0; i < count; i++) {
        enum field field = (enum field)order[i];
        if (field == FIELD_seq || field == FIELD_prev || field == FIELD_at)
            continue; /* the chain's, and the wall clock's */
        if (!record_is_present(found, field) || !record_is_equal(expected, found, field)) {
            differ_value(replay, expected, found, field);
            return;
        }
    }
}

static void skip_unknown(struct replay *replay) {
    while (replay->cursor < replay->log->count &&
           replay->log->records[replay->cursor].type == RECORD_UNKNOWN)
        replay->cursor++;
}

/* The next record of the log should be this event's; behind the end it is an extra. */
static void expect(struct replay *replay, const struct session *session,
                   const struct event *event) {
    if (replay->is_different || replay->is_out_of_memory)
        return;
    skip_unknown(replay);
    if (replay->cursor == replay->log->count) {
        replay->extra++;
        if (replay->extras)
            log_writer_event(replay->extras, session, event);
        return;
    }
    struct record expected;
    const struct record *found = &replay->log->records[replay->cursor++];
    if (describe_event(&replay->stage.head, session, event, &replay->room, &expected))
        compare(replay, &expected, found);
    else
        replay->is_out_of_memory = true;
}

static void replay_event(void *self, const struct session *session, const struct event *event) {
    struct replay *replay = self;
    stage_event(&replay->stage, session, event);
    expect(replay, session, event);
}

/* ---- feeding ---- */

static void step(struct replay *replay, const struct record *record, const struct input *input) {
    struct session_sink sink = {replay_event, replay};
    struct err err = {0};
    if (session_step(replay->stage.session, input, &sink, &err))
        return;
    char why[sizeof err.text + 64];
    snprintf(why, sizeof why, "`%s` cannot happen here: %s", record_type_name(record->type),
             err.text);
    differ_because(replay, record, why);
}

static void feed_time(struct replay *replay, const struct record *record) {
    int64_t t = record->t + replay->stage.head.t_start;
    if (t > session_now(replay->stage.session) ||
        (t == session_now(replay->stage.session) && record->type == RECORD_nudge))
        step(replay, record, &(struct input){.kind = INPUT_TIME, .t_ms = t});
}

/* The timeout that `record` is about to bring, itself or as its card_closed; NULL: none. */
static const struct record *timeout_ahead(const struct replay *replay,
                                          const struct record *record) {
    const struct record *end = replay->log->records + replay->log->count;
    int64_t deadline = session_deadline(replay->stage.session);
    if (deadline < 0 || record->t + replay->stage.head.t_start < deadline)
        return NULL;
    for (; record < end && record->type != RECORD_scene; record++)
        if (record->type == RECORD_timeout)
            return record;
    return NULL;
}

/* What stood selected when the time ran out is known to the log only. */
static bool feed_selection(struct replay *replay, const struct record *timeout, struct err *err) {
    struct choice_timing timing;
    struct input input;
    int64_t now = session_now(replay->stage.session);
    if (!timeout || timeout->chosen_t == RECORD_NULL)
        return true;
    stage_input(&replay->stage, timeout, &input, &timing, err);
    if (err->code)
        return false;
    input.t_ms = timing.chosen_t > now ? timing.chosen_t : now;
    step(replay, timeout, &input);
    return true;
}

static void feed(struct replay *replay, const struct record *record) {
    struct choice_timing timing;
    struct input input;
    struct err err = {0};
    int before = replay->cursor;
    bool is_input = stage_input(&replay->stage, record, &input, &timing, &err);
    if (err.code || !feed_selection(replay, timeout_ahead(replay, record), &err)) {
        differ_because(replay, record, err.text);
        return;
    }
    if (replay->cursor == before && !replay->is_different && record->type != RECORD_resume)
        feed_time(replay, record);
    if (replay->cursor != before || replay->is_different)
        return;
    if (record->type == RECORD_resume && input.t_ms != session_now(replay->stage.session)) {
        struct record expected = *record; /* no time passes while no process runs */
        expected.t = session_now(replay->stage.session) - replay->stage.head.t_start;
        differ_value(replay, &expected, record, FIELD_t);
        return;
    }
    replay->stage.head.resume_offset_min = record->utc_offset_min;
    if (is_input && record->type != RECORD_timeout)
        step(replay, record, &input);
    if (replay->cursor == before)
        differ_because(replay, record, "the replay comes to no such record here");
}

static void replay_start(struct replay *replay) {
    struct stage *stage = &replay->stage;
    struct session_sink sink = {replay_event, replay};
    struct record expected;
    describe_start(&stage->head, stage->session, &replay->room, &expected);
    compare(replay, &expected, &replay->log->records[replay->cursor++]);
    if (stage->head.retry_of.session)
        expect(replay, stage->session, &stage->scene_event);
    else
        session_start(stage->session, &sink);
}

static bool is_going_on(const struct replay *replay) {
    return replay->cursor < replay->log->count && !replay->is_different &&
           !replay->is_out_of_memory;
}

static void replay_all(struct replay *replay) {
    replay_start(replay);
    for (skip_unknown(replay); is_going_on(replay); skip_unknown(replay)) {
        const struct record *record = &replay->log->records[replay->cursor];
        if (record->t < 0)
            differ_because(replay, record, "`t` is missing or negative");
        else if (record->t + replay->stage.head.t_start < session_now(replay->stage.session))
            differ_because(replay, record, "`t` is before that of the record above");
        else
            feed(replay, record);
    }
}

bool replay_run(struct replay *replay, const struct log *log, const char *logs,
                const struct scenario_loader *loader, const char *agent_name,
                struct log_writer *extras, struct err *err) {
    *replay = (struct replay){.log = log, .extras = extras};
    struct err inner = {0};
    if (!stage_from_log(&replay->stage, log, logs, loader, agent_name, &inner))
        return err_set(err, inner.code, "%s: %s", log->path, inner.text);
    if (extras)
        extras->head = replay->stage.head;
    replay_all(replay);
    if (replay->is_out_of_memory)
        return err_memory(err);
    return !replay->is_different || say_difference(replay, err);
}

void replay_finish(struct replay *replay) {
    stage_finish(&replay->stage);
}

struct stage replay_take_stage(struct replay *replay) {
    struct stage stage = replay->stage;
    replay->stage = (struct stage){0};
    return stage;
}
