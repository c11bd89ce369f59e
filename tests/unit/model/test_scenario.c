/* Slots, word counts, names and finding. */
#include "support/cmocka.h"
#include "support/small_scenario.h"

#include <string.h>

static void slots_in_order(void **state) {
    (void)state;
    static const char *const expected[] = {
        "anger",
        "trust",
        "credit",
        "asks",
        "seen.account",
        "seen.account.letter",
        "seen.policy",
        "visits.opening",
        "took.opening.waive",
        "took.opening.credit",
        "took.opening.refuse",
        "took.opening.escalate",
        "visits.walk",
        "visits.closing",
        "took.closing.thank",
        "took.closing.end",
    };
    struct scenario *scenario = small_scenario();
    assert_int_equal(scenario->slot_count, sizeof expected / sizeof *expected);
    for (int i = 0; i < scenario->slot_count; i++) {
        assert_string_equal(scenario->slot_names[i], expected[i]);
        assert_int_equal(scenario_slot(scenario, expected[i], strlen(expected[i])), i);
    }
    assert_int_equal(scenario->cards[0].facts[0].seen_slot, -1);
    assert_int_equal(scenario->cards[0].facts[1].seen_slot, 5);
    static const char *const unknown[] = {"",     "ange",  "angers", "cred",         "credits",
                                          "seen", "seen.", "seen.x", "took.opening", "asks.",
                                          ".",    "zz"};
    for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++)
        assert_int_equal(scenario_slot(scenario, unknown[i], strlen(unknown[i])), -1);
    /* only `len` bytes are read */
    assert_int_equal(scenario_slot(scenario, "credit >= 3", 6), 2);
    assert_int_equal(scenario_slot(scenario, "seen.policy.x", 11), 6);
    scenario_destroy(scenario);
    scenario_destroy(NULL);
}

static void sorted_in_byte_order(void **state) {
    (void)state;
    struct scenario *scenario = small_scenario();
    assert_int_equal(scenario->variables_sorted[0], 3); /* asks */
    assert_int_equal(scenario->variables_sorted[1], 2); /* credit */
    int counters = scenario->slot_count - 4;
    for (int i = 1; i < counters; i++)
        assert_true(strcmp(scenario->slot_names[scenario->slots_sorted[i - 1]],
                           scenario->slot_names[scenario->slots_sorted[i]]) < 0);
    scenario_destroy(scenario);
}

static void words_are_counted(void **state) {
    (void)state;
    struct scenario *scenario = small_scenario();
    const struct card *account = &scenario->cards[0];
    assert_int_equal(account->facts[0].words, 3); /* Customer since 2017 */
    assert_int_equal(account->facts[1].words, 6); /* Hospital letter on file, 3 May */
    assert_int_equal(account->words, 4);          /* Account, and the visible fact */
    assert_int_equal(scenario->cards[1].words, 8);
    const struct scene *opening = small_scene(scenario, "opening");
    assert_int_equal(opening->prompt_words, 4);
    assert_int_equal(opening->customer.items[0].words, 5);
    assert_int_equal(opening->customer.items[1].words, 8); /* {agent.name}. is one */
    assert_int_equal(opening->options[0].words, 5);
    assert_int_equal(opening->options[1].words, 2);
    scenario_destroy(scenario);
}

static void finding(void **state) {
    (void)state;
    struct scenario *scenario = small_scenario();
    assert_int_equal(scenario_find_scene(scenario, "walk"), 1);
    assert_int_equal(scenario_find_scene(scenario, "kept"), -1);
    assert_int_equal(scenario_find_ending(scenario, "lost"), 1);
    assert_int_equal(scenario_find_ending(scenario, "walk"), -1);
    assert_int_equal(scenario_find_card(scenario, "policy"), 1);
    assert_int_equal(scenario_find_card(scenario, ""), -1);
    assert_int_equal(scene_find_option(&scenario->scenes[0], "refuse"), 2);
    assert_int_equal(scene_find_option(&scenario->scenes[1], "refuse"), -1);
    assert_int_equal(card_find_fact(&scenario->cards[0], "letter"), 1);
    assert_int_equal(card_find_fact(&scenario->cards[0], "Customer since"), -1);
    scenario_destroy(scenario);
}

static void evidence_by_name(void **state) {
    (void)state;
    struct scenario *scenario = small_scenario();
    static const struct {
        const char *name;
        int card, fact;
    } known[] = {{"account", 0, -1}, {"account.letter", 0, 1}, {"policy", 1, -1}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        struct evidence evidence;
        char name[160];
        assert_true(scenario_find_evidence(scenario, known[i].name, &evidence));
        assert_int_equal(evidence.card, known[i].card);
        assert_int_equal(evidence.fact, known[i].fact);
        evidence_name(scenario, evidence, name, sizeof name);
        assert_string_equal(name, known[i].name);
    }
    static const char *const unknown[] = {
        "",
        ".",
        "account.",
        "account.x",
        ".letter",
        "policy.letter",
        "accounts",
        "account.letter.x",
        "a_card_whose_name_is_longer_than_any_identifier_may_ever_be_in_this_format.letter"};
    for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++) {
        struct evidence evidence;
        if (scenario_find_evidence(scenario, unknown[i], &evidence))
            fail_msg("'%s' is no evidence", unknown[i]);
    }
    scenario_destroy(scenario);
}

/* Every number has a name that leads back to it, but "unsaid" and "none". */
#define CHECK_NAMES(name, of, type, first, count)                                                  \
    do {                                                                                           \
        for (int i = 0; i < (int)(count); i++) {                                                   \
            const char *word = name((type)i);                                                      \
            if (i < (first))                                                                       \
                assert_null(word);                                                                 \
            else                                                                                   \
                assert_int_equal(of(word), i);                                                     \
        }                                                                                          \
        assert_null(name((type)(count)));                                                          \
        assert_int_equal(of("nonsense"), -1);                                                      \
        assert_int_equal(of(""), -1);                                                              \
    } while (0)

static void names_and_back(void **state) {
    (void)state;
    CHECK_NAMES(level_name, level_of, enum level, 0, LEVEL_COUNT);
    CHECK_NAMES(channel_name, channel_of, enum channel, 0, CHANNEL_COUNT);
    CHECK_NAMES(stance_name, stance_of, enum stance, 1, STANCE_COUNT);
    CHECK_NAMES(escalation_name, escalation_of, enum escalation, 1, ESCALATION_COUNT);
    CHECK_NAMES(skill_name, skill_of, enum skill, 1, SKILL_COUNT);
    CHECK_NAMES(key_status_name, key_status_of, enum key_status, 0, KEY_STATUS_COUNT);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(slots_in_order),    cmocka_unit_test(sorted_in_byte_order),
        cmocka_unit_test(words_are_counted), cmocka_unit_test(finding),
        cmocka_unit_test(evidence_by_name),  cmocka_unit_test(names_and_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
