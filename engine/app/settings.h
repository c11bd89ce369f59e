/* What a person has set: <home>/settings.json. */
#ifndef APP_SETTINGS_H
#define APP_SETTINGS_H

#include "base/err.h"
#include "library/paths.h"
#include "session/session.h"

#include <stdbool.h>

struct settings {
    char name[129], team[129]; /* "" not said yet */
    int text_percent;          /* 100, 125, 150, 175, 200 */
    int theme;                 /* enum theme of the window: 0 light, 1 dark, 2 high contrast */
    int timing;                /* enum timing */
    bool is_reduced_motion;
    bool has_letter_keys; /* single-letter keys are on */
    bool is_welcomed;     /* the first start is behind us */
    char language[16];    /* of the interface; "" the system's */
};

/* A missing file gives the defaults. A damaged one is an error that names it; nothing is
 * overwritten. */
bool settings_load(const struct paths *paths, struct settings *settings, struct err *err);

/* Writes the whole file or nothing. Unknown keys that an earlier load saw are not kept. */
bool settings_save(const struct paths *paths, const struct settings *settings, struct err *err);

/* Who plays: the name, else the system's user, else "agent". */
const char *settings_agent(const struct settings *settings);

#endif
