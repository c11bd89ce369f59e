/* Time, lines, what a call comes to (docs/format.md, "Time" and "Outcome"). */
#include "model/text.h"
#include "support/cmocka.h"
#include "support/drive.h"

#include <stdio.h>

static const struct session_setup paced = {
    .level = LEVEL_STANDARD, .rules = RULES_NOW, .voices = VOICES_PACED, .pace = 120};

/* The queue: 1 s of silence, 1 s, 3 s, and the line that the clock allows (three words: 1.5 s);
 * then 2 s of silence and 2 s. */
#define RING "0 scene ring line 1 lines 1 3 anger 55 trust 40 minutes 3 speaks 6500\n"
#define ASK "0 scene ask line 1 anger 55 trust 40 minutes 3 speaks 4000: "

static const struct {
    const char *name, *inputs, *expected;
} calls[] = {
    {"the options appear when the queue has ended, and their clock begins then",
     "10499 decide waive 50; 15500 wait; 30499 decide waive 50",
     RING ASK "waive skip lift\n"
              "! the options appear when this has been said; cut in, or wait\n"
              "15500 nudge 1 anger 55 trust 40\n"
              "30499 decision ask waive to good\n"
              "30499 end good lines 1 2 later 1 2\n"},
    {"the time runs out after the queue", "40000 wait",
     RING ASK "waive skip lift\n"
              "15500 nudge 1 anger 55 trust 40\n"
              "30500 timeout ask to late\n"
              "30500 end late\n"},
    {"cutting in",
     "500 ready own_words; 500 ready cut_in; 600 ready cut_in; 5500 wait; 6000 decide skip 50",
     RING ASK "waive skip lift\n"
              "! your own words are not waited for\n"
              "500 ready cut_in\n"
              "! the options are there already\n"
              "5500 nudge 1 anger 55 trust 40\n"
              "6000 decision ask skip to good\n"
              "6000 end good later 1\n"},
    {"own words first: nothing runs before they are said",
     "0 hold; 20000 decide skip 50; 20000 ready cut_in; 30000 ready own_words; 35000 wait;"
     "36000 decide skip 50",
     RING ASK "waive skip lift\n"
              "! say it in your own words first\n"
              "! say it in your own words first\n"
              "30000 ready own_words\n"
              "35000 nudge 1 anger 55 trust 40\n"
              "36000 decision ask skip to good\n"
              "36000 end good later 1\n"},
    {"records can be opened while the customer speaks, and the call resumed ends the speaking",
     "1000 card policy; 3000 resume 60; 3000 decide skip",
     RING ASK "waive skip lift\n"
              "1000 card policy (first)\n"
              "3000 closed policy after 2000\n"
              "3000 resume 60\n"
              "3000 decision ask skip to good\n"
              "3000 end good later 1\n"},
};

static void test_calls(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
        print_message("%s\n", calls[i].name);
        check_trace("story.lua", &paced, calls[i].inputs, calls[i].expected);
    }
}

static void test_reading_before(void **state) {
    (void)state;
    check_details(
        "story.lua", &paced, "1000 card policy; 11500 close; 12000 decide skip 50",
        RING ASK
        "waive skip lift\n"
        "1000 card policy (first)\n"
        "11500 closed policy after 10500\n"
        "12000 decision ask skip to good\n"
        "  shown waive skip lift; at 2, sure 50, shown_t 10500, chosen_t 12000, reading "
        "1000, latency 500, limit 20000, changes 0, words 3, exposure 1, resumes 0, before "
        "9500, seen policy\n"
        "12000 end good later 1\n");
}

static void test_silent(void **state) {
    (void)state;
    struct session_setup silent = paced;
    silent.voices = VOICES_NONE;
    silent.pace = 0;
    /* 6 + 2 + 3 words, then 4, at 250 ms each */
    check_trace("story.lua", &silent, "3749 decide skip 50; 3750 decide skip 50",
                "0 scene ring line 1 lines 1 3 anger 55 trust 40 minutes 3 speaks 2750\n"
                "0 scene ask line 1 anger 55 trust 40 minutes 3 speaks 1000: waive skip lift\n"
                "! the options appear when this has been said; cut in, or wait\n"
                "3750 decision ask skip to good\n"
                "3750 end good later 1\n");
    silent.timing = TIMING_UNTIMED;
    check_trace("story.lua", &silent, "0 decide skip 50",
                "0 scene ring line 1 lines 1 3 anger 55 trust 40 minutes 3\n"
                "0 scene ask line 1 anger 55 trust 40 minutes 3: waive skip lift\n"
                "0 decision ask skip to good\n"
                "0 end good later 1\n");
}

static void test_suspended(void **state) {
    (void)state;
    struct session_setup assessed = paced;
    assessed.mode = MODE_ASSESSMENT;
    check_trace("story.lua", &assessed, "1000 suspended 90000",
                RING ASK "waive skip lift\n"
                         "1000 suspended 90000\n");
}

/* ---- what a call comes to ---- */

static struct session *play_to(struct scenario *scenario, const char *option) {
    struct session *session = session_create(scenario, &paced);
    struct trace trace = {0};
    struct session_sink sink = trace_sink(&trace);
    char inputs[64];
    snprintf(inputs, sizeof inputs, "11000 decide %s 50", option);
    session_start(session, &sink);
    assert_int_equal(drive(session, inputs, &trace), 0);
    buf_finish(&trace.text);
    return session;
}

static void check_text(const struct session *session, const char *text, const char *expected) {
    struct buf out = {0};
    text_expand_ending(session_scenario(session), session_slots(session), session_outcome(session),
                       "Ann", text, false, &out);
    assert_string_equal(buf_cstr(&out), expected);
    buf_finish(&out);
}

static void test_outcome(void **state) {
    (void)state;
    struct scenario *scenario = load_call("story.lua");
    struct session *session = play_to(scenario, "waive");
    const struct outcome *outcome = session_outcome(session);
    const struct ending *ending = &scenario->endings[session_ending(session)];
    assert_true(outcome->resolved && outcome->retained && outcome->compliant);
    assert_int_equal(outcome->csat, 5);
    assert_int_equal(outcome->cost, 95); /* 80 + (30 * 2) // 4 */
    check_text(session, ending->title, "Good at 00:00");
    check_text(session, ending->lines.items[0].text, "That cost 95.");
    check_text(session, ending->later.items[1].text, "It said 95 and 5 of 5.");
    assert_string_equal(session_lesson(session), "Paid.");
    session_destroy(session);

    session = play_to(scenario, "skip"); /* a slight breach is named, and the call compliant */
    outcome = session_outcome(session);
    assert_true(outcome->compliant && !outcome->retained);
    assert_int_equal(outcome->csat, 3);
    assert_string_equal(session_lesson(session), "Free.");
    session_destroy(session);

    session = play_to(scenario, "lift"); /* a grave one makes the call non-compliant */
    outcome = session_outcome(session);
    assert_false(outcome->compliant);
    assert_int_equal(outcome->csat, 5);           /* held in 1 to 5 */
    assert_int_equal(outcome->cost, -1000000000); /* and the cost in its bounds */
    assert_string_equal(scenario->scenes[1].options[1].breaks->title, "Nobody lifts a hold");
    session_destroy(session);
    scenario_destroy(scenario);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_calls),   cmocka_unit_test(test_reading_before),
        cmocka_unit_test(test_silent),  cmocka_unit_test(test_suspended),
        cmocka_unit_test(test_outcome),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
