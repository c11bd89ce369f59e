/* Between the files profile*.c: what one line needs of everybody. */
#ifndef SCORE_PROFILE_PRIVATE_H
#define SCORE_PROFILE_PRIVATE_H

#include "base/arena.h"
#include "score/profile.h"
#include "stats/mix_rate.h"
#include "stats/shrink.h"

/* Whom a profile is about: an agent, or all agents of a team. */
struct subject {
    int32_t id;
    int32_t *agents; /* of the dataset */
    int agent_count;
    int32_t *measured; /* of the dataset, by agent, then time */
    int count;
};

/* What may be a habit: each counted over the decisions at which it could show. */
enum habit { HABIT_ESCALATES, HABIT_KEEPS, HABIT_PARKS, HABIT_DECIDES_UNLOOKED, HABIT_COUNT };

/* A habit over the bank: everybody's first meetings, and the panel's own plays. */
struct habit_mix {
    int32_t *x, *n, *panel_x, *panel_n; /* one an item */
    int all_x, all_n;
    double bank, base; /* x of n over all; Σ n_j p_j with nobody taken out */
    double panel_rate; /* at the same mix, from 5 plays an item; NAN */
};

/* Everybody's choices at an item; an agent is compared with the others there. */
struct item_tally {
    int escalation_n, escalated; /* decisions that count for escalation, and escalations */
    int confidence_n;
    double gap_sum; /* Σ (stated − acceptable) */
};

struct profiling {
    const struct score_run *run;
    const struct dataset *data;
    const struct decision_columns *d;
    double authority_rate;
    bool by_team;
    struct arena *arena;
    struct subject *subjects;
    int count;
    struct item_tally *tally;
    double bank_escalated[2]; /* share who escalate where it is unneeded, needed */
    double bank_gap;
    /* the spread over agents */
    struct rate_prior rapid_rate;
    struct habit_mix mix[HABIT_COUNT];
    int32_t *own_x, *own_n; /* one an item; of the subject at hand, else 0 */
    struct shrink peer, slope;
    double *peer_value, *peer_se, *clock_value, *clock_se, *slope_value, *slope_se; /* a subject */
    int8_t *rapid;    /* a measured decision: 1, 0; −1: not timed */
    double *slowness; /* a measured decision: residual of ln t; NAN: not expected */
    /* room for one subject's decisions */
    double *value, *other;
    int *cluster;
};

/* Does the decision count for escalation: its truth (1 needed, 0 unneeded), else −1. */
int escalation_truth(const struct profiling *p, int32_t measured);
bool has_confidence(const struct profiling *p, int32_t measured);
int is_acceptable(const struct profiling *p, int32_t measured); /* 1, 0 */

/* 1 the habit shows, 0 it could have, −1 it could not. */
int habit_of(const struct profiling *p, enum habit habit, int32_t row);
struct mix_rate rate_habit(const struct profiling *p, const struct subject *who, enum habit habit);
double rate_limit(const struct profiling *p, enum habit habit); /* above which it is a habit */

struct escalation_counts count_escalation(const struct profiling *p, const struct subject *who);
void count_evidence(const struct profiling *p, const struct subject *who,
                    struct evidence_line *out);
void count_gaming(const struct profiling *p, const struct subject *who, struct integrity_line *out);

/* What everybody must be known for first: sums, priors, shrinkage. */
bool prepare_confidence(struct profiling *p, struct err *err);
bool prepare_rates(struct profiling *p, struct err *err);
bool prepare_clock(struct profiling *p, struct err *err);
bool prepare_trend(struct profiling *p, struct err *err);
bool prepare_speed(struct profiling *p, struct err *err);

void fill_judgment(const struct profiling *p, const struct subject *who, struct profile *out);
/* `below_expected`, once everybody's J is known. */
void judge_expected(struct profiling *p, struct profile *profiles);
void fill_escalation(const struct profiling *p, const struct subject *who, struct profile *out);
bool fill_calibration(const struct profiling *p, int subject, struct profile *out, struct err *err);
bool fill_evidence(const struct profiling *p, const struct subject *who, struct profile *out,
                   struct err *err);
void speed_init(struct speed *speed);
bool fill_speed(const struct profiling *p, const struct subject *who, struct speed *out);
void fill_bunching(const struct profiling *p, const struct subject *who, struct bunching *out);
void fill_integrity(const struct profiling *p, int subject, struct profile *out);
void fill_trend(const struct profiling *p, int subject, struct profile *out);
bool fill_skills(const struct profiling *p, struct profile *profiles, struct err *err);

/* The general minimum: 12 decisions in 3 scenarios. False: the line says what is missing. */
bool line_has_enough(const struct profiling *p, const struct subject *who, struct line *line);
void line_init(struct line *line, int n);
void line_band(struct line *line, double low, double high, double value, double se);
void line_lacks(struct line *line, struct reason reason); /* and there is not enough data */
void line_says(struct line *line, struct reason reason);

/* Raises a flag from .90, a watch from .75; the worst of several stays and is the reason. A
 * provisional flag is a watch and is not listed. */
void line_judge(const struct profiling *p, struct line *line, enum flag_kind flag,
                double probability, int n);

/* The last step, when everybody's lines are full. */
void forget_unsaid(struct profile *profile);

#endif
