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

double rank_tau_b(const double *a, const double *b, int count) {
    int concordant = 0, discordant = 0, only_a = 0, only_b = 0;
    for (int i = 0; i < count; i++)
        for (int j = i + 1; j < count; j++) {
            int da = (a[i] > a[j]) - (a[i] < a[j]), db = (b[i] > b[j]) - (b[i] < b[j]);
            concordant += da * db > 0;
            discordant += da * db < 0;
            only_a += da == 0 && db != 0;
            only_b += db == 0 && da != 0;
        }
    double untied = concordant + discordant;
    double room = (untied + only_a) * (untied + only_b);
    return room > 0 ? (concordant - discordant) / sqrt(room) : NAN;
}

double rank_spearman(const double *a, const double *b, int count) {
    double ra[PANEL_OPTIONS_MAX], rb[PANEL_OPTIONS_MAX];
    ranks_of(a, count, ra);
    ranks_of(b, count, rb);
    return correlation(ra, rb, (size_t)count);
}

double rank_footrule(const double *a, const double *b, int count) {
    double ra[PANEL_OPTIONS_MAX], rb[PANEL_OPTIONS_MAX], sum = 0;
    if (count < 2)
        return NAN;
    ranks_of(a, count, ra);
    ranks_of(b, count, rb);
    for (int i = 0; i < count; i++)
        sum += fabs(ra[i] - rb[i]);
    return 1 - sum / (count * count / 2);
}

struct rating_distance rating_distance(const double *agent, const double *panel, int count) {
    struct rating_distance d = {0};
    double ma = 0, mk = 0, va = 0, vk = 0, cov = 0;
    for (int o = 0; o < count; o++) {
        ma += agent[o] / count;
        mk += panel[o] / count;
        d.mean_absolute += fabs(agent[o] - panel[o]) / count;
        d.mean_square += (agent[o] - panel[o]) * (agent[o] - panel[o]) / count;
    }
    for (int o = 0; o < count; o++) {
        va += (agent[o] - ma) * (agent[o] - ma) / count;
        vk += (panel[o] - mk) * (panel[o] - mk) / count;
        cov += (agent[o] - ma) * (panel[o] - mk) / count;
    }
    double sa = sqrt(va), sk = sqrt(vk);
    d.score = 1 - d.mean_absolute / (PANEL_SCALE - 1);
    d.elevation = (ma - mk) * (ma - mk);
    d.scatter = (sa - sk) * (sa - sk);
    d.r = sa > 1e-12 && sk > 1e-12 ? cov / (sa * sk) : 0;
    d.shape = 2 * sa * sk * (1 - d.r);
    return d;
}
