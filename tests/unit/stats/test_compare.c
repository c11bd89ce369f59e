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

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_marginal),
        cmocka_unit_test(test_prmse),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
