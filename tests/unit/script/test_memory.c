/* Fails each allocation in turn: loading ends with ERR_MEMORY or, where Lua can do without it, with
 * the scenario; nothing is lost, nothing else is said. */
#include "script/heap.h"
#include "script/script.h"
#include "session/explore.h"
#include "support/cmocka.h"
#include "support/load.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The linker sends what the engine calls to the wrappers: the system's allocator, and what hands
 * out pieces of larger blocks. */
#define EACH_ALLOCATOR(WRAP)                                                                       \
    WRAP(malloc, (size_t size), (size))                                                            \
    WRAP(calloc, (size_t count, size_t size), (count, size))                                       \
    WRAP(realloc, (void *block, size_t size), (block, size))                                       \
    WRAP(pool_alloc, (struct pool * pool, size_t size), (pool, size))                              \
    WRAP(arena_alloc, (struct arena * arena, size_t size), (arena, size))                          \
    WRAP(arena_array, (struct arena * arena, size_t count, size_t size), (arena, count, size))

/* Of this test program only: the wrappers have no argument to carry it. */
static struct { long calls, fail_at, fail_from; /* 0: none */ } allocation;

static bool is_failing(void) {
    allocation.calls++;
    return allocation.calls == allocation.fail_at ||
           (allocation.fail_from && allocation.calls >= allocation.fail_from);
}

#define WRAP(name, parameters, arguments)                                                          \
    void *__real_##name parameters;                                                                \
    void *__wrap_##name parameters;                                                                \
    void *__wrap_##name parameters {                                                               \
        return is_failing() ? NULL : __real_##name arguments;                                      \
    }
EACH_ALLOCATOR(WRAP)

char *__real_arena_text(struct arena *arena, const char *text, size_t len);
char *__wrap_arena_text(struct arena *arena, const char *text, size_t len);
char *__wrap_arena_text(struct arena *arena, const char *text, size_t len) {
    return is_failing() ? NULL : __real_arena_text(arena, text, len);
}

void *__real_heap_resize(struct heap *heap, void *block, size_t old_size, size_t new_size);
void *__wrap_heap_resize(struct heap *heap, void *block, size_t old_size, size_t new_size);
void *__wrap_heap_resize(struct heap *heap, void *block, size_t old_size, size_t new_size) {
    return new_size && is_failing() ? NULL : __real_heap_resize(heap, block, old_size, new_size);
}

static const char good[] =
    "include 'who.lua'\n"
    "scenario 't/s' { format = 1, version = 1, title = 'T', start = 'a', vars = { x = 1, y = 2 },\n"
    "  skills = { 'evidence' }, accept = { W201 = 'why' } }\n"
    "card 'c' { title = 'C', facts = { { 'A', '1', closed = 'f' }, { 'B', '2' } } }\n"
    "local t = {} for i = 1, 300 do t[i] = 'x' .. i end\n"
    "scene 'a' { customer = { { when = 'x > 1', 'One' }, 'Two {x}' }, evidence = { 'c.f' },\n"
    "  panel = { options = 'go on', e = { '7 1', 'why', opens = 'c' } },\n"
    "  option 'go' { say = 'Go.', to = 'done', add = { x = 1 } },\n"
    "  option 'on' { act = table.concat({ 'a', 'b' }), to = 'b', once = true } }\n"
    "scene 'b' { option 'back' { say = 'x', to = 'a', when = 'seen.c == 1' },\n"
    "  option 'up' { say = 'x', to = 'done', when = 'seen.c == 0' } }\n"
    "ending 'done' { lesson = 'L' }\n";
static const char bad[] =
    "include 'who.lua' include 'none.lua'\n"
    "scenario 't/s' { formt = 1, version = 1, title = 'T', start = 'z', vars = { x = 'a' } }\n"
    "scene 'a' { custmer = 1, option 'go' { say = 5, to = 'x' } }\n"
    "error('stop')\n";
static const char who[] = "expert 'e' 'E'\n";

enum loading { OUTCOME_LOADED, OUTCOME_CONTENT, OUTCOME_MEMORY };

static enum loading load_once(const char *lua, int explores) {
    struct source sources[] = {{"root.lua", lua, strlen(lua)}, {"who.lua", who, sizeof who - 1}};
    struct script_report report = {0};
    struct err err = {0};
    struct scenario *scenario = script_load_memory(sources, 2, "root.lua", &report, &err);
    struct explore_result found;
    if (scenario && explores && explore_run(scenario, NULL, &found, &err))
        explore_finish(&found);
    enum loading outcome = err.code == ERR_MEMORY    ? OUTCOME_MEMORY
                           : err.code == ERR_CONTENT ? OUTCOME_CONTENT
                                                     : OUTCOME_LOADED;
    if (err.code && err.code != ERR_MEMORY && err.code != ERR_CONTENT) {
        allocation.fail_at = allocation.fail_from = 0;
        fail_msg("unexpected error %d: %s", (int)err.code, err.text);
    }
    scenario_destroy(scenario);
    script_report_finish(&report);
    return outcome;
}

static enum loading fail_one(const char *lua, long at, int explores, int all_after) {
    allocation.calls = 0;
    allocation.fail_at = all_after ? 0 : at;
    allocation.fail_from = all_after ? at : 0;
    enum loading outcome = load_once(lua, explores);
    allocation.fail_at = allocation.fail_from = 0;
    return outcome;
}

static void sweep(const char *lua, enum loading without, int explores) {
    allocation.calls = 0;
    assert_int_equal(load_once(lua, explores), without);
    long calls = allocation.calls;
    int failed = 0;
    assert_true(calls > 300);
    for (long at = 1; at <= calls; at++) {
        enum loading outcome = fail_one(lua, at, explores, 0);
        assert_true(outcome == OUTCOME_MEMORY || outcome == without);
        failed += outcome == OUTCOME_MEMORY;
        outcome = fail_one(lua, at, explores, 1);
        if (outcome != OUTCOME_MEMORY && outcome != without)
            fail_msg("failing from allocation %ld on: outcome %d", at, (int)outcome);
    }
    print_message("%ld allocations, %d of them needed\n", calls, failed);
    assert_true(failed > 100);
}

static void test_good(void **state) {
    (void)state;
    sweep(good, OUTCOME_LOADED, 0);
}

static void test_bad(void **state) {
    (void)state;
    sweep(bad, OUTCOME_CONTENT, 0);
}

static void test_explore(void **state) {
    (void)state;
    sweep(good, OUTCOME_LOADED, 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_good),
        cmocka_unit_test(test_bad),
        cmocka_unit_test(test_explore),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
