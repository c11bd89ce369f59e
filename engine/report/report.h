/* Scores as documents: JSON and CSV for programs, a table for people. Only `commands` prints them.
 */
#ifndef REPORT_REPORT_H
#define REPORT_REPORT_H

#include "record/csv.h"
#include "score/profile.h"

enum score_by {
    SCORE_BY_AGENT,
    SCORE_BY_TEAM,
    SCORE_BY_SCENARIO,
    SCORE_BY_DECISION,
    SCORE_BY_COUNT
};
const char *score_by_name(enum score_by by); /* NULL outside the range */
int score_by_of(const char *name);           /* -1: none */

/* Shares of a scenario's or a decision's measured decisions. */
struct share_row {
    const char *scenario, *scene, *node, *level; /* by scenario: only the first */
    int n, agents, timeouts;
    int credited;                    /* with a credit */
    double credit;                   /* sum, 0 … n */
    int best, acceptable, escalated; /* category 2; 1 or 2; escalations */
};

/* *out is the caller's to free; texts are the columns'. False: out of memory. */
bool share_rows_make(const struct dataset *data, bool by_decision, struct share_row **out,
                     int *count, struct err *err);

struct score_report {
    const struct score_run *run;
    enum score_by by;
    const struct profile *profiles; /* by agent or team */
    const struct share_row *shares; /* by scenario or decision */
    int count;
};

void score_report_json(const struct score_report *report, struct buf *out);
void score_report_csv(const struct score_report *report, enum csv_style style, struct buf *out);
void score_report_text(const struct score_report *report, struct buf *out);

/* One sentence a line about the logs behind the numbers: how many were set aside and why, what the
 * filter left out, whether broken ones were read all the same, which ids look alike. Nothing where
 * there is nothing to say. */
void report_logs_text(const struct dataset *data, struct buf *out);

#endif
