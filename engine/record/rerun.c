/* Re-running what came before a moment that is tried again. */
#include "record/stage.h"

#include <limits.h>
#include <string.h>

struct rerun {
    struct stage *stage;
    struct log
        logs[RETRY_DEPTH_MAX]; /* the session tried again first, then what that one tried … */
    int64_t seqs[RETRY_DEPTH_MAX];
    int depth;
    struct err *err;
};

static bool read_chain(struct rerun *rerun, const char *logs, const struct record_ref *ref) {
    for (struct record_ref next = *ref; next.session;
         next = rerun->logs[rerun->depth - 1].records->retry_of) {
        char path[PATH_MAX];
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

static void rerun_event(void *self, const struct session *session, const struct event *event) {
    stage_event(self, session, event);
}

static bool step(struct rerun *rerun, const struct input *input) {
    struct session_sink sink = {rerun_event, rerun->stage};
    return session_step(rerun->stage->session, input, &sink, rerun->err);
}

static bool rerun_record(struct rerun *rerun, const struct record *record) {
    struct stage *stage = rerun->stage;
    struct choice_timing timing;
    struct input input;
    struct err unknown = {0};
    bool is_input = stage_input(stage, record, &input, &timing, &unknown);
    if (unknown.code)
        return err_set(rerun->err, unknown.code, "%s", unknown.text);
    int64_t t = record->t + stage->head.t_start;
    if (record->type != RECORD_timeout && t > session_now(stage->session) &&
        !step(rerun, &(struct input){.kind = INPUT_TIME, .t_ms = t}))
        return false;
    if (record->type == RECORD_timeout) /* nothing reads what was selected */
        return step(rerun, &(struct input){.kind = INPUT_TIME, .t_ms = t});
    if (!is_input || record->type == RECORD_pause || record->type == RECORD_resume)
        return true;
    return step(rerun, &input);
}

static bool rerun_log(struct rerun *rerun, const struct log *log, int64_t seq) {
    struct stage *stage = rerun->stage;
    int stop = find_scene(log, seq);
    if (stop < 0)
        return err_set(rerun->err, ERR_CONTENT, "%s has no decision with `seq` %lld", log->path,
                       (long long)seq);
    for (int i = 1; i < stop; i++) {
        if (log->records[i].t < 0)
            return err_set(rerun->err, ERR_VERIFY, "%s:%d: `t` is missing", log->path, i + 1);
        struct err inner = {0};
        struct err *outer = rerun->err;
        rerun->err = &inner;
        bool ok = rerun_record(rerun, &log->records[i]);
        rerun->err = outer;
        if (!ok)
            return err_set(outer, ERR_VERIFY, "%s:%d cannot be played again: %s", log->path, i + 1,
                           inner.text);
    }
    const char *scene = log->records[stop].scene;
    int now = session_scene(stage->session);
    if (now < 0 || !scene || strcmp(stage->scenario->scenes[now].id, scene) != 0)
        return err_set(rerun->err, ERR_VERIFY, "%s:%d: played again, the call does not come here",
                       log->path, stop + 1);
    stage->head.t_start = session_now(stage->session);
    return true;
}

bool stage_rerun(struct stage *stage, const char *logs, const struct record_ref *ref,
                 struct err *err) {
    struct rerun rerun = {.stage = stage, .err = err};
    struct session_sink sink = {rerun_event, stage};
    bool ok = read_chain(&rerun, logs, ref);
    stage->is_rerun = true;
    if (ok)
        session_start(stage->session, &sink);
    for (int i = rerun.depth - 1; ok && i >= 0; i--)
        ok = rerun_log(&rerun, &rerun.logs[i], rerun.seqs[i]);
    stage->is_rerun = false;
    stage->head.decisions_before = session_decisions(stage->session);
    history_mark_earlier(stage->history);
    for (int i = 0; i < rerun.depth; i++)
        log_finish(&rerun.logs[i]);
    return ok;
}
