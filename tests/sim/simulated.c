#include "sim/simulated.h"
#include "support/cmocka.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void simulated_make(struct simulated *simulated, const struct loggen_setup *setup,
                    const struct loggen_agent *agents, int count, enum key_status keys) {
    struct err err = {0};
    struct loggen *generator = loggen_create(setup);
    struct buf *logs = calloc((size_t)count, sizeof *logs);
    struct columns_text *texts = calloc((size_t)count, sizeof *texts);
    assert_true(generator && logs && texts);
    for (int a = 0; a < count; a++) {
        for (int s = 0; s < setup->scenarios; s++)
            loggen_session(generator, &agents[a], a, s, (a + s) % setup->scenarios, MODE_ASSESSMENT,
                           &logs[a]);
        assert_false(logs[a].failed);
        texts[a] = (struct columns_text){agents[a].id, logs[a].data, logs[a].len};
    }
    *simulated = (struct simulated){0};
    struct dataset_request wanted = {.keys = keys, .as_of_ms = INT64_MAX};
    struct score_request request = {.may_hurry = true}; /* as `offscript score` does */
    simulated->columns =
        columns_read_texts(texts, count, &(struct columns_request){.threads = 1}, &err);
    assert_non_null(simulated->columns);
    assert_int_equal(simulated->columns->skipped_count, 0);
    simulated->dataset = dataset_create(simulated->columns, &wanted, &err);
    assert_non_null(simulated->dataset);
    simulated->run = score_run_create(simulated->dataset, &request, &err);
    assert_non_null(simulated->run);
    for (int a = 0; a < count; a++)
        buf_finish(&logs[a]);
    free(logs);
    free(texts);
    loggen_destroy(generator);
}

void simulated_profile(struct simulated *simulated) {
    struct err err = {0};
    struct profile_request request = {.authority_rate = NAN};
    if (!profiles_make(simulated->run, &request, &simulated->profiles, &simulated->profile_count,
                       &err))
        fail_msg("%s", err.text);
}

void simulated_finish(struct simulated *simulated) {
    free(simulated->profiles);
    score_run_destroy(simulated->run);
    dataset_destroy(simulated->dataset);
    columns_destroy(simulated->columns);
}

const struct profile *simulated_of(const struct simulated *simulated, const char *id) {
    for (int i = 0; i < simulated->profile_count; i++)
        if (strcmp(columns_text(simulated->columns, simulated->profiles[i].id), id) == 0)
            return &simulated->profiles[i];
    fail_msg("no profile of %s", id);
    return NULL;
}

bool profile_has_flag(const struct profile *profile, enum line_kind kind, const char *name) {
    const struct line *line = profile_line(profile, kind);
    for (int i = 0; i < line->flag_count; i++)
        if (strcmp(flag_name(line->flags[i].kind), name) == 0)
            return true;
    return false;
}
