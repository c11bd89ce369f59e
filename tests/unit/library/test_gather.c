/* Every file of a folder: a scenario, or named with the reason why it is none. */
#include "folder.h"
#include "library/gather.h"
#include "support/cmocka.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static struct gathered gathered;

static int end(void **state) {
    gather_finish(&gathered);
    return folder_end(state);
}

static void gather(const char *path) {
    struct err err = {0};
    assert_true(gather_add(&gathered, path, false, &err));
}

static void settle(void) {
    struct err err = {0};
    assert_true(gather_settle(&gathered, &err));
}

static const struct gathered_file *file(const char *name) {
    for (int i = 0; i < gathered.count; i++)
        if (strcmp(gathered.files[i].path, folder_at(name)) == 0)
            return &gathered.files[i];
    fail_msg("%s was not gathered", name);
    return NULL;
}

static void expect_left(const char *name, const char *why) {
    const struct gathered_file *found = file(name);
    assert_false(found->is_scenario);
    assert_non_null(found->why);
    if (!strstr(found->why, why))
        fail_msg("%s: %s", name, found->why);
}

static void expect_scenario(const char *name, const char *id) {
    assert_true(file(name)->is_scenario);
    assert_null(file(name)->why);
    assert_string_equal(file(name)->id, id);
}

static void every_file_is_a_scenario_or_named(void **state) {
    (void)state;
    folder_call("a.lua", "t/a", NULL);
    folder_call("sub/B.LUA", "t/b", NULL);
    folder_put("computed.lua", "local n = 'c' scenario('t/' .. n) { format = 1, version = 1, "
                               "title = 'T', start = 'a' }\n"
                               "scene 'a' { option 'x' { say = 'x', to = 'e' } } ending 'e' {}");
    folder_put("broken.lua", "scenario 't/broken' {");
    folder_put("mistyped.lua", "scenaro 't/m' {}\nscene 'a' { to = 'e' }\nending 'e' {}");
    folder_put("uses.lua", "include 'shared/people.lua'\nscenario 't/u' {}");
    folder_put("shared/people.lua", "expert 'x' 'X'\ninclude 'shared/more.lua'");
    folder_put("shared/more.lua", "scene 'm' { to = 'e' }");
    folder_put("alone.lua", "expert 'x' 'X'");
    folder_put("empty.lua", "");
    folder_put("byte.lua", "x");
    folder_put("notes.md", "scenario 't/notes' {}");
    folder_put("a.panel.json", "{}");
    folder_put("lost.panel.json", "{}");
    assert_int_equal(symlink("a.lua", folder_at("link.lua")), 0);
    assert_int_equal(symlink(".", folder_at("loop")), 0);
    assert_int_equal(mkfifo(folder_at("pipe.lua"), 0600), 0);
    gather(folder_root());
    settle();
    expect_scenario("a.lua", "t/a");
    expect_scenario("sub/B.LUA", "t/b");
    expect_scenario("computed.lua", "t/c");
    expect_scenario("broken.lua", "t/broken");
    expect_scenario("mistyped.lua", "");
    expect_scenario("uses.lua", "t/u");
    expect_left("shared/people.lua", "is a part that uses.lua includes");
    expect_left("shared/more.lua", "is a part that people.lua includes");
    expect_left("alone.lua", "declares no scenario");
    expect_left("empty.lua", "is empty");
    expect_left("byte.lua", "declares no scenario");
    expect_left("notes.md", "is no Lua file");
    expect_left("a.panel.json", "beside a scenario");
    expect_left("lost.panel.json", "without its scenario");
    expect_left("link.lua", "is a link");
    expect_left("loop", "is a link");
    expect_left("pipe.lua", "is a pipe");
    assert_int_equal(gathered.count, 17);
}

static void what_cannot_be_read_is_no_scenario(void **state) {
    (void)state;
    folder_call("a.lua", "t/a", NULL);
    assert_int_equal(chmod(folder_at("a.lua"), 0), 0);
    if (access(folder_at("a.lua"), R_OK) == 0) /* the superuser may read everything */
        skip();
    gather(folder_root());
    settle();
    expect_left("a.lua", "Permission denied");
    assert_true(file("a.lua")->is_unreadable);
}

static void files_of_one_id_are_joined(void **state) {
    (void)state;
    folder_call("a.lua", "t/same", NULL);
    folder_call("b.lua", "t/other", NULL);
    folder_call("c.lua", "t/same", NULL);
    folder_put("d.lua", "scenario 't/same' {"); /* broken, and yet its id is taken */
    gather(folder_root());
    settle();
    assert_int_equal(file("b.lua")->same, -1);
    int ring = file("a.lua")->same, steps = 1;
    for (; gathered.files[ring].path != file("a.lua")->path; ring = gathered.files[ring].same)
        assert_in_range(steps++, 1, 3);
    assert_int_equal(steps, 3);
}

/* A file that is given twice is no other file. */
static void one_file_is_taken_once(void **state) {
    (void)state;
    folder_call("a.lua", "t/a", NULL);
    assert_int_equal(link(folder_at("a.lua"), folder_at("hard.lua")), 0);
    gather(folder_root());
    gather(folder_at("a.lua"));
    settle();
    assert_int_equal(gathered.count, 3);
    assert_int_equal(gathered.files[0].same, -1);
    int scenarios = 0;
    for (int i = 0; i < gathered.count; i++)
        scenarios += gathered.files[i].is_scenario;
    assert_int_equal(scenarios, 1);
    expect_left("hard.lua", "is the same file as");
}

/* Whatever is given by its own name is checked: the findings say what is wrong with it. */
static void a_named_file_is_a_scenario(void **state) {
    (void)state;
    folder_put("part.lua", "expert 'x' 'X'");
    gather(folder_at("part.lua"));
    gather(folder_at("missing.lua"));
    settle();
    assert_true(gathered.files[0].is_scenario);
    assert_true(gathered.files[1].is_scenario);
}

int main(void) {
#define T(name) cmocka_unit_test_setup_teardown(name, folder_begin, end)
    const struct CMUnitTest tests[] = {
        T(every_file_is_a_scenario_or_named), T(what_cannot_be_read_is_no_scenario),
        T(files_of_one_id_are_joined),        T(one_file_is_taken_once),
        T(a_named_file_is_a_scenario),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
