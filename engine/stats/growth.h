/* Learning over time: the slope of judgment over sessions, and when to see a kind of situation
 * again. */
#ifndef STATS_GROWTH_H
#define STATS_GROWTH_H

#include <stdbool.h>

/* One session: Warm's estimate (irt_wle) with its SE, at frozen decision parameters. Never an EAP,
 * whose shrinkage flattens slopes. */
struct growth_session {
    double day; /* any unit of time; the slope is per that unit */
    double theta, se;
};

/* Weighted least squares, weights 1/SE². Below 2 different days: NAN. Shrink slopes with shrink.h.
 */
struct growth {
    int sessions;
    double slope, se;
    double mean_day, at_mean; /* weighted mean day and the line's value there */
    double span;              /* last day − first day */
};
struct growth growth_slope(const struct growth_session *session, int count);

/* "Improving": at least 4 sessions of 8 decisions over 21 days and P(slope > 0) ≥ .90. */
bool growth_has_enough(const struct growth *growth);

#define GROWTH_CHANGE_LIMIT 1.645

#endif
