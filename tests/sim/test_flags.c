/* Whom do flags meet? Teams of 40 agents x 80 decisions (20 scenarios), with one over-escalator,
 * one gamer, one over-confident agent, one who decides without evidence and one who decides in 0.3
 * s; the other 35 are ordinary. The rates over the replications are printed and held to limits. */
#include "sim/simulated.h"
#include "stats/rng.h"
#include "support/cmocka.h"

#include <stdio.h>
#include <string.h>

enum { AGENTS = 40, ODD = 5, REPLICATIONS = 25 };

static const struct {
    enum line_kind line;
    const char *flag;
} flags[] = {
    {LINE_ESCALATION, "defaults_to_escalation"},
    {LINE_INTEGRITY, "parks_calls"},
    {LINE_CALIBRATION, "over_confident"},
    {LINE_EVIDENCE, "decides_unlooked"},
    {LINE_EVIDENCE, "rapid"},
    {LINE_ESCALATION, "keeps_what_must_go_up"},
    {LINE_CALIBRATION, "under_confident"},
    {LINE_JUDGMENT, "below_expected"},
    {LINE_TREND, "declining"},
};
enum { FLAGS = sizeof flags / sizeof *flags };

static void make_team(struct loggen_agent *agents, struct rng *rng) {
    for (int a = 0; a < AGENTS; a++)
        agents[a] = loggen_ordinary(a, a < ODD ? 0 : rng_normal(rng));
    agents[0].escalation = 3;
    agents[1].gaming = 4;
    agents[1].clock_effect = -1.5;
    agents[1].clock_haste = 0.8;
    agents[2].confidence = 2;
    agents[3].evidence = 0.15;
    agents[3].blind_cost = 1.5;
    agents[4].latency_ms = 300;
}

static void count_flags(const struct simulated *simulated, const struct loggen_agent *agents,
                        int own[FLAGS], int ordinary[FLAGS]) {
    for (int a = 0; a < AGENTS; a++) {
        const struct profile *profile = simulated_of(simulated, agents[a].id);
        for (int f = 0; f < FLAGS; f++) {
            bool is_raised = profile_has_flag(profile, flags[f].line, flags[f].flag);
            own[f] += is_raised && a == f && f < ODD;
            ordinary[f] += is_raised && a >= ODD;
        }
    }
}

static void test_rates(void **state) {
    (void)state;
    int own[FLAGS] = {0}, ordinary[FLAGS] = {0};
    for (int r = 0; r < REPLICATIONS; r++) {
        struct loggen_setup setup = loggen_default();
        struct loggen_agent agents[AGENTS];
        struct simulated simulated;
        struct rng rng;
        setup.seed = 300 + (uint64_t)r;
        setup.scenarios = 20;
        setup.needed_location = -2.7; /* who passes up what must go up in nine of ten is ordinary */
        setup.step_ms = INT64_C(172800000);
        rng_init(&rng, setup.seed);
        make_team(agents, &rng);
        simulated_make(&simulated, &setup, agents, AGENTS, KEY_OPERATIONAL);
        simulated_profile(&simulated);
        count_flags(&simulated, agents, own, ordinary);
        simulated_finish(&simulated);
    }
    const double all = (double)REPLICATIONS * (AGENTS - ODD);
    for (int f = 0; f < FLAGS; f++) {
        printf("%-26s ordinary %5.1f %%", flags[f].flag, 100 * ordinary[f] / all);
        if (f < ODD)
            printf("   its own %3.0f %%", 100.0 * own[f] / REPLICATIONS);
        printf("\n");
    }
    for (int f = 0; f < ODD; f++) {
        /* Clear plants at P of .99: R9 asks for .55; the least found here is .72. */
        assert_true(own[f] >= 0.7 * REPLICATIONS);
        assert_true(ordinary[f] <= 0.05 * all);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_rates)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
