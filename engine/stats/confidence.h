/* Does stated confidence match how often the choice was acceptable?
 *
 * p: stated probability that the panel calls the choice acceptable; y: 1 where it does, else 0.
 * Bins are the distinct stated values, so there is no binning artefact. Sources: Brier 1950; Murphy
 * 1973; Ferro & Fricker 2012 (bias correction); Spiegelhalter 1986; DeLong, DeLong & Clarke-Pearson
 * 1988. No logarithmic score: one wrong certainty would be infinite. */
#ifndef STATS_CONFIDENCE_H
#define STATS_CONFIDENCE_H

#include "stats/proportion.h"

#include <stdbool.h>

enum { CONFIDENCE_LEVELS_MAX = 101 };

/* One stated value. */
struct confidence_point {
    double stated;
    int n, acceptable;
    double share;          /* acceptable / n */
    struct interval ci_95; /* Jeffreys */
    struct interval
        band; /* binomial 2.5 and 97.5 % points under `stated`, / n: where luck alone lies */
};

struct confidence_curve {
    int count;
    struct confidence_point point[CONFIDENCE_LEVELS_MAX]; /* by stated value, upwards */
};

/* Murphy's terms; brier = reliability − resolution + uncertainty. */
struct murphy {
    double reliability, resolution, uncertainty;
};

struct confidence {
    int n;
    double mean_stated, share_acceptable, overconfidence; /* o = p̄ − ȳ */
    double brier, se_brier;                               /* SE: NAN below n = 2 */
    double skill; /* 1 − BS / UNC; NAN if all right or all wrong */
    struct murphy murphy;
    struct murphy corrected; /* less bias, scaled so that no term leaves its range */
    struct murphy unbiased;  /* less bias, not scaled: may leave its range; not for display */
    double ece, ece_expected,
        ece_excess; /* Σ n_k/n |p_k − ȳ_k|, under perfect calibration, max(0, rest) */
    double spiegelhalter_z, spiegelhalter_p;
    double auc, se_auc; /* P(p_right > p_wrong) + ½ P(=); NAN if all right or all wrong */
};

/* `acceptable` holds 0 and 1. n = 0: everything NAN. False: out of memory. */
bool confidence_measure(const double *stated, const int *acceptable, int n, struct confidence *out);

/* Points by stated value. More than CONFIDENCE_LEVELS_MAX distinct values is a bug of the caller.
 */
void confidence_curve(const double *stated, const int *acceptable, int n,
                      struct confidence_curve *out);

/* Five bands (0–.2, …, .8–1) at their mean stated value, for when a level has fewer than 5 uses. */
void confidence_curve_pooled(const double *stated, const int *acceptable, int n,
                             struct confidence_curve *out);

/* Peer adjustment: everybody looks over-confident on hard decisions. `peer_gap_sum` is Σ(p − y) of
 * the `peers` other agents at the decision. Writes (p − y) − (mean of the others), with the bank's
 * mean below 4 others; feed the result to cluster_mean and shrink. */
struct confidence_decision {
    double stated;
    int acceptable;
    double peer_gap_sum;
    int peers;
};
void confidence_peer_adjusted(const struct confidence_decision *decision, int n, double bank_gap,
                              double *out);

#define CONFIDENCE_FLAG_LIMIT 0.05 /* "over-confident": P(o > .05) ≥ .90 and P(Δ > 0) ≥ .75 */

#endif
