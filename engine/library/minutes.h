/* How long a call takes. */
#ifndef LIBRARY_MINUTES_H
#define LIBRARY_MINUTES_H

#include "model/scenario.h"

/* Minutes one way through takes: reading at 240 words per minute and a moment to decide, over half
 * the way between the shortest and the longest path. Never the target. */
int scenario_minutes(const struct scenario *scenario);

bool scenario_is_timed(const struct scenario *scenario); /* some decision has a clock */

#endif
