#include "oracle.h"

#include "stats/latency.h"
#include "stats/process.h"
#include "stats/rng.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

enum { PERSONS = 300, NODES = 8 };

struct room {
    double beta[NODES], sigma2[NODES], zeta[PERSONS], se[PERSONS];
};

static struct latency_model model_in(struct room *room) {
    return (struct latency_model){
        .beta = room->beta, .sigma2 = room->sigma2, .zeta = room->zeta, .se = room->se};
}

static double number_in(const cJSON *json, const char *name, int i) {
    return cJSON_GetArrayItem(json_at(json, name), i)->valuedouble;
}

static void test_lognormal(void **state) {
    (void)state;
    struct table *t = table_load("process/rt_n300_sec.csv"),
                 *scores = table_load("process/rt_scores.csv");
    cJSON *json = oracle_json("process/expected.json");
    const cJSON *want = json_at(json, "lognormal");
    static struct latency time[PERSONS * NODES];
    int count = 0;
    for (int i = 0; i < t->rows; i++)
        for (int j = 0; j < NODES; j++)
            time[count++] = (struct latency){i, j, log(t->cell[i * NODES + j])};
    struct room *room = calloc(1, sizeof *room);
    struct latency_model m = model_in(room);
    assert_true(latency_fit(time, count, t->rows, NODES, &m, NULL));
    assert_close(m.tau2, json_number(want, "tau2"), 1e-4);
    assert_close(m.log_likelihood, json_number(want, "logLik"), 1e-7);
    for (int j = 0; j < NODES; j++) {
        assert_close(m.beta[j], number_in(want, "beta", j), 1e-4);
        assert_close(m.sigma2[j], number_in(want, "sigma2", j), 1e-4);
    }
    for (int i = 0; i < t->rows; i++) {
        assert_close(m.zeta[i], table_at(scores, i, "zeta_EB"), 1e-4);
        assert_close(m.se[i], json_number(want, "score_se"), 1e-4);
    }
    struct latency slow = {0, 2, 9};
    assert_true(latency_residual(&m, &slow) > 2);
    free(room);
    table_free(t);
    table_free(scores);
    cJSON_Delete(json);
}

static void test_unbalanced(void **state) {
    (void)state;
    struct table *t = table_load("process/rt_unbalanced.csv");
    cJSON *json = oracle_json("process/expected.json");
    const cJSON *want = json_at(json, "unbalanced_lmer");
    static struct latency time[PERSONS * NODES];
    int persons = 0;
    for (int i = 0; i < t->rows; i++) {
        time[i] = (struct latency){(int)table_at(t, i, "person") - 1,
                                   (int)table_at(t, i, "item") - 1, table_at(t, i, "logt")};
        persons = time[i].agent + 1 > persons ? time[i].agent + 1 : persons;
    }
    struct room *room = calloc(1, sizeof *room);
    struct latency_model m = model_in(room);
    assert_true(latency_fit_pooled(time, t->rows, persons, NODES, &m, NULL));
    assert_close(sqrt(m.tau2), json_number(want, "sd_person"), 1e-4);
    assert_close(sqrt(m.sigma2[0]), json_number(want, "sigma"), 1e-4);
    assert_close(-2 * m.log_likelihood, json_number(want, "REML_crit"), 1e-8);
    for (int j = 0; j < NODES; j++)
        assert_close(m.beta[j], number_in(want, "beta", j), 1e-4);
    for (int i = 0; i < 5; i++) {
        assert_close(m.zeta[i], number_in(want, "zeta_blup_first5", i), 1e-4);
        assert_close(m.se[i], number_in(want, "cond_sd_first5", i), 1e-4);
    }
    struct err err = {0};
    assert_false(latency_fit_pooled(time, 3, persons, NODES, &m, &err));
    assert_int_equal(err.code, ERR_CONTENT);
    time[1].log_t = NAN;
    assert_false(latency_fit_pooled(time, t->rows, persons, NODES, &m, NULL));
    free(room);
    table_free(t);
    cJSON_Delete(json);
}

static void test_rapid(void **state) {
    (void)state;
    cJSON *json = oracle_json("process/worked_examples.json");
    static const struct {
        double median, time;
        int responses, words;
    } rows[] = {{20000, 2000, 12, 40}, {20000, 3000, 12, 40}, {20000, 700, 9, 40}};
    for (size_t i = 0; i < 3; i++) {
        const cJSON *want = cJSON_GetArrayItem(json_at(json, "rapid"), (int)i);
        double limit = rapid_threshold_ms(rows[i].median, rows[i].responses, rows[i].words);
        assert_close(limit, json_number(want, "threshold_ms"), 1e-9);
        assert_int_equal(rows[i].time < limit, cJSON_IsTrue(json_at(want, "rapid")));
    }
    assert_close(rapid_threshold_ms(60000, 50, 200), 12000, 1e-9);
    assert_close(rapid_threshold_ms(4000, 50, 200), 2000, 1e-9); /* never over half the median … */
    assert_close(rapid_threshold_ms(1500, 50, 200), 1000, 1e-9); /* … but always a second */
    cJSON_Delete(json);
}

static void test_speed_accuracy(void **state) {
    (void)state;
    enum { N = 60 };
    double latency[N], credit[N];
    int scenario[N];
    struct rng rng;
    rng_init(&rng, 8);
    for (int i = 0; i < N; i++) {
        latency[i] = rng_normal(&rng);
        credit[i] = latency[i] + 0.3 * rng_normal(&rng); /* slower is better here */
        scenario[i] = i / 5;
    }
    struct speed_accuracy s;
    assert_true(speed_accuracy(latency, credit, scenario, N, 40, 1, &s));
    assert_true(s.rho > 0.85 && s.bootstrap.ci_95.lo > 0.7 && s.bootstrap.ci_95.hi <= 1);
    assert_close(s.bootstrap.below_zero, 0, 0);
    assert_true(speed_accuracy(latency, credit, scenario, 29, 40, 1, &s));
    assert_true(isnan(s.rho));
    for (int i = 0; i < N; i++)
        credit[i] = 1;
    assert_true(speed_accuracy(latency, credit, scenario, N, 40, 1, &s));
    assert_true(isnan(s.rho));
}

static void test_clock(void **state) {
    (void)state;
    const double with[] = {-0.2, -0.1, -0.3, 0, -0.2, -0.4},
                 without[] = {0.1, 0, 0.2, -0.1, 0.1, 0.3};
    const int scenario[] = {0, 0, 1, 1, 2, 2};
    struct clock_effect c;
    assert_true(clock_effect((struct clock_arm){with, scenario, 6},
                             (struct clock_arm){without, scenario, 6}, 3, &c));
    assert_close(c.effect, -0.2 - 0.1, 1e-12);
    /* scenario sums of deviations .1, .1, −.2 and −.1, −.1, .2: SE² = 3/2 · .06 / 36 in each arm */
    assert_close(c.se, sqrt(2 * 1.5 * 0.06 / 36), 1e-12);
    assert_true(clock_effect((struct clock_arm){with, scenario, 6},
                             (struct clock_arm){without, scenario, 0}, 3, &c));
    assert_true(isnan(c.effect) && isnan(c.se));
}

static void test_gaming(void **state) {
    (void)state;
    assert_close(rate_difference_above(5, 10, 5, 10, 0), 0.5, 1e-9);
    assert_true(rate_difference_above(9, 10, 1, 10, 0.1) > 0.99);
    assert_true(rate_difference_above(1, 10, 9, 10, 0.1) < 0.01);
    assert_true(isnan(rate_difference_above(0, 0, 1, 5, 0)));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lognormal),      cmocka_unit_test(test_unbalanced),
        cmocka_unit_test(test_rapid),          cmocka_unit_test(test_clock),
        cmocka_unit_test(test_speed_accuracy), cmocka_unit_test(test_gaming),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
