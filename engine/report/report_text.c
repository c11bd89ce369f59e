/* The table a person reads. States come first; numbers stand with their bands. */
#include "base/clock.h"
#include "base/utf8.h"
#include "base/visible.h"
#include "report/report.h"
#include "report/report_json.h"
#include "report/report_reason.h"
#include "report/report_share_rows.h"

#include <math.h>
#include <string.h>

static void pad(struct buf *out, const char *text, size_t width) {
    size_t len = utf8_length(text, strlen(text));
    buf_text(out, text);
    for (; len < width; len++)
        buf_char(out, ' ');
}

/* Names come from logs that anybody may have written. */
static void text_name(struct buf *out, const char *name) {
    visible_add(out, name, strlen(name), VISIBLE_TEXT);
}

static const char *state_word(enum score_state state) {
    return state == STATE_NOT_ENOUGH_DATA ? "not enough data" : score_state_name(state);
}

static void text_band(struct buf *out, const struct profile *profile, enum line_kind kind) {
    const struct line *line = profile_line(profile, kind);
    if (isnan(line->low) || line->state == STATE_NOT_ENOUGH_DATA)
        return;
    switch (kind) {
    case LINE_JUDGMENT:
        buf_printf(out,
                   "J %.0f (likely %.0f to %.0f, surely %.0f to %.0f): ", profile->judgment.report,
                   line->likely_low, line->likely_high, line->low, line->high);
        break;
    case LINE_ESCALATION:
        if (escalation_display(profile->escalation.counts) == ESCALATION_MEASURES)
            buf_printf(
                out, "d' %.1f, lean %+.1f (%+.1f to %+.1f): ", profile->escalation.measured.d_prime,
                profile->escalation.measured.criterion, line->low, line->high);
        break;
    case LINE_CALIBRATION:
        buf_printf(out, "over-confidence %+.0f %% (%+.0f to %+.0f): ",
                   100 * profile->calibration.measured.overconfidence, 100 * line->low,
                   100 * line->high);
        break;
    case LINE_EVIDENCE:
    case LINE_INTEGRITY:
        buf_printf(out, "%.0f %% (%.0f to %.0f): ",
                   100 * (kind == LINE_EVIDENCE ? profile->evidence.rate : profile->integrity.rate),
                   100 * line->low, 100 * line->high);
        break;
    default:
        buf_printf(out, "%+.2f a month (%+.2f to %+.2f): ", profile->trend.slope, line->low,
                   line->high);
        break;
    }
}

static const char *haste(const struct interval *rho) {
    if (rho->lo > 0)
        return "rushing costs credit";
    return rho->hi < 0 ? "slower decisions earn less" : "no clear link between haste and credit";
}

/* Beside the lines: how decisions were reached in time. */
static void text_speed(struct buf *out, const struct speed *speed) {
    const struct speed_accuracy *accuracy = &speed->accuracy;
    if (!isnan(speed->rate))
        buf_printf(out,
                   "  beside: %d of %d decisions too fast to have been read (%.0f %%, %.0f to "
                   "%.0f)\n",
                   speed->rapid, speed->timed, 100 * speed->rate, 100 * speed->low,
                   100 * speed->high);
    if (!isnan(accuracy->bootstrap.ci_95.lo))
        buf_printf(out, "  beside: %s (rank correlation %+.2f, %+.2f to %+.2f; %d decisions)\n",
                   haste(&accuracy->bootstrap.ci_95), accuracy->rho, accuracy->bootstrap.ci_95.lo,
                   accuracy->bootstrap.ci_95.hi, accuracy->n);
}

/* Beside integrity: of a team. */
static void text_bunching(struct buf *out, const struct bunching *bunching) {
    if (isnan(bunching->difference))
        return;
    buf_printf(out,
               "  beside: %d of %d calls ended just before the target where it was shown, %d of %d "
               "where not (difference %+.0f %%, %+.0f to %+.0f)\n",
               bunching->bunched_with, bunching->with, bunching->bunched_without, bunching->without,
               100 * bunching->difference, 100 * bunching->ci_95.lo, 100 * bunching->ci_95.hi);
}

/* "12 previewed, 3 left: not counted". */
static void text_uncounted(struct buf *out, const struct uncounted *uncounted) {
    const struct {
        int n;
        const char *what;
    } kinds[] = {{uncounted->previewed, "previewed"},
                 {uncounted->left, "left"},
                 {uncounted->suspended, "while the machine slept"},
                 {uncounted->adjusted, "timeouts at adjusted timing"}};
    bool any = false;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (kinds[i].n == 0)
            continue;
        buf_printf(out, "%s%d %s", any ? ", " : "; ", kinds[i].n, kinds[i].what);
        any = true;
    }
    if (any)
        buf_text(out, ": not counted");
}

static void text_profile(struct buf *out, const struct score_report *report,
                         const struct profile *profile) {
    const struct columns *columns = report->run->data->columns;
    buf_char(out, '\n');
    text_name(out, profile->id < 0 ? "(no team)" : columns_text(columns, profile->id));
    buf_printf(out, ": %d decision%s", profile->n, profile->n == 1 ? "" : "s");
    if (report->by == SCORE_BY_TEAM)
        buf_printf(out, " of %d agent%s", profile->agents, profile->agents == 1 ? "" : "s");
    text_uncounted(out, &profile->uncounted);
    buf_text(out, report->run->data->is_provisional ? " (provisional)\n" : "\n");
    for (int kind = 0; kind < LINE_COUNT; kind++) {
        const struct line *line = profile_line(profile, (enum line_kind)kind);
        buf_text(out, "  ");
        pad(out, line_name((enum line_kind)kind), 17);
        pad(out, state_word(line->state), 17);
        text_band(out, profile, (enum line_kind)kind);
        report_line_reason(profile, (enum line_kind)kind, out);
        buf_char(out, '\n');
    }
    text_speed(out, &profile->evidence.speed);
    text_bunching(out, &profile->integrity.bunching);
    for (int skill = 0; skill < SKILL_COUNT; skill++)
        if (profile->skill[skill].has_added_value)
            buf_printf(out, "  %s: mean credit %.2f (%d decisions)\n",
                       skill_name((enum skill)skill), profile->skill[skill].mean_credit,
                       profile->skill[skill].n);
}

/* Where the calls cannot tell it of anybody, their silence about guessing is no praise. */
static void text_guessing(const struct score_report *report, struct buf *out) {
    int placed = 0, told = 0;
    for (int i = 0; report->profiles && i < report->count; i++) {
        placed += !isnan(report->profiles[i].judgment.report);
        told += report->profiles[i].judgment.tells_guessing;
    }
    if (placed > 0 && told == 0)
        buf_text(out, "These calls do not tell judging from guessing.\n");
    else if (placed > told)
        buf_printf(out, "For %d of %d the calls do not tell judging from guessing.\n",
                   placed - told, placed);
}

void score_report_text(const struct score_report *report, struct buf *out) {
    const struct dataset *data = report->run->data;
    char as_of[25] = "";
    if (data->as_of_ms != INT64_MIN)
        clock_format_utc(data->as_of_ms, as_of);
    buf_printf(out, "%d decision%s: first meetings of the last %d days%s%.10s, keys from '%s' up",
               data->window, data->window == 1 ? " counts" : "s count", data->window_days,
               *as_of ? " as of " : "", as_of, key_status_name(data->keys));
    if (report->run->calibration) {
        buf_text(out, ", calibration ");
        text_name(out, report->run->calibration->id);
    }
    buf_char(out, '\n');
    if (data->is_provisional)
        buf_text(out, "Provisional: a practice key, not a measured one. No flags are raised.\n");
    report_logs_text(data, out);
    text_guessing(report, out);
    if (report->profiles)
        for (int i = 0; i < report->count; i++)
            text_profile(out, report, &report->profiles[i]);
    else if (report->count) {
        buf_char(out, '\n');
        share_rows_text(report, out);
    }
    if (report->count == 0)
        buf_printf(out,
                   "\nNothing to score here: first exposures by key: operational %lld, pilot "
                   "%lld, illustrative %lld, ambiguous %lld, none %lld.\n",
                   (long long)data->by_key[KEY_OPERATIONAL], (long long)data->by_key[KEY_PILOT],
                   (long long)data->by_key[KEY_ILLUSTRATIVE],
                   (long long)data->by_key[KEY_AMBIGUOUS], (long long)data->by_key[KEY_NONE]);
}
