/* The calls of the library: nothing vanishes, and no file takes another's id in silence. */
#include "folder.h"
#include "library/calls.h"
#include "library/library.h"
#include "support/cmocka.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* "t/a + shipped/a.lua, t/a - home/scenarios/a.lua": id, may be opened or not, path. */
static void expect(const char *wanted) {
    struct paths paths;
    struct calls calls;
    struct err err = {0};
    char found[4096] = "";
    folder_paths(&paths);
    assert_true(calls_read(&paths, &calls, &err));
    int playable = 0;
    for (int i = 0; i < calls.count; i++) {
        const struct call_entry *entry = &calls.entries[i];
        size_t len = strlen(found);
        snprintf(found + len, sizeof found - len, "%s%s %c %s", len ? ", " : "", entry->id,
                 entry->why ? '-' : '+', entry->path + strlen(folder_root()) + 1);
        assert_int_equal(entry->is_own, strstr(entry->path, "/home/") != NULL);
        playable += !entry->why;
    }
    assert_string_equal(found, wanted);
    assert_int_equal(calls.playable, playable);
    calls_finish(&calls);
}

static void both_folders_are_read(void **state) {
    (void)state;
    expect("");
    folder_call("shipped/x/a.lua", "t/a", NULL);
    expect("t/a + shipped/x/a.lua");
    folder_call("home/scenarios/own/deep/er/still/b.lua", "t/b", NULL);
    folder_put("home/scenarios/part.lua", "expert 'x' 'X'");
    folder_put("home/scenarios/uses.lua", "include 'part.lua' scenario 't/u' {}");
    folder_put("home/scenarios/notes.md", "x");
    expect("t/a + shipped/x/a.lua, t/b + home/scenarios/own/deep/er/still/b.lua, "
           "t/u + home/scenarios/uses.lua");
}

/* An own file with a shipped id replaced the shipped call. */
static void the_shipped_call_keeps_its_id(void **state) {
    (void)state;
    folder_call("shipped/z.lua", "t/a", NULL);
    folder_call("home/scenarios/a.lua", "t/a", NULL);
    expect("t/a + shipped/z.lua, t/a - home/scenarios/a.lua");
}

static void two_own_files_of_one_id_both_lose_it(void **state) {
    (void)state;
    folder_call("home/scenarios/a.lua", "t/a", NULL);
    folder_call("home/scenarios/b.lua", "t/a", NULL);
    expect("t/a - home/scenarios/a.lua, t/a - home/scenarios/b.lua");
}

static void what_cannot_be_opened_is_listed(void **state) {
    (void)state;
    folder_put("home/scenarios/empty.lua", "");
    folder_call("home/scenarios/a.lua", "t/a", NULL);
    assert_int_equal(symlink("a.lua", folder_at("home/scenarios/link.lua")), 0);
    expect(" - home/scenarios/empty.lua,  - home/scenarios/link.lua, t/a + home/scenarios/a.lua");
}

struct found {
    bool ok;
    char path[PATH_MAX];
    struct library_note note;
    struct err err;
};

static void find(const char *name, struct found *found) {
    struct paths paths;
    folder_paths(&paths);
    *found = (struct found){0};
    found->ok = library_find(&paths, name, found->path, &found->note, &found->err);
}

static void a_call_is_found_by_its_id(void **state) {
    (void)state;
    struct found found;
    find("t/a", &found);
    assert_false(found.ok);
    assert_non_null(strstr(found.err.text, "the library is empty"));
    folder_call("shipped/z.lua", "t/a", NULL);
    find("t/a", &found);
    assert_true(found.ok);
    assert_string_equal(found.path, folder_at("shipped/z.lua"));
    assert_string_equal(found.note.text, "");
    find("t/aa", &found);
    assert_false(found.ok);
    assert_non_null(strstr(found.err.text, "did you mean 't/a'?"));
    find(folder_at("shipped/z.lua"), &found);
    assert_true(found.ok);
    assert_string_equal(found.path, folder_at("shipped/z.lua"));
}

static void an_id_in_a_comment_finds_nothing(void **state) {
    (void)state;
    struct found found;
    folder_put("home/scenarios/a.lua", "-- scenario 't/comment' {}\nexpert 'x' 'X'");
    find("t/comment", &found);
    assert_false(found.ok);
}

static void a_taken_id_is_named(void **state) {
    (void)state;
    struct found found;
    folder_call("shipped/z.lua", "t/a", NULL);
    folder_call("home/scenarios/mine.lua", "t/a", NULL);
    find("t/a", &found);
    assert_true(found.ok);
    assert_string_equal(found.path, folder_at("shipped/z.lua"));
    assert_non_null(strstr(found.note.text, "mine.lua"));
    folder_call("home/scenarios/one.lua", "t/b", NULL);
    folder_call("home/scenarios/two.lua", "t/b", NULL);
    find("t/b", &found);
    assert_false(found.ok);
    assert_int_equal(found.err.code, ERR_CONTENT);
    assert_non_null(strstr(found.err.text, "one.lua"));
    assert_non_null(strstr(found.err.text, "two.lua"));
}

int main(void) {
#define T(name) cmocka_unit_test_setup_teardown(name, folder_begin, folder_end)
    const struct CMUnitTest tests[] = {
        T(both_folders_are_read),
        T(the_shipped_call_keeps_its_id),
        T(two_own_files_of_one_id_both_lose_it),
        T(what_cannot_be_opened_is_listed),
        T(a_call_is_found_by_its_id),
        T(an_id_in_a_comment_finds_nothing),
        T(a_taken_id_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
