#include "oracle.h"

#include "stats/dif.h"
#include "stats/rng.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

/* Penicillin and rabbits, Agresti: 3.9286, odds ratio 7, 1.0267 to 47.725. */
static void test_rabbits(void **state) {
    (void)state;
    struct table *t = table_load("dif/rabbits_strata.csv");
    struct dif_stratum stratum[8];
    for (int i = 0; i < t->rows; i++)
        stratum[i] = (struct dif_stratum){table_at(t, i, "a"), table_at(t, i, "b"),
                                          table_at(t, i, "c"), table_at(t, i, "d")};
    struct dif_mh m = dif_mantel_haenszel(stratum, t->rows);
    assert_close(m.odds_ratio, 7, 1e-9);
    assert_close(m.chi_square, 3.928571428571429, 1e-9); /* 55/14, printed as 3.9286 */
    assert_close(m.odds_95.lo, 1.0267, 5e-5);
    assert_close(m.odds_95.hi, 47.725, 5e-5);
    assert_close(m.delta, -2.35 * log(7), 1e-12);
    assert_int_equal(m.dif_class, DIF_B); /* large, but (|Δ| − 1)/SE is 1.56 */
    table_free(t);
}

static void test_empty(void **state) {
    (void)state;
    const struct dif_stratum one_group[] = {{5, 3, 0, 0}, {0, 0, 1, 2}, {1, 0, 0, 0}};
    struct dif_mh m = dif_mantel_haenszel(one_group, 3);
    assert_int_equal(m.strata, 0);
    assert_true(isnan(m.odds_ratio) && isnan(m.chi_square) && isnan(m.delta));
    assert_int_equal(m.dif_class, DIF_NONE);
    const struct dif_response none[] = {{0, false, 1}, {0, false, 2}};
    assert_int_equal(dif_mantel(none, 2, 1).dif_class, DIF_NONE);
}

static void test_classes(void **state) {
    (void)state;
    static const struct {
        struct dif_stratum stratum;
        enum dif_class want;
    } rows[] = {{{50, 50, 50, 50}, DIF_A},     /* no difference */
                {{60, 40, 45, 55}, DIF_B},     /* moderate: Δ = −1.43 */
                {{300, 100, 150, 250}, DIF_C}, /* large and certain */
                {{6, 2, 3, 5}, DIF_A}};        /* as large, not certain */
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(dif_mantel_haenszel(&rows[i].stratum, 1).dif_class, rows[i].want);
}

/* With two categories Mantel's statistic is Mantel–Haenszel's without the continuity correction. */
static void test_mantel(void **state) {
    (void)state;
    struct rng rng;
    rng_init(&rng, 4);
    struct dif_response response[300];
    for (int i = 0; i < 300; i++)
        response[i] =
            (struct dif_response){(int)rng_below(&rng, 5), rng_below(&rng, 2), rng_below(&rng, 2)};
    struct dif_stratum stratum[5];
    dif_tabulate(response, 300, 1, 5, stratum);
    struct dif_mantel m = dif_mantel(response, 300, 5);
    double off = 0, variance = 0;
    for (int k = 0; k < 5; k++) {
        double a = stratum[k].reference_right, b = stratum[k].reference_wrong;
        double c = stratum[k].focal_right, d = stratum[k].focal_wrong, n = a + b + c + d;
        off += a - (a + b) * (a + c) / n;
        variance += (a + b) * (c + d) * (a + c) * (b + d) / (n * n * (n - 1));
    }
    assert_close(m.chi_square, off * off / variance, 1e-9);
    assert_int_equal(m.focal + m.reference, 300);
    /* by hand: two strata of a three-category decision */
    const struct dif_response hand[] = {{0, false, 2}, {0, false, 1}, {0, true, 0}, {0, true, 1},
                                        {1, false, 2}, {1, true, 2},  {1, true, 1}};
    m = dif_mantel(hand, 7, 2);
    /* stratum 0: F = 1, E = 2, V = 2·2/(16·3) (4·6 − 16) = 2/3; stratum 1: F = 3, E = 10/3, V =
     * 2/(9·2) (3·9 − 25) = 2/9; (4 − 16/3)² / (8/9) = 2 */
    assert_close(m.chi_square, 2, 1e-12);
    assert_close(m.mean_difference, (2 * -1.0 + 2 * -0.5) / 4, 1e-12);
}

static void test_quintiles(void **state) {
    (void)state;
    double ability[50];
    int stratum[50], count[5] = {0};
    for (int i = 0; i < 50; i++)
        ability[i] = (i * 17) % 50;
    assert_true(dif_quintiles(ability, 50, stratum));
    for (int i = 0; i < 50; i++) {
        assert_int_equal(stratum[i], (int)ability[i] / 10);
        count[stratum[i]]++;
    }
    for (int k = 0; k < 5; k++)
        assert_int_equal(count[k], 10);
    assert_close(dif_large_probability(1.5, 0.4), 0.5, 1e-6);
    assert_true(dif_large_probability(-3, 0.4) > 0.99 && dif_large_probability(0, 0.4) < 0.01);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rabbits),   cmocka_unit_test(test_empty),
        cmocka_unit_test(test_classes),   cmocka_unit_test(test_mantel),
        cmocka_unit_test(test_quintiles),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
