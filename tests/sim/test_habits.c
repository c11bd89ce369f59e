/* No habit may win: players that follow one rule through the calls that ship, each added to 100
 * model agents of ability N(0, 1), cannot be told from guessing; the player who knows the key can,
 * and so can nearly all able model agents. Keys are illustrative: there are no flags. */
#include "sim/simulated.h"
#include "stats/rng.h"
#include "support/cmocka.h"
#include "support/load.h"
#include "support/loggen_play.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Standard deviations above a blind choice among what was offered: docs/scoring.md, R7's bound. */
#define APART 1.96

enum { MODEL_AGENTS = 100, SCENARIOS_MAX = 16, ROUNDS = 5 };
#define SIGMA 0.5

static struct scenario *shipped[SCENARIOS_MAX];
static int shipped_count;

static void add_shipped(const char *path) {
    assert_true(shipped_count < SCENARIOS_MAX);
    shipped[shipped_count++] = load_shipped(path);
}

/* All shipped calls once. */
static struct buf play_all(struct play_wish *wish, struct rng *rng) {
    struct buf log = {0};
    char session[37];
    for (int s = 0; s < shipped_count; s++) {
        wish->scenario = shipped[s];
        wish->start_ms += 86400000;
        wish->seed = rng_next(rng);
        loggen_session_id(wish->start_ms, rng, session);
        wish->session = session;
        if (wish->rule) {
            struct model_agent *agent = wish->self;
            agent->sigma_u = SIGMA * rng_normal(rng);
        }
        assert_true(loggen_play(wish, &log));
    }
    return log;
}

static struct buf play_model_agent(int number, uint64_t seed, double *theta) {
    struct model_agent agent;
    struct rng rng;
    char id[32];
    rng_init(&rng, seed * 1000 + (uint64_t)number);
    rng_init(&agent.rng, rng_next(&rng));
    agent.theta = *theta = rng_normal(&rng);
    snprintf(id, sizeof id, "model_%03d", number);
    struct play_wish wish = {.agent = id,
                             .mode = MODE_PRACTICE,
                             .level = LEVEL_STANDARD,
                             .start_ms = INT64_C(1790000000000),
                             .player = PLAYER_COUNT,
                             .rule = model_agent_answers,
                             .self = &agent};
    return play_all(&wish, &rng);
}

static struct buf play_habit(enum player player, uint64_t seed) {
    struct rng rng;
    rng_init(&rng, seed);
    struct play_wish wish = {.agent = player_name(player),
                             .mode = MODE_PRACTICE,
                             .level = LEVEL_STANDARD,
                             .start_ms = INT64_C(1790000000000),
                             .player = player,
                             .confidence = 80};
    return play_all(&wish, &rng);
}

static void score(struct simulated *simulated, const struct buf *logs, int count) {
    struct columns_text texts[MODEL_AGENTS + 1];
    struct err err = {0};
    for (int i = 0; i < count; i++)
        texts[i] = (struct columns_text){"log", logs[i].data, logs[i].len};
    struct dataset_request wanted = {.keys = KEY_ILLUSTRATIVE, .as_of_ms = INT64_MAX};
    struct score_request request = {0};
    *simulated = (struct simulated){0};
    simulated->columns =
        columns_read_texts(texts, count, &(struct columns_request){.threads = 1}, &err);
    assert_non_null(simulated->columns);
    assert_int_equal(simulated->columns->skipped_count, 0);
    simulated->dataset = dataset_create(simulated->columns, &wanted, &err);
    assert_non_null(simulated->dataset);
    simulated->run = score_run_create(simulated->dataset, &request, &err);
    assert_non_null(simulated->run);
    simulated_profile(simulated);
}

struct counts {
    int typical[PLAYER_COUNT];
    int all, all_typical, able, able_typical; /* model agents; able: θ ≥ ½ */
};

static void count_model_agents(const struct simulated *simulated, const double *theta,
                               struct counts *counts) {
    for (int i = 0; i < MODEL_AGENTS; i++) {
        char id[32];
        snprintf(id, sizeof id, "model_%03d", i);
        bool is_typical = simulated_of(simulated, id)->judgment.guessing_z >= APART;
        counts->all++;
        counts->all_typical += is_typical;
        counts->able += theta[i] >= 0.5;
        counts->able_typical += theta[i] >= 0.5 && is_typical;
    }
}

/* `hasty` is no habit: it knows the key, and only does not look things up. */
static bool knows_key(enum player player) {
    return player == PLAYER_BEST || player == PLAYER_HASTY;
}

static void one_round(uint64_t seed, struct counts *counts) {
    struct buf logs[MODEL_AGENTS + 1];
    double theta[MODEL_AGENTS];
    for (int i = 0; i < MODEL_AGENTS; i++)
        logs[i] = play_model_agent(i, seed, &theta[i]);
    for (int player = 0; player < PLAYER_COUNT; player++) {
        struct simulated simulated;
        logs[MODEL_AGENTS] = play_habit((enum player)player, seed + 17);
        score(&simulated, logs, MODEL_AGENTS + 1);
        const struct profile *profile = simulated_of(&simulated, player_name((enum player)player));
        const struct judgment_line *line = &profile->judgment;
        counts->typical[player] += line->guessing_z >= APART;
        printf("%-9s n %2d theta %+.2f (%.2f) z over guessing %+.2f %s\n",
               player_name((enum player)player), line->line.n, line->theta, line->se,
               line->guessing_z, score_state_name(line->line.state));
        if (player == 0)
            count_model_agents(&simulated, theta, counts);
        assert_int_equal(line->line.flag_count, 0); /* provisional */
        simulated_finish(&simulated);
        buf_finish(&logs[MODEL_AGENTS]);
    }
    for (int i = 0; i < MODEL_AGENTS; i++)
        buf_finish(&logs[i]);
}

static void test_habits(void **state) {
    (void)state;
    struct counts counts = {0};
    each_shipped(add_shipped);
    for (int r = 0; r < ROUNDS; r++)
        one_round(100 + (uint64_t)r, &counts);
    printf("told from guessing: %.0f %% of the model agents, %.0f %% of those with ability .5 or "
           "more\n",
           100.0 * counts.all_typical / counts.all, 100.0 * counts.able_typical / counts.able);
    for (int player = 0; player < PLAYER_COUNT; player++)
        if (!knows_key((enum player)player) && counts.typical[player])
            fail_msg("the habit '%s' was told from guessing in %d of %d rounds",
                     player_name((enum player)player), counts.typical[player], ROUNDS);
    assert_int_equal(counts.typical[PLAYER_BEST], ROUNDS);
    assert_true(counts.able_typical >= 0.95 * counts.able);
    /* The model agents look nothing up, so of ability 0 they stand near a blind choice. */
    assert_true(counts.all_typical >= 0.4 * counts.all);
    for (int s = 0; s < shipped_count; s++)
        scenario_destroy(shipped[s]);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_habits)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
