/* How far scores can be trusted. Sources: Feldt, Woodruff & Salih 1987; Haberman 2008. */
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

#endif
