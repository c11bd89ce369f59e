/* offscript score --json: the document of docs/commands.md. */
#include "base/clock.h"
#include "report/report.h"
#include "report/report_json.h"
#include "report/report_reason.h"
#include "report/report_share_rows.h"

#include <math.h>
#include <stdlib.h>

#define D(name, value) json_member_double(out, name, value)
#define I(name, value) json_member_int(out, name, value)

static void write_line(struct buf *out, const struct profile *profile, enum line_kind kind) {
    const struct line *line = profile_line(profile, kind);
    I("n", line->n);
    json_member_text(out, "state", score_state_name(line->state));
    struct buf reason = {0};
    report_line_reason(profile, kind, &reason);
    json_member_text(out, "reason", buf_cstr(&reason));
    buf_finish(&reason);
    D("low", line->low);
    D("high", line->high);
    D("likely_low", line->likely_low);
    D("likely_high", line->likely_high);
    json_key(out, "flags");
    buf_char(out, '[');
    for (int i = 0; i < line->flag_count; i++) {
        const struct score_flag *flag = &line->flags[i];
        json_key(out, NULL);
        buf_char(out, '{');
        json_member_text(out, "name", flag_name(flag->kind));
        D("p", flag->p);
        D("threshold", flag->threshold);
        I("n", flag->n);
        buf_char(out, '}');
    }
    buf_char(out, ']');
}

static void write_judgment(struct buf *out, const struct judgment_line *line) {
    D("theta", line->theta);
    D("psd", line->psd);
    D("se", line->se);
    D("theta_without_timeouts", line->theta_without_timeouts);
    bool has_place = !isnan(line->report);
    D("j", line->report);
    json_member_text(out, "beside",
                     !has_place          ? NULL
                     : line->is_anchored ? "what the panel expects of a newly certified agent"
                                         : "the people read here");
    D("pool_n", has_place ? line->pool_n : NAN);
    D("p_below_expected", line->below);
    json_key(out, "tells_guessing");
    json_bool(out, line->tells_guessing);
    D("guessing_z", line->tells_guessing ? line->guessing_z : NAN);
    I("timeouts", line->timeouts);
    D("abandoned_share", line->abandoned);
}

/* x and n stand beside; `expected` is what others would have there, from 3 on. */
static void write_rate(struct buf *out, const char *name, const struct mix_rate *rate) {
    json_key(out, name);
    buf_char(out, '{');
    I("x", rate->x);
    I("n", rate->n);
    D("expected", rate->expected >= 3 ? rate->expected : NAN);
    json_key(out, "adjusted");
    json_bool(out, rate->is_adjusted);
    D("rate", rate->rate);
    D("low", rate->ci_95.lo);
    D("high", rate->ci_95.hi);
    buf_char(out, '}');
}

static void write_escalation(struct buf *out, const struct escalation_line *line) {
    I("hits", line->counts.hits);
    I("needed", line->counts.needed);
    I("false_alarms", line->counts.false_alarms);
    I("unneeded", line->counts.unneeded);
    D("d_prime", line->measured.d_prime);
    D("criterion", line->measured.criterion);
    D("se_d_prime", line->measured.se_d_prime);
    D("se_criterion", line->measured.se_criterion);
    D("gap_share", line->gap);
    D("gap_share_standardised", line->gap_standardised);
    D("observed_to_expected", line->ratio);
    write_rate(out, "false_alarm_rate", &line->false_alarm_rate);
    write_rate(out, "miss_rate", &line->miss_rate);
}

static void write_calibration(struct buf *out, const struct calibration_line *line) {
    const struct confidence *m = &line->measured;
    D("brier", m->brier);
    D("reliability", m->murphy.reliability);
    D("resolution", m->murphy.resolution);
    D("uncertainty", m->murphy.uncertainty);
    D("overconfidence", m->overconfidence);
    D("ece", m->ece);
    D("auc", m->auc);
    D("ece_excess", m->ece_excess);
    D("reliability_corrected", m->corrected.reliability);
    D("peer_adjusted", line->peer_adjusted);
}

static void write_speed(struct buf *out, const struct speed *speed) {
    D("rapid_rate", speed->rate);
    D("rapid_low", speed->low);
    D("rapid_high", speed->high);
    I("rapid", speed->rapid);
    I("timed", speed->timed);
    json_key(out, "speed_accuracy");
    buf_char(out, '{');
    D("rho", speed->accuracy.rho);
    D("low", speed->accuracy.bootstrap.ci_95.lo);
    D("high", speed->accuracy.bootstrap.ci_95.hi);
    I("n", speed->accuracy.n);
    buf_char(out, '}');
}

static void write_evidence(struct buf *out, const struct evidence_line *line) {
    write_rate(out, "unlooked_rate", &line->unlooked);
    I("unsupported", line->unsupported);
    I("unsupported_right", line->unsupported_right);
    I("unsupported_wrong", line->unsupported_wrong);
    D("coverage", line->coverage);
    D("panel_rate", line->panel_rate);
    D("credit_difference", line->residual_difference);
    D("p_costs_credit", line->costs);
    write_speed(out, &line->speed);
}

static void write_bunching(struct buf *out, const struct bunching *bunching) {
    json_key(out, "bunching");
    buf_char(out, '{');
    D("difference", bunching->difference);
    D("low", bunching->ci_95.lo);
    D("high", bunching->ci_95.hi);
    I("n", bunching->with + bunching->without);
    I("with_clock", bunching->with);
    I("without_clock", bunching->without);
    buf_char(out, '}');
}

static void write_integrity(struct buf *out, const struct integrity_line *line) {
    write_rate(out, "parked_rate", &line->parked);
    D("clock_effect", line->clock_effect);
    D("clock_effect_se", line->clock_effect_se);
    I("stopped", line->taken);
    I("opportunities", line->opportunities);
    I("with_clock", line->with_clock);
    I("without_clock", line->without_clock);
    D("unsupported_difference", line->evidence_difference);
    D("p_parks_calls", line->statements.parks);
    D("p_clock_sensitive", line->statements.sensitive);
    D("p_looks_less", line->statements.looks_less);
}

static void write_trend(struct buf *out, const struct trend_line *line) {
    D("slope", line->slope);
    D("slope_se", line->slope_se);
    D("improving", line->improving);
    I("occasions", line->occasions);
    D("days", line->occasions > 1 ? line->days : NAN);
}

static void write_figures(struct buf *out, const struct profile *profile, enum line_kind kind,
                          enum score_by by) {
    switch (kind) {
    case LINE_JUDGMENT:
        write_judgment(out, &profile->judgment);
        break;
    case LINE_ESCALATION:
        write_escalation(out, &profile->escalation);
        break;
    case LINE_CALIBRATION:
        write_calibration(out, &profile->calibration);
        break;
    case LINE_EVIDENCE:
        write_evidence(out, &profile->evidence);
        break;
    case LINE_INTEGRITY:
        write_integrity(out, &profile->integrity);
        if (by == SCORE_BY_TEAM)
            write_bunching(out, &profile->integrity.bunching);
        break;
    default:
        write_trend(out, &profile->trend);
        break;
    }
}

/* Only those that say more about themselves than the whole does. */
static void write_skills(struct buf *out, const struct profile *profile) {
    bool any = false;
    for (int skill = 0; skill < SKILL_COUNT; skill++)
        any = any || profile->skill[skill].has_added_value;
    if (!any)
        return;
    json_key(out, "skills");
    buf_char(out, '[');
    for (int skill = 0; skill < SKILL_COUNT; skill++) {
        if (!profile->skill[skill].has_added_value)
            continue;
        json_key(out, NULL);
        buf_char(out, '{');
        json_member_text(out, "skill", skill_name((enum skill)skill));
        I("n", profile->skill[skill].n);
        D("mean_credit", profile->skill[skill].mean_credit);
        buf_char(out, '}');
    }
    buf_char(out, ']');
}

static void write_uncounted(struct buf *out, const struct uncounted *uncounted) {
    json_key(out, "not_counted");
    buf_char(out, '{');
    I("previewed", uncounted->previewed);
    I("left", uncounted->left);
    I("suspended", uncounted->suspended);
    I("adjusted_timeouts", uncounted->adjusted);
    buf_char(out, '}');
}

static void write_profile(struct buf *out, const struct score_report *report,
                          const struct profile *profile) {
    json_key(out, NULL);
    buf_char(out, '{');
    json_member_text(out, "id", columns_text(report->run->data->columns, profile->id));
    I("n", profile->n);
    if (report->by == SCORE_BY_TEAM)
        I("agents", profile->agents);
    write_uncounted(out, &profile->uncounted);
    json_key(out, "lines");
    buf_char(out, '{');
    for (int kind = 0; kind < LINE_COUNT; kind++) {
        json_key(out, line_name((enum line_kind)kind));
        buf_char(out, '{');
        write_line(out, profile, (enum line_kind)kind);
        write_figures(out, profile, (enum line_kind)kind, report->by);
        buf_char(out, '}');
    }
    buf_char(out, '}');
    write_skills(out, profile);
    buf_char(out, '}');
}

static void write_head(struct buf *out, const struct score_report *report) {
    const struct dataset *data = report->run->data;
    char as_of[25] = "";
    if (data->as_of_ms != INT64_MIN)
        clock_format_utc(data->as_of_ms, as_of);
    buf_text(out, "{\"v\":1");
    json_member_text(out, "by", score_by_name(report->by));
    json_member_text(out, "keys", key_status_name(data->keys));
    json_key(out, "provisional");
    json_bool(out, data->is_provisional);
    json_member_text(out, "calibration",
                     report->run->calibration ? report->run->calibration->id : NULL);
    json_member_text(out, "as_of", as_of);
    I("window_days", data->window_days);
}

void score_report_json(const struct score_report *report, struct buf *out) {
    write_head(out, report);
    json_key(out, "rows");
    if (report->profiles) {
        buf_char(out, '[');
        for (int i = 0; i < report->count; i++)
            write_profile(out, report, &report->profiles[i]);
        buf_char(out, ']');
    } else {
        share_rows_json(report, out);
    }
    json_logs(out, report->run->data);
    buf_text(out, "}\n");
}
