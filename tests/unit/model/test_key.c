/* Keys against tables worked out by hand from the formulas in model/key.h. */
#include "support/cmocka.h"
#include "support/small_scenario.h"

#include "base/buf.h"
#include "base/hash.h"
#include "model/key.h"

#include <stdio.h>
#include <string.h>

enum { OPTIONS = 4 }; /* of the scene "opening": waive, credit, refuse, escalate */

/* A panel from texts such as "7613", one digit an option; "-" and a digit names `best` of a vote
 * panel; "7613=1" breaks a tie for option 1. */
static const struct panel *make_panel(struct scenario *scenario, const char *const *rows) {
    int count = 0;
    while (rows[count])
        count++;
    struct panel_row *out = arena_array(scenario->arena, (size_t)count, sizeof *out);
    struct panel *panel = arena_alloc(scenario->arena, sizeof *panel);
    assert_non_null(out);
    assert_non_null(panel);
    for (int i = 0; i < count; i++) {
        out[i] = (struct panel_row){.best = -1, .opens_count = -1, .expects = -1};
        if (rows[i][0] == '-') {
            out[i].best = rows[i][1] - '0';
            continue;
        }
        uint8_t *ratings = arena_alloc(scenario->arena, OPTIONS);
        assert_non_null(ratings);
        for (int k = 0; k < OPTIONS; k++)
            ratings[k] = (uint8_t)(rows[i][k] - '0');
        out[i].ratings = ratings;
        if (rows[i][OPTIONS] == '=')
            out[i].best = rows[i][OPTIONS + 1] - '0';
    }
    *panel = (struct panel){
        .rows = out, .row_count = count, .is_votes = rows[0][0] == '-', .status = KEY_ILLUSTRATIVE};
    return panel;
}

static const struct {
    const char *name;
    const char *rows[12];
    const char *shown; /* digits: options in the order shown */
    const char *critical;
    int credit[OPTIONS], category[OPTIONS], votes[OPTIONS];
    int categories;
} panels[] = {
    /* S 13 13 3 6, D = max(10, 6); 1, 1, 0, 3/10 */
    {"two experts",
     {"7613", "6723"},
     "0123",
     "",
     {10000, 10000, 0, 3000},
     {2, 2, 0, 0},
     {1, 1, 0, 0},
     2},
    /* S 18 16 15 15, D = max(3, 9): the floor of 3 ratings a head; 1, 7/9, 6/9, 6/9 */
    {"a spread below the floor",
     {"6555", "6555", "6655"},
     "0123",
     "",
     {10000, 7778, 6667, 6667},
     {2, 1, 1, 1},
     {3, 1, 0, 0},
     2},
    /* S 8 7 2 2, D = max(6, 6): the best of a bad lot is not "best"; 1, 5/6, 0, 0 */
    {"all poor", {"4411", "4311"}, "0123", "", {10000, 8333, 0, 0}, {1, 0, 0, 0}, {2, 1, 0, 0}, 2},
    /* S 35 32 23 15, D = max(20, 15): 85 % and 40 % exactly; 1, 17/20, 8/20, 0 */
    {"exactly at the thresholds",
     {"7753", "7753", "7653", "7643", "7643"},
     "0123",
     "",
     {10000, 8500, 4000, 0},
     {2, 2, 1, 0},
     {5, 2, 0, 0},
     3},
    /* S 35 31 22 15: one rating less each; 16/20, 7/20 */
    {"just below the thresholds",
     {"7753", "7653", "7643", "7643", "7643"},
     "0123",
     "",
     {10000, 8000, 3500, 0},
     {2, 1, 0, 0},
     {5, 1, 0, 0},
     3},
    /* Of the same panel only two are shown, the second first: S 23 32, D = max(9, 15); 6/15, 1 */
    {"a subset, in another order",
     {"7753", "7753", "7653", "7643", "7643"},
     "21",
     "",
     {4000, 10000},
     {1, 2},
     {0, 5},
     2},
    {"a subset of one", {"7753", "7753"}, "3", "", {10000}, {0}, {2}, 1},
    /* credit stays, the category is 0 */
    {"critical",
     {"7613", "6723"},
     "0123",
     "0",
     {10000, 10000, 0, 3000},
     {0, 2, 0, 0},
     {1, 1, 0, 0},
     2},
    /* S 14 14 6 2, D = 12: without `best` both tied get the vote, with it one */
    {"ties",
     {"7731", "7731=1"},
     "0123",
     "",
     {10000, 10000, 3333, 0},
     {2, 2, 0, 0},
     {1, 2, 0, 0},
     2},
    /* `best` counts only among the top of what is shown: option 1 is not shown */
    {"best not shown", {"7731=1", "7731=1"}, "032", "", {10000, 0, 3333}, {2, 0, 0}, {2, 0, 0}, 2},
    /* ... and not where another shown option is rated higher (such a row never loads, still) */
    {"best rated lower",
     {"7641=2", "7641=2"},
     "012",
     "",
     {10000, 6667, 0},
     {2, 1, 0},
     {2, 0, 0},
     3},
    {"all alike",
     {"5555", "5555"},
     "0123",
     "",
     {10000, 10000, 10000, 10000},
     {2, 2, 2, 2},
     {2, 2, 2, 2},
     1},
    {"one expert", {"1234"}, "0123", "", {0, 3333, 6667, 10000}, {0, 0, 0, 1}, {0, 0, 0, 1}, 2},
    /* votes 6 2 0 2 of ten: 1, 1/3, 0, 1/3 */
    {"votes",
     {"-0", "-0", "-0", "-0", "-0", "-0", "-1", "-1", "-3", "-3"},
     "0123",
     "",
     {10000, 3333, 0, 3333},
     {2, 1, 0, 1},
     {6, 2, 0, 2},
     3},
    /* 4 1: a quarter is poor; 7 6: 6/7 is best */
    {"votes, a quarter",
     {"-0", "-0", "-0", "-0", "-1"},
     "01",
     "",
     {10000, 2500},
     {2, 0},
     {4, 1},
     2},
    {"votes, close",
     {"-0", "-0", "-0", "-0", "-0", "-0", "-1", "-1", "-1", "-1", "-1"},
     "01",
     "",
     {10000, 8333},
     {2, 1},
     {6, 5},
     2},
    {"votes, one hidden", {"-0", "-0", "-1"}, "12", "", {10000, 0}, {2, 0}, {1, 0}, 2},
    {"votes, all hidden", {"-0", "-0", "-1"}, "23", "", {0, 0}, {0, 0}, {0, 0}, 1},
    {"votes, critical", {"-0", "-0", "-1"}, "01", "0", {10000, 5000}, {0, 1}, {2, 1}, 2},
};

static int parse_shown(const char *digits, int *shown) {
    int count = 0;
    for (; digits[count]; count++)
        shown[count] = digits[count] - '0';
    return count;
}

static void keys_of_panels(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof panels / sizeof *panels; i++) {
        struct scenario *scenario = small_scenario();
        struct scene *scene = small_scene(scenario, "opening");
        scene->panel = make_panel(scenario, panels[i].rows);
        struct option *options = (struct option *)(uintptr_t)scene->options;
        for (const char *digit = panels[i].critical; *digit; digit++)
            options[*digit - '0'].critical = true;
        int shown[OPTIONS];
        int count = parse_shown(panels[i].shown, shown);
        struct key key;
        key_compute(scene, shown, count, 1, &key);
        assert_int_equal(key.count, count);
        assert_int_equal(key.experts, scene->panel->row_count);
        assert_int_equal(key.status, KEY_ILLUSTRATIVE);
        for (int k = 0; k < count; k++) {
            if (key.credit[k] != panels[i].credit[k] || key.category[k] != panels[i].category[k] ||
                key.votes[k] != panels[i].votes[k])
                fail_msg("%s, position %d: credit %d (%d), category %d (%d), votes %d (%d)",
                         panels[i].name, k, key.credit[k], panels[i].credit[k], key.category[k],
                         panels[i].category[k], key.votes[k], panels[i].votes[k]);
        }
        if (key.categories != panels[i].categories)
            fail_msg("%s: %d categories", panels[i].name, key.categories);
        scenario_destroy(scenario);
    }
}

/* Scoring.md, R18: a panel that calls nothing acceptable has named no best. */
static void no_option_is_acceptable(void **state) {
    (void)state;
    static const struct {
        const char *rows[6], *critical;
        int old_credit[3], credit[3], old_category[3], category[3];
        enum key_status status;
    } cases[] = {
        /* S 15, 15, 5; m 5, D 15: 10000 · 15 · 15 / 525 and 10000 · 15 · 5 / 525 */
        {{"3311", "3311", "3311", "3311", "3311"},
         "",
         {10000, 10000, 3333},
         {4286, 4286, 1429},
         {0, 0, 0},
         {0, 0, 0},
         KEY_AMBIGUOUS},
        /* S 19, 5, 5: one short of acceptable; D 15, gap 14 */
        {{"4111", "4111", "4111", "4111", "3111"},
         "",
         {10000, 667, 667},
         {5429, 362, 362},
         {0, 0, 0},
         {0, 0, 0},
         KEY_AMBIGUOUS},
        /* S 20: acceptable, so that nothing changes */
        {{"4111", "4111", "4111", "4111", "4111"},
         "",
         {10000, 0, 0},
         {10000, 0, 0},
         {1, 0, 0},
         {1, 0, 0},
         KEY_ILLUSTRATIVE},
        /* The only acceptable option breaks a limit: S 35, 5, 5; D 30 */
        {{"7111", "7111", "7111", "7111", "7111"},
         "0",
         {10000, 0, 0},
         {10000, 0, 0},
         {0, 0, 0},
         {0, 0, 0},
         KEY_AMBIGUOUS},
        /* Votes: whoever has most is best, unless it is critical */
        {{"-0", "-0", "-0", "-1"},
         "",
         {10000, 3333, 0},
         {10000, 3333, 0},
         {2, 1, 0},
         {2, 1, 0},
         KEY_ILLUSTRATIVE},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct scenario *scenario = small_scenario();
        struct scene *scene = small_scene(scenario, "opening");
        scene->panel = make_panel(scenario, cases[i].rows);
        struct option *options = (struct option *)(uintptr_t)scene->options;
        for (const char *digit = cases[i].critical; *digit; digit++)
            options[*digit - '0'].critical = true;
        for (int rules = 0; rules <= 2; rules++) {
            struct key key;
            const int *credit = rules < 2 ? cases[i].old_credit : cases[i].credit;
            const int *category = rules < 2 ? cases[i].old_category : cases[i].category;
            key_compute(scene, (int[]){0, 1, 2}, 3, rules, &key);
            assert_int_equal(key.status, rules < 2 ? KEY_ILLUSTRATIVE : cases[i].status);
            for (int k = 0; k < 3; k++)
                if (key.credit[k] != credit[k] || key.category[k] != category[k])
                    fail_msg("case %zu, rules %d, position %d: credit %d (%d), category %d (%d)", i,
                             rules, k, key.credit[k], credit[k], key.category[k], category[k]);
        }
        scenario_destroy(scenario);
    }
}

static void half_of_the_votes_is_no_minority(void **state) {
    (void)state;
    static const struct {
        int votes, experts;
        bool is_named_best;
    } cases[] = {{5, 5, true},  {3, 5, true},   {2, 5, false},
                 {5, 10, true}, {4, 10, false}, {0, 0, false}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct key key = {.count = 1, .votes = {cases[i].votes}, .experts = cases[i].experts};
        assert_int_equal(key_is_named_best(&key, 0), cases[i].is_named_best);
    }
}

static void rating_sums_are_kept(void **state) {
    (void)state;
    struct scenario *scenario = small_scenario();
    struct scene *scene = small_scene(scenario, "opening");
    static const char *const rows[] = {"7613", "6723", NULL};
    scene->panel = make_panel(scenario, rows);
    struct key key;
    key_compute(scene, (int[]){3, 0, 2}, 3, 1, &key);
    assert_int_equal(key.rating_sum[0], 6);
    assert_int_equal(key.rating_sum[1], 13);
    assert_int_equal(key.rating_sum[2], 3);
    scenario_destroy(scenario);
}

/* Without a panel the author's credits stand, and the status says that they never score. */
static void keys_of_authors(void **state) {
    (void)state;
    static const struct {
        int credit, category;
    } cases[] = {{10000, 2}, {8500, 2}, {8499, 1}, {4000, 1}, {3999, 0}, {0, 0}, {-1, -1}};
    struct scenario *scenario = small_scenario();
    struct scene *scene = small_scene(scenario, "closing");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        small_option(scenario, "closing", "end")->credit = cases[i].credit;
        struct key key;
        key_compute(scene, (int[]){1, 0}, 2, 1, &key);
        assert_int_equal(key.status, KEY_NONE);
        assert_int_equal(key.credit[0], cases[i].credit);
        assert_int_equal(key.category[0], cases[i].category);
        assert_int_equal(key.category[1], 2);
        assert_int_equal(key.votes[0], 0);
        assert_int_equal(key.experts, 0);
        assert_int_equal(key.expects, -1);
        assert_int_equal(key.categories, cases[i].category == 2 || cases[i].category < 0 ? 1 : 2);
    }
    small_option(scenario, "closing", "thank")->critical = true;
    struct key key;
    key_compute(scene, (int[]){1, 0}, 2, 1, &key);
    assert_int_equal(key.credit[1], 10000);
    assert_int_equal(key.category[1], 0);
    assert_int_equal(key.category[0], -1); /* without a credit it has no category to lose */
    scenario_destroy(scenario);
}

/* ---- what the panel says about escalation, and expects --------------------------------------- */

static void the_panels_escalation_class(void **state) {
    (void)state;
    static const struct {
        int needed, unneeded, either, unsaid;
        enum escalation author, resolved;
    } cases[] = {
        {0, 0, 0, 7, ESCALATION_UNNEEDED, ESCALATION_UNNEEDED},
        {0, 0, 0, 7, ESCALATION_UNSAID, ESCALATION_UNSAID},
        {4, 0, 0, 3, ESCALATION_UNNEEDED, ESCALATION_UNNEEDED}, /* four answers are too few */
        {5, 0, 0, 0, ESCALATION_UNNEEDED, ESCALATION_NEEDED},
        {4, 1, 0, 0, ESCALATION_UNNEEDED, ESCALATION_NEEDED}, /* four in five */
        {4, 0, 1, 0, ESCALATION_EITHER, ESCALATION_NEEDED},
        {3, 2, 0, 0, ESCALATION_UNNEEDED, ESCALATION_EITHER},
        {1, 4, 0, 9, ESCALATION_NEEDED, ESCALATION_UNNEEDED},
        {0, 0, 5, 0, ESCALATION_NEEDED, ESCALATION_EITHER},
        {6, 1, 0, 0, ESCALATION_UNNEEDED, ESCALATION_NEEDED}, /* 6 of 7 */
        {5, 2, 0, 0, ESCALATION_UNNEEDED, ESCALATION_EITHER}, /* 5 of 7 */
        {1, 7, 0, 0, ESCALATION_NEEDED, ESCALATION_UNNEEDED},
        {2, 7, 0, 0, ESCALATION_NEEDED, ESCALATION_EITHER},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct panel_row rows[24];
        int count = 0;
        const int counts[] = {cases[i].unsaid, cases[i].needed, cases[i].unneeded, cases[i].either};
        static const uint8_t ratings[OPTIONS] = {7, 5, 1, 3};
        for (int said = 0; said < 4; said++)
            for (int k = 0; k < counts[said]; k++)
                rows[count++] = (struct panel_row){.ratings = ratings,
                                                   .best = -1,
                                                   .opens_count = -1,
                                                   .expects = -1,
                                                   .escalate = (enum escalation)said};
        struct scenario *scenario = small_scenario();
        struct scene *scene = small_scene(scenario, "opening");
        scene->escalation = cases[i].author;
        scene->panel = &(struct panel){.rows = rows, .row_count = count};
        struct key key;
        key_compute(scene, (int[]){0, 1, 2, 3}, 4, 1, &key);
        if (key.escalation != cases[i].resolved)
            fail_msg("case %zu: class %d, not %d", i, key.escalation, cases[i].resolved);
        scenario_destroy(scenario);
    }
}

static void what_the_panel_expects(void **state) {
    (void)state;
    static const struct {
        int said[4], expects;
    } cases[] = {
        {{-1, -1, -1, -1}, -1},        {{70, -1, -1, -1}, 7000}, {{70, 75, -1, -1}, 7250},
        {{70, 70, 71, -1}, 7033},      {{70, 71, 71, -1}, 7067}, {{0, 0, -1, -1}, 0},
        {{100, 100, 100, 100}, 10000},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct scenario *scenario = small_scenario();
        struct scene *scene = small_scene(scenario, "opening");
        static const char *const rows[] = {"7613", "6723", "7613", "7613", NULL};
        scene->panel = make_panel(scenario, rows);
        struct panel_row *panel_rows = (struct panel_row *)(uintptr_t)scene->panel->rows;
        for (int k = 0; k < 4; k++)
            panel_rows[k].expects = cases[i].said[k];
        struct key key;
        key_compute(scene, (int[]){0, 1}, 2, 1, &key);
        assert_int_equal(key.expects, cases[i].expects);
        scenario_destroy(scenario);
    }
}

/* In authored order, whatever the order shown. */
static void an_identity_does_not_hang_on_the_order_shown(void **state) {
    (void)state;
    struct scenario *scenario = small_scenario();
    const struct scene *scene = small_scene(scenario, "opening");
    struct buf json = {0};
    static const struct key key = {
        .count = 2, .credit = {10000, -1}, .category = {2, -1}, .votes = {5, 0}};
    static const struct key turned = {
        .count = 2, .credit = {-1, 10000}, .category = {-1, 2}, .votes = {0, 5}};
    char one[17], other[17], digest[65];
    assert_true(key_id(scene, (int[]){2, 0}, &turned, one));
    assert_true(key_id(scene, (int[]){0, 2}, &key, other));
    assert_string_equal(one, other);
    buf_printf(&json, "[[\"%s\",1,2,5],[\"%s\",null,null,0]]", scene->options[0].id,
               scene->options[2].id);
    sha256_hex(json.data, json.len, digest);
    assert_memory_equal(one, digest, 16);
    buf_finish(&json);
    scenario_destroy(scenario);
}

/* ---- key_id ---------------------------------------------------------------------------------- */

static void identities(void **state) {
    (void)state;
    /* printf '%s' '[[1,0.3333,0],[2,0,0],[5,1,0]]' | sha256sum | cut -c 1-16 */
    struct key key = {.count = 3,
                      .credit = {10000, 3333, 0},
                      .category = {2, 0, 0},
                      .votes = {5, 1, 0},
                      .experts = 6};
    char id[17];
    assert_true(key_id_shown(&key, id));
    assert_string_equal(id, "9f7358b0d88ffc66");
    /* '[[0.5,null],[1,null],[0,0]]' */
    struct key bare = {.count = 2, .credit = {5000, -1}, .category = {1, -1}};
    assert_true(key_id_shown(&bare, id));
    assert_string_equal(id, "68ea9eb67f14b2f4");
    /* only credits, categories and votes count */
    struct key same = bare;
    same.status = KEY_OPERATIONAL;
    same.experts = 12;
    same.expects = 5000;
    same.rating_sum[0] = 3;
    char again[17];
    assert_true(key_id_shown(&same, again));
    assert_string_equal(again, id);
    same.votes[1] = 1;
    assert_true(key_id_shown(&same, again));
    assert_string_not_equal(again, id);
}

/* ---- evidence -------------------------------------------------------------------------------- */

static void check_needed(struct scenario *scenario, const char *expected) {
    struct needed needed[EVIDENCE_MAX];
    int count = evidence_needed(scenario, small_scene(scenario, "opening"), needed, EVIDENCE_MAX);
    char text[400] = "", name[160];
    for (int i = 0; i < count; i++) {
        evidence_name(scenario, needed[i].evidence, name, sizeof name);
        size_t len = strlen(text);
        snprintf(text + len, sizeof text - len, "%s%s %d", i ? ", " : "", name, needed[i].weight);
    }
    assert_string_equal(text, expected);
}

static void evidence_of_author_and_panel(void **state) {
    (void)state;
    struct scenario *scenario = small_scenario();
    struct scene *scene = small_scene(scenario, "opening");
    check_needed(scenario, "");
    static const struct evidence authors[] = {{1, -1}, {0, 1}};
    scene->evidence = authors;
    scene->evidence_count = 2;
    check_needed(scenario, "policy 10000, account.letter 10000");

    static const char *const rows[] = {"7613", "6723", "7613", "7613", NULL};
    scene->panel = make_panel(scenario, rows);
    check_needed(scenario, "policy 10000, account.letter 10000"); /* none said */

    struct panel_row *panel = (struct panel_row *)(uintptr_t)scene->panel->rows;
    static const struct evidence letter[] = {{0, 1}}, both[] = {{1, -1}, {0, 1}},
                                 account[] = {{0, -1}};
    panel[0].opens = letter;
    panel[0].opens_count = 1;
    check_needed(scenario, "account.letter 10000"); /* one said */
    panel[1].opens = both;
    panel[1].opens_count = 2;
    check_needed(scenario, "account.letter 10000, policy 5000"); /* half is enough */
    panel[2].opens = account;
    panel[2].opens_count = 1;
    check_needed(scenario, "account.letter 6667"); /* a third is not */
    panel[3].opens_count = 0;                      /* said: nothing */
    check_needed(scenario, "account.letter 5000");
    panel[0].opens_count = panel[1].opens_count = panel[2].opens_count = 0;
    check_needed(scenario, "");

    struct needed needed[1];
    scene->panel = NULL;
    assert_int_equal(evidence_needed(scenario, scene, needed, 1), 1); /* the rest is left out */
    scenario_destroy(scenario);
}

/* ---- majority, minority, and who says why ------------------------------------------------------
 */

static void the_most_voted(void **state) {
    (void)state;
    static const struct {
        int votes[4], except, most;
    } cases[] = {
        {{1, 5, 3, 0}, -1, 1},  {{1, 5, 3, 0}, 1, 2},  {{4, 4, 0, 0}, -1, 0}, {{4, 4, 0, 0}, 0, 1},
        {{0, 0, 0, 0}, -1, -1}, {{0, 7, 0, 0}, 1, -1}, {{0, 0, 0, 1}, 0, 3},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct key key = {.count = 4};
        memcpy(key.votes, cases[i].votes, sizeof cases[i].votes);
        assert_int_equal(key_most_voted(&key, 4, cases[i].except), cases[i].most);
    }
}

static void who_says_why(void **state) {
    (void)state;
    struct scenario *scenario = small_scenario();
    static const char *const rows[] = {"7613", "6723", "7613", "3167", NULL};
    const struct panel *panel = make_panel(scenario, rows);
    struct panel_row *said = (struct panel_row *)(uintptr_t)panel->rows;
    const int shown[] = {3, 1, 0};
    assert_null(panel_reason(panel, shown, 3, 2)); /* nobody gave a reason */
    said[2].reason = "the third";
    assert_ptr_equal(panel_reason(panel, shown, 3, 2), &said[2]);
    said[0].reason = "the first";
    assert_ptr_equal(panel_reason(panel, shown, 3, 2), &said[0]);
    assert_null(panel_reason(panel, shown, 3, 1));
    said[1].reason = "the second";
    assert_ptr_equal(panel_reason(panel, shown, 3, 1), &said[1]);
    said[3].reason = "the fourth";
    assert_ptr_equal(panel_reason(panel, shown, 3, 0), &said[3]);
    scenario_destroy(scenario);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_most_voted),
        cmocka_unit_test(who_says_why),
        cmocka_unit_test(keys_of_panels),
        cmocka_unit_test(no_option_is_acceptable),
        cmocka_unit_test(half_of_the_votes_is_no_minority),
        cmocka_unit_test(rating_sums_are_kept),
        cmocka_unit_test(keys_of_authors),
        cmocka_unit_test(the_panels_escalation_class),
        cmocka_unit_test(what_the_panel_expects),
        cmocka_unit_test(an_identity_does_not_hang_on_the_order_shown),
        cmocka_unit_test(identities),
        cmocka_unit_test(evidence_of_author_and_panel),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
