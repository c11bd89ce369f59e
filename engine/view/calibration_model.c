/* Stated confidence against what was acceptable, over everything done so far: the figures are the
 * score room's. */
#include "view/debrief_model.h"

#include "stats/cluster.h"
#include "stats/confidence.h"
#include "stats/minima.h"

#include <math.h>
#include <stdlib.h>

static int percent(double share) {
    double value = share * 100;
    return (int)lround(value < 0 ? 0 : value > 100 ? 100 : value);
}

static int points(double gap) {
    return (int)lround(gap * 100);
}

struct answers {
    double *stated, *gap;
    int *acceptable, *scenario;
    int limit; /* above every scenario */
};

static bool answers_of(struct answers *answers, const struct person *person) {
    size_t count = (size_t)person->answer_count + 1;
    *answers = (struct answers){calloc(count, sizeof(double)), calloc(count, sizeof(double)),
                                calloc(count, sizeof(int)), calloc(count, sizeof(int)), 1};
    if (!answers->stated || !answers->gap || !answers->acceptable || !answers->scenario)
        return false;
    for (int i = 0; i < person->answer_count; i++) {
        const struct person_answer *answer = &person->answers[i];
        answers->stated[i] = answer->confidence / 100.0;
        answers->acceptable[i] = answer->is_acceptable;
        answers->gap[i] = answers->stated[i] - answer->is_acceptable;
        answers->scenario[i] = answer->scenario;
        if (answer->scenario >= answers->limit)
            answers->limit = answer->scenario + 1;
    }
    return true;
}

static void answers_finish(struct answers *answers) {
    free(answers->stated);
    free(answers->gap);
    free(answers->acceptable);
    free(answers->scenario);
}

static void fill_curve(struct debrief_calibration *out, const struct answers *answers, int count) {
    struct confidence_curve curve;
    confidence_curve(answers->stated, answers->acceptable, count, &curve);
    bool is_thin = curve.count > DEBRIEF_POINTS_MAX;
    for (int i = 0; i < curve.count; i++)
        is_thin |= curve.point[i].n < 5;
    if (is_thin)
        confidence_curve_pooled(answers->stated, answers->acceptable, count, &curve);
    for (int i = 0; i < curve.count && i < DEBRIEF_POINTS_MAX; i++)
        out->points[out->point_count++] =
            (struct debrief_point){.stated = percent(curve.point[i].stated),
                                   .share = percent(curve.point[i].share),
                                   .low = percent(curve.point[i].ci_95.lo),
                                   .high = percent(curve.point[i].ci_95.hi),
                                   .count = curve.point[i].n};
}

void debrief_calibration_fill(struct debrief_calibration *out, const struct person *person) {
    struct answers answers;
    struct confidence measured;
    struct cluster_mean mean;
    int count = person ? person->answer_count : 0;
    *out = (struct debrief_calibration){.count = count};
    if (count == 0)
        return;
    bool ok = answers_of(&answers, person) &&
              cluster_mean(answers.gap, answers.scenario, count, answers.limit, &mean);
    out->scenarios = ok ? mean.clusters : 0;
    if (ok && count >= MIN_STATED &&
        confidence_measure(answers.stated, answers.acceptable, count, &measured)) {
        for (int i = 0; i < count; i++)
            out->is_provisional |= person->answers[i].is_provisional;
        out->mean_stated = percent(measured.mean_stated);
        out->share = percent(measured.share_acceptable);
        out->gap = points(mean.mean);
        out->gap_low = points(isnan(mean.ci_95.lo) ? -1 : fmax(mean.ci_95.lo, -1));
        out->gap_high = points(isnan(mean.ci_95.hi) ? 1 : fmin(mean.ci_95.hi, 1));
        if (count >= MIN_STATED_CURVE)
            fill_curve(out, &answers, count);
    }
    answers_finish(&answers);
}
