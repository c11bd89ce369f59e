/* How often a person met each decision of a scenario before, by the catalogue of a folder. */
#ifndef PLAY_EXPOSURE_H
#define PLAY_EXPOSURE_H

#include "model/scenario.h"

struct exposure_request {
    const char *logs;  /* a folder; where there is none nothing was met */
    const char *cache; /* of the catalogue; NULL: none */
    const char *agent;
    int64_t now_ms; /* wall time */
};

struct exposure {
    uint16_t *shown;  /* one a scene, added to; 0 for scenes that only speak */
    int64_t sessions; /* of this scenario by this person, any version; previews are left out */
};

/* Every decision and timeout counts, in any mode, at any level, in any version that shares it, and
 * in broken logs, too; so does a decision that was shown in a call and then left for LEFT_DAYS (see
 * table/meetings.h). Files and folders that cannot be read are passed over: they must not keep
 * anybody from a call, and scores count again. False: out of memory. */
bool exposure_count(const struct exposure_request *request, const struct scenario *scenario,
                    struct exposure *out, struct err *err);

#endif
