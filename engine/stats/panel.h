/* Does the expert panel agree, and may a decision be scored?
 *
 * Three questions, three kinds of statistic: a single decision (average deviation, r_wg, Kendall's
 * W, the stability of the best option), classes with one meaning over decisions (Fleiss' κ), the
 * whole bank (Krippendorff's α). κ or α over option letters means nothing: letter A is something
 * else everywhere; for votes take free_marginal. NAN: undefined (no variance is not agreement).
 * Sources: Burke & Dunlap 2002; Kendall & Babington Smith 1939; Fleiss 1971; Krippendorff 2004;
 * Brennan & Prediger 1981. */
#ifndef STATS_PANEL_H
#define STATS_PANEL_H

#include <stdbool.h>
#include <stdint.h>

enum { PANEL_OPTIONS_MAX = 32, PANEL_VALUES_MAX = 64, PANEL_SCALE = 7 };

/* Ratings 1…7 of one option by `experts`. */
double panel_mean(const int *rating, int experts);
double panel_average_deviation(const int *rating,
                               int experts); /* mean |r − mean|; acceptable to 7/6 */

/* Kendall's W, corrected for ties: `score` holds raters × objects values, one row a rater; only
 * their order counts. objects ≤ PANEL_OPTIONS_MAX. */
struct concordance {
    double w, chi_square, p;
};
struct concordance panel_concordance(const double *score, int raters, int objects);

/* The free-marginal coefficient of the votes at one decision; at least 2 votes and 2 options. */
double panel_free_marginal(const int *votes, int options);

/* Krippendorff's α: `value` holds raters × units, NAN = missing, at most PANEL_VALUES_MAX distinct
 * values (else NAN); ratio needs positive values. */
enum krippendorff_metric { METRIC_NOMINAL, METRIC_ORDINAL, METRIC_INTERVAL, METRIC_RATIO };
double panel_krippendorff(const double *value, int raters, int units,
                          enum krippendorff_metric metric);

/* The key from sums of ratings, in whole numbers: D = max(S_max − S_min, 3m), gap = S_max − S_o,
 * credit = ⌊(10000 (D − gap) + D/2) / D⌋, best (2) if 100 (D − gap) ≥ 85 D and S_o ≥ 5m, acceptable
 * (1) if 100 (D − gap) ≥ 40 D and S_o ≥ 4m. `critical` (NULL: none) makes an option poor. The same
 * rule as model/key.h; here it serves the resampling. */
void panel_key(const int *sum, int experts, int options, const bool *critical, int *credit,
               int *category);

/* Share of `draws` resampled panels that keep the same set of best options. `rating` holds experts
 * × options. NAN below 6 experts. */
double panel_stability(const int *rating, int experts, int options, const bool *critical, int draws,
                       uint64_t seed);

/* What decides the status of a decision. NAN in `average_deviation` and `concordance`: votes only.
 */
struct panel_health {
    int experts;
    bool has_best, has_poor;  /* an option of category 2, one of category 0 */
    double average_deviation; /* of the best option; with ties the largest */
    double concordance, stability;
};
enum panel_status { PANEL_AMBIGUOUS, PANEL_PILOT, PANEL_OPERATIONAL };

struct panel_health panel_health(const int *rating, int experts, int options, const bool *critical,
                                 uint64_t seed);

#define PANEL_DEVIATION_MAX 1.2
#define PANEL_CONCORDANCE_MIN 0.5
#define PANEL_STABILITY_MIN 0.8

/* Operational: ≥ 10 experts, a best and a poor option, deviation ≤ 1.2, W ≥ .5, stability ≥ .8.
 * Pilot: 5 to 9 experts. Else ambiguous: for discussion, or rewrite it. */
enum panel_status panel_status(const struct panel_health *health);

#endif
