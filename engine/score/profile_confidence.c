/* Line 3: does stated confidence match how often the choice was acceptable? */
#include "score/profile_private.h"

#include "stats/cluster.h"
#include "stats/minima.h"
#include "stats/prim.h"

#include <math.h>
#include <stdlib.h>

bool has_confidence(const struct profiling *p, int32_t measured) {
    const struct measured *m = &p->data->measured[measured];
    return !m->is_timeout && p->d->confidence[m->row] >= 0 && p->d->category[m->row] >= 0;
}

int is_acceptable(const struct profiling *p, int32_t measured) {
    return p->d->category[p->data->measured[measured].row] >= 1;
}

/* What decisions share: a scenario; under a team's profile, also the agent. */
static int cluster_of(const struct profiling *p, int32_t measured) {
    const struct measured *m = &p->data->measured[measured];
    return p->by_team ? m->agent : p->data->item[m->item].scenario;
}

static int cluster_limit(const struct profiling *p) {
    return (p->by_team ? p->data->agents : p->data->scenarios) + 1;
}

/* Writes gap (p − y) of every decision with a confidence; returns how many. */
static int list_gaps(const struct profiling *p, const struct subject *who, double *gap,
                     int *cluster) {
    int n = 0;
    for (int i = 0; i < who->count; i++) {
        int32_t at = who->measured[i];
        if (!has_confidence(p, at))
            continue;
        cluster[n] = cluster_of(p, at);
        gap[n++] = p->d->confidence[p->data->measured[at].row] / 100.0 - is_acceptable(p, at);
    }
    return n;
}

/* The same less what the others show at the same decision: everybody looks sure on hard ones. */
static int list_adjusted(const struct profiling *p, const struct subject *who, double *gap,
                         struct confidence_decision *room) {
    int n = 0;
    for (int i = 0; i < who->count; i++) {
        int32_t at = who->measured[i];
        if (!has_confidence(p, at))
            continue;
        const struct measured *m = &p->data->measured[at];
        const struct item_tally *tally = &p->tally[m->item];
        double stated = p->d->confidence[m->row] / 100.0;
        int acceptable = is_acceptable(p, at);
        room[n++] = (struct confidence_decision){
            stated, acceptable, tally->gap_sum - (stated - acceptable), tally->confidence_n - 1};
    }
    confidence_peer_adjusted(room, n, p->bank_gap, gap);
    return n;
}

bool prepare_confidence(struct profiling *p, struct err *err) {
    struct confidence_decision *room = malloc(((size_t)p->data->count + 1) * sizeof *room);
    struct cluster_mean mean;
    bool ok = room != NULL;
    for (int i = 0; ok && i < p->count; i++) {
        list_gaps(p, &p->subjects[i], p->value, p->cluster);
        int n = list_adjusted(p, &p->subjects[i], p->value, room);
        ok = cluster_mean(p->value, p->cluster, n, cluster_limit(p), &mean);
        bool counts = ok && n >= MIN_STATED && mean.se > 0;
        p->peer_value[i] = counts ? mean.mean : NAN;
        p->peer_se[i] = counts ? mean.se : NAN;
    }
    free(room);
    if (!ok)
        return err_memory(err);
    p->peer = shrink_fit(p->peer_value, p->peer_se, p->count, 0, 0.01);
    return true;
}

static void judge(const struct profiling *p, int subject, const struct cluster_mean *mean,
                  struct calibration_line *out) {
    double above = shrink_above(&p->peer, p->peer_value[subject], p->peer_se[subject], 0);
    double over = cluster_mean_above(mean, CONFIDENCE_FLAG_LIMIT);
    double under = 1 - cluster_mean_above(mean, -CONFIDENCE_FLAG_LIMIT);
    if (!(above >= GATE_PROBABILITY)) /* no more than the others at these decisions */
        over = NAN;
    if (!(1 - above >= GATE_PROBABILITY))
        under = NAN;
    out->line.state = STATE_TYPICAL;
    line_says(&out->line,
              (struct reason){REASON_STATED,
                              {out->line.n},
                              {out->measured.mean_stated, out->measured.share_acceptable}});
    line_judge(p, &out->line, FLAG_OVER_CONFIDENT, over, out->line.n);
    line_judge(p, &out->line, FLAG_UNDER_CONFIDENT, under, out->line.n);
}

static int count_clusters(const struct profiling *p, const struct subject *who) {
    int count = 0;
    for (int i = 0; i < who->agent_count; i++)
        if (p->data->agent[who->agents[i]].scenarios > count)
            count = p->data->agent[who->agents[i]].scenarios;
    return count;
}

static void forget(struct confidence *m) {
    m->brier = m->se_brier = m->overconfidence = m->ece = m->ece_expected = m->ece_excess = NAN;
    m->auc = m->se_auc = m->mean_stated = m->share_acceptable = m->skill = NAN;
    m->murphy = m->corrected = m->unbiased = (struct murphy){NAN, NAN, NAN};
}

static bool measure(const struct profiling *p, const struct subject *who, int n,
                    struct confidence *out) {
    int *acceptable = malloc(((size_t)n + 1) * sizeof *acceptable);
    int at = 0;
    for (int i = 0; acceptable && i < who->count; i++) {
        if (!has_confidence(p, who->measured[i]))
            continue;
        p->other[at] = p->d->confidence[p->data->measured[who->measured[i]].row] / 100.0;
        acceptable[at++] = is_acceptable(p, who->measured[i]);
    }
    bool ok = acceptable && confidence_measure(p->other, acceptable, n, out);
    free(acceptable);
    return ok;
}

bool fill_calibration(const struct profiling *p, int subject, struct profile *profile,
                      struct err *err) {
    const struct subject *who = &p->subjects[subject];
    struct calibration_line *out = &profile->calibration;
    struct cluster_mean mean;
    int n = list_gaps(p, who, p->value, p->cluster);
    line_init(&out->line, n);
    out->scenarios = count_clusters(p, who);
    out->peer_adjusted = out->peer_adjusted_se = NAN;
    if (!measure(p, who, n, &out->measured) ||
        !cluster_mean(p->value, p->cluster, n, cluster_limit(p), &mean))
        return err_memory(err);
    if (!line_has_enough(p, who, &out->line) || n < MIN_STATED) {
        forget(&out->measured);
        if (who->count >= MIN_DECISIONS && n < MIN_STATED)
            line_lacks(&out->line, (struct reason){REASON_FEW_STATED, {MIN_STATED - n}, {0}});
        return true;
    }
    line_band(&out->line, mean.ci_95.lo, mean.ci_95.hi, mean.mean, mean.se);
    if (!isnan(p->peer_value[subject]))
        out->peer_adjusted = shrink_value(&p->peer, p->peer_value[subject], p->peer_se[subject],
                                          &out->peer_adjusted_se);
    if (n >= MIN_STATED_FLAG && out->scenarios >= MIN_STATED_SCENARIOS)
        judge(p, subject, &mean, out);
    else
        line_lacks(&out->line,
                   (struct reason){REASON_SHORT_STATED,
                                   {n, out->scenarios},
                                   {out->measured.mean_stated, out->measured.share_acceptable}});
    return true;
}
