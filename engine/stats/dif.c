#include "stats/dif.h"

#include "stats/prim.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

/* Σ over strata that Mantel–Haenszel needs. */
struct mh_sums {
    double r, s, pr, ps_qr, qs; /* R = AD/n, S = BC/n, P = (A + D)/n, Q = (B + C)/n */
    double a, expected, variance;
    int strata;
};

static void add_stratum(const struct dif_stratum *k, struct mh_sums *m) {
    double a = k->reference_right, b = k->reference_wrong, c = k->focal_right, d = k->focal_wrong;
    double n_ref = a + b, n_focal = c + d, n = n_ref + n_focal, right = a + c, wrong = b + d;
    if (n_ref <= 0 || n_focal <= 0 || n < 2)
        return;
    double r = a * d / n, s = b * c / n, p = (a + d) / n, q = (b + c) / n;
    m->strata++;
    m->r += r;
    m->s += s;
    m->pr += p * r;
    m->ps_qr += p * s + q * r;
    m->qs += q * s;
    m->a += a;
    m->expected += n_ref * right / n;
    m->variance += n_ref * n_focal * right * wrong / (n * n * (n - 1));
}

/* Educational Testing Service: A is negligible, C is large. */
static enum dif_class mh_class(const struct dif_mh *m) {
    double size = fabs(m->delta);
    if (isnan(size) || isnan(m->p))
        return DIF_NONE;
    if (size < 1 || m->p >= 0.05)
        return DIF_A;
    return size >= 1.5 && (size - 1) / m->se_delta > 1.645 ? DIF_C : DIF_B;
}

struct dif_mh dif_mantel_haenszel(const struct dif_stratum *stratum, int count) {
    struct mh_sums m = {0};
    for (int k = 0; k < count; k++)
        add_stratum(&stratum[k], &m);
    struct dif_mh out = {.strata = m.strata,
                         .odds_ratio = NAN,
                         .log_odds = NAN,
                         .se = NAN,
                         .odds_95 = {NAN, NAN},
                         .chi_square = NAN,
                         .p = NAN,
                         .delta = NAN,
                         .se_delta = NAN};
    if (m.variance > 0) {
        double off = fmax(0, fabs(m.a - m.expected) - 0.5);
        out.chi_square = off * off / m.variance;
        out.p = chi_square_tail(out.chi_square, 1);
    }
    if (m.r > 0 && m.s > 0) {
        out.odds_ratio = m.r / m.s;
        out.log_odds = log(out.odds_ratio);
        out.se = sqrt(m.pr / (2 * m.r * m.r) + m.ps_qr / (2 * m.r * m.s) + m.qs / (2 * m.s * m.s));
        out.odds_95.lo = exp(out.log_odds - SCORE_Z95 * out.se);
        out.odds_95.hi = exp(out.log_odds + SCORE_Z95 * out.se);
        out.delta = -2.35 * out.log_odds;
        out.se_delta = 2.35 * out.se;
    }
    out.dif_class = mh_class(&out);
    return out;
}

struct group_sums {
    double n, sum, squares;
};

static double spread(const struct group_sums *g) {
    return g->squares - g->sum * g->sum / g->n;
}

static enum dif_class mantel_class(double effect, double p) {
    if (isnan(effect) || isnan(p))
        return DIF_NONE;
    if (fabs(effect) <= 0.17 || p >= 0.05)
        return DIF_A;
    return fabs(effect) <= 0.25 ? DIF_B : DIF_C;
}

struct dif_mantel dif_mantel(const struct dif_response *response, int count, int strata) {
    assert(strata <= DIF_STRATA_MAX);
    struct group_sums group[DIF_STRATA_MAX][2] = {{{0}}}, all[2] = {{0}};
    for (int i = 0; i < count; i++) {
        const struct dif_response *r = &response[i];
        struct group_sums *g = &group[r->stratum][r->is_focal], *total = &all[r->is_focal];
        g->n++;
        g->sum += r->x;
        g->squares += r->x * r->x;
        total->n++;
        total->sum += r->x;
        total->squares += r->x * r->x;
    }
    struct dif_mantel out = {.focal = (int)all[1].n,
                             .reference = (int)all[0].n,
                             .chi_square = NAN,
                             .p = NAN,
                             .mean_difference = NAN,
                             .effect = NAN};
    double off = 0, variance = 0, difference = 0, focal = 0;
    for (int k = 0; k < strata; k++) {
        const struct group_sums *r = &group[k][0], *f = &group[k][1];
        double n = r->n + f->n, sum = r->sum + f->sum, squares = r->squares + f->squares;
        if (r->n <= 0 || f->n <= 0 || n < 2)
            continue;
        out.strata++;
        off += f->sum - f->n / n * sum;
        variance += r->n * f->n / (n * n * (n - 1)) * (n * squares - sum * sum);
        difference += f->n * (f->sum / f->n - r->sum / r->n);
        focal += f->n;
    }
    if (variance > 0) {
        out.chi_square = off * off / variance;
        out.p = chi_square_tail(out.chi_square, 1);
        out.mean_difference = difference / focal;
        double pooled = (spread(&all[0]) + spread(&all[1])) / (all[0].n + all[1].n - 2);
        out.effect = pooled > 0 ? out.mean_difference / sqrt(pooled) : NAN;
    }
    out.dif_class = mantel_class(out.effect, out.p);
    return out;
}

void dif_tabulate(const struct dif_response *response, int count, double right_from, int strata,
                  struct dif_stratum *out) {
    for (int k = 0; k < strata; k++)
        out[k] = (struct dif_stratum){0};
    for (int i = 0; i < count; i++) {
        struct dif_stratum *k = &out[response[i].stratum];
        bool is_right = response[i].x >= right_from;
        if (response[i].is_focal)
            *(is_right ? &k->focal_right : &k->focal_wrong) += 1;
        else
            *(is_right ? &k->reference_right : &k->reference_wrong) += 1;
    }
}

bool dif_quintiles(const double *ability, int count, int *stratum) {
    double *rank = malloc(((size_t)count + 1) * sizeof *rank);
    size_t *order = malloc(((size_t)count + 1) * sizeof *order);
    bool ok = rank && order;
    if (ok) {
        mid_ranks(ability, (size_t)count, rank, order);
        for (int i = 0; i < count; i++) {
            int k = (int)(5 * (rank[i] - 0.5) / count);
            stratum[i] = k > 4 ? 4 : k;
        }
    }
    free(rank);
    free(order);
    return ok;
}

double dif_large_probability(double delta, double se) {
    return normal_cdf((-1.5 - delta) / se) + normal_cdf((delta - 1.5) / se);
}
