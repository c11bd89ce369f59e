/* Simulated players: what each takes, and what many calls add up to. */
#include "support/cmocka.h"
#include "support/drive.h"

#include "base/hash.h"
#include "session/simulate.h"

#include <string.h>

/* With the seed 0 the options are shown as c a b d e · p r q · x y. */
static const struct {
    enum player player;
    const char *all, *plain, *up;
} habits[] = {
    {PLAYER_BEST, "b", "p", "x"}, /* b and d tie: the one authored first */
    {PLAYER_WORST, "e", "p", "y"},    {PLAYER_FIRST, "c", "p", "x"},
    {PLAYER_LONGEST, "c", "r", "y"},  {PLAYER_SHORTEST, "e", "p", "x"},
    {PLAYER_ESCALATE, "e", "p", "y"}, {PLAYER_REFUSE, "a", "p", "x"},
    {PLAYER_ACT, "c", "p", "y"},      {PLAYER_MIDDLE, "b", "r", "x"},
    {PLAYER_SILENT, "c", "p", "x"},
};

static void what_each_takes(void **state) {
    (void)state;
    struct scenario *scenario = load_call("players.lua");
    struct session *session =
        session_create(scenario, &(struct session_setup){.level = LEVEL_STANDARD});
    for (size_t i = 0; i < sizeof habits / sizeof *habits; i++) {
        const char *expected[] = {habits[i].all, habits[i].plain, habits[i].up};
        uint64_t stream = stream_state(0, "player");
        session_reset(session, 0);
        session_start(session, NULL);
        for (int scene = 0; scene < 3; scene++) {
            int option = player_choose(habits[i].player, session, &stream);
            const char *id = scenario->scenes[scene].options[option].id;
            if (strcmp(id, expected[scene]) != 0)
                fail_msg("%s takes %s in '%s', not %s", player_name(habits[i].player), id,
                         scenario->scenes[scene].id, expected[scene]);
            struct err err = {0};
            assert_true(session_step(
                session,
                &(struct input){
                    .kind = INPUT_DECISION, .t_ms = scene, .option = option, .confidence = -1},
                NULL, &err));
        }
    }
    session_destroy(session);
    scenario_destroy(scenario);
}

static void chance_reaches_all(void **state) {
    (void)state;
    struct scenario *scenario = load_call("players.lua");
    struct session *session =
        session_create(scenario, &(struct session_setup){.level = LEVEL_STANDARD});
    uint64_t stream = stream_state(7, "player");
    int taken[5] = {0};
    session_start(session, NULL);
    for (int i = 0; i < 5000; i++)
        taken[player_choose(PLAYER_RANDOM, session, &stream)]++;
    for (int i = 0; i < 5; i++) /* 1000 each; five standard deviations are 141 */
        assert_in_range(taken[i], 859, 1141);
    session_destroy(session);
    scenario_destroy(scenario);
}

static void whole_calls(void **state) {
    (void)state;
    static const struct {
        enum player player;
        const char *expected;
    } cases[] = {
        {PLAYER_FIRST, "0 scene all anger 55 trust 40: c a b d e\n"
                       "6000 decision all c to plain\n"
                       "6000 scene plain anger 55 trust 40: p r q\n"
                       "12000 decision plain p to up\n"
                       "12000 scene up anger 55 trust 40: x y\n"
                       "18000 decision up x to done\n"
                       "18000 end done\n"},
        {PLAYER_BEST, "0 scene all anger 55 trust 40: c a b d e\n"
                      "0 card account (first)\n"
                      "0 fact account.letter\n"
                      "800 closed account after 800\n"
                      "6000 decision all b to plain\n"
                      "6000 scene plain anger 55 trust 40: p r q\n"
                      "12000 decision plain p to up\n"
                      "12000 scene up anger 55 trust 40: x y\n"
                      "18000 decision up x to done\n"
                      "18000 end done\n"},
        {PLAYER_SILENT, "0 scene all anger 55 trust 40: c a b d e\n"
                        "60000 timeout all to plain\n"
                        "60000 scene plain anger 55 trust 40: p r q\n"
                        "66000 decision plain p to up\n"
                        "66000 scene up anger 55 trust 40: x y\n"
                        "72000 decision up x to done\n"
                        "72000 end done\n"},
    };
    struct scenario *scenario = load_call("players.lua");
    struct session *session =
        session_create(scenario, &(struct session_setup){.level = LEVEL_STANDARD});
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct trace trace = {0};
        struct session_sink sink = trace_sink(&trace);
        uint64_t stream = stream_state(0, "player");
        session_reset(session, 0);
        assert_true(player_play(cases[i].player, session, &sink, &stream, -1));
        assert_string_equal(buf_cstr(&trace.text), cases[i].expected);
        buf_finish(&trace.text);
    }
    session_destroy(session);
    scenario_destroy(scenario);
}

/* Credits of ten-thousandths: best takes b, p, x: 9000 + 0 + 10000. */
static void sums_of_calls(void **state) {
    (void)state;
    struct scenario *scenario = load_call("players.lua");
    struct session *session =
        session_create(scenario, &(struct session_setup){.level = LEVEL_STANDARD});
    struct simulation simulation;
    assert_true(simulation_init(&simulation, scenario));
    simulation_run(&simulation, PLAYER_BEST, session, 0, 0, 10);
    assert_int_equal(simulation.runs, 10);
    assert_int_equal(simulation.unfinished, 0);
    assert_int_equal(simulation.decisions, 30);
    assert_int_equal(simulation.timeouts, 0);
    assert_int_equal(simulation.credit, 10 * 19000);
    assert_int_equal(simulation.acceptable, 20);
    assert_int_equal(simulation.resolved, 10);
    assert_int_equal(simulation.csat, 50);
    assert_int_equal(simulation.cost, 100);
    assert_int_equal(simulation.endings[0], 10);
    assert_int_equal(simulation.endings[1], 0);
    assert_int_equal(simulation.options[simulation.option_first[0] + 1], 10);
    simulation_finish(&simulation);
    session_destroy(session);
    scenario_destroy(scenario);
}

/* ---- what was met ------------------------------------------------------------------------------
 */

static void list_met(void *self, const char *name, int count) {
    struct buf *out = self;
    buf_printf(out, "%s %d\n", name, count);
}

static void check_cover(enum player player, enum coverage_kind kind, const char *expected) {
    struct scenario *scenario = load_call("covered.lua");
    struct session *session =
        session_create(scenario, &(struct session_setup){.level = LEVEL_STANDARD});
    struct simulation simulation;
    struct buf out = {0};
    assert_true(simulation_init(&simulation, scenario));
    simulation_run(&simulation, player, session, 0, 0, 3);
    simulation_cover(&simulation, kind, list_met, &out);
    assert_string_equal(buf_cstr(&out), expected);
    buf_finish(&out);
    simulation_finish(&simulation);
    session_destroy(session);
    scenario_destroy(scenario);
}

static void what_is_covered(void **state) {
    (void)state;
    check_cover(PLAYER_FIRST, COVER_SCENES, "ask 3\nagain 0\n");
    check_cover(PLAYER_FIRST, COVER_OPTIONS, "ask.pay 3\nagain.pay 0\n");
    check_cover(PLAYER_FIRST, COVER_VARIANTS,
                "ask#1 0\nask#2 3\nagain#1 0\nagain#2 0\nend#1 0\nend#2 3\n"
                "ask.pay#1 0\nask.pay#2 3\n"
                "ask.nudge1#1 0\nask.nudge2#1 0\n");
    check_cover(PLAYER_FIRST, COVER_NUDGES, "ask.nudge1 0\nask.nudge2 0\n");
    check_cover(PLAYER_FIRST, COVER_TIMEOUTS, "ask 0\n");
    check_cover(PLAYER_SILENT, COVER_SCENES, "ask 3\nagain 3\n");
    check_cover(PLAYER_SILENT, COVER_VARIANTS,
                "ask#1 0\nask#2 3\nagain#1 3\nagain#2 0\nend#1 3\nend#2 0\n"
                "ask.pay#1 0\nask.pay#2 0\n"
                "ask.nudge1#1 3\nask.nudge2#1 3\n");
    check_cover(PLAYER_SILENT, COVER_NUDGES, "ask.nudge1 3\nask.nudge2 3\n");
    check_cover(PLAYER_SILENT, COVER_TIMEOUTS, "ask 3\n");
}

/* 88 signs and 80: as long to the eye, so the first shown is taken; 79 are shorter. */
static void lengths_within_a_tenth_are_equal(void **state) {
    (void)state;
    static const struct {
        int length[3], longest, shortest;
    } cases[] = {{{80, 88, 20}, 0, 2}, {{79, 88, 20}, 1, 2}, {{88, 80, 20}, 0, 2},
                 {{20, 22, 88}, 2, 0}, {{22, 20, 88}, 2, 0}, {{23, 20, 88}, 2, 1}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct scenario *scenario = load_call("players.lua");
        struct scene *scene = (struct scene *)(uintptr_t)&scenario->scenes[1];
        struct option *options = (struct option *)(uintptr_t)scene->options;
        struct session *session =
            session_create(scenario, &(struct session_setup){.level = LEVEL_STANDARD});
        int shown[OPTIONS_SHOWN_MAX];
        char text[3][100];
        struct err err = {0};
        session_start(session, NULL);
        assert_true(session_step(session, &(struct input){.kind = INPUT_DECISION, .confidence = -1},
                                 NULL, &err));
        assert_int_equal(session_options(session, shown), 3);
        for (int k = 0; k < 3; k++) {
            memset(text[k], 'x', sizeof text[k]);
            text[k][cases[i].length[k]] = '\0';
            options[shown[k]].say = text[k];
        }
        uint64_t stream = 0;
        assert_int_equal(player_choose(PLAYER_LONGEST, session, &stream), shown[cases[i].longest]);
        assert_int_equal(player_choose(PLAYER_SHORTEST, session, &stream),
                         shown[cases[i].shortest]);
        session_destroy(session);
        scenario_destroy(scenario);
    }
}

/* Where nothing is offered and no clock runs the call does not end, and nothing breaks. */
static void nothing_to_choose(void **state) {
    (void)state;
    struct scenario *scenario = load_call("stuck.lua");
    struct session *session =
        session_create(scenario, &(struct session_setup){.level = LEVEL_STANDARD});
    struct simulation simulation;
    assert_true(simulation_init(&simulation, scenario));
    for (int player = 0; player < PLAYER_COUNT; player++)
        simulation_run(&simulation, (enum player)player, session, 0, 0, 1);
    assert_int_equal(simulation.runs, PLAYER_COUNT);
    assert_int_equal(simulation.unfinished, PLAYER_COUNT);
    simulation_finish(&simulation);
    session_destroy(session);
    scenario_destroy(scenario);
}

/* However the runs are shared out, the sums are the same: threads may take any part. */
static void parts_add_up(void **state) {
    (void)state;
    struct scenario *scenario = load_call("players.lua");
    struct session *session =
        session_create(scenario, &(struct session_setup){.level = LEVEL_STANDARD});
    struct simulation whole, first, second;
    assert_true(simulation_init(&whole, scenario));
    assert_true(simulation_init(&first, scenario));
    assert_true(simulation_init(&second, scenario));
    simulation_run(&whole, PLAYER_RANDOM, session, 99, 0, 100);
    simulation_run(&second, PLAYER_RANDOM, session, 99, 37, 63);
    simulation_run(&first, PLAYER_RANDOM, session, 99, 0, 37);
    simulation_add(&first, &second);
    assert_int_equal(first.runs, whole.runs);
    assert_int_equal(first.decisions, whole.decisions);
    assert_int_equal(first.credit, whole.credit);
    assert_int_equal(first.acceptable, whole.acceptable);
    assert_int_equal(first.csat, whole.csat);
    assert_int_equal(first.cost, whole.cost);
    for (int i = 0; i < scenario->ending_count; i++)
        assert_int_equal(first.endings[i], whole.endings[i]);
    for (int i = 0; i < whole.option_count; i++)
        assert_int_equal(first.options[i], whole.options[i]);
    for (int i = 0; i < whole.line_count; i++)
        assert_int_equal(first.lines[i], whole.lines[i]);
    simulation_finish(&whole);
    simulation_finish(&first);
    simulation_finish(&second);
    session_destroy(session);
    scenario_destroy(scenario);
}

static void names_and_back(void **state) {
    (void)state;
    for (int i = 0; i < PLAYER_COUNT; i++)
        assert_int_equal(player_of(player_name((enum player)i)), i);
    assert_null(player_name(PLAYER_COUNT));
    assert_int_equal(player_of("cheat"), -1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_each_takes),   cmocka_unit_test(chance_reaches_all),
        cmocka_unit_test(whole_calls),       cmocka_unit_test(sums_of_calls),
        cmocka_unit_test(what_is_covered),   cmocka_unit_test(lengths_within_a_tenth_are_equal),
        cmocka_unit_test(nothing_to_choose), cmocka_unit_test(parts_add_up),
        cmocka_unit_test(names_and_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
