/* Exploring states: what it counts and finds, against what sessions do. */
#include "base/hash.h"
#include "session/explore.h"
#include "session/session.h"
#include "support/cmocka.h"
#include "support/load.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HEAD                                                                                       \
    "scenario 't/x' { format = 1, version = 1, title = 'T', start = 'a', vars = { v = 0, w = 0 "   \
    "},\n"                                                                                         \
    "  mood = { anger = 50, trust = 50 } }\n"                                                      \
    "card 'c' { facts = { { 'F', '1', closed = 'f' } } }\n"                                        \
    "card 'late' { when = 'v == 1' }\n"
#define END "ending 'done' {} ending 'other' {}\n"

struct explored {
    const char *lua;
    bool is_needed;
    int states, transitions, shortest; /* at standard; -1: not compared */
    const char *faults;                /* "hidden a 0 anger=1; crowded …" */
};

static const struct explored cases[] = {
    {HEAD "scene 'a' { option 'x' { say = 'x', to = 'done' } }" END, false, 1, 2, 1, ""},
    /* Variables that no condition reads make no states. */
    {HEAD "scene 'a' { option 'x' { say = 'x', to = 'a', add = { w = 1 } },\n"
          "option 'y' { say = 'y', to = 'done' } }" END,
     false, 1, 3, 1, ""},
    {HEAD "scene 'a' { option 'x' { say = 'x', to = 'a', add = { v = 1 }, when = 'v < 5' },\n"
          "option 'y' { say = 'y', to = 'done' } }" END,
     false, 6, 12, 1, "few a 1 v=5"},
    {HEAD "scene 'a' { option 'x' { say = 'x', to = 'b' } } scene 'b' { to = 'c' }\n"
          "scene 'c' { option 'x' { say = 'x', to = 'done' } }" END,
     false, 2, 3, 2, ""},
    {HEAD "scene 'a' { option 'x' { say = 'x', to = 'a', once = true } }" END, true, 2, 2, -1,
     "hidden a 0 took.a.x=1"},
    {HEAD "scene 'a' { option 'x' { say = 'x', to = 'done', when = 'anger > 50' } }" END, true, -1,
     -1, -1, "hidden a 0 anger=35"},
    /* Opening helps too late: the scene was entered with nothing. */
    {HEAD "scene 'a' { option 'x' { say = 'x', to = 'done', when = 'seen.c.f == 1' } }" END, true,
     -1, -1, 1, "hidden a 0 seen.c.f=0"},
    {HEAD "scene 'a' { option 'x' { say = 'x', to = 'b' } }\n"
          "scene 'b' { option 'y' { say = 'y', to = 'done', when = 'seen.c.f == 0' } }" END,
     true, -1, -1, 2, "hidden b 0 seen.c.f=1"},
    /* A card that is not there cannot be opened. */
    {HEAD "scene 'a' { option 'x' { say = 'x', to = 'b' } }\n"
          "scene 'b' { option 'y' { say = 'y', to = 'done', when = 'seen.late == 0' } }" END,
     true, 2, 3, 2, ""},
    {HEAD "scene 'a' { option 'x' { say = 'x', to = 'b', add = { v = 1 } } }\n"
          "scene 'b' { option 'w' { say = 'w', to = 'b', once = true },\n"
          "option 'y' { say = 'y', to = 'done', when = 'seen.late == 0' } }" END,
     true, -1, -1, 2, "few b 1 took.b.w=1, seen.late=0; hidden b 0 took.b.w=1, seen.late=1"},
    /* The timeout comes after the nudges. */
    {HEAD "scene 'a' { seconds = 9, timeout = { to = 'b', add = { anger = 1 } },\n"
          "nudges = { { after = 5, 'x', set = { v = 1 } } },\n"
          "option 'x' { say = 'x', to = 'b' } }\n"
          "scene 'b' { option 'y' { say = 'y', to = 'done', when = 'v == 1' } }" END,
     true, -1, -1, 2, "hidden b 0 v=0"},
    {HEAD "scene 'a' { seconds = 9, timeout = { to = 'b' }, enter = { set = { v = 1 } },\n"
          "option 'x' { say = 'x', to = 'done' } }\n"
          "scene 'b' { option 'y' { say = 'y', to = 'other', when = 'v == 1' } }" END,
     true, 2, 4, 1, ""},
};

static void describe(const struct scenario *scenario, const struct explore_result *found, char *out,
                     size_t size) {
    out[0] = '\0';
    for (int i = 0; i < found->fault_count; i++) {
        const struct explore_fault *fault = &found->faults[i];
        size_t len = strlen(out);
        snprintf(out + len, size - len, "%s%s %s %d %s", i ? "; " : "",
                 fault->kind == EXPLORE_HIDDEN ? "hidden"
                 : fault->kind == EXPLORE_FEW  ? "few"
                                               : "crowded",
                 scenario->scenes[fault->scene].id, fault->count, fault->state);
    }
}

static void test_cases(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct explored *c = &cases[i];
        struct scenario *scenario = load_text(c->lua);
        struct explore_result found;
        struct err err = {0};
        char faults[1000];
        assert_int_equal(explore_is_needed(scenario), c->is_needed);
        assert_true(explore_run(scenario, NULL, &found, &err));
        const struct explore_level *level = &found.levels[LEVEL_STANDARD];
        describe(scenario, &found, faults, sizeof faults);
        if (strcmp(faults, c->faults) != 0 || !level->is_complete ||
            (c->states >= 0 && level->states != c->states) ||
            (c->transitions >= 0 && level->transitions != c->transitions) ||
            level->shortest != c->shortest)
            fail_msg("case %zu: %d states, %d transitions, shortest %d, faults '%s'", i,
                     level->states, level->transitions, level->shortest, faults);
        explore_finish(&found);
        scenario_destroy(scenario);
    }
}

static void test_crowded(void **state) {
    (void)state;
    struct scenario *scenario = load_text(
        HEAD "local t = {} for i = 1, 12 do t[i] = option('o' .. i) { say = 'x', to = 'a',\n"
             "when = i > 8 and 'seen.c == 1 or v > ' .. i or nil, add = { v = 5 } } end\n"
             "t[13] = option 'end' { say = 'x', to = 'done' } scene 'a' (t)" END);
    struct explore_result found;
    struct err err = {0};
    char text[400];
    assert_true(explore_is_needed(scenario));
    assert_true(explore_run(scenario, NULL, &found, &err));
    assert_int_equal(found.fault_count, 1);
    assert_int_equal(found.faults[0].kind, EXPLORE_CROWDED);
    explore_fault_text(scenario, &found.faults[0], text, sizeof text);
    assert_non_null(strstr(text, "are open at once; at most 9 can"));
    explore_finish(&found);
    scenario_destroy(scenario);
}

/* A level is its own mood: what only a storm reaches has only its bit. */
static void test_levels(void **state) {
    (void)state;
    struct scenario *scenario =
        load_text(HEAD "scene 'a' { customer = { { when = 'anger > 60', 'x' }, 'y' },\n"
                       "option 'x' { say = 'x', to = { { when = 'anger > 60', 'b' }, 'done' } } }\n"
                       "scene 'b' { option 'y' { say = 'y', to = 'other' } }" END);
    struct explore_result found;
    struct err err = {0};
    assert_true(explore_run(scenario, NULL, &found, &err));
    uint8_t storm = 1 << LEVEL_STORM, all = (1 << LEVEL_COUNT) - 1;
    assert_int_equal(found.scenes[0], all);
    assert_int_equal(found.scenes[1], storm);
    assert_int_equal(found.endings[0], all & ~storm);
    assert_int_equal(found.endings[1], storm);
    assert_int_equal(found.lines[0], storm);
    assert_int_equal(found.lines[1], all & ~storm);
    assert_int_equal(found.options[found.option_first[1]], storm);
    assert_int_equal(found.cards[0], all);
    assert_int_equal(found.cards[1], 0);
    explore_finish(&found);
    scenario_destroy(scenario);
}

static void test_budget(void **state) {
    (void)state;
    struct scenario *scenario =
        load_text(HEAD "scene 'a' { option 'x' { say = 'x', to = 'a', add = { v = 1 } },\n"
                       "option 'y' { say = 'y', to = 'done', when = 'v > 5' } }" END);
    struct explore_result found;
    struct err err = {0};
    struct explore_limits limits = {.states = 1000};
    assert_true(explore_run(scenario, &limits, &found, &err));
    assert_false(found.levels[0].is_complete);
    assert_int_equal(found.levels[0].states, 1000);
    explore_finish(&found);
    limits = (struct explore_limits){.work = 500};
    assert_true(explore_run(scenario, &limits, &found, &err));
    assert_false(found.levels[0].is_complete);
    assert_true(found.levels[0].states < 500);
    explore_finish(&found);
    limits = (struct explore_limits){.bytes = 1000};
    assert_true(explore_run(scenario, &limits, &found, &err));
    assert_false(found.levels[0].is_complete);
    explore_finish(&found);
    scenario_destroy(scenario);
}

/* What hostile files multiply is counted: the same states cost as many times more as each of them
 * takes more work, and the walk stops inside a state. */
static int states_within(const char *lua, int work) {
    struct scenario *scenario = load_text(lua);
    struct explore_result found;
    struct err err = {0};
    struct explore_limits limits = {.work = work};
    assert_true(explore_run(scenario, &limits, &found, &err));
    int states = found.levels[LEVEL_CALM].states;
    assert_false(found.levels[LEVEL_CALM].is_complete);
    explore_finish(&found);
    scenario_destroy(scenario);
    return states;
}

#define COUNTING "option 'y' { say = 'y', to = 'done', when = 'v + v > 5' } }" END

static void test_work_is_counted(void **state) {
    (void)state;
    int plain = states_within(
        HEAD "scene 'a' { option 'x' { say = 'x', to = 'a', add = { v = 1 } },\n" COUNTING, 20000);
    int branches = states_within(
        HEAD
        "local t = {} for i = 1, 300 do t[i] = { when = 'v + v + v + v < 0', 'a' } end\n"
        "t[301] = 'a' scene 'a' { option 'x' { say = 'x', to = t, add = { v = 1 } },\n" COUNTING,
        20000);
    assert_true(plain > 500);
    assert_in_range(branches, 2, plain / 50);
}

/* The way to a fault is a list of moves that a session can repeat. */
static void test_way(void **state) {
    (void)state;
    struct scenario *scenario = load_text(
        HEAD
        "scene 'a' { seconds = 9, timeout = { to = 'b', set = { v = 2 } },\n"
        "option 'x' { say = 'x', to = 'b', add = { v = 1 } } }\n"
        "scene 'b' { option 'y' { say = 'y', to = 'c' }, option 'z' { say = 'z', to = 'a' } }\n"
        "scene 'c' { option 'y' { say = 'y', to = 'done', when = 'v < 2 or seen.c.f == 0' } }" END);
    struct explore_result found;
    struct err err = {0};
    char way[400] = "", step[200];
    assert_true(explore_run(scenario, NULL, &found, &err));
    assert_int_equal(found.fault_count, 1);
    for (int i = 0; i < found.faults[0].way_count; i++) {
        explore_step_text(scenario, &found.faults[0].way[i], step, sizeof step);
        strcat(strcat(way, step), " ");
    }
    assert_string_equal(way, "(ask:c.f) a.(timeout) b.y ");
    explore_finish(&found);
    scenario_destroy(scenario);
}

/* What needs a look waits: it is not offered at first, and it takes a place all the same. */
static void test_needs(void **state) {
    (void)state;
    static const struct {
        int plain, waiting; /* options */
        const char *faults;
        int states;
    } scenes[] = {{1, 1, "few a 1 ", 1},
                  {2, 1, "", 1},
                  {0, 1, "hidden a 0 ", 1},
                  {9, 0, "", 1},
                  {9, 1, "crowded a 10 ", 1}};
    static const struct evidence fact = {0, 0};
    static const struct need need = {&fact, 1};
    for (size_t i = 0; i < sizeof scenes / sizeof *scenes; i++) {
        char lua[4000], faults[300];
        snprintf(lua, sizeof lua,
                 HEAD "local t = {} for i = 1, %d do t[i] = option('o' .. i) "
                      "{ say = 'x', to = 'done' } end scene 'a' (t)" END,
                 scenes[i].plain + scenes[i].waiting);
        struct scenario *scenario = load_text(lua);
        struct option *options = (struct option *)(uintptr_t)scenario->scenes[0].options;
        for (int o = scenes[i].plain; o < scenes[i].plain + scenes[i].waiting; o++) {
            options[o].needs = &need;
            options[o].need_count = 1;
        }
        struct explore_result found;
        struct err err = {0};
        assert_int_equal(explore_is_needed(scenario),
                         strstr(scenes[i].faults, "hidden") || strstr(scenes[i].faults, "crowded"));
        assert_true(explore_run(scenario, NULL, &found, &err));
        describe(scenario, &found, faults, sizeof faults);
        assert_string_equal(faults, scenes[i].faults);
        assert_int_equal(found.levels[0].states, scenes[i].states);
        int last = scenes[i].plain + scenes[i].waiting - 1;
        assert_int_equal(found.options[last], (1 << LEVEL_COUNT) - 1); /* a look offers it */
        explore_finish(&found);
        scenario_destroy(scenario);
    }
}

/* Looks that only serve a need are made with the option, and stand in the way; what nothing reads
 * any more makes no states of its own. */
static void test_looks_are_made_for_an_option(void **state) {
    (void)state;
    struct scenario *scenario = load_text(
        "scenario 't/x' { format = 1, version = 1, title = 'T', start = 'a', vars = { v = 0 } }\n"
        "local f = {} for i = 1, 9 do f[i] = { 'F', 'x', closed = 'f' .. i } end\n"
        "card 'k' { title = 'K', facts = f }\n"
        "local t = {} for i = 1, 7 do t[i] = option('n' .. i) { say = 'x' .. i, to = 'b',\n"
        "needs = 'k.f' .. i, add = { v = 1 } } end\n"
        "t[8] = option 'p' { say = 'p', to = 'b' } t[9] = option 'q' { say = 'q', to = 'b' }\n"
        "scene 'a' (t)\n"
        "scene 'b' { option 'p' { say = 'p', to = 'c' }, option 'q' { say = 'q', to = 'c' } }\n"
        "scene 'c' { option 'p' { say = 'p', to = 'done', needs = 'k.f7|k.f9' } }\n"
        "ending 'done' { title = 'D' }\n");
    struct explore_result found;
    struct err err = {0};
    assert_true(explore_run(scenario, NULL, &found, &err));
    /* a; b and c with f7 looked up and without */
    assert_int_equal(found.levels[0].states, 5);
    assert_int_equal(found.fault_count, 1);
    assert_int_equal(found.faults[0].kind, EXPLORE_HIDDEN);
    for (int i = 0; i < 9; i++)
        assert_int_equal(found.options[i], (1 << LEVEL_COUNT) - 1);
    char step[200], way[400] = "";
    for (int i = 0; i < found.levels[0].way_count; i++) {
        explore_step_text(scenario, &found.levels[0].way[i], step, sizeof step);
        strcat(strcat(way, step), " ");
    }
    assert_non_null(strstr(way, "(ask:k.f7) "));
    assert_int_equal(found.levels[0].shortest, 3);
    explore_finish(&found);
    scenario_destroy(scenario);
}

/* A critical breach is remembered up to the ending, and told where that is liked. */
static void test_praise(void **state) {
    (void)state;
    static const char *const csats[][2] = {{"4", "4 2"},
                                           {"3", ""},
                                           {"{ { when = 'took.a.x == 1', 2 }, 5 }", ""},
                                           {"{ { when = 'anger < 60', 5 }, 2 }", "5 2"},
                                           {"'v + 3'", "4 2"}};
    for (size_t i = 0; i < sizeof csats / sizeof *csats; i++) {
        char lua[1500], told[40] = "";
        snprintf(lua, sizeof lua,
                 "scenario 't/x' { format = 1, version = 1, title = 'T', start = 'a', mood = { "
                 "anger = 50, trust = 50 }, vars = { v = 0 } }\n"
                 "scene 'a' { option 'x' { say = 'x', to = 'b', critical = true, set = { v = 1 } "
                 "}, option 'y' { say = 'y', to = 'done' } }\n"
                 "scene 'b' { option 'x' { say = 'x', to = 'done' }, option 'y' { say = 'y', to = "
                 "'done' } }\n"
                 "ending 'done' { title = 'D', outcome = { csat = %s } }\n",
                 csats[i][0]);
        struct scenario *scenario = load_text(lua);
        struct explore_result found;
        struct err err = {0};
        assert_true(explore_run(scenario, NULL, &found, &err));
        if (found.fault_count) {
            assert_int_equal(found.faults[0].kind, EXPLORE_PRAISED);
            snprintf(told, sizeof told, "%d %d", found.faults[0].count, found.faults[0].way_count);
        }
        assert_string_equal(told, csats[i][1]);
        explore_finish(&found);
        scenario_destroy(scenario);
    }
}

/* A circle that counts its rounds is finite where nothing can tell the rounds apart. */
static void test_counters_are_capped(void **state) {
    (void)state;
    static const struct {
        const char *when;
        bool is_complete;
    } rounds[] = {{"visits.a > 3", true},
                  {"took.a.x", true},
                  {"not took.a.x and visits.a ~= 2", true},
                  {"7 <= visits.a", true},
                  {"visits.a + 1 > 3", false},
                  {"visits.a > v", false}};
    for (size_t i = 0; i < sizeof rounds / sizeof *rounds; i++) {
        char lua[2000];
        snprintf(lua, sizeof lua, "%s%s%s%s%s",
                 HEAD "scene 'a' { option 'x' { say = 'x', to = 'a' },\n"
                      "option 'y' { say = 'y', to = 'done', when = '",
                 rounds[i].when, "' } }", END, "");
        struct scenario *scenario = load_text(lua);
        struct explore_result found;
        struct err err = {0};
        struct explore_limits limits = {.states = 1000};
        assert_true(explore_run(scenario, &limits, &found, &err));
        if (found.levels[0].is_complete != rounds[i].is_complete)
            fail_msg("%s: %d states", rounds[i].when, found.levels[0].states);
        explore_finish(&found);
        scenario_destroy(scenario);
    }
}

/* ---- against sessions ------------------------------------------------------------------------ */

struct witness {
    const struct scenario *scenario;
    const struct explore_result *found;
    uint8_t bit;
};

static void see(void *self, const struct session *session, const struct event *event) {
    const struct witness *witness = self;
    int shown[OPTIONS_SHOWN_MAX], scene = event->scene;
    if (event->kind == EVENT_END) {
        assert_true(witness->found->endings[event->ending] & witness->bit);
    } else if (event->kind == EVENT_SCENE) {
        assert_true(witness->found->scenes[scene] & witness->bit);
        if (event->line >= 0)
            assert_true(witness->found->lines[witness->found->line_first[scene] + event->line] &
                        witness->bit);
    }
    int count = event->kind == EVENT_SCENE || event->kind == EVENT_CARD || event->kind == EVENT_FACT
                    ? session_options(session, shown)
                    : 0;
    for (int i = 0; i < count; i++)
        assert_true(witness->found->options[witness->found->option_first[scene] + shown[i]] &
                    witness->bit);
}

static void act(struct session *session, uint64_t *dice, const struct session_sink *sink) {
    const struct scenario *scenario = session_scenario(session);
    struct input input = {.t_ms = session_now(session) + (int64_t)(splitmix64(dice) % 30000),
                          .confidence = 50};
    int shown[OPTIONS_SHOWN_MAX], count = session_options(session, shown);
    struct err err = {0};
    switch (splitmix64(dice) % 4) {
    case 0:
        input.kind = INPUT_TIME;
        break;
    case 1:
        input.kind = INPUT_CARD;
        input.card = (int)(splitmix64(dice) % (uint64_t)scenario->card_count);
        break;
    case 2:
        input.kind = INPUT_FACT;
        input.card = session_open_card(session);
        input.fact = (int)(splitmix64(dice) % 6);
        break;
    default:
        input.kind = INPUT_DECISION;
        input.option = shown[splitmix64(dice) % (uint64_t)count];
    }
    session_step(session, &input, sink, &err); /* what is refused changes nothing */
}

/* Nothing that play reaches is unknown to a complete exploration. */
static void walk(const char *path) {
    struct scenario *scenario = load_shipped(path);
    struct explore_result found;
    struct err err = {0};
    struct explore_limits limits = {.states = 1000000, .work = 100000000};
    assert_true(explore_run(scenario, &limits, &found, &err));
    for (int run = 0; run < 300; run++) {
        enum level level = (enum level)(run % LEVEL_COUNT);
        uint64_t dice = (uint64_t)run;
        struct witness witness = {scenario, &found, (uint8_t)(1 << level)};
        struct session_sink sink = {see, &witness};
        struct session_setup setup = {.seed = dice, .level = level, .mode = MODE_PRACTICE};
        struct session *session = session_create(scenario, &setup);
        assert_non_null(session);
        assert_true(found.levels[level].is_complete);
        session_start(session, &sink);
        for (int step = 0; step < 500 && !session_is_ended(session); step++)
            act(session, &dice, &sink);
        if (session_is_ended(session))
            assert_true(session_decisions(session) >= found.levels[level].shortest);
        session_destroy(session);
    }
    explore_finish(&found);
    scenario_destroy(scenario);
}

static void test_walks(void **state) {
    (void)state;
    each_shipped(walk);
    walk("tests/content/good/full.lua");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases),
        cmocka_unit_test(test_crowded),
        cmocka_unit_test(test_levels),
        cmocka_unit_test(test_budget),
        cmocka_unit_test(test_walks),
        cmocka_unit_test(test_work_is_counted),
        cmocka_unit_test(test_way),
        cmocka_unit_test(test_needs),
        cmocka_unit_test(test_looks_are_made_for_an_option),
        cmocka_unit_test(test_praise),
        cmocka_unit_test(test_counters_are_capped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
