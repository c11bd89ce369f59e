/* Agreement of orders: Kendall's W, τ_b, Spearman, footrule; and the distance of ratings. */
#include "stats/panel.h"

#include "stats/prim.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

static void ranks_of(const double *x, int count, double *rank) {
    size_t order[PANEL_OPTIONS_MAX];
    assert(count <= PANEL_OPTIONS_MAX);
    mid_ranks(x, (size_t)count, rank, order);
}

/* Σ (t³ − t) over the groups of equal ranks. */
static double tie_term(const double *rank, int count) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
        int same = 0;
        for (int j = 0; j < count; j++)
            same += fabs(rank[j] - rank[i]) < 0.25;
        sum += (double)same * same - 1; /* each of the t members adds t² − 1 */
    }
    return sum;
}

struct concordance panel_concordance(const double *score, int raters, int objects) {
    struct concordance none = {NAN, NAN, NAN};
    if (raters < 2 || objects < 2)
        return none;
    double total[PANEL_OPTIONS_MAX] = {0}, ties = 0;
    for (int p = 0; p < raters; p++) {
        double rank[PANEL_OPTIONS_MAX];
        ranks_of(score + (size_t)p * (size_t)objects, objects, rank);
        ties += tie_term(rank, objects);
        for (int o = 0; o < objects; o++)
            total[o] += rank[o];
    }
    double m = raters, n = objects, spread = 0;
    for (int o = 0; o < objects; o++)
        spread += (total[o] - m * (n + 1) / 2) * (total[o] - m * (n + 1) / 2);
    double room = m * m * (n * n * n - n) - m * ties;
    if (room <= 0) /* everyone ties everything */
        return none;
    struct concordance c = {.w = 12 * spread / room};
    c.chi_square = m * (n - 1) * c.w;
    c.p = chi_square_tail(c.chi_square, n - 1);
    return c;
}
