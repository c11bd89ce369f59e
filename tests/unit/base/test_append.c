/* The log's ground: lines stay whole whatever the disk does. */
#include "support/cmocka.h"

#include "base/append.h"
#include "base/file.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

/* Linked with --wrap: a disk that fails when told to. */
static bool disk_fails;
int __real_fdatasync(int fd);
int __wrap_fdatasync(int fd);
int __wrap_fdatasync(int fd) {
    if (disk_fails) {
        errno = EIO;
        return -1;
    }
    return __real_fdatasync(fd);
}

static char folder[64], path[96];

static int begin(void **state) {
    (void)state;
    strcpy(folder, "/tmp/offscript.XXXXXX");
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/log.jsonl", folder);
    disk_fails = false;
    return 0;
}

static int end(void **state) {
    (void)state;
    unlink(path);
    return rmdir(folder);
}

static void check_content(const char *expected) {
    struct buf content = {0};
    assert_true(file_read(path, 1 << 20, &content, NULL));
    assert_string_equal(buf_cstr(&content), expected);
    buf_finish(&content);
}

static void lines_are_appended(void **state) {
    (void)state;
    struct err err = {0};
    struct stat info;
    struct append *append = append_create(path, &err);
    assert_non_null(append);
    assert_true(append_line(append, "one\n", 4, &err));
    assert_true(append_line(append, "two\n", 4, &err));
    assert_true(append_sync(append, &err));
    assert_int_equal(append_size(append), 8);
    append_close(append);
    check_content("one\ntwo\n");
    assert_int_equal(stat(path, &info), 0);
    assert_int_equal(info.st_mode & 0777, 0600);
    append = append_open(path, &err);
    assert_non_null(append);
    assert_int_equal(append_size(append), 8);
    assert_true(append_line(append, "three\n", 6, &err));
    append_close(append);
    check_content("one\ntwo\nthree\n");
}

static void it_is_made_once(void **state) {
    (void)state;
    struct err err = {0};
    append_close(append_create(path, &err));
    assert_null(append_create(path, &err));
    assert_int_equal(err.code, ERR_IO);
    assert_non_null(strstr(err.text, "File exists"));
}

static void a_second_writer_is_refused(void **state) {
    (void)state;
    struct err err = {0};
    struct append *append = append_create(path, &err);
    assert_null(append_open(path, &err));
    assert_int_equal(err.code, ERR_LOCKED);
    assert_non_null(strstr(err.text, "already open"));
    append_close(append);
    err = (struct err){0};
    append = append_open(path, &err);
    assert_non_null(append);
    append_close(append);
}

static void links_and_pipes_are_refused(void **state) {
    (void)state;
    struct err err = {0};
    char target[128];
    snprintf(target, sizeof target, "%s/elsewhere", folder);
    assert_int_equal(symlink(target, path), 0);
    assert_null(append_create(path, &err));
    err = (struct err){0};
    assert_null(append_open(path, &err));
    assert_non_null(strstr(err.text, "link"));
    unlink(path);
    assert_int_equal(mkfifo(path, 0600), 0);
    err = (struct err){0};
    assert_null(append_open(path, &err));
    assert_false(file_exists(target));
}

/* A limit on the file's size makes the write short: what came through is taken back. */
static void a_short_write_is_cut_back(void **state) {
    (void)state;
    struct err err = {0};
    struct rlimit before, limit;
    struct append *append = append_create(path, &err);
    assert_true(append_line(append, "whole\n", 6, &err));
    signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &before);
    limit = (struct rlimit){10, before.rlim_max};
    setrlimit(RLIMIT_FSIZE, &limit);
    assert_false(append_line(append, "too long\n", 9, &err));
    assert_int_equal(err.code, ERR_FULL);
    assert_non_null(strstr(err.text, "no space left"));
    check_content("whole\n");
    limit.rlim_cur = 6;
    setrlimit(RLIMIT_FSIZE, &limit);
    err = (struct err){0};
    assert_false(append_line(append, "x\n", 2, &err));
    assert_int_equal(err.code, ERR_FULL);
    setrlimit(RLIMIT_FSIZE, &before);
    err = (struct err){0};
    assert_true(append_line(append, "too long\n", 9, &err));
    assert_true(append_sync(append, &err));
    append_close(append);
    check_content("whole\ntoo long\n");
}

static void a_failed_sync_is_final(void **state) {
    (void)state;
    struct err err = {0};
    struct append *append = append_create(path, &err);
    assert_true(append_line(append, "one\n", 4, &err));
    disk_fails = true;
    assert_false(append_sync(append, &err));
    assert_int_equal(err.code, ERR_IO);
    disk_fails = false;
    assert_true(append_is_lost(append));
    err = (struct err){0};
    assert_false(append_sync(append, &err)); /* though the system would say yes */
    assert_false(append_line(append, "two\n", 4, NULL));
    assert_false(append_cut(append, 0, NULL));
    append_close(append);
    check_content("one\n");
}

static void it_can_be_cut(void **state) {
    (void)state;
    struct err err = {0};
    struct append *append = append_create(path, &err);
    assert_true(append_line(append, "one\n", 4, &err));
    assert_true(append_line(append, "torn", 4, &err));
    assert_true(append_cut(append, 4, &err));
    assert_true(append_line(append, "two\n", 4, &err));
    append_close(append);
    check_content("one\ntwo\n");
}

static void it_can_be_discarded(void **state) {
    (void)state;
    struct append *append = append_create(path, NULL);
    append_discard(append);
    append_discard(NULL);
    append_close(NULL);
    assert_false(file_exists(path));
}

/* ---- files that are taken away ---- */

static void write_file(const char *name, const char *text) {
    assert_true(file_write(name, text, strlen(text), 0600, NULL));
}

/* One line is in the file; `spoil` does its worst; then all that was ever appended is written anew.
 */
static void check_taken_away(void (*spoil)(void), const char *words) {
    struct err err = {0};
    struct append *append = append_create(path, &err);
    assert_true(append_line(append, "one\n", 4, &err) && append_sync(append, &err));
    assert_true(append_look(append, &err));
    spoil();
    assert_false(append_line(append, "two\n", 4, &err) && append_sync(append, &err));
    assert_int_equal(err.code, ERR_IO);
    assert_non_null(strstr(err.text, words));
    assert_true(append_is_gone(append));
    assert_false(append_is_lost(append));
    err = (struct err){0};
    assert_false(append_line(append, "x\n", 2, &err));
    assert_false(append_sync(append, NULL) || append_look(append, NULL));
    err = (struct err){0};
    assert_true(append_replace(append, "one\ntwo\n", 8, &err));
    assert_false(append_is_gone(append));
    assert_true(append_line(append, "three\n", 6, &err) && append_sync(append, &err));
    assert_null(append_open(path, &err)); /* the new file is locked, too */
    assert_int_equal(err.code, ERR_LOCKED);
    append_close(append);
    check_content("one\ntwo\nthree\n");
}

static void remove_it(void) {
    unlink(path);
}

static void cut_it(void) {
    assert_int_equal(truncate(path, 0), 0);
}

static void replace_it(void) {
    write_file(path, "one\n"); /* a rename, as a program that keeps folders in step does */
}

static void keep_a_name(void) { /* the file has another name, but this one leads elsewhere */
    char other[128];
    snprintf(other, sizeof other, "%s/other", folder);
    assert_int_equal(rename(path, other), 0);
    write_file(path, "");
}

static void a_file_taken_away_is_written_anew(void **state) {
    (void)state;
    char other[128];
    check_taken_away(remove_it, "was removed");
    unlink(path);
    check_taken_away(cut_it, "was cut short");
    unlink(path);
    snprintf(other, sizeof other, "%s.aside.1", path); /* the line written behind the cut */
    assert_int_equal(unlink(other), 0);
    check_taken_away(replace_it, "was removed"); /* the rename took its only name */
    unlink(path);
    check_taken_away(keep_a_name, "was replaced");
    snprintf(other, sizeof other, "%s/other", folder);
    unlink(other);
}

static void append_a_word(void) {
    FILE *file = fopen(path, "a");
    fputs("foreign\n", file);
    fclose(file);
}

static void foreign_bytes_are_set_aside(void **state) {
    (void)state;
    char aside[128];
    struct buf content = {0};
    check_taken_away(append_a_word, "was written to");
    snprintf(aside, sizeof aside, "%s.aside.1", path);
    assert_true(file_read(aside, 100, &content, NULL));
    assert_non_null(strstr(buf_cstr(&content), "foreign\n"));
    buf_finish(&content);
    unlink(aside);
}

/* What is in the way is a folder with something in it: nothing changes, and it can be tried again.
 */
static void a_failed_replacement_can_be_tried_again(void **state) {
    (void)state;
    char part[128], inside[160];
    struct err err = {0};
    struct append *append = append_create(path, &err);
    assert_true(append_line(append, "one\n", 4, &err) && append_sync(append, &err));
    unlink(path);
    assert_false(append_look(append, &err));
    snprintf(part, sizeof part, "%s.part", path);
    snprintf(inside, sizeof inside, "%s/inside", part);
    assert_int_equal(mkdir(part, 0700) | mkdir(inside, 0700), 0);
    err = (struct err){0};
    assert_false(append_replace(append, "one\n", 4, &err));
    assert_true(append_is_gone(append));
    assert_int_equal(rmdir(inside) | rmdir(part), 0);
    err = (struct err){0};
    assert_true(append_replace(append, "one\n", 4, &err));
    append_close(append);
    check_content("one\n");
}

int main(void) {
#define T(name) cmocka_unit_test_setup_teardown(name, begin, end)
    const struct CMUnitTest tests[] = {T(lines_are_appended),
                                       T(it_is_made_once),
                                       T(a_second_writer_is_refused),
                                       T(links_and_pipes_are_refused),
                                       T(a_short_write_is_cut_back),
                                       T(a_failed_sync_is_final),
                                       T(it_can_be_cut),
                                       T(it_can_be_discarded),
                                       T(a_file_taken_away_is_written_anew),
                                       T(foreign_bytes_are_set_aside),
                                       T(a_failed_replacement_can_be_tried_again)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
