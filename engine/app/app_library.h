/* What the home screen says about every call of the library. */
#ifndef APP_APP_LIBRARY_H
#define APP_APP_LIBRARY_H

#include "base/arena.h"
#include "library/library.h"
#include "view/home.h"

struct app_library {
    struct arena *arena;
    struct home_call *calls; /* the warm-up first, then by industry and title */
    int count;
    struct home_fault *faults; /* files that cannot be played, with the reason */
    int fault_count;
};

/* Loads every scenario once and keeps what a card shows. */
bool app_library_load(struct app_library *library, struct library *door, const struct paths *paths,
                      struct err *err);
void app_library_finish(struct app_library *library);

#endif
