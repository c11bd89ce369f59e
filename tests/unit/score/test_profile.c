/* Profiles and their documents: silence below the minimum, honest bands, provisional keys, JSON. */
#include "report/report.h"
#include "report/report_reason.h"
#include "score/calibrate.h"
#include "support/cmocka.h"
#include "support/loggen.h"

#include <cjson/cJSON.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { AGENTS_MAX = 12 };

struct team {
    struct columns *columns;
    struct dataset *data;
    struct score_run *run;
    struct profile *profiles;
    int count;
    struct buf log;
};

struct wish {
    int agents, scenarios; /* each plays so many */
    double theta[AGENTS_MAX];
    enum key_status has, wants;
    struct calibration *calibration;
    bool has_expects;
    double location_mean; /* of decisions: above 0 they are hard */
};

static void make(struct team *team, const struct wish *wish) {
    struct loggen_setup setup = loggen_default();
    struct err err = {0};
    setup.key = wish->has;
    setup.has_expects = wish->has_expects;
    setup.location_mean += wish->location_mean;
    struct loggen *generator = loggen_create(&setup);
    assert_non_null(generator);
    *team = (struct team){0};
    for (int a = 0; a < wish->agents; a++) {
        struct loggen_agent agent = loggen_ordinary(a, wish->theta[a]);
        for (int s = 0; s < wish->scenarios; s++)
            loggen_session(generator, &agent, a, s, s, MODE_ASSESSMENT, &team->log);
    }
    loggen_destroy(generator);
    struct columns_text text = {"log", team->log.data, team->log.len};
    struct dataset_request measured = {.keys = wish->wants, .as_of_ms = INT64_MAX};
    struct score_request scored = {.calibration = wish->calibration};
    struct profile_request wanted = {.authority_rate = 0.1};
    team->columns = columns_read_texts(&text, 1, &(struct columns_request){.threads = 1}, &err);
    assert_non_null(team->columns);
    team->data = dataset_create(team->columns, &measured, &err);
    assert_non_null(team->data);
    team->run = score_run_create(team->data, &scored, &err);
    assert_non_null(team->run);
    assert_true(profiles_make(team->run, &wanted, &team->profiles, &team->count, &err));
}

static void finish(struct team *team) {
    free(team->profiles);
    score_run_destroy(team->run);
    dataset_destroy(team->data);
    columns_destroy(team->columns);
    buf_finish(&team->log);
}

static void all_silent(const struct profile *profile, const char *says) {
    for (int kind = 0; kind < LINE_COUNT; kind++) {
        const struct line *line = profile_line(profile, (enum line_kind)kind);
        assert_int_equal(line->state, STATE_NOT_ENOUGH_DATA);
        assert_int_equal(line->flag_count, 0);
        assert_true(isnan(line->low) && isnan(line->high));
        struct buf reason = {0};
        report_reason(&line->reason, &reason);
        if (!strstr(buf_cstr(&reason), says))
            fail_msg("%s: %s", line_name((enum line_kind)kind), buf_cstr(&reason));
        buf_finish(&reason);
    }
    assert_true(isnan(profile->judgment.theta) && isnan(profile->judgment.se));
    assert_true(isnan(profile->escalation.measured.d_prime));
    assert_true(isnan(profile->escalation.gap_standardised));
    assert_true(isnan(profile->calibration.measured.brier));
    assert_true(isnan(profile->evidence.rate) && isnan(profile->integrity.rate));
    assert_true(isnan(profile->trend.slope));
}

/* 8 decisions in 2 scenarios: nothing is said but what is missing. */
static void test_too_little(void **state) {
    (void)state;
    struct team team;
    make(&team, &(struct wish){
                    .agents = 6, .scenarios = 2, .has = KEY_OPERATIONAL, .wants = KEY_OPERATIONAL});
    assert_int_equal(team.count, 6);
    all_silent(&team.profiles[0], "4 more decisions and 1 more scenarios are needed");
    finish(&team);
}

static void test_no_key(void **state) {
    (void)state;
    struct team team;
    make(&team,
         &(struct wish){.agents = 6, .scenarios = 5, .has = KEY_PILOT, .wants = KEY_OPERATIONAL});
    assert_int_equal(team.count, 6); /* they have decided; nothing of it counts */
    assert_null(team.run->model);
    all_silent(&team.profiles[0], "pilot 20");
    finish(&team);
}

static void test_nobody(void **state) {
    (void)state;
    struct team team;
    make(&team, &(struct wish){.has = KEY_PILOT, .wants = KEY_PILOT});
    assert_int_equal(team.count, 0);
    assert_int_equal(team.data->items, 0); /* a decision nobody met is not guessed */
    finish(&team);
}

/* All best and all poor: finite, honest, and on either side. */
static void test_extremes(void **state) {
    (void)state;
    struct team team;
    struct wish wish = {.agents = 8,
                        .scenarios = 12,
                        .theta = {30, -30},
                        .has = KEY_OPERATIONAL,
                        .wants = KEY_OPERATIONAL};
    make(&team, &wish);
    const struct judgment_line *top = &team.profiles[0].judgment;
    const struct judgment_line *bottom = &team.profiles[1].judgment;
    assert_true(isfinite(top->theta) && isfinite(top->line.low) && isfinite(top->line.high));
    assert_true(isfinite(bottom->theta) && isfinite(bottom->line.low));
    assert_true(top->theta > 1 && top->theta < 6 && top->se > 0.1);
    assert_true(bottom->theta < -1 && bottom->theta > -6 && bottom->se > 0.1);
    const struct score_run *run = team.run;
    assert_false(top->is_anchored);
    assert_int_equal(top->pool_n, 8);
    double origin = 0; /* relative: ten points a logit from the mean of the eight */
    for (int i = 0; i < 8; i++)
        origin += run->model->a * run->ability[i].theta / 8;
    for (int i = 0; i < 8; i++) {
        const struct judgment_line *line = &team.profiles[i].judgment;
        double j = 50 + 10 * (run->model->a * run->ability[i].theta - origin);
        double se = 10 * run->model->a * run->ability[i].se;
        assert_true(fabs(line->report - j) < 1e-8);
        assert_true(fabs(line->line.low - (j - 1.959963984540054 * se)) < 1e-8);
        assert_true(fabs(line->line.likely_high - (j + se)) < 1e-8);
        assert_true(isnan(line->below)); /* nothing is stated of a relative place … */
        assert_int_equal(line->line.flag_count, 0);
    }
    assert_int_equal(top->line.state, STATE_TYPICAL);
    assert_true(bottom->tells_guessing); /* … but that somebody guesses, where that can be told */
    assert_int_equal(bottom->line.state, STATE_WATCH);
    assert_int_equal(bottom->line.reason.code, REASON_LIKE_GUESSING);
    finish(&team);
}

/* Where the panels say what they expect, J stands beside that: the origin is where somebody of
 * ability 0 is, and the whole team lies .7 above it. */
static void test_anchored(void **state) {
    (void)state;
    struct team team;
    struct wish wish = {.agents = 12,
                        .scenarios = 12,
                        .theta = {.7, .7, 1.7, -.3, 1.2, .2, .7, 1.4, 0, .7, .9, -3},
                        .has = KEY_OPERATIONAL,
                        .wants = KEY_OPERATIONAL,
                        .has_expects = true};
    make(&team, &wish);
    const struct anchor *anchor = &team.run->anchor;
    assert_true(anchor->is_known);
    assert_int_equal(anchor->items, 48);
    int held = 0;
    for (int i = 0; i < 12; i++) {
        const struct judgment_line *line = &team.profiles[i].judgment;
        double eta = team.run->model->a * team.run->ability[i].theta;
        double se = team.run->model->a * team.run->ability[i].se;
        assert_true(line->is_anchored);
        assert_true(fabs(line->report - (50 + 10 * (eta - anchor->eta))) < 1e-8);
        assert_true(fabs(line->report_se - 10 * sqrt(se * se + anchor->se * anchor->se)) < 1e-8);
        double below = 0.5 * erfc(-(47.5 - line->report) / line->report_se / sqrt(2));
        assert_true(fabs(line->below - below) < 1e-8);
        double truth = 50 + 10 * wish.theta[i];
        held += truth > line->line.low && truth < line->line.high;
    }
    assert_true(held >= 10);
    assert_int_equal(team.profiles[11].judgment.line.state, STATE_FLAG);
    assert_int_equal(team.profiles[11].judgment.line.flags[0].kind, FLAG_BELOW_EXPECTED);
    finish(&team);
}

/* Where half of the people are below it, that is about the calls, and nobody's state. */
static void test_panel_expects_more(void **state) {
    (void)state;
    struct team team;
    struct wish wish = {.agents = 8,
                        .scenarios = 12,
                        .theta = {-2, -2, -2, -2, -2, -2, -2, 1},
                        .has = KEY_OPERATIONAL,
                        .wants = KEY_OPERATIONAL,
                        .has_expects = true};
    make(&team, &wish);
    for (int i = 0; i < 8; i++) {
        assert_int_equal(team.profiles[i].judgment.line.flag_count, 0);
        assert_true(team.profiles[i].judgment.line.reason.code == REASON_PANEL_EXPECTS_MORE ||
                    team.profiles[i].judgment.line.reason.code == REASON_LIKE_GUESSING);
    }
    assert_true(team.profiles[0].judgment.below > 0.9);
    finish(&team);
}

/* On hard calls an ordinary person earns what guessing earns: nothing is said, and the head says
 * so. */
static void test_hard_calls(void **state) {
    (void)state;
    struct team team;
    struct buf text = {0};
    make(&team, &(struct wish){.agents = 8,
                               .scenarios = 12,
                               .has = KEY_OPERATIONAL,
                               .wants = KEY_OPERATIONAL,
                               .location_mean = 2});
    for (int i = 0; i < 8; i++) {
        assert_int_equal(team.profiles[i].judgment.line.state, STATE_TYPICAL);
        assert_false(team.profiles[i].judgment.tells_guessing);
    }
    struct score_report report = {.run = team.run, .profiles = team.profiles, .count = 8};
    score_report_text(&report, &text);
    assert_non_null(strstr(buf_cstr(&text), "These calls do not tell judging from guessing."));
    assert_non_null(strstr(buf_cstr(&text), "50 is the mean of the 8 people read here"));
    buf_finish(&text);
    finish(&team);
}

/* The same with weaker keys: numbers, no flags. */
static void test_provisional(void **state) {
    (void)state;
    struct team team;
    struct wish wish = {.agents = 8,
                        .scenarios = 12,
                        .theta = {30, -30},
                        .has = KEY_ILLUSTRATIVE,
                        .wants = KEY_ILLUSTRATIVE};
    make(&team, &wish);
    assert_int_equal(team.profiles[1].judgment.line.state, STATE_WATCH);
    for (int i = 0; i < team.count; i++)
        for (int kind = 0; kind < LINE_COUNT; kind++) {
            assert_int_equal(profile_line(&team.profiles[i], (enum line_kind)kind)->flag_count, 0);
            assert_true(profile_line(&team.profiles[i], (enum line_kind)kind)->state < STATE_FLAG);
        }
    finish(&team);
}

/* One agent alone cannot be compared: the model would set the mean on the agent. */
static void test_alone(void **state) {
    (void)state;
    struct team team;
    make(&team,
         &(struct wish){
             .agents = 1, .scenarios = 12, .has = KEY_OPERATIONAL, .wants = KEY_OPERATIONAL});
    assert_int_equal(team.profiles[0].judgment.line.state, STATE_NOT_ENOUGH_DATA);
    assert_int_equal(team.profiles[0].judgment.line.reason.code, REASON_FEW_AGENTS);
    assert_true(team.profiles[0].calibration.line.state != STATE_NOT_ENOUGH_DATA);
    finish(&team);
}

static cJSON *parse(const struct buf *text) {
    cJSON *root = cJSON_ParseWithOpts(buf_cstr(text), NULL, true);
    assert_non_null(root);
    return root;
}

static void test_json(void **state) {
    (void)state;
    static const char *const of_line[] = {"n",    "state",      "reason",      "low",
                                          "high", "likely_low", "likely_high", "flags"};
    static const char *const own[LINE_COUNT][12] = {
        {"j", "beside", "pool_n", "theta", "psd", "se", "theta_without_timeouts"},
        {"hits", "needed", "false_alarms", "unneeded", "d_prime", "criterion", "se_d_prime",
         "se_criterion", "gap_share", "gap_share_standardised"},
        {"brier", "reliability", "resolution", "uncertainty", "overconfidence", "ece", "auc"},
        {"unlooked_rate"},
        {"parked_rate", "clock_effect"},
        {"slope"}};
    for (int scenarios = 1; scenarios <= 12; scenarios += 11) {
        struct team team;
        struct buf text = {0};
        make(&team, &(struct wish){.agents = 7,
                                   .scenarios = scenarios,
                                   .has = KEY_OPERATIONAL,
                                   .wants = KEY_OPERATIONAL});
        struct score_report report = {.run = team.run, .profiles = team.profiles, .count = 7};
        score_report_json(&report, &text);
        cJSON *root = parse(&text);
        const cJSON *rows = cJSON_GetObjectItem(root, "rows");
        assert_int_equal(cJSON_GetArraySize(rows), 7);
        const cJSON *lines = cJSON_GetObjectItem(rows->child, "lines");
        assert_int_equal(cJSON_GetArraySize(lines), LINE_COUNT);
        for (int kind = 0; kind < LINE_COUNT; kind++) {
            const cJSON *line = cJSON_GetObjectItem(lines, line_name((enum line_kind)kind));
            for (size_t i = 0; i < sizeof of_line / sizeof *of_line; i++)
                assert_true(cJSON_HasObjectItem(line, of_line[i]));
            for (int i = 0; own[kind][i]; i++)
                if (!cJSON_HasObjectItem(line, own[kind][i]))
                    fail_msg("%s has no %s", line_name((enum line_kind)kind), own[kind][i]);
        }
        const cJSON *judgment = cJSON_GetObjectItem(lines, "judgment");
        const cJSON *theta = cJSON_GetObjectItem(judgment, "theta");
        assert_true(scenarios == 1 ? cJSON_IsNull(theta) : cJSON_IsNumber(theta));
        if (scenarios == 12) { /* Murphy's identity survives the printing */
            const cJSON *c = cJSON_GetObjectItem(lines, "calibration");
            double sum = cJSON_GetObjectItem(c, "reliability")->valuedouble -
                         cJSON_GetObjectItem(c, "resolution")->valuedouble +
                         cJSON_GetObjectItem(c, "uncertainty")->valuedouble;
            assert_true(fabs(sum - cJSON_GetObjectItem(c, "brier")->valuedouble) < 1e-7);
        }
        cJSON_Delete(root);
        buf_finish(&text);
        finish(&team);
    }
}

/* A frozen calibration gives the same abilities back, and refuses what it cannot be. */
static void test_calibration(void **state) {
    (void)state;
    struct team team, again;
    struct buf text = {0};
    struct err err = {0};
    struct wish wish = {.agents = 10,
                        .scenarios = 12,
                        .theta = {1, -1, 0.5},
                        .has = KEY_OPERATIONAL,
                        .wants = KEY_OPERATIONAL};
    make(&team, &wish);
    struct node_health *health = calloc((size_t)team.data->items + 1, sizeof *health);
    assert_non_null(health);
    assert_true(node_healths(team.run, health, &err));
    calibration_write(team.run, health, &text);
    wish.calibration = calibration_parse(text.data, text.len, "file", &err);
    assert_non_null(wish.calibration);
    assert_int_equal(wish.calibration->count, team.run->model->nodes);
    make(&again, &wish);
    assert_int_equal(again.run->unscaled, 0);
    for (int i = 0; i < 10; i++) {
        assert_true(fabs(team.run->ability[i].theta - again.run->ability[i].theta) < 1e-6);
        assert_true(again.run->ability[i].se <= team.run->ability[i].se + 1e-9);
    }
    cJSON *root = parse(&text);
    static const char *const keys[] = {"model",          "iterations", "loglik", "a",
                                       "sigma_scenario", "nodes",      "agents"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        assert_true(cJSON_HasObjectItem(root, keys[i]));
    cJSON_Delete(root);
    static const char *const bad[] = {"", "{}", "[]",
                                      "{\"format\":\"offscript-calibration\",\"v\":2}",
                                      "{\"format\":\"offscript-calibration\",\"v\":1}"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct err reason = {0};
        assert_null(calibration_parse(bad[i], strlen(bad[i]), "bad", &reason));
        assert_true(reason.text[0]);
    }
    calibration_destroy(wish.calibration);
    finish(&team);
    finish(&again);
    buf_finish(&text);
    free(health);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_too_little), cmocka_unit_test(test_no_key),
        cmocka_unit_test(test_nobody),     cmocka_unit_test(test_extremes),
        cmocka_unit_test(test_anchored),   cmocka_unit_test(test_panel_expects_more),
        cmocka_unit_test(test_hard_calls), cmocka_unit_test(test_provisional),
        cmocka_unit_test(test_alone),      cmocka_unit_test(test_json),
        cmocka_unit_test(test_calibration)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
