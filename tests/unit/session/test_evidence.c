/* What was read, for how long, and what was chosen when. */
#include "support/cmocka.h"
#include "support/drive.h"

#include <stdio.h>
#include <string.h>

/* ---- evidence_seen: max(800 ms, a quarter of the words at 60 ms) ------------------------------
 */

static const struct {
    const char *inputs, *seen;
} looks[] = {
    {"", ""},
    {"1000 card short; 1799 close", ""},
    {"1000 card short; 1800 close", "short"},
    {"1000 card short; 1799 wait", ""}, /* still open */
    {"1000 card short; 1800 wait", "short"},
    {"1000 card long; 2499 close", ""}, /* 100 words: 1500 ms */
    {"1000 card long; 2500 close", "long"},
    {"1000 card long; 2000 close; 5000 card long; 5499 close", ""}, /* openings add up */
    {"1000 card long; 2000 close; 5000 card long; 5500 close", "long"},
    {"1000 card long; 2499 card short; 3300 close", "short"}, /* opening one closes the other */
    {"1000 card long; 2500 card short; 3300 close", "long short"},
    {"1000 card short; 1500 card long; 3000 card short; 3300 close", "short long"},
    /* a closed fact counts when it is asked for, even where its card was seen too shortly */
    {"1000 card short; 1001 fact short.letter; 1002 close", "short.letter"},
    {"1000 card short; 1001 fact short.photo; 1002 fact short.letter; 1800 close",
     "short short.photo short.letter"},
    {"1000 card long; 1001 fact long.code; 1002 close", "long.code"},
    /* in the order of first opening, and across scenes */
    {"1000 card long; 1100 card short; 1200 fact short.photo; 2000 decide stay 50;"
     "3000 card long; 4400 close",
     "long short short.photo"},
};

static void what_counts_as_seen(void **state) {
    (void)state;
    struct scenario *scenario = load_call("evidence.lua");
    for (size_t i = 0; i < sizeof looks / sizeof *looks; i++) {
        struct session *session =
            session_create(scenario, &(struct session_setup){.level = LEVEL_STANDARD});
        struct trace trace = {0};
        session_start(session, NULL);
        assert_int_equal(drive(session, looks[i].inputs, &trace), 0);
        struct evidence seen[8];
        int count = session_evidence_seen(session, seen, 8);
        char text[200] = "", name[160];
        for (int k = 0; k < count; k++) {
            evidence_name(scenario, seen[k], name, sizeof name);
            size_t len = strlen(text);
            snprintf(text + len, sizeof text - len, "%s%s", k ? " " : "", name);
        }
        if (strcmp(text, looks[i].seen) != 0)
            fail_msg("after \"%s\" seen is \"%s\", not \"%s\"", looks[i].inputs, text,
                     looks[i].seen);
        assert_int_equal(session_evidence_seen(session, seen, 1), count < 1 ? count : 1);
        assert_int_equal(session_evidence_seen(session, seen, 0), 0);
        buf_finish(&trace.text);
        session_destroy(session);
    }
    scenario_destroy(scenario);
}

static void opened_and_asked(void **state) {
    (void)state;
    struct scenario *scenario = load_call("evidence.lua");
    struct session *session =
        session_create(scenario, &(struct session_setup){.level = LEVEL_STANDARD});
    struct trace trace = {0};
    session_start(session, NULL);
    assert_int_equal(session_open_card(session), -1);
    assert_false(session_card_was_opened(session, 0));
    drive(session, "1 card short; 2 fact short.photo", &trace);
    assert_int_equal(session_open_card(session), 0);
    assert_true(session_card_was_opened(session, 0));
    assert_false(session_card_was_opened(session, 1));
    assert_false(session_fact_was_asked(session, 0, 1));
    assert_true(session_fact_was_asked(session, 0, 2));
    drive(session, "3 close", &trace);
    assert_int_equal(session_open_card(session), -1);
    assert_true(session_card_was_opened(session, 0));
    buf_finish(&trace.text);
    session_destroy(session);
    scenario_destroy(scenario);
}

/* ---- the choice: when, how often changed, how long read ---------------------------------------
 * Words to be read: the line 3, the prompt 1, the options 2 and 4. */

#define SCENE(t) #t " scene desk line 1 anger 55 trust 40: go stay\n"
#define SHOWN "\n  shown go stay; "

static const struct {
    const char *name, *inputs, *expected;
} choices[] = {
    {"at once", "5000 decide stay 70",
     SCENE(0) "5000 decision desk stay to desk" SHOWN
              "at 2, sure 70, shown_t 0, chosen_t 5000, reading 0, latency 5000, limit -1, "
              "changes 0, words 10, exposure 1, resumes 0\n" SCENE(5000)},
    {"chosen before it is committed", "3000 select go; 5000 decide go",
     SCENE(0) "5000 decision desk go to done" SHOWN
              "at 1, sure -1, shown_t 0, chosen_t 3000, reading 0, latency 3000, limit -1, "
              "changes 0, words 10, exposure 1, resumes 0\n5000 end done\n"},
    {"changed twice; the same again is no change",
     "1000 select go; 2000 select stay; 2500 select stay; 3000 select go; 5000 decide go",
     SCENE(0) "5000 decision desk go to done" SHOWN
              "at 1, sure -1, shown_t 0, chosen_t 3000, reading 0, latency 3000, limit -1, "
              "changes 2, words 10, exposure 1, resumes 0\n5000 end done\n"},
    {"taken back and chosen again is no change",
     "1000 select go; 2000 select -; 3000 select go; 5000 decide go",
     SCENE(0) "5000 decision desk go to done" SHOWN
              "at 1, sure -1, shown_t 0, chosen_t 3000, reading 0, latency 3000, limit -1, "
              "changes 0, words 10, exposure 1, resumes 0\n5000 end done\n"},
    {"committed another than chosen", "1000 select go; 5000 decide stay",
     SCENE(0) "5000 decision desk stay to desk" SHOWN
              "at 2, sure -1, shown_t 0, chosen_t 5000, reading 0, latency 5000, limit -1, "
              "changes 1, words 10, exposure 1, resumes 0\n" SCENE(5000)},
    {"reading counts while nothing is chosen",
     "1000 card long; 2000 close; 3000 select stay; 3500 card long; 4500 select go; 5000 decide go",
     SCENE(0) "1000 card long (first)\n2000 closed long after 1000\n3500 card long\n"
              "5000 closed long after 1500\n5000 decision desk go to done" SHOWN
              "at 1, sure -1, shown_t 0, chosen_t 4500, reading 1000, latency 3500, limit -1, "
              "changes 1, words 10, exposure 1, resumes 0, seen long\n5000 end done\n"},
    {"reading goes on when the choice is taken back",
     "1000 card long; 2000 select stay; 3000 select -; 4000 select go; 5000 decide go",
     SCENE(0) "1000 card long (first)\n5000 closed long after 4000\n"
              "5000 decision desk go to done" SHOWN
              "at 1, sure -1, shown_t 0, chosen_t 4000, reading 2000, latency 2000, limit -1, "
              "changes 1, words 10, exposure 1, resumes 0, seen long\n5000 end done\n"},
    {"reading up to a commit without a choice before", "1000 card short; 3000 decide stay",
     SCENE(0) "1000 card short (first)\n3000 closed short after 2000\n"
              "3000 decision desk stay to desk" SHOWN
              "at 2, sure -1, shown_t 0, chosen_t 3000, reading 2000, latency 1000, limit -1, "
              "changes 0, words 10, exposure 1, resumes 0, seen short\n" SCENE(3000)},
    {"reading across two cards without a gap",
     "1000 card short; 2000 card long; 3500 close; 4000 decide stay",
     SCENE(0) "1000 card short (first)\n2000 closed short after 1000\n2000 card long (first)\n"
              "3500 closed long after 1500\n4000 decision desk stay to desk" SHOWN
              "at 2, sure -1, shown_t 0, chosen_t 4000, reading 2500, latency 1500, limit -1, "
              "changes 0, words 10, exposure 1, resumes 0, seen short long\n" SCENE(4000)},
    {"the next scene measures anew",
     "1000 card short; 2000 select go; 3000 decide stay; 4500 decide go",
     SCENE(0) "1000 card short (first)\n3000 closed short after 2000\n"
              "3000 decision desk stay to desk" SHOWN
              "at 2, sure -1, shown_t 0, chosen_t 3000, reading 1000, latency 2000, limit -1, "
              "changes 1, words 10, exposure 1, resumes 0, seen short\n" SCENE(
                  3000) "4500 decision desk go to done" SHOWN
                        "at 1, sure -1, shown_t 3000, chosen_t 4500, reading 0, latency 1500, "
                        "limit -1, "
                        "changes 0, words 10, exposure 1, resumes 0, seen short\n4500 end done\n"},
    {"where a resume lies in the scene there is no latency; the next has one",
     "1000 select go; 2000 resume 60; 3000 decide stay; 4000 decide go",
     SCENE(0) "2000 resume 60\n3000 decision desk stay to desk" SHOWN
              "at 2, sure -1, shown_t 0, chosen_t 3000, reading 0, latency -1, limit -1, "
              "changes 0, words 10, exposure 1, resumes 1\n" SCENE(
                  3000) "4000 decision desk go to done" SHOWN
                        "at 1, sure -1, shown_t 3000, chosen_t 4000, reading 0, latency 1000, "
                        "limit -1, "
                        "changes 0, words 10, exposure 1, resumes 1\n4000 end done\n"},
};

static void choices_are_measured(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof choices / sizeof *choices; i++) {
        print_message("    %s\n", choices[i].name);
        check_details("evidence.lua", &(struct session_setup){.level = LEVEL_STANDARD},
                      choices[i].inputs, choices[i].expected);
    }
}

static void a_timeout_is_measured_too(void **state) {
    (void)state;
    check_details("time.lua", &(struct session_setup){.level = LEVEL_STANDARD},
                  "1000 card account; 3000 close; 50000 wait",
                  "0 scene opening line 1 anger 55 trust 40: go stay\n"
                  "1000 card account (first)\n3000 closed account after 2000\n"
                  "20000 nudge 2 anger 60 trust 40\n20000 nudge 3 anger 60 trust 35\n"
                  "35000 nudge 1 anger 61 trust 35\n40000 timeout opening to late\n"
                  "  shown go stay; at 0, sure -1, shown_t 0, chosen_t -1, reading 2000, "
                  "latency -1, limit 40000, changes 0, words 10, exposure 1, resumes 0, "
                  "seen account\n"
                  "40000 scene late line 1 anger 71 trust 35\n"
                  "40000 scene quiet anger 71 trust 35: go stay\n");
    check_details("time.lua", &(struct session_setup){.level = LEVEL_STORM},
                  "1000 select go; 2000 select -; 31000 wait",
                  "0 scene opening line 1 anger 70 trust 30: go stay\n"
                  "15000 nudge 2 anger 75 trust 30\n15000 nudge 3 anger 75 trust 25\n"
                  "26250 nudge 1 anger 76 trust 25\n30000 timeout opening to late\n"
                  "  shown go stay; at 0, sure -1, shown_t 0, chosen_t 1000, reading 0, "
                  "latency -1, limit 30000, changes 0, words 10, exposure 1, resumes 0\n"
                  "30000 scene late line 1 anger 86 trust 25\n"
                  "30000 scene quiet anger 86 trust 25: go stay\n");
}

static void earlier_exposure_counts(void **state) {
    (void)state;
    static const uint16_t exposure[] = {4};
    check_details("evidence.lua",
                  &(struct session_setup){.level = LEVEL_STANDARD, .exposure = exposure},
                  "5000 decide go 0",
                  SCENE(0) "5000 decision desk go to done" SHOWN
                           "at 1, sure 0, shown_t 0, chosen_t 5000, reading 0, latency 5000, "
                           "limit -1, changes 0, words 10, exposure 5, resumes 0\n"
                           "5000 end done\n");
}

/* ---- what a replay hands in -------------------------------------------------------------------
 */

struct heard {
    int64_t chosen_t, reading_ms, latency_ms;
    int changes;
};

static void hear(void *self, const struct session *session, const struct event *event) {
    (void)session;
    struct heard *heard = self;
    if (event->kind == EVENT_DECISION)
        *heard = (struct heard){event->decision->chosen_t, event->decision->reading_ms,
                                event->decision->latency_ms, event->decision->changes};
}

/* In a second scene, shown at 1000, at 5000. */
static void timing_from_a_log(void **state) {
    (void)state;
    static const struct {
        struct choice_timing timing;
        bool is_possible;
    } cases[] = {
        {{.chosen_t = 3000, .reading_ms = 1000, .changes = 2}, true},
        {{.chosen_t = 5000, .reading_ms = 4000, .changes = 0}, true},
        {{.chosen_t = 1000, .reading_ms = 0, .changes = 0}, true},
        {{.chosen_t = 999, .reading_ms = 0, .changes = 0}, false},
        {{.chosen_t = 0, .reading_ms = 0, .changes = 0}, false},
        {{.chosen_t = 5001, .reading_ms = 0, .changes = 0}, false},
        {{.chosen_t = 3000, .reading_ms = 2001, .changes = 0}, false},
        {{.chosen_t = 3000, .reading_ms = -1, .changes = 0}, false},
        {{.chosen_t = 3000, .reading_ms = 0, .changes = -1}, false},
    };
    struct scenario *scenario = load_call("evidence.lua");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct session *session =
            session_create(scenario, &(struct session_setup){.level = LEVEL_STANDARD});
        struct heard heard = {-7, -7, -7, -7};
        struct session_sink sink = {hear, &heard};
        struct trace trace = {0};
        struct err err = {0};
        session_start(session, NULL);
        assert_int_equal(drive(session, "1000 decide stay 50", &trace), 0);
        buf_finish(&trace.text);
        struct input input = {.kind = INPUT_DECISION,
                              .t_ms = 5000,
                              .option = 0,
                              .confidence = -1,
                              .timing = &cases[i].timing};
        assert_int_equal(session_step(session, &input, &sink, &err), cases[i].is_possible);
        if (cases[i].is_possible) {
            assert_int_equal(heard.chosen_t, cases[i].timing.chosen_t);
            assert_int_equal(heard.reading_ms, cases[i].timing.reading_ms);
            assert_int_equal(heard.changes, cases[i].timing.changes);
            assert_int_equal(heard.latency_ms,
                             cases[i].timing.chosen_t - 1000 - cases[i].timing.reading_ms);
        } else {
            assert_int_equal(err.code, ERR_STATE);
            assert_int_equal(heard.chosen_t, -7);
        }
        session_destroy(session);
    }
    scenario_destroy(scenario);
}

/* ---- words of the agent's own ------------------------------------------------------------------
 */

static void hear_words(void *self, const struct session *session, const struct event *event) {
    (void)session;
    if (event->kind != EVENT_DECISION)
        return;
    assert_string_equal(event->decision->why, "because");
    assert_string_equal(event->decision->own_words, "In two\nlines.");
    ++*(int *)self;
}

static void words_of_the_agents_own(void **state) {
    (void)state;
    struct scenario *scenario = load_call("evidence.lua");
    for (int option = 0; option < 2; option++) {
        struct session *session =
            session_create(scenario, &(struct session_setup){.level = LEVEL_STANDARD});
        int heard = 0;
        struct session_sink sink = {hear_words, &heard};
        struct err err = {0};
        session_start(session, &sink);
        assert_true(session_step(session,
                                 &(struct input){.kind = INPUT_DECISION,
                                                 .t_ms = 10,
                                                 .option = option,
                                                 .confidence = 0,
                                                 .why = "because",
                                                 .own_words = "In two\nlines."},
                                 &sink, &err));
        assert_int_equal(heard, 1);
        session_destroy(session);
    }
    scenario_destroy(scenario);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_of_the_agents_own),   cmocka_unit_test(what_counts_as_seen),
        cmocka_unit_test(opened_and_asked),          cmocka_unit_test(choices_are_measured),
        cmocka_unit_test(a_timeout_is_measured_too), cmocka_unit_test(earlier_exposure_counts),
        cmocka_unit_test(timing_from_a_log),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
