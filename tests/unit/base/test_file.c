/* Files and folders: whole or not at all, links not followed, nothing blocks. */
#include "support/cmocka.h"

#include "base/file.h"

#include <ftw.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[64];

static const char *at(const char *name) {
    static char path[4][PATH_MAX];
    static int next;
    next = (next + 1) % 4;
    snprintf(path[next], PATH_MAX, "%s/%s", folder, name);
    return path[next];
}

static int begin(void **state) {
    (void)state;
    strcpy(folder, "/tmp/offscript.XXXXXX");
    return mkdtemp(folder) ? 0 : -1;
}

static int remove_one(const char *path, const struct stat *info, int kind, struct FTW *walk) {
    (void)info;
    (void)kind;
    (void)walk;
    return remove(path);
}

static int end(void **state) {
    (void)state;
    return nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

static void a_file_is_written_whole(void **state) {
    (void)state;
    struct err err = {0};
    struct buf content = {0};
    struct stat info;
    assert_true(file_write(at("a"), "one", 3, 0600, &err));
    assert_true(file_write(at("a"), "two!", 4, 0640, &err));
    assert_true(file_read(at("a"), 4, &content, &err));
    assert_string_equal(buf_cstr(&content), "two!");
    assert_int_equal(stat(at("a"), &info), 0);
    assert_int_equal(info.st_mode & 0777, 0640);
    assert_false(file_exists(at("a.part")));
    assert_false(file_read(at("a"), 3, &content, &err));
    assert_int_equal(err.code, ERR_CONTENT);
    err = (struct err){0};
    assert_false(file_write(at("missing/a"), "x", 1, 0600, &err));
    assert_int_equal(err.code, ERR_IO);
    buf_finish(&content);
}

/* The least files there are: what reads them must not run past their end. */
static void least_files_are_read(void **state) {
    (void)state;
    static const struct {
        const char *bytes;
        size_t len;
    } files[] = {{"", 0}, {"x", 1}, {"\n", 1}, {"\xEF\xBB\xBF", 3}, {"no newline", 10}};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        struct buf content = {0};
        struct err err = {0};
        assert_true(file_write(at("least"), files[i].bytes, files[i].len, 0600, &err));
        assert_true(file_read(at("least"), 100, &content, &err));
        assert_int_equal(content.len, files[i].len);
        assert_int_equal(strlen(buf_cstr(&content)), files[i].len);
        assert_memory_equal(buf_cstr(&content), files[i].bytes, files[i].len + 1);
        assert_true(file_read_below(folder, "least", 100, &content, &err));
        assert_int_equal(strlen(buf_cstr(&content)), files[i].len);
        buf_finish(&content);
    }
}

static void only_regular_files_are_read(void **state) {
    (void)state;
    struct buf content = {0};
    struct err err = {0};
    assert_true(file_write(at("a"), "x", 1, 0600, &err));
    assert_int_equal(symlink(at("a"), at("link")), 0);
    assert_int_equal(mkfifo(at("pipe"), 0600), 0);
    static const char *const names[] = {"link", "pipe", ".", "missing"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct err refused = {0};
        assert_false(file_read(at(names[i]), 100, &content, &refused)); /* and does not block */
        assert_int_equal(refused.code, ERR_IO);
    }
    assert_int_equal(file_kind(at("a")), FILE_REGULAR);
    assert_int_equal(file_kind(at("link")), FILE_LINK);
    assert_int_equal(file_kind(at("pipe")), FILE_OTHER);
    assert_int_equal(file_kind(at(".")), FILE_FOLDER);
    assert_int_equal(file_kind(at("missing")), FILE_MISSING);
    assert_true(file_exists(at("link")));
    assert_false(file_exists(at("missing")));
    buf_finish(&content);
}

static void nothing_outside_the_folder_is_read(void **state) {
    (void)state;
    struct buf content = {0};
    struct err err = {0};
    assert_true(folder_make(at("in/deep"), &err));
    assert_true(file_write(at("in/deep/a"), "x", 1, 0600, &err));
    assert_true(file_write(at("out"), "x", 1, 0600, &err));
    assert_int_equal(symlink(at("in/deep"), at("in/link")), 0);
    assert_true(file_read_below(at("in"), "deep/a", 10, &content, &err));
    static const char *const bad[] = {"../out",  "deep/../../out", "link/a", "/etc/passwd",
                                      "deep//a", "./deep/a",       "",       "deep/"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(file_read_below(at("in"), bad[i], 10, &content, NULL));
    buf_finish(&content);
}

static void folders_are_private(void **state) {
    (void)state;
    struct stat info;
    struct err err = {0};
    assert_true(folder_make(at("a/b/c"), &err));
    assert_true(folder_make(at("a/b/c"), &err));
    assert_int_equal(stat(at("a/b"), &info), 0);
    assert_int_equal(info.st_mode & 0777, 0700);
    assert_true(folder_sync(at("a"), &err));
    assert_true(file_write(at("a/file"), "x", 1, 0600, &err));
    assert_false(folder_make(at("a/file"), &err));
}

static bool take_name(void *self, const char *name) {
    struct buf *names = self;
    buf_printf(names, "%s ", name);
    return strcmp(name, "stop") != 0;
}

static void entries_come_in_byte_order(void **state) {
    (void)state;
    struct buf names = {0};
    struct err err = {0};
    static const char *const files[] = {"b", "a", ".hidden", "stop", "z", "B"};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        assert_true(file_write(at(files[i]), "", 0, 0600, &err));
    assert_true(folder_list(folder, take_name, &names, &err));
    assert_string_equal(buf_cstr(&names), "B a b stop ");
    assert_true(folder_list(at("missing"), take_name, &names, &err));
    assert_false(folder_list(at("a"), take_name, &names, &err));
    buf_finish(&names);
}

static void paths_are_joined_and_parted(void **state) {
    (void)state;
    char out[8];
    assert_true(path_join(out, sizeof out, "a", "b"));
    assert_string_equal(out, "a/b");
    assert_true(path_join(out, sizeof out, "a/", "b"));
    assert_string_equal(out, "a/b");
    assert_false(path_join(out, sizeof out, "long", "long"));
    assert_true(path_folder(out, sizeof out, "a/b/c"));
    assert_string_equal(out, "a/b");
    assert_true(path_folder(out, sizeof out, "c"));
    assert_string_equal(out, ".");
    assert_true(path_folder(out, sizeof out, "/c"));
    assert_string_equal(out, "/");
    assert_string_equal(path_name("a/b"), "b");
    assert_string_equal(path_name("b"), "b");
}

int main(void) {
#define T(name) cmocka_unit_test_setup_teardown(name, begin, end)
    const struct CMUnitTest tests[] = {
        T(a_file_is_written_whole),     T(least_files_are_read),
        T(only_regular_files_are_read), T(nothing_outside_the_folder_is_read),
        T(folders_are_private),         T(entries_come_in_byte_order),
        T(paths_are_joined_and_parted)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
