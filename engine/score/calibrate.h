/* A calibration from a scoring: difficulty and health of each decision, as a trainer reads it, and
 * as the file that later scorings use. Rules of the worklist: docs/scoring.md, "Node health". */
#ifndef SCORE_CALIBRATE_H
#define SCORE_CALIBRATE_H

#include "score/score_run.h"

enum { WORKLIST_MAX = 16 };

/* What a trainer should look at. `option`: place among the options, sorted; −1: the decision
 * as a whole. `other`: the item it is asked twice with; −1. */
enum complaint_kind {
    NODE_TOO_EASY,    /* P(mean credit > .90) ≥ .9, n ≥ 20 */
    NODE_TOO_HARD,    /* P(mean credit < .20) ≥ .9, n ≥ 20 */
    NODE_DEAD_OPTION, /* chosen by none of 30, or by less than 3 % for sure */
    NODE_MISFIT,      /* |z| > 2.6 and outside [.75, 1.33], n ≥ 50 */
    NODE_FLAT,        /* discrimination's upper limit below .10, n ≥ 50 */
    NODE_MISKEY,      /* abler agents take another option than the best, P ≥ .95 */
    NODE_TIMEOUTS,    /* over 15 % run out of time, n ≥ 20 */
    NODE_WORN_OUT,    /* met by over 60 % of at least 20 agents */
    NODE_CONTESTED,   /* the panel does not agree: its key is ambiguous */
    NODE_DEPENDENT,   /* Q3 > mean + .20 with another decision of the call, surely, 50 agents */
    NODE_COMPLAINT_COUNT
};
const char *node_complaint_name(enum complaint_kind kind);

struct node_complaint {
    enum complaint_kind kind;
    int option;
    int32_t other;
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

/* "dead_option:ID", "dependent:SCENE", "flat": as it stands in the documents. */
void node_complaint_write(const struct score_run *run, int32_t item,
                          const struct node_complaint *complaint, struct buf *out);

/* A decision that was met first with an ambiguous key: nobody's score rests on that. */
struct contested {
    int32_t scenario, scene, node, choices; /* texts */
    uint8_t level;
    int n;        /* such first meetings */
    int32_t item; /* of the dataset, where the same decision counted with another key; −1 */
};

/* In the order of items. *out is the caller's to free. False: out of memory. */
bool contested_make(const struct dataset *data, struct contested **out, int *count,
                    struct err *err);

/* The whole calibration as JSON, a line feed at its end. It is also the file. */
void calibration_write(const struct score_run *run, const struct node_health *health,
                       struct buf *out);

#endif
