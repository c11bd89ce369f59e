/* Item parameters were recovered from the oracle's table of item informations (to 1e-14);
 * everything else is checked against numbers that did not enter the recovery. */
#include "oracle.h"

#include "stats/select.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

enum { ITEMS = 20 };

static struct irt_model *load_model(void) {
    struct table *t = table_load("cat/items_recovered.csv");
    struct irt_model *m = irt_model_create(ITEMS);
    assert_int_equal(t->rows, ITEMS);
    for (int j = 0; j < ITEMS; j++) {
        m->node[j].slope = table_at(t, j, "a");
        m->node[j].d[1] = table_at(t, j, "d1");
        m->node[j].d[2] = table_at(t, j, "d2");
        m->node[j].scenario = j;
    }
    table_free(t);
    return m;
}

/* The agent of the oracle, after the five answers of the history. */
static void load_posterior(const struct irt_model *m, struct irt_grid *grid,
                           struct irt_posterior *out) {
    struct table *t = table_load("cat/history.csv");
    struct irt_response response[5];
    for (int i = 0; i < t->rows; i++)
        response[i] =
            (struct irt_response){0, (int)table_at(t, i, "item") - 1, (int)table_at(t, i, "resp")};
    irt_grid_init(grid, 61, 1, 4);
    struct irt_tables *tables = irt_tables_create(m, grid);
    irt_tables_fill(tables, m);
    struct irt_data *data = irt_data_create(m, response, (size_t)t->rows, 1, NULL);
    irt_posterior(m, tables, data, 0, out);
    irt_data_destroy(data);
    irt_tables_destroy(tables);
    table_free(t);
}

static void test_item_information(void **state) {
    (void)state;
    struct irt_model *m = load_model();
    struct table *t = table_load("cat/gpcm_item_info.csv");
    assert_int_equal(t->rows, 13 * ITEMS);
    for (int i = 0; i < t->rows; i++)
        assert_close(
            irt_information(&m->node[(int)table_at(t, i, "item") - 1], table_at(t, i, "theta")),
            table_at(t, i, "info"), 1e-12);
    table_free(t);
    irt_model_destroy(m);
}

static void test_selection(void **state) {
    (void)state;
    struct irt_model *m = load_model();
    struct irt_grid grid;
    struct irt_posterior posterior;
    load_posterior(m, &grid, &posterior);
    cJSON *json = oracle_json("cat/expected.json");
    assert_close(posterior.eap, json_number(json, "eap"), 1e-8);
    assert_close(posterior.psd, json_number(json, "psd"), 1e-8);
    struct table *t = table_load("cat/selection_expected.csv");
    int best[3] = {0};
    double top[3] = {0, 0, -1e9};
    for (int i = 0; i < t->rows; i++) {
        int item = (int)table_at(t, i, "item");
        struct select_node s = select_node(&m->node[item - 1], &grid, &posterior);
        assert_close(s.information_at_eap, table_at(t, i, "fisher_at_eap"), 1e-8);
        assert_close(s.information, table_at(t, i, "posterior_weighted_info"), 1e-8);
        assert_close(s.posterior_variance, table_at(t, i, "expected_post_var"), 1e-8);
        assert_close(s.predicted[0], table_at(t, i, "pred0"), 1e-8);
        assert_close(s.predicted[1], table_at(t, i, "pred1"), 1e-8);
        assert_close(s.predicted[2], table_at(t, i, "pred2"), 1e-8);
        assert_close(s.expected_credit, table_at(t, i, "exp_credit"), 1e-8);
        const double value[3] = {s.information_at_eap, s.information, -s.posterior_variance};
        for (int k = 0; k < 3; k++)
            if (value[k] > top[k]) {
                top[k] = value[k];
                best[k] = item;
            }
    }
    assert_int_equal(best[0], (int)json_number(json, "best_fisher"));
    assert_int_equal(best[1], (int)json_number(json, "best_pwi"));
    assert_int_equal(best[2], (int)json_number(json, "best_mepv"));
    table_free(t);
    cJSON_Delete(json);
    irt_model_destroy(m);
}

/* Decision 4 first; its best answer leads to 11, others to 17; both end at 2. */
static const struct select_option FIRST[] = {{0, 0, 2}, {1, 0, 2}, {2, 0, 1}};
static const struct select_option MIDDLE[] = {{0, 0, 3}, {1, 0, 3}, {2, 0, 3}};
static const struct select_option LAST[] = {{0, 0, -1}, {1, 0, -1}, {2, 0, -1}};
static const struct select_visit VISITS[] = {
    {3, FIRST, 3}, {10, MIDDLE, 3}, {16, MIDDLE, 3}, {1, LAST, 3}};

static void test_scenario(void **state) {
    (void)state;
    struct irt_model *m = load_model();
    struct table *t = table_load("cat/scenario_info.csv");
    assert_int_equal(t->rows, 61);
    for (int i = 0; i < t->rows; i++) {
        double reach[4], theta = table_at(t, i, "theta");
        assert_close(select_information(m, VISITS, 4, theta, reach),
                     table_at(t, i, "scenario_info"), 1e-9);
        assert_close(reach[1], table_at(t, i, "reachH"), 1e-9);
        assert_close(reach[2], table_at(t, i, "reachE"), 1e-9);
        assert_close(reach[3], 1, 1e-12);
    }
    table_free(t);
    irt_model_destroy(m);
}

/* Two options of one category share its probability by use; a category nobody can choose takes
 * none. */
static void test_shares(void **state) {
    (void)state;
    static const struct select_option shared[] = {{0, 0, 1}, {2, 8, 2}, {2, 0, -1}};
    const struct select_visit visit[] = {{0, shared, 3}, {1, LAST, 3}, {2, LAST, 3}};
    struct irt_model *m = load_model();
    double reach[3], p[3], theta = 0.4;
    irt_probabilities(&m->node[0], m->node[0].slope * theta, p);
    select_reach(m, visit, 3, theta, reach);
    assert_close(reach[1], p[0] / (p[0] + p[2]), 1e-12);
    assert_close(reach[2], p[2] / (p[0] + p[2]) * 9 / 10, 1e-12);
    irt_model_destroy(m);
}

static void test_merit(void **state) {
    (void)state;
    struct irt_model *m = load_model();
    struct irt_grid grid;
    struct irt_posterior posterior;
    load_posterior(m, &grid, &posterior);
    double reach[4], plain = select_merit(m, &grid, &posterior, VISITS, 4, 2, reach);
    m->sigma = 0.6;
    double lessened = select_merit(m, &grid, &posterior, VISITS, 4, 2, reach);
    assert_true(lessened < plain && lessened > 0.4 * plain);
    struct rng rng;
    rng_init(&rng, 2);
    const double merit[] = {0.2, 0.9, 0.5};
    int first[3] = {0}, last[3] = {0};
    for (int i = 0; i < 600; i++) {
        first[select_progressive(merit, 3, 0, 10, &rng)]++;
        last[select_progressive(merit, 3, 10, 10, &rng)]++;
    }
    assert_int_equal(last[1], 600); /* at the end merit decides, at the start chance */
    for (int i = 0; i < 3; i++)
        assert_in_range(first[i], 150, 250);
    assert_int_equal(select_progressive(merit, 0, 0, 10, &rng), -1);
    irt_model_destroy(m);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_item_information),
        cmocka_unit_test(test_selection),
        cmocka_unit_test(test_scenario),
        cmocka_unit_test(test_shares),
        cmocka_unit_test(test_merit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
