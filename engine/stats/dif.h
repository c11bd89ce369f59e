/* Differential item functioning: is a decision harder for one group (site, language) at equal
 * ability?
 *
 * Strata are groups of comparable agents. Sum scores do not exist under branching, so strata are
 * quintiles of the EAP without the scenario (irt_residual.rest_eap). Sources: Mantel & Haenszel
 * 1959; Robins, Breslow & Greenland 1986; Mantel 1963; Dorans & Holland 1993 (classes). */
#ifndef STATS_DIF_H
#define STATS_DIF_H

#include "stats/proportion.h"

#include <stdbool.h>

enum { DIF_GROUP_MIN = 100, DIF_SHRUNKEN_MIN = 30 };

enum dif_class { DIF_NONE, DIF_A, DIF_B, DIF_C };

/* Reference and focal group, right and wrong, in one stratum. */
struct dif_stratum {
    double reference_right, reference_wrong, focal_right, focal_wrong;
};

struct dif_mh {
    int strata;          /* used: both groups there, n ≥ 2 */
    double odds_ratio;   /* > 1: easier for the reference group */
    double log_odds, se; /* Robins–Breslow–Greenland */
    struct interval odds_95;
    double chi_square, p;     /* with the continuity correction, 1 df */
    double delta, se_delta;   /* −2.35 ln α: negative is against the focal group */
    enum dif_class dif_class; /* DIF_NONE: not defined */
};

struct dif_mh dif_mantel_haenszel(const struct dif_stratum *stratum, int count);

/* One agent at a decision with ordered categories. */
struct dif_response {
    int stratum;
    bool is_focal;
    double x;
};

struct dif_mantel {
    int strata, focal, reference;
    double chi_square, p;
    double mean_difference; /* Σ n_F (x̄_F − x̄_R) / n_F: standardised to the focal group */
    double effect;          /* divided by the pooled spread */
    enum dif_class dif_class;
};

/* `strata` is the number of strata, each response's below it, at most DIF_STRATA_MAX. */
enum { DIF_STRATA_MAX = 64 };
struct dif_mantel dif_mantel(const struct dif_response *response, int count, int strata);

/* Counts for dif_mantel_haenszel: right is x ≥ `right_from`. */
void dif_tabulate(const struct dif_response *response, int count, double right_from, int strata,
                  struct dif_stratum *out);

/* Stratum 0 … 4 of each ability by its mid-rank. False: out of memory. */
bool dif_quintiles(const double *ability, int count, int *stratum);

/* P(|Δ| > 1.5) for a shrunken Δ, normal. From .8 on "probable C" with 30 to 99 in a group. */
double dif_large_probability(double delta, double se);
#define DIF_PROBABLE 0.8

#endif
