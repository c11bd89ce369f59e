#include "session/session.h"

#include <string.h>

static const char *const modes[MODE_COUNT] = {"practice", "assessment", "retry", "panel",
                                              "preview"};
static const char *const timings[TIMING_COUNT] = {"normal", "extended", "double", "untimed"};
static const char *const voices_names[VOICES_COUNT] = {"none", "paced", "recorded"};
static const char *const ready_names[READY_COUNT] = {"cut_in", "own_words"};

static int index_of(const char *const *names, int count, const char *name) {
    for (int i = 0; i < count; i++)
        if (strcmp(names[i], name) == 0)
            return i;
    return -1;
}

const char *voices_name(enum voices voices) {
    return (int)voices >= 0 && voices < VOICES_COUNT ? voices_names[voices] : NULL;
}

int voices_of(const char *name) {
    return index_of(voices_names, VOICES_COUNT, name);
}

const char *ready_by_name(enum ready_by by) {
    return (int)by >= 0 && by < READY_COUNT ? ready_names[by] : NULL;
}

int ready_by_of(const char *name) {
    return index_of(ready_names, READY_COUNT, name);
}

const char *mode_name(enum mode mode) {
    return (int)mode >= 0 && mode < MODE_COUNT ? modes[mode] : NULL;
}

const char *timing_name(enum timing timing) {
    return (int)timing >= 0 && timing < TIMING_COUNT ? timings[timing] : NULL;
}

int mode_of(const char *name) {
    return index_of(modes, MODE_COUNT, name);
}

int timing_of(const char *name) {
    return index_of(timings, TIMING_COUNT, name);
}
