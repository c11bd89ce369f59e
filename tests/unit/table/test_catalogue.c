/* The catalogue remembers what was read; whatever it remembers, the columns are those that reading
 * every file whole gives. */

#include "base/clock.h"
#include "base/file.h"
#include "support/change_log.h"
#include "support/cmocka.h"
#include "support/loggen.h"
#include "table/columns.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FILES = 24 };

struct home {
    char top[64], logs[80], cache[120];
};

static struct buf one_session(int agent, int session, int scenario) {
    struct loggen_setup setup = loggen_default();
    struct loggen *generator = loggen_create(&setup);
    struct loggen_agent who = loggen_ordinary(agent, 0);
    struct buf out = {0};
    assert_non_null(generator);
    loggen_session(generator, &who, agent, session, scenario, MODE_PRACTICE, &out);
    loggen_destroy(generator);
    assert_false(out.failed);
    return out;
}

static void path_of(const struct home *place, int number, char out[PATH_MAX]) {
    snprintf(out, PATH_MAX, "%s/%02d.jsonl", place->logs, number);
}

/* In place: the file stays the same one. */
static void write_file(const char *path, const char *bytes, size_t len, const char *how) {
    FILE *file = fopen(path, how);
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, len, file), len);
    assert_int_equal(fclose(file), 0);
}

static int make_place(void **state) {
    struct home *place = calloc(1, sizeof *place);
    struct err err = {0};
    char path[PATH_MAX];
    assert_non_null(place);
    snprintf(place->top, sizeof place->top, "/tmp/catalogue_test_XXXXXX");
    assert_non_null(mkdtemp(place->top));
    snprintf(place->logs, sizeof place->logs, "%s/logs", place->top);
    snprintf(place->cache, sizeof place->cache, "%s/cache", place->top);
    assert_true(folder_make(place->logs, &err));
    for (int i = 0; i < FILES; i++) {
        struct buf log = one_session(i % 5, i, i % 12);
        path_of(place, i, path);
        write_file(path, log.data, log.len, "wb");
        buf_finish(&log);
    }
    *state = place;
    return 0;
}

static bool remove_one(void *self, const char *name) {
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%s/%s", (const char *)self, name);
    assert_int_equal(unlink(path), 0);
    return true;
}

static int drop_place(void **state) {
    struct home *place = *state;
    struct err err = {0};
    folder_list(place->logs, remove_one, place->logs, &err);
    folder_list(place->cache, remove_one, place->cache, &err);
    rmdir(place->logs);
    rmdir(place->cache);
    assert_int_equal(rmdir(place->top), 0); /* nothing was left behind anywhere else */
    free(place);
    return 0;
}

/* So late that no file counts as just changed. */
static int64_t later(void) {
    return clock_wall_ms() + 3600000;
}

static struct columns *read_at(const struct home *place, bool with_cache, int64_t now_ms) {
    struct err err = {0};
    const char *paths[] = {place->logs};
    struct columns_request request = {.paths = paths,
                                      .path_count = 1,
                                      .threads = 2,
                                      .cache = with_cache ? place->cache : NULL,
                                      .now_ms = now_ms};
    struct columns *columns = columns_read(&request, &err);
    assert_non_null(columns);
    return columns;
}

/* Numbers of texts may differ; what they name may not. */
static void same_texts(const struct columns *a, const int32_t *x, const struct columns *b,
                       const int32_t *y, int32_t count) {
    for (int32_t i = 0; i < count; i++) {
        assert_int_equal(x[i] < 0, y[i] < 0);
        assert_string_equal(columns_text(a, x[i]), columns_text(b, y[i]));
    }
}

static bool is_text_column(const char *name) {
    static const char *const names[] = {"scene", "node", "choices",  "offered", "option",    "id",
                                        "agent", "team", "scenario", "sha256",  "open_scene"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(name, names[i]) == 0)
            return true;
    return false;
}

static void same_columns(const struct columns *a, const struct columns *b) {
    assert_int_equal(a->session.count, b->session.count);
    assert_int_equal(a->decision.count, b->decision.count);
#define X(type, name)                                                                              \
    if (is_text_column(#name))                                                                     \
        same_texts(a, (const int32_t *)(const void *)a->session.name, b,                           \
                   (const int32_t *)(const void *)b->session.name, a->session.count);              \
    else if (a->session.count)                                                                     \
        assert_memory_equal(a->session.name, b->session.name,                                      \
                            (size_t)a->session.count * sizeof(type));
    SESSION_COLUMNS(X)
#undef X
#define X(type, name)                                                                              \
    if (is_text_column(#name))                                                                     \
        same_texts(a, (const int32_t *)(const void *)a->decision.name, b,                          \
                   (const int32_t *)(const void *)b->decision.name, a->decision.count);            \
    else if (a->decision.count)                                                                    \
        assert_memory_equal(a->decision.name, b->decision.name,                                    \
                            (size_t)a->decision.count * sizeof(type));
    DECISION_COLUMNS(X)
#undef X
    assert_int_equal(a->skipped_count, b->skipped_count);
    for (int i = 0; i < a->skipped_count; i++) {
        assert_string_equal(a->skipped[i].file, b->skipped[i].file);
        assert_string_equal(a->skipped[i].why, b->skipped[i].why);
        assert_int_equal(a->skipped[i].fault, b->skipped[i].fault);
    }
    assert_int_equal(a->set_aside, b->set_aside);
    assert_int_equal(a->files, b->files);
    assert_true(a->hash == b->hash);
    assert_true(a->latest_ms == b->latest_ms);
}

/* Reads with the cache: as many files as said, and the same as without. Returns the lines read. */
static int64_t expect(const struct home *place, int files_read) {
    struct columns *kept = read_at(place, true, later()), *whole = read_at(place, false, later());
    same_columns(kept, whole);
    assert_int_equal(kept->files_read, files_read);
    assert_int_equal(whole->files_read, whole->files);
    int64_t lines = kept->lines;
    columns_destroy(kept);
    columns_destroy(whole);
    return lines;
}

/* A file is read once; what comes and goes is noticed. */
static void test_once(void **state) {
    const struct home *place = *state;
    char path[PATH_MAX];
    expect(place, FILES);
    expect(place, 0);
    struct buf log = one_session(2, 40, 3);
    path_of(place, 40, path);
    write_file(path, log.data, log.len, "wb");
    expect(place, 1);
    expect(place, 0);
    assert_int_equal(unlink(path), 0);
    expect(place, 0);
    path_of(place, 3, path);
    assert_int_equal(unlink(path), 0);
    expect(place, 0);
    buf_finish(&log);
}

/* One new log after the other: blocks are added, and at last all is written anew. */
static void test_many_blocks(void **state) {
    const struct home *place = *state;
    char path[PATH_MAX];
    expect(place, FILES);
    for (int i = 0; i < 70; i++) {
        struct buf log = one_session(i % 5, 100 + i, i % 12);
        path_of(place, 100 + i, path);
        write_file(path, log.data, log.len, "wb");
        buf_finish(&log);
        expect(place, 1);
    }
    expect(place, 0);
}

/* A call that is being played: every length at which a line ends, and a torn line in between. */
static void test_grows(void **state) {
    const struct home *place = *state;
    char path[PATH_MAX];
    struct buf log = one_session(1, 50, 7);
    path_of(place, 50, path);
    write_file(path, "", 0, "wb");
    expect(place, FILES + 1);
    for (const char *line = log.data, *next; *line; line = next) {
        next = strchr(line, '\n') + 1;
        size_t half = (size_t)(next - line) / 2;
        write_file(path, line, half, "ab");
        assert_int_equal(expect(place, 1), 0);
        write_file(path, line + half, (size_t)(next - line) - half, "ab");
        assert_int_equal(expect(place, 1), 1); /* no line twice */
        expect(place, 0);
    }
    buf_finish(&log);
}

/* Growing, but not what it was: everything is read again and judged as a whole. */
static void test_grows_over_a_change(void **state) {
    const struct home *place = *state;
    char path[PATH_MAX];
    struct buf log = one_session(1, 50, 7);
    path_of(place, 50, path);
    size_t half = log.len / 2;
    while (log.data[half - 1] != '\n')
        half--;
    write_file(path, log.data, half, "wb");
    expect(place, FILES + 1);
    char *last = log.data + half - 2;
    while (last[-1] != '\n')
        last--;
    char *digit = strstr(last, "\"t\":") + 4; /* in the old last line */
    *digit = (char)(*digit == '9' ? '8' : *digit + 1);
    write_file(path, log.data, log.len, "wb");
    struct columns *kept = read_at(place, true, later());
    assert_int_equal(kept->set_aside, 1);
    assert_int_equal(kept->skipped[0].fault, FAULT_BROKEN);
    columns_destroy(kept);
    expect(place, 0);
    buf_finish(&log);
}

/* What is wrong with a log is remembered with it. */
static void test_verdicts(void **state) {
    const struct home *place = *state;
    char path[PATH_MAX];
    struct buf log = one_session(1, 60, 2), twin = one_session(3, 61, 4);
    char *edited = log_replaced(buf_cstr(&log), "\"t\":4000,", "\"t\":4001,");
    path_of(place, 60, path);
    write_file(path, edited, strlen(edited), "wb");
    path_of(place, 61, path);
    write_file(path, twin.data, twin.len - 30, "wb"); /* torn, and the beginning of the next */
    path_of(place, 62, path);
    write_file(path, twin.data, twin.len, "wb");
    path_of(place, 63, path);
    write_file(path, "no record\n", 10, "wb");
    path_of(place, 64, path);
    write_file(path, "", 0, "wb");
    expect(place, FILES + 5);
    expect(place, 0);
    struct columns *kept = read_at(place, true, later());
    assert_int_equal(kept->files_read, 0);
    assert_int_equal(kept->skipped_count, 5); /* 61 is torn and is there twice; 62 counts */
    assert_int_equal(kept->set_aside, 4);
    columns_destroy(kept);
    free(edited);
    buf_finish(&log);
    buf_finish(&twin);
}

/* A file that was changed a moment ago may change again without a new time. */
static void test_just_changed(void **state) {
    const struct home *place = *state;
    for (int i = 0; i < 2; i++) {
        struct columns *c = read_at(place, true, clock_wall_ms() - 3600000);
        assert_int_equal(c->files_read, FILES);
        columns_destroy(c);
    }
    expect(place, FILES);
    expect(place, 0);
}

static bool first_name(void *self, const char *name) {
    struct buf *out = self;
    buf_text(out, name);
    return false;
}

/* A damaged cache is one that knows less; it never changes what is read, and is made anew. */
static void test_damaged(void **state) {
    const struct home *place = *state;
    struct err err = {0};
    struct buf name = {0}, sound = {0};
    char path[PATH_MAX];
    expect(place, FILES);
    assert_true(folder_list(place->cache, first_name, &name, &err));
    assert_true(path_join(path, sizeof path, place->cache, buf_cstr(&name)));
    assert_true(file_read(path, 1 << 24, &sound, &err));
    struct columns *whole = read_at(place, false, later());
    for (size_t at = 0; at < sound.len; at += at < 120 ? 3 : 4999) {
        sound.data[at] ^= 0x55;
        write_file(path, sound.data, sound.len, "wb");
        struct columns *kept = read_at(place, true, later());
        same_columns(kept, whole);
        assert_int_equal(kept->files_read, FILES);
        columns_destroy(kept);
        sound.data[at] ^= 0x55;
    }
    for (size_t len = 0; len < sound.len; len += len < 120 ? 7 : 9973) {
        write_file(path, sound.data, len, "wb");
        struct columns *kept = read_at(place, true, later());
        same_columns(kept, whole);
        assert_int_equal(kept->files_read, FILES);
        columns_destroy(kept);
    }
    columns_destroy(whole);
    expect(place, 0);
    buf_finish(&name);
    buf_finish(&sound);
}

/* What is half added at the end does not spoil what stands before it. */
static void test_torn_block(void **state) {
    const struct home *place = *state;
    struct err err = {0};
    struct buf name = {0};
    char path[PATH_MAX];
    expect(place, FILES);
    assert_true(folder_list(place->cache, first_name, &name, &err));
    assert_true(path_join(path, sizeof path, place->cache, buf_cstr(&name)));
    write_file(path, "half a block, and then the power went", 37, "ab");
    expect(place, 0);
    struct buf log = one_session(2, 40, 3);
    path_of(place, 40, path);
    write_file(path, log.data, log.len, "wb");
    expect(place, 1);
    expect(place, 0);
    buf_finish(&log);
    buf_finish(&name);
}

/* Numbers that leave the machine never rest on it: with `trust` and without a cache all is read. */
static void test_never_with_trust(void **state) {
    const struct home *place = *state;
    struct err err = {0};
    const char *paths[] = {place->logs};
    struct columns_request request = {
        .paths = paths, .path_count = 1, .trust = true, .cache = place->cache, .now_ms = later()};
    for (int i = 0; i < 2; i++) {
        struct columns *columns = columns_read(&request, &err);
        assert_non_null(columns);
        assert_int_equal(columns->files_read, FILES);
        columns_destroy(columns);
    }
    assert_false(file_exists(place->cache));
}

/* A cache that cannot be written is none. */
static void test_no_room(void **state) {
    struct home *place = *state;
    struct home other = *place;
    snprintf(other.cache, sizeof other.cache, "%s/00.jsonl", place->logs); /* a file, no folder */
    expect(&other, FILES);
    expect(&other, FILES);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, make_place, drop_place)
    const struct CMUnitTest tests[] = {
        TEST(test_once),
        TEST(test_many_blocks),
        TEST(test_grows),
        TEST(test_grows_over_a_change),
        TEST(test_verdicts),
        TEST(test_just_changed),
        TEST(test_damaged),
        TEST(test_torn_block),
        TEST(test_never_with_trust),
        TEST(test_no_room),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
