#include "oracle.h"

#include "stats/prim.h"
#include "stats/rng.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static void test_normal(void **state) {
    (void)state;
    struct table *t = table_load("numerics/norm.csv");
    for (int i = 0; i < t->rows; i++) {
        double x = table_at(t, i, "x");
        assert_close_relative(normal_pdf(x), table_at(t, i, "pdf"), 1e-10);
        assert_close_relative(normal_cdf(x), table_at(t, i, "cdf"), 1e-10);
        assert_close_relative(normal_cdf(-x), table_at(t, i, "sf"), 1e-10);
    }
    table_free(t);
    t = table_load("numerics/qnorm.csv");
    assert_true(t->rows > 20);
    for (int i = 0; i < t->rows; i++)
        assert_close(normal_quantile(table_at(t, i, "p")), table_at(t, i, "q"), 1e-9);
    table_free(t);
}

static void test_gamma(void **state) {
    (void)state;
    struct table *t = table_load("numerics/lgamma.csv");
    for (int i = 0; i < t->rows; i++) {
        double x = table_at(t, i, "x");
        assert_close(log_gamma(x), table_at(t, i, "lgamma"), 1e-10);
        assert_close(digamma(x), table_at(t, i, "digamma"), 1e-10);
    }
    table_free(t);
    t = table_load("numerics/chisq_sf.csv");
    for (int i = 0; i < t->rows; i++)
        assert_close_relative(chi_square_tail(table_at(t, i, "x"), table_at(t, i, "df")),
                              table_at(t, i, "sf"), 1e-10);
    table_free(t);
    assert_close(gamma_q(3, 0), 1, 0);
}

static void test_beta(void **state) {
    (void)state;
    struct table *t = table_load("numerics/pbeta.csv");
    for (int i = 0; i < t->rows; i++) {
        double a = table_at(t, i, "a"), b = table_at(t, i, "b");
        assert_close_relative(beta_cdf(table_at(t, i, "x"), a, b), table_at(t, i, "pbeta"), 1e-10);
        assert_close(log_beta(a, b), table_at(t, i, "lbeta"), 1e-10);
    }
    table_free(t);
    t = table_load("numerics/qbeta.csv");
    for (int i = 0; i < t->rows; i++)
        assert_close_relative(
            beta_quantile(table_at(t, i, "p"), table_at(t, i, "a"), table_at(t, i, "b")),
            table_at(t, i, "qbeta"), 1e-8);
    table_free(t);
    assert_close(beta_cdf(0, 2, 3), 0, 0);
    assert_close(beta_cdf(1, 2, 3), 1, 0);
}

/* The inverse undoes the distribution, also where shapes are far apart. */
static void test_beta_round_trip(void **state) {
    (void)state;
    const double shape[] = {0.5, 1, 3.5, 40, 700, 20000};
    const double level[] = {1e-6, 0.025, 0.3, 0.5, 0.9, 0.975, 0.9999};
    for (size_t i = 0; i < 6; i++)
        for (size_t j = 0; j < 6; j++)
            for (size_t k = 0; k < 7; k++) {
                double x = beta_quantile(level[k], shape[i], shape[j]);
                assert_close(beta_cdf(x, shape[i], shape[j]), level[k], 1e-8);
            }
}

static void test_student(void **state) {
    (void)state;
    struct table *t = table_load("numerics/pt.csv");
    for (int i = 0; i < t->rows; i++)
        assert_close_relative(student_cdf(table_at(t, i, "t"), table_at(t, i, "df")),
                              table_at(t, i, "cdf"), 1e-10);
    table_free(t);
    t = table_load("numerics/qt.csv");
    for (int i = 0; i < t->rows; i++) {
        double p = table_at(t, i, "p"), df = table_at(t, i, "df");
        assert_close_relative(student_quantile(p, df), table_at(t, i, "qt"), 1e-9);
        assert_close_relative(student_quantile(1 - p, df), -table_at(t, i, "qt"), 1e-9);
    }
    table_free(t);
    assert_close(student_quantile(0.5, 7), 0, 1e-12);
}

static void test_binomial(void **state) {
    (void)state;
    double sum = 0, n = 9, p = 0.3;
    for (int x = 0; x <= 9; x++) {
        double choose = exp(log_gamma(n + 1) - log_gamma(x + 1) - log_gamma(n - x + 1));
        sum += choose * pow(p, x) * pow(1 - p, n - x);
        assert_close(binomial_cdf(x, 9, p), sum, 1e-12);
    }
    assert_int_equal(binomial_quantile(0.5, 2, 0.5), 1);
    assert_int_equal(binomial_quantile(0.975, 4, 1), 4);
    assert_int_equal(binomial_quantile(0.025, 4, 0), 0);
}

static void test_small_functions(void **state) {
    (void)state;
    assert_close(logistic(0), 0.5, 0);
    assert_close(logistic(-800), 0, 0);
    assert_close(logistic(800), 1, 0);
    assert_close(logit(logistic(2.5)), 2.5, 1e-14);
    const double x[] = {-1000, -1000 + 0.6931471805599453, -INFINITY};
    assert_close(log_sum_exp(x, 3), -1000 + log(3), 1e-14);
    assert_true(isinf(log_sum_exp(x, 0)));
    const double sorted[] = {1, 2, 4, 8};
    assert_close(sorted_quantile(sorted, 4, 0.5), 3, 1e-15);
    assert_close(sorted_quantile(sorted, 4, 1), 8, 0);
    assert_close(sorted_quantile(sorted, 1, 0.3), 1, 0);
}

static void test_ranks(void **state) {
    (void)state;
    const double x[] = {12, 2, 1, 12, 2}, want[] = {4.5, 2.5, 1, 4.5, 2.5};
    double rank[5];
    size_t order[5];
    mid_ranks(x, 5, rank, order);
    for (int i = 0; i < 5; i++)
        assert_close(rank[i], want[i], 0);
    const double flat[] = {0.1, 0.1, 0.1};
    assert_true(isnan(correlation(x, flat, 3)));
}

static void test_cholesky(void **state) {
    (void)state;
    double a[9] = {4, 2, 0.6, 2, 5, 1, 0.6, 1, 3}, inverse[9], factor[9];
    for (int i = 0; i < 9; i++)
        inverse[i] = factor[i] = a[i];
    assert_true(spd_inverse(inverse, 3));
    for (int i = 0; i < 3; i++)
        for (int j = 0; j < 3; j++) {
            double sum = 0;
            for (int k = 0; k < 3; k++)
                sum += a[i * 3 + k] * inverse[k * 3 + j];
            assert_close(sum, i == j, 1e-14);
        }
    assert_true(cholesky_factor(factor, 3));
    assert_close(cholesky_log_det(factor, 3), log(4 * (15 - 1) - 2 * (6 - 0.6) + 0.6 * (2 - 3)),
                 1e-13);
    double indefinite[4] = {1, 2, 2, 1};
    assert_false(cholesky_factor(indefinite, 2));
}

static void test_grid(void **state) {
    (void)state;
    struct table *t = table_load("numerics/rect61_normal.csv");
    assert_int_equal(t->rows, RECT61);
    double node[RECT61], weight[RECT61], sum = 0;
    normal_grid(RECT61, 6, node, weight);
    for (int i = 0; i < RECT61; i++) {
        assert_close(node[i], table_at(t, i, "node"), 1e-14);
        assert_close_relative(weight[i], table_at(t, i, "weight"), 1e-12);
        sum += weight[i];
    }
    assert_close(sum, 1, 1e-14);
    table_free(t);
}

/* First outputs of the published reference implementation from state 1, 2, 3, 4. */
static void test_generator(void **state) {
    (void)state;
    static const uint64_t want[] = {UINT64_C(11520),
                                    UINT64_C(0),
                                    UINT64_C(1509978240),
                                    UINT64_C(1215971899390074240),
                                    UINT64_C(1216172134540287360),
                                    UINT64_C(607988272756665600),
                                    UINT64_C(16172922978634559625),
                                    UINT64_C(8476171486693032832)};
    struct rng rng = {{1, 2, 3, 4}};
    for (size_t i = 0; i < 8; i++)
        assert_true(rng_next(&rng) == want[i]);
    rng_init(&rng, 7);
    double sum = 0, squares = 0;
    int count[5] = {0};
    for (int i = 0; i < 20000; i++) {
        double z = rng_normal(&rng);
        sum += z;
        squares += z * z;
        count[rng_below(&rng, 5)]++;
    }
    assert_true(fabs(sum / 20000) < 0.03 && fabs(squares / 20000 - 1) < 0.04);
    for (int i = 0; i < 5; i++)
        assert_in_range(count[i], 3800, 4200);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_normal),    cmocka_unit_test(test_gamma),
        cmocka_unit_test(test_beta),      cmocka_unit_test(test_beta_round_trip),
        cmocka_unit_test(test_student),   cmocka_unit_test(test_binomial),
        cmocka_unit_test(test_ranks),     cmocka_unit_test(test_small_functions),
        cmocka_unit_test(test_grid),      cmocka_unit_test(test_cholesky),
        cmocka_unit_test(test_generator),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
