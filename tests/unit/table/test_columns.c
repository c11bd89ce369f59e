/* Reading logs into columns: right, whole, and the same on any number of threads. */

#include "base/clock.h"
#include "base/file.h"
#include "support/change_log.h"
#include "support/cmocka.h"
#include "support/loggen.h"
#include "table/columns.h"
#include "table/scan.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct buf one_session(int agent, int session, int scenario) {
    struct loggen_setup setup = loggen_default();
    struct loggen *generator = loggen_create(&setup);
    struct loggen_agent who = loggen_ordinary(agent, 0);
    struct buf out = {0};
    assert_non_null(generator);
    loggen_session(generator, &who, agent, session, scenario, MODE_ASSESSMENT, &out);
    loggen_destroy(generator);
    assert_false(out.failed);
    return out;
}

static struct columns *read_all(const struct columns_text *texts, int count, int threads,
                                bool trust) {
    struct err err = {0};
    struct columns *columns = columns_read_texts(
        texts, count, &(struct columns_request){.threads = threads, .trust = trust}, &err);
    assert_non_null(columns);
    return columns;
}

static struct columns *read_texts(const struct columns_text *texts, int count, int threads) {
    return read_all(texts, count, threads, false);
}

/* Logs of the first release are as fast to read as new ones, and say the same. */
static void test_rules_1(void **state) {
    (void)state;
    struct loggen_setup setup = loggen_default();
    setup.rules = 1;
    struct loggen *generator = loggen_create(&setup);
    struct loggen_agent agent = loggen_ordinary(3, 0);
    struct buf old = {0}, new = one_session(3, 0, 5);
    loggen_session(generator, &agent, 3, 0, 5, MODE_ASSESSMENT, &old);
    assert_null(strstr(buf_cstr(&old), "\"rules\""));
    assert_non_null(strstr(buf_cstr(&new), "\"rules\":2,\"kind\":\"call\""));
    struct columns_text texts[] = {{"old", old.data, old.len}, {"new", new.data, new.len}};
    struct columns *a = read_texts(&texts[0], 1, 1), *b = read_texts(&texts[1], 1, 1);
    assert_int_equal(a->tolerated, 0);
    assert_int_equal(b->tolerated, 0);
    assert_int_equal(a->decision.count, b->decision.count);
    assert_memory_equal(a->decision.credit, b->decision.credit,
                        (size_t)a->decision.count * sizeof *a->decision.credit);
    columns_destroy(a);
    columns_destroy(b);
    buf_finish(&old);
    buf_finish(&new);
    loggen_destroy(generator);
}

static void test_values(void **state) {
    (void)state;
    struct buf log = one_session(3, 0, 5);
    struct columns_text text = {"a", log.data, log.len};
    struct columns *c = read_texts(&text, 1, 1);
    assert_int_equal(c->skipped_count, 0);
    assert_int_equal(c->session.count, 1);
    assert_int_equal(c->decision.count, 4);
    assert_int_equal(c->tolerated, 0); /* our own lines take the fast way */
    assert_string_equal(columns_text(c, c->session.agent[0]), "agent_00003");
    assert_string_equal(columns_text(c, c->session.scenario[0]), "generated/call_0005");
    assert_int_equal(c->session.is_ended[0], 1);
    assert_int_equal(c->session.bytes[0], (int64_t)log.len);
    for (int32_t i = 0; i < 4; i++) {
        assert_int_equal(c->decision.key[i], KEY_OPERATIONAL);
        assert_int_equal(c->decision.categories[i], c->decision.categories[i] & 7);
        assert_true(c->decision.latency_ms[i] > 0);
        assert_int_equal(c->decision.confidence[i] % 20, 0);
        assert_true(c->decision.coverage[i] >= 0);
    }
    columns_destroy(c);
    buf_finish(&log);
}

/* Options that were withheld belong to the item and its categories, not to what was offered; both
 * ways of reading say so. */
static void test_withheld(void **state) {
    (void)state;
    static const char *const forms[] = {
        "\"withheld\":[{\"option\":\"aaa\",\"credit\":0.1,\"category\":0,\"votes\":null,\"stance\":"
        "\"act\"},"
        "{\"option\":\"zzz\",\"credit\":1,\"category\":2,\"votes\":9,\"stance\":null}]",
        "\"withheld\": [{\"votes\":9,\"option\":\"zzz\",\"credit\":1,\"category\":2},"
        "{\"option\":\"aaa\",\"category\":0}]"};
    struct buf log = one_session(3, 0, 5);
    struct columns_text plain_text = {"plain", log.data, log.len};
    struct columns *plain = read_texts(&plain_text, 1, 1);
    for (int form = 0; form < 2; form++) {
        char *loose = log_replaced_all(buf_cstr(&log), "\"withheld\":[]", forms[form]);
        char *whole = log_rechained(loose);
        struct columns_text text = {"withheld", whole, strlen(whole)};
        struct columns *c = read_texts(&text, 1, 1);
        assert_int_equal(c->skipped_count, 0);
        assert_int_equal(c->tolerated > 0, form == 1);
        for (int32_t i = 0; i < c->decision.count; i++) {
            const char *offered = columns_text(plain, plain->decision.choices[i]);
            char all[400];
            snprintf(all, sizeof all, "aaa\n%szzz\n", offered);
            assert_string_equal(columns_text(c, c->decision.offered[i]), offered);
            assert_string_equal(columns_text(c, c->decision.choices[i]), all);
            assert_int_equal(c->decision.categories[i], plain->decision.categories[i] | 5);
            assert_int_equal(c->decision.options[i], plain->decision.options[i]);
            assert_int_equal(c->decision.guess_sum[i], plain->decision.guess_sum[i]);
        }
        columns_destroy(c);
        free(whole);
        free(loose);
    }
    columns_destroy(plain);
    buf_finish(&log);
}

/* Sessions that count. */
static int sound_sessions(const struct columns *c) {
    int count = 0;
    for (int32_t i = 0; i < c->session.count; i++)
        count += !c->session.is_broken[i];
    return count;
}

/* Keys in another order, blanks, unknown fields and escapes: the tolerant way says the same. */
static void test_tolerant(void **state) {
    (void)state;
    static const char *const cases[][2] = {
        {"\"credit\":", "\"new_field\":[1,{\"a\":2}],\"credit\":"},
        {"\"key\":\"operational\",", "\"key\" : \"operational\" , "},
        {"\"key\":\"operational\",\"option\":", "\"option\":"},
        {"\"why\":null,\"to\":\"next_scene\"", "\"to\":\"next\\u005fscene\",\"why\":null"},
    };
    struct buf log = one_session(1, 0, 0);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *loose = log_replaced(buf_cstr(&log), cases[i][0], cases[i][1]);
        char *changed = log_rechained(loose);
        struct columns_text texts[] = {{"plain", log.data, log.len},
                                       {"changed", changed, strlen(changed)}};
        struct columns *a = read_texts(&texts[0], 1, 1), *b = read_texts(&texts[1], 1, 1);
        if (i == 2) { /* a decision without its key */
            assert_int_equal(b->decision.count, 0);
            assert_int_equal(b->skipped_count, 1);
        } else {
            assert_int_equal(b->skipped_count, 0);
            assert_true(b->tolerated > 0);
            assert_int_equal(b->decision.count, a->decision.count);
#define X(type, name)                                                                              \
    if (strcmp(#name, "scene") && strcmp(#name, "node") && strcmp(#name, "shown") &&               \
        strcmp(#name, "option"))                                                                   \
        assert_memory_equal(a->decision.name, b->decision.name,                                    \
                            (size_t)a->decision.count * sizeof(type));
            DECISION_COLUMNS(X)
#undef X
            for (int32_t d = 0; d < a->decision.count; d++)
                assert_string_equal(columns_text(a, a->decision.choices[d]),
                                    columns_text(b, b->decision.choices[d]));
        }
        columns_destroy(a);
        columns_destroy(b);
        free(changed);
        free(loose);
    }
    buf_finish(&log);
}

/* A line that was changed: by its chain, and in the last line by what it says itself. */
static void test_broken(void **state) {
    (void)state;
    static const struct {
        const char *from, *to, *why;
    } cases[] = {
        {"\"credit\":", "\"credit\":0.1234,\"was\":", "`credit`"},
        {"\"category\":", "\"category\":null,\"was\":", "`prev`"},
        {"\"option\":\"", "\"option\":\"un", "`option`"},
        {"\"t\":4000,", "\"t\":4001,", "`prev` is not the hash"},
        {"\"seq\":3,", "\"seq\":4,", "missing"},
    };
    struct buf log = one_session(4, 0, 0);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *changed = log_replaced(buf_cstr(&log), cases[i].from, cases[i].to);
        struct columns_text text = {"changed", changed, strlen(changed)};
        struct columns *c = read_texts(&text, 1, 1), *all = read_all(&text, 1, 1, true);
        assert_int_equal(sound_sessions(c), 0);
        assert_int_equal(c->session.count, 1); /* what was met was met */
        assert_int_equal(c->decision.count, 4);
        assert_int_equal(c->set_aside, 1);
        assert_false(c->is_trusted);
        assert_int_equal(c->skipped[0].fault, FAULT_BROKEN);
        if (!strstr(c->skipped[0].why, cases[i].why))
            fail_msg("case %zu: %s", i, c->skipped[0].why);
        assert_int_equal(sound_sessions(all), 1);
        assert_int_equal(all->set_aside, 0);
        assert_true(all->is_trusted);
        columns_destroy(c);
        columns_destroy(all);
        free(changed);
    }
    buf_finish(&log);
}

/* A clock that is set back within a session is named, and the session counts. */
static void test_clock_back(void **state) {
    (void)state;
    static const struct { int back_ms, named; } cases[] = {{60000, 0}, {60001, 1}, {7200000, 1}};
    struct buf log = one_session(1, 0, 0);
    const char *first = strstr(buf_cstr(&log), "\"seq\":1,\"at\":\"");
    const char *second = strstr(buf_cstr(&log), "\"seq\":2,\"at\":\"");
    char from[64], to[64], at[25], wanted[25];
    int64_t first_ms;
    assert_true(first && second);
    snprintf(at, sizeof at, "%.24s", first + 14);
    assert_true(clock_parse_utc(at, &first_ms));
    snprintf(from, sizeof from, "%.38s", second);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        clock_format_utc(first_ms - cases[i].back_ms, wanted);
        snprintf(to, sizeof to, "%.14s%s", second, wanted);
        char *loose = log_replaced(buf_cstr(&log), from, to), *changed = log_rechained(loose);
        struct columns_text text = {"back", changed, strlen(changed)};
        struct columns *c = read_texts(&text, 1, 1);
        assert_int_equal(c->session.count, 1);
        assert_int_equal(c->set_aside, 0);
        assert_int_equal(c->skipped_count, cases[i].named);
        if (cases[i].named)
            assert_int_equal(c->skipped[0].fault, FAULT_CLOCK);
        columns_destroy(c);
        free(changed);
        free(loose);
    }
    buf_finish(&log);
}

/* What is damaged is named and left out; nothing else is lost. */
static void test_damaged(void **state) {
    (void)state;
    static const struct {
        const char *from, *to, *why;
    } cases[] = {
        {"{\"v\":1,", "{\"v\":2,", "version 2"},
        {"\"seq\":3,", "\"seq\":4,", "missing"},
        {"{\"v\":1,\"type\":\"start\"", "{\"v\":1,\"type\":\"scene\"", "begin"},
        {"\"credit\":", "\"credit\":0,\"credit\":", "twice"},
        {"\"t\":4000,\"agent\":\"agent_00002\"", "\"t\":4000,\"agent\":\"agent_00007\"", "changes"},
        {"\"team\"", "\"te\001am\"", ""},
        {"team_02", "team_\xff\x32", ""},
        {"\"confidence\":", "\"confidence\":7,\"x\":", "confidence"},
        {"\"mode\":\"assessment\"", "\"mode\":\"telepathy\"", "mode"},
    };
    struct buf good = one_session(1, 0, 0), bad = one_session(2, 1, 3);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *changed = log_replaced(buf_cstr(&bad), cases[i].from, cases[i].to);
        struct columns_text texts[] = {{"bad", changed, strlen(changed)},
                                       {"good", good.data, good.len}};
        struct columns *c = read_texts(texts, 2, 2);
        assert_int_equal(sound_sessions(c), 1);
        assert_int_equal(c->skipped_count, 1);
        assert_string_equal(c->skipped[0].file, "bad");
        if (!strstr(c->skipped[0].why, cases[i].why))
            fail_msg("case %zu: %s", i, c->skipped[0].why);
        columns_destroy(c);
        free(changed);
    }
    buf_finish(&good);
    buf_finish(&bad);
}

static void test_torn(void **state) {
    (void)state;
    struct buf log = one_session(1, 0, 0);
    struct columns_text text = {"torn", log.data, log.len - 40};
    struct columns *c = read_texts(&text, 1, 1);
    assert_int_equal(c->decision.count, 4);
    assert_int_equal(c->session.is_ended[0], 0);
    assert_int_equal(c->skipped_count, 1);
    assert_non_null(strstr(c->skipped[0].why, "torn"));
    columns_destroy(c);
    buf_finish(&log);
}

static void test_twice(void **state) {
    (void)state;
    struct buf log = one_session(1, 0, 0);
    size_t half = log.len / 2;
    while (log.data[half - 1] != '\n')
        half--;
    char *loose = log_replaced(buf_cstr(&log), "\"confidence\":", "\"confidence\":0,\"x\":");
    char *other = log_rechained(loose);
    struct columns_text part[] = {{"part", log.data, half}, {"all", log.data, log.len}};
    struct columns *c = read_texts(part, 2, 2);
    assert_int_equal(c->decision.count, 4);
    assert_int_equal(c->skipped_count, 1);
    assert_string_equal(c->skipped[0].file, "part");
    columns_destroy(c);
    struct columns_text differ[] = {{"a", other, strlen(other)}, {"b", log.data, log.len}};
    c = read_texts(differ, 2, 1);
    assert_int_equal(c->session.count, 0);
    assert_int_equal(c->skipped_count, 2);
    columns_destroy(c);
    free(other);
    free(loose);
    buf_finish(&log);
}

/* A broken copy does not take a sound one with it. */
static void test_broken_copy(void **state) {
    (void)state;
    struct buf log = one_session(1, 0, 0);
    char *edited = log_replaced(buf_cstr(&log), "\"t\":4000,", "\"t\":4001,");
    struct columns_text texts[] = {{"edited", edited, strlen(edited)},
                                   {"sound", log.data, log.len},
                                   {"edited too", edited, strlen(edited)}};
    for (int first = 0; first < 2; first++) {
        struct columns *c = read_texts(texts + first, 2, 2);
        assert_int_equal(c->session.count, 1);
        assert_int_equal(sound_sessions(c), 1);
        assert_int_equal(c->set_aside, 1);
        assert_int_equal(c->skipped[0].fault, FAULT_BROKEN);
        columns_destroy(c);
    }
    free(edited);
    buf_finish(&log);
}

/* Several sessions in one file, as `cat *.jsonl` makes it. */
static void test_many_in_one(void **state) {
    (void)state;
    struct buf all = one_session(2, 0, 0);
    struct buf second = one_session(1, 1, 4);
    buf_add(&all, second.data, second.len);
    struct columns_text text = {"all", all.data, all.len};
    struct columns *c = read_texts(&text, 1, 1);
    assert_int_equal(c->session.count, 2);
    assert_int_equal(c->decision.count, 8);
    assert_string_equal(columns_text(c, c->session.agent[0]), "agent_00001");
    assert_int_equal(c->decision.session[0], 0);
    columns_destroy(c);
    buf_finish(&all);
    buf_finish(&second);
}

/* Files of a folder, links passed over, on 1 and on 5 threads. */
static void test_folder(void **state) {
    (void)state;
    char folder[] = "/tmp/columns_test_XXXXXX", path[PATH_MAX], target[PATH_MAX];
    struct err err = {0};
    assert_non_null(mkdtemp(folder));
    for (int i = 0; i < 40; i++) {
        struct buf log = one_session(i % 7, i, i % 12);
        snprintf(path, sizeof path, "%s/%02d.jsonl", folder, 40 - i);
        assert_true(file_write(path, log.data, log.len, 0600, &err));
        buf_finish(&log);
    }
    snprintf(target, sizeof target, "%s/01.jsonl", folder);
    snprintf(path, sizeof path, "%s/link.jsonl", folder);
    assert_int_equal(symlink(target, path), 0);
    const char *paths[] = {folder};
    struct columns_request request = {.paths = paths, .path_count = 1, .threads = 1};
    struct columns *one = columns_read(&request, &err);
    request.threads = 5;
    struct columns *five = columns_read(&request, &err);
    assert_non_null(one);
    assert_non_null(five);
    assert_int_equal(one->files, 41);
    assert_int_equal(one->decision.count, 160);
    assert_int_equal(one->skipped_count, 1); /* the link, by name */
    assert_int_equal(one->set_aside, 1);
    assert_string_equal(one->skipped[0].file, path);
    assert_true(one->hash == five->hash);
    assert_int_equal(one->text_count, five->text_count);
#define X(type, name)                                                                              \
    assert_memory_equal(one->decision.name, five->decision.name, 160 * sizeof(type));
    DECISION_COLUMNS(X)
#undef X
#define X(type, name) assert_memory_equal(one->session.name, five->session.name, 40 * sizeof(type));
    SESSION_COLUMNS(X)
#undef X
    paths[0] = path; /* a link given by name is refused, too */
    struct columns *link = columns_read(&request, &err);
    assert_non_null(link);
    assert_int_equal(link->session.count, 0);
    assert_int_equal(link->skipped_count, 1);
    columns_destroy(one);
    columns_destroy(five);
    columns_destroy(link);
    for (int i = 0; i < 40; i++) {
        snprintf(path, sizeof path, "%s/%02d.jsonl", folder, i + 1);
        unlink(path);
    }
    snprintf(path, sizeof path, "%s/link.jsonl", folder);
    unlink(path);
    rmdir(folder);
}

/* Every cut of a log is either read or reported, never both lost and silent. */
static void test_every_cut(void **state) {
    (void)state;
    struct buf log = one_session(1, 0, 0);
    for (size_t len = 0; len < log.len; len += 7) {
        char *copy = malloc(len + 1); /* its own block: reading past the end would show */
        assert_non_null(copy);
        memcpy(copy, log.data, len);
        struct columns_text text = {"cut", copy, len};
        struct columns *c = read_texts(&text, 1, 1);
        assert_true(c->skipped_count == 1 || copy[len - 1] == '\n');
        columns_destroy(c);
        free(copy);
    }
    buf_finish(&log);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_withheld),    cmocka_unit_test(test_rules_1),
        cmocka_unit_test(test_values),      cmocka_unit_test(test_tolerant),
        cmocka_unit_test(test_damaged),     cmocka_unit_test(test_torn),
        cmocka_unit_test(test_twice),       cmocka_unit_test(test_many_in_one),
        cmocka_unit_test(test_folder),      cmocka_unit_test(test_broken),
        cmocka_unit_test(test_broken_copy), cmocka_unit_test(test_clock_back),
        cmocka_unit_test(test_every_cut),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
