/* One scoring, from paths to lines, with one owner: whoever wants numbers from logs asks here. It
 * may take long: it says how far it is and can be cancelled, from another thread, too. */
#ifndef SCORE_SCORING_H
#define SCORE_SCORING_H

#include "score/profile.h"

#include <stdatomic.h>

enum scoring_depth {
    SCORING_SET,   /* which decisions count */
    SCORING_SCALE, /* and the abilities of everybody */
    SCORING_LINES, /* and the lines of every agent or team */
};

struct scoring_request {
    /* `logs.progress`, `logs.self` and `logs.cancel` are those of this request. */
    struct columns_request logs;
    const struct columns *columns; /* borrowed: what was read already; then `logs` is not used */
    struct dataset_request set;
    enum scoring_depth depth;
    const struct calibration *calibration; /* borrowed; NULL: estimate the scale */
    bool may_hurry, for_bank;              /* see score_run.h */
    double authority_rate;                 /* see profile.h; NAN: not told */
    /* Called by the calling thread now and then: bytes read of all; may be NULL. */
    void (*progress)(void *self, int64_t done, int64_t all);
    void *self;
    const atomic_bool *cancel; /* set it to stop: NULL with ERR_CANCELLED; may be NULL */
};

struct scoring {
    const struct columns *columns; /* `own`, or the request's */
    struct columns *own;
    struct dataset *dataset;
    struct score_run *run;    /* NULL below SCORING_SCALE */
    struct profile *profiles; /* by agent or team; NULL below SCORING_LINES */
    int profile_count;
};

/* NULL: *err says why. */
struct scoring *scoring_create(const struct scoring_request *request, struct err *err);
void scoring_destroy(struct scoring *scoring); /* NULL is fine */

/* The profile of that agent or team; NULL: there is none. */
const struct profile *scoring_find(const struct scoring *scoring, const char *id);

#endif
