/* The colours of roles, by theme (generated from assets/themes/tokens.json by scripts/themes.py).
 */
#ifndef UI_THEME_H
#define UI_THEME_H

#include "ui/frame.h"

enum theme { THEME_LIGHT, THEME_DARK, THEME_HIGH_CONTRAST, THEME_COUNT };

const char *theme_name(enum theme theme); /* NULL outside the range */
int theme_of(const char *name);           /* -1: none */

struct color {
    uint8_t r, g, b, a;
};

struct color theme_color(enum theme theme, enum role role); /* ROLE_NONE is transparent */

#endif
