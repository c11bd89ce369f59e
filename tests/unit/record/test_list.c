/* Which files count: each session once, links never. */
#include "support/world.h"

#include "support/cmocka.h"

#include "base/file.h"
#include "record/log_list.h"
#include "record/log_reader.h"
#include "record/session_id.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define LOG WORLD_SESSION ".jsonl"

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

static void check_list(int count, int left_out, const char *why) {
    const char *paths[] = {world.logs};
    struct log_list list;
    struct err err = {0};
    if (!log_list_read(paths, 1, &list, &err))
        fail_msg("%s", err.text);
    if (list.count != count || list.left_out_count != left_out)
        fail_msg("%d listed, %d left out", list.count, list.left_out_count);
    for (int i = 0; i < left_out; i++)
        assert_non_null(strstr(list.left_out[i].why, why));
    log_list_finish(&list);
}

static void each_session_counts_once(void **state) {
    (void)state;
    size_t len;
    world_whole_call(&world);
    char *bytes = world_read(&world, LOG, &len);
    check_list(1, 0, "");
    assert_true(folder_make(world_path(&world, "copies/deep"), NULL));
    world_write(&world, "copies/deep/" LOG, bytes, len);
    check_list(1, 1, "whole"); /* the same twice */
    char *third = strchr(strchr(strchr(bytes, '\n') + 1, '\n') + 1, '\n') + 1;
    world_write(&world, "copies/deep/" LOG, bytes, (size_t)(third - bytes));
    check_list(1, 1, "whole"); /* a beginning of it */
    world_write(&world, "copies/renamed.jsonl", bytes, len);
    check_list(1, 2, "whole");                /* whatever it is called */
    third[-4] = third[-4] == '0' ? '1' : '0'; /* of `prev` */
    world_write(&world, "copies/deep/" LOG, bytes, (size_t)(third - bytes));
    check_list(0, 3, "something else"); /* who is right cannot be known */
    free(bytes);
}

static void only_real_log_files_are_listed(void **state) {
    (void)state;
    world_whole_call(&world);
    char target[128], link[160];
    snprintf(target, sizeof target, "%s", world_path(&world, LOG));
    snprintf(link, sizeof link, "%s", world_path(&world, "link.jsonl"));
    assert_int_equal(symlink(target, link), 0);
    assert_int_equal(symlink(world.logs, world_path(&world, "loop")), 0);
    assert_int_equal(mkfifo(world_path(&world, "pipe.jsonl"), 0600), 0);
    assert_true(folder_make(world_path(&world, "journals"), NULL));
    world_write(&world, "journals/x.jsonl", "{}\n", 3);
    world_write(&world, ".hidden.jsonl", "{}\n", 3);
    world_write(&world, "notes.txt", "{}\n", 3);
    check_list(1, 0, "");
    world_write(&world, "damaged.jsonl", "{\n", 2);
    check_list(2, 0, ""); /* whoever reads it reports it */
    const char *missing[] = {world_path(&world, "missing")};
    struct log_list list;
    struct err err = {0};
    assert_false(log_list_read(missing, 1, &list, &err));
    assert_non_null(strstr(err.text, "no such file"));
    log_list_finish(&list);
}

static void a_file_says_what_it_is_named(void **state) {
    (void)state;
    size_t len;
    struct log log;
    struct err err = {0};
    world_whole_call(&world);
    char *bytes = world_read(&world, LOG, &len);
    world_write(&world, "01993c5e-7c00-7000-8000-0000000000bb.jsonl", bytes, len);
    assert_false(
        log_read(world_path(&world, "01993c5e-7c00-7000-8000-0000000000bb.jsonl"), &log, &err));
    assert_non_null(strstr(err.text, "named after another session"));
    log_finish(&log);
    free(bytes);
}

static void damage_is_reported_with_its_line(void **state) {
    (void)state;
    size_t len;
    world_whole_call(&world);
    char *bytes = world_read(&world, LOG, &len);
    char *third = strchr(strchr(bytes, '\n') + 1, '\n') + 1;
    static const struct {
        char byte;
        const char *error;
    } cases[] = {
        {'x', ":3: it is not JSON"}, {'\0', ":3: a NUL byte"}, {'\xFF', ":3: it is not UTF-8"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct log log;
        struct err err = {0};
        char before = third[0];
        third[0] = cases[i].byte;
        assert_false(log_parse(bytes, len, "a.jsonl", &log, &err));
        if (!strstr(err.text, cases[i].error))
            fail_msg("%s", err.text);
        log_finish(&log);
        third[0] = before;
    }
    free(bytes);
}

static void session_ids_are_uuids_of_version_7(void **state) {
    (void)state;
    static const unsigned char bytes[10] = {0xff, 0xff, 0xff, 0xff, 0, 1, 2, 3, 4, 5};
    char id[37], other[37];
    session_id_from(1795325050123, bytes, id);
    assert_string_equal(id, "01a201b6-3d0b-7fff-bfff-000102030405");
    assert_true(session_id_make(1795325050123, id));
    assert_true(session_id_make(1795325050124, other));
    assert_true(is_session_id(id, strlen(id)));
    assert_true(strcmp(id, other) < 0); /* they sort by time */
    assert_false(is_session_id("01A201B2-190b-7fff-bfff-000102030405", 36));
    assert_false(is_session_id("01a201b6-3d0b-7fff-bfff-00010203040", 35));
}

int main(void) {
#define T(name) cmocka_unit_test_setup_teardown(name, begin, end)
    const struct CMUnitTest tests[] = {
        T(each_session_counts_once), T(only_real_log_files_are_listed),
        T(a_file_says_what_it_is_named), T(damage_is_reported_with_its_line),
        T(session_ids_are_uuids_of_version_7)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
