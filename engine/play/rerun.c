/* Re-running what came before a moment that is tried again. */
#include "play/stage.h"

#include "base/file.h"

#include <string.h>

struct rerun {
    struct stage *stage;
    struct log
        logs[RETRY_DEPTH_MAX]; /* the session tried again first, then what that one tried … */
    int64_t seqs[RETRY_DEPTH_MAX];
    int depth;
    const struct log *log; /* the one being re-run */
    int cursor;            /* its next record: every event stands for one */
    struct err *err;
};

static bool read_chain(struct rerun *rerun, const char *logs, const struct record_ref *ref) {
    for (struct record_ref next = *ref; next.session;
         next = rerun->logs[rerun->depth - 1].records->retry_of) {
        char path[FILE_PATH_MAX];
        if (rerun->depth == RETRY_DEPTH_MAX)
            return err_set(rerun->err, ERR_CONTENT,
                           "a moment was tried again more than %d times in a row", RETRY_DEPTH_MAX);
        if (!log_path(path, sizeof path, logs, next.session))
            return err_set(rerun->err, ERR_CONTENT, "`retry_of` names no session");
        rerun->seqs[rerun->depth] = next.seq;
        struct log *log = &rerun->logs[rerun->depth++];
        if (!log_read(path, log, rerun->err))
            return false;
        const char *sha256 = log->records->scenario_sha256;
        if (!sha256 || strcmp(sha256, rerun->stage->scenario->sha256) != 0)
            return err_set(rerun->err, ERR_VERIFY, "%s is of another version of the scenario",
                           path);
    }
    return true;
}

/* Index of the `scene` record in which the decision or timeout `seq` was made; -1: none. */
static int find_scene(const struct log *log, int64_t seq) {
    int index = log_find(log, seq);
    if (index < 0 ||
        (log->records[index].type != RECORD_decision && log->records[index].type != RECORD_timeout))
        return -1;
    while (index >= 0 && log->records[index].type != RECORD_scene)
        index--;
    return index;
}

static void skip_unknown(struct rerun *rerun) {
    while (rerun->cursor < rerun->log->count &&
           rerun->log->records[rerun->cursor].type == RECORD_UNKNOWN)
        rerun->cursor++;
}

static void rerun_event(void *self, const struct session *session, const struct event *event) {
    struct rerun *rerun = self;
    stage_event(rerun->stage, session, event);
    skip_unknown(rerun);
    rerun->cursor++;
}

static bool step(struct rerun *rerun, const struct input *input, struct err *err) {
    struct session_sink sink = {rerun_event, rerun};
    return session_step(rerun->stage->session, input, &sink, err);
}

/* Time first, as ever; if that alone brings the record about (a nudge, a timeout and the card that
 * it closes), it is done. What stood selected when a time ran out nothing reads. */
static bool rerun_record(struct rerun *rerun, const struct record *record, struct err *err) {
    struct stage *stage = rerun->stage;
    struct choice_timing timing;
    struct input input;
    int before = rerun->cursor;
    int64_t t = record->t + stage->head.t_start;
    if (record->t < 0)
        return err_set(err, ERR_VERIFY, "`t` is missing");
    if (t > session_now(stage->session) &&
        !step(rerun, &(struct input){.kind = INPUT_TIME, .t_ms = t}, err))
        return false;
    if (rerun->cursor != before)
        return true;
    if (record->type == RECORD_resume && !session_is_ready(stage->session))
        return step(rerun, &(struct input){.kind = INPUT_READY, .t_ms = t}, err); /* it ended the
                                                                                      speaking */
    if (record->type == RECORD_pause || record->type == RECORD_resume ||
        record->type == RECORD_suspended) {
        rerun->cursor++; /* they change nothing that counts here */
        return true;
    }
    if (stage_input(stage, record, &input, &timing, err) && record->type != RECORD_timeout &&
        !step(rerun, &input, err))
        return false;
    return rerun->cursor != before ||
           err_set(err, ERR_VERIFY, "the call comes to no such record here");
}

static bool rerun_log(struct rerun *rerun, int stop) {
    struct stage *stage = rerun->stage;
    const struct log *log = rerun->log;
    for (skip_unknown(rerun); rerun->cursor < stop; skip_unknown(rerun)) {
        struct err inner = {0};
        int line = rerun->cursor + 1;
        if (!rerun_record(rerun, &log->records[rerun->cursor], &inner))
            return err_set(rerun->err, ERR_VERIFY, "%s:%d cannot be played again: %s", log->path,
                           line, inner.text);
    }
    const char *scene = log->records[stop].scene;
    int now = session_scene(stage->session);
    if (rerun->cursor != stop + 1 || now < 0 || !scene ||
        strcmp(stage->scenario->scenes[now].id, scene) != 0)
        return err_set(rerun->err, ERR_VERIFY, "%s:%d: played again, the call does not come here",
                       log->path, stop + 1);
    stage->head.t_start = session_now(stage->session);
    return true;
}

static bool rerun_level(struct rerun *rerun, int level) {
    int stop = find_scene(&rerun->logs[level], rerun->seqs[level]);
    rerun->log = &rerun->logs[level];
    rerun->cursor = 1;
    skip_unknown(rerun);
    if (stop < 0)
        return err_set(rerun->err, ERR_CONTENT, "%s has no decision with `seq` %lld",
                       rerun->log->path, (long long)rerun->seqs[level]);
    if (level == rerun->depth - 1)
        session_start(rerun->stage->session, &(struct session_sink){rerun_event, rerun});
    else
        rerun->cursor++; /* the scene that stands already */
    return rerun_log(rerun, stop);
}

bool stage_rerun(struct stage *stage, const char *logs, const struct record_ref *ref,
                 struct err *err) {
    struct rerun rerun = {.stage = stage, .err = err};
    bool ok = read_chain(&rerun, logs, ref);
    stage->is_rerun = true;
    for (int level = rerun.depth - 1; ok && level >= 0; level--)
        ok = rerun_level(&rerun, level);
    stage->is_rerun = false;
    stage->head.decisions_before = session_decisions(stage->session);
    history_mark_earlier(stage->history);
    for (int i = 0; i < rerun.depth; i++)
        log_finish(&rerun.logs[i]);
    return ok;
}
