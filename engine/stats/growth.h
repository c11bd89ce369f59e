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

/* Reliable change between two occasions, (θ₂ − θ₁) / √(SE₁² + SE₂²); from 1.645 on it is not
 * chance. */
double growth_reliable_change(double theta1, double se1, double theta2, double se2);
#define GROWTH_CHANGE_LIMIT 1.645

/* Leitner boxes 1 … 6 of 1, 3, 7, 16, 35, 75 days, for each agent × competency × kind of situation;
 * box 0: never seen. After a fresh scenario with mean category (0 … 2): nearer 2 one box up, nearer
 * 1 the same box, nearer 0 back to box 1. */
enum { LEITNER_BOXES = 6, LEITNER_SAME_SCENARIO_DAYS = 60 };
int leitner_next(int box, double mean_category);
int leitner_days(int box); /* until due; 0 for box 0 */

#endif
