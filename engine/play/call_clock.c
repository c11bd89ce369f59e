#include "play/call_clock.h"

int64_t call_clock_read(const struct call_clock *clock, int64_t monotonic_ms) {
    if (clock->stands || monotonic_ms <= clock->since_ms)
        return clock->t_ms;
    return clock->t_ms + (monotonic_ms - clock->since_ms);
}

void call_clock_set(struct call_clock *clock, int64_t t_ms, int64_t monotonic_ms) {
    clock->t_ms = t_ms;
    clock->since_ms = monotonic_ms;
}

void call_clock_stand(struct call_clock *clock, enum stand why, bool stands, int64_t monotonic_ms) {
    call_clock_set(clock, call_clock_read(clock, monotonic_ms), monotonic_ms);
    if (stands)
        clock->stands |= (unsigned)why;
    else
        clock->stands &= ~(unsigned)why;
}
