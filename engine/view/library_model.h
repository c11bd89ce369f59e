/* What the home screen says about every call of the library. */
#ifndef VIEW_LIBRARY_MODEL_H
#define VIEW_LIBRARY_MODEL_H

#include "base/arena.h"
#include "library/library.h"
#include "view/home.h"

struct library_model {
    struct arena *arena;
    struct home_call *calls; /* the warm-up first, then by industry and title */
    int count;
    struct home_fault *faults; /* files that cannot be played, with the reason */
    int fault_count;
};

/* Loads every scenario once and keeps what a card shows. */
bool library_model_load(struct library_model *library, struct library *door,
                        const struct paths *paths, struct err *err);
void library_model_finish(struct library_model *library);

#endif
