/* Line 2: does the agent escalate what must go up and keep what need not? */
#include "score/profile_private.h"

#include "stats/minima.h"
#include "stats/prim.h"

#include <math.h>
#include <stdlib.h>

int escalation_truth(const struct profiling *p, int32_t measured) {
    const struct measured *m = &p->data->measured[measured];
    if (m->is_timeout || !p->d->offers_both[m->row])
        return -1;
    uint8_t truth = p->d->escalation[m->row];
    if (truth == ESCALATION_UNNEEDED) /* only where the call could be settled */
        return p->d->can_keep[m->row] ? 0 : -1;
    return truth == ESCALATION_NEEDED ? 1 : -1;
}

struct escalation_counts count_escalation(const struct profiling *p, const struct subject *who) {
    struct escalation_counts counts = {0};
    for (int i = 0; i < who->count; i++) {
        int truth = escalation_truth(p, who->measured[i]);
        bool escalated = p->d->escalated[p->data->measured[who->measured[i]].row] == 1;
        counts.needed += truth == 1;
        counts.hits += truth == 1 && escalated;
        counts.unneeded += truth == 0;
        counts.false_alarms += truth == 0 && escalated;
    }
    return counts;
}

/* False alarms against what the others do at the very same decisions. */
static struct escalation_ratio adjusted(const struct profiling *p, const struct subject *who,
                                        struct escalation_item *items) {
    int count = 0;
    for (int i = 0; i < who->count; i++) {
        const struct measured *m = &p->data->measured[who->measured[i]];
        if (escalation_truth(p, who->measured[i]) != 0)
            continue;
        bool escalated = p->d->escalated[m->row] == 1;
        const struct item_tally *tally = &p->tally[m->item];
        items[count++] = (struct escalation_item){escalated, tally->escalated - escalated,
                                                  tally->escalation_n - 1};
    }
    return escalation_adjusted(items, count, p->bank_escalated[0]);
}

static struct reason reason_of(enum reason_code code, const struct escalation_counts *c) {
    return (struct reason){code, {c->false_alarms, c->unneeded, c->hits, c->needed}, {0}};
}

static void judge(const struct profiling *p, const struct subject *who,
                  struct escalation_line *out) {
    const struct escalation_counts *c = &out->counts;
    double escalates = NAN, keeps = NAN;
    out->false_alarm_rate = rate_habit(p, who, HABIT_ESCALATES);
    out->miss_rate = rate_habit(p, who, HABIT_KEEPS);
    if (out->false_alarm_rate.n >= MIN_UNNEEDED)
        escalates = mix_rate_above(&out->false_alarm_rate, rate_limit(p, HABIT_ESCALATES));
    if (out->miss_rate.n >= MIN_NEEDED)
        keeps = mix_rate_above(&out->miss_rate, rate_limit(p, HABIT_KEEPS));
    if (!isnan(escalates) || !isnan(keeps)) {
        out->line.state = STATE_TYPICAL;
        line_says(&out->line, reason_of(REASON_ESCALATED, c));
    }
    line_judge(p, &out->line, FLAG_DEFAULTS_TO_ESCALATION, escalates, out->false_alarm_rate.n);
    line_judge(p, &out->line, FLAG_KEEPS_WHAT_MUST_GO_UP, keeps, out->miss_rate.n);
}

static void forget_rates(struct escalation_measures *m) {
    m->hit_rate = m->false_alarm_rate = m->d_prime = m->criterion = m->log_beta = NAN;
    m->se_d_prime = m->se_criterion = NAN;
    m->d_prime_95 = m->criterion_95 = (struct interval){NAN, NAN};
}

void fill_escalation(const struct profiling *p, const struct subject *who,
                     struct profile *profile) {
    struct escalation_line *out = &profile->escalation;
    struct interval gap;
    out->counts = count_escalation(p, who);
    out->false_alarm_rate = out->miss_rate =
        (struct mix_rate){.rate = NAN, .expected = NAN, .ci_95 = {NAN, NAN}};
    line_init(&out->line, out->counts.needed + out->counts.unneeded);
    out->measured = escalation_measure(out->counts);
    out->gap = gap_share(out->counts, &gap);
    out->gap_low = gap.lo;
    out->gap_high = gap.hi;
    double se;
    out->gap_standardised = isnan(p->authority_rate)
                                ? NAN
                                : gap_share_standardised(out->counts, p->authority_rate, &se, &gap);
    bool is_shown = escalation_display(out->counts) != ESCALATION_COUNTS;
    struct escalation_item *items = malloc(((size_t)who->count + 1) * sizeof *items);
    struct escalation_ratio ratio = {0};
    if (items)
        ratio = adjusted(p, who, items);
    free(items);
    out->ratio = ratio.expected > 0 ? ratio.ratio : NAN;
    if (!is_shown) {
        forget_rates(&out->measured);
        out->gap = out->gap_low = out->gap_high = out->gap_standardised = NAN;
    }
    if (!line_has_enough(p, who, &out->line)) {
        forget_rates(&out->measured);
        out->gap = out->gap_low = out->gap_high = out->gap_standardised = NAN;
        return;
    }
    if (is_shown)
        line_band(&out->line, out->measured.criterion_95.lo, out->measured.criterion_95.hi,
                  out->measured.criterion, out->measured.se_criterion);
    judge(p, who, out);
    if (out->line.state == STATE_NOT_ENOUGH_DATA)
        line_lacks(&out->line, reason_of(REASON_FEW_ESCALATIONS, &out->counts));
}
