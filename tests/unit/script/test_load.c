/* What a file declares arrives in the scenario as it was written. */
#include "base/buf.h"
#include "base/file.h"
#include "model/condition.h"
#include "model/outcome.h"
#include "script/script.h"
#include "support/cmocka.h"
#include "support/load.h"

#include <stdlib.h>
#include <string.h>

static int load_full(void **state) {
    *state = load_shipped("tests/content/good/full.lua");
    return 0;
}

static int release(void **state) {
    scenario_destroy(*state);
    return 0;
}

static void test_header(void **state) {
    const struct scenario *s = *state;
    assert_string_equal(s->id, "test/pack_1/full-call/x");
    assert_int_equal(s->place.line, 10);
    assert_int_equal(s->version, 3);
    assert_string_equal(s->title, "Everything at once");
    assert_string_equal(s->industry, "testing");
    assert_int_equal(s->channel, CHANNEL_CHAT);
    assert_string_equal(s->locale, "ar-EG");
    assert_string_equal(s->currency, "EUR");
    assert_int_equal(s->skill_count, 4);
    assert_int_equal(s->skills[2], SKILL_DE_ESCALATION);
    assert_int_equal(s->phase, 3);
    assert_int_equal(s->difficulty, 5);
    assert_int_equal(s->target_minutes, 6);
    assert_int_equal(s->agent_limit, 50);
    assert_string_equal(s->agent_brief, "You may credit up to 50.\nNot more.");
    assert_string_equal(s->customer_name, "Dana {Okafor}");
    assert_int_equal(s->anger, 55);
    assert_int_equal(s->trust, 40);
    assert_int_equal(s->levels[LEVEL_CALM].anger, -10);
    assert_int_equal(s->levels[LEVEL_CALM].seconds_percent, 100);
    assert_int_equal(s->levels[LEVEL_STANDARD].seconds_percent, 100);
    assert_int_equal(s->levels[LEVEL_STORM].trust, -5);
    assert_int_equal(s->levels[LEVEL_STORM].seconds_percent, 70);
    assert_string_equal(s->scenes[s->start].id, "opening");
}

static void test_variables(void **state) {
    const struct scenario *s = *state;
    static const char *const names[] = {"alpha", "asks", "credit", "zeta"};
    static const int values[] = {1, -3, 0, 2};
    assert_int_equal(s->variable_count, 4);
    for (int i = 0; i < 4; i++) { /* in byte order, whatever order Lua's tables have */
        assert_string_equal(s->variables[i].id, names[i]);
        assert_int_equal(s->variables[i].initial, values[i]);
        assert_int_equal(scenario_slot(s, names[i], strlen(names[i])), SLOT_VARS + i);
    }
}

static void test_cards(void **state) {
    const struct scenario *s = *state;
    const struct card *card = &s->cards[0];
    assert_int_equal(s->card_count, 2);
    assert_string_equal(card->title, "Account of {customer.name}");
    assert_string_equal(card->icon, "user");
    assert_string_equal(card->text, "One paragraph.\nAnother.");
    assert_string_equal(condition_source(card->when), "asks ~= 7");
    assert_int_equal(card->fact_count, 3);
    assert_string_equal(card->facts[0].label, "Customer since");
    assert_null(card->facts[0].closed);
    assert_int_equal(card->facts[0].seen_slot, -1);
    assert_string_equal(card->facts[1].closed, "letter");
    assert_int_equal(scenario_slot(s, "seen.account.letter", 19), card->facts[1].seen_slot);
    assert_string_equal(s->cards[1].title, "policy");
    assert_null(s->cards[1].icon);
}

static void test_scene(void **state) {
    const struct scenario *s = *state;
    const struct scene *scene = &s->scenes[scenario_find_scene(s, "hospital")];
    int asks = scenario_slot(s, "asks", 4), zeta = scenario_slot(s, "zeta", 4);
    assert_int_equal(scene->enter.set_count, 1);
    assert_int_equal(scene->enter.set[0].slot, zeta);
    assert_int_equal(scene->enter.set[0].value, 5);
    assert_int_equal(scene->enter.add_count, 2);
    assert_int_equal(scene->enter.add[0].slot, SLOT_ANGER); /* by slot */
    assert_int_equal(scene->enter.add[0].value, -2);
    assert_int_equal(scene->enter.add[1].slot, asks);
    assert_int_equal(scene->customer.count, 3);
    assert_string_equal(condition_source(scene->customer.items[0].when),
                        "anger >= 70 or took.hospital.wait > 0");
    assert_null(scene->customer.items[2].when);
    assert_string_equal(scene->customer.items[2].text, "Two days late. Credit {credit}.");
    assert_null(scene->speaker); /* "customer" is nobody else */
    assert_string_equal(scene->prompt, "What do you do?");
    assert_int_equal(scene->seconds, 40);
    assert_int_equal(scene->timeout.count, 1);
    assert_string_equal(s->endings[scene->timeout.items[0].to.ending].id, "lost");
    assert_int_equal(scene->timeout.items[0].to.scene, -1);
    assert_int_equal(scene->timeout_effect.set_count, 1);
    assert_int_equal(scene->nudge_count, 2);
    assert_int_equal(scene->nudges[0].after_s, 20);
    assert_string_equal(scene->nudges[0].text.items[0].text, "Hello?");
    assert_int_equal(scene->nudges[1].text.count, 2);
    assert_int_equal(scene->evidence_count, 2); /* named twice, kept once */
    assert_int_equal(scene->evidence[0].fact, 1);
    assert_int_equal(scene->evidence[1].fact, -1);
    assert_int_equal(scene->escalation, ESCALATION_UNNEEDED);
    assert_int_equal(scene->skill, SKILL_AUTHORITY);
    assert_int_equal(scene->also_skill, SKILL_LISTENING);
    assert_int_equal(strlen(scene->node), 16);
    assert_string_equal(s->scenes[1].speaker, "Omar, field team");
    assert_string_equal(s->scenes[0].customer.items[0].text, "نص عربي 10:30. Two days late.");
}

static void test_options(void **state) {
    const struct scenario *s = *state;
    const struct scene *scene = &s->scenes[scenario_find_scene(s, "hospital")];
    const struct option *o = scene->options;
    assert_int_equal(scene->option_count, 5);
    assert_string_equal(o[0].id, "waive");
    assert_null(o[0].act);
    assert_string_equal(o[0].speak, "I have taken the fee off, so.");
    assert_int_equal(o[0].place.line, 81);
    assert_int_equal(o[0].credit, -1);
    assert_true(o[0].compliant);
    assert_null(o[1].say);
    assert_string_equal(o[1].act, "Credit 50.");
    assert_int_equal(o[1].says.count, 2);
    assert_int_equal(o[1].to.count, 2);
    assert_string_equal(o[1].to.items[1].to_id, "lost");
    assert_int_equal(o[1].effect.set[0].value, 50);
    assert_false(o[2].compliant);
    assert_true(o[2].critical);
    assert_true(o[3].once && o[3].stops_clock);
    assert_string_equal(condition_source(o[3].when), "visits.hospital < 3");
    assert_int_equal(o[3].to.items[0].to.scene, scenario_find_scene(s, "hospital"));
    assert_int_equal(o[4].stance, STANCE_ACT);
    assert_true(o[4].escalates);
    assert_string_equal(o[4].team, "Security");
    const struct scene *credited = &s->scenes[scenario_find_scene(s, "credited")];
    static const int credits[] = {5000, 3333, 10000, 0};
    for (int i = 0; i < 4; i++)
        assert_int_equal(credited->options[i].credit, credits[i]);
}

static void test_panel(void **state) {
    const struct scenario *s = *state;
    const struct panel *panel = s->scenes[scenario_find_scene(s, "hospital")].panel;
    assert_int_equal(s->expert_count, 3);
    assert_int_equal(panel->row_count, 3);
    assert_false(panel->is_votes || panel->is_collected);
    assert_int_equal(panel->status, KEY_ILLUSTRATIVE);
    /* Rows in the order of the experts, ratings in the order of the options. */
    assert_string_equal(s->experts[panel->rows[0].expert].id, "lead");
    static const uint8_t lead[] = {6, 6, 2, 5, 1}, quality[] = {7, 6, 1, 3, 2};
    assert_memory_equal(panel->rows[0].ratings, lead, sizeof lead);
    assert_memory_equal(panel->rows[1].ratings, quality, sizeof quality);
    assert_int_equal(panel->rows[0].best, 1);
    assert_int_equal(panel->rows[0].opens_count, 0);
    assert_int_equal(panel->rows[1].best, -1);
    assert_int_equal(panel->rows[1].opens_count, 2);
    assert_int_equal(panel->rows[1].expects, 60);
    assert_int_equal(panel->rows[2].expects, -1);
    assert_int_equal(panel->rows[1].escalate, ESCALATION_UNNEEDED);
    assert_int_equal(panel->rows[2].escalate, ESCALATION_EITHER);
    assert_string_equal(panel->rows[1].reason, "Waive it.");
    const struct panel *votes = s->scenes[scenario_find_scene(s, "vote")].panel;
    assert_true(votes->is_votes);
    assert_int_equal(votes->rows[0].best, 0);
    assert_null(votes->rows[0].ratings);
    assert_int_equal(votes->rows[0].escalate, ESCALATION_NEEDED);
    assert_null(votes->rows[2].reason);
    assert_int_equal(votes->rows[2].opens_count, -1);
}

static void test_endings(void **state) {
    const struct scenario *s = *state;
    assert_int_equal(s->ending_count, 2);
    const int32_t none[1] = {0};
    struct outcome kept = outcome_judge(&s->endings[0], none, true);
    struct outcome lost = outcome_judge(&s->endings[1], none, true);
    assert_true(kept.resolved && kept.retained);
    assert_int_equal(kept.csat, 5);
    assert_int_equal(kept.cost, 40);
    assert_int_equal(s->endings[0].customer.count, 2);
    assert_false(lost.resolved || lost.retained);
    assert_true(lost.compliant);
    assert_int_equal(s->endings[1].lesson.count, 0);
}

static void test_sources(void **state) {
    const struct scenario *s = *state;
    assert_int_equal(s->source_count, 3);
    assert_string_equal(s->sources[0].path, "full.lua");
    assert_string_equal(s->sources[1].path, "shared/people.lua");
    assert_string_equal(s->sources[2].path, "shared/deep/lead.lua");
    char path[4096];
    struct buf bytes = {0};
    struct err err = {0};
    assert_true(path_join(path, sizeof path, source_folder(), "tests/content/good/full.lua"));
    assert_true(file_read(path, SCRIPT_FILE_MAX, &bytes, &err));
    assert_int_equal(s->sources[0].len, bytes.len);
    assert_memory_equal(s->sources[0].text, bytes.data, bytes.len);
    buf_finish(&bytes);
}

/* What was loaded from the disk loads from its own sources, to the same nodes. */
static void test_again(void **state) {
    const struct scenario *s = *state;
    for (int round = 0; round < 10; round++) { /* Lua's hashes are seeded anew each time */
        struct script_report report = {0};
        struct err err = {0};
        struct scenario *again =
            script_load_memory(s->sources, s->source_count, "full.lua", &report, &err);
        assert_non_null(again);
        assert_int_equal(again->slot_count, s->slot_count);
        for (int i = 0; i < s->slot_count; i++)
            assert_string_equal(again->slot_names[i], s->slot_names[i]);
        for (int i = 0; i < s->scene_count; i++)
            assert_string_equal(again->scenes[i].node, s->scenes[i].node);
        static const int codes[] = {201, 214, 207, 209};
        assert_int_equal(report.accepted_count, 4);
        for (int i = 0; i < 4; i++)
            assert_int_equal(report.accepted[i].code, codes[i]);
        assert_string_equal(report.accepted[1].why, "meant so");
        assert_int_equal(report.accepted[2].scene, 2);
        assert_int_equal(report.accepted[2].option, -1);
        assert_int_equal(report.accepted[3].option, 2);
        scenario_destroy(again);
        script_report_finish(&report);
    }
}

static void test_defaults(void **state) {
    (void)state;
    struct scenario *s = load_shipped("tests/content/good/small.lua");
    assert_string_equal(s->locale, "en");
    assert_string_equal(s->currency, "USD");
    assert_string_equal(s->summary, "");
    assert_int_equal(s->phase, 2);
    assert_int_equal(s->difficulty, 3);
    assert_int_equal(s->agent_limit, -1);
    assert_int_equal(s->anger, 50);
    assert_int_equal(s->trust, 50);
    assert_int_equal(s->levels[LEVEL_CALM].anger, -15);
    assert_int_equal(s->levels[LEVEL_CALM].trust, 10);
    assert_int_equal(s->levels[LEVEL_CALM].seconds_percent, 150);
    assert_int_equal(s->levels[LEVEL_STORM].anger, 15);
    assert_int_equal(s->levels[LEVEL_STORM].seconds_percent, 75);
    assert_string_equal(s->endings[0].title, "done");
    assert_int_equal(outcome_judge(&s->endings[0], NULL, true).csat, 3);
    scenario_destroy(s);
}

/* An option made once may stand in several scenes, each its own. */
static void test_shared_option(void **state) {
    (void)state;
    struct scenario *s =
        load_text("scenario 't/s' { format = 1, version = 1, title = 'T', start = 'a' }\n"
                  "local bye = option 'bye' { say = 'Bye.', to = 'done' }\n"
                  "scene 'a' { bye, option 'on' { say = 'On.', to = 'b' } }\n"
                  "scene 'b' { option 'on' { say = 'On.', to = 'a' }, bye }\n"
                  "ending 'done' {}\n");
    assert_int_equal(scenario_slot(s, "took.a.bye", 10), s->scenes[0].options[0].took_slot);
    assert_int_equal(scenario_slot(s, "took.b.bye", 10), s->scenes[1].options[1].took_slot);
    scenario_destroy(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_header, load_full, release),
        cmocka_unit_test_setup_teardown(test_variables, load_full, release),
        cmocka_unit_test_setup_teardown(test_cards, load_full, release),
        cmocka_unit_test_setup_teardown(test_scene, load_full, release),
        cmocka_unit_test_setup_teardown(test_options, load_full, release),
        cmocka_unit_test_setup_teardown(test_panel, load_full, release),
        cmocka_unit_test_setup_teardown(test_endings, load_full, release),
        cmocka_unit_test_setup_teardown(test_sources, load_full, release),
        cmocka_unit_test_setup_teardown(test_again, load_full, release),
        cmocka_unit_test(test_defaults),
        cmocka_unit_test(test_shared_option),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
