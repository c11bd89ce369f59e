#include "oracle.h"

#include "stats/betabin.h"
#include "stats/shrink.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

enum { AGENTS = 12 };

static void check_team(const struct table *t, const char *y_name, const char *v_name,
                       const cJSON *want) {
    double y[AGENTS], se[AGENTS];
    for (int i = 0; i < t->rows; i++) {
        y[i] = table_at(t, i, y_name);
        se[i] = sqrt(table_at(t, i, v_name));
    }
    struct shrink team = shrink_fit(y, se, t->rows, 0, 1);
    assert_false(team.is_prior);
    assert_close(team.mean, json_number(want, "mu"), 1e-7);
    assert_close(team.se_mean, json_number(want, "se_mu"), 1e-7);
    assert_close(team.variance, json_number(want, "tau2"), 1e-7);
    assert_close(team.q, json_number(want, "Q"), 1e-9);
    for (int i = 0; i < t->rows; i++) {
        double spread, value = shrink_value(&team, y[i], se[i], &spread);
        assert_close(value, cJSON_GetArrayItem(json_at(want, "blup"), i)->valuedouble, 1e-7);
        assert_close(spread, cJSON_GetArrayItem(json_at(want, "blup_se"), i)->valuedouble, 1e-7);
    }
}

static void test_paule_mandel(void **state) {
    (void)state;
    struct table *t = table_load("sdt/eb_input.csv");
    cJSON *json = oracle_json("sdt/eb_expected.json");
    check_team(t, "y_d", "v_d", json_at(json, "dprime|PM"));
    check_team(t, "y_c", "v_c", json_at(json, "criterion|PM"));
    table_free(t);
    cJSON_Delete(json);
}

static void test_few(void **state) {
    (void)state;
    const double y[] = {1, 2, NAN, 4, 9}, se[] = {0.5, 0.5, 0.5, 0.5, NAN};
    struct shrink team = shrink_fit(y, se, 5, 0.5, 0.25);
    assert_true(team.is_prior);
    assert_int_equal(team.count, 3);
    double spread;
    assert_close(shrink_value(&team, 1, 0.5, &spread), 0.75, 1e-15);
    assert_close(spread, sqrt(0.5 * 0.25), 1e-15);
    assert_close(shrink_value(&team, NAN, NAN, &spread), 0.5, 0);
    assert_close(spread, 0.5, 1e-15);
    assert_close(shrink_above(&team, 1, 0.5, 0.75), 0.5, 1e-12);
}

static void test_beta_binomial(void **state) {
    (void)state;
    struct table *t = table_load("process/gaming_counts.csv");
    cJSON *json = oracle_json("process/expected.json");
    const cJSON *want = json_at(json, "beta_binomial");
    int x[AGENTS], n[AGENTS];
    for (int i = 0; i < t->rows; i++) {
        x[i] = (int)table_at(t, i, "x");
        n[i] = (int)table_at(t, i, "n");
    }
    struct rate_prior prior = rate_prior_fit(x, n, t->rows);
    assert_false(prior.is_default);
    assert_close(prior.alpha, json_number(want, "ml_alpha"), 1e-4);
    assert_close(prior.beta, json_number(want, "ml_beta"), 1e-4);
    assert_close(prior.log_likelihood, json_number(want, "logLik"), 1e-9);
    for (int i = 0; i < t->rows; i++) {
        const cJSON *row = cJSON_GetArrayItem(json_at(want, "post"), i);
        struct rate r = rate_posterior(&prior, x[i], n[i]);
        assert_close(r.mean, json_number(row, "mean"), 1e-4);
        assert_close(r.ci_95.lo, json_number(row, "lo"), 1e-4);
        assert_close(r.ci_95.hi, json_number(row, "hi"), 1e-4);
        assert_close(rate_above(&prior, x[i], n[i], 0.25), json_number(row, "p_gt_.25"), 1e-4);
    }
    table_free(t);
    cJSON_Delete(json);
}

/* Teams at the edges: too small, without events, all events, and without any spread. */
static void test_beta_edges(void **state) {
    (void)state;
    static const struct {
        int x[6], n[6], count;
        bool is_default;
    } rows[] = {{{1, 2, 3, 4}, {9, 9, 9, 9}, 4, true},
                {{0, 1, 0, 1, 0}, {5, 5, 5, 5, 5}, 5, true},
                {{0, 0, 0, 0, 0, 0}, {9, 9, 9, 9, 9, 9}, 6, false},
                {{9, 9, 9, 9, 9, 9}, {9, 9, 9, 9, 9, 9}, 6, false},
                {{4, 4, 4, 4, 4, 4}, {8, 8, 8, 8, 8, 8}, 6, false}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct rate_prior p = rate_prior_fit(rows[i].x, rows[i].n, rows[i].count);
        assert_int_equal(p.is_default, rows[i].is_default);
        assert_true(p.alpha >= 0.1 - 1e-9 && p.beta >= 0.1 - 1e-9);
        assert_true(p.alpha + p.beta >= 1 - 1e-9 && p.alpha + p.beta <= 200 + 1e-9);
        struct rate r = rate_posterior(&p, rows[i].x[0], rows[i].n[0]);
        assert_true(r.ci_95.lo < r.mean && r.mean < r.ci_95.hi);
    }
    struct rate_prior p = rate_prior_fit(rows[4].x, rows[4].n, 6);
    assert_close(p.alpha, 100, 1e-4); /* less spread than chance: the bound */
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_paule_mandel),
        cmocka_unit_test(test_few),
        cmocka_unit_test(test_beta_binomial),
        cmocka_unit_test(test_beta_edges),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
