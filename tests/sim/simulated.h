/* A team of simulated agents from bank to profile, all in memory. */
#ifndef TESTS_SIMULATED_H
#define TESTS_SIMULATED_H

#include "score/profile.h"
#include "support/loggen.h"

struct simulated {
    struct columns *columns;
    struct dataset *dataset;
    struct score_run *run;
    struct profile *profiles; /* NULL until asked for */
    int profile_count;
};

/* Each agent plays every scenario once, beginning with another one. Fails the test on any error. */
void simulated_make(struct simulated *simulated, const struct loggen_setup *setup,
                    const struct loggen_agent *agents, int count, enum key_status keys);
void simulated_profile(struct simulated *simulated);
void simulated_finish(struct simulated *simulated);

/* The profile of that agent; fails when there is none. */
const struct profile *simulated_of(const struct simulated *simulated, const char *id);
bool profile_has_flag(const struct profile *profile, enum line_kind line, const char *name);

#endif
