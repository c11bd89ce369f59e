/* The judgment profile of an agent or a team: six lines, never added up, each with its n, its band
 * and its state. Adding them would let good calibration buy back bad escalation and hide the
 * reason.
 *
 * States are posterior probabilities of single statements, never point estimates: a flag from
 * P ≥ .99, watch from .90, and no statement at all below the minimum data. With keys weaker than
 * operational the numbers are provisional: there are no flags, and what would be one is a watch.
 *
 * Judgment is J = 50 + 10 (η̂ − η₀), ten points a logit. η₀ is what the panel expects of a newly
 * certified agent, where panels say it of half of the person's decisions (anchored); else the mean
 * of the persons read here, of at least 5 (relative). Only an anchored J is judged:
 * `below_expected`, P(η < η_exp − .25). A relative one is an interval beside others and nothing is
 * said but, where the calls can tell it, that somebody cannot be told from guessing.
 *
 * All rules, their sources and limits: docs/scoring.md. */
#ifndef SCORE_PROFILE_H
#define SCORE_PROFILE_H

#include "score/reason.h"
#include "score/score_run.h"
#include "stats/betabin.h"
#include "stats/compare.h"
#include "stats/confidence.h"
#include "stats/escalation.h"
#include "stats/mix_rate.h"
#include "stats/process.h"

enum line_kind {
    LINE_JUDGMENT,
    LINE_ESCALATION,
    LINE_CALIBRATION,
    LINE_EVIDENCE,
    LINE_INTEGRITY,
    LINE_TREND,
    LINE_COUNT
};
const char *line_name(enum line_kind line);
const char *score_state_name(enum score_state state);

struct score_flag {
    enum flag_kind kind;
    double p, threshold;
    int n;
};
enum { LINE_FLAGS_MAX = 4 };

struct line {
    int n; /* decisions the line rests on */
    enum score_state state;
    struct reason reason;
    double low, high;               /* 95 % */
    double likely_low, likely_high; /* ± 1 SE */
    struct score_flag flags[LINE_FLAGS_MAX];
    int flag_count;
};

struct judgment_line {
    struct line line;
    double theta, psd, se, theta_without_timeouts;
    double report, report_se; /* J and its SE; NAN: there is nobody to stand beside */
    bool is_anchored;         /* beside the panel's expectation; else beside `pool_n` persons */
    int pool_n;
    double below;        /* P(η < η_exp − .25); NAN: not anchored, or too few decisions */
    bool tells_guessing; /* these calls tell somebody at η₀ from a blind choice */
    double guessing_z;   /* over a blind choice among the options offered; NAN: not told */
    int timeouts;
    double abandoned; /* share of the sessions that did not end */
};
struct escalation_line {
    struct line line;
    struct escalation_counts counts;
    struct escalation_measures measured; /* rates from 5 + 5 decisions; NAN below */
    double gap, gap_low, gap_high;
    double gap_standardised; /* NAN without an authority rate */
    double ratio;            /* false alarms observed / expected of the others */
    struct mix_rate false_alarm_rate, miss_rate;
};
struct calibration_line {
    struct line line; /* low … high: over-confidence */
    struct confidence measured;
    double peer_adjusted, peer_adjusted_se; /* shrunken; NAN */
    int scenarios;
};
/* How decisions were reached in time. Between agents speed is neither a virtue nor a vice. */
struct speed {
    int timed, rapid;               /* decisions with a time; too fast to have been read */
    double rate, low, high;         /* posterior mean and 95 %; NAN below 12 timed decisions */
    double above;                   /* P(rate > RAPID_RATE_LIMIT) */
    struct speed_accuracy accuracy; /* of an agent, in the window; a team's stays undefined */
};
struct evidence_line {
    struct line line; /* low … high: the rate */
    int unsupported, unsupported_right, unsupported_wrong;
    struct mix_rate unlooked;
    double rate;                /* standardised */
    double coverage;            /* mean */
    double panel_rate;          /* NAN: no panel plays */
    double residual_difference; /* of credit: unsupported − supported; NAN */
    double costs;               /* P(that is below 0); NAN */
    struct speed speed;
};
/* Of a team: share of the calls that end in the last tenth before the target, with the target
 * shown minus without. NAN: an agent's, or fewer than 8 calls in an arm. */
struct bunching {
    int with, without; /* calls that ended */
    int bunched_with, bunched_without;
    double difference;
    struct interval ci_95; /* Newcombe */
};
#define BUNCHING_WINDOW 0.10

struct integrity_line {
    struct line line; /* low … high: the rate */
    int taken, opportunities;
    double rate;
    struct mix_rate parked;
    double clock_effect, clock_effect_se; /* with the target shown − without; its own */
    int with_clock, without_clock;
    double evidence_difference; /* unsupported rate with clock − without; NAN */
    struct bunching bunching;
    struct clock_statements statements;
};
struct trend_line {
    struct line line;       /* low … high: the slope */
    double slope, slope_se; /* of θ in 30 days; shrunken */
    double improving;       /* P(slope > 0) */
    int occasions;
    double days;
};

/* Decisions beside n that count nowhere; see dataset.h. */
struct uncounted {
    int previewed, left, suspended, adjusted;
};

/* A competency: shown only if it says more about itself than the whole does (PRMSE). */
struct skill_score {
    int n;
    double mean_credit;
    bool has_added_value;
};

struct profile {
    int32_t id; /* text: agent, or team as the dataset has it; −1: those without a team */
    int n;      /* measured decisions in the window */
    int agents; /* of those, how many have a decision in the window */
    struct uncounted uncounted;
    struct judgment_line judgment;
    struct escalation_line escalation;
    struct calibration_line calibration;
    struct evidence_line evidence;
    struct integrity_line integrity;
    struct trend_line trend;
    struct skill_score skill[SKILL_COUNT];
};

const struct line *profile_line(const struct profile *profile, enum line_kind line);

struct profile_request {
    double authority_rate; /* share of contacts with a true authority limit; NAN: not told */
};

/* Agents (or teams) with at least one first exposure in a measurable mode, in byte order. *out is
 * the caller's to free. False: out of memory. */
bool profiles_make(const struct score_run *run, const struct profile_request *request,
                   struct profile **out, int *count, struct err *err);

#endif
