/* Does a collected panel agree? What `check` says about it, decision by decision. */
#ifndef COMMANDS_CHECK_PANEL_H
#define COMMANDS_CHECK_PANEL_H

#include "base/buf.h"
#include "model/scenario.h"

/* The agreement at one decision as a sentence: figures, each with its limit, and the status that
 * they give. False: its panel was not collected. */
bool check_panel_scene(const struct scenario *scenario, int scene, struct buf *out);

/* The agreement of all ratings of the collected panels together. False: there are too few. */
bool check_panel_whole(const struct scenario *scenario, struct buf *out);

#endif
