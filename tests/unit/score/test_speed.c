/* Process measures beside the lines: decisions too fast to have been read, haste and credit, calls
 * that end just before the target. */
#include "report/report.h"
#include "stats/latency.h"
#include "stats/panel.h"
#include "stats/prim.h"
#include "stats/rng.h"
#include "support/cmocka.h"
#include "support/loggen.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { AGENTS = 10, SCENARIOS = 12, NODES = 4 };

struct team {
    struct columns *columns;
    struct dataset *data;
    struct score_run *run;
    struct profile *profiles;
    int count;
    struct buf log;
};

static void score(struct team *team, bool by_team) {
    struct err err = {0};
    struct columns_text text = {"log", team->log.data, team->log.len};
    struct dataset_request measured = {
        .keys = KEY_OPERATIONAL, .as_of_ms = INT64_MAX, .by_team = by_team};
    struct score_request scored = {0};
    struct profile_request wanted = {.authority_rate = NAN};
    team->columns = columns_read_texts(&text, 1, &(struct columns_request){.threads = 1}, &err);
    assert_non_null(team->columns);
    team->data = dataset_create(team->columns, &measured, &err);
    assert_non_null(team->data);
    team->run = score_run_create(team->data, &scored, &err);
    assert_non_null(team->run);
    assert_true(profiles_make(team->run, &wanted, &team->profiles, &team->count, &err));
}

static void make(struct team *team, const struct loggen_agent *agents, int count, bool by_team) {
    struct loggen_setup setup = loggen_default();
    struct loggen *generator = loggen_create(&setup);
    assert_non_null(generator);
    *team = (struct team){0};
    for (int a = 0; a < count; a++)
        for (int s = 0; s < SCENARIOS; s++)
            loggen_session(generator, &agents[a], a, s, s, MODE_ASSESSMENT, &team->log);
    loggen_destroy(generator);
    score(team, by_team);
}

static void finish(struct team *team) {
    free(team->profiles);
    score_run_destroy(team->run);
    dataset_destroy(team->data);
    columns_destroy(team->columns);
    buf_finish(&team->log);
}

static bool has_flag(const struct line *line, const char *name) {
    for (int i = 0; i < line->flag_count; i++)
        if (strcmp(flag_name(line->flags[i].kind), name) == 0)
            return true;
    return false;
}

/* Who decides in 0.3 s cannot have read; who takes 9 s may have. */
static void test_rapid(void **state) {
    (void)state;
    struct loggen_agent agents[AGENTS];
    struct team team;
    for (int a = 0; a < AGENTS; a++)
        agents[a] = loggen_ordinary(a, 0);
    agents[0].latency_ms = 300;
    make(&team, agents, AGENTS, false);
    const struct evidence_line *rapid = &team.profiles[0].evidence;
    assert_int_equal(rapid->speed.timed, SCENARIOS * NODES);
    assert_int_equal(rapid->speed.rapid, SCENARIOS * NODES);
    assert_true(rapid->speed.rate > 0.9 && rapid->speed.low > 0.85 && rapid->speed.high <= 1);
    assert_true(has_flag(&rapid->line, "rapid"));
    for (int a = 1; a < AGENTS; a++) {
        const struct evidence_line *ordinary = &team.profiles[a].evidence;
        assert_true(ordinary->speed.rate < 0.2 && ordinary->speed.low < 0.1);
        assert_false(has_flag(&ordinary->line, "rapid"));
    }
    struct score_report report = {.run = team.run, .profiles = team.profiles, .count = 1};
    struct buf text = {0};
    score_report_text(&report, &text);
    assert_non_null(strstr(buf_cstr(&text), "48 of 48 decisions too fast to have been read"));
    buf_clear(&text);
    score_report_json(&report, &text);
    assert_non_null(strstr(buf_cstr(&text), "\"rapid\":48,\"timed\":48,\"speed_accuracy\":{"));
    buf_finish(&text);
    finish(&team);
}

/* Agents 0 to 2 lose credit when they hurry; for the others haste is for free. */
static void test_haste(void **state) {
    (void)state;
    struct loggen_agent agents[AGENTS];
    struct team team;
    double costly = 0, plain = 0;
    for (int a = 0; a < AGENTS; a++)
        agents[a] = loggen_ordinary(a, 0);
    for (int a = 0; a < 3; a++)
        agents[a].haste_cost = 4;
    make(&team, agents, AGENTS, false);
    for (int a = 0; a < AGENTS; a++) {
        const struct speed_accuracy *accuracy = &team.profiles[a].evidence.speed.accuracy;
        assert_int_equal(accuracy->n, SCENARIOS * NODES);
        assert_true(accuracy->bootstrap.ci_95.lo <= accuracy->rho);
        assert_true(accuracy->bootstrap.ci_95.hi >= accuracy->rho);
        if (a < 3)
            assert_true(accuracy->bootstrap.ci_95.lo > 0);
        *(a < 3 ? &costly : &plain) += accuracy->rho / (a < 3 ? 3 : AGENTS - 3);
    }
    assert_true(costly > 0.4);
    assert_true(fabs(plain) < 0.15);
    finish(&team);
}

/* A team that stretches its calls to the target when it is shown, and one that does not. */
static void test_bunching(void **state) {
    (void)state;
    struct loggen_agent agents[AGENTS];
    struct team team;
    for (int a = 0; a < AGENTS; a++) {
        agents[a] = loggen_ordinary(a, 0);
        strcpy(agents[a].team, a < 5 ? "calm" : "stretched");
        agents[a].bunching = a < 5 ? 0 : 0.5;
    }
    make(&team, agents, AGENTS, true);
    assert_int_equal(team.count, 2);
    const struct bunching *calm = &team.profiles[0].integrity.bunching;
    const struct bunching *stretched = &team.profiles[1].integrity.bunching;
    assert_int_equal(calm->with + calm->without, 5 * SCENARIOS);
    assert_int_equal(calm->bunched_with + calm->bunched_without, 0);
    assert_true(fabs(calm->difference) < 1e-12 && calm->ci_95.lo < 0 && calm->ci_95.hi > 0);
    assert_int_equal(stretched->bunched_without, 0);
    double share = (double)stretched->bunched_with / stretched->with;
    assert_true(share > 0.25 && share < 0.75);
    assert_true(fabs(stretched->difference - share) < 1e-12);
    assert_true(stretched->ci_95.lo > 0 && stretched->ci_95.hi < 1);
    assert_true(isnan(team.profiles[1].evidence.speed.accuracy.rho)); /* of an agent only */
    struct score_report report = {
        .run = team.run, .by = SCORE_BY_TEAM, .profiles = team.profiles, .count = 2};
    struct buf text = {0};
    score_report_json(&report, &text);
    assert_non_null(strstr(buf_cstr(&text), "\"bunching\":{\"difference\":0,\"low\":"));
    buf_finish(&text);
    finish(&team);
}

/* ---- the resample without copies ---------------------------------------------------------------
 */

enum { DECISIONS = 40, CLUSTERS = 8 };

struct expanded {
    const double *x, *y;
    const int *cluster;
};

/* As it is defined: the decisions of every scenario drawn, written out. */
static double spelt_out(const int *draw, int count, void *context) {
    const struct expanded *e = context;
    double x[CLUSTERS * DECISIONS], y[CLUSTERS * DECISIONS], rx[CLUSTERS * DECISIONS],
        ry[CLUSTERS * DECISIONS];
    size_t order[CLUSTERS * DECISIONS], n = 0;
    for (int c = 0; c < count; c++)
        for (int i = 0; i < DECISIONS; i++)
            if (e->cluster[i] == 3 * draw[c]) {
                x[n] = e->x[i];
                y[n++] = e->y[i];
            }
    mid_ranks(x, n, rx, order);
    mid_ranks(y, n, ry, order);
    return correlation(rx, ry, n);
}

static void test_resample(void **state) {
    (void)state;
    double x[DECISIONS], y[DECISIONS];
    int cluster[DECISIONS], once[CLUSTERS];
    struct expanded e = {x, y, cluster};
    struct speed_accuracy fast;
    struct bootstrap slow;
    struct rng rng;
    rng_init(&rng, 21);
    for (int i = 0; i < DECISIONS; i++) {
        x[i] = rng_below(&rng, 12); /* ties */
        y[i] = x[i] + rng_below(&rng, 9);
        cluster[i] = 3 * (i % 7 == 0 ? 0 : i % CLUSTERS); /* of unequal size, with gaps */
    }
    for (int c = 0; c < CLUSTERS; c++)
        once[c] = c;
    assert_true(speed_accuracy(x, y, cluster, DECISIONS, 3 * CLUSTERS, 5, &fast));
    assert_true(cluster_bootstrap(CLUSTERS, BOOTSTRAP_DRAWS, 5, spelt_out, &e, &slow));
    assert_true(fabs(fast.rho - spelt_out(once, CLUSTERS, &e)) < 1e-12);
    assert_int_equal(fast.bootstrap.defined, slow.defined);
    assert_true(fabs(fast.bootstrap.ci_95.lo - slow.ci_95.lo) < 1e-12);
    assert_true(fabs(fast.bootstrap.ci_95.hi - slow.ci_95.hi) < 1e-12);
}

/* ---- the quick fit of times --------------------------------------------------------------------
 */

enum { PEOPLE = 200, PLACES = 60 };

static void test_common(void **state) {
    (void)state;
    static struct latency time[PEOPLE * PLACES];
    static double room[4][PEOPLE + PLACES], again[4][PEOPLE + PLACES];
    struct latency_model fast = {room[0], room[1], room[2], room[3], 0, 0, 0};
    struct latency_model slow = {again[0], again[1], again[2], again[3], 0, 0, 0};
    struct err err = {0};
    struct rng rng;
    int count = 0;
    rng_init(&rng, 3);
    for (int i = 0; i < PEOPLE; i++) {
        double speed = 0.3 * rng_normal(&rng);
        for (int j = 0; j < PLACES; j++) /* the fast meet the later places: far from balanced */
            if (rng_uniform(&rng) < (speed > 0 ? 0.1 + 0.01 * j : 0.5))
                time[count++] =
                    (struct latency){i, j, 9 + 0.02 * j - speed + 0.5 * rng_normal(&rng)};
    }
    assert_true(latency_fit_common(time, count, PEOPLE, PLACES, &fast, &err));
    assert_true(latency_fit_pooled(time, count, PEOPLE, PLACES, &slow, &err));
    double lost = 1 - (double)PLACES / count;
    assert_true(fabs(fast.sigma2[0] / (slow.sigma2[0] * lost) - 1) < 0.01);
    assert_true(fabs(fast.tau2 / slow.tau2 - 1) < 0.03);
    assert_true(fabs(fast.sigma2[0] - 0.25) < 0.02 && fabs(fast.tau2 - 0.09) < 0.02);
    for (int j = 0; j < PLACES; j++)
        assert_true(fabs(fast.beta[j] - slow.beta[j]) < 2e-3);
    for (int i = 0; i < PEOPLE; i++) {
        assert_true(fabs(fast.zeta[i] - slow.zeta[i]) < 2e-3);
        assert_true(fabs(fast.se[i] - slow.se[i]) < 2e-3);
    }
    assert_true(fast.iterations < 200);
    assert_false(latency_fit_common(time, 0, PEOPLE, PLACES, &fast, &err));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rapid),    cmocka_unit_test(test_haste),
        cmocka_unit_test(test_bunching), cmocka_unit_test(test_resample),
        cmocka_unit_test(test_common),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
