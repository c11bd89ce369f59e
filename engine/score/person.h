/* One person's own logs, as home, the list of calls and the progress page need them: codes and
 * numbers, read from the catalogue of a folder that others may share.
 *
 * Two steps, because the second takes seconds where thousands of calls are scored with one's own.
 * Both can run on a worker; a person that was read is not changed any more, so that one thread may
 * show it while another one scores it. */
#ifndef SCORE_PERSON_H
#define SCORE_PERSON_H

#include "score/adopt.h"
#include "score/profile.h"

struct person_session {
    const char *id, *scenario;
    int64_t at_ms; /* began, wall time */
    int decisions; /* timeouts included */
    bool is_ended, is_retry;
};

/* One decision with a key and a confidence: how sure, and whether the panel would accept it. */
struct person_answer {
    int confidence; /* per cent */
    int scenario;   /* tells the calls' stories apart: what is met in one is alike */
    bool is_acceptable, is_provisional;        /* provisional: the key is weaker than operational */
    bool is_escalated, is_unneeded, is_needed; /* what was to be done, as the panel has it */
};

/* Broken logs count for nothing here; panel plays and previews are left out. */
struct person {
    struct person_session *sessions; /* oldest first */
    int session_count;
    struct person_answer *answers; /* oldest first; retries do not count */
    int answer_count;
    int by_skill[SKILL_COUNT]; /* decisions and timeouts; retries do not count */
    int set_aside;             /* logs of the folder, anybody's */
    struct columns *columns;   /* owned; texts live in it */
    int32_t agent; /* text: the id that stands for all of this person's; −1: no logs */
};

/* The six lines, from keys of any strength: it is the person's own view. */
struct standing {
    bool has_profile;
    struct profile profile;
    bool is_provisional;     /* it rests on practice keys, too: the person's or the others' */
    int measured, scenarios; /* decisions that count, and calls they are from */
};

struct person_request {
    const char *logs;  /* a folder; where there is none nobody did anything */
    const char *cache; /* of the catalogue; NULL: none */
    const char *agent; /* an id; those that journals join with it count, too */
    int64_t now_ms;    /* wall time */
    /* Logs of the first release that this person's id is joined with before anything is counted;
     * NULL: none. */
    const struct adoption *adoption;
    /* How far it is, in bytes of logs, on the calling thread; may be NULL. */
    void (*progress)(void *self, int64_t done, int64_t all);
    void *self;
    const atomic_bool *cancel; /* set it to stop: NULL with ERR_CANCELLED; may be NULL */
};

/* NULL: *err says what could not be read. */
struct person *person_read(const struct person_request *request, struct err *err);

/* False: out of memory, or `cancel` (may be NULL) was set: ERR_CANCELLED. */
bool person_score(const struct person *person, const atomic_bool *cancel, struct standing *out,
                  struct err *err);

void person_destroy(struct person *person); /* NULL is fine */

#endif
