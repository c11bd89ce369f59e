/* How far scores can be trusted, and what may be said about two agents. No league table: order is
 * alphabetical, a rank is only ever an interval.
 * Sources: Feldt, Woodruff & Salih 1987; Haberman 2008; Benjamini & Hochberg 1995; Goldstein &
 * Healy 1995. */
#ifndef STATS_COMPARE_H
#define STATS_COMPARE_H

#include "stats/proportion.h"

#include <stdbool.h>
#include <stddef.h>

/* Empirical marginal reliability Var(θ̂) / (Var(θ̂) + mean PSD²). NAN below 2 agents. */
double reliability_marginal(const double *eap, const double *psd, int agents);

/* Should a subscore be shown? Only if it predicts its own true score better than the total does:
 * PRMSE_s = ρ_s; PRMSE_x = Cov(τ_s, x)² / (ρ_s V_s V_x), Cov(τ_s, x) = Cov(s, x) − V_s (1 − ρ_s).
 */
struct prmse {
    double own, total;
    bool has_added_value;
};
struct prmse subscore_prmse(double variance, double reliability, double covariance_with_total,
                            double total_variance);

/* Two agents. */
struct comparison {
    int a, b;
    double difference, se;
    double p;          /* two-sided */
    double p_adjusted; /* Benjamini–Hochberg over all pairs */
    double p_superior; /* Φ(d / SE): a above b */
    bool is_certain;   /* p_adjusted ≤ .05 */
};

/* All k(k − 1)/2 pairs, `a` < `b`, in the order (0,1), (0,2), (1,2), (0,3) …; a NAN estimate is an
 * error of the caller. False: out of memory. */
bool compare_pairs(const double *theta, const double *se, int agents, struct comparison *out);

/* Adjusted p-values in the order given; `adjusted` is not `p`, `order` is room for count indices.
 */
void benjamini_hochberg(const double *p, int count, double *adjusted, size_t *order);

/* Ranks an agent may have: 1 + agents surely better … k − agents surely worse; 1 is best. */
struct rank_interval {
    int best, worst;
};
void compare_ranks(const struct comparison *pair, int agents, struct rank_interval *out);

/* Half-width of bars in a picture of several agents, in SE: two bars then fail to overlap about
 * when the difference is significant at 5 %. */
#define COMPARE_BAR_SE 1.39

/* Against the team's mean, by the outer band ± 1.64 SE. */
#define BAND_OUTER_SE 1.64
enum band { BAND_BELOW, BAND_NOT_DISTINGUISHABLE, BAND_ABOVE };
enum band compare_with_team(double value, double se, double team_mean);

#endif
