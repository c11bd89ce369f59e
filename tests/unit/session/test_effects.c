#include "support/cmocka.h"
#include "support/drive.h"

#include "session/effect.h"

#include <string.h>

#define HALL ": rude leave set_add calm poor rich rage\n"

static const struct {
    const char *name;
    enum level level;
    const char *inputs, *expected;
} calls[] = {
    {"set, then add, then to; scenes that only speak are passed in the same step", LEVEL_STANDARD,
     "1 decide set_add 50",
     "0 scene hall line 3 anger 55 trust 40" HALL "1 decision hall set_add to fifteen\n"
     "1 scene fifteen line 1 anger 55 trust 40\n"
     "1 scene porch line 1 anger 55 trust 40\n"
     "1 scene door line 1 anger 55 trust 40: out in\n"},
    {"enter comes before the line: the second visit, the third", LEVEL_STANDARD,
     "1 decide calm 50; 2 decide rude 50; 3 decide leave 50",
     "0 scene hall line 3 anger 55 trust 40" HALL "1 decision hall calm to hall\n"
     "1 scene hall line 2 anger 0 trust 100" HALL "2 decision hall rude to hall\n"
     "2 scene hall line 1 anger 0 trust 100" HALL "3 decision hall leave to kept\n"
     "3 end kept\n"},
    {"to is judged after the option's own effects, within bounds", LEVEL_STANDARD,
     "1 decide rage 50; 10001 wait",
     "0 scene hall line 3 anger 55 trust 40" HALL "1 decision hall rage to door\n"
     "1 scene door line 2 anger 70 trust 0: out in\n"
     "10001 timeout door to lost\n"
     "10001 end lost\n"},
    {"the last branch is taken when none holds", LEVEL_STANDARD, "1 decide leave 50",
     "0 scene hall line 3 anger 55 trust 40" HALL "1 decision hall leave to lost\n"
     "1 end lost\n"},
    {"calm", LEVEL_CALM, "", "0 scene hall line 3 anger 40 trust 50" HALL},
    {"storm, as the author has it, within bounds", LEVEL_STORM, "",
     "0 scene hall line 3 anger 100 trust 0" HALL},
    {"storm: seven seconds at the door", LEVEL_STORM, "1 decide rage 50; 7000 wait; 7001 wait",
     "0 scene hall line 3 anger 100 trust 0" HALL "1 decision hall rage to door\n"
     "1 scene door line 2 anger 70 trust 0: out in\n"
     "7001 timeout door to lost\n"
     "7001 end lost\n"},
};

static void effects_in_order(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
        print_message("    %s\n", calls[i].name);
        check_trace("effects.lua", &(struct session_setup){.level = calls[i].level},
                    calls[i].inputs, calls[i].expected);
    }
}

static int value(const struct session *session, const char *name) {
    int slot = scenario_slot(session_scenario(session), name, strlen(name));
    assert_true(slot >= 0);
    return session_slots(session)[slot];
}

struct call {
    struct scenario *scenario;
    struct session *session;
    struct trace trace;
};

static void begin(struct call *call, const char *file) {
    *call = (struct call){.scenario = load_call(file)};
    call->session =
        session_create(call->scenario, &(struct session_setup){.level = LEVEL_STANDARD});
    assert_non_null(call->session);
    session_start(call->session, NULL);
}

static void end(struct call *call) {
    buf_finish(&call->trace.text);
    session_destroy(call->session);
    scenario_destroy(call->scenario);
}

static void variables_are_clamped(void **state) {
    (void)state;
    struct call call;
    begin(&call, "effects.lua");
    assert_int_equal(value(call.session, "coins"), 3);
    assert_int_equal(value(call.session, "zebra"), -1);
    drive(call.session, "1 decide rich", &call.trace);
    assert_int_equal(value(call.session, "coins"), 1000000);
    drive(call.session, "2 decide rich", &call.trace);
    assert_int_equal(value(call.session, "coins"), 1000000);
    drive(call.session, "3 decide poor", &call.trace);
    assert_int_equal(value(call.session, "coins"), -1000000);
    assert_int_equal(value(call.session, "visits.hall"), 4);
    assert_int_equal(value(call.session, "took.hall.rich"), 2);
    assert_int_equal(value(call.session, "took.hall.poor"), 1);
    end(&call);
    assert_int_equal(slot_clamp(SLOT_ANGER, INT64_MAX), 100);
    assert_int_equal(slot_clamp(SLOT_TRUST, INT64_MIN), 0);
    assert_int_equal(slot_clamp(SLOT_VARS, INT64_MAX), 1000000);
    assert_int_equal(slot_clamp(SLOT_VARS, INT64_MIN), -1000000);
}

static void words_that_go_with_an_act(void **state) {
    (void)state;
    struct call call;
    begin(&call, "effects.lua");
    call.trace.details = true;
    assert_true(session_is_compliant(call.session));
    drive(call.session, "1 decide rude; 2 decide rude; 3 decide rude; 4 decide calm", &call.trace);
    const char *at = buf_cstr(&call.trace.text);
    static const char *const says[] = {"says 1", "says 2", "says 3"};
    for (int i = 0; i < 3; i++) {
        at = strstr(at, says[i]);
        assert_non_null(at);
    }
    assert_null(strstr(at + 6, "says"));
    assert_false(session_is_compliant(call.session)); /* and stays so */
    end(&call);
}

static void the_closing_words(void **state) {
    (void)state;
    static const struct {
        const char *inputs;
        int ending, line;
    } cases[] = {
        {"1 decide rude; 2 decide leave", 0, 0}, /* coins == 3 */
        {"1 decide rich; 2 decide leave", 0, 1},
        {"1 decide leave", 1, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct call call;
        begin(&call, "effects.lua");
        assert_int_equal(session_ending(call.session), -1);
        assert_false(session_is_ended(call.session));
        assert_int_equal(drive(call.session, cases[i].inputs, &call.trace), 0);
        assert_true(session_is_ended(call.session));
        assert_int_equal(session_scene(call.session), -1);
        assert_int_equal(session_ending(call.session), cases[i].ending);
        assert_int_equal(session_line(call.session), cases[i].line);
        int options[OPTIONS_SHOWN_MAX];
        assert_int_equal(session_options(call.session, options), 0);
        assert_int_equal(session_deadline(call.session), -1);
        assert_int_equal(session_next_due(call.session), -1);
        end(&call);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(effects_in_order),
        cmocka_unit_test(variables_are_clamped),
        cmocka_unit_test(words_that_go_with_an_act),
        cmocka_unit_test(the_closing_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
