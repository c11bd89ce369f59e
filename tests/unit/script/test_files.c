/* What may be read: files made here in a folder of their own. */
#include "base/buf.h"
#include "script/script.h"
#include "support/cmocka.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char small[] =
    "scenario \"t/small\" { format = 1, version = 1, title = \"T\", start = \"a\" }\n"
    "scene \"a\" { option \"go\" { say = \"Go.\", to = \"done\" } }\n"
    "ending \"done\" {}\n";

static int make_folder(void **state) {
    char *folder = strdup("/tmp/offscript_script_XXXXXX");
    *state = folder;
    return folder && mkdtemp(folder) && chdir(folder) == 0 ? 0 : -1;
}

static int remove_folder(void **state) {
    char command[100];
    int moved = chdir("/");
    snprintf(command, sizeof command, "rm -rf %s", (char *)*state);
    int failed = system(command);
    free(*state);
    return failed || moved;
}

static void write_bytes(const char *path, const void *bytes, size_t len) {
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, len, file), len);
    assert_int_equal(fclose(file), 0);
}

static void write_text(const char *path, const char *text) {
    write_bytes(path, text, strlen(text));
}

/* One load with what it gave. */
struct loaded {
    struct scenario *scenario;
    struct script_report report;
    struct err err;
    int code; /* of the first finding, 0: none */
    int line;
};

static struct loaded load(const char *path) {
    struct loaded loaded = {0};
    loaded.scenario = script_load_file(path, &loaded.report, &loaded.err);
    assert_int_equal(loaded.scenario != NULL, loaded.err.code == ERR_NONE);
    if (loaded.report.count) {
        loaded.code = loaded.report.items[0].code;
        loaded.line = loaded.report.items[0].place.line;
    }
    return loaded;
}

static void release(struct loaded *loaded) {
    scenario_destroy(loaded->scenario);
    script_report_finish(&loaded->report);
}

static void expect(const char *path, enum err_code err, int code, int line) {
    struct loaded loaded = load(path);
    if (loaded.err.code != err || loaded.code != code || loaded.line != line)
        fail_msg("%s: error %d (%s), E%d at line %d", path, (int)loaded.err.code, loaded.err.text,
                 loaded.code, loaded.line);
    release(&loaded);
}

static void test_kinds(void **state) {
    (void)state;
    write_text("small.lua", small);
    expect("small.lua", ERR_NONE, 0, 0);
    expect("./small.lua", ERR_NONE, 0, 0);
    expect("missing.lua", ERR_IO, 0, 0);
    expect("no/folder.lua", ERR_IO, 0, 0);
    expect("", ERR_IO, 0, 0);
    assert_int_equal(mkdir("folder.lua", 0700), 0);
    expect("folder.lua", ERR_IO, 0, 0);
    assert_int_equal(symlink("small.lua", "link.lua"), 0);
    expect("link.lua", ERR_IO, 0, 0);
    assert_int_equal(mkfifo("fifo.lua", 0600), 0);
    expect("fifo.lua", ERR_IO, 0, 0);
    expect("/dev/zero", ERR_IO, 0, 0);
    expect("/dev/null", ERR_IO, 0, 0);
    write_text("empty.lua", "");
    expect("empty.lua", ERR_CONTENT, E107, 1);
    write_text("comment.lua", "-- nothing");
    expect("comment.lua", ERR_CONTENT, E107, 1);
}

static void test_sizes(void **state) {
    (void)state;
    size_t len = 20 << 20;
    char *bytes = malloc(len);
    assert_non_null(bytes);
    memset(bytes, '\n', len);
    write_bytes("large.lua", bytes, len);
    expect("large.lua", ERR_CONTENT, E102, 0);
    memcpy(bytes, small, sizeof small - 1);
    write_bytes("most.lua", bytes, SCRIPT_FILE_MAX);
    expect("most.lua", ERR_NONE, 0, 0);
    write_bytes("more.lua", bytes, SCRIPT_FILE_MAX + 1);
    expect("more.lua", ERR_CONTENT, E102, 0);
    write_bytes("half.lua", bytes + sizeof small, SCRIPT_FILE_MAX / 2);
    write_text("three.lua", "include \"half.lua\"\ninclude \"most.lua\"\ninclude \"half2.lua\"\n");
    write_bytes("half2.lua", bytes + sizeof small, SCRIPT_FILE_MAX - 10);
    expect("three.lua", ERR_CONTENT, E102, 3);
    write_text("two.lua", "\ninclude \"more.lua\"\n");
    expect("two.lua", ERR_CONTENT, E102, 2);
    free(bytes);
}

static void test_bytes(void **state) {
    (void)state;
    write_bytes("compiled.lua", "\x1bLuaT\0\x19\x93\r\n\x1a\n", 12);
    expect("compiled.lua", ERR_CONTENT, E101, 1);
    write_bytes("binary.lua",
                "\x7f"
                "ELF\2\1\1\0\0\0",
                10);
    expect("binary.lua", ERR_CONTENT, E116, 1);
    write_bytes("picture.lua", "\x89PNG\r\n", 6);
    expect("picture.lua", ERR_CONTENT, E114, 1);
    write_text("latin.lua", "-- caf\xc3\xa9\n\n-- caf\xe9\n");
    expect("latin.lua", ERR_CONTENT, E114, 3);
    write_text("override.lua", "-- fine\n-- \xe2\x80\xae turned\n");
    expect("override.lua", ERR_CONTENT, E116, 2);
    write_bytes("zero.lua", "-- a\n-- b\0\n", 11);
    expect("zero.lua", ERR_CONTENT, E116, 2);
    write_text("escape.lua", "-- \x1b[31m\n");
    expect("escape.lua", ERR_CONTENT, E116, 1);
    write_text("bom_only.lua", "\xef\xbb\xbf");
    expect("bom_only.lua", ERR_CONTENT, E107, 1);
    write_text("shebang.lua", "#!/usr/bin/lua\n");
    expect("shebang.lua", ERR_CONTENT, E101, 1);
}

static void expect_words(const char *path, const char *words) {
    struct loaded loaded = load(path);
    assert_null(loaded.scenario);
    assert_int_equal(loaded.report.errors, 1);
    const struct diagnostic *item = &loaded.report.items[0];
    if (!strstr(item->text, words) && !(item->fix && strstr(item->fix, words)))
        fail_msg("%s: '%s; %s' does not say '%s'", path, item->text, item->fix, words);
    assert_true(item->place.line > 0 && item->place.column > 0);
    release(&loaded);
}

/* Files of other programs are named for what they are. */
static void test_foreign(void **state) {
    (void)state;
    write_bytes("le.lua", "\xff\xfes\0c\0e\0n\0", 10);
    expect_words("le.lua", "UTF-16");
    write_bytes("be.lua", "\0s\0c\0e\0n\0e\0 ", 12);
    expect_words("be.lua", "UTF-16");
    write_text("rtf.lua", "{\\rtf1\\ansi scenario}");
    expect_words("rtf.lua", "RTF");
    write_bytes("word.lua", "PK\x03\x04\x14\0\x06\0", 8);
    expect_words("word.lua", "Word");
    write_bytes("old.lua", "\xd0\xcf\x11\xe0\xa1\xb1", 6);
    expect_words("old.lua", "Word");
    write_text("pdf.lua", "%PDF-1.7\n");
    expect_words("pdf.lua", "PDF");
    write_text("page.lua", "<!DOCTYPE html>\n");
    expect_words("page.lua", "web page");
    write_text("program.lua", "#!/usr/bin/lua\n");
    expect_words("program.lua", "#!");
    write_text("merge.lua", "scenario \"a\" {\n<<<<<<< ours\n=======\n>>>>>>> theirs\n}\n");
    expect_words("merge.lua", "conflict");
}

/* A path that is nearly right. */
static void test_nearest(void **state) {
    (void)state;
    static const struct {
        const char *path, *words;
    } cases[] = {
        {"near/Experts.lua", "\"near/experts.lua\""},
        {"near/EXPERTS.LUA", "\"near/experts.lua\""},
        {"near/expert.lua", "\"near/experts.lua\""},
        {"near/other.lua", "own folder"},
        {"nowhere/experts.lua", "own folder"},
        {"near\\\\experts.lua", "no backslash"},
        {"near\\new.lua", "no backslash"},
    };
    assert_int_equal(mkdir("near", 0700), 0);
    write_text("near/experts.lua", "expert \"a\" \"A\"\n");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[200];
        snprintf(text, sizeof text, "include \"%s\"\n", cases[i].path);
        write_text("includes.lua", text);
        struct loaded loaded = load("includes.lua");
        assert_int_equal(loaded.code, E115);
        assert_int_equal(loaded.report.items[0].place.column, 1);
        if (!strstr(loaded.report.items[0].fix, cases[i].words))
            fail_msg("%s: %s", cases[i].path, loaded.report.items[0].fix);
        release(&loaded);
    }
}

/* ---- include --------------------------------------------------------------------------------- */

static void test_includes(void **state) {
    (void)state;
    char text[4096];
    assert_int_equal(mkdir("in", 0700), 0);
    write_text("in/part.lua", "expert \"a\" \"A\"\n");
    assert_int_equal(symlink("part.lua", "in/link.lua"), 0);
    assert_int_equal(symlink("in", "linked"), 0);
    assert_int_equal(mkfifo("in/fifo.lua", 0600), 0);
    write_text("outside.lua", "error(\"never run\")\n");
    static const char *const refused[] = {"in/link.lua",
                                          "linked/part.lua",
                                          "in/fifo.lua",
                                          "in",
                                          "in/",
                                          "/in/part.lua",
                                          "in//part.lua",
                                          "./in/part.lua",
                                          "in/../in/part.lua",
                                          "../outside.lua",
                                          "in/.part.lua",
                                          "in/no.lua",
                                          "in\\\\part.lua",
                                          "in/part.lua ",
                                          "in/p\xc3\xa4rt.lua"};
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        snprintf(text, sizeof text, "\ninclude \"%s\"\n%s", refused[i], small);
        write_text("top.lua", text);
        expect("top.lua", ERR_CONTENT, E115, 2);
    }
    snprintf(text, sizeof text, "local r = include \"in/part.lua\"\nassert(r == nil)\n%s", small);
    write_text("top.lua", text);
    struct loaded loaded = load("top.lua");
    assert_non_null(loaded.scenario);
    assert_int_equal(loaded.scenario->source_count, 2);
    assert_string_equal(loaded.scenario->sources[0].path, "top.lua");
    assert_string_equal(loaded.scenario->sources[0].text, text);
    assert_int_equal(loaded.scenario->sources[0].len, strlen(text));
    assert_string_equal(loaded.scenario->sources[1].path, "in/part.lua");
    assert_string_equal(loaded.scenario->sources[1].text, "expert \"a\" \"A\"\n");
    assert_string_equal(loaded.scenario->experts[0].place.file, "in/part.lua");
    release(&loaded);
}

static void test_folder_names(void **state) {
    char path[200];
    write_text("in/wrong.lua", "\nexpert \"a\" { 1 }\n");
    write_text("named.lua", "include \"in/wrong.lua\"\n");
    snprintf(path, sizeof path, "%s/named.lua", (const char *)*state);
    struct loaded loaded = load(path);
    assert_true(loaded.report.count >= 2);
    snprintf(path, sizeof path, "%s/in/wrong.lua", (const char *)*state);
    assert_string_equal(loaded.report.items[0].place.file, path);
    assert_int_equal(loaded.report.items[0].place.line, 2);
    release(&loaded);
    loaded = load("in/../named.lua");
    assert_string_equal(loaded.report.items[0].place.file, "in/../in/wrong.lua");
    release(&loaded);
}

static void write_chain(int depth) {
    char name[32], text[4096];
    for (int i = 1; i <= depth; i++) {
        snprintf(name, sizeof name, "d%d.lua", i);
        snprintf(text, sizeof text, i < depth ? "include \"d%d.lua\"\n" : "-- %d\n", i + 1);
        write_text(name, text);
    }
    snprintf(text, sizeof text, "include \"d1.lua\"\n%s", small);
    write_text("chain.lua", text);
}

static void test_bounds(void **state) {
    (void)state;
    write_chain(SCRIPT_INCLUDE_DEPTH_MAX);
    expect("chain.lua", ERR_NONE, 0, 0);
    write_chain(SCRIPT_INCLUDE_DEPTH_MAX + 1);
    struct loaded loaded = load("chain.lua");
    assert_int_equal(loaded.code, E115);
    assert_string_equal(loaded.report.items[0].place.file, "d8.lua");
    release(&loaded);
    struct buf text = {0};
    for (int i = 1; i <= SCRIPT_FILES_MAX; i++) {
        char name[32];
        snprintf(name, sizeof name, "f%d.lua", i);
        write_text(name, "");
        if (i < SCRIPT_FILES_MAX)
            buf_printf(&text, "include \"%s\"\n", name);
    }
    buf_text(&text, small);
    write_text("files.lua", buf_cstr(&text));
    expect("files.lua", ERR_NONE, 0, 0);
    buf_text(&text, "include \"f64.lua\"\n");
    write_text("files.lua", buf_cstr(&text));
    expect("files.lua", ERR_CONTENT, E115, SCRIPT_FILES_MAX + 3);
    buf_finish(&text);
}

static void test_memory(void **state) {
    (void)state;
    static const char root[] = "include \"shared/who.lua\"\n";
    char text[1000];
    snprintf(text, sizeof text, "%s%s", root, small);
    struct source sources[] = {{"shared/who.lua", "expert \"a\" \"A\"", 14},
                               {"root.lua", text, strlen(text)}};
    struct script_report report = {0};
    struct err err = {0};
    struct scenario *scenario = script_load_memory(sources, 2, "root.lua", &report, &err);
    assert_non_null(scenario);
    assert_int_equal(scenario->expert_count, 1);
    assert_string_equal(scenario->scenes[0].place.file, "root.lua");
    scenario_destroy(scenario);
    assert_null(script_load_memory(sources, 1, "root.lua", &report, &err));
    assert_int_equal(err.code, ERR_IO);
    err = (struct err){0};
    assert_null(script_load_memory(sources + 1, 1, "root.lua", &report, &err));
    assert_int_equal(err.code, ERR_CONTENT);
    assert_int_equal(report.items[0].code, E115);
    script_report_finish(&report);
}

/* ---- files that are work to parse ------------------------------------------------------------ */

static void expect_stopped(const char *path) {
    struct loaded loaded = load(path);
    assert_null(loaded.scenario);
    assert_int_equal(loaded.code, E102);
    release(&loaded);
}

static void test_parsing(void **state) {
    (void)state;
    struct buf text = {0};
    for (int i = 0; i < 30000; i++)
        buf_printf(&text, "::l%d::", i);
    while (text.len < 7 << 20)
        buf_text(&text, "goto l29999 ");
    write_bytes("labels.lua", text.data, text.len);
    expect_stopped("labels.lua");
    buf_clear(&text);
    for (int depth = 0; depth < 60; depth++) {
        buf_text(&text, "local function f(");
        for (int i = 0; i < 190; i++)
            buf_printf(&text, "%sa%d_%d", i ? "," : "", depth, i);
        buf_text(&text, ") ");
    }
    while (text.len < 7 << 20)
        buf_text(&text, "x=y ");
    write_bytes("scopes.lua", text.data, text.len);
    expect_stopped("scopes.lua");
    buf_finish(&text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_kinds),        cmocka_unit_test(test_sizes),
        cmocka_unit_test(test_bytes),        cmocka_unit_test(test_includes),
        cmocka_unit_test(test_folder_names), cmocka_unit_test(test_bounds),
        cmocka_unit_test(test_memory),       cmocka_unit_test(test_parsing),
        cmocka_unit_test(test_foreign),      cmocka_unit_test(test_nearest),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
