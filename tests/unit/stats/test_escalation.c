#include "oracle.h"

#include "stats/escalation.h"
#include "stats/mix_rate.h"
#include "stats/proportion.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static void test_proportion(void **state) {
    (void)state;
    struct table *t = table_load("numerics/proportion_ci.csv");
    for (int i = 0; i < t->rows; i++) {
        double x = table_at(t, i, "x"), n = table_at(t, i, "n");
        struct interval jeffreys = proportion_jeffreys(x, n), wilson = proportion_wilson(x, n);
        assert_close(jeffreys.lo, table_at(t, i, "jeff_lo"), 1e-9);
        assert_close(jeffreys.hi, table_at(t, i, "jeff_hi"), 1e-9);
        assert_close(wilson.lo, table_at(t, i, "wilson_lo"), 1e-9);
        assert_close(wilson.hi, table_at(t, i, "wilson_hi"), 1e-9);
    }
    table_free(t);
    assert_true(isnan(proportion_jeffreys(0, 0).lo));
    assert_true(isnan(proportion_wilson(0, 0).lo));
    assert_true(isnan(proportion_above(0, 0, 0.5)));
    assert_close(proportion_above(5, 10, 0.5), 0.5, 1e-12);
}

/* Newcombe 1998, table II, example (a): 56/70 − 48/80 = .2000, limits .0524 and .3339. */
static void test_difference(void **state) {
    (void)state;
    struct interval i;
    assert_close(proportion_difference(56, 70, 48, 80, &i), 0.2, 1e-12);
    assert_close(i.lo, 0.0524, 5e-5);
    assert_close(i.hi, 0.3339, 5e-5);
    assert_true(isnan(proportion_difference(0, 0, 1, 2, &i)));
}

static void test_states(void **state) {
    (void)state;
    static const struct {
        double p;
        bool enough;
        enum score_state want;
    } rows[] = {{0.995, true, STATE_FLAG},         {0.99, true, STATE_FLAG},
                {0.9899, true, STATE_WATCH},       {0.90, true, STATE_WATCH},
                {0.8999, true, STATE_TYPICAL},     {0.99, false, STATE_NOT_ENOUGH_DATA},
                {NAN, true, STATE_NOT_ENOUGH_DATA}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_int_equal(state_from_probability(rows[i].p, rows[i].enough), rows[i].want);
}

static void test_loglinear(void **state) {
    (void)state;
    struct table *t = table_load("sdt/sdt_loglinear.csv");
    assert_true(t->rows > 5);
    for (int i = 0; i < t->rows; i++) {
        struct escalation_counts counts = {.hits = (int)table_at(t, i, "h"),
                                           .needed = (int)table_at(t, i, "ns"),
                                           .false_alarms = (int)table_at(t, i, "f"),
                                           .unneeded = (int)table_at(t, i, "nn")};
        struct escalation_measures e = escalation_measure(counts);
        assert_close(e.hit_rate, table_at(t, i, "H"), 1e-9);
        assert_close(e.false_alarm_rate, table_at(t, i, "F"), 1e-9);
        assert_close(e.d_prime, table_at(t, i, "dprime"), 1e-9);
        assert_close(e.criterion, table_at(t, i, "c"), 1e-9);
        assert_close(e.log_beta, table_at(t, i, "lnbeta"), 1e-9);
        assert_close(e.se_d_prime, table_at(t, i, "se_d"), 1e-9);
        assert_close(e.se_criterion, table_at(t, i, "se_c"), 1e-9);
        assert_close(e.d_prime_95.lo, table_at(t, i, "d_lo"), 1e-9);
        assert_close(e.d_prime_95.hi, table_at(t, i, "d_hi"), 1e-9);
        assert_close(e.criterion_95.lo, table_at(t, i, "c_lo"), 1e-9);
        assert_close(e.criterion_95.hi, table_at(t, i, "c_hi"), 1e-9);
    }
    table_free(t);
}

static void test_published(void **state) {
    (void)state;
    cJSON *json = oracle_json("sdt/expected.json");
    const cJSON *st = json_at(json, "stanislaw_todorov");
    struct escalation_measures e =
        escalation_from_rates(json_number(st, "H"), 50, json_number(st, "F"), 25);
    assert_close(e.d_prime, json_number(st, "dprime"), 1e-9);
    assert_close(e.criterion, json_number(st, "c"), 1e-9);
    assert_close(exp(e.log_beta), json_number(st, "beta"), 1e-9);
    assert_close(e.d_prime, json_number(st, "published|dprime"), 0.005);
    assert_close(e.criterion, json_number(st, "published|c"), 0.005);
    e = escalation_from_rates(0.8, 50, 0.1, 50);
    assert_close(e.d_prime, json_number(json, "probit_glm_40_50_5_50|slope_dprime"), 1e-9);
    assert_close(e.criterion, json_number(json, "probit_glm_40_50_5_50|minus_intercept_c"), 1e-9);
    /* the generalised linear model prints its SE after an iterative fit */
    assert_close(e.se_d_prime, json_number(json, "probit_glm_40_50_5_50|se"), 1e-6);
    cJSON_Delete(json);
}

static void test_gap_share(void **state) {
    (void)state;
    cJSON *json = oracle_json("sdt/expected.json");
    static const struct {
        const char *name;
        struct escalation_counts counts;
    } raw[] = {{"gap_share_raw|h8_f3", {8, 10, 3, 10}},
               {"gap_share_raw|h10_f10", {10, 10, 10, 10}},
               {"gap_share_raw|h0_f4", {0, 10, 4, 10}}};
    for (size_t i = 0; i < 3; i++) {
        const cJSON *want = json_at(json, raw[i].name);
        struct interval jeffreys;
        assert_close(gap_share(raw[i].counts, &jeffreys), json_number(want, "share"), 1e-12);
        /* the oracle's limits are Wilson's; ours on display are Jeffreys' */
        struct interval wilson = proportion_wilson(raw[i].counts.false_alarms,
                                                   raw[i].counts.false_alarms + raw[i].counts.hits);
        assert_close(wilson.lo, json_number(want, "lo"), 1e-9);
        assert_close(wilson.hi, json_number(want, "hi"), 1e-9);
        assert_true(fabs(jeffreys.lo - wilson.lo) < 0.06 && fabs(jeffreys.hi - wilson.hi) < 0.06);
    }
    static const struct {
        const char *name;
        struct escalation_counts counts;
        double authority_rate;
    } std[] = {{"gap_share_standardised|a", {8, 10, 3, 10}, 0.1},
               {"gap_share_standardised|b", {8, 10, 3, 10}, 0.3},
               {"gap_share_standardised|c", {9, 10, 0, 20}, 0.1}};
    for (size_t i = 0; i < 3; i++) {
        const cJSON *want = json_at(json, std[i].name);
        double se;
        struct interval limits;
        assert_close(gap_share_standardised(std[i].counts, std[i].authority_rate, &se, &limits),
                     json_number(want, "G"), 1e-9);
        assert_close(se, json_number(want, "se_logit"), 1e-9);
        assert_close(limits.lo, json_number(want, "lo"), 1e-9);
        assert_close(limits.hi, json_number(want, "hi"), 1e-9);
    }
    cJSON_Delete(json);
}

/* Nothing met on one side: no measure, the other rate still there. */
static void test_undefined(void **state) {
    (void)state;
    struct escalation_counts none = {.hits = 0, .needed = 0, .false_alarms = 2, .unneeded = 6};
    struct escalation_measures e = escalation_measure(none);
    assert_true(isnan(e.hit_rate) && isnan(e.d_prime) && isnan(e.criterion) && isnan(e.se_d_prime));
    assert_close(e.false_alarm_rate, 2.5 / 7, 1e-15);
    struct interval d;
    double se;
    assert_true(isnan(gap_share_standardised(none, 0.1, &se, &d)));
    assert_close(gap_share(none, &d), 1, 0);
    struct escalation_counts quiet = {.hits = 0, .needed = 3, .false_alarms = 0, .unneeded = 6};
    assert_true(isnan(gap_share(quiet, &d)) && isnan(d.lo));
    assert_close(gap_share_standardised((struct escalation_counts){3, 4, 1, 4}, 0, &se, &d), 1, 0);
}

static void test_display(void **state) {
    (void)state;
    assert_int_equal(escalation_display((struct escalation_counts){0, 4, 0, 30}),
                     ESCALATION_COUNTS);
    assert_int_equal(escalation_display((struct escalation_counts){0, 9, 0, 5}), ESCALATION_RATES);
    assert_int_equal(escalation_display((struct escalation_counts){0, 10, 0, 10}),
                     ESCALATION_MEASURES);
}

/* Worked by hand: p = (3 + 2·.25)/(10 + 2) on every decision. */
static void test_adjusted(void **state) {
    (void)state;
    struct escalation_item items[12];
    for (int i = 0; i < 12; i++)
        items[i] =
            (struct escalation_item){.escalated = i < 7, .others_escalated = 3, .others = 10};
    struct escalation_ratio r = escalation_adjusted(items, 12, 0.25);
    double p = 3.5 / 12;
    assert_close(r.expected, 12 * p, 1e-14);
    assert_close(r.ratio, 7 / (12 * p), 1e-14);
    assert_close(r.z, (7 - 12 * p) / sqrt(12 * p * (1 - p)), 1e-14);
    r = escalation_adjusted(items, 10, 0.25); /* E = 2.9 */
    assert_true(isnan(r.ratio) && isnan(r.z));
}

/* Worked by hand and by another program's beta distribution: 12 of 20, where others would have 8
 * and have .3 over the bank. */
static void test_mix_rate(void **state) {
    (void)state;
    struct mix_rate rate = mix_rate_of(12, 20, 8, 0.3, 30);
    double kappa = log(0.3 / 0.7) - log(0.4 / 0.6);
    assert_true(rate.is_adjusted);
    assert_close(rate.kappa, kappa, 1e-12);
    double odds = exp(kappa) * 12.5 / 8.5;
    assert_close(rate.rate, odds / (1 + odds), 1e-12);
    for (int side = 0; side < 2; side++) { /* the limits are where the probability is */
        double limit = side ? rate.ci_95.hi : rate.ci_95.lo;
        assert_close(mix_rate_above(&rate, limit), side ? 0.025 : 0.975, 1e-8);
    }
    struct mix_rate plain = mix_rate_of(12, 20, 8, 0.3, 3.9);
    assert_false(plain.is_adjusted);
    struct interval own = proportion_jeffreys(12, 20);
    assert_close(plain.ci_95.lo, own.lo, 1e-9);
    assert_close(plain.ci_95.hi, own.hi, 1e-9);
    assert_close(mix_rate_above(&plain, 0.25), proportion_above(12, 20, 0.25), 1e-9);
    assert_close(mix_rate_of(0, 9, 3, 0.3, 30).ci_95.lo, 0, 0);
    assert_close(mix_rate_of(9, 9, 3, 0.3, 30).ci_95.hi, 1, 0);
    assert_close(mix_share(3, 8, 0.5), 0.4, 1e-12);
    assert_true(isnan(mix_rate_above(&(struct mix_rate){0}, 0.2)));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_mix_rate),   cmocka_unit_test(test_proportion),
        cmocka_unit_test(test_difference), cmocka_unit_test(test_states),
        cmocka_unit_test(test_loglinear),  cmocka_unit_test(test_published),
        cmocka_unit_test(test_gap_share),  cmocka_unit_test(test_undefined),
        cmocka_unit_test(test_display),    cmocka_unit_test(test_adjusted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
