#include "session/session.h"

#include <string.h>

static const char *const modes[MODE_COUNT] = {"practice", "assessment", "retry", "panel",
                                              "preview"};
static const char *const timings[TIMING_COUNT] = {"normal", "extended", "double", "untimed"};

const char *mode_name(enum mode mode) {
    return (int)mode >= 0 && mode < MODE_COUNT ? modes[mode] : NULL;
}

const char *timing_name(enum timing timing) {
    return (int)timing >= 0 && timing < TIMING_COUNT ? timings[timing] : NULL;
}

int mode_of(const char *name) {
    for (int i = 0; i < MODE_COUNT; i++)
        if (strcmp(modes[i], name) == 0)
            return i;
    return -1;
}

int timing_of(const char *name) {
    for (int i = 0; i < TIMING_COUNT; i++)
        if (strcmp(timings[i], name) == 0)
            return i;
    return -1;
}
