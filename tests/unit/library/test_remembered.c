/* What was explored is remembered by hash, and nothing in the file is trusted further than that. */
#include "base/file.h"
#include "folder.h"
#include "library/remembered.h"
#include "support/cmocka.h"

#include <stdio.h>
#include <string.h>

static struct scenario numbered(int number) {
    struct scenario scenario = {0};
    snprintf(scenario.sha256, sizeof scenario.sha256, "%064d", number);
    return scenario;
}

static bool has(int number) {
    struct remembered remembered = {.home = folder_root()};
    struct scenario scenario = numbered(number);
    bool found = remembered_has(&remembered, &scenario);
    remembered_finish(&remembered);
    return found;
}

static void add(int first, int count) {
    struct remembered remembered = {.home = folder_root()};
    for (int i = first; i < first + count; i++) {
        struct scenario scenario = numbered(i);
        remembered_add(&remembered, &scenario);
    }
    remembered_finish(&remembered);
}

static size_t size(void) {
    struct buf bytes = {0};
    struct err err = {0};
    bool ok = file_read(folder_at("cache/checked"), 1 << 20, &bytes, &err);
    size_t len = ok ? bytes.len : 0;
    buf_finish(&bytes);
    return len;
}

static void a_hash_is_remembered(void **state) {
    (void)state;
    assert_false(has(1));
    assert_false(file_exists(folder_at("cache")));
    add(1, 1);
    assert_true(has(1));
    assert_false(has(2));
    add(2, 1);
    add(2, 1);
    assert_true(has(1));
    assert_true(has(2));
    assert_int_equal(size(), 2 * 65);
}

static void damage_costs_time_and_nothing_else(void **state) {
    (void)state;
    static const char *const damaged[] = {"", "x", "\n", "not hashes at all\n"};
    for (size_t i = 0; i < sizeof damaged / sizeof *damaged; i++) {
        folder_put("cache/checked", damaged[i]);
        assert_false(has(1));
        add(1, 1);
        assert_true(has(1));
        assert_int_equal(size(), 65);
    }
}

static void the_latest_are_kept(void **state) {
    (void)state;
    add(0, REMEMBERED_MAX);
    assert_true(has(0));
    add(REMEMBERED_MAX, 1);
    assert_true(has(REMEMBERED_MAX));
    assert_true(has(REMEMBERED_MAX - 1));
    assert_false(has(0));
    assert_int_equal(size(), (size_t)(REMEMBERED_MAX / 2 + 1) * 65);
}

static void without_a_home_nothing_is_remembered(void **state) {
    (void)state;
    struct remembered remembered = {0};
    struct scenario scenario = numbered(1);
    remembered_add(&remembered, &scenario);
    assert_false(remembered_has(&remembered, &scenario));
    remembered_finish(&remembered);
}

int main(void) {
#define T(name) cmocka_unit_test_setup_teardown(name, folder_begin, folder_end)
    const struct CMUnitTest tests[] = {
        T(a_hash_is_remembered),
        T(damage_costs_time_and_nothing_else),
        T(the_latest_are_kept),
        T(without_a_home_nothing_is_remembered),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
