/* What the home screen says about every call of the library. */
#ifndef APP_APP_LIBRARY_H
#define APP_APP_LIBRARY_H

#include "base/arena.h"
#include "commands/paths.h"
#include "view/home.h"

struct app_library {
    struct arena *arena;
    struct home_call *calls; /* the warm-up first, then by industry and title */
    int count, broken;       /* files that do not load are counted and left out */
};

/* Loads every scenario once and keeps what a card shows. */
bool app_library_load(struct app_library *library, const struct paths *paths, struct err *err);
void app_library_finish(struct app_library *library);

/* Minutes one way through takes: reading at 240 words a minute and a moment to decide, over half
 * the way between the shortest and the longest path. Never the target. */
int app_minutes(const struct scenario *scenario);

#endif
