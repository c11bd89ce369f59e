#include "oracle.h"

#include "stats/cluster.h"
#include "stats/confidence.h"
#include "stats/prim.h"
#include "stats/rng.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

enum { ROWS = 64 };

struct sample {
    double stated[ROWS], gap[ROWS];
    int acceptable[ROWS], scenario[ROWS], n;
};

static void add(struct sample *s, double stated, int acceptable, int scenario) {
    s->stated[s->n] = stated;
    s->acceptable[s->n] = acceptable;
    s->gap[s->n] = stated - acceptable;
    s->scenario[s->n++] = scenario;
}

static struct sample load(const char *path) {
    struct sample s = {.n = 0};
    struct table *t = table_load(path);
    bool has_k = t->columns == 4;
    for (int i = 0; i < t->rows; i++)
        add(&s, table_at(t, i, "conf"), (int)table_at(t, i, "y"), (int)table_at(t, i, "scenario"));
    assert_true(has_k || t->columns == 3);
    table_free(t);
    return s;
}

static void check_curve(const struct sample *s, const cJSON *want) {
    struct confidence_curve curve;
    confidence_curve(s->stated, s->acceptable, s->n, &curve);
    assert_int_equal(curve.count, cJSON_GetArraySize(want));
    for (int k = 0; k < curve.count; k++) {
        const cJSON *row = cJSON_GetArrayItem(want, k);
        const struct confidence_point *p = &curve.point[k];
        assert_close(p->stated, json_number(row, "conf"), 1e-12);
        assert_int_equal(p->n, (int)json_number(row, "n"));
        assert_int_equal(p->acceptable, (int)json_number(row, "hits"));
        assert_close(p->ci_95.lo, json_number(row, "jeff_lo"), 1e-9);
        assert_close(p->ci_95.hi, json_number(row, "jeff_hi"), 1e-9);
        assert_close(p->band.lo, json_number(row, "band_lo"), 1e-12);
        assert_close(p->band.hi, json_number(row, "band_hi"), 1e-12);
    }
}

static void check_cluster(const struct sample *s, const cJSON *want) {
    struct cluster_mean m;
    assert_true(cluster_mean(s->gap, s->scenario, s->n, ROWS, &m));
    assert_close(m.mean, json_number(want, "overconf"), 1e-9);
    assert_close(m.se_iid, json_number(want, "se_iid"), 1e-9);
    assert_int_equal(m.clusters, (int)json_number(want, "G"));
    assert_close(m.se_cluster, json_number(want, "se_cluster"), 1e-9);
    /* below 3 scenarios we leave the clusters and say so */
    const char *lo = m.clusters < 3 ? "ci_iid|0" : "ci_cluster|0";
    const char *hi = m.clusters < 3 ? "ci_iid|1" : "ci_cluster|1";
    assert_int_equal(m.is_approximate, m.clusters < 3);
    assert_close(m.ci_95.lo, json_number(want, lo), 1e-9);
    assert_close(m.ci_95.hi, json_number(want, hi), 1e-9);
}

static void check_all(const struct sample *s, const cJSON *want) {
    struct confidence c;
    assert_true(confidence_measure(s->stated, s->acceptable, s->n, &c));
    assert_close(c.mean_stated, json_number(want, "mean_conf"), 1e-9);
    assert_close(c.share_acceptable, json_number(want, "acc"), 1e-9);
    assert_close(c.overconfidence, json_number(want, "overconf"), 1e-9);
    assert_close(c.brier, json_number(want, "Brier"), 1e-9);
    assert_close(c.se_brier, json_number(want, "se_Brier"), 1e-9);
    assert_close(c.murphy.reliability, json_number(want, "REL"), 1e-9);
    assert_close(c.murphy.resolution, json_number(want, "RES"), 1e-9);
    assert_close(c.murphy.uncertainty, json_number(want, "UNC"), 1e-9);
    assert_close(c.skill, json_number(want, "BSS"), 1e-9);
    assert_close(c.unbiased.reliability, json_number(want, "REL_bc_raw"), 1e-9);
    assert_close(c.unbiased.resolution, json_number(want, "RES_bc_raw"), 1e-9);
    assert_close(c.unbiased.uncertainty, json_number(want, "UNC_bc_raw"), 1e-9);
    assert_close(c.ece, json_number(want, "ECE"), 1e-9);
    assert_close(c.ece_expected, json_number(want, "ECE_expected_if_calibrated"), 1e-9);
    assert_close(c.ece_excess, fmax(0, c.ece - c.ece_expected), 0);
    assert_close(c.spiegelhalter_z, json_number(want, "spiegelhalter_z"), 1e-9);
    assert_close(c.spiegelhalter_p, json_number(want, "spiegelhalter_p"), 1e-9);
    assert_close(c.auc, json_number(want, "AUC2"), 1e-9);
    assert_close(c.se_auc, json_number(want, "AUC2_se_delong"), 1e-9);
    check_curve(s, json_at(want, "curve"));
    check_cluster(s, want);
}

static void test_oracle(void **state) {
    (void)state;
    cJSON *json = oracle_json("calibration/expected.json");
    struct sample s = load("calibration/agent40.csv");
    check_all(&s, json_at(json, "agent40"));
    struct confidence c;
    assert_true(confidence_measure(s.stated, s.acceptable, s.n, &c));
    const cJSON *want = json_at(json, "agent40_SpecsVerification");
    assert_close(c.corrected.reliability, json_number(want, "REL_bc"), 1e-9);
    assert_close(c.corrected.resolution, json_number(want, "RES_bc"), 1e-9);
    assert_close(c.corrected.uncertainty, json_number(want, "UNC_bc"), 1e-9);
    s = load("calibration/toy16.csv");
    check_all(&s, json_at(json, "toy16"));
    cJSON_Delete(json);
}

static void test_edges(void **state) {
    (void)state;
    cJSON *json = oracle_json("calibration/expected.json");
    struct sample right = {.n = 0}, flat = {.n = 0};
    add(&right, 0.9, 1, 0); /* scenario sums of p − y: −.3 and −.5 give the oracle's SE of .05 */
    add(&right, 0.8, 1, 0);
    add(&right, 0.9, 1, 1);
    add(&right, 0.6, 1, 1);
    check_all(&right, json_at(json, "edge|all_correct"));
    for (int i = 0; i < 10; i++) /* 5 scenarios of two: one all acceptable, four half */
        add(&flat, 0.8, i < 2 || i % 2, i / 2);
    check_all(&flat, json_at(json, "edge|const_conf"));
    struct confidence c;
    cJSON_Delete(json);
    assert_true(confidence_measure(NULL, NULL, 0, &c));
    assert_true(isnan(c.brier) && isnan(c.ece) && isnan(c.auc));
    struct cluster_mean m;
    assert_true(cluster_mean(NULL, NULL, 0, 1, &m));
    assert_true(isnan(m.mean) && isnan(cluster_mean_above(&m, 0)));
}

/* Murphy's identity, ranges of the corrected terms and of the curve, on seeded random agents. */
static void test_properties(void **state) {
    (void)state;
    struct rng rng;
    rng_init(&rng, 20);
    for (int trial = 0; trial < 500; trial++) {
        struct sample s = {.n = 0};
        int n = 1 + (int)rng_below(&rng, 40);
        double base = rng_uniform(&rng);
        for (int i = 0; i < n; i++)
            add(&s, rng_below(&rng, 11) / 10.0, rng_uniform(&rng) < base, (int)rng_below(&rng, 7));
        struct confidence c;
        assert_true(confidence_measure(s.stated, s.acceptable, n, &c));
        assert_close(c.murphy.reliability - c.murphy.resolution + c.murphy.uncertainty, c.brier,
                     1e-12);
        assert_close(c.corrected.reliability - c.corrected.resolution + c.corrected.uncertainty,
                     c.brier, 1e-12);
        assert_true(c.corrected.reliability >= -1e-12 && c.corrected.resolution >= -1e-12 &&
                    c.corrected.uncertainty <= 0.25 + 1e-12);
        assert_true(isnan(c.auc) || (c.auc >= 0 && c.auc <= 1));
        struct confidence_curve pooled;
        confidence_curve_pooled(s.stated, s.acceptable, n, &pooled);
        int uses = 0;
        for (int k = 0; k < pooled.count; k++)
            uses += pooled.point[k].n;
        assert_int_equal(uses, n);
        assert_true(pooled.count <= 5);
    }
}

static void test_peers(void **state) {
    (void)state;
    const struct confidence_decision decision[] = {{0.8, 0, 2.4, 4}, {0.8, 1, 2.4, 3}};
    double out[2];
    confidence_peer_adjusted(decision, 2, 0.1, out);
    assert_close(out[0], 0.8 - 0.6, 1e-15);
    assert_close(out[1], -0.2 - 0.1, 1e-15);
}

static double mean_statistic(const int *draw, int count, void *context) {
    const double *value = context;
    double sum = 0;
    for (int i = 0; i < count; i++)
        sum += value[draw[i]] / count;
    return sum;
}

static double nothing(const int *draw, int count, void *context) {
    (void)draw, (void)count, (void)context;
    return NAN;
}

/* Percentile limits of a mean lie near mean ± 1.96 s/√n · √((n−1)/n), and the seed decides them. */
static void test_bootstrap(void **state) {
    (void)state;
    double value[40], mean = 0, squares = 0;
    struct rng rng;
    rng_init(&rng, 3);
    for (int i = 0; i < 40; i++) {
        value[i] = rng_normal(&rng);
        mean += value[i] / 40;
    }
    for (int i = 0; i < 40; i++)
        squares += (value[i] - mean) * (value[i] - mean) / 40;
    struct bootstrap a, b;
    assert_true(cluster_bootstrap(40, BOOTSTRAP_DRAWS, 11, mean_statistic, value, &a));
    assert_true(cluster_bootstrap(40, BOOTSTRAP_DRAWS, 11, mean_statistic, value, &b));
    double half = SCORE_Z95 * sqrt(squares / 40);
    assert_close(a.ci_95.lo, mean - half, 0.03);
    assert_close(a.ci_95.hi, mean + half, 0.03);
    assert_true(a.ci_95.lo == b.ci_95.lo && a.ci_95.hi == b.ci_95.hi);
    assert_true(cluster_bootstrap(5, 100, 11, mean_statistic, value, &a));
    assert_true(isnan(a.ci_95.lo));
    assert_true(cluster_bootstrap(9, 100, 11, nothing, value, &a));
    assert_true(isnan(a.ci_95.lo));
}

static void test_cluster_floor(void **state) {
    (void)state;
    const double same[] = {0.2, 0.2, 0.2, 0.2, 0.2};
    const int cluster[] = {0, 1, 2, 3, 3};
    struct cluster_mean m;
    assert_true(cluster_mean(same, cluster, 5, 4, &m));
    assert_true(m.is_floored);
    assert_close(m.se, 0.1, 1e-15);
    assert_close(cluster_mean_above(&m, 0.2), 0.5, 1e-9);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_oracle),     cmocka_unit_test(test_edges),
        cmocka_unit_test(test_properties), cmocka_unit_test(test_peers),
        cmocka_unit_test(test_bootstrap),  cmocka_unit_test(test_cluster_floor),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
