/* The icons there are, as lines (generated from assets/icons by scripts/icons.py). Who draws knows
 * nothing of SVG files: the window and the SVG writer paint the same paths. */
#ifndef UI_ICONS_H
#define UI_ICONS_H

#include <stdbool.h>

enum { ICON_GRID = 2400 }; /* units along each side */

/* Path data with M L C Z on the grid; NULL: there is no icon of that name. */
const char *icon_path(const char *name);

/* The names in the order of the alphabet; NULL behind the last. */
const char *icon_name(int index);

#endif
