#include "view/past.h"

#include "base/file.h"
#include "record/log_reader.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

struct names {
    struct arena *arena;
    const char *items[PAST_SESSIONS_MAX]; /* a ring: names are in order of time */
    int count;
};

static bool add_name(void *self, const char *name) {
    struct names *names = self;
    size_t len = strlen(name);
    if (len != SESSION_ID_LEN + 6 || strcmp(name + SESSION_ID_LEN, ".jsonl"))
        return true;
    char *copy = arena_text(names->arena, name, len);
    names->items[names->count++ % PAST_SESSIONS_MAX] = copy;
    return copy != NULL;
}

static void add_answer(struct past *past, const struct record *record) {
    bool has_key = record->key && strcmp(record->key, "none") && strcmp(record->key, "ambiguous");
    if (!has_key || record->type != RECORD_decision || record->confidence == RECORD_NULL ||
        record->category == RECORD_NULL)
        return;
    if (past->answer_count == past->answer_cap) {
        int cap = past->answer_cap ? past->answer_cap * 2 : 256;
        struct past_answer *more = realloc(past->answers, (size_t)cap * sizeof *more);
        if (!more)
            return;
        past->answers = more;
        past->answer_cap = cap;
    }
    const char *truth = record->escalation ? record->escalation : "";
    past->answers[past->answer_count++] =
        (struct past_answer){.confidence = (int)record->confidence,
                             .call = past->session_count,
                             .is_acceptable = record->category >= 1,
                             .is_provisional = strcmp(record->key, "operational") != 0,
                             .is_escalated = record->escalated == 1,
                             .is_unneeded = !strcmp(truth, "unneeded"),
                             .is_needed = !strcmp(truth, "needed")};
}

static void add_log(struct past *past, const struct log *log) {
    const struct record *start = &log->records[0];
    struct past_session *session = &past->sessions[past->session_count++];
    bool is_retry = start->mode && !strcmp(start->mode, "retry");
    *session = (struct past_session){
        .id = arena_text(past->arena, log->session, strlen(log->session)),
        .scenario = arena_text(past->arena, start->scenario ? start->scenario : "",
                               start->scenario ? strlen(start->scenario) : 0),
        .at_ms = start->at,
        .is_ended = log->is_ended,
        .is_retry = is_retry};
    for (int i = 0; i < log->count; i++) {
        const struct record *record = &log->records[i];
        bool is_decision = record->type == RECORD_decision || record->type == RECORD_timeout;
        session->decisions += is_decision;
        if (!is_decision || is_retry)
            continue;
        add_answer(past, record);
        int skill = record->skill ? skill_of(record->skill) : -1;
        past->by_skill[skill > 0 ? skill : SKILL_NONE]++;
    }
}

static bool is_played_by(const struct log *log, const char *agent) {
    const struct record *start = &log->records[0];
    bool is_own = start->agent && !strcmp(start->agent, agent);
    return is_own && start->mode && strcmp(start->mode, "panel") && strcmp(start->mode, "preview");
}

bool past_load(struct past *past, const char *logs, const char *agent, struct err *err) {
    *past = (struct past){.arena = arena_create()};
    if (!past->arena)
        return err_memory(err);
    struct names names = {.arena = past->arena};
    past->sessions = arena_array(past->arena, PAST_SESSIONS_MAX, sizeof *past->sessions);
    if (!past->sessions)
        return err_memory(err);
    if (!logs || !folder_list(logs, add_name, &names, err))
        return !logs;
    int first = names.count > PAST_SESSIONS_MAX ? names.count - PAST_SESSIONS_MAX : 0;
    for (int i = first; i < names.count; i++) {
        char path[PATH_MAX];
        struct log log;
        struct err damaged = {0};
        if (!path_join(path, sizeof path, logs, names.items[i % PAST_SESSIONS_MAX]))
            continue;
        if (log_read(path, &log, &damaged) && is_played_by(&log, agent))
            add_log(past, &log);
        log_finish(&log);
    }
    return true;
}

void past_finish(struct past *past) {
    arena_destroy(past->arena);
    free(past->answers);
    *past = (struct past){0};
}
