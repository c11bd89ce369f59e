/* Stated confidence against what was acceptable, over everything done so far: the figures are the
 * score room's. */
#include "view/debrief_model.h"

#include "stats/cluster.h"
#include "stats/confidence.h"
#include "stats/minima.h"

#include <math.h>
#include <stdlib.h>

/* Words use the range within 1.64 standard errors. */
#define LIKELY_SE 1.64

static int percent(double share) {
    double value = share * 100;
    return (int)lround(value < 0 ? 0 : value > 100 ? 100 : value);
}

static int points(double gap) {
    return (int)lround(gap * 100);
}

struct columns {
    double *stated, *gap;
    int *acceptable, *call;
};

static bool columns_of(struct columns *columns, const struct past *past) {
    size_t count = (size_t)past->answer_count + 1;
    *columns = (struct columns){calloc(count, sizeof(double)), calloc(count, sizeof(double)),
                                calloc(count, sizeof(int)), calloc(count, sizeof(int))};
    if (!columns->stated || !columns->gap || !columns->acceptable || !columns->call)
        return false;
    for (int i = 0; i < past->answer_count; i++) {
        const struct past_answer *answer = &past->answers[i];
        columns->stated[i] = answer->confidence / 100.0;
        columns->acceptable[i] = answer->is_acceptable;
        columns->gap[i] = columns->stated[i] - answer->is_acceptable;
        columns->call[i] = answer->call;
    }
    return true;
}

static void columns_finish(struct columns *columns) {
    free(columns->stated);
    free(columns->gap);
    free(columns->acceptable);
    free(columns->call);
}

static void fill_curve(struct debrief_calibration *out, const struct columns *columns, int count) {
    struct confidence_curve curve;
    confidence_curve(columns->stated, columns->acceptable, count, &curve);
    bool is_thin = curve.count > DEBRIEF_POINTS_MAX;
    for (int i = 0; i < curve.count; i++)
        is_thin |= curve.point[i].n < 5;
    if (is_thin)
        confidence_curve_pooled(columns->stated, columns->acceptable, count, &curve);
    for (int i = 0; i < curve.count && i < DEBRIEF_POINTS_MAX; i++)
        out->points[out->point_count++] =
            (struct debrief_point){.stated = percent(curve.point[i].stated),
                                   .share = percent(curve.point[i].share),
                                   .low = percent(curve.point[i].ci_95.lo),
                                   .high = percent(curve.point[i].ci_95.hi),
                                   .count = curve.point[i].n};
}

void debrief_calibration_fill(struct debrief_calibration *out, const struct past *past) {
    struct columns columns;
    struct confidence measured;
    struct cluster_mean mean;
    int count = past->answer_count;
    *out = (struct debrief_calibration){.count = count};
    bool ok = columns_of(&columns, past) && count >= MIN_STATED &&
              confidence_measure(columns.stated, columns.acceptable, count, &measured) &&
              cluster_mean(columns.gap, columns.call, count, PAST_SESSIONS_MAX, &mean);
    if (ok) {
        for (int i = 0; i < count; i++)
            out->is_provisional |= past->answers[i].is_provisional;
        out->mean_stated = percent(measured.mean_stated);
        out->share = percent(measured.share_acceptable);
        out->gap = points(mean.mean);
        double reach = isnan(mean.se) ? 1 : LIKELY_SE * mean.se;
        out->gap_low = points(mean.mean - reach);
        out->gap_high = points(mean.mean + reach);
        if (count >= MIN_STATED_CURVE)
            fill_curve(out, &columns, count);
    }
    columns_finish(&columns);
}
