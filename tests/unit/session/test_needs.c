/* What waits for a look (docs/format.md, "Looking up"). */
#include "session/player.h"
#include "support/cmocka.h"
#include "support/drive.h"

#include <stdio.h>
#include <string.h>

static const char first[] =
    "0 scene first line 1 anger 55 trust 40 speaks 250: plain open | read fact "
    "both either\n";

static const struct {
    const char *name, *inputs, *expected;
} calls[] = {
    {"a card is met when it has been open long enough, to the millisecond",
     "250 card policy; 1149 select read; 1150 select read; 1150 decide read 50",
     "250 card policy (first)\n"
     "! that option is not offered now\n"
     "1150 closed policy after 900\n"
     "1150 decision first read to done withheld fact both either\n"
     "1150 end done\n"},
    {"the time open is summed over openings, and speaking counts",
     "0 card policy; 400 close; 5000 card policy; 5499 select read; 5500 decide read 50",
     "0 card policy (first)\n"
     "400 closed policy after 400\n"
     "2250 nudge 1 anger 60 trust 40\n"
     "5000 card policy\n"
     "! that option is not offered now\n"
     "5500 closed policy after 500\n"
     "5500 decision first read to done withheld fact both either\n"
     "5500 end done\n"},
    {"a fact is met when it is asked for; what needs both waits for both",
     "250 card account; 300 fact account.letter; 400 decide both 50; 500 card policy;"
     "1400 decide both 50",
     "250 card account (first)\n"
     "300 fact account.letter\n"
     "! that option is not offered now\n"
     "500 closed account after 250\n"
     "500 card policy (first)\n"
     "1400 closed policy after 900\n"
     "1400 decision first both to done\n"
     "1400 end done\n"},
    {"a pause does not count, because it stands still on t",
     "250 card policy; 700 pause 60000; 1149 select read; 1150 select read; 1150 decide plain",
     "250 card policy (first)\n"
     "700 pause 60000\n"
     "! that option is not offered now\n"
     "1150 closed policy after 900\n"
     "1150 decision first plain to first withheld fact both either\n"
     "1150 scene first line 1 anger 55 trust 40 speaks 250: read plain open | fact both either\n"},
    {"what lies on a card that is not on the desk is not in reach; what was met stays met",
     "250 decide open; 500 card cellar; 1300 decide dark",
     "250 decision first open to first withheld read fact both either\n"
     "250 scene first line 1 anger 55 trust 40 speaks 250: plain open | read fact both either "
     "dark\n"
     "500 card cellar (first)\n"
     "1300 closed cellar after 800\n"
     "1300 decision first dark to done withheld read fact both\n"
     "1300 end done\n"},
    {"a timeout withholds what nobody looked up", "20250 wait",
     "2250 nudge 1 anger 60 trust 40\n"
     "20250 timeout first to first withheld read fact both either\n"
     "20250 scene first line 1 anger 60 trust 40 speaks 250: plain open | read fact both either\n"},
};

static const struct session_setup rules_2 = {
    .seed = 5, .level = LEVEL_STANDARD, .mode = MODE_PRACTICE, .rules = RULES_NOW};

static void test_calls(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
        char expected[2000];
        snprintf(expected, sizeof expected, "%s%s", first, calls[i].expected);
        print_message("%s\n", calls[i].name);
        check_trace("needs.lua", &rules_2, calls[i].inputs, expected);
    }
}

/* The key is over the union: the best of what a hasty agent sees is worth what the panel says. */
static void keep_key(void *self, const struct session *session, const struct event *event) {
    (void)session;
    if (event->kind == EVENT_DECISION)
        *(struct key *)self = event->decision->key;
}

static void test_union(void **state) {
    (void)state;
    struct scenario *scenario = load_call("needs.lua");
    struct session *session = session_create(scenario, &rules_2);
    struct key key = {0};
    struct session_sink sink = {keep_key, &key};
    struct err err = {0};
    struct input decide = {.kind = INPUT_DECISION, .t_ms = 250, .option = 0, .confidence = 50};
    session_start(session, &sink);
    assert_true(session_step(session, &decide, &sink, &err));
    assert_int_equal(key.count, 6); /* two offered, four withheld */
    assert_int_equal(key.credit[0], 4000);
    assert_int_equal(key.credit[2], 10000);
    assert_int_equal(key.categories, 3);
    session_destroy(session);
    scenario_destroy(scenario);
}

/* Experts rate everything in reach from the start. */
static void test_panel_mode(void **state) {
    (void)state;
    struct session_setup panel = rules_2;
    panel.mode = MODE_PANEL;
    check_trace(
        "needs.lua", &panel, "",
        "0 scene first line 1 anger 55 trust 40 speaks 250: read both plain either fact open\n");
}

/* Under rules 1 nothing is spoken: the options are there at once. */
static void test_first_rules(void **state) {
    (void)state;
    struct session_setup old = rules_2;
    old.rules = RULES_FIRST;
    old.seed = 0;
    check_trace("offers.lua", &old, "0 decide e 50",
                "0 scene five anger 55 trust 40: e a b up\n"
                "0 decision five e to done\n"
                "0 end done\n");
}

static void check_player(enum player player, const char *expected) {
    struct scenario *scenario = load_call("needs.lua");
    struct session *session = session_create(scenario, &rules_2);
    struct trace trace = {0};
    struct session_sink sink = trace_sink(&trace);
    uint64_t stream = 1;
    assert_true(player_play(player, session, &sink, &stream, -1));
    if (!strstr(buf_cstr(&trace.text), expected))
        fail_msg("%s did not: %s", player_name(player), buf_cstr(&trace.text));
    buf_finish(&trace.text);
    session_destroy(session);
    scenario_destroy(scenario);
}

/* `best` opens what the best option needs for exactly as long as it takes; `hasty` knows the key
 * and looks at nothing; `newest` opens everything and takes what came last. */
static void test_players(void **state) {
    (void)state;
    check_player(PLAYER_BEST, "0 card policy (first)\n900 closed policy after 900\n"
                              "2250 nudge 1 anger 60 trust 40\n"
                              "6250 decision first read to done withheld fact both either\n");
    check_player(PLAYER_WORST, "decision first both to done");
    check_player(PLAYER_NEWEST, "6250 decision first either to done\n");
}

static void test_hasty(void **state) {
    (void)state;
    struct scenario *scenario = load_call("needs.lua");
    struct session *session = session_create(scenario, &rules_2);
    struct key key = {0};
    struct session_sink sink = {keep_key, &key};
    uint64_t stream = 1;
    session_start(session, &sink);
    assert_int_equal(player_choose(PLAYER_HASTY, session, &stream), 0);
    session_destroy(session);
    scenario_destroy(scenario);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_calls),      cmocka_unit_test(test_union),
        cmocka_unit_test(test_players),    cmocka_unit_test(test_hasty),
        cmocka_unit_test(test_panel_mode), cmocka_unit_test(test_first_rules),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
