#include "oracle.h"

#include "stats/panel.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void test_krippendorff(void **state) {
    (void)state;
    static const struct {
        const char *name;
        enum krippendorff_metric metric;
    } rows[] = {{"nominal", METRIC_NOMINAL},
                {"ordinal", METRIC_ORDINAL},
                {"interval", METRIC_INTERVAL},
                {"ratio", METRIC_RATIO}};
    struct table *t = table_load("panel/krippendorff_c_data.csv");
    cJSON *json = oracle_json("panel/expected.json");
    for (size_t i = 0; i < 4; i++) {
        double alpha = panel_krippendorff(t->cell, t->rows, t->columns, rows[i].metric);
        assert_close(alpha, json_number(json_at(json, "krippendorff_C"), rows[i].name), 1e-9);
        assert_close(alpha, json_number(json_at(json, "krippendorff_published"), rows[i].name),
                     5e-4);
    }
    table_free(t);
    cJSON_Delete(json);
    const double flat[] = {3, 3, 3, 3, 3, 3};
    assert_true(isnan(panel_krippendorff(flat, 2, 3, METRIC_INTERVAL)));
}

static void test_concordance(void **state) {
    (void)state;
    struct table *t = table_load("panel/ranks_6x5.csv");
    cJSON *json = oracle_json("panel/expected.json");
    const cJSON *want = json_at(json, "kendall_W");
    struct concordance c = panel_concordance(t->cell, t->rows, t->columns);
    assert_close(c.w, json_number(want, "W_tie_corrected"), 1e-9);
    assert_close(c.chi_square, json_number(want, "chisq"), 1e-9);
    assert_close(c.p, json_number(want, "p"), 1e-9);
    const double flat[] = {1, 1, 1, 1};
    assert_true(isnan(panel_concordance(flat, 2, 2).w));
    table_free(t);
    cJSON_Delete(json);
}

/* The ratings file holds options × experts; the functions take one option's experts. */
static void test_ratings(void **state) {
    (void)state;
    struct table *t = table_load("panel/ratings_4x6.csv");
    cJSON *json = oracle_json("panel/expected.json");
    int experts = t->columns - 1, sum[4], credit[4], category[4];
    double value[24];
    static const char *const names[] = {"A", "B", "C", "D"};
    for (int o = 0; o < t->rows; o++) {
        int rating[6];
        sum[o] = 0;
        for (int p = 0; p < experts; p++) {
            value[p * 4 + o] = t->cell[o * t->columns + p + 1];
            rating[p] = (int)value[p * 4 + o];
            sum[o] += rating[p];
        }
        assert_close(panel_mean(rating, experts),
                     json_number(json_at(json, "ratings|mean"), names[o]), 1e-9);
        assert_close(panel_average_deviation(rating, experts),
                     json_number(json_at(json, "ratings|avg_dev"), names[o]), 1e-9);
    }
    assert_close(panel_krippendorff(value, experts, 4, METRIC_ORDINAL),
                 json_number(json, "ratings|alpha_ordinal"), 1e-9);
    assert_close(panel_krippendorff(value, experts, 4, METRIC_INTERVAL),
                 json_number(json, "ratings|alpha_interval"), 1e-9);
    panel_key(sum, experts, 4, NULL, credit, category);
    for (int o = 0; o < 4; o++)
        assert_close(credit[o] / 10000.0,
                     json_number(json_at(json, "ratings|range_credit"), names[o]), 5e-5);
    table_free(t);
    cJSON_Delete(json);
}

/* Whole-number keys against the worked examples, at the four decimals a key stores. */
static void test_keys(void **state) {
    (void)state;
    cJSON *json = oracle_json("process/worked_examples.json");
    static const struct {
        const char *name;
        int experts, options, sum[4];
    } rows[] = {{"keying_wide", 6, 4, {37, 30, 17, 8}}, {"keying_narrow", 4, 3, {23, 21, 18}}};
    static const char *const names[] = {"A", "B", "C", "D"};
    for (size_t i = 0; i < 2; i++) {
        int credit[4], category[4];
        panel_key(rows[i].sum, rows[i].experts, rows[i].options, NULL, credit, category);
        for (int o = 0; o < rows[i].options; o++) {
            const cJSON *want = json_at(json, rows[i].name);
            assert_close(credit[o] / 10000.0, json_number(json_at(want, "credit"), names[o]), 5e-5);
            assert_int_equal(category[o], (int)json_number(json_at(want, "category"), names[o]));
        }
    }
    int credit[4], category[4];
    /* a third of the range is poor although it is rated 5; 40 % of it is acceptable */
    const int edge[] = {70, 50, 52, 40};
    panel_key(edge, 10, 4, NULL, credit, category);
    assert_int_equal(credit[1], 3333);
    assert_int_equal(category[1], 0);
    assert_int_equal(credit[2], 4000);
    assert_int_equal(category[2], 1);
    assert_int_equal(credit[3], 0);
    const bool critical[] = {true, false, false, false};
    panel_key(rows[0].sum, 6, 4, critical, credit, category);
    assert_int_equal(category[0], 0);
    cJSON_Delete(json);
}

static void fill(int *rating, int experts, const int *row, int options) {
    for (int p = 0; p < experts; p++)
        memcpy(rating + p * options, row, (size_t)options * sizeof *row);
}

static void test_status(void **state) {
    (void)state;
    int rating[12 * 3];
    const int clear[] = {7, 4, 1}, split[] = {1, 4, 7};
    fill(rating, 12, clear, 3);
    struct panel_health h = panel_health(rating, 12, 3, NULL, 1);
    assert_true(h.has_best && h.has_poor);
    assert_close(h.average_deviation, 0, 0);
    assert_close(h.concordance, 1, 1e-12);
    assert_close(h.stability, 1, 0);
    assert_int_equal(panel_status(&h), PANEL_OPERATIONAL);
    h.experts = 9;
    assert_int_equal(panel_status(&h), PANEL_PILOT);
    h.experts = 4;
    assert_int_equal(panel_status(&h), PANEL_AMBIGUOUS);
    static const struct panel_health spoilt[] = {{12, false, true, 0.3, 0.9, 1},
                                                 {12, true, false, 0.3, 0.9, 1},
                                                 {12, true, true, 1.21, 0.9, 1},
                                                 {12, true, true, 0.3, 0.49, 1},
                                                 {12, true, true, 0.3, 0.9, 0.79}};
    for (size_t i = 0; i < 5; i++)
        assert_int_equal(panel_status(&spoilt[i]), PANEL_AMBIGUOUS);
    fill(rating + 18, 6, split, 3); /* half the panel reverses the order */
    h = panel_health(rating, 12, 3, NULL, 1);
    assert_true(h.concordance < 0.01 && h.average_deviation > 2.9 && h.stability < 0.8);
    assert_int_equal(panel_status(&h), PANEL_AMBIGUOUS);
    assert_true(isnan(panel_stability(rating, 5, 3, NULL, 100, 1)));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_krippendorff), cmocka_unit_test(test_concordance),
        cmocka_unit_test(test_ratings),      cmocka_unit_test(test_keys),
        cmocka_unit_test(test_status),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
