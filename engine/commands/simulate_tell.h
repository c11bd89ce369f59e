/* What simulated calls show, in sentences for whoever writes the call; and calls to read aloud. */
#ifndef COMMANDS_SIMULATE_TELL_H
#define COMMANDS_SIMULATE_TELL_H

#include "session/player.h"

/* All players, `runs` calls each at every level (`level` -1) or one. */
bool simulate_tell(const struct scenario *scenario, int level, uint64_t seed, int runs,
                   struct err *err);

/* Prints `count` calls of one player as dialogue. */
bool simulate_calls(const struct scenario *scenario, enum player player, enum level level,
                    uint64_t seed, int count, struct err *err);

#endif
