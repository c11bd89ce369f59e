/* Bundles and collected panels: what is kept beside the logs, and what is refused. */
#include "support/world.h"

#include "support/cmocka.h"
#include "support/small_scenario.h"

#include "base/file.h"
#include "base/hash.h"
#include "model/key.h"
#include "record/panel_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static struct world world;

static int begin(void **state) {
    (void)state;
    world_begin(&world);
    return 0;
}

static int end(void **state) {
    (void)state;
    world_end(&world);
    return 0;
}

/* ---- bundles ---- */

static void a_bundle_is_these_bytes(void **state) {
    (void)state;
    struct buf bytes = {0};
    struct err err = {0};
    static const struct source sources[] = {
        {"late.lua", "-- \"a\"\n", 7}, {"shared/b.lua", "-- \xC3\xA9", 5}, {"a.lua", "", 0}};
    world.scenario->sources = sources;
    world.scenario->source_count = 3;
    assert_true(bundle_make(world.scenario, &bytes, &err));
    const char *expected = "{\"v\":1,\"root\":\"late.lua\",\"files\":["
                           "{\"path\":\"a.lua\",\"text\":\"\"},"
                           "{\"path\":\"late.lua\",\"text\":\"-- \\\"a\\\"\\n\"},"
                           "{\"path\":\"shared/b.lua\",\"text\":\"-- \xC3\xA9\"}]}";
    char sha256[65];
    sha256_hex(expected, strlen(expected), sha256);
    assert_string_equal(buf_cstr(&bytes), expected);
    assert_string_equal(world.scenario->sha256, sha256);
    assert_true(folder_make(world.logs, &err));
    assert_true(bundle_store(world.logs, sha256, &bytes, &err));
    struct bundle bundle;
    assert_true(bundle_read(world.logs, sha256, &bundle, &err));
    assert_string_equal(bundle.root, "late.lua");
    assert_int_equal(bundle.file_count, 3);
    assert_string_equal(bundle_find(&bundle, "shared/b.lua")->text, "-- \xC3\xA9");
    assert_null(bundle_find(&bundle, "b.lua"));
    bundle_finish(&bundle);
    /* A damaged one is put right, a good one is left as it is. */
    char name[96];
    snprintf(name, sizeof name, "scenarios/%s.json", sha256);
    world_write(&world, name, "x", 1);
    assert_false(bundle_read(world.logs, sha256, &bundle, &err));
    bundle_finish(&bundle);
    assert_true(bundle_store(world.logs, sha256, &bytes, NULL));
    assert_true(bundle_read(world.logs, sha256, &bundle, NULL));
    bundle_finish(&bundle);
    buf_finish(&bytes);
}

static void a_bad_bundle_is_refused(void **state) {
    (void)state;
    static const struct {
        const char *json, *error;
    } cases[] = {
        {"{}", "not a bundle of version 1"},
        {"{\"v\":2,\"root\":\"a\",\"files\":[{\"path\":\"a\",\"text\":\"\"}]}", "version 1"},
        {"{\"v\":1,\"files\":[]}", "no `root`"},
        {"{\"v\":1,\"root\":\"a\",\"files\":[]}", "no files"},
        {"{\"v\":1,\"root\":\"a\",\"files\":[{\"path\":\"b\",\"text\":\"\"}]}", "not among"},
        {"{\"v\":1,\"root\":\"a\",\"files\":[{\"path\":\"a\"}]}", "proper"},
        {"{\"v\":1,\"root\":\"a\",\"files\":[{\"path\":\"../a\",\"text\":\"\"}]}", "proper"},
        {"{\"v\":1,\"root\":\"a\",\"files\":[{\"path\":\"/a\",\"text\":\"\"}]}", "proper"},
        {"{\"v\":1,\"root\":\"a\",\"files\":[{\"path\":\"a/.b\",\"text\":\"\"}]}", "proper"},
        {"{\"v\":1,\"root\":\"a\",\"files\":[{\"path\":\"a//b\",\"text\":\"\"}]}", "proper"},
        {"{\"v\":1,\"root\":\"a\",\"files\":[{\"path\":\"b\",\"text\":\"\"},"
         "{\"path\":\"a\",\"text\":\"\"}]}",
         "not sorted"},
        {"{\"v\":1,\"root\":\"a\",\"files\":[{\"path\":\"a\",\"text\":\"\"},"
         "{\"path\":\"a\",\"text\":\"\"}]}",
         "not sorted"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct bundle bundle;
        struct err err = {0};
        assert_false(bundle_parse(cases[i].json, strlen(cases[i].json), "x.json", &bundle, &err));
        if (!strstr(err.text, cases[i].error) || strncmp(err.text, "x.json: ", 8))
            fail_msg("%s: %s", cases[i].json, err.text);
        bundle_finish(&bundle);
    }
    struct bundle bundle;
    assert_false(bundle_read(world.logs, "../../etc/passwd", &bundle, NULL));
    assert_false(bundle_read(world.logs, "", &bundle, NULL));
}

static void sources_that_are_not_text_are_refused(void **state) {
    (void)state;
    struct buf bytes = {0};
    static const struct source bad[] = {{"a.lua", "\xFF", 1}, {"a.lua", "a\0b", 3}};
    world.scenario->source_count = 0;
    assert_false(bundle_make(world.scenario, &bytes, NULL));
    world.scenario->source_count = 1;
    for (size_t i = 0; i < COUNT(bad); i++) {
        world.scenario->sources = &bad[i];
        assert_false(bundle_make(world.scenario, &bytes, NULL));
    }
    buf_finish(&bytes);
}

/* ---- collected panels ---- */

/* `experts` of them rate the decision `opening`; `extra` follows the ratings. */
static void write_panel(struct buf *out, int experts, const char *status, const char *sha256) {
    const char *node = small_scene(world.scenario, "opening")->node;
    buf_clear(out);
    buf_text(out, "{\"v\":1,\"scenario\":\"test/small\",\"experts\":[");
    for (int i = 0; i < experts; i++)
        buf_printf(out, "%s{\"id\":\"e%02d\",\"who\":\"Lead, %d years\"}", i ? "," : "", i, i);
    buf_text(out, "],\"ratings\":[");
    for (int i = 0; i < experts; i++)
        buf_printf(out,
                   "%s{\"node\":\"%s\",\"expert\":\"e%02d\",\"at\":\"2026-11-22T05:24:10.123Z\","
                   "\"rate\":{\"waive\":7,\"credit\":6,\"refuse\":1,\"escalate\":3},\"best\":"
                   "\"waive\",\"escalate\":\"no\",\"opens\":[\"account.letter\",\"gone\"],"
                   "\"expects\":50,\"because\":\"Hospital.\"}",
                   i ? "," : "", node, i);
    buf_text(out, "],\"keys\":[");
    if (status)
        buf_printf(out,
                   "{\"node\":\"%s\",\"status\":\"%s\",\"m\":%d,\"w\":0.8,\"ad\":0.5,"
                   "\"stability\":0.99,\"panel_sha256\":\"%s\"}",
                   node, status, experts, sha256);
    buf_text(out, "]}");
}

/* Over all ratings of a file that has one node and one rating per expert. */
static bool hash_all(const struct panel_file *file, char out[65]) {
    const struct panel_rating *ratings[PANEL_EXPERTS_MAX];
    for (int i = 0; i < file->rating_count; i++)
        ratings[i] = &file->ratings[i];
    return panel_sha256(ratings, file->rating_count, NULL, 0, out);
}

static enum key_status status_with(int experts, const char *status, bool is_right) {
    struct buf text = {0};
    struct panel_file file;
    struct err err = {0};
    char sha256[65];
    struct scene *opening = small_scene(world.scenario, "opening");
    write_panel(&text, experts, NULL, NULL);
    assert_true(panel_parse(text.data, text.len, "x", &file, &err));
    assert_true(hash_all(&file, sha256));
    panel_finish(&file);
    if (!is_right)
        sha256[0] ^= 1;
    write_panel(&text, experts, status, sha256);
    opening->panel = NULL;
    if (!panel_apply(world.scenario, "small.panel.json", text.data, text.len, 0, NULL, &err))
        fail_msg("%s", err.text);
    buf_finish(&text);
    return opening->panel->status;
}

static void a_status_is_believed_only_with_its_hash(void **state) {
    (void)state;
    assert_int_equal(status_with(10, "operational", true), KEY_OPERATIONAL);
    assert_int_equal(status_with(10, "operational", false), KEY_PILOT);
    assert_int_equal(status_with(10, NULL, true), KEY_PILOT);
    assert_int_equal(status_with(10, "ambiguous", true), KEY_AMBIGUOUS);
    assert_int_equal(status_with(9, "operational", true), KEY_PILOT);
    assert_int_equal(status_with(5, "pilot", true), KEY_PILOT);
    assert_int_equal(status_with(4, "pilot", true), KEY_AMBIGUOUS);
    assert_int_equal(status_with(4, NULL, true), KEY_AMBIGUOUS);
}

static void the_panel_takes_the_illustrative_ones_place(void **state) {
    (void)state;
    struct key key;
    const int shown[] = {0, 1, 2, 3};
    struct needed needed[EVIDENCE_MAX];
    struct scene *opening = small_scene(world.scenario, "opening");
    assert_int_equal(status_with(5, NULL, true), KEY_PILOT);
    assert_true(opening->panel->is_collected);
    assert_null(small_scene(world.scenario, "closing")->panel);
    key_compute(opening, shown, 4, 1, &key);
    assert_int_equal(key.experts, 5);
    assert_int_equal(key.category[0], 2);
    assert_int_equal(key.votes[0], 5);
    assert_int_equal(key.expects, 5000);
    assert_int_equal(evidence_needed(world.scenario, opening, needed, EVIDENCE_MAX), 1);
    assert_string_equal(world.scenario->experts[opening->panel->rows[2].expert].who,
                        "Lead, 2 years");
    assert_string_equal(opening->panel->rows[2].reason, "Hospital.");
    assert_int_equal(world.scenario->source_count, 2); /* it goes into the bundle */
    assert_string_equal(world.scenario->sources[1].path, "small.panel.json");
}

static void the_later_rating_counts(void **state) {
    (void)state;
    struct panel_file file;
    struct err err = {0};
    const char *text =
        "{\"v\":1,\"scenario\":\"s\",\"experts\":[],\"ratings\":["
        "{\"node\":\"n\",\"expert\":\"b\",\"at\":\"2026-11-22T05:24:10.123Z\",\"best\":\"x\"},"
        "{\"node\":\"n\",\"expert\":\"a\",\"at\":\"2026-11-22T05:24:12.000Z\",\"best\":\"new\"},"
        "{\"node\":\"n\",\"expert\":\"a\",\"at\":\"2026-11-22T05:24:11.000Z\",\"best\":\"old\"},"
        "{\"node\":\"n\",\"expert\":\"b\",\"at\":\"2026-11-22T05:24:10.123Z\",\"best\":\"y\"}]}";
    assert_true(panel_parse(text, strlen(text), "x", &file, &err));
    assert_int_equal(file.rating_count, 2);
    assert_string_equal(file.ratings[0].best, "new");
    assert_string_equal(file.ratings[1].best, "y"); /* of equal times the later in the file */
    char sha256[65], expected[65];
    const char *merged =
        "[{\"node\":\"n\",\"expert\":\"a\",\"at\":\"2026-11-22T05:24:12.000Z\",\"rate\":null,"
        "\"best\":\"new\",\"escalate\":null,\"opens\":null,\"expects\":null,\"because\":null},"
        "{\"node\":\"n\",\"expert\":\"b\",\"at\":\"2026-11-22T05:24:10.123Z\",\"rate\":null,"
        "\"best\":\"y\",\"escalate\":null,\"opens\":null,\"expects\":null,\"because\":null}]";
    sha256_hex(merged, strlen(merged), expected);
    assert_true(hash_all(&file, sha256));
    assert_string_equal(sha256, expected);
    struct buf written = {0};
    struct panel_file again;
    panel_write(&file, &written);
    assert_true(panel_parse(written.data, written.len, "x", &again, &err));
    assert_int_equal(again.rating_count, 2);
    panel_finish(&again);
    panel_finish(&file);
    buf_finish(&written);
}

static void a_bad_panel_is_refused(void **state) {
    (void)state;
    static const struct {
        const char *find, *replace, *error;
    } cases[] = {
        {"\"v\":1", "\"v\":2", "version 2"},
        {"test/small", "other/one", "not of 'test/small'"},
        {"\"waive\":7", "\"waive\":8", "1 to 7"},
        {"\"waive\":7", "\"waive\":6.5", "1 to 7"},
        {"\"waive\":7,", "", "every option once"},
        {"\"waive\":7", "\"wave\":7", "does not exist"},
        {"\"best\":\"waive\"", "\"best\":\"none\"", "does not exist"},
        {"\"expects\":50", "\"expects\":101", "0 to 100"},
        {"\"escalate\":\"no\"", "\"escalate\":\"maybe\"", "yes, no or either"},
        {"2026-11-22T05:24:10.123Z", "today", "must be a time"},
        {"\"expert\":\"e00\"", "\"expert\":\"who\"", "not among"},
        {"\"rate\":{\"waive\":7,\"credit\":6,\"refuse\":1,\"escalate\":3}", "\"rate\":null",
         "only named the best"},
        {"\"experts\":[", "\"experts\":[7,", "experts[1]"},
        {"\"scenario\":", "\"scenery\":", "`scenario` is missing"},
        {"\"expert\":\"e00\"", "\"expert\":7", "`expert` must be a text"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct buf text = {0}, bad = {0};
        struct err err = {0};
        write_panel(&text, 2, NULL, NULL);
        const char *at = strstr(text.data, cases[i].find);
        assert_non_null(at);
        buf_add(&bad, text.data, (size_t)(at - text.data));
        buf_text(&bad, cases[i].replace);
        buf_text(&bad, at + strlen(cases[i].find));
        bool ok = panel_apply(world.scenario, "p", bad.data, bad.len, 0, NULL, &err);
        if (ok || !strstr(err.text, cases[i].error))
            fail_msg("%s: %s", cases[i].replace, err.text);
        buf_finish(&text);
        buf_finish(&bad);
    }
}

/* A session played with a collected panel is replayed with it, from the bundle alone. */
static void the_bundle_brings_its_panel(void **state) {
    (void)state;
    struct buf text = {0};
    struct bundle bundle;
    struct err err = {0};
    struct scenario_loader loader = world_loader(&world);
    write_panel(&text, 5, NULL, NULL);
    assert_true(
        panel_apply(world.scenario, "small.panel.json", text.data, text.len, 0, NULL, &err));
    world_whole_call(&world);
    assert_true(bundle_read(world.logs, world.scenario->sha256, &bundle, &err));
    assert_int_equal(bundle.file_count, 2);
    struct scenario *scenario = bundle_scenario(&bundle, &loader, &err);
    assert_non_null(scenario);
    assert_int_equal(small_scene(scenario, "opening")->panel->status, KEY_PILOT);
    assert_string_equal(scenario->sha256, world.scenario->sha256);
    scenario_destroy(scenario);
    bundle_finish(&bundle);
    buf_finish(&text);
}

static void paths_of_panels(void **state) {
    (void)state;
    char path[32];
    assert_true(panel_path(path, sizeof path, "a/late_refund.lua"));
    assert_string_equal(path, "a/late_refund.panel.json");
    assert_false(panel_path(path, sizeof path, "a_much_too_long_name_for_it.lua"));
}

int main(void) {
#define T(name) cmocka_unit_test_setup_teardown(name, begin, end)
    const struct CMUnitTest tests[] = {T(a_bundle_is_these_bytes),
                                       T(a_bad_bundle_is_refused),
                                       T(sources_that_are_not_text_are_refused),
                                       T(a_status_is_believed_only_with_its_hash),
                                       T(the_panel_takes_the_illustrative_ones_place),
                                       T(the_later_rating_counts),
                                       T(a_bad_panel_is_refused),
                                       T(the_bundle_brings_its_panel),
                                       T(paths_of_panels)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
