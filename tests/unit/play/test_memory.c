/* Memory runs out at every allocation in turn, while a log is verified, while a call begins, goes
 * on and is tried again: it is said as it is, nothing leaks, and no log is called damaged. */
#include "support/world.h"

#include "support/cmocka.h"

#include "base/file.h"
#include "play/verify.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LOG WORLD_SESSION ".jsonl"

static int allocations, fail_at;
void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *old, size_t size);

static bool fails(void) {
    return fail_at && ++allocations == fail_at;
}
void *__wrap_malloc(size_t size) {
    return fails() ? NULL : __real_malloc(size);
}
void *__wrap_calloc(size_t count, size_t size) {
    return fails() ? NULL : __real_calloc(count, size);
}
void *__wrap_realloc(void *old, size_t size) {
    return fails() ? NULL : __real_realloc(old, size);
}

static struct world world;
static struct scenario_loader inner;

/* The scenario built by hand asserts that it gets its memory. */
static struct scenario *load(void *self, const struct bundle *bundle, struct err *err) {
    int at = fail_at;
    (void)self;
    fail_at = 0;
    struct scenario *scenario = inner.load(inner.self, bundle, err);
    fail_at = at;
    return scenario;
}

static const struct scenario_loader loader = {load, NULL};

static int begin(void **state) {
    (void)state;
    world_begin(&world);
    inner = world_loader(&world);
    return 0;
}

static int end(void **state) {
    (void)state;
    world_end(&world);
    return 0;
}

/* Runs `once` with the first, second … allocation failing until it runs without a failure. */
static void sweep(bool (*once)(struct err *err), int at_least) {
    int failures = 0;
    for (int at = 1;; at++) {
        struct err err = {0};
        allocations = 0;
        fail_at = at;
        bool ok = once(&err);
        bool failed = allocations >= at;
        fail_at = 0;
        if (!ok && err.code != ERR_MEMORY)
            fail_msg("allocation %d: %d %s", at, err.code, err.text);
        failures += !ok;
        if (!failed)
            break;
    }
    if (failures < at_least)
        fail_msg("only %d failures", failures);
}

static bool verify_once(struct err *err) {
    struct verify_result result;
    bool ok = verify_log(world_path(&world, LOG), &loader, NULL, &result);
    *err = result.err;
    assert_int_not_equal(result.status, VERIFY_BROKEN);
    return ok;
}

static void a_log_is_verified(void **state) {
    (void)state;
    world_whole_call(&world);
    sweep(verify_once, 15);
}

static bool start_once(struct err *err) {
    struct play_setup setup = world_setup(&world);
    struct play *play = play_start(&setup, world.now, err);
    fail_at = 0;
    assert_int_equal(file_exists(world_path(&world, LOG)), play != NULL);
    play_destroy(play);
    remove(world_path(&world, LOG));
    return play != NULL;
}

static void a_call_begins(void **state) {
    (void)state;
    sweep(start_once, 10);
}

static bool resume_once(struct err *err) {
    struct play_source source = {.logs = world.logs, .session = WORLD_SESSION, .loader = loader};
    struct play *play = play_resume(&source, world.now, err);
    play_destroy(play);
    return play != NULL;
}

static void a_call_goes_on(void **state) {
    (void)state;
    play_destroy(world_play(&world));
    sweep(resume_once, 15);
    assert_true(verify_once(&(struct err){0}));
}

static bool retry_once(struct err *err) {
    struct play_source source = {.logs = world.logs, .session = WORLD_SESSION, .loader = loader};
    struct play *play = play_retry(&source, 9, world.now, err);
    if (play)
        remove(play_log_path(play));
    play_destroy(play);
    return play != NULL;
}

static void a_moment_is_tried_again(void **state) {
    (void)state;
    world_whole_call(&world);
    sweep(retry_once, 15);
}

/* While a call is played memory may fail, but what was answered with yes is in the log. */
static bool play_once(struct err *err) {
    int at = fail_at;
    fail_at = 0;
    struct play *play = world_play(&world);
    fail_at = at;
    int scene = session_scene(play_session(play));
    int waive = scene_find_option(&play_scenario(play)->scenes[scene], "waive");
    bool ok = play_open_card(play, 0, world.now, err) && play_cut_in(play, world.now, err) &&
              play_select(play, waive, world.now, err) &&
              play_commit(play, 80, NULL, NULL, world.now, err);
    fail_at = 0;
    play_destroy(play);
    struct verify_result result;
    if (!verify_log(world_path(&world, LOG), &loader, NULL, &result))
        fail_msg("%s", result.err.text);
    if (ok)
        assert_int_equal(result.records, 8);
    remove(world_path(&world, LOG));
    return ok;
}

static void a_call_is_played(void **state) {
    (void)state;
    sweep(play_once, 0);
}

int main(void) {
#define T(name) cmocka_unit_test_setup_teardown(name, begin, end)
    const struct CMUnitTest tests[] = {T(a_log_is_verified), T(a_call_begins), T(a_call_goes_on),
                                       T(a_moment_is_tried_again), T(a_call_is_played)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
