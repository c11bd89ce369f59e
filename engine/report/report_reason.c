#include "report/report_reason.h"

#include "model/scenario.h"
#include "stats/minima.h"

#include <math.h>

/* What is stated of somebody, said so that the person it is about can read it. */
static const char *const flags[FLAG_COUNT] = {
    [FLAG_BELOW_EXPECTED] =
        "decides further from the panel than it expects of a newly certified agent",
    [FLAG_DEFAULTS_TO_ESCALATION] = "passes up calls that could be settled",
    [FLAG_KEEPS_WHAT_MUST_GO_UP] = "keeps calls that must go up",
    [FLAG_OVER_CONFIDENT] = "is surer than the choices were right",
    [FLAG_UNDER_CONFIDENT] = "is less sure than the choices were right",
    [FLAG_DECIDES_UNLOOKED] = "decides without looking up what is needed",
    [FLAG_RAPID] = "decides before the options can be read",
    [FLAG_PARKS_CALLS] = "takes ways out that stop the clock and settle nothing",
    [FLAG_CLOCK_SENSITIVE] = "judges less well when the target is shown",
    [FLAG_LOOKS_LESS] = "looks up less when the target is shown",
    [FLAG_DECLINING] = "judgment declines over new scenarios"};

static void no_key(const int *n, struct buf *out) {
    buf_printf(out,
               "no decision has a key of the strength asked for (%s): operational %d, pilot %d, "
               "illustrative %d, ambiguous %d, none %d",
               key_status_name((enum key_status)n[KEY_STATUS_COUNT]), n[KEY_OPERATIONAL],
               n[KEY_PILOT], n[KEY_ILLUSTRATIVE], n[KEY_AMBIGUOUS], n[KEY_NONE]);
}

/* What is missing. */
static void lack(const struct reason *reason, struct buf *out) {
    const int *n = reason->count;
    switch (reason->code) {
    case REASON_NO_KEY:
        no_key(n, out);
        break;
    case REASON_NONE_RECENT:
        buf_printf(out, "no decision is of the last %d days; %d are older", n[1], n[0]);
        break;
    case REASON_MORE_DECISIONS:
        buf_printf(out, "%d more decisions are needed", n[0]);
        break;
    case REASON_MORE_SCENARIOS:
        buf_printf(out, "%d more scenarios are needed", n[0]);
        break;
    case REASON_MORE_BOTH:
        buf_printf(out, "%d more decisions and %d more scenarios are needed", n[0], n[1]);
        break;
    case REASON_FEW_ON_SCALE:
        buf_printf(out,
                   "%d decisions in %d scenarios are recent enough and on the scale; %d in %d are "
                   "needed",
                   n[0], n[1], MIN_DECISIONS, MIN_SCENARIOS);
        break;
    case REASON_FEW_AGENTS:
        buf_printf(out, "there are %d agents to compare with; %d are needed, or a calibration",
                   n[0], MIN_POOL_AGENTS);
        break;
    case REASON_FEW_ESCALATIONS:
        buf_printf(out,
                   "escalated %d of the %d that could be settled, %d of the %d that had to go up; "
                   "%d more of the first or %d more of the second are needed",
                   n[0], n[1], n[2], n[3], MIN_UNNEEDED - n[1], MIN_NEEDED - n[3]);
        break;
    case REASON_FEW_STATED:
        buf_printf(out, "%d more decisions with a confidence are needed", n[0]);
        break;
    default:
        break;
    }
}

static void lack_of_process(const struct reason *reason, struct buf *out) {
    const int *n = reason->count;
    switch (reason->code) {
    case REASON_SHORT_STATED:
        buf_printf(out,
                   "said %.0f %% on average, %.0f %% were acceptable; %d decisions in %d scenarios "
                   "are needed to say more, these are %d in %d",
                   100 * reason->share[0], 100 * reason->share[1], MIN_STATED_FLAG,
                   MIN_STATED_SCENARIOS, n[0], n[1]);
        break;
    case REASON_FEW_EVIDENCE:
        buf_printf(out, "%d more decisions that need evidence are needed", n[0]);
        break;
    case REASON_FEW_CLOCK:
        buf_printf(
            out,
            "%d chances to stop the clock are needed (here %d), or %d decisions with the target "
            "shown and as many without (here %d and %d)",
            MIN_STOP_CHANCES, n[0], MIN_CLOCK_ARM, n[1], n[2]);
        break;
    case REASON_TEAM_TREND:
        buf_text(out, "a trend is a person's; see --by agent");
        break;
    case REASON_FEW_OCCASIONS:
        buf_printf(out,
                   "%d occasions of %d new decisions over %.0f days; %d over %d days are needed",
                   n[0], MIN_OCCASION_DECISIONS, reason->share[0], MIN_OCCASIONS, MIN_TREND_DAYS);
        break;
    default:
        lack(reason, out);
        break;
    }
}

/* The probability is that of the sentence beside it. */
static void statement(const struct reason *reason, struct buf *out) {
    double p = reason->share[0];
    const char *word = p >= 0.99 ? "clearly" : p >= 0.90 ? "probably" : "perhaps";
    buf_printf(out, "%s %s (probability %.3f)", word, flags[reason->count[0]], p);
    if (reason->count[0] == FLAG_DECIDES_UNLOOKED)
        buf_printf(out, "; that it costs credit has probability %.3f", reason->share[1]);
}

void report_reason(const struct reason *reason, struct buf *out) {
    const int *n = reason->count;
    switch (reason->code) {
    case REASON_BESIDE_POOL:
        buf_printf(out, "50 is the mean of the %d people read here", n[0]);
        break;
    case REASON_BESIDE_PANEL:
        buf_text(out, "50 is what the panel expects of a newly certified agent");
        break;
    case REASON_PANEL_EXPECTS_MORE:
        buf_text(out, "50 is what the panel expects of a newly certified agent, which is more than "
                      "half of the people read here show");
        break;
    case REASON_ESCALATED:
        buf_printf(out,
                   "escalated %d of the %d that could be settled, %d of the %d that had to go up",
                   n[0], n[1], n[2], n[3]);
        break;
    case REASON_STATED:
        buf_printf(out, "said %.0f %% on average, %.0f %% were acceptable (%d decisions)",
                   100 * reason->share[0], 100 * reason->share[1], n[0]);
        break;
    case REASON_UNSUPPORTED:
        buf_printf(out, "%d of %d decisions without the evidence they need (%d of them right)",
                   n[0], n[1], n[2]);
        break;
    case REASON_STOPPED:
        buf_printf(out, "stopped the clock at %d of %d chances", n[0], n[1]);
        break;
    case REASON_IMPROVING:
        buf_text(out, "improving");
        break;
    case REASON_NO_CHANGE:
        buf_text(out, "no clear change");
        break;
    case REASON_LIKE_GUESSING:
        buf_printf(out,
                   "cannot be told from guessing (%.1f standard deviations above a blind choice; "
                   "1.96 are needed)",
                   reason->share[0]);
        break;
    case REASON_FLAG:
        statement(reason, out);
        break;
    default:
        lack_of_process(reason, out);
        break;
    }
}

/* The rate beside these two lines is of one thing, and a flag may be about another: each number
 * gets its own sentence. */
void report_line_reason(const struct profile *profile, enum line_kind kind, struct buf *out) {
    const struct reason *reason = &profile_line(profile, kind)->reason;
    bool is_flag = reason->code == REASON_FLAG;
    const struct evidence_line *evidence = &profile->evidence;
    const struct integrity_line *integrity = &profile->integrity;
    if (is_flag && kind == LINE_EVIDENCE && reason->count[0] == FLAG_RAPID)
        buf_printf(
            out,
            "%d of %d decisions without the evidence they need; beside that %.0f %% (%.0f to "
            "%.0f) of %d timed decisions came too fast: ",
            evidence->unsupported, evidence->line.n, 100 * evidence->speed.rate,
            100 * evidence->speed.low, 100 * evidence->speed.high, evidence->speed.timed);
    if (is_flag && kind == LINE_INTEGRITY && !isnan(integrity->rate))
        buf_printf(out, "stopped the clock at %d of %d chances; ", integrity->taken,
                   integrity->opportunities);
    report_reason(reason, out);
}
