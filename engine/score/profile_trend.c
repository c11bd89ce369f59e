/* Line 6: is judgment growing? */
#include "score/profile_private.h"

#include "stats/growth.h"
#include "stats/irt_score.h"
#include "stats/minima.h"
#include "stats/prim.h"

#include <math.h>
#include <stdlib.h>

#define TREND_DAYS 30.0 /* the slope is of θ in so many days */
#define IMPROVING_PROBABILITY 0.95
enum { OCCASIONS_MAX = 512 };

/* Consecutive sessions until there are 8 decisions: one occasion, at their mean time. */
struct occasion {
    int32_t first, last; /* places in the subject's decisions, both included */
    double day;
};

static int list_occasions(const struct profiling *p, const struct subject *who,
                          struct occasion *out) {
    int count = 0, n = 0;
    double days = 0;
    int32_t first = 0;
    for (int32_t i = 0; i < who->count && count < OCCASIONS_MAX; i++) {
        const struct measured *m = &p->data->measured[who->measured[i]];
        bool is_scaled = p->run->node_of_item[m->item] >= 0 && m->x >= 0;
        n += is_scaled;
        days += is_scaled ? (double)p->d->at_ms[m->row] / DATASET_DAY_MS / TREND_DAYS : 0;
        bool session_ends = i + 1 == who->count;
        if (!session_ends) {
            const struct measured *next = &p->data->measured[who->measured[i + 1]];
            session_ends = p->d->session[next->row] != p->d->session[m->row];
        }
        if (!session_ends || n < MIN_OCCASION_DECISIONS)
            continue;
        out[count++] = (struct occasion){first, i, days / n};
        first = i + 1;
        n = 0;
        days = 0;
    }
    return count;
}

/* Warm's estimate of every occasion, each an agent of its own to the model. */
static bool estimate(const struct profiling *p, const struct subject *who,
                     const struct occasion *occasion, int count, struct growth_session *out,
                     struct err *err) {
    struct irt_response *response = malloc(((size_t)who->count + 1) * sizeof *response);
    size_t n = 0;
    for (int o = 0; response && o < count; o++)
        for (int32_t i = occasion[o].first; i <= occasion[o].last; i++) {
            const struct measured *m = &p->data->measured[who->measured[i]];
            int32_t node = p->run->node_of_item[m->item];
            if (node >= 0 && m->x >= 0)
                response[n++] = (struct irt_response){o, node, m->x};
        }
    struct irt_data *data =
        response ? irt_data_create(p->run->model, response, n, count, err) : NULL;
    for (int o = 0; data && o < count; o++) {
        struct irt_wle wle = irt_wle(p->run->model, data, o);
        out[o] = (struct growth_session){occasion[o].day, wle.theta, wle.se};
    }
    free(response);
    irt_data_destroy(data);
    return data != NULL || (!response && err_memory(err));
}

static bool slope_of(const struct profiling *p, const struct subject *who, struct growth *out,
                     struct err *err) {
    struct occasion occasion[OCCASIONS_MAX];
    struct growth_session session[OCCASIONS_MAX];
    int count = list_occasions(p, who, occasion);
    *out = (struct growth){.sessions = count, .slope = NAN, .se = NAN};
    if (count < MIN_OCCASIONS || !p->run->model)
        return true;
    if (!estimate(p, who, occasion, count, session, err))
        return false;
    *out = growth_slope(session, count);
    return true;
}

/* growth.h counts 21 days in the unit it was given. */
static bool has_enough(const struct growth *growth) {
    struct growth in_days = *growth;
    in_days.span *= TREND_DAYS;
    return growth_has_enough(&in_days) && growth->se > 0;
}

bool prepare_trend(struct profiling *p, struct err *err) {
    for (int i = 0; i < p->count; i++) {
        struct growth growth = {.slope = NAN};
        if (!p->by_team && !slope_of(p, &p->subjects[i], &growth, err))
            return false;
        bool counts = !p->by_team && has_enough(&growth);
        p->slope_value[i] = counts ? growth.slope : NAN;
        p->slope_se[i] = counts ? growth.se : NAN;
    }
    p->slope = shrink_fit(p->slope_value, p->slope_se, p->count, 0, 0.04);
    return true;
}

/* A flag wants a slope that is more than chance by itself, not only after leaning on the others. */
static void judge(const struct profiling *p, int subject, struct trend_line *out) {
    bool is_reliable = p->slope_value[subject] <= -GROWTH_CHANGE_LIMIT * p->slope_se[subject];
    double declining = 1 - out->improving;
    if (!is_reliable)
        declining = NAN; /* a gate: then nothing is stated */
    out->line.state = STATE_TYPICAL;
    bool improves = out->improving >= IMPROVING_PROBABILITY;
    line_says(&out->line, (struct reason){.code = improves ? REASON_IMPROVING : REASON_NO_CHANGE});
    line_judge(p, &out->line, FLAG_DECLINING, declining, out->line.n);
}

void fill_trend(const struct profiling *p, int subject, struct profile *profile) {
    const struct subject *who = &p->subjects[subject];
    struct trend_line *out = &profile->trend;
    struct occasion occasion[OCCASIONS_MAX];
    line_init(&out->line, who->count);
    out->slope = out->slope_se = out->improving = NAN;
    if (p->by_team) {
        line_lacks(&out->line, (struct reason){.code = REASON_TEAM_TREND});
        return;
    }
    out->occasions = list_occasions(p, who, occasion);
    if (out->occasions > 1)
        out->days = TREND_DAYS * (occasion[out->occasions - 1].day - occasion[0].day);
    if (!line_has_enough(p, who, &out->line))
        return;
    if (isnan(p->slope_value[subject])) {
        line_lacks(&out->line,
                   (struct reason){REASON_FEW_OCCASIONS, {out->occasions}, {out->days}});
        return;
    }
    out->slope =
        shrink_value(&p->slope, p->slope_value[subject], p->slope_se[subject], &out->slope_se);
    out->improving = shrink_above(&p->slope, p->slope_value[subject], p->slope_se[subject], 0);
    line_band(&out->line, out->slope - SCORE_Z95 * out->slope_se,
              out->slope + SCORE_Z95 * out->slope_se, out->slope, out->slope_se);
    judge(p, subject, out);
}
