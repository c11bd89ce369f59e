/* A small scenario built by hand, for tests that stand below the script room. */
#ifndef SUPPORT_SMALL_SCENARIO_H
#define SUPPORT_SMALL_SCENARIO_H

#include "model/scenario.h"

/* "test/small": variables asks and credit; cards account (closed fact letter) and policy; scenes
 * opening (a timed decision: waive, credit, refuse, escalate), walk (only speaks) and closing (a
 * decision without panel); endings kept and lost. Numbered and finished; everything in it may be
 * written to before a test computes something from it. The caller destroys it. */
struct scenario *small_scenario(void);

/* The same memory without const, to edit it. */
struct scene *small_scene(struct scenario *scenario, const char *id);
struct option *small_option(struct scenario *scenario, const char *scene, const char *id);

#endif
