/* One record: what is written, what is read, what is refused. */
#include "support/cmocka.h"

#include "base/buf.h"
#include "record/csv.h"
#include "record/json_read.h"
#include "record/record.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))
/* Every field of its kind has a value: what is written is read back the same, in every type. */
static void fill(struct record *record, enum record_type type) {
    static const char *const texts[] = {"one", NULL, "three"};
    static const int64_t numbers[] = {0, RECORD_NULL, 10000, 8333};
    static const struct withheld_option withheld[] = {
        {"one", 8333, 1, 3, "verify"}, {"two", RECORD_NULL, RECORD_NULL, RECORD_NULL, NULL}};
    record_clear(record);
    for (int i = 0; i < FIELD_COUNT; i++) {
        void *place = field_place(record, (enum field)i);
        switch (field_kind((enum field)i)) {
        case FIELD_IS_TEXT:
            *(const char **)place = "a \"text\"\n";
            break;
        case FIELD_IS_TEXTS:
            *(struct texts *)place = (struct texts){texts, COUNT(texts)};
            break;
        case FIELD_IS_INTS:
        case FIELD_IS_SHARES:
            *(struct numbers *)place = (struct numbers){numbers, COUNT(numbers)};
            break;
        case FIELD_IS_REF:
            *(struct record_ref *)place = (struct record_ref){"s", 4};
            break;
        case FIELD_IS_ENTRY_REF:
            *(struct entry_ref *)place = (struct entry_ref){"j", 5};
            break;
        case FIELD_IS_WITHHELD:
            *(struct withheld *)place = (struct withheld){withheld, COUNT(withheld)};
            break;
        case FIELD_IS_AUDIO:
            *(struct own_audio *)place = (struct own_audio){true, 1200, "ab"};
            break;
        case FIELD_IS_OUTCOME:
            *(struct record_outcome *)place =
                (struct record_outcome){true, true, false, true, 5, -40};
            break;
        case FIELD_IS_TYPE:
            break;
        default:
            *(int64_t *)place = field_kind((enum field)i) == FIELD_IS_TIME    ? 1795325050123
                                : field_kind((enum field)i) == FIELD_IS_SHARE ? 8333
                                                                              : 1;
        }
    }
    record->type = type;
    record->rules = RULES_NOW;
}

static void check_there_and_back(const struct record *record) {
    struct arena *arena = arena_create();
    struct buf line = {0}, again = {0};
    struct record back;
    struct err err = {0};
    int count;
    record_write(record, &line);
    if (!record_read(line.data, line.len, arena, &back, &err))
        fail_msg("%s", err.text);
    const uint8_t *order = record_order(record->type, record_rules(record), &count);
    for (int i = 0; i < count; i++) {
        assert_true(record_is_present(&back, (enum field)order[i]));
        assert_true(record_is_equal(record, &back, (enum field)order[i]));
    }
    back.rules = record->rules; /* which only `start` has in its bytes */
    record_write(&back, &again);
    assert_string_equal(line.data, again.data);
    buf_finish(&line);
    buf_finish(&again);
    arena_destroy(arena);
}

static void every_type_goes_there_and_back(void **state) {
    (void)state;
    for (int type = 0; type < RECORD_TYPE_COUNT; type++) {
        struct record record;
        fill(&record, (enum record_type)type);
        check_there_and_back(&record);
        record_clear(&record);
        record.v = 1;
        record.type = (enum record_type)type;
        check_there_and_back(&record);
    }
}

static void a_line_is_these_bytes(void **state) {
    (void)state;
    struct record record;
    struct buf line = {0};
    record_clear(&record);
    record.v = 1;
    record.type = RECORD_scene;
    record.session = "s";
    record.seq = 1;
    record.at = 1795325050123;
    record.t = 0;
    record.agent = "a\xC3\xA9\x01/";
    record.scenario = "x/y";
    record.version = 3;
    record.level = "calm";
    record.mode = "practice";
    record.scene = "opening";
    record.anger = 5;
    record.trust = 40;
    record.state = "0123456789abcdef";
    record_write(&record, &line);
    assert_string_equal(
        line.data,
        "{\"v\":1,\"type\":\"scene\",\"session\":\"s\",\"seq\":1,\"at\":"
        "\"2026-11-22T05:24:10.123Z\",\"t\":0,\"agent\":\"a\xC3\xA9\\u0001/\",\"team\":null,"
        "\"scenario\":\"x/y\",\"version\":3,\"level\":\"calm\",\"mode\":\"practice\","
        "\"scene\":\"opening\",\"line\":null,\"anger\":5,\"trust\":40,"
        "\"state\":\"0123456789abcdef\",\"prev\":null}");
    buf_finish(&line);
}

static void check_read(const char *line, size_t len, const char *expected) {
    struct arena *arena = arena_create();
    struct record record;
    struct err err = {0};
    bool ok = record_read(line, len, arena, &record, &err);
    if (ok != !expected || (expected && !strstr(err.text, expected)))
        fail_msg("%.60s: %s, expected %s", line, ok ? "read" : err.text,
                 expected ? expected : "no error");
    if (expected)
        assert_int_equal(err.code, ERR_CONTENT);
    arena_destroy(arena);
}

static void what_may_be_read_and_what_not(void **state) {
    (void)state;
    static const struct {
        const char *line, *error; /* NULL: tolerated */
    } cases[] = {
        {"{\"v\":1,\"type\":\"scene\"}", NULL},
        {" { \"v\" : 1 , \"type\" : \"scene\" }\r", NULL},
        {"{\"v\":1,\"type\":\"scene\",\"unheard_of\":{\"a\":[1,{}]},\"more\":null}", NULL},
        {"{\"v\":1,\"type\":\"farewell\",\"anything\":1}", NULL},
        {"{\"v\":1,\"type\":\"scene\",\"anger\":1e2}", NULL},
        {"{\"v\":1,\"type\":\"scene\",\"scene\":\"\\uD83D\\uDE00\"}", NULL},
        {"{\"v\":2,\"type\":\"scene\"}", "version 2"},
        {"{\"v\":0,\"type\":\"scene\"}", "no version"},
        {"{\"v\":\"1\",\"type\":\"scene\"}", "no version"},
        {"{\"type\":\"scene\"}", "no version"},
        {"{\"v\":1}", "no `type`"},
        {"{\"v\":1,\"type\":7}", "`type`"},
        {"{\"v\":1,\"v\":1,\"type\":\"scene\"}", "stands twice"},
        {"{\"v\":1,\"type\":\"scene\",\"x\":{\"a\":1,\"a\":2}}", "stands twice"},
        {"{\"v\":1,\"type\":\"scene\",\"x\":[1,{\"a\":[],\"b\":0,\"a\":2}]}", "stands twice"},
        {"{\"v\":1,\"type\":\"scene\",\"anger\":\"5\"}", "`anger`"},
        {"{\"v\":1,\"type\":\"scene\",\"anger\":5.5}", "`anger`"},
        {"{\"v\":1,\"type\":\"scene\",\"anger\":1e300}", "`anger`"},
        {"{\"v\":1,\"type\":\"scene\",\"anger\":9007199254740994}", "`anger`"},
        {"{\"v\":1,\"type\":\"scene\",\"at\":\"yesterday\"}", "`at`"},
        {"{\"v\":1,\"type\":\"decision\",\"credit\":0.33333}", "`credit`"},
        {"{\"v\":1,\"type\":\"decision\",\"credits\":[1,\"x\"]}", "`credits`"},
        {"{\"v\":1,\"type\":\"decision\",\"options\":[1]}", "`options`"},
        {"{\"v\":1,\"type\":\"card\",\"first\":1}", "`first`"},
        {"{\"v\":1,\"type\":\"start\",\"retry_of\":\"s\"}", "`retry_of`"},
        {"{\"v\":1,\"type\":\"end\",\"outcome\":{\"resolved\":true}}", "`outcome`"},
        {"[]", "not a JSON object"},
        {"7", "not a JSON object"},
        {"", "not JSON"},
        {"{", "not JSON"},
        {"{\"v\":1,}", "not JSON"},
        {"{\"v\":01,\"type\":\"scene\"}", "not JSON"},
        {"{\"v\":1,\"type\":\"scene\"}x", "not JSON"},
        {"{\"v\":1,\"type\":\"scene\"}{}", "not JSON"},
        {"{\"v\":1 \"type\":\"scene\"}", "not JSON"},
        {"{v:1}", "not JSON"},
        {"{\"v\":NaN}", "not JSON"},
        {"{\"v\":+1}", "not JSON"},
        {"{\"v\":.5}", "not JSON"},
        {"{\"v\":1.}", "not JSON"},
        {"{\"v\":1e}", "not JSON"},
        {"{\"v\":1,\"type\":\"a\\u0000b\"}", "not JSON"},
        {"{\"v\":1,\"type\":\"\\ud800\"}", "not JSON"},
        {"{\"v\":1,\"type\":\"\\udc00\\ud800\"}", "not JSON"},
        {"{\"v\":1,\"type\":\"a\tb\"}", "not JSON"},
        {"{\"v\":1,\"type\":\"a\\x\"}", "not JSON"},
        {"{\"v\":1,\"type\":'scene'}", "not JSON"},
        {"{\"v\":1,\"type\":\"sc\xFFne\"}", "not UTF-8"},
        {"[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]", "not JSON"},
        {"{\"v\":111111111111111111111111111111111111111111111111111111111111111111}", "not JSON"},
        {"\xEF\xBB\xBF{\"v\":1,\"type\":\"scene\"}", "not JSON"},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        check_read(cases[i].line, strlen(cases[i].line), cases[i].error);
    check_read("{\"v\":1,\"type\":\"scene\"\0}", 23, "not JSON");
}

static void a_line_has_a_longest_length(void **state) {
    (void)state;
    struct buf line = {0};
    buf_text(&line, "{\"v\":1,\"type\":\"scene\",\"x\":\"");
    while (line.len < RECORD_LINE_MAX - 2)
        buf_char(&line, 'x');
    buf_text(&line, "\"}");
    check_read(line.data, line.len, NULL);
    line.len -= 2;
    buf_text(&line, "x\"}");
    check_read(line.data, line.len, "at most 65536");
    buf_finish(&line);
}

static void too_many_keys_are_refused(void **state) {
    (void)state;
    struct buf line = {0};
    buf_text(&line, "{\"v\":1,\"type\":\"scene\"");
    for (int i = 0; i < JSON_KEYS_MAX; i++)
        buf_printf(&line, ",\"k%d\":1", i);
    buf_char(&line, '}');
    check_read(line.data, line.len, "too many keys");
    buf_finish(&line);
}

/* ---- rows for spreadsheets ---- */

static void a_row_has_a_cell_for_every_field(void **state) {
    (void)state;
    static const char *const options[] = {"waive", "=1+1"};
    static const int64_t credits[] = {10000, RECORD_NULL, 8333};
    struct record record;
    struct buf header = {0}, row = {0};
    record_clear(&record);
    record.type = RECORD_decision;
    record.at = 1795325050123;
    record.agent = "=cmd()";
    record.team = "a, \"b\"\nc";
    record.retry_of = (struct record_ref){"s", 4};
    record.options = (struct texts){options, 2};
    record.credits = (struct numbers){credits, 3};
    record.confidence = 80;
    record.compliant = 1;
    record.t = -5;
    csv_header(&header);
    csv_row(&record, CSV_SPREADSHEET, &row);
    assert_memory_equal(header.data, "v,type,session,seq,at,t,agent,team,", 35);
    const char *expected =
        ",decision,,,2026-11-22T05:24:10.123Z,-5,\"'=cmd()\",\"a, \"\"b\"\"\nc\",";
    assert_memory_equal(row.data, expected, strlen(expected));
    assert_non_null(strstr(row.data, ",s:4,"));
    assert_non_null(strstr(row.data, ",\"waive;=1+1\",1;;0.8333,"));
    assert_non_null(strstr(row.data, ",0.8,"));
    int commas = 0, cells = 0;
    for (const char *at = header.data; *at; at++)
        commas += *at == ',';
    bool is_quoted = false;
    for (const char *at = row.data; *at; at++) {
        is_quoted ^= *at == '"';
        cells += *at == ',' && !is_quoted;
    }
    assert_int_equal(cells, commas);
    buf_finish(&header);
    buf_finish(&row);
}

/* ---- every allocation fails once ---- */

static int allocations, fail_at;
void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_malloc(size_t size) {
    return fail_at && ++allocations == fail_at ? NULL : __real_malloc(size);
}
void *__wrap_calloc(size_t count, size_t size) {
    return fail_at && ++allocations == fail_at ? NULL : __real_calloc(count, size);
}

static void *failing_malloc(size_t size) {
    return __wrap_malloc(size);
}

static void memory_may_run_out_anywhere(void **state) {
    (void)state;
    struct record record, back;
    struct buf line = {0};
    fill(&record, RECORD_decision);
    record_write(&record, &line);
    cJSON_InitHooks(&(cJSON_Hooks){failing_malloc, free});
    int failures = 0;
    for (int at = 1;; at++) {
        struct err err = {0};
        struct arena *arena = arena_create();
        assert_non_null(arena);
        allocations = 0;
        fail_at = at;
        bool ok = record_read(line.data, line.len, arena, &back, &err);
        fail_at = 0;
        arena_destroy(arena);
        if (ok)
            break;
        assert_int_equal(err.code, ERR_MEMORY); /* never "your file is damaged" */
        failures++;
    }
    assert_true(failures > 50);
    cJSON_InitHooks(NULL);
    buf_finish(&line);
}

/* ---- the documentation ---- */

/* docs/decision-log.md has one row a type: | `type` | `field`, `field`, … | when |. */
static void the_documentation_lists_the_same_fields(void **state) {
    (void)state;
    const char *source = getenv("OFFSCRIPT_SOURCE");
    char path[4096], *text = NULL;
    size_t size = 0;
    snprintf(path, sizeof path, "%s/docs/decision-log.md", source ? source : ".");
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    assert_true(getdelim(&text, &size, '\0', file) > 0);
    fclose(file);
    for (int type = 0; type < RECORD_TYPE_COUNT; type++) {
        struct buf row = {0};
        int count, head, tail = 2;
        const uint8_t *order = record_order((enum record_type)type, RULES_NOW, &count);
        record_order(RECORD_UNKNOWN, RULES_NOW, &head);
        buf_printf(&row, "| `%s` |", record_type_name((enum record_type)type));
        for (int i = head - tail; i < count - tail; i++)
            buf_printf(&row, "%s `%s`", i > head - tail ? "," : "",
                       field_name((enum field)order[i]));
        buf_text(&row, " |");
        if (!strstr(text, row.data))
            fail_msg("docs/decision-log.md lacks the row %s", row.data);
        buf_finish(&row);
    }
    free(text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_type_goes_there_and_back),
        cmocka_unit_test(a_line_is_these_bytes),
        cmocka_unit_test(what_may_be_read_and_what_not),
        cmocka_unit_test(a_line_has_a_longest_length),
        cmocka_unit_test(too_many_keys_are_refused),
        cmocka_unit_test(a_row_has_a_cell_for_every_field),
        cmocka_unit_test(memory_may_run_out_anywhere),
        cmocka_unit_test(the_documentation_lists_the_same_fields),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
