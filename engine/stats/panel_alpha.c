/* Chance-corrected agreement over many decisions: Fleiss' κ and Krippendorff's α. */
#include "stats/panel.h"

#include "stats/prim.h"

#include <assert.h>
#include <math.h>

/* The distinct values that occur, upwards; 0 when there are too many. */
static int distinct_values(const double *value, int count, double *distinct) {
    int found = 0;
    for (int i = 0; i < count; i++) {
        int at = 0;
        while (at < found && distinct[at] < value[i])
            at++;
        if (isnan(value[i]) || (at < found && distinct[at] <= value[i]))
            continue;
        if (found == PANEL_VALUES_MAX)
            return 0;
        for (int j = found++; j > at; j--)
            distinct[j] = distinct[j - 1];
        distinct[at] = value[i];
    }
    return found;
}

/* How often each value stands in one unit; returns how many there are in all. */
static int unit_counts(const double *value, int raters, int units, int unit, const double *distinct,
                       int values, double *n) {
    int all = 0;
    for (int c = 0; c < values; c++)
        n[c] = 0;
    for (int r = 0; r < raters; r++) {
        double v = value[r * units + unit];
        for (int c = 0; c < values; c++)
            if (v <= distinct[c] && v >= distinct[c]) {
                n[c]++;
                all++;
            }
    }
    return all;
}

static double difference(enum krippendorff_metric metric, const double *distinct, const double *n,
                         int c, int k) {
    double d = distinct[c] - distinct[k], between = 0;
    switch (metric) {
    case METRIC_NOMINAL:
        return c != k;
    case METRIC_INTERVAL:
        return d * d;
    case METRIC_RATIO:
        d /= distinct[c] + distinct[k];
        return c == k ? 0 : d * d;
    case METRIC_ORDINAL:
        for (int g = c < k ? c : k; g <= (c < k ? k : c); g++)
            between += n[g];
        between -= 0.5 * (n[c] + n[k]);
        return between * between;
    }
    return NAN;
}

double panel_krippendorff(const double *value, int raters, int units,
                          enum krippendorff_metric metric) {
    double distinct[PANEL_VALUES_MAX], pairs[PANEL_VALUES_MAX * PANEL_VALUES_MAX] = {0};
    int values = distinct_values(value, raters * units, distinct);
    for (int u = 0; u < units; u++) {
        double n[PANEL_VALUES_MAX];
        int m = unit_counts(value, raters, units, u, distinct, values, n);
        for (int c = 0; m > 1 && c < values; c++)
            for (int k = 0; k < values; k++)
                pairs[c * values + k] += n[c] * (n[k] - (c == k)) / (m - 1);
    }
    double n[PANEL_VALUES_MAX] = {0}, all = 0, observed = 0, expected = 0;
    for (int c = 0; c < values; c++) {
        for (int k = 0; k < values; k++)
            n[c] += pairs[c * values + k];
        all += n[c];
    }
    for (int c = 0; c < values; c++)
        for (int k = 0; k < values; k++) {
            double d = difference(metric, distinct, n, c, k);
            observed += pairs[c * values + k] * d;
            expected += n[c] * n[k] * d;
        }
    return expected > 0 ? 1 - (all - 1) * observed / expected : NAN;
}
