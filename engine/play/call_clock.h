/* Call time from a monotonic clock: it runs, or it stands for one reason or several. */
#ifndef PLAY_CALL_CLOCK_H
#define PLAY_CALL_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

enum stand {
    STAND_PAUSED = 1,
    STAND_HIDDEN = 2,
    STAND_HELD = 4, /* a timeout's notice */
    STAND_STUCK = 8,
    STAND_ENDED = 16,
};

struct call_clock {
    int64_t t_ms;     /* call time at `since_ms` */
    int64_t since_ms; /* monotonic */
    unsigned stands;  /* bits of enum stand; 0: it runs */
};

/* Call time when the monotonic clock reads `monotonic_ms`; a step back counts as none. */
int64_t call_clock_read(const struct call_clock *clock, int64_t monotonic_ms);

/* Call time is `t_ms` now. */
void call_clock_set(struct call_clock *clock, int64_t t_ms, int64_t monotonic_ms);

/* A reason to stand begins or ends. */
void call_clock_stand(struct call_clock *clock, enum stand why, bool stands, int64_t monotonic_ms);

#endif
