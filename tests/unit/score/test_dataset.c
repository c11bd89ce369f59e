/* Which decisions count: exposure over all logs, modes, keys, dates, the window. */
#include "score/dataset.h"
#include "support/change_log.h"
#include "support/cmocka.h"
#include "support/loggen.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct loggen_setup setup;
static struct loggen_agent anna, ben;

static void add(struct buf *log, const struct loggen_agent *agent, int session, int scenario,
                enum mode mode) {
    struct loggen *generator = loggen_create(&setup);
    assert_non_null(generator);
    loggen_session(generator, agent, agent == &ben, session, scenario, mode, log);
    loggen_destroy(generator);
}

static struct dataset *measure(const struct buf *log, enum key_status keys, int64_t as_of) {
    struct err err = {0};
    struct columns_text text = {"log", log->data, log->len};
    struct dataset_request request = {.keys = keys, .as_of_ms = as_of};
    struct columns *columns =
        columns_read_texts(&text, 1, &(struct columns_request){.threads = 1}, &err);
    assert_non_null(columns);
    for (int i = 0; i < columns->skipped_count; i++)
        fail_msg("%s", columns->skipped[i].why);
    struct dataset *data = dataset_create(columns, &request, &err);
    assert_non_null(data);
    return data;
}

static void drop(struct dataset *data, struct buf *log) {
    struct columns *columns = NULL;
    memcpy(&columns, &data->columns, sizeof columns); /* the test owns it */
    dataset_destroy(data);
    columns_destroy(columns);
    buf_finish(log);
}

static int before_each(void **state) {
    (void)state;
    setup = loggen_default();
    anna = loggen_ordinary(0, 0);
    ben = loggen_ordinary(1, 0);
    return 0;
}

/* A second play of the same call never counts; another agent's does. */
static void test_exposure(void **state) {
    (void)state;
    struct buf log = {0};
    add(&log, &anna, 3, 1, MODE_ASSESSMENT); /* later, though first in the file */
    add(&log, &anna, 0, 1, MODE_PRACTICE);
    add(&log, &anna, 1, 2, MODE_PRACTICE);
    add(&log, &ben, 2, 1, MODE_ASSESSMENT);
    struct dataset *data = measure(&log, KEY_OPERATIONAL, INT64_MAX);
    assert_int_equal(data->agents, 2);
    assert_int_equal(data->agent[0].count, 8);
    assert_int_equal(data->agent[1].count, 4);
    assert_int_equal(data->agent[0].scenarios, 2);
    assert_int_equal(data->items, 8);
    for (int32_t i = 0; i < data->agent[0].count; i++) {
        int32_t session = data->columns->decision.session[data->measured[i].row];
        assert_int_equal(data->columns->session.mode[session], MODE_PRACTICE);
    }
    drop(data, &log);
}

/* Every mode uses a decision up; preview, panel and retry are not measured. */
static void test_modes(void **state) {
    (void)state;
    static const struct {
        enum mode mode;
        int measured;
    } cases[] = {{MODE_PREVIEW, 0}, {MODE_RETRY, 0}, {MODE_PANEL, 0}, {MODE_ASSESSMENT, 4}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf log = {0};
        add(&log, &anna, 0, 1, cases[i].mode);
        add(&log, &anna, 1, 1, MODE_ASSESSMENT);
        struct dataset *data = measure(&log, KEY_OPERATIONAL, INT64_MAX);
        assert_int_equal(data->count, cases[i].measured);
        assert_int_equal(data->panel_count, cases[i].mode == MODE_PANEL ? 4 : 0);
        drop(data, &log);
    }
}

/* A call that ends at an open scene: from the seventh day on the scene is used up, too. */
static void test_open_scene(void **state) {
    (void)state;
    static const struct { int days, measured; } cases[] = {{1, 4}, {6, 4}, {8, 3}};
    struct buf whole = {0};
    add(&whole, &anna, 0, 1, MODE_ASSESSMENT);
    const char *cut = whole.data;
    for (int lines = 0; lines < 4; lines++) /* start, scene, decision, scene */
        cut = strchr(cut, '\n') + 1;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf log = {0};
        buf_add(&log, whole.data, (size_t)(cut - whole.data));
        setup.step_ms = cases[i].days * DATASET_DAY_MS;
        add(&log, &anna, 1, 1, MODE_ASSESSMENT);
        struct dataset *data = measure(&log, KEY_OPERATIONAL, INT64_MAX);
        assert_int_equal(data->count, cases[i].measured);
        assert_int_equal(data->agent[0].sessions, 2);
        assert_int_equal(data->agent[0].ended, 1);
        drop(data, &log);
    }
    buf_finish(&whole);
}

/* The clock was set back before the second try, which therefore seems to be the first; what the log
 * itself says about exposure holds. */
static void test_clock_set_back(void **state) {
    (void)state;
    struct buf second = {0}, log = {0};
    add(&second, &anna, 0, 1, MODE_PRACTICE); /* by its `at` before the first try */
    char *loose = log_replaced_all(buf_cstr(&second), "\"exposure\":1,", "\"exposure\":2,");
    char *tried = log_rechained(loose);
    buf_text(&log, tried);
    add(&log, &anna, 1, 2, MODE_PRACTICE);
    struct dataset *data = measure(&log, KEY_OPERATIONAL, INT64_MAX);
    assert_int_equal(data->count, 4); /* the other call's */
    for (int32_t i = 0; i < data->count; i++)
        assert_int_equal(data->columns->decision.session[data->measured[i].row], 1);
    drop(data, &log);
    free(tried);
    free(loose);
    buf_finish(&second);
}

/* Who damages the log of a first try does not make the second one the first. */
static void test_broken_first_try(void **state) {
    (void)state;
    struct err err = {0};
    struct buf first = {0}, second = {0};
    add(&first, &anna, 0, 1, MODE_PRACTICE);
    add(&second, &anna, 1, 1, MODE_PRACTICE);
    char *edited = log_replaced(buf_cstr(&first), "\"t\":4000,", "\"t\":4001,");
    struct columns_text texts[] = {{"first", edited, strlen(edited)},
                                   {"second", second.data, second.len}};
    struct columns *columns =
        columns_read_texts(texts, 2, &(struct columns_request){.threads = 1}, &err);
    assert_non_null(columns);
    struct dataset_request request = {.keys = KEY_OPERATIONAL, .as_of_ms = INT64_MAX};
    struct dataset *data = dataset_create(columns, &request, &err);
    assert_non_null(data);
    assert_int_equal(data->count, 0);
    dataset_destroy(data);
    columns_destroy(columns);
    free(edited);
    buf_finish(&first);
    buf_finish(&second);
}

/* Two logs of one person, the second logged for another team, and a person without a team. */
static void test_teams(void **state) {
    (void)state;
    struct err err = {0};
    struct buf log = {0};
    add(&log, &anna, 0, 1, MODE_PRACTICE);
    struct loggen_agent moved = anna;
    snprintf(moved.team, sizeof moved.team, "team_zz");
    add(&log, &moved, 1, 2, MODE_PRACTICE);
    add(&log, &moved, 2, 1, MODE_PRACTICE); /* met before, in the old team */
    struct buf other = {0};
    add(&other, &ben, 0, 1, MODE_PRACTICE);
    char from[64];
    snprintf(from, sizeof from, "\"team\":\"%s\"", ben.team);
    char *loose = log_replaced_all(buf_cstr(&other), from, "\"team\":null");
    char *alone = log_rechained(loose);
    buf_text(&log, alone);
    struct columns_text text = {"log", log.data, log.len};
    struct columns *columns =
        columns_read_texts(&text, 1, &(struct columns_request){.threads = 1}, &err);
    assert_non_null(columns);
    struct dataset_request request = {
        .keys = KEY_OPERATIONAL, .as_of_ms = INT64_MAX, .by_team = true};
    struct dataset *data = dataset_create(columns, &request, &err);
    assert_non_null(data);
    assert_int_equal(data->agents, 3);
    assert_string_equal(columns_text(columns, data->agent[0].team), anna.team);
    assert_string_equal(columns_text(columns, data->agent[1].team), "team_zz");
    assert_int_equal(data->agent[2].team, -1);
    for (int i = 0; i < 3; i++)
        assert_int_equal(data->agent[i].count, 4);
    drop(data, &log);
    free(alone);
    free(loose);
    buf_finish(&other);
}

/* What is filtered out is not measured, and still is a meeting. */
static void test_filter(void **state) {
    (void)state;
    struct err err = {0};
    struct buf log = {0};
    setup.step_ms = 10 * DATASET_DAY_MS;
    add(&log, &anna, 0, 1, MODE_PRACTICE);
    add(&log, &anna, 1, 1, MODE_ASSESSMENT); /* met before */
    add(&log, &anna, 2, 2, MODE_ASSESSMENT);
    add(&log, &ben, 1, 1, MODE_ASSESSMENT);
    struct columns_text text = {"log", log.data, log.len};
    struct columns *columns =
        columns_read_texts(&text, 1, &(struct columns_request){.threads = 1}, &err);
    assert_non_null(columns);
    const int64_t day_15 = setup.start_ms + 15 * DATASET_DAY_MS;
    const struct {
        struct log_filter filter;
        int measured, filtered_out;
    } cases[] = {
        {{0}, 12, 0},
        {{.agent = anna.id}, 8, 1},
        {{.agent = "nobody"}, 0, 4},
        {{.team = ben.team}, strcmp(anna.team, ben.team) ? 4 : 12, 3},
        {{.team = ""}, 0, 4},
        {{.scenario = "generated/call_0001"}, 8, 1},
        {{.has_mode = true, .mode = MODE_ASSESSMENT}, 8, 1},
        {{.has_level = true, .level = LEVEL_STORM}, 0, 4},
        {{.has_since = true, .since_ms = day_15}, 4, 0},
        {{.has_until = true, .until_ms = day_15}, 8, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct dataset_request request = {
            .keys = KEY_OPERATIONAL, .as_of_ms = INT64_MAX, .filter = cases[i].filter};
        struct dataset *data = dataset_create(columns, &request, &err);
        assert_non_null(data);
        if (data->count != cases[i].measured || data->filtered_out != cases[i].filtered_out)
            fail_msg("case %zu: %d measured, %d filtered out", i, data->count, data->filtered_out);
        dataset_destroy(data);
    }
    columns_destroy(columns);
    buf_finish(&log);
}

static void test_keys(void **state) {
    (void)state;
    static const struct {
        enum key_status has, wants;
        int measured;
        bool is_provisional;
    } cases[] = {{KEY_OPERATIONAL, KEY_OPERATIONAL, 4, false},
                 {KEY_PILOT, KEY_OPERATIONAL, 0, false},
                 {KEY_PILOT, KEY_PILOT, 4, true},
                 {KEY_ILLUSTRATIVE, KEY_PILOT, 0, true},
                 {KEY_ILLUSTRATIVE, KEY_ILLUSTRATIVE, 4, true},
                 {KEY_AMBIGUOUS, KEY_ILLUSTRATIVE, 0, true},
                 {KEY_NONE, KEY_ILLUSTRATIVE, 0, true}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf log = {0};
        setup.key = cases[i].has;
        add(&log, &anna, 0, 1, MODE_ASSESSMENT);
        struct dataset *data = measure(&log, cases[i].wants, INT64_MAX);
        assert_int_equal(data->count, cases[i].measured);
        assert_int_equal(data->by_key[cases[i].has], 4);
        assert_int_equal(data->agent[0].by_key[cases[i].has], 4);
        assert_int_equal(data->is_provisional, cases[i].is_provisional);
        drop(data, &log);
    }
}

/* "Now" is a day: later records do not exist, and the window ends 180 days before it. */
static void test_as_of(void **state) {
    (void)state;
    struct buf log = {0};
    setup.step_ms = 100 * DATASET_DAY_MS;
    for (int s = 0; s < 4; s++)
        add(&log, &anna, s, s, MODE_ASSESSMENT);
    struct dataset *data = measure(&log, KEY_OPERATIONAL, INT64_MAX);
    assert_int_equal(data->count, 16);
    assert_int_equal(data->agent[0].window, 8);
    assert_int_equal(data->agent[0].scenarios, 2);
    assert_int_equal(data->as_of_ms, data->columns->latest_ms);
    struct dataset_request earlier = {.keys = KEY_OPERATIONAL,
                                      .as_of_ms = setup.start_ms + 150 * DATASET_DAY_MS};
    struct err err = {0};
    struct dataset *then = dataset_create(data->columns, &earlier, &err);
    assert_non_null(then);
    assert_int_equal(then->count, 8);
    assert_int_equal(then->agent[0].window, 8);
    dataset_destroy(then);
    drop(data, &log);
}

/* The window holds every first meeting that is not too old, however many; the item its own scale of
 * categories. */
static void test_window(void **state) {
    (void)state;
    struct buf log = {0};
    setup.scenarios = 20;
    for (int s = 0; s < 20; s++)
        add(&log, &anna, s, s, MODE_ASSESSMENT);
    struct dataset *data = measure(&log, KEY_OPERATIONAL, INT64_MAX);
    assert_int_equal(data->count, 80);
    assert_int_equal(data->window, 80);
    assert_int_equal(data->agent[0].window, 80);
    assert_int_equal(data->agent[0].scenarios, 20);
    for (int32_t i = 0; i < data->items; i++) {
        assert_int_equal(data->item[i].n, 1);
        assert_true(data->item[i].top >= 1 && data->item[i].top <= 2);
    }
    struct err err = {0};
    struct dataset_request days = {
        .keys = KEY_OPERATIONAL, .as_of_ms = INT64_MAX, .window_days = 3};
    struct dataset *few = dataset_create(data->columns, &days, &err);
    assert_non_null(few);
    assert_int_equal(few->count, 80); /* the scale keeps them all */
    assert_true(few->window < 40 && few->window >= 20);
    for (int32_t i = 0; i < few->count; i++)
        assert_int_equal(few->measured[i].in_window,
                         few->columns->decision.at_ms[few->measured[i].row] >=
                             few->as_of_ms - 3 * DATASET_DAY_MS);
    dataset_destroy(few);
    drop(data, &log);
}

/* A copy of the log with one thing changed everywhere, its chain in order. */
static void add_changed(struct buf *log, struct buf *own, const char *from, const char *to) {
    char *loose = log_replaced_all(buf_cstr(own), from, to);
    char *whole = log_rechained(loose);
    buf_text(log, whole);
    free(whole);
    free(loose);
    buf_finish(own);
}

/* The same call in calm and in storm: two items of the scale, one first meeting of the person. */
static void test_levels(void **state) {
    (void)state;
    struct buf log = {0}, again = {0};
    add(&log, &anna, 0, 1, MODE_PRACTICE);
    add(&again, &anna, 1, 1, MODE_PRACTICE);
    char level[40];
    const char *was = strstr(buf_cstr(&again), "\"level\":\"");
    snprintf(level, sizeof level, "%.*s", (int)(strchr(was + 9, '"') - was) + 1, was);
    add_changed(&log, &again, level, "\"level\":\"storm\"");
    struct dataset *data = measure(&log, KEY_OPERATIONAL, INT64_MAX);
    assert_int_equal(data->count, 8);
    assert_int_equal(data->items, 8);
    assert_int_equal(data->window, 4);
    for (int32_t i = 0; i < data->count; i++) {
        int32_t session = data->columns->decision.session[data->measured[i].row];
        bool is_storm = data->columns->session.level[session] == LEVEL_STORM;
        assert_int_equal(data->measured[i].in_window, !is_storm);
    }
    drop(data, &log);
}

/* The machine slept before the first decision: missing, whatever the mode. */
static void test_suspended(void **state) {
    (void)state;
    setup.sleeps = true;
    for (int practice = 0; practice < 2; practice++) {
        struct buf log = {0};
        add(&log, &anna, 0, 1, practice ? MODE_PRACTICE : MODE_ASSESSMENT);
        struct dataset *data = measure(&log, KEY_OPERATIONAL, INT64_MAX);
        assert_int_equal(data->count, 3);
        assert_int_equal(data->agent[0].suspended, 1);
        drop(data, &log);
    }
}

/* Previews and calls that were left stand beside n; a timeout at adjusted timing is missing. */
static void test_uncounted(void **state) {
    (void)state;
    struct buf log = {0};
    add(&log, &anna, 0, 1, MODE_PREVIEW);
    add(&log, &anna, 1, 2, MODE_ASSESSMENT);
    struct dataset *data = measure(&log, KEY_OPERATIONAL, INT64_MAX);
    assert_int_equal(data->agents, 1);
    assert_int_equal(data->agent[0].previewed, 4);
    assert_int_equal(data->agent[0].sessions, 1);
    assert_int_equal(data->agent[0].window, 4);
    drop(data, &log);
}

/* A record dated before its session's start counts as made at the start. */
static void test_before_start(void **state) {
    (void)state;
    struct buf log = {0}, own = {0};
    add(&own, &anna, 0, 1, MODE_PRACTICE);
    add(&log, &anna, 200, 2, MODE_PRACTICE); /* a hundred days later */
    char *whole = log_rechained(buf_cstr(&own)), *at = whole;
    for (int line = 0; (at = strstr(at, "\"at\":\"")); line++) {
        at += 6;
        if (line > 0)
            memcpy(at, "2001", 4);
    }
    char *chained = log_rechained(whole);
    buf_text(&log, chained);
    struct err err = {0};
    struct columns_text text = {"log", log.data, log.len};
    struct columns *columns =
        columns_read_texts(&text, 1, &(struct columns_request){.threads = 1}, &err);
    assert_non_null(columns);
    struct dataset_request request = {.keys = KEY_OPERATIONAL, .as_of_ms = INT64_MAX};
    struct dataset *data = dataset_create(columns, &request, &err);
    assert_non_null(data);
    assert_int_equal(data->window, 8);
    assert_int_equal(columns->skipped_count, 1); /* the clock is named */
    free(whole);
    free(chained);
    buf_finish(&own);
    drop(data, &log);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(test_exposure, before_each),
        cmocka_unit_test_setup(test_modes, before_each),
        cmocka_unit_test_setup(test_open_scene, before_each),
        cmocka_unit_test_setup(test_clock_set_back, before_each),
        cmocka_unit_test_setup(test_broken_first_try, before_each),
        cmocka_unit_test_setup(test_teams, before_each),
        cmocka_unit_test_setup(test_filter, before_each),
        cmocka_unit_test_setup(test_keys, before_each),
        cmocka_unit_test_setup(test_as_of, before_each),
        cmocka_unit_test_setup(test_window, before_each),
        cmocka_unit_test_setup(test_levels, before_each),
        cmocka_unit_test_setup(test_suspended, before_each),
        cmocka_unit_test_setup(test_uncounted, before_each),
        cmocka_unit_test_setup(test_before_start, before_each),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
