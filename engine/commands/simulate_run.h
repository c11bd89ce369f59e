/* Many calls by one player at one level, on all cores. */
#ifndef COMMANDS_SIMULATE_RUN_H
#define COMMANDS_SIMULATE_RUN_H

#include "session/simulate.h"

/* The result does not depend on the number of threads. False: out of memory. Finish `out` in either
 * case. */
bool simulate_run(const struct scenario *scenario, enum player player, enum level level,
                  uint64_t seed, int runs, struct simulation *out, struct err *err);

#endif
