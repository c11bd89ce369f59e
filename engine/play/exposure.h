/* How often an agent was shown each decision of a scenario before, by the logs in a folder. */
#ifndef PLAY_EXPOSURE_H
#define PLAY_EXPOSURE_H

#include "model/scenario.h"

struct exposure {
    uint16_t *shown;  /* one a scene, added to; 0 for scenes that only speak */
    int64_t sessions; /* of this scenario by this agent, any version */
};

/* A fast scan, without parsing: all sessions of the agent but previews count. In a session of the
 * same files every showing counts, in others (an earlier version that shares decisions) every
 * decision and timeout. Files that cannot be read are passed over: the figure is a hint, scores
 * count again. */
bool exposure_count(const char *logs, const char *agent, const struct scenario *scenario,
                    struct exposure *out, struct err *err);

#endif
