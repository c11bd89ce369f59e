/* The identity of a decision: a golden, what changes it and what does not. */
#include "support/cmocka.h"
#include "support/small_scenario.h"

#include "model/condition.h"
#include "model/node.h"

#include <string.h>

/* Written by hand from docs/decision-log.md, `node`. */
static const char opening[] =
    "[\"test/small\",\"en\",\"opening\","
    "[[\"anger >= 70\",\"Are you listening to me?\"],"
    "[null,\"Two days late. I was in hospital, {agent.name}.\"]],"
    "null,\"What do you do?\",null,40,[[null,\"lost\"]],\"unneeded\","
    "[[\"waive\",\"I have taken it off.\",null,null,null,[[null,\"walk\"]],\"act\",false],"
    "[\"credit\",null,\"Credit $50.\",[[null,\"Fifty dollars are back on your account.\"]],"
    "\"seen.account.letter == 1\",[[null,\"walk\"]],\"act_in_part\",false],"
    "[\"refuse\",\"The window is closed.\",null,null,null,[[null,\"lost\"]],\"refuse\",false],"
    "[\"escalate\",null,\"Pass it up.\",null,null,[[null,\"lost\"]],\"escalate\",true]]]";

static void the_array(void **state) {
    (void)state;
    struct scenario *scenario = small_scenario();
    struct buf json = {0};
    node_json(scenario, small_scene(scenario, "opening"), &json);
    assert_string_equal(buf_cstr(&json), opening);
    buf_finish(&json);
    /* sha256sum of the same bytes, elsewhere */
    assert_string_equal(small_scene(scenario, "opening")->node, "c596dda72843c749");
    assert_string_equal(small_scene(scenario, "walk")->node, "");
    scenario_destroy(scenario);
}

static struct scene *scene_of(struct scenario *s) {
    return small_scene(s, "opening");
}

static struct option *option_of(struct scenario *s, const char *id) {
    return small_option(s, "opening", id);
}

static struct variant *line_of(struct scenario *s) {
    return (struct variant *)(uintptr_t)scene_of(s)->customer.items;
}

static const struct condition *parse(struct scenario *s, const char *text) {
    const struct condition *condition;
    assert_int_equal(condition_parse(s, text, &condition, NULL), CONDITION_OK);
    return condition;
}

static void edit_id(struct scenario *s) {
    s->id = "test/other";
}
static void edit_locale(struct scenario *s) {
    s->locale = "ar";
}
static void edit_scene(struct scenario *s) {
    scene_of(s)->id = "opening2";
}
static void edit_line(struct scenario *s) {
    line_of(s)[1].text = "Two days late.";
}
static void edit_line_when(struct scenario *s) {
    line_of(s)[0].when = parse(s, "anger >= 71");
}
static void edit_speaker(struct scenario *s) {
    scene_of(s)->speaker = "Omar";
}
static void edit_prompt(struct scenario *s) {
    scene_of(s)->prompt = NULL;
}
static void edit_note(struct scenario *s) {
    scene_of(s)->note = "Traffic.";
}
static void edit_seconds(struct scenario *s) {
    scene_of(s)->seconds = 41;
}
static void edit_untimed(struct scenario *s) {
    scene_of(s)->seconds = 0;
}
static void edit_timeout(struct scenario *s) {
    scene_of(s)->timeout.count = 0;
}
static void edit_escalation(struct scenario *s) {
    scene_of(s)->escalation = ESCALATION_NEEDED;
}
static void edit_no_escalation(struct scenario *s) {
    scene_of(s)->escalation = ESCALATION_UNSAID;
}
static void edit_fewer(struct scenario *s) {
    scene_of(s)->option_count = 3;
}
static void edit_option(struct scenario *s) {
    option_of(s, "waive")->id = "waiver";
}
static void edit_say(struct scenario *s) {
    option_of(s, "waive")->say = "It is off.";
}
static void edit_act(struct scenario *s) {
    option_of(s, "credit")->act = "Credit $40.";
}
static void edit_says(struct scenario *s) {
    option_of(s, "credit")->says.count = 0;
}
static void edit_when(struct scenario *s) {
    option_of(s, "credit")->when = NULL;
}
static void edit_to(struct scenario *s) {
    option_of(s, "waive")->to = option_of(s, "refuse")->to;
}
static void edit_stance(struct scenario *s) {
    option_of(s, "waive")->stance = STANCE_NONE;
}
static void edit_escalates(struct scenario *s) {
    option_of(s, "refuse")->escalates = true;
}

static void keep_panel(struct scenario *s) {
    static const uint8_t ratings[] = {7, 6, 1, 3};
    static const struct panel_row row = {.ratings = ratings, .best = -1};
    static const struct panel panel = {.rows = &row, .row_count = 1};
    scene_of(s)->panel = &panel;
}
static void keep_effects(struct scenario *s) {
    static const struct change add[] = {{SLOT_ANGER, 10}};
    option_of(s, "waive")->effect = (struct effect){.add = add, .add_count = 1};
}
static void keep_because(struct scenario *s) {
    option_of(s, "refuse")->because = "She was ill.";
}
static void keep_team(struct scenario *s) {
    option_of(s, "escalate")->team = "Others";
}
static void keep_skill(struct scenario *s) {
    scene_of(s)->skill = SKILL_EVIDENCE;
}
static void keep_version(struct scenario *s) {
    s->version = 9;
}
static void keep_title(struct scenario *s) {
    s->title = "Another";
}

static const struct {
    const char *name;
    void (*edit)(struct scenario *scenario);
    bool is_new_item;
} edits[] = {
    {"scenario id", edit_id, true},
    {"locale", edit_locale, true},
    {"scene id", edit_scene, true},
    {"customer line", edit_line, true},
    {"customer condition", edit_line_when, true},
    {"speaker", edit_speaker, true},
    {"prompt", edit_prompt, true},
    {"note", edit_note, true},
    {"seconds", edit_seconds, true},
    {"untimed", edit_untimed, true},
    {"timeout target", edit_timeout, true},
    {"escalation", edit_escalation, true},
    {"escalation unsaid", edit_no_escalation, true},
    {"fewer options", edit_fewer, true},
    {"option id", edit_option, true},
    {"say", edit_say, true},
    {"act", edit_act, true},
    {"says", edit_says, true},
    {"when", edit_when, true},
    {"to", edit_to, true},
    {"stance", edit_stance, true},
    {"escalates", edit_escalates, true},
    {"a new panel", keep_panel, false},
    {"effects", keep_effects, false},
    {"because", keep_because, false},
    {"team", keep_team, false},
    {"skill", keep_skill, false},
    {"the author's version", keep_version, false},
    {"title", keep_title, false},
};

static void edits_make_a_new_item(void **state) {
    (void)state;
    struct buf json = {0};
    for (size_t i = 0; i < sizeof edits / sizeof *edits; i++) {
        struct scenario *scenario = small_scenario();
        struct scene *scene = scene_of(scenario);
        char before[17], after[17];
        assert_true(node_hash(scenario, scene, &json, before));
        assert_string_equal(before, scene->node);
        edits[i].edit(scenario);
        assert_true(node_hash(scenario, scene, &json, after));
        if ((strcmp(before, after) != 0) != edits[i].is_new_item)
            fail_msg("%s must %schange the node", edits[i].name,
                     edits[i].is_new_item ? "" : "not ");
        scenario_destroy(scenario);
    }
    buf_finish(&json);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_array),
        cmocka_unit_test(edits_make_a_new_item),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
