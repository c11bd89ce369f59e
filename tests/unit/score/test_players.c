/* Simulated players: their rules, and counts that do not depend on how the work is cut. */
#include "base/hash.h"
#include "session/simulate.h"
#include "support/cmocka.h"
#include "support/load.h"

#include <stdlib.h>
#include <string.h>

static struct scenario *scenario;

static struct simulation simulate(enum player player, int runs, int piece) {
    struct session_setup setup = {.level = LEVEL_STANDARD, .mode = MODE_PREVIEW};
    struct session *session = session_create(scenario, &setup);
    struct simulation whole, part;
    assert_non_null(session);
    assert_true(simulation_init(&whole, scenario));
    for (int first = 0; first < runs; first += piece) {
        assert_true(simulation_init(&part, scenario));
        simulation_run(&part, player, session, 7, first,
                       runs - first < piece ? runs - first : piece);
        simulation_add(&whole, &part);
        simulation_finish(&part);
    }
    session_destroy(session);
    return whole;
}

static void test_pieces(void **state) {
    (void)state;
    struct simulation a = simulate(PLAYER_RANDOM, 200, 200), b = simulate(PLAYER_RANDOM, 200, 7);
    assert_int_equal(a.runs, 200);
    assert_int_equal(a.credit, b.credit);
    assert_int_equal(a.decisions, b.decisions);
    assert_int_equal(a.cost, b.cost);
    assert_memory_equal(a.options, b.options, (size_t)a.option_count * sizeof(int));
    assert_memory_equal(a.lines, b.lines, (size_t)a.line_count * sizeof(int));
    assert_memory_equal(a.endings, b.endings, (size_t)scenario->ending_count * sizeof(int));
    simulation_finish(&a);
    simulation_finish(&b);
}

/* The one who knows the key earns all there is, the opposite nothing; the rest lie between. */
static void test_bounds(void **state) {
    (void)state;
    for (int player = 0; player < PLAYER_COUNT; player++) {
        struct simulation s = simulate((enum player)player, 50, 50);
        double mean = (double)s.credit / (double)s.keyed / CREDIT_ONE;
        assert_int_equal(s.unfinished, 0);
        if (player == PLAYER_BEST)
            assert_true(mean > 0.999);
        else if (player == PLAYER_HASTY) /* what earns most waits for a look */
            assert_true(mean > 0.5 && mean <= 0.75);
        else if (player == PLAYER_WORST)
            assert_true(mean < 0.1);
        else
            assert_true(mean > 0.1 && mean < 0.8);
        assert_true(player == PLAYER_SILENT ? s.timeouts > 0 : s.timeouts == 0);
        simulation_finish(&s);
    }
}

/* What each rule takes at the first decision that offers it. */
static void test_rules(void **state) {
    (void)state;
    struct session_setup setup = {.level = LEVEL_STANDARD, .mode = MODE_PREVIEW};
    struct session *session = session_create(scenario, &setup);
    assert_non_null(session);
    for (uint64_t seed = 0; seed < 30; seed++) {
        int shown[OPTIONS_SHOWN_MAX];
        uint64_t stream = stream_state(seed, "player");
        session_reset(session, seed);
        session_start(session, NULL);
        const struct scene *scene = &scenario->scenes[session_scene(session)];
        int count = session_options(session, shown);
        bool has_escalation = false, has_refusal = false;
        for (int i = 0; i < count; i++) {
            has_escalation = has_escalation || scene->options[shown[i]].escalates;
            has_refusal = has_refusal || scene->options[shown[i]].stance == STANCE_REFUSE;
        }
        assert_int_equal(player_choose(PLAYER_FIRST, session, &stream), shown[0]);
        const struct option *up = &scene->options[player_choose(PLAYER_ESCALATE, session, &stream)];
        assert_true(up->escalates == has_escalation);
        const struct option *no = &scene->options[player_choose(PLAYER_REFUSE, session, &stream)];
        assert_true((no->stance == STANCE_REFUSE) == has_refusal);
        int longest = player_choose(PLAYER_LONGEST, session, &stream);
        int shortest = player_choose(PLAYER_SHORTEST, session, &stream);
        assert_true(longest != shortest);
    }
    session_destroy(session);
}

static void test_names(void **state) {
    (void)state;
    for (int player = 0; player < PLAYER_COUNT; player++)
        assert_int_equal(player_of(player_name((enum player)player)), player);
    assert_int_equal(player_of("nobody"), -1);
    assert_null(player_name(PLAYER_COUNT));
}

static int load(void **state) {
    (void)state;
    scenario = load_shipped("scenarios/telecom/last_greeting.lua");
    return 0;
}

static int unload(void **state) {
    (void)state;
    scenario_destroy(scenario);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_pieces), cmocka_unit_test(test_bounds),
                                       cmocka_unit_test(test_rules), cmocka_unit_test(test_names)};
    return cmocka_run_group_tests(tests, load, unload);
}
