#include "oracle.h"

#include "stats/compare.h"
#include "stats/prim.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

/* Empirical reliability of the LSAT sample from its patterns. */
static void test_marginal(void **state) {
    (void)state;
    cJSON *json = oracle_json("irt/lsat6_expected.json");
    struct table *pattern = table_load("irt/lsat6_patterns.csv"),
                 *eap = table_load("irt/lsat6_rasch_eap.csv");
    double *theta = calloc(1000, sizeof *theta), *psd = calloc(1000, sizeof *psd);
    int persons = 0;
    for (int i = 0; i < pattern->rows; i++)
        for (int f = 0; f < (int)table_at(pattern, i, "freq"); f++) {
            theta[persons] = table_at(eap, i, "F1");
            psd[persons++] = table_at(eap, i, "SE_F1");
        }
    assert_int_equal(persons, 1000);
    assert_close(reliability_marginal(theta, psd, persons),
                 json_number(json, "lsat6_rasch|empirical_rxx"), 1e-9);
    assert_true(isnan(reliability_marginal(theta, psd, 1)));
    free(theta);
    free(psd);
    table_free(pattern);
    table_free(eap);
    cJSON_Delete(json);
}

/* Three subscores that make up the total: V_x is the sum of their covariances with it. */
static void test_prmse(void **state) {
    (void)state;
    static const char *const names[] = {"curse", "scold", "shout"};
    cJSON *json = oracle_json("reliability/expected.json");
    double covariance[3], total = 0;
    for (int i = 0; i < 3; i++) {
        const cJSON *s = json_at(json_at(json, "haberman"), names[i]);
        covariance[i] = json_number(s, "cov_true_total") +
                        json_number(s, "var") * (1 - json_number(s, "alpha"));
        total += covariance[i];
    }
    for (int i = 0; i < 3; i++) {
        const cJSON *s = json_at(json_at(json, "haberman"), names[i]);
        struct prmse p =
            subscore_prmse(json_number(s, "var"), json_number(s, "alpha"), covariance[i], total);
        assert_close(p.own, json_number(s, "PRMSE_s"), 1e-9);
        assert_close(p.total, json_number(s, "PRMSE_x"), 1e-9);
        assert_int_equal(p.has_added_value, cJSON_IsTrue(json_at(s, "added_value")));
        assert_close(p.total,
                     cJSON_GetArrayItem(json_at(json, "subscore_pkg|x"), 4 + i)->valuedouble, 1e-9);
    }
    struct prmse none = subscore_prmse(2, 0, 1, 9);
    assert_true(isnan(none.total) && !none.has_added_value);
    cJSON_Delete(json);
}

static void test_pairs(void **state) {
    (void)state;
    struct table *t = table_load("reliability/agents6.csv"),
                 *want = table_load("reliability/pairs_expected.csv");
    double theta[6], se[6];
    for (int i = 0; i < 6; i++) {
        theta[i] = table_at(t, i, "theta");
        se[i] = table_at(t, i, "se");
    }
    struct comparison pair[15];
    assert_true(compare_pairs(theta, se, 6, pair));
    for (int i = 0; i < 15; i++) {
        assert_int_equal(pair[i].a + 1, (int)table_at(want, i, "i"));
        assert_int_equal(pair[i].b + 1, (int)table_at(want, i, "j"));
        assert_close(pair[i].p, table_at(want, i, "p"), 1e-9);
        assert_close(pair[i].p_adjusted, table_at(want, i, "bh"), 1e-9);
        assert_close(pair[i].p_superior, table_at(want, i, "p_superior"), 1e-9);
        assert_int_equal(pair[i].is_certain, table_at(want, i, "bh") <= 0.05);
    }
    /* certain: 1 over 5, 1 over 6, 2 over 6 */
    static const struct rank_interval rank[] = {{1, 4}, {1, 5}, {1, 6}, {1, 6}, {2, 6}, {3, 6}};
    struct rank_interval got[6];
    compare_ranks(pair, 6, got);
    for (int i = 0; i < 6; i++) {
        assert_int_equal(got[i].best, rank[i].best);
        assert_int_equal(got[i].worst, rank[i].worst);
    }
    table_free(t);
    table_free(want);
}

static void test_worked(void **state) {
    (void)state;
    cJSON *json = oracle_json("process/worked_examples.json");
    const cJSON *want = json_at(json, "compare");
    const double theta[] = {0.97, 0}, se[] = {json_number(want, "se"), 0};
    struct comparison c;
    assert_true(compare_pairs(theta, se, 2, &c));
    assert_close(c.difference, json_number(want, "diff"), 1e-12);
    assert_close(c.p, json_number(want, "p"), 1e-9);
    assert_close(c.p_adjusted, c.p, 1e-12);
    cJSON_Delete(json);
    json = oracle_json("reliability/expected.json");
    double z = SCORE_Z95 / sqrt(2);
    assert_close(z, json_number(json, "goldstein_healy|z_for_overlap_95"), 1e-9);
    assert_close(2 * normal_cdf(z) - 1, json_number(json, "goldstein_healy|level"), 1e-9);
    assert_close(COMPARE_BAR_SE, z, 5e-3);
    cJSON_Delete(json);
    assert_int_equal(compare_with_team(1, 0.5, 0), BAND_ABOVE);
    assert_int_equal(compare_with_team(0.8, 0.5, 0), BAND_NOT_DISTINGUISHABLE);
    assert_int_equal(compare_with_team(-1, 0.5, 0), BAND_BELOW);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_marginal),
        cmocka_unit_test(test_prmse),
        cmocka_unit_test(test_pairs),
        cmocka_unit_test(test_worked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
