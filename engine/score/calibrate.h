/* A calibration from a scoring: difficulty and health of each decision, as a trainer reads it, and
 * as the file that later scorings use. Rules of the worklist: docs/scoring.md, "Node health". */
#ifndef SCORE_CALIBRATE_H
#define SCORE_CALIBRATE_H

#include "score/score_run.h"

enum { WORKLIST_MAX = 8 };

/* What a trainer should look at. `option`: place among the
 * options shown, sorted; −1: the decision as a whole. */
enum complaint_kind {
    NODE_TOO_EASY,    /* P(mean credit > .90) ≥ .9, n ≥ 20 */
    NODE_TOO_HARD,    /* P(mean credit < .20) ≥ .9, n ≥ 20 */
    NODE_DEAD_OPTION, /* chosen by none of 30, or by less than 3 % for sure */
    NODE_MISFIT,      /* |z| > 2.6 and outside [.75, 1.33], n ≥ 50 */
    NODE_FLAT,        /* discrimination's upper limit below .10, n ≥ 50 */
    NODE_MISKEY,      /* abler agents take another option than the best, P ≥ .95 */
    NODE_TIMEOUTS,    /* over 15 % run out of time, n ≥ 20 */
    NODE_WORN_OUT,    /* met by over 60 % of at least 20 agents */
    NODE_COMPLAINT_COUNT
};
const char *node_complaint_name(enum complaint_kind kind);

struct node_complaint {
    enum complaint_kind kind;
    int option;
};

struct node_health {
    int32_t item;
    int n, timeouts;
    double mean_credit;     /* NAN: no credit known */
    bool is_scaled;         /* the fields below are known */
    double se[IRT_TOP_MAX]; /* of d_1 … d_top */
    bool se_is_approximate;
    struct irt_node_fit fit;
    struct node_complaint worklist[WORKLIST_MAX];
    int worklist_count;
};

/* `out` has one place an item of the dataset. False: out of memory. */
bool node_healths(const struct score_run *run, struct node_health *out, struct err *err);

/* The whole calibration as JSON, a line feed at its end. It is also the file. */
void calibration_write(const struct score_run *run, const struct node_health *health,
                       struct buf *out);

#endif
