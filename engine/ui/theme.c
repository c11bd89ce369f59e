#include "ui/theme.h"

#include <string.h>

static const char *const names[THEME_COUNT] = {"light", "dark", "high-contrast"};

static const struct color colors[THEME_COUNT][ROLE_COUNT] = {
#include "theme_table.inc"
};

const char *theme_name(enum theme theme) {
    return (int)theme >= 0 && theme < THEME_COUNT ? names[theme] : NULL;
}

int theme_of(const char *name) {
    for (int i = 0; i < THEME_COUNT; i++)
        if (!strcmp(name, names[i]))
            return i;
    return -1;
}

struct color theme_color(enum theme theme, enum role role) {
    return colors[theme][role];
}
