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
    int n, scenarios;              /* decisions and scenarios behind it */
    double theta, psd, se;         /* se: total, the errors of the parameters included */
    double theta_without_timeouts; /* the same without decisions that ran out of time */
    double psd_without_timeouts;
    int timeouts;
    int expected;  /* of n: decisions that a panel of 10 has an expectation of */
    bool is_shown; /* at least 12 decisions in 3 scenarios */
};

/* What the panel expects of a newly certified agent, in logits: where η gives the mean credit that
 * panels of 10 expect, over at least 20 decisions, each by its responses. */
struct anchor {
    bool is_known;
    double eta, se;
    int items;
};
enum { ANCHOR_ITEMS_MIN = 20 };
#define ANCHOR_EXPECTS_SE                                                                          \
    0.04 /* of the mean expectation, where each expert's own is not at hand                        \
          */

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
    struct left_over *left;    /* by agent; of windows or, for_bank, of all first meetings */
    int32_t *left_first;       /* agents + 1 */
    int32_t *left_of;          /* one a measured decision; −1: none */
    int pool;                  /* agents whose ability is shown */
    double pool_mean, pool_sd; /* of θ; with a calibration: of those it was made on */
    int pool_n;                /* persons behind pool_mean */
    struct anchor anchor;
    int unscaled; /* decisions in windows that the calibration does not know */
};

/* Does a panel of 10 have an expectation of it, and is it known what its choices earn? */
bool item_is_expected(const struct item *item);

/* Where the panel's expectation lies on the scale of the run's model. */
struct anchor anchor_find(const struct score_run *run);

/* NULL: out of memory. */
struct score_run *score_run_create(const struct dataset *data, const struct score_request *request,
                                   struct err *err);
void score_run_destroy(struct score_run *run); /* NULL is fine */

#endif
