/* What colour a role has in a theme. */
#ifndef WINDOW_THEME_H
#define WINDOW_THEME_H

#include "ui/frame.h"
#include "window/window.h"

struct color {
    uint8_t r, g, b, a;
};

struct color theme_color(enum theme theme, enum role role); /* ROLE_NONE is transparent */

#endif
