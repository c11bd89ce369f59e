/* One owner of a scoring: how deep it goes, how it is cancelled, what it leaves. */
#include "score/scoring.h"
#include "support/cmocka.h"
#include "support/loggen.h"

#include "base/file.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { AGENTS = 6, SCENARIOS = 6 };

static char folder[] = "/tmp/offscript-scoring-XXXXXX";
static char files[AGENTS][64];

/* One file an agent. */
static int write_logs(void **state) {
    (void)state;
    struct loggen_setup setup = loggen_default();
    struct loggen *generator = loggen_create(&setup);
    assert_non_null(generator);
    assert_non_null(mkdtemp(folder));
    for (int a = 0; a < AGENTS; a++) {
        struct loggen_agent agent = loggen_ordinary(a, 0.3 * a);
        struct buf log = {0};
        struct err err = {0};
        for (int s = 0; s < SCENARIOS; s++)
            loggen_session(generator, &agent, a, s, s, MODE_ASSESSMENT, &log);
        snprintf(files[a], sizeof files[a], "%s/%d.jsonl", folder, a);
        assert_true(file_write(files[a], log.data, log.len, 0600, &err));
        buf_finish(&log);
    }
    loggen_destroy(generator);
    return 0;
}

static int remove_logs(void **state) {
    (void)state;
    for (int a = 0; a < AGENTS; a++)
        unlink(files[a]);
    return rmdir(folder);
}

static struct scoring_request request_of(enum scoring_depth depth) {
    static const char *const paths[] = {folder};
    return (struct scoring_request){.logs = {.paths = paths, .path_count = 1, .threads = 1},
                                    .set = {.keys = KEY_OPERATIONAL, .as_of_ms = INT64_MAX},
                                    .depth = depth,
                                    .authority_rate = NAN};
}

static void as_deep_as_asked(void **state) {
    (void)state;
    for (int depth = SCORING_SET; depth <= SCORING_LINES; depth++) {
        struct scoring_request request = request_of((enum scoring_depth)depth);
        struct err err = {0};
        struct scoring *scoring = scoring_create(&request, &err);
        assert_non_null(scoring);
        assert_int_equal(scoring->dataset->agents, AGENTS);
        assert_int_equal(scoring->run != NULL, depth >= SCORING_SCALE);
        assert_int_equal(scoring->profile_count, depth >= SCORING_LINES ? AGENTS : 0);
        assert_null(scoring_find(scoring, "nobody"));
        if (depth >= SCORING_LINES)
            assert_int_equal(scoring_find(scoring, "agent_00003")->n,
                             scoring->dataset->agent[3].count);
        scoring_destroy(scoring);
    }
}

/* Cancelled before it starts, while logs are read, and while the scale is estimated. */
struct stopper {
    atomic_bool cancel;
    int calls, after;
};

static void on_progress(void *self, int64_t done, int64_t all) {
    struct stopper *stopper = self;
    assert_true(done > 0 && done <= all);
    if (++stopper->calls == stopper->after)
        atomic_store(&stopper->cancel, true);
}

static void cancelled(void **state) {
    (void)state;
    for (int after = 0; after <= AGENTS; after++) {
        struct stopper stopper = {.after = after};
        struct scoring_request request = request_of(SCORING_LINES);
        struct err err = {0};
        atomic_init(&stopper.cancel, after == 0);
        request.progress = on_progress;
        request.self = &stopper;
        request.cancel = &stopper.cancel;
        assert_null(scoring_create(&request, &err));
        assert_int_equal(err.code, ERR_CANCELLED);
        assert_int_equal(stopper.calls, after); /* nothing more was read */
    }
}

static void a_fit_is_cancelled(void **state) {
    (void)state;
    struct scoring_request request = request_of(SCORING_SET);
    struct err err = {0};
    struct scoring *scoring = scoring_create(&request, &err);
    atomic_bool cancel;
    atomic_init(&cancel, true);
    struct score_request wish = {.cancel = &cancel};
    assert_non_null(scoring);
    assert_null(score_run_create(scoring->dataset, &wish, &err));
    assert_int_equal(err.code, ERR_CANCELLED);
    scoring_destroy(scoring);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(as_deep_as_asked),
        cmocka_unit_test(cancelled),
        cmocka_unit_test(a_fit_is_cancelled),
    };
    return cmocka_run_group_tests(tests, write_logs, remove_logs);
}
