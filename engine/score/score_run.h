/* One scoring of a measurement set: the scale, everybody's ability on it, and what is left over.
 *
 * Without a calibration the parameters are estimated from all first meetings at hand, however old:
 * a window is for persons, never for the scale. So that somebody may have grown meanwhile, each
 * person's calls, in order of time, are cut into pieces that stand for persons of their own: a
 * piece is closed before the call that would bring it above 60 decisions, no call is split, and a
 * last piece below 12 joins the one before. Abilities and what the lines need are then taken from
 * the persons' windows at those parameters. Everything else of the room reads from here. */
#ifndef SCORE_SCORE_RUN_H
#define SCORE_SCORE_RUN_H

#include "score/calibration.h"
#include "score/dataset.h"
#include "stats/irt_fit.h"
#include "stats/irt_loo.h"

#include <stdatomic.h>

enum { PIECE_DECISIONS_MAX = 60, PIECE_DECISIONS_MIN = 12 };

struct score_request {
    const struct calibration *calibration; /* NULL: estimate */
    bool may_hurry; /* very many decisions may be estimated on a coarser grid */
    bool for_bank;  /* what is left over is wanted of all first meetings, for decisions */
    const atomic_bool *cancel; /* see scoring.h; may be NULL */
};

struct ability {
    int n, scenarios;      /* decisions and scenarios behind it */
    double theta, psd, se; /* se: total; the errors of the parameters and of the unit included */
    double theta_without_timeouts; /* the same without decisions that ran out of time */
    double psd_without_timeouts;
    int timeouts;
    bool is_shown; /* at least 12 decisions in 3 scenarios */
};

/* What is left of one decision once ability and difficulty are known. */
struct left_over {
    int32_t measured;           /* in the dataset */
    double residual;            /* (x − E) / top, predicted without the decision */
    struct irt_residual detail; /* node: of the run's model */
};

struct score_run {
    const struct dataset *data;            /* borrowed */
    const struct calibration *calibration; /* borrowed, or NULL */
    struct irt_model *model;               /* NULL: nothing can be scored */
    int32_t *node_of_item, *item_of_node;  /* −1: not on the scale */
    struct irt_prior *prior;               /* a node; unused with a calibration */
    struct irt_data *responses;            /* of windows; agents as in the dataset */
    struct irt_data *bank;                 /* of all first meetings, by piece; what is fitted */
    int32_t *piece_of;                     /* one a measured decision */
    int32_t pieces;
    struct irt_tables *tables;
    struct irt_fit fit;
    struct ability *ability; /* one an agent of the dataset */
    int32_t left_count;
    struct left_over *left; /* by agent; of windows or, for_bank, of all first meetings */
    int32_t *left_first;    /* agents + 1 */
    int32_t *left_of;       /* one a measured decision; −1: none */
    int pool;               /* agents whose ability is shown */
    double pool_mean, pool_sd;
    bool is_anchored; /* the origin is not the pool's own: a calibration, or panels' expectations */
    int unscaled;     /* decisions in windows that the calibration does not know */
};

/* NULL: out of memory. */
struct score_run *score_run_create(const struct dataset *data, const struct score_request *request,
                                   struct err *err);
void score_run_destroy(struct score_run *run); /* NULL is fine */

#endif
