/* Warnings that follow from one scenario alone. tests/content/warn has a file for each code. */
#include "base/buf.h"
#include "lint/lint.h"
#include "lint/lint_texts.h"
#include "support/cmocka.h"
#include "support/load.h"

#include <stdio.h>
#include <string.h>

#define HEAD                                                                                       \
    "scenario 't/x' { format = 1, version = 1, title = 'T', start = 'a', vars = { v = 0, w = 0 "   \
    "},\n  mood = { anger = 50, trust = 50 }"
#define B                                                                                          \
    "scene 'b' { option 'x' { say = 'x', to = 'c', credit = 1 }, option 'y' { say = 'y', to = "    \
    "'c', credit = 0 } }\n"
#define C                                                                                          \
    "scene 'c' { option 'x' { say = 'x', to = 'done', credit = 1 }, option 'y' { say = 'y', to = " \
    "'done', credit = 0 } }\n"
#define END "ending 'done' { title = 'v {v} and w {w}', lesson = 'L' }\n"
#define TWO                                                                                        \
    "option 'x' { say = 'x', to = 'b', credit = 1 }, option 'y' { say = 'y', to = 'b', credit = "  \
    "0 }"

static void take(void *self, const struct lint_finding *finding) {
    struct buf *found = self;
    if (finding->code == LINT_REMARK)
        return;
    buf_printf(found, "%s%d", found->len ? " " : "", (int)finding->code);
    if (finding->scene >= 0)
        buf_printf(found, " s%d", finding->scene);
    if (finding->option >= 0)
        buf_printf(found, " o%d", finding->option);
    if (finding->way_count)
        buf_printf(found, " way%d", finding->way_count);
    assert_true(strlen(finding->text) > 10);
    assert_non_null(finding->fix);
    assert_true(finding->place.line > 0);
}

static void expect(const char *lua, const struct explore_limits *limits, const char *wanted) {
    struct scenario *scenario = load_text(lua);
    struct explore_result explored;
    struct err err = {0};
    struct buf found = {0};
    struct lint_sink sink = {take, &found};
    assert_true(explore_run(scenario, limits, &explored, &err));
    assert_true(lint_run(scenario, &explored, &sink, &err));
    if (strcmp(buf_cstr(&found), wanted) != 0)
        fail_msg("%s\nfound: %s\nwanted: %s", lua, buf_cstr(&found), wanted);
    buf_finish(&found);
    explore_finish(&explored);
    scenario_destroy(scenario);
}

static const struct {
    const char *lua, *found;
} cases[] = {
    {HEAD " } scene 'a' { " TWO " }\n" B C END, ""},
    /* Reach: per level for scenes, endings and cards; of lines what no level speaks. */
    {HEAD " } scene 'a' { " TWO " }\n" B C "scene 'd' { to = 'done' }\n" END, "201 s3"},
    {HEAD " } scene 'a' { customer = { { when = 'anger > 60', 'x' }, 'y' }, " TWO " }\n" B C END,
     ""},
    {HEAD " } scene 'a' { customer = { { when = 'anger > 100', 'x' }, 'y' }, " TWO " }\n" B C END,
     "201 s0"},
    {HEAD " } card 'k' { title = 'K', when = 'anger > 60' } scene 'a' { " TWO " }\n" B C END,
     "201"},
    /* Circles: a timeout leads out of them, too. */
    {HEAD " } scene 'a' { " TWO ", option 'z' { say = 'z', to = 'r', credit = 0 } }\n" B C
          "scene 'r' { option 'x' { say = 'x', to = 'r', credit = 1 }, "
          "option 'y' { say = 'y', to = 'r', credit = 0 } }\n" END,
     "202 s3"},
    {HEAD " } scene 'a' { " TWO ", option 'z' { say = 'z', to = 'r', credit = 0 } }\n" B C
          "scene 'r' { seconds = 9, timeout = { to = 'b' }, "
          "option 'x' { say = 'x', to = 'r', credit = 1 }, "
          "option 'y' { say = 'y', to = 'r', credit = 0 } }\n" END,
     ""},
    /* Decisions. */
    {HEAD " } scene 'a' { option 'x' { say = 'x', to = 'b', credit = 1 } }\n" B C END, "203 s0"},
    {HEAD
     " } scene 'a' { option 'x' { say = 'x', to = 'b' }, option 'y' { say = 'y', to = 'b' } }\n" B C
         END,
     "204 s0"},
    {HEAD " } scene 'a' { option 'x' { say = ' Let me.', to = 'b', credit = 1 }, "
          "option 'y' { act = 'let  ME.', to = 'b', credit = 0 } }\n" B C END,
     "226 s0 o1"},
    /* Lengths, with the way there. */
    {HEAD " } scene 'a' { " TWO ", option 'z' { say = 'z', to = 'done', credit = 0 } }\n" B C END,
     "214 way1"},
    {HEAD " } scene 'a' { " TWO " }\nscene 'b' { to = 'done' }\n" END, "214 way1"},
    /* Unused: reading is a condition or a text, in braces that are none. */
    {HEAD " } scene 'a' { " TWO " }\n" B C "ending 'done' { title = '{v}', lesson = 'L' }\n",
     "216"},
    {HEAD " } scene 'a' { " TWO " }\n" B C "ending 'done' { title = '{v} {{w}}', lesson = 'L' }\n",
     "216"},
    {HEAD
     " } scene 'a' { customer = { { when = 'w == 0', 'x' }, { when = 'v == 0', 'y' }, 'z' }, " TWO
     " }\n" B C "ending 'done' { lesson = 'L' }\n",
     "227 s0 227 s0"},
    {HEAD " } expert 'e' 'E' scene 'a' { " TWO " }\n" B C END, "216"},
    {HEAD " } scene 'a' { " TWO " }\n" B C "ending 'done' { title = '{v}{w}' }\n", "217"},
};

/* ---- give-aways: what the message says ---- */

static void take_texts(void *self, const struct lint_finding *finding) {
    if (finding->code == LINT_GIVE_AWAY)
        buf_printf(self, "%s|", finding->text);
}

static void texts_of(const char *lua, struct buf *found) {
    struct scenario *scenario = load_text(lua);
    struct explore_result explored;
    struct err err = {0};
    struct lint_sink sink = {take_texts, found};
    assert_true(explore_run(scenario, NULL, &explored, &err));
    assert_true(lint_run(scenario, &explored, &sink, &err));
    explore_finish(&explored);
    scenario_destroy(scenario);
}

/* Decisions a, b and c; the best answer has `best[i]` characters, the other 40. */
static void lengths(struct buf *found, const int best[3]) {
    struct buf lua = {0};
    buf_printf(&lua, "scenario 't/x' { format = 1, version = 1, title = 'T', start = 'a' }\n");
    for (int i = 0; i < 3; i++)
        buf_printf(&lua,
                   "scene '%c' { option 'x' { say = string.rep('o', %d), to = '%s', credit = 1 }, "
                   "option 'y' { say = string.rep('u', 40), to = '%s', credit = 0 } }\n",
                   'a' + i, best[i],
                   i == 2 ? "z"
                   : i    ? "c"
                          : "b",
                   i == 2 ? "z"
                   : i    ? "c"
                          : "b");
    buf_printf(&lua, "ending 'z' { title = 'Z', lesson = 'L' }\n");
    buf_clear(found);
    texts_of(buf_cstr(&lua), found);
    buf_finish(&lua);
}

/* From 15 per cent on, and in more than half of the decisions. */
static void lengths_speak_from_fifteen_per_cent(void **state) {
    (void)state;
    struct buf found = {0};
    lengths(&found, (int[]){46, 46, 40});
    assert_string_equal(
        buf_cstr(&found),
        "give-away: the best option is the longest in 2 of 3 decisions (a, b); in 'a' 'x': 46 "
        "characters, the next 40|");
    lengths(&found, (int[]){45, 45, 45});
    assert_string_equal(buf_cstr(&found), "");
    lengths(&found, (int[]){46, 40, 40});
    assert_string_equal(buf_cstr(&found), "");
    lengths(&found, (int[]){34, 34, 46});
    assert_string_equal(
        buf_cstr(&found),
        "give-away: the best option is the shortest in 2 of 3 decisions (a, b); in 'a' 'x': 34 "
        "characters, the next 40|");
    buf_finish(&found);
}

static const char *const kinds[][2] = {
    {"option 'x' { say = 'Here it is', to = 'z', credit = 1 }, "
     "option 'y' { say = 'Up it goes', to = 'z', credit = 0, stance = 'escalate' }",
     "always shown first (all others escalate) in 1 of 1 decision (a)|"},
    {"option 'x' { say = 'Here it is', to = 'z', credit = 1, needs = 'k.f' }, "
     "option 'w' { say = 'Here it be', to = 'z', credit = 0 }, "
     "option 'y' { say = 'There it is', to = 'z', credit = 0 }",
     "what joins after a look in 1 of 1 decision (a); in 'a' 'x': of 1 that wait for a look 1 is "
     "good|"},
    {"option 'x' { say = 'Please wait', to = 'z', credit = 1 }, "
     "option 'y' { say = 'Do wait now', to = 'z', credit = 0 }",
     "the only polite one in 1 of 1 decision (a)|"},
    {"option 'x' { say = 'I will look', to = 'z', credit = 1 }, "
     "option 'w' { say = 'Never, sir', to = 'z', credit = 0 }, "
     "option 'y' { say = 'It must be', to = 'z', credit = 0 }",
     "the only one without absolute words such as 'never' and 'always' in 1 of 1 decision (a)|"},
    /* As many poor as good options wait; both are polite. */
    {"option 'x' { say = 'Please wait', to = 'z', credit = 1, needs = 'k.f' }, "
     "option 'w' { say = 'Please hold', to = 'z', credit = 0, needs = 'k.f' }, "
     "option 'v' { say = 'Please come', to = 'z', credit = 0 }, "
     "option 'y' { say = 'Please stay', to = 'z', credit = 0 }",
     ""},
};

static void each_kind_is_named(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        struct buf lua = {0}, found = {0};
        buf_printf(&lua,
                   "scenario 't/x' { format = 1, version = 1, title = 'T', start = 'a', kind = "
                   "'moment' }\ncard 'k' { title = 'K', facts = { { 'F', 'v', closed = 'f' } } }\n"
                   "scene 'a' { escalation = 'unneeded', %s }\n"
                   "ending 'z' { title = 'Z', lesson = 'L' }\n",
                   kinds[i][0]);
        texts_of(buf_cstr(&lua), &found);
        if (!strstr(buf_cstr(&found), kinds[i][1]) || (!*kinds[i][1] && found.len))
            fail_msg("%s\nfound: %s\nwanted: %s", kinds[i][0], buf_cstr(&found), kinds[i][1]);
        buf_finish(&lua);
        buf_finish(&found);
    }
}

static void each_code_is_found(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        expect(cases[i].lua, NULL, cases[i].found);
}

/* A moment has one to three decisions: its length is what it is for. */
static void a_moment_may_be_short(void **state) {
    (void)state;
    struct scenario *scenario =
        load_text(HEAD " } scene 'a' { " TWO " }\nscene 'b' { to = 'done' }\n" END);
    struct explore_result explored;
    struct err err = {0};
    struct buf found = {0};
    struct lint_sink sink = {take, &found};
    scenario->kind = KIND_MOMENT;
    assert_true(explore_run(scenario, NULL, &explored, &err));
    assert_true(lint_run(scenario, &explored, &sink, &err));
    assert_string_equal(buf_cstr(&found), "");
    explore_finish(&explored);
    scenario_destroy(scenario);
    buf_finish(&found);
}

/* What a cut exploration did not come to is not called unreached. */
static void a_cut_exploration_calls_nothing_unreached(void **state) {
    (void)state;
    struct explore_limits limits = {.states = 1};
    expect(HEAD " } scene 'a' { " TWO " }\n" B C "scene 'd' { to = 'done' }\n" END, &limits, "");
}

/* A chain that runs backwards through the file takes one round a scene; a longer one than is
 * looked at is not judged, and costs no more. */
static void long_chains_are_not_judged(void **state) {
    (void)state;
    expect(HEAD
           " } for i = 1, 3000 do scene('q' .. i) { to = i < 3000 and 'q' .. i + 1 or 'b' } end\n"
           "scene 'a' { option 'x' { say = 'x', to = 'q1', credit = 1 }, "
           "option 'y' { say = 'y', to = 'b', credit = 0 } }\n" B C END,
           NULL, "");
    expect(
        HEAD
        " } for i = 3000, 1, -1 do scene('q' .. i) { to = i < 3000 and 'q' .. i + 1 or 'b' } end\n"
        "scene 'a' { option 'x' { say = 'x', to = 'q1', credit = 1 }, "
        "option 'y' { say = 'y', to = 'b', credit = 0 } }\n" B C END,
        NULL, "");
}

/* ---- texts -------------------------------------------------------------------------------------
 */

static void count_text(void *self, const struct lint_owner *owner, const char *text) {
    (void)owner;
    buf_printf(self, "%s|", text);
}

static void count_condition(void *self, const struct lint_owner *owner,
                            const struct condition *condition) {
    (void)owner;
    buf_printf(self, "<%s>", condition_source(condition));
}

static void every_text_is_visited(void **state) {
    (void)state;
    struct scenario *scenario = load_text(
        "scenario 't/x' { format = 1, version = 1, title = 'T1', summary = 'T2', start = 'a',\n"
        "agent = { role = 'T3', brief = 'T4' }, customer = { name = 'T5', about = 'T6' },\n"
        "vars = { v = 0 } }\n"
        "expert 'e' 'T7'\n"
        "card 'c' { title = 'T8', text = 'T9', when = 'v == 1', facts = { { 'T10', 'T11' } } }\n"
        "scene 'a' { customer = { { when = 'v == 2', 'T12' }, 'T13' }, speaker = 'T14', note = "
        "'T15',\n"
        "prompt = 'T16', seconds = 9, timeout = { to = { { when = 'v == 3', 'a' }, 'a' } },\n"
        "nudges = { { after = 5, 'T17' } },\n"
        "panel = { options = 'x', e = { '7', 'T18' } },\n"
        "option 'x' { act = 'T19', says = { { when = 'v == 4', 'T20' }, 'T21' }, team = 'T22',\n"
        "because = 'T23', speak = 'T24', when = 'v == 5', to = { { when = 'v == 6', 'a' }, 'z' } } "
        "}\n"
        "ending 'z' { title = 'T25', customer = 'T26', lesson = 'T27' }\n");
    struct buf found = {0};
    struct lint_visitor visitor = {count_text, count_condition, NULL, &found};
    lint_visit(scenario, &visitor);
    for (int i = 1; i <= 27; i++) {
        char text[24];
        snprintf(text, sizeof text, "T%d|", i);
        if (!strstr(buf_cstr(&found), text))
            fail_msg("%s was not visited: %s", text, buf_cstr(&found));
    }
    for (int i = 1; i <= 6; i++) {
        char text[24];
        snprintf(text, sizeof text, "<v == %d>", i);
        if (!strstr(buf_cstr(&found), text))
            fail_msg("%s was not visited: %s", text, buf_cstr(&found));
    }
    buf_finish(&found);
    scenario_destroy(scenario);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_code_is_found),
        cmocka_unit_test(lengths_speak_from_fifteen_per_cent),
        cmocka_unit_test(each_kind_is_named),
        cmocka_unit_test(a_moment_may_be_short),
        cmocka_unit_test(a_cut_exploration_calls_nothing_unreached),
        cmocka_unit_test(long_chains_are_not_judged),
        cmocka_unit_test(every_text_is_visited),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
