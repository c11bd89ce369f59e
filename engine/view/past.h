/* What this person did before, read from the logs: which calls, how far, and how sure. */
#ifndef VIEW_PAST_H
#define VIEW_PAST_H

#include "base/arena.h"
#include "base/err.h"
#include "model/scenario.h"

#include <stdbool.h>
#include <stdint.h>

struct past_session {
    const char *id, *scenario;
    int64_t at_ms; /* began, wall time */
    int decisions;
    bool is_ended, is_retry;
};

/* One decision with a key and a confidence: how sure, and whether the panel would accept it. */
struct past_answer {
    int confidence;                     /* per cent */
    int call;                           /* tells the calls apart: decisions of one call are alike */
    bool is_acceptable, is_provisional; /* provisional: the key is weaker than operational */
    bool is_escalated, is_unneeded, is_needed; /* what was to be done, as the panel has it */
};

struct past {
    struct arena *arena;
    struct past_session *sessions; /* oldest first; damaged logs are left out */
    int session_count;
    struct past_answer *answers; /* oldest first; retries do not count */
    int answer_count, answer_cap;
    int by_skill[SKILL_COUNT]; /* decisions and timeouts; retries do not count */
};

enum { PAST_SESSIONS_MAX = 400 };

/* The newest sessions of `agent` in `logs`. A folder that is not there has none. */
bool past_load(struct past *past, const char *logs, const char *agent, struct err *err);
void past_finish(struct past *past);

#endif
