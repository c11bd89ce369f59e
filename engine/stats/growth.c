#include "stats/growth.h"

#include "stats/minima.h"

#include <assert.h>
#include <math.h>

struct growth growth_slope(const struct growth_session *session, int count) {
    struct growth g = {.sessions = count, .slope = NAN, .se = NAN, .mean_day = NAN, .at_mean = NAN};
    if (count == 0)
        return g;
    double weights = 0, day = 0, theta = 0, first = session[0].day, last = first;
    for (int i = 0; i < count; i++) {
        assert(session[i].se > 0);
        double w = 1 / (session[i].se * session[i].se);
        weights += w;
        day += w * session[i].day;
        theta += w * session[i].theta;
        first = fmin(first, session[i].day);
        last = fmax(last, session[i].day);
    }
    g.mean_day = day / weights;
    g.at_mean = theta / weights;
    g.span = last - first;
    double xx = 0, xy = 0;
    for (int i = 0; i < count; i++) {
        double w = 1 / (session[i].se * session[i].se), off = session[i].day - g.mean_day;
        xx += w * off * off;
        xy += w * off * session[i].theta;
    }
    if (g.span > 0) {
        g.slope = xy / xx;
        g.se = 1 / sqrt(xx);
    }
    return g;
}

bool growth_has_enough(const struct growth *growth) {
    return growth->sessions >= MIN_OCCASIONS && growth->span >= MIN_TREND_DAYS &&
           !isnan(growth->slope);
}
