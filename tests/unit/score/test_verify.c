/* Logs of the generator that really plays: every one replays and verifies. */
#include "base/file.h"
#include "play/verify.h"
#include "script/script.h"
#include "support/cmocka.h"
#include "support/load.h"
#include "support/loggen_play.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct scenario *load_bundle(void *self, const struct bundle *bundle, struct err *err) {
    struct source sources[SCRIPT_FILES_MAX];
    struct script_report report = {0};
    (void)self;
    for (int i = 0; i < bundle->file_count; i++)
        sources[i] =
            (struct source){bundle->files[i].path, bundle->files[i].text, bundle->files[i].len};
    struct scenario *scenario =
        script_load_memory(sources, bundle->file_count, bundle->root, &report, err);
    script_report_finish(&report);
    return scenario;
}

static void play_and_verify(const char *folder, struct scenario *scenario, enum player player,
                            struct rng *rng) {
    char uuid[37], path[4096];
    struct model_agent agent = {.theta = 0.3};
    struct buf log = {0};
    struct err err = {0};
    struct verify_result result;
    struct scenario_loader loader = {load_bundle, NULL};
    int64_t start_ms = INT64_C(1790000000000);
    rng_init(&agent.rng, rng_next(rng));
    loggen_session_id(start_ms, rng, uuid);
    struct play_wish wish = {.scenario = scenario,
                             .session = uuid,
                             .agent = "anna",
                             .team = "blue",
                             .mode = MODE_ASSESSMENT,
                             .level = (enum level)(player % LEVEL_COUNT),
                             .seed = rng_next(rng),
                             .start_ms = start_ms,
                             .player = player,
                             .confidence = 60,
                             .rule = model_agent_answers,
                             .self = &agent};
    assert_true(loggen_play(&wish, &log));
    snprintf(path, sizeof path, "%s/%s.jsonl", folder, uuid);
    assert_true(file_write(path, log.data, log.len, 0600, &err));
    if (!verify_log(path, &loader, NULL, &result))
        fail_msg("%s by %d: %s", scenario->id, (int)player, result.err.text);
    assert_int_equal(result.status, VERIFY_COMPLETE);
    buf_finish(&log);
    unlink(path);
}

static char folder[] = "/tmp/score_verify_XXXXXX";

static void verify_shipped(const char *path) {
    struct scenario *scenario = load_shipped(path);
    struct buf bundle = {0};
    struct err err = {0};
    struct rng rng;
    char name[4096];
    rng_init(&rng, 5);
    assert_true(bundle_make(scenario, &bundle, &err));
    assert_true(bundle_store(folder, scenario->sha256, &bundle, &err));
    for (int player = 0; player <= PLAYER_COUNT; player++)
        play_and_verify(folder, scenario, (enum player)player, &rng);
    snprintf(name, sizeof name, "%s/scenarios/%s.json", folder, scenario->sha256);
    unlink(name);
    buf_finish(&bundle);
    scenario_destroy(scenario);
}

static void test_verify(void **state) {
    char below[64];
    (void)state;
    assert_non_null(mkdtemp(folder));
    each_shipped(verify_shipped);
    snprintf(below, sizeof below, "%s/scenarios", folder);
    rmdir(below);
    rmdir(folder);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_verify)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
