/* What a profile says last of all: a line without enough data carries no interpreted number, only
 * its counts and what is missing; and no rate lies outside its range. */
#include "score/profile_private.h"

#include <math.h>

static double held(double value, double low, double high) {
    return isnan(value) ? value : fmin(fmax(value, low), high);
}

static void hold(struct line *line, double low, double high) {
    line->low = held(line->low, low, high);
    line->high = held(line->high, low, high);
    line->likely_low = held(line->likely_low, low, high);
    line->likely_high = held(line->likely_high, low, high);
}

/* True: there is not enough; the band is gone. */
static bool is_unsaid(struct line *line) {
    if (line->state != STATE_NOT_ENOUGH_DATA)
        return false;
    line->low = line->high = line->likely_low = line->likely_high = NAN;
    return true;
}

/* The counts stay. */
static void forget_rate(struct mix_rate *rate) {
    rate->rate = rate->expected = NAN;
    rate->ci_95 = (struct interval){NAN, NAN};
}

static void forget_judgment(struct judgment_line *line) {
    line->theta = line->psd = line->se = line->theta_without_timeouts = NAN;
    line->below = line->report = line->report_se = NAN;
}

static void forget_escalation(struct escalation_line *line) {
    line->measured.d_prime = line->measured.criterion = NAN;
    line->measured.se_d_prime = line->measured.se_criterion = NAN;
    forget_rate(&line->false_alarm_rate);
    forget_rate(&line->miss_rate);
    line->gap = line->gap_low = line->gap_high = line->gap_standardised = line->ratio = NAN;
}

/* What was said and what was acceptable stay: they are the sentence of what is missing. */
static void forget_calibration(struct calibration_line *line) {
    struct confidence *m = &line->measured;
    m->brier = m->se_brier = m->overconfidence = m->ece = m->ece_expected = m->ece_excess = NAN;
    m->auc = m->se_auc = m->skill = NAN;
    m->murphy = m->corrected = m->unbiased = (struct murphy){NAN, NAN, NAN};
    line->peer_adjusted = line->peer_adjusted_se = NAN;
}

static void forget_integrity(struct integrity_line *line) {
    line->rate = line->clock_effect = line->clock_effect_se = line->evidence_difference = NAN;
    line->statements = (struct clock_statements){NAN, NAN, NAN};
    forget_rate(&line->parked);
}

void forget_unsaid(struct profile *profile) {
    if (is_unsaid(&profile->judgment.line))
        forget_judgment(&profile->judgment);
    if (is_unsaid(&profile->escalation.line))
        forget_escalation(&profile->escalation);
    if (is_unsaid(&profile->calibration.line))
        forget_calibration(&profile->calibration);
    if (is_unsaid(&profile->evidence.line)) {
        forget_rate(&profile->evidence.unlooked);
        profile->evidence.rate = profile->evidence.coverage =
            profile->evidence.residual_difference = NAN;
    }
    if (is_unsaid(&profile->integrity.line))
        forget_integrity(&profile->integrity);
    if (is_unsaid(&profile->trend.line))
        profile->trend.slope = profile->trend.slope_se = profile->trend.improving = NAN;
    hold(&profile->calibration.line, -1, 1);
    hold(&profile->evidence.line, 0, 1);
    hold(&profile->integrity.line, 0, 1);
}
