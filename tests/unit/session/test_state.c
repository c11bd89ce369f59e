/* The state hash, and that what is refused changes nothing, a reset is a new session, and the same
 * inputs give the same call. */
#include "support/cmocka.h"
#include "support/drive.h"

#include "base/hash.h"

#include <inttypes.h>
#include <string.h>

/* ---- the hash: worked out elsewhere, FNV-1a 64 over the lines ----------------------------------
 */

static const struct {
    const char *file, *inputs, *hash;
} states[] = {
    /* hall anger=55 trust=40 asks=1 coins=3 zebra=-1 visits.hall=1 */
    {"effects.lua", "", "ce955a480620be9f"},
    /* door … asks=1 coins=15 zebra=9 took.hall.set_add=1 visits.door=1 visits.fifteen=1
     * visits.hall=1 visits.porch=1 */
    {"effects.lua", "1 decide set_add", "e0555f081c1dffd1"},
    /* no times and no choices in it */
    {"effects.lua", "777 select calm; 5000 decide set_add 90; 6000 select in", "e0555f081c1dffd1"},
    /* end:kept … took.door.out=1 */
    {"effects.lua", "1 decide set_add; 2 decide out", "65c4cafb633aebb1"},
    /* hall … asks=2 coins=-1000000 zebra=-1 took.hall.poor=1 visits.hall=2 */
    {"effects.lua", "1 decide poor", "8fdb99ebe5f823f6"},
    {"offers.lua", "", "42d9a05c07f72a7d"},
    /* … seen.account=1 seen.account.letter=1 visits.five=1 */
    {"offers.lua", "1 card account; 2 fact account.letter", "21bd6013029d41b9"},
    {"offers.lua", "1 card account; 2 fact account.letter; 3 close", "21bd6013029d41b9"},
    /* … anger=60 */
    {"offers.lua", "1 card account; 2 fact account.letter; 10000 wait", "b561c7cfd7ed39a9"},
    {"offers.lua", "1 decide a", "1b2bb33aa5b273bd"},
};

static void hashes_of_states(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof states / sizeof *states; i++)
        for (uint64_t seed = 0; seed < 3; seed++) { /* nor is the seed in it */
            struct scenario *scenario = load_call(states[i].file);
            struct session *session = session_create(
                scenario, &(struct session_setup){.level = LEVEL_STANDARD, .seed = seed});
            struct trace trace = {0};
            char hash[17];
            session_start(session, NULL);
            assert_int_equal(drive(session, states[i].inputs, &trace), 0);
            hex16(session_state(session), hash);
            if (strcmp(hash, states[i].hash) != 0)
                fail_msg("%s after \"%s\": %s", states[i].file, states[i].inputs, hash);
            buf_finish(&trace.text);
            session_destroy(session);
            scenario_destroy(scenario);
        }
}

static void before_the_start(void **state) {
    (void)state;
    struct scenario *scenario = load_call("offers.lua");
    struct session *session =
        session_create(scenario, &(struct session_setup){.level = LEVEL_STANDARD});
    struct err err = {0};
    char hash[17];
    hex16(session_state(session), hash);
    assert_string_equal(hash, "5643c4d23ba5da97"); /* "\nanger=55\ntrust=40\ndoor=0\n" */
    assert_false(session_step(session, &(struct input){.kind = INPUT_TIME}, NULL, &err));
    assert_int_equal(err.code, ERR_STATE);
    assert_string_equal(err.text, "the call has not begun");
    session_start(session, NULL);
    session_start(session, NULL); /* the second is nothing */
    assert_int_equal(session_slots(session)[scenario_slot(scenario, "visits.five", 11)], 1);
    session_destroy(session);
    session_destroy(NULL);
    scenario_destroy(scenario);
}

/* ---- everything that can be asked, as a text ---------------------------------------------------
 */

static void snapshot(const struct session *session, struct buf *out) {
    const struct scenario *scenario = session_scenario(session);
    buf_clear(out);
    buf_printf(out, "state %016" PRIx64 " scene %d ending %d line %d decisions %d ended %d",
               session_state(session), session_scene(session), session_ending(session),
               session_line(session), session_decisions(session), session_is_ended(session));
    buf_printf(out, " compliant %d selected %d now %" PRId64 " shown %" PRId64 " limit %" PRId64,
               session_is_compliant(session), session_selected(session), session_now(session),
               session_shown_t(session), session_limit_ms(session));
    buf_printf(out, " deadline %" PRId64 " due %" PRId64 " card %d clock %d seed %" PRIx64,
               session_deadline(session), session_next_due(session), session_open_card(session),
               session_clock(session), session_setup(session)->seed);
    int options[OPTIONS_SHOWN_MAX];
    int count = session_options(session, options);
    for (int i = 0; i < count; i++)
        buf_printf(out, " o%d", options[i]);
    for (int card = 0; card < scenario->card_count; card++) {
        buf_printf(out, " c%d%d", session_card_exists(session, card),
                   session_card_was_opened(session, card));
        for (int fact = 0; fact < scenario->cards[card].fact_count; fact++)
            buf_printf(out, "f%d", session_fact_was_asked(session, card, fact));
    }
    struct evidence seen[64];
    count = session_evidence_seen(session, seen, 64);
    for (int i = 0; i < count; i++)
        buf_printf(out, " e%d.%d", seen[i].card, seen[i].fact);
    for (int i = 0; i < scenario->slot_count; i++)
        buf_printf(out, " %d", (int)session_slots(session)[i]);
}

static void no_event(void *self, const struct session *session, const struct event *event) {
    (void)self, (void)session;
    fail_msg("a refused input told of event %d", event->kind);
}

static char long_line[OWN_WORDS_MAX * 2 + 3];

/* In the state of `refused_after`: five, account open, `a` chosen, t = 9000, nudge due at 10000,
 * deadline 100000. */
static const char refused_after[] = "1000 card account; 2000 select a; 9000 wait";
static const struct input refused[] = {
    {.kind = INPUT_TIME, .t_ms = 8999},
    {.kind = INPUT_TIME, .t_ms = -1},
    {.kind = INPUT_TIME, .t_ms = INT64_MIN},
    {.kind = INPUT_CARD, .t_ms = 20000, .card = -1},
    {.kind = INPUT_CARD, .t_ms = 20000, .card = 3},
    {.kind = INPUT_CARD, .t_ms = 20000, .card = 1},            /* not on the desk */
    {.kind = INPUT_CARD, .t_ms = 100000, .card = 0},           /* late */
    {.kind = INPUT_FACT, .t_ms = 20000, .card = 0, .fact = 0}, /* not closed */
    {.kind = INPUT_FACT, .t_ms = 20000, .card = 0, .fact = -1},
    {.kind = INPUT_FACT, .t_ms = 20000, .card = 0, .fact = 2},
    {.kind = INPUT_FACT, .t_ms = 20000, .card = 1, .fact = 0},
    {.kind = INPUT_FACT, .t_ms = 20000, .card = -1, .fact = 0},
    {.kind = INPUT_SELECT, .t_ms = 20000, .option = -2},
    {.kind = INPUT_SELECT, .t_ms = 20000, .option = 4}, /* hidden */
    {.kind = INPUT_SELECT, .t_ms = 20000, .option = 99},
    {.kind = INPUT_DECISION, .t_ms = 20000, .option = -1, .confidence = 50},
    {.kind = INPUT_DECISION, .t_ms = 20000, .option = 99, .confidence = 50},
    {.kind = INPUT_DECISION, .t_ms = 20000, .option = 0, .confidence = 101},
    {.kind = INPUT_DECISION, .t_ms = 20000, .option = 0, .confidence = -2},
    {.kind = INPUT_DECISION, .t_ms = 100000, .option = 0, .confidence = 50},
    {.kind = INPUT_DECISION, .t_ms = INT64_MAX, .option = 0, .confidence = 50},
    {.kind = INPUT_DECISION, .t_ms = 20000, .option = 0, .confidence = 50, .why = "two\nlines"},
    {.kind = INPUT_DECISION, .t_ms = 20000, .option = 0, .confidence = 50, .why = "a\rb"},
    {.kind = INPUT_DECISION, .t_ms = 20000, .option = 0, .confidence = 50, .why = "\xFF"},
    {.kind = INPUT_DECISION,
     .t_ms = 20000,
     .option = 0,
     .confidence = 50,
     .why = long_line + sizeof long_line - 1 - 2 * (WHY_MAX + 1)},
    {.kind = INPUT_DECISION, .t_ms = 20000, .option = 0, .confidence = 50, .own_words = long_line},
    {.kind = INPUT_DECISION,
     .t_ms = 20000,
     .option = 0,
     .confidence = 50,
     .own_words = "\xED\xA0\x80"},
    {.kind = INPUT_PAUSE, .t_ms = 20000, .span = -1},
    {.kind = INPUT_RESUME, .t_ms = 20000, .span = -1},
    {.kind = (enum input_kind)99, .t_ms = 20000},
};

static void what_is_refused_changes_nothing(void **state) {
    (void)state;
    for (size_t i = 0; i + 1 < sizeof long_line; i += 2)
        memcpy(long_line + i, "\xC3\xA9", 2); /* OWN_WORDS_MAX + 1 characters of two bytes */
    struct scenario *scenario = load_call("offers.lua");
    struct session *session =
        session_create(scenario, &(struct session_setup){.level = LEVEL_STANDARD});
    struct trace trace = {0};
    struct session_sink deaf = {no_event, NULL};
    struct buf before = {0}, after = {0};
    session_start(session, NULL);
    assert_int_equal(drive(session, refused_after, &trace), 0);
    snapshot(session, &before);
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        struct err err = {0};
        if (session_step(session, &refused[i], &deaf, &err))
            fail_msg("input %zu must be refused", i);
        assert_int_equal(err.code, refused[i].t_ms >= 100000 ? ERR_LATE : ERR_STATE);
        assert_true(strlen(err.text) > 5);
        snapshot(session, &after);
        assert_string_equal(buf_cstr(&before), buf_cstr(&after));
    }
    /* just short enough is taken */
    struct input fits = {.kind = INPUT_DECISION,
                         .t_ms = 9000,
                         .option = 0,
                         .confidence = 100,
                         .why = long_line + sizeof long_line - 1 - 2 * WHY_MAX,
                         .own_words = long_line + 2};
    struct err err = {0};
    if (!session_step(session, &fits, NULL, &err))
        fail_msg("%s", err.text);
    buf_finish(&before);
    buf_finish(&after);
    buf_finish(&trace.text);
    session_destroy(session);
    scenario_destroy(scenario);
}

/* ---- a reset is a new session ------------------------------------------------------------------
 */

static const struct {
    const char *file, *before, *inputs;
} resets[] = {
    {"offers.lua", "1 card account; 2 fact account.letter; 3 select a; 10000 wait",
     "1 decide b; 2 card account; 3 decide c; 4 decide up"},
    {"offers.lua", "1 decide up; 2 decide m1", "1 decide up; 2 card account"},
    {"time.lua", "1 card account; 2 resume 5; 30000 wait; 50000 wait", "20000 wait; 50000 wait"},
    {"effects.lua", "1 decide rude; 2 decide rich; 3 decide leave",
     "1 decide set_add; 2 decide in"},
    {"evidence.lua", "1 card long; 5000 decide stay", "1 card short; 2000 decide stay"},
};

static void a_reset_is_a_new_session(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof resets / sizeof *resets; i++) {
        struct scenario *scenario = load_call(resets[i].file);
        struct session_setup used_setup = {.level = LEVEL_STORM, .seed = 3};
        struct session_setup new_setup = {.level = LEVEL_STORM, .seed = 42};
        struct session *used = session_create(scenario, &used_setup);
        struct session *fresh = session_create(scenario, &new_setup);
        struct trace trace = {0}, used_trace = {.details = true}, fresh_trace = {.details = true};
        struct session_sink to_used = trace_sink(&used_trace), to_fresh = trace_sink(&fresh_trace);
        struct buf a = {0}, b = {0};
        session_start(used, NULL);
        assert_int_equal(drive(used, resets[i].before, &trace), 0);
        session_reset(used, 42);
        snapshot(used, &a);
        snapshot(fresh, &b);
        assert_string_equal(buf_cstr(&a), buf_cstr(&b));
        session_start(used, &to_used);
        session_start(fresh, &to_fresh);
        drive(used, resets[i].inputs, &used_trace);
        drive(fresh, resets[i].inputs, &fresh_trace);
        assert_string_equal(buf_cstr(&used_trace.text), buf_cstr(&fresh_trace.text));
        snapshot(used, &a);
        snapshot(fresh, &b);
        assert_string_equal(buf_cstr(&a), buf_cstr(&b));
        buf_finish(&a);
        buf_finish(&b);
        buf_finish(&trace.text);
        buf_finish(&used_trace.text);
        buf_finish(&fresh_trace.text);
        session_destroy(used);
        session_destroy(fresh);
        scenario_destroy(scenario);
    }
}

/* ---- inputs drawn at random: nothing breaks, refusals change nothing, replays agree ------------
 */

static struct input draw_input(const struct session *session, uint64_t *random) {
    uint64_t r = splitmix64(random);
    struct input input = {.kind = (enum input_kind)(r % 9), /* one more than there are */
                          .t_ms = session_now(session) + (int64_t)(r >> 8 & 0xFFF) - 16,
                          .card = (int)(r >> 20 & 3) - 1,
                          .fact = (int)(r >> 24 & 3) - 1,
                          .option = (int)(r >> 28 & 15) - 1,
                          .confidence = (int)(r >> 32 & 127) - 2,
                          .span = (int64_t)(r >> 40 & 31) - 1};
    int options[OPTIONS_SHOWN_MAX];
    int count = session_options(session, options);
    if (count && r >> 48 & 1)
        input.option = options[(r >> 49) % (unsigned)count];
    return input;
}

static void play_drawn(struct scenario *scenario, uint64_t seed, struct trace *trace) {
    struct session_setup setup = {.level = (enum level)(seed % 3),
                                  .timing = (enum timing)(seed / 3 % 4),
                                  .mode = (enum mode)(seed / 12 % MODE_COUNT),
                                  .seed = seed};
    struct session *session = session_create(scenario, &setup);
    struct session_sink sink = trace_sink(trace);
    struct buf before = {0}, after = {0};
    uint64_t random = seed;
    session_start(session, &sink);
    for (int i = 0; i < 60 && !session_is_ended(session); i++) {
        struct input input = draw_input(session, &random);
        struct err err = {0};
        snapshot(session, &before);
        if (session_step(session, &input, &sink, &err))
            continue;
        snapshot(session, &after);
        assert_string_equal(buf_cstr(&before), buf_cstr(&after));
    }
    snapshot(session, &after);
    buf_printf(&trace->text, "%s\n", buf_cstr(&after));
    buf_finish(&before);
    buf_finish(&after);
    session_destroy(session);
}

static void drawn_inputs(void **state) {
    (void)state;
    static const char *const files[] = {"time.lua", "offers.lua", "effects.lua", "evidence.lua"};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        struct scenario *scenario = load_call(files[i]);
        for (uint64_t seed = 0; seed < 300; seed++) {
            struct trace first = {.details = true}, second = {.details = true};
            play_drawn(scenario, seed, &first);
            play_drawn(scenario, seed, &second);
            assert_string_equal(buf_cstr(&first.text), buf_cstr(&second.text));
            buf_finish(&first.text);
            buf_finish(&second.text);
        }
        scenario_destroy(scenario);
    }
}

static void names_and_back(void **state) {
    (void)state;
    for (int i = 0; i < MODE_COUNT; i++)
        assert_int_equal(mode_of(mode_name((enum mode)i)), i);
    for (int i = 0; i < TIMING_COUNT; i++)
        assert_int_equal(timing_of(timing_name((enum timing)i)), i);
    assert_null(mode_name(MODE_COUNT));
    assert_null(timing_name(TIMING_COUNT));
    assert_int_equal(mode_of("exam"), -1);
    assert_int_equal(timing_of(""), -1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hashes_of_states),
        cmocka_unit_test(before_the_start),
        cmocka_unit_test(what_is_refused_changes_nothing),
        cmocka_unit_test(a_reset_is_a_new_session),
        cmocka_unit_test(drawn_inputs),
        cmocka_unit_test(names_and_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
