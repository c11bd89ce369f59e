/* What is added after a call: one file a person, chained, durable, never lost to a torn line. */
#include "support/world.h"

#include "support/cmocka.h"

#include "base/file.h"
#include "base/hash.h"
#include "record/journal.h"
#include "record/people.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NOW_MS = 1700000000 };

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

static struct journal *opened(const char *by) {
    struct err err = {0};
    struct journal *journal = journal_open(world.logs, by, NOW_MS, &err);
    if (!journal)
        fail_msg("%s", err.text);
    return journal;
}

static struct journal_dispute about(int64_t seq, const char *text) {
    return (struct journal_dispute){WORLD_SESSION, seq, "panel", text};
}

static void say(const char *by, int64_t seq, const char *text) {
    struct err err = {0};
    struct journal *journal = opened(by);
    struct journal_dispute dispute = about(seq, text);
    if (!journal_dispute(journal, &dispute, NOW_MS, &err))
        fail_msg("%s", err.text);
    journal_close(journal);
}

struct names {
    int count;
    char last[64];
};

static bool add_name(void *self, const char *name) {
    struct names *names = self;
    names->count++;
    snprintf(names->last, sizeof names->last, "%.60s", name);
    return true;
}

static struct names journals(void) {
    struct names names = {0};
    struct err err = {0};
    assert_true(folder_list(world_path(&world, "journals"), add_name, &names, &err));
    return names;
}

static const char *path_of(const struct names *names) {
    static char name[96];
    snprintf(name, sizeof name, "journals/%s", names->last);
    return name;
}

struct heard {
    const char *by, *session;
    int count;
    int64_t seq;
    char text[400];
};

static void hear(void *self, const struct entry *entry) {
    struct heard *heard = self;
    if (entry->type != ENTRY_dispute || strcmp(entry->by, heard->by) ||
        strcmp(entry->session, heard->session))
        return;
    assert_string_equal(entry->kind, "panel");
    heard->count++;
    heard->seq = entry->about_seq;
    snprintf(heard->text, sizeof heard->text, "%s", entry->text);
}

static struct heard disputes(const char *by, const char *session) {
    struct heard heard = {.by = by, .session = session};
    struct err err = {0};
    assert_true(journals_read(world.logs, hear, &heard, &err));
    return heard;
}

static void one_file_a_person(void **state) {
    (void)state;
    assert_int_equal(disputes("ines", WORLD_SESSION).count, 0);
    say("ines", 5, "The £84 was agreed in March.");
    say("ines", 9, "");
    assert_int_equal(journals().count, 1);
    say("mira", 5, "مهلة");
    assert_int_equal(journals().count, 2);
    struct heard heard = disputes("ines", WORLD_SESSION);
    assert_int_equal(heard.count, 2);
    assert_int_equal(heard.seq, 9);
    heard = disputes("mira", WORLD_SESSION);
    assert_int_equal(heard.count, 1);
    assert_string_equal(heard.text, "مهلة");
    assert_int_equal(disputes("ines", "another").count, 0);
}

static void lines_are_chained(void **state) {
    (void)state;
    say("ines", 5, "a \"quoted\" word");
    say("ines", 6, "b");
    struct names names = journals();
    size_t len;
    char *bytes = world_read(&world, path_of(&names), &len);
    char *second = strchr(bytes, '\n') + 1, hash[65], expected[512];
    snprintf(expected, sizeof expected,
             "{\"v\":1,\"type\":\"dispute\",\"journal\":\"%.36s\",\"seq\":0,"
             "\"at\":\"1970-01-20T16:13:20.000Z\",\"by\":\"ines\",\"session\":\"" WORLD_SESSION
             "\",\"about_seq\":5,\"kind\":\"panel\",\"text\":\"a \\\"quoted\\\" word\","
             "\"prev\":null}\n",
             names.last);
    assert_memory_equal(bytes, expected, strlen(expected));
    sha256_hex(bytes, (size_t)(second - bytes) - 1, hash);
    assert_non_null(strstr(second, hash));
    assert_non_null(strstr(second, "\"seq\":1"));
    free(bytes);
}

static void a_torn_line_is_cut(void **state) {
    (void)state;
    say("ines", 5, "first");
    struct names names = journals();
    size_t len;
    char *bytes = world_read(&world, path_of(&names), &len), *torn = malloc(len + 8);
    memcpy(torn, bytes, len);
    memcpy(torn + len, "{\"v\":1,", 7);
    world_write(&world, path_of(&names), torn, len + 7);
    say("ines", 6, "second");
    assert_int_equal(journals().count, 2); /* the other one ends in .torn */
    struct heard heard = disputes("ines", WORLD_SESSION);
    assert_int_equal(heard.count, 2);
    assert_string_equal(heard.text, "second");
    free(bytes);
    free(torn);
}

static void a_damaged_journal_is_left_alone(void **state) {
    (void)state;
    say("ines", 5, "first");
    say("ines", 6, "second");
    struct names names = journals();
    char damaged[96];
    snprintf(damaged, sizeof damaged, "%s", path_of(&names));
    size_t len;
    char *bytes = world_read(&world, damaged, &len);
    *strstr(bytes, "first") = 'F';
    world_write(&world, damaged, bytes, len);
    say("ines", 7, "third");
    assert_int_equal(journals().count, 2);
    size_t len_after;
    char *after = world_read(&world, damaged, &len_after);
    assert_int_equal(len_after, len);
    assert_memory_equal(after, bytes, len);
    free(bytes);
    free(after);
}

static void a_journal_in_use_is_not_shared(void **state) {
    (void)state;
    say("ines", 5, "first");
    struct journal *one = opened("ines"), *other = opened("ines");
    struct err err = {0};
    struct journal_dispute dispute = about(6, "at once");
    assert_true(journal_dispute(one, &dispute, NOW_MS, &err));
    assert_true(journal_dispute(other, &dispute, NOW_MS, &err));
    journal_close(one);
    journal_close(other);
    assert_int_equal(journals().count, 2);
    assert_int_equal(disputes("ines", WORLD_SESSION).count, 3);
}

static void only_one_line_of_text(void **state) {
    (void)state;
    struct err err = {0};
    struct journal *journal = opened("ines");
    char lengthy[JOURNAL_TEXT_MAX + 2];
    memset(lengthy, 'x', sizeof lengthy - 1);
    lengthy[sizeof lengthy - 1] = '\0';
    static const char *const bad[] = {"two\nlines", "\xff", "tab\t"};
    struct journal_dispute dispute = about(5, lengthy);
    assert_false(journal_dispute(journal, &dispute, NOW_MS, &err));
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        dispute = about(5, bad[i]);
        assert_false(journal_dispute(journal, &dispute, NOW_MS, &err));
    }
    journal_close(journal);
    assert_int_equal(journals().count, 0); /* nothing said, nothing left behind */
}

/* Every field of a type is written, null where nothing was said, and comes back. */
static void every_type_goes_there_and_back(void **state) {
    (void)state;
    for (int type = 0; type < ENTRY_TYPE_COUNT; type++) {
        struct entry entry, back;
        struct buf line = {0}, again = {0};
        struct err err = {0};
        struct arena *arena = arena_create();
        int count;
        entry_clear(&entry);
        entry.type = (enum entry_type)type;
        entry.v = 1;
        entry.session = WORLD_SESSION;
        entry.reply_to = (struct entry_ref){"j", 3};
        entry.before = 1;
        entry_write(&entry, &line);
        const uint8_t *order = entry_order((enum entry_type)type, &count);
        for (int i = 0; i < count; i++) {
            char key[64];
            snprintf(key, sizeof key, "\"%s\":", entry_field_name((enum entry_field)order[i]));
            assert_non_null(strstr(buf_cstr(&line), key));
        }
        if (!entry_read(line.data, line.len, arena, &back, &err))
            fail_msg("%s", err.text);
        entry_write(&back, &again);
        assert_string_equal(buf_cstr(&line), buf_cstr(&again));
        arena_destroy(arena);
        buf_finish(&line);
        buf_finish(&again);
    }
}

/* docs/decision-log.md has one row per type. */
static void the_documentation_lists_the_same_fields(void **state) {
    (void)state;
    struct buf text = {0};
    struct err err = {0};
    char path[4096];
    snprintf(path, sizeof path, "%s/docs/decision-log.md", getenv("OFFSCRIPT_SOURCE"));
    assert_true(file_read(path, 1 << 20, &text, &err));
    for (int type = 0; type < ENTRY_TYPE_COUNT; type++) {
        struct buf row = {0};
        int count, head = 6, tail = 1;
        const uint8_t *order = entry_order((enum entry_type)type, &count);
        buf_printf(&row, "| `%s` |", entry_type_name((enum entry_type)type));
        for (int i = head; i < count - tail; i++)
            buf_printf(&row, "%s `%s`", i > head ? "," : "",
                       entry_field_name((enum entry_field)order[i]));
        buf_text(&row, " |");
        if (!strstr(buf_cstr(&text), buf_cstr(&row)))
            fail_msg("docs/decision-log.md lacks the row %s", buf_cstr(&row));
        buf_finish(&row);
    }
    buf_finish(&text);
}

/* ---- who is who ---- */

static void join(const char *agent, const char *also) {
    struct err err = {0};
    struct journal *journal = opened(agent);
    assert_true(journal_alias(journal, agent, also, NOW_MS, &err));
    journal_close(journal);
}

static void joined_ids_are_one_person(void **state) {
    (void)state;
    struct err err = {0};
    const char *logs[] = {world.logs};
    join("m", "z");
    join("q", "r");
    join("z", "b");
    join("a-22222222", "Jos\u00e9"); /* composed */
    struct people *people = people_read(logs, 1, &err);
    assert_non_null(people);
    assert_string_equal(people_group(people, "z"), "b");
    assert_string_equal(people_group(people, "m"), "b");
    assert_string_equal(people_group(people, "r"), "q");
    assert_string_equal(people_group(people, "nobody"), "nobody");
    assert_true(people_are_one(people, "m", "b"));
    assert_false(people_are_one(people, "m", "q"));
    assert_false(people_are_one(people, "m", "nobody"));
    assert_true(people_are_one(people, " Jose\u0301", "a-22222222")); /* not composed, a blank */
    assert_true(people_are_one(NULL, " Jose\u0301 ", "Jos\u00e9"));
    people_destroy(people);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(one_file_a_person, begin, end),
        cmocka_unit_test_setup_teardown(lines_are_chained, begin, end),
        cmocka_unit_test_setup_teardown(a_torn_line_is_cut, begin, end),
        cmocka_unit_test_setup_teardown(a_damaged_journal_is_left_alone, begin, end),
        cmocka_unit_test_setup_teardown(a_journal_in_use_is_not_shared, begin, end),
        cmocka_unit_test_setup_teardown(only_one_line_of_text, begin, end),
        cmocka_unit_test(every_type_goes_there_and_back),
        cmocka_unit_test(the_documentation_lists_the_same_fields),
        cmocka_unit_test_setup_teardown(joined_ids_are_one_person, begin, end)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
