#include "oracle.h"

#include "stats/growth.h"
#include "stats/shrink.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

enum { AGENTS = 8, SESSIONS_MAX = 16 };

static void test_slopes(void **state) {
    (void)state;
    struct table *t = table_load("growth/sessions.csv"),
                 *want = table_load("growth/sessions_expected.csv");
    double slope[AGENTS], se[AGENTS];
    assert_int_equal(want->rows, AGENTS);
    for (int a = 0; a < AGENTS; a++) {
        struct growth_session session[SESSIONS_MAX];
        int count = 0;
        for (int i = 0; i < t->rows; i++)
            if ((int)table_at(t, i, "agent") == a + 1)
                session[count++] = (struct growth_session){
                    table_at(t, i, "week"), table_at(t, i, "theta"), table_at(t, i, "se")};
        struct growth g = growth_slope(session, count);
        assert_int_equal(g.sessions, (int)table_at(want, a, "k"));
        assert_close(g.slope, table_at(want, a, "slope"), 1e-9);
        assert_close(g.se, table_at(want, a, "se"), 1e-9);
        assert_close(g.at_mean, table_at(want, a, "int_at_mean"), 1e-9);
        assert_close(g.mean_day, table_at(want, a, "tmean"), 1e-9);
        slope[a] = g.slope;
        se[a] = g.se;
    }
    struct shrink team = shrink_fit(slope, se, AGENTS, 0, 1);
    for (int a = 0; a < AGENTS; a++) {
        double spread;
        assert_close(shrink_value(&team, slope[a], se[a], &spread), table_at(want, a, "blup"),
                     1e-7);
        assert_close(spread, table_at(want, a, "blup_se"), 1e-7);
    }
    table_free(t);
    table_free(want);
}

static void test_few_sessions(void **state) {
    (void)state;
    const struct growth_session same[] = {{3, 0.1, 0.3}, {3, 0.4, 0.3}};
    assert_true(isnan(growth_slope(same, 2).slope));
    assert_true(isnan(growth_slope(NULL, 0).at_mean));
    struct growth_session four[] = {{0, 0, 0.3}, {7, 0.1, 0.3}, {14, 0.2, 0.3}, {20, 0.3, 0.3}};
    struct growth g = growth_slope(four, 4);
    assert_false(growth_has_enough(&g)); /* 20 days */
    four[3].day = 21;
    g = growth_slope(four, 4);
    assert_true(growth_has_enough(&g));
    assert_close(g.slope, 0.1 / 7, 1e-12);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_slopes),
        cmocka_unit_test(test_few_sessions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
