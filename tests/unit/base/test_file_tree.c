/* The one walk: what it takes, and what it names instead of taking. */
#include "support/cmocka.h"

#include "base/file.h"
#include "base/file_tree.h"

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

static void make(const char *name) {
    struct err err = {0};
    char parent[PATH_MAX];
    assert_true(path_folder(parent, sizeof parent, at(name)));
    assert_true(folder_make(parent, &err));
    assert_true(file_write(at(name), "x", 1, 0600, &err));
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
    chmod(at("closed"), 0700);
    return nftw(folder, remove_one, 64, FTW_DEPTH | FTW_PHYS);
}

/* "a.lua b/c.lua | link 0 pipe 1" */
static void describe(const struct file_tree *tree, char *out, size_t size) {
    size_t len = 0, start = strlen(folder) + 1;
    *out = '\0';
    for (int i = 0; i < tree->count; i++)
        len += (size_t)snprintf(out + len, size - len, "%s ", tree->files[i].path + start);
    len += (size_t)snprintf(out + len, size - len, "|");
    for (int i = 0; i < tree->left_count; i++)
        len += (size_t)snprintf(out + len, size - len, " %s %d", tree->left[i].path + start,
                                (int)tree->left[i].reason);
}

static void expect(const char *suffix, const char *wanted) {
    static const char *const skipped[] = {"skipped", NULL};
    struct file_tree tree = {0};
    struct err err = {0};
    char found[4096];
    assert_true(file_tree_add(&tree, folder, suffix, skipped, &err));
    describe(&tree, found, sizeof found);
    assert_string_equal(found, wanted);
    for (int i = 0; i < tree.left_count; i++)
        assert_true(strlen(tree.left[i].why) > 10);
    file_tree_finish(&tree);
}

static void files_come_in_byte_order(void **state) {
    (void)state;
    make("b.lua");
    make("a.lua");
    make("B.lua");
    make("notes.md");
    make("sub/c.lua");
    make(".hidden/d.lua");
    make("skipped/e.lua");
    expect(".lua", "B.lua a.lua b.lua sub/c.lua |");
    expect("", "B.lua a.lua b.lua notes.md sub/c.lua |");
}

/* Three links to "." made eight scenarios of one. */
static void links_are_named_and_not_followed(void **state) {
    (void)state;
    make("a.lua");
    make("out/x.md");
    assert_int_equal(symlink(".", at("loop")), 0);
    assert_int_equal(symlink("..", at("out/up")), 0);
    assert_int_equal(symlink("a.lua", at("b.lua")), 0);
    assert_int_equal(symlink("nowhere", at("c.lua")), 0);
    assert_int_equal(symlink("out/x.md", at("other")), 0); /* to a file of another name: nothing */
    expect(".lua", "a.lua | b.lua 0 c.lua 0 loop 0 out/up 0");
}

static void a_link_that_is_given_is_followed(void **state) {
    (void)state;
    struct file_tree tree = {0};
    struct err err = {0};
    make("in/a.lua");
    assert_int_equal(symlink("in", at("given")), 0);
    assert_true(file_tree_add(&tree, at("given"), ".lua", NULL, &err));
    assert_int_equal(tree.count, 1);
    assert_true(file_tree_add(&tree, at("in/a.lua"), ".lua", NULL, &err));
    assert_int_equal(tree.count, 2);
    assert_false(file_tree_add(&tree, at("missing"), ".lua", NULL, &err));
    assert_int_equal(err.code, ERR_IO);
    file_tree_finish(&tree);
}

static void pipes_are_named(void **state) {
    (void)state;
    assert_int_equal(mkfifo(at("a.lua"), 0600), 0);
    assert_int_equal(mkfifo(at("other"), 0600), 0);
    expect(".lua", "| a.lua 1");
}

static void a_closed_folder_is_named(void **state) {
    (void)state;
    make("a.lua");
    make("closed/b.lua");
    assert_int_equal(chmod(at("closed"), 0), 0);
    if (access(at("closed"), R_OK) == 0) /* the superuser may read everything */
        skip();
    expect(".lua", "a.lua | closed 3");
}

static void the_depth_is_bounded(void **state) {
    (void)state;
    char name[PATH_MAX] = "";
    for (int i = 0; i < FILE_TREE_DEPTH_MAX; i++)
        strcat(name, "d/");
    size_t len = strlen(name);
    strcpy(name + len, "a.lua");
    make(name);
    strcpy(name + len, "d/b.lua");
    make(name);
    struct file_tree tree = {0};
    struct err err = {0};
    assert_true(file_tree_add(&tree, folder, ".lua", NULL, &err));
    assert_int_equal(tree.count, 1);
    assert_int_equal(tree.left_count, 1);
    assert_int_equal(tree.left[0].reason, TREE_TOO_DEEP);
    file_tree_finish(&tree);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(files_come_in_byte_order, begin, end),
        cmocka_unit_test_setup_teardown(links_are_named_and_not_followed, begin, end),
        cmocka_unit_test_setup_teardown(a_link_that_is_given_is_followed, begin, end),
        cmocka_unit_test_setup_teardown(pipes_are_named, begin, end),
        cmocka_unit_test_setup_teardown(a_closed_folder_is_named, begin, end),
        cmocka_unit_test_setup_teardown(the_depth_is_bounded, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
