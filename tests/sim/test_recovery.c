/* Does the 95 % interval of relative ability hold the truth 95 times in 100? 200 replications of 20
 * agents x 48 decisions in 12 scenarios, every one a new bank and new agents. */
#include "sim/simulated.h"
#include "stats/rng.h"
#include "support/cmocka.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { AGENTS = 20, REPLICATIONS = 200 };

struct tally {
    int covered, intervals;
    double correlation, se, error, slope, sigma;
};

static void replicate(uint64_t seed, struct tally *tally) {
    struct loggen_setup setup = loggen_default();
    struct loggen_agent agents[AGENTS];
    struct simulated simulated;
    struct rng rng;
    double truth[AGENTS], estimate[AGENTS], truth_mean = 0, mean = 0;
    setup.seed = seed;
    rng_init(&rng, seed ^ 0x7265636f766572);
    for (int a = 0; a < AGENTS; a++)
        agents[a] = loggen_ordinary(a, rng_normal(&rng));
    simulated_make(&simulated, &setup, agents, AGENTS, KEY_OPERATIONAL);
    assert_int_equal(simulated.dataset->agents, AGENTS);
    for (int a = 0; a < AGENTS; a++) {
        truth[a] = agents[a].theta;
        estimate[a] = simulated.run->ability[a].theta;
        truth_mean += truth[a] / AGENTS;
        mean += estimate[a] / AGENTS;
    }
    double xy = 0, xx = 0, yy = 0;
    for (int a = 0; a < AGENTS; a++) {
        double x = truth[a] - truth_mean, y = estimate[a] - mean, se = simulated.run->ability[a].se;
        assert_int_equal(simulated.run->ability[a].n, 48);
        tally->covered += fabs(y - x) <= 1.96 * se;
        tally->intervals++;
        tally->se += se;
        tally->error += (y - x) * (y - x);
        xy += x * y;
        xx += x * x;
        yy += y * y;
    }
    tally->correlation += xy / sqrt(xx * yy) / REPLICATIONS;
    tally->slope += simulated.run->model->a / REPLICATIONS;
    tally->sigma += simulated.run->model->sigma / REPLICATIONS;
    simulated_finish(&simulated);
}

static void test_coverage(void **state) {
    (void)state;
    struct tally tally = {0};
    for (int r = 0; r < REPLICATIONS; r++)
        replicate(1000 + (uint64_t)r, &tally);
    double coverage = (double)tally.covered / tally.intervals;
    printf("coverage %.4f of %d intervals, r %.3f, mean SE %.3f, RMSE %.3f, a %.2f, sigma %.2f\n",
           coverage, tally.intervals, tally.correlation, tally.se / tally.intervals,
           sqrt(tally.error / tally.intervals), tally.slope, tally.sigma);
    assert_true(coverage >= 0.93 && coverage <= 0.97);
    assert_true(tally.correlation > 0.9);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_coverage)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
