#include "support/cmocka.h"
#include "support/drive.h"

#include <string.h>

static const struct {
    const char *name, *inputs, *expected;
} calls[] = {
    {"hidden ones are left out, escalating ones stand last", "",
     "0 scene five anger 55 trust 40: e a b up\n"},
    {"a card brings what it makes possible, in authored order, after those there",
     "1000 card account; 2000 decide over 50",
     "0 scene five anger 55 trust 40: e a b up\n"
     "1000 card account (first)\n"
     "2000 closed account after 1000\n"
     "2000 decision five over to done\n"
     "2000 end done\n"},
    {"at the next visit they stand where the seed puts them",
     "1000 card account; 1500 fact account.letter; 2000 decide a 50",
     "0 scene five anger 55 trust 40: e a b up\n"
     "1000 card account (first)\n"
     "1500 fact account.letter\n"
     "2000 closed account after 1000\n"
     "2000 decision five a to five\n"
     "2000 scene five anger 55 trust 40: c d e a b up over\n"},
    {"once: gone when taken, there when left",
     "1000 decide b 50; 2000 decide a 50; 3000 decide b 50",
     "0 scene five anger 55 trust 40: e a b up\n"
     "1000 decision five b to five\n"
     "1000 scene five anger 55 trust 40: e a up\n"
     "2000 decision five a to five\n"
     "2000 scene five anger 55 trust 40: e a up\n"
     "! that option is not offered now\n"},
    {"what is not offered cannot be chosen",
     "1 select c; 1 decide c 50; 1 decide nonsense 50; 1 select d; 1 select e",
     "0 scene five anger 55 trust 40: e a b up\n"
     "! that option is not offered now\n"
     "! that option is not offered now\n"
     "! that option is not offered now\n"
     "! that option is not offered now\n"},
    {"cards: unknown, hidden, closed, asked twice",
     "1 card nonsense; 2 card policy; 3 fact account.letter; 4 card account; 5 card account;"
     "6 fact account.letter; 7 fact account.letter; 8 fact account; 9 close; 10 close;"
     "11 card account; 12 decide a; 13 card policy; 14 card account",
     "0 scene five anger 55 trust 40: e a b up\n"
     "! there is no such card\n"
     "! the card 'policy' is not on the desk now\n"
     "! open the card 'account' first\n"
     "4 card account (first)\n"
     "6 fact account.letter\n"
     "! the card 'account' has no such closed fact\n"
     "9 closed account after 5\n"
     "! no card is open\n"
     "11 card account\n"
     "12 closed account after 1\n"
     "12 decision five a to five\n"
     "12 scene five anger 55 trust 40: c d e a b up over\n"
     "13 card policy (first)\n"
     "14 closed policy after 1\n"
     "14 card account\n"},
    /* nudges at 10 s and 20 s raise the anger to 60 and lower it to 50; the card needs 60 */
    {"a card is looked for after the nudges that are due",
     "9999 card late_news; 10000 card late_news; 10001 close; 20000 card late_news",
     "0 scene five anger 55 trust 40: e a b up\n"
     "! the card 'late_news' is not on the desk now\n"
     "10000 nudge 1 anger 60 trust 40\n"
     "10000 card late_news (first)\n"
     "10001 closed late_news after 1\n"
     "! the card 'late_news' is not on the desk now\n"},
    {"nine at once: the tenth is left out",
     "1 card account; 2 fact account.letter; 3 decide up 50; 4 decide m4 50; 5 decide m3 50",
     "0 scene five anger 55 trust 40: e a b up\n"
     "1 card account (first)\n"
     "2 fact account.letter\n"
     "3 closed account after 2\n"
     "3 decision five up to many\n"
     "3 scene many anger 55 trust 40: m7 m10 m6 m9 m5 m2 m8 m1 m3\n"
     "! that option is not offered now\n"
     "5 decision many m3 to done\n"
     "5 end done\n"},
    {"nine at once: one that comes later finds no place",
     "1 decide up 50; 2 card account; 3 fact account.letter; 4 decide m10 50",
     "0 scene five anger 55 trust 40: e a b up\n"
     "1 decision five up to many\n"
     "1 scene many anger 55 trust 40: m7 m6 m9 m5 m2 m8 m1 m3 m4\n"
     "2 card account (first)\n"
     "3 fact account.letter\n"
     "! that option is not offered now\n"},
};

static void what_is_offered(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
        print_message("    %s\n", calls[i].name);
        check_trace("offers.lua", &(struct session_setup){.level = LEVEL_STANDARD}, calls[i].inputs,
                    calls[i].expected);
    }
}

static void offered(const struct session *session, const char *expected) {
    const struct scene *scene = &session_scenario(session)->scenes[session_scene(session)];
    int options[OPTIONS_SHOWN_MAX];
    int count = session_options(session, options);
    char text[200] = "";
    for (int i = 0; i < count; i++) {
        strcat(text, i ? " " : "");
        strcat(text, scene->options[options[i]].id);
    }
    assert_string_equal(text, expected);
}

static void added_ones_take_the_next_place(void **state) {
    (void)state;
    struct scenario *scenario = load_call("offers.lua");
    struct session *session =
        session_create(scenario, &(struct session_setup){.level = LEVEL_STANDARD});
    struct trace trace = {0};
    session_start(session, NULL);
    offered(session, "e a b up");
    drive(session, "1 select a; 2 card account", &trace);
    offered(session, "e a b up c over"); /* none is moved, the choice stays */
    assert_string_equal(scenario->scenes[0].options[session_selected(session)].id, "a");
    drive(session, "3 fact account.letter", &trace);
    offered(session, "e a b up c over d");
    drive(session, "4 close; 5 card account", &trace);
    offered(session, "e a b up c over d");
    buf_finish(&trace.text);
    session_destroy(session);
    scenario_destroy(scenario);
}

/* Worked out elsewhere from the written rule: splitmix64 with the state seed XOR FNV-1a-64("order:"
 * + scene), Fisher-Yates from the last, over those that do not escalate; the others follow. */
static void orders_from_the_seed(void **state) {
    (void)state;
    static const struct {
        uint64_t seed;
        const char *order;
    } cases[] = {
        {0, "c d e a b up over"},          {1, "d b e a c up over"},
        {42, "b d c a e up over"},         {UINT64_C(0xdeadbeefcafebabe), "b e c d a up over"},
        {UINT64_MAX, "b e c a d up over"},
    };
    struct scenario *scenario = load_call("offers.lua");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int order[OPTIONS_SCENE_MAX];
        char text[200] = "";
        option_order(scenario, 0, cases[i].seed, order);
        for (int k = 0; k < scenario->scenes[0].option_count; k++) {
            strcat(text, k ? " " : "");
            strcat(text, scenario->scenes[0].options[order[k]].id);
        }
        assert_string_equal(text, cases[i].order);
    }
    scenario_destroy(scenario);
}

/* Over many seeds every order comes up about as often as every other. */
static void orders_are_fair(void **state) {
    (void)state;
    struct scenario *scenario = load_call("offers.lua");
    int at[5][5] = {{0}};
    static const int place_of[] = {0, 1, -1, 2, 3, 4, -1}; /* authored index → a b c d e */
    enum { SEEDS = 20000 };
    for (uint64_t seed = 0; seed < SEEDS; seed++) {
        int order[OPTIONS_SCENE_MAX];
        option_order(scenario, 0, seed * UINT64_C(0x9e3779b97f4a7c15), order);
        for (int k = 0; k < 5; k++)
            at[k][place_of[order[k]]]++;
        assert_int_equal(order[5], 2);
        assert_int_equal(order[6], 6);
    }
    for (int k = 0; k < 5; k++) /* 4000 each; five standard deviations are 283 */
        for (int option = 0; option < 5; option++)
            assert_in_range(at[k][option], SEEDS / 5 - 283, SEEDS / 5 + 283);
    scenario_destroy(scenario);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_offered),
        cmocka_unit_test(added_ones_take_the_next_place),
        cmocka_unit_test(orders_from_the_seed),
        cmocka_unit_test(orders_are_fair),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
