/* Does J hold the truth? Teams of 8, 20 and 60, people alike and far apart, easy, middling and hard
 * calls, 48 decisions in 12 calls each; the truth is in logits. Beside the people read here, and
 * beside what the panel expects with the whole team at it or .7 above it. Counts are printed and
 * held to limits; every team has a bank of its own. */
#include "sim/simulated.h"
#include "stats/rng.h"
#include "support/cmocka.h"

#include <math.h>
#include <stdio.h>

enum { AGENTS_MAX = 60, PERSONS = 240 };

struct cell {
    int agents;
    double spread, location, above;
    bool is_anchored;
};

struct tally {
    int surely, likely, all;
};

static void replicate(const struct cell *cell, uint64_t seed, struct tally *tally) {
    struct loggen_setup setup = loggen_default();
    struct loggen_agent agents[AGENTS_MAX];
    struct simulated simulated;
    struct rng rng;
    double mean = 0;
    setup.seed = seed;
    setup.location_mean += cell->location;
    setup.has_expects = cell->is_anchored;
    rng_init(&rng, seed ^ 0x7265636f766572);
    for (int a = 0; a < cell->agents; a++) {
        agents[a] = loggen_ordinary(a, cell->above + cell->spread * rng_normal(&rng));
        mean += agents[a].theta / cell->agents;
    }
    simulated_make(&simulated, &setup, agents, cell->agents, KEY_OPERATIONAL);
    simulated_profile(&simulated);
    for (int a = 0; a < cell->agents; a++) {
        const struct judgment_line *line = &simulated_of(&simulated, agents[a].id)->judgment;
        double j = 50 + 10 * setup.a * (agents[a].theta - (cell->is_anchored ? 0 : mean));
        assert_int_equal(line->is_anchored, cell->is_anchored);
        tally->surely += j >= line->line.low && j <= line->line.high;
        tally->likely += j >= line->line.likely_low && j <= line->line.likely_high;
        tally->all++;
    }
    simulated_finish(&simulated);
}

static void check(const struct cell *cell, double low, double high, double likely_low,
                  double likely_high) {
    struct tally tally = {0};
    for (int r = 0; r < PERSONS / cell->agents; r++)
        replicate(cell, 1000 + (uint64_t)r, &tally);
    double surely = (double)tally.surely / tally.all, likely = (double)tally.likely / tally.all;
    printf("%2d people, spread %.1f, decisions at %+.1f, %s: 95 %% %.3f, likely %.3f (%d)\n",
           cell->agents, cell->spread, cell->location,
           !cell->is_anchored ? "relative"
           : cell->above > 0  ? "anchored, team .7 above"
                              : "anchored",
           surely, likely, tally.all);
    assert_true(surely >= low && surely <= high);
    assert_true(likely >= likely_low && likely <= likely_high);
}

static void test_relative(void **state) {
    (void)state;
    static const double spreads[] = {0.3, 1, 2}, locations[] = {-1.5, 0, 1.5};
    for (int s = 0; s < 3; s++)
        for (int l = 0; l < 3; l++)
            check(&(struct cell){20, spreads[s], locations[l], 0, false}, 0.92, 1, 0.64, 0.80);
    check(&(struct cell){8, 1, 0, 0, false}, 0.92, 1, 0.64, 0.80);
    check(&(struct cell){60, 1, 0, 0, false}, 0.92, 1, 0.64, 0.80);
}

static void test_anchored(void **state) {
    (void)state;
    static const int sizes[] = {8, 20, 60};
    for (int n = 0; n < 3; n++)
        for (int above = 0; above < 2; above++)
            check(&(struct cell){sizes[n], 1, 0, 0.7 * above, true}, 0.90, 1, 0.60, 0.85);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_relative),
                                       cmocka_unit_test(test_anchored)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
