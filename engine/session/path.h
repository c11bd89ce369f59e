/* How far it is to the end: the fewest and the most decisions from a scene to an ending, over the
 * options and the `to` of scenes that only speak (not over timeouts), whatever the conditions. Time
 * and memory grow with the graph, not with its paths. */
#ifndef SESSION_PATH_H
#define SESSION_PATH_H

#include "model/scenario.h"

struct path_range {
    int fewest; /* -1: no ending can be reached */
    int most;   /* -1: no bound, the way may go in circles */
};

/* `out` has room for scenario.scene_count; a scene that is a decision counts itself. False: out of
 * memory. */
bool path_ranges(const struct scenario *scenario, struct path_range *out);

#endif
