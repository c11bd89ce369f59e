/* A collected panel outlives a change of its scenario: ratings wait, and lineage joins. */
#include "support/world.h"

#include "support/cmocka.h"
#include "support/small_scenario.h"

#include "base/hash.h"
#include "model/key.h"
#include "record/panel_file.h"

#include <stdio.h>
#include <string.h>

static struct world world;
static struct panel_notes notes;

#define OLD "0123456789abcdef"
#define OLDER "00000000000000aa"

static struct scene *opening(void) {
    return small_scene(world.scenario, "opening");
}

/* The author's own example says that to refuse is best. */
static const uint8_t example[] = {1, 2, 7, 3};
static const struct panel_row example_row = {
    .ratings = example, .best = -1, .opens_count = -1, .expects = -1};
static const struct panel illustrative = {
    .rows = &example_row, .row_count = 1, .status = KEY_ILLUSTRATIVE};

static int begin(void **state) {
    (void)state;
    world_begin(&world);
    notes = (struct panel_notes){0};
    opening()->panel = &illustrative;
    return 0;
}

static int end(void **state) {
    (void)state;
    world_end(&world);
    return 0;
}

static void add_rating(struct buf *out, const char *node, const char *expert, int second,
                       const char *rate) {
    buf_printf(out,
               "%s{\"node\":\"%s\",\"expert\":\"%s\",\"at\":\"2026-11-22T05:24:%02d.000Z\","
               "\"rate\":%s}",
               out->len ? "," : "", node, expert, second, rate);
}

#define WAIVE "{\"waive\":7,\"credit\":4,\"refuse\":1,\"escalate\":2}"
#define REFUSE "{\"waive\":1,\"credit\":4,\"refuse\":7,\"escalate\":2}"

static void add_five(struct buf *ratings, const char *node) {
    char expert[16];
    for (int i = 0; i < 5; i++) {
        snprintf(expert, sizeof expert, "e%d", i);
        add_rating(ratings, node, expert, 10, WAIVE);
    }
}

/* `rest`: further members, beginning with a comma. */
static bool apply(const char *start, const struct buf *ratings, const char *rest, int rules,
                  struct err *err) {
    struct buf text = {0};
    buf_printf(&text,
               "%s{\"v\":1,\"scenario\":\"test/small\",\"experts\":[{\"id\":\"e0\",\"who\":\"A\"},"
               "{\"id\":\"e1\",\"who\":\"B\"},{\"id\":\"e2\",\"who\":\"C\"},"
               "{\"id\":\"e3\",\"who\":\"D\"},{\"id\":\"e4\",\"who\":\"E\"}],"
               "\"ratings\":[%s]%s}",
               start, buf_cstr(ratings), rest);
    bool ok =
        panel_apply(world.scenario, "small.panel.json", text.data, text.len, rules, &notes, err);
    buf_finish(&text);
    return ok;
}

static enum key_status status_of_opening(void) {
    struct key key;
    const int shown[] = {0, 1, 2, 3};
    key_compute(opening(), shown, 4, 1, &key);
    return key.status;
}

static void a_file_may_begin_with_a_mark(void **state) {
    (void)state;
    struct buf ratings = {0};
    struct err err = {0};
    add_five(&ratings, opening()->node);
    assert_true(apply("\xEF\xBB\xBF", &ratings, "", 0, &err));
    assert_true(opening()->panel->is_collected);
    assert_int_equal(notes.count, 0);
    buf_finish(&ratings);
}

/* "poor, 6 of 6 against" became "best, 5 of 5": the author's own example took the panel's place. */
static void ratings_of_a_changed_decision_wait(void **state) {
    (void)state;
    struct buf ratings = {0};
    struct err err = {0};
    add_five(&ratings, OLD);
    assert_int_equal(status_of_opening(), KEY_ILLUSTRATIVE);
    assert_true(apply("", &ratings,
                      ",\"nodes\":[{\"node\":\"" OLD "\",\"scene\":\"opening\",\"texts\":{"
                      "\"refuse\":\"The windw closed.\",\"gone\":\"An option that was.\"}}]",
                      0, &err));
    assert_null(opening()->panel);
    assert_int_equal(status_of_opening(), KEY_NONE);
    assert_int_equal(notes.count, 1);
    assert_ptr_equal(&world.scenario->scenes[notes.items[0].scene], opening());
    const char *text = notes.items[0].text;
    assert_non_null(strstr(text, "5 ratings wait"));
    assert_non_null(strstr(text, "refuse was \"The windw closed.\" and is \""));
    assert_non_null(strstr(text, opening()->options[2].say));
    assert_non_null(strstr(text, "gone was \"An option that was.\" and is no longer there"));
    buf_finish(&ratings);
}

/* A file without `nodes` does not name the scene: the options that were rated do. */
static void the_scene_is_known_by_what_was_rated(void **state) {
    (void)state;
    struct buf ratings = {0};
    struct err err = {0};
    add_five(&ratings, OLD);
    assert_true(apply("", &ratings, "", 0, &err));
    assert_int_equal(status_of_opening(), KEY_NONE);
    assert_int_equal(notes.count, 1);
    buf_finish(&ratings);
}

static void ratings_of_a_scene_that_is_gone_are_named(void **state) {
    (void)state;
    struct buf ratings = {0};
    struct err err = {0};
    add_rating(&ratings, OLD, "e0", 10, "{\"other\":3}");
    add_rating(&ratings, OLDER, "e0", 10, "{\"other\":3}");
    assert_true(apply("", &ratings,
                      ",\"nodes\":[{\"node\":\"" OLD "\",\"scene\":\"removed\",\"texts\":{}}]", 0,
                      &err));
    assert_int_equal(status_of_opening(), KEY_ILLUSTRATIVE);
    assert_int_equal(notes.count, 2);
    for (int i = 0; i < 2; i++) {
        assert_int_equal(notes.items[i].scene, -1);
        assert_non_null(strstr(notes.items[i].text, "1 rating in small.panel.json is of"));
    }
    assert_non_null(strstr(notes.items[1].text, "scene 'removed'"));
    buf_finish(&ratings);
}

/* What was logged under the first rules is replayed under them. */
static void old_rules_keep_the_illustrative_panel(void **state) {
    (void)state;
    struct buf ratings = {0};
    struct err err = {0};
    add_five(&ratings, OLD);
    assert_true(apply("", &ratings, "", 1, &err));
    assert_int_equal(status_of_opening(), KEY_ILLUSTRATIVE);
    buf_finish(&ratings);
}

static void lineage(char *out, size_t size, const char *entries, const char *keys) {
    snprintf(out, size, ",\"lineage\":[%s],\"keys\":[%s]", entries, keys);
}

static void entry(char *out, size_t size, const char *from, const char *to, int second) {
    snprintf(out, size,
             "{\"from\":\"%s\",\"to\":\"%s\",\"at\":\"2026-11-23T00:00:%02d.000Z\",\"by\":\"Ines\","
             "\"why\":\"A typo.\"}",
             from, to, second);
}

/* Ratings of both nodes are one item's: merged by expert, the later counts. */
static void lineage_joins(void **state) {
    (void)state;
    struct buf ratings = {0};
    struct err err = {0};
    char one[300], two[300], both[700], rest[2000];
    add_five(&ratings, OLDER);
    add_rating(&ratings, opening()->node, "e1", 20, REFUSE);
    add_rating(&ratings, OLD, "e2", 5, REFUSE); /* earlier than what e2 said of the older node */
    entry(one, sizeof one, OLDER, OLD, 1);
    entry(two, sizeof two, opening()->node, OLD, 2);
    snprintf(both, sizeof both, "%s,%s", two, one);
    lineage(rest, sizeof rest, both, "");
    assert_true(apply("", &ratings, rest, 0, &err));
    assert_int_equal(notes.count, 0);
    assert_true(opening()->panel->is_collected);
    assert_int_equal(opening()->panel->row_count, 5);
    assert_int_equal(status_of_opening(), KEY_PILOT);
    static const int waive[] = {7, 1, 7, 7, 7};
    for (int i = 0; i < 5; i++)
        assert_int_equal(opening()->panel->rows[i].ratings[0], waive[i]);
    buf_finish(&ratings);
}

/* A key is believed if its hash is over the set's ratings and its lineage; any node names it. */
static void a_key_covers_the_lineage(void **state) {
    (void)state;
    struct buf ratings = {0}, hashed = {0};
    struct err err = {0};
    char one[300], key[400], rest[2000], sha256[65];
    add_five(&ratings, OLD);
    entry(one, sizeof one, OLD, opening()->node, 1);
    buf_char(&hashed, '[');
    for (int i = 0; i < 5; i++)
        buf_printf(&hashed,
                   "%s{\"node\":\"" OLD "\",\"expert\":\"e%d\",\"at\":\"2026-11-22T05:24:10.000Z\","
                   "\"rate\":{\"credit\":4,\"escalate\":2,\"refuse\":1,\"waive\":7},"
                   "\"best\":null,\"escalate\":null,\"opens\":null,\"expects\":null,"
                   "\"because\":null}",
                   i ? "," : "", i);
    buf_printf(&hashed, "][%s]", one);
    sha256_hex(hashed.data, hashed.len, sha256);
    for (int is_right = 0; is_right < 2; is_right++) {
        if (!is_right)
            sha256[0] ^= 1;
        snprintf(key, sizeof key,
                 "{\"node\":\"" OLD "\",\"status\":\"ambiguous\",\"panel_sha256\":\"%s\"}", sha256);
        if (!is_right)
            sha256[0] ^= 1;
        lineage(rest, sizeof rest, one, key);
        assert_true(apply("", &ratings, rest, 0, &err));
        assert_int_equal(status_of_opening(), is_right ? KEY_AMBIGUOUS : KEY_PILOT);
    }
    buf_finish(&ratings);
    buf_finish(&hashed);
}

/* Two decisions of one scenario are two items: the entry that says otherwise is passed over. */
static void of_contradicting_entries_the_earlier_holds(void **state) {
    (void)state;
    struct buf ratings = {0};
    struct err err = {0};
    char one[300], two[300], both[700], rest[2000];
    const char *other = small_scene(world.scenario, "closing")->node;
    assert_string_not_equal(other, opening()->node);
    add_five(&ratings, OLD);
    entry(one, sizeof one, OLD, opening()->node, 1);
    entry(two, sizeof two, OLD, other, 2);
    snprintf(both, sizeof both, "%s,%s", two, one);
    lineage(rest, sizeof rest, both, "");
    assert_true(apply("", &ratings, rest, 0, &err));
    assert_true(opening()->panel->is_collected);
    assert_null(small_scene(world.scenario, "closing")->panel);
    assert_int_equal(notes.count, 1);
    assert_non_null(strstr(notes.items[0].text, "it is passed over"));
    buf_finish(&ratings);
}

static void nodes_and_lineage_are_written_again(void **state) {
    (void)state;
    static const char text[] =
        "{\"v\":1,\"scenario\":\"s\",\"experts\":[],\"ratings\":[],\"keys\":[],\"nodes\":["
        "{\"node\":\"a\",\"scene\":\"x\",\"texts\":{\"yes\":\"Y\\n\",\"prompt\":\"P\"}}],"
        "\"lineage\":[{\"from\":\"a\",\"to\":\"b\",\"at\":\"2026-11-23T00:00:00.000Z\","
        "\"by\":\"Ines\",\"why\":null}]}";
    struct panel_file file, again;
    struct err err = {0};
    struct buf written = {0}, twice = {0};
    assert_true(panel_parse(text, strlen(text), "x", &file, &err));
    panel_write(&file, &written);
    assert_true(panel_parse(written.data, written.len, "x", &again, &err));
    panel_write(&again, &twice);
    assert_string_equal(written.data, twice.data);
    assert_int_equal(again.node_count, 1);
    assert_string_equal(again.nodes[0].texts[0].name, "prompt");
    assert_string_equal(again.nodes[0].texts[1].text, "Y\n");
    assert_string_equal(again.lineage[0].by, "Ines");
    assert_null(again.lineage[0].why);
    panel_finish(&file);
    panel_finish(&again);
    buf_finish(&written);
    buf_finish(&twice);
}

int main(void) {
#define T(name) cmocka_unit_test_setup_teardown(name, begin, end)
    const struct CMUnitTest tests[] = {T(a_file_may_begin_with_a_mark),
                                       T(ratings_of_a_changed_decision_wait),
                                       T(the_scene_is_known_by_what_was_rated),
                                       T(ratings_of_a_scene_that_is_gone_are_named),
                                       T(old_rules_keep_the_illustrative_panel),
                                       T(lineage_joins),
                                       T(a_key_covers_the_lineage),
                                       T(of_contradicting_entries_the_earlier_holds),
                                       T(nodes_and_lineage_are_written_again)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
