#include "support/cmocka.h"
#include "support/drive.h"

#include <stdio.h>

static const struct session_setup standard = {.level = LEVEL_STANDARD};

static const struct {
    const char *name;
    struct session_setup setup;
    const char *inputs, *expected;
} calls[] = {
    {"time alone: nudges in order of time, then of authoring; the timeout ends the step",
     {.level = LEVEL_STANDARD},
     "60000 wait",
     "0 scene opening line 1 anger 55 trust 40: go stay\n"
     "20000 nudge 2 anger 60 trust 40\n"
     "20000 nudge 3 anger 60 trust 35\n"
     "35000 nudge 1 anger 61 trust 35\n"
     "40000 timeout opening to late\n"
     "40000 scene late line 1 anger 71 trust 35\n"
     "40000 scene quiet anger 71 trust 35: go stay\n"},
    {"after a timeout the rest of the time is the next scene's",
     {.level = LEVEL_STANDARD},
     "60000 wait; 60000 wait",
     "0 scene opening line 1 anger 55 trust 40: go stay\n"
     "20000 nudge 2 anger 60 trust 40\n"
     "20000 nudge 3 anger 60 trust 35\n"
     "35000 nudge 1 anger 61 trust 35\n"
     "40000 timeout opening to late\n"
     "40000 scene late line 1 anger 71 trust 35\n"
     "40000 scene quiet anger 71 trust 35: go stay\n"
     "50000 nudge 1 anger 71 trust 35\n"},
    {"a nudge of the same millisecond comes before the commit",
     {.level = LEVEL_STANDARD},
     "20000 decide stay 80; 20000 decide go 80",
     "0 scene opening line 1 anger 55 trust 40: go stay\n"
     "20000 nudge 2 anger 60 trust 40\n"
     "20000 nudge 3 anger 60 trust 35\n"
     "20000 decision opening stay to quiet\n"
     "20000 scene quiet anger 60 trust 35: go stay\n"
     "20000 decision quiet go to done\n"
     "20000 end done\n"},
    {"one millisecond before the deadline is in time, at it is too late, and nothing happens",
     {.level = LEVEL_STANDARD},
     "40000 decide go 80; 40000 card account; 40001 select go; 39999 decide go 80; 46998 wait;"
     "46998 decide end 0; 47000 wait",
     "0 scene opening line 1 anger 55 trust 40: go stay\n"
     "! time is up\n"
     "! time is up\n"
     "! time is up\n"
     "20000 nudge 2 anger 60 trust 40\n"
     "20000 nudge 3 anger 60 trust 35\n"
     "35000 nudge 1 anger 61 trust 35\n"
     "39999 decision opening go to odd\n"
     "39999 scene odd anger 61 trust 35: end back\n"
     "46998 decision odd end to done\n"
     "46998 end done\n"
     "! the call is over\n"},
    {"a timeout says what was chosen and not committed",
     {.level = LEVEL_STANDARD},
     "1000 select stay; 2000 select go; 40000 wait",
     "0 scene opening line 1 anger 55 trust 40: go stay\n"
     "20000 nudge 2 anger 60 trust 40\n"
     "20000 nudge 3 anger 60 trust 35\n"
     "35000 nudge 1 anger 61 trust 35\n"
     "40000 timeout opening to late had go\n"
     "40000 scene late line 1 anger 71 trust 35\n"
     "40000 scene quiet anger 71 trust 35: go stay\n"},
    {"a card that is open when the time runs out is closed first",
     {.level = LEVEL_STANDARD},
     "38000 card account; 50000 wait",
     "0 scene opening line 1 anger 55 trust 40: go stay\n"
     "20000 nudge 2 anger 60 trust 40\n"
     "20000 nudge 3 anger 60 trust 35\n"
     "35000 nudge 1 anger 61 trust 35\n"
     "38000 card account (first)\n"
     "40000 closed account after 2000\n"
     "40000 timeout opening to late\n"
     "40000 scene late line 1 anger 71 trust 35\n"
     "40000 scene quiet anger 71 trust 35: go stay\n"},
    {"storm: three quarters of the time, nudges alike",
     {.level = LEVEL_STORM},
     "14999 wait; 15000 wait; 30000 wait",
     "0 scene opening line 1 anger 70 trust 30: go stay\n"
     "15000 nudge 2 anger 75 trust 30\n"
     "15000 nudge 3 anger 75 trust 25\n"
     "26250 nudge 1 anger 76 trust 25\n"
     "30000 timeout opening to late\n"
     "30000 scene late line 1 anger 86 trust 25\n"
     "30000 scene quiet anger 86 trust 25: go stay\n"},
    {"untimed: no deadline and no nudges",
     {.level = LEVEL_STANDARD, .timing = TIMING_UNTIMED},
     "3600000 wait; 3600000 decide stay 10; 7200000 wait; 7200000 decide go 10",
     "0 scene opening line 1 anger 55 trust 40: go stay\n"
     "3600000 decision opening stay to quiet\n"
     "3600000 scene quiet anger 55 trust 40: go stay\n"
     "7200000 decision quiet go to done\n"
     "7200000 end done\n"},
    {"a pause is only told; call time is the caller's",
     {.level = LEVEL_STANDARD},
     "3000 pause 500; 3000 pause -1; 3000 decide go",
     "0 scene opening line 1 anger 55 trust 40: go stay\n"
     "3000 pause 500\n"
     "! a pause cannot be negative\n"
     "3000 decision opening go to odd\n"
     "3000 scene odd anger 55 trust 40: end back\n"},
    {"no pause in an assessment, and how sure one is must be said",
     {.level = LEVEL_STANDARD, .mode = MODE_ASSESSMENT},
     "3000 pause 500; 3000 decide go; 3000 decide go 100",
     "0 scene opening line 1 anger 55 trust 40: go stay\n"
     "! an assessment cannot be paused\n"
     "! say how sure you are to commit\n"
     "3000 decision opening go to odd\n"
     "3000 scene odd anger 55 trust 40: end back\n"},
    {"no pause when a panel plays, and it need not be sure",
     {.level = LEVEL_STANDARD, .mode = MODE_PANEL},
     "3000 pause 500; 3000 decide go",
     "0 scene opening line 1 anger 55 trust 40: go stay\n"
     "! an assessment cannot be paused\n"
     "3000 decision opening go to odd\n"
     "3000 scene odd anger 55 trust 40: end back\n"},
    {"after a resume the clock stands where it stood; the card is closed, the choice is lost",
     {.level = LEVEL_STANDARD},
     "1000 card account; 3000 select go; 4000 resume 86400; 4000 close; 39999 wait; 40000 wait",
     "0 scene opening line 1 anger 55 trust 40: go stay\n"
     "1000 card account (first)\n"
     "4000 closed account after 3000\n"
     "4000 resume 86400\n"
     "! no card is open\n"
     "20000 nudge 2 anger 60 trust 40\n"
     "20000 nudge 3 anger 60 trust 35\n"
     "35000 nudge 1 anger 61 trust 35\n"
     "40000 timeout opening to late\n"
     "40000 scene late line 1 anger 71 trust 35\n"
     "40000 scene quiet anger 71 trust 35: go stay\n"},
    {"a scene entered again starts its clock and its nudges again",
     {.level = LEVEL_STANDARD},
     "21000 decide go 0; 22000 decide back 0; 42000 wait; 62000 wait",
     "0 scene opening line 1 anger 55 trust 40: go stay\n"
     "20000 nudge 2 anger 60 trust 40\n"
     "20000 nudge 3 anger 60 trust 35\n"
     "21000 decision opening go to odd\n"
     "21000 scene odd anger 60 trust 35: end back\n"
     "22000 decision odd back to opening\n"
     "22000 scene opening line 1 anger 60 trust 35: go stay\n"
     "42000 nudge 2 anger 65 trust 35\n"
     "42000 nudge 3 anger 65 trust 30\n"
     "57000 nudge 1 anger 66 trust 30\n"
     "62000 timeout opening to late\n"
     "62000 scene late line 1 anger 76 trust 30\n"
     "62000 scene quiet anger 76 trust 30: go stay\n"},
};

static void calls_in_time(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
        print_message("    %s\n", calls[i].name);
        check_trace("time.lua", &calls[i].setup, calls[i].inputs, calls[i].expected);
    }
}

/* limit_ms = seconds * 1000 * level% * timing% / 10000, in whole numbers. */
static void limits(void **state) {
    (void)state;
    static const struct {
        enum level level;
        enum timing timing;
        int64_t forty, seven; /* seconds */
    } cases[] = {
        {LEVEL_STANDARD, TIMING_NORMAL, 40000, 7000},
        {LEVEL_STANDARD, TIMING_EXTENDED, 60000, 10500},
        {LEVEL_STANDARD, TIMING_DOUBLE, 80000, 14000},
        {LEVEL_CALM, TIMING_NORMAL, 60000, 10500},
        {LEVEL_CALM, TIMING_EXTENDED, 90000, 15750},
        {LEVEL_CALM, TIMING_DOUBLE, 120000, 21000},
        {LEVEL_STORM, TIMING_NORMAL, 30000, 5250},
        {LEVEL_STORM, TIMING_EXTENDED, 45000, 7875},
        {LEVEL_STORM, TIMING_DOUBLE, 60000, 10500},
        {LEVEL_CALM, TIMING_UNTIMED, -1, -1},
        {LEVEL_STANDARD, TIMING_UNTIMED, -1, -1},
        {LEVEL_STORM, TIMING_UNTIMED, -1, -1},
    };
    struct scenario *scenario = load_call("time.lua");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct session_setup setup = {.level = cases[i].level, .timing = cases[i].timing};
        struct session *session = session_create(scenario, &setup);
        struct trace trace = {0};
        assert_int_equal(session_limit_ms(session), -1);
        session_start(session, NULL);
        assert_int_equal(session_limit_ms(session), cases[i].forty);
        assert_int_equal(session_deadline(session), cases[i].forty);
        assert_int_equal(drive(session, "123 decide go 50", &trace), 0);
        assert_int_equal(session_limit_ms(session), cases[i].seven);
        assert_int_equal(session_shown_t(session), 123);
        assert_int_equal(session_deadline(session), cases[i].seven < 0 ? -1 : 123 + cases[i].seven);
        buf_finish(&trace.text);
        session_destroy(session);
    }
    scenario_destroy(scenario);
}

static void what_is_due_next(void **state) {
    (void)state;
    static const struct {
        const char *inputs;
        int64_t due;
    } steps[] = {
        {"0 wait", 20000},
        {"19999 wait", 20000},
        {"20000 wait", 35000},
        {"35000 wait", 40000},
        {"39999 wait", 40000},
        {"45000 wait", 50000},        /* timed out at 40000; the quiet scene's nudge */
        {"50000 wait", -1},           /* untimed, and nothing left to say */
        {"50000 decide stay", 57000}, /* the odd scene's deadline */
        {"57000 wait", -1},           /* over */
    };
    struct scenario *scenario = load_call("time.lua");
    struct session *session = session_create(scenario, &standard);
    struct trace trace = {0};
    assert_int_equal(session_next_due(session), -1);
    session_start(session, NULL);
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        assert_int_equal(drive(session, steps[i].inputs, &trace), 0);
        if (session_now(session) == 40000) /* the step ended with the timeout */
            assert_int_equal(drive(session, steps[i].inputs, &trace), 0);
        if (session_next_due(session) != steps[i].due)
            fail_msg("after \"%s\" due is %lld", steps[i].inputs,
                     (long long)session_next_due(session));
    }
    buf_finish(&trace.text);
    session_destroy(session);
    scenario_destroy(scenario);
}

static void now_is_the_timeouts_own_time(void **state) {
    (void)state;
    struct scenario *scenario = load_call("time.lua");
    struct session *session = session_create(scenario, &standard);
    struct trace trace = {0};
    session_start(session, NULL);
    drive(session, "99999 wait", &trace);
    assert_int_equal(session_now(session), 40000);
    assert_int_equal(session_shown_t(session), 40000);
    assert_int_equal(session_decisions(session), 1);
    drive(session, "99999 wait", &trace);
    assert_int_equal(session_now(session), 99999);
    assert_int_equal(drive(session, "99998 wait", &trace), 1); /* time cannot go back */
    buf_finish(&trace.text);
    session_destroy(session);
    scenario_destroy(scenario);
}

/* However time is cut into steps, the same things happen. */
static void time_in_small_steps(void **state) {
    (void)state;
    struct scenario *scenario = load_call("time.lua");
    struct session *whole = session_create(scenario, &standard);
    struct session *small = session_create(scenario, &standard);
    struct trace first = {0}, second = {0};
    struct session_sink to_first = trace_sink(&first), to_second = trace_sink(&second);
    session_start(whole, &to_first);
    session_start(small, &to_second);
    drive(whole, "60000 wait; 60000 wait", &first);
    for (int64_t t = 0; t <= 60000; t += 7) {
        struct err err = {0};
        session_step(small, &(struct input){.kind = INPUT_TIME, .t_ms = t}, &to_second, &err);
        assert_int_equal(err.code, ERR_NONE);
    }
    assert_string_equal(buf_cstr(&first.text), buf_cstr(&second.text));
    assert_true(session_state(whole) == session_state(small));
    buf_finish(&first.text);
    buf_finish(&second.text);
    session_destroy(whole);
    session_destroy(small);
    scenario_destroy(scenario);
}

/* stream("clock") of the seed decides; without a target there is nothing to show. */
static void the_shown_clock(void **state) {
    (void)state;
    static const struct {
        uint64_t seed;
        int clock;
    } cases[] = {{0, 1}, {1, 1}, {42, 0}, {UINT64_C(0xdeadbeefcafebabe), 0}, {UINT64_MAX, 1}};
    struct scenario *with = load_call("time.lua"), *without = load_call("offers.lua");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct session_setup setup = {.seed = cases[i].seed, .level = LEVEL_STANDARD};
        struct session *session = session_create(with, &setup);
        assert_int_equal(session_clock(session), cases[i].clock);
        session_destroy(session);
        session = session_create(without, &setup);
        assert_int_equal(session_clock(session), -1);
        session_destroy(session);
    }
    scenario_destroy(with);
    scenario_destroy(without);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(calls_in_time),       cmocka_unit_test(limits),
        cmocka_unit_test(what_is_due_next),    cmocka_unit_test(now_is_the_timeouts_own_time),
        cmocka_unit_test(time_in_small_steps), cmocka_unit_test(the_shown_clock),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
