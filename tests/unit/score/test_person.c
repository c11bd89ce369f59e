/* What home knows of one person in a folder that others share. */
#include "base/clock.h"
#include "base/file.h"
#include "score/person.h"
#include "support/change_log.h"
#include "support/cmocka.h"
#include "support/loggen.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct folder {
    char path[64];
    int files;
};

static void put(struct folder *folder, const char *bytes, size_t len) {
    char path[128];
    struct err err = {0};
    snprintf(path, sizeof path, "%s/%04d.jsonl", folder->path, folder->files++);
    assert_true(file_write(path, bytes, len, 0600, &err));
}

static struct buf session(int agent, int number, int scenario, enum mode mode) {
    struct loggen_setup setup = loggen_default();
    setup.key = KEY_ILLUSTRATIVE;
    setup.start_ms = INT64_C(1700000000000); /* hundreds of days follow, none of them to come */
    struct loggen *generator = loggen_create(&setup);
    struct loggen_agent who = loggen_ordinary(agent, 0);
    struct buf log = {0};
    assert_non_null(generator);
    loggen_session(generator, &who, agent, number, scenario, mode, &log);
    loggen_destroy(generator);
    assert_false(log.failed);
    return log;
}

static void play(struct folder *folder, int agent, int number, int scenario, enum mode mode) {
    struct buf log = session(agent, number, scenario, mode);
    put(folder, log.data, log.len);
    buf_finish(&log);
}

static int make_folder(void **state) {
    struct folder *folder = calloc(1, sizeof *folder);
    assert_non_null(folder);
    snprintf(folder->path, sizeof folder->path, "/tmp/person_test_XXXXXX");
    assert_non_null(mkdtemp(folder->path));
    *state = folder;
    return 0;
}

static int drop_folder(void **state) {
    struct folder *folder = *state;
    char path[128];
    for (int i = 0; i < folder->files; i++) {
        snprintf(path, sizeof path, "%s/%04d.jsonl", folder->path, i);
        unlink(path);
    }
    assert_int_equal(rmdir(folder->path), 0);
    free(folder);
    return 0;
}

static struct person *read_person(const struct folder *folder, const char *agent) {
    struct err err = {0};
    struct person_request request = {
        .logs = folder->path, .agent = agent, .now_ms = clock_wall_ms()};
    struct person *person = person_read(&request, &err);
    assert_non_null(person);
    return person;
}

/* Three calls of one person behind 401 newer ones of another. */
static void test_not_forgotten(void **state) {
    struct folder *folder = *state;
    for (int i = 0; i < 3; i++)
        play(folder, 0, i, i, MODE_PRACTICE);
    for (int i = 0; i < 401; i++)
        play(folder, 1, 100 + i, i % 12, MODE_PRACTICE);
    struct person *person = read_person(folder, "agent_00000");
    assert_int_equal(person->session_count, 3);
    assert_int_equal(person->answer_count, 12);
    for (int i = 1; i < 3; i++)
        assert_true(person->sessions[i - 1].at_ms < person->sessions[i].at_ms);
    assert_string_equal(person->sessions[2].scenario, "generated/call_0002");
    assert_true(person->sessions[2].is_ended);
    assert_true(person->answers[0].is_provisional);
    person_destroy(person);
    person = read_person(folder, "agent_00001");
    assert_int_equal(person->session_count, 401);
    person_destroy(person);
}

/* What counts and what does not, by mode. */
static void test_modes(void **state) {
    struct folder *folder = *state;
    static const struct {
        enum mode mode;
        int sessions, answers;
    } cases[] = {{MODE_PRACTICE, 1, 4},
                 {MODE_ASSESSMENT, 2, 8},
                 {MODE_RETRY, 3, 8},
                 {MODE_PANEL, 3, 8},
                 {MODE_PREVIEW, 3, 8}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        play(folder, 0, (int)i, (int)i, cases[i].mode);
        struct person *person = read_person(folder, "agent_00000");
        assert_int_equal(person->session_count, cases[i].sessions);
        assert_int_equal(person->answer_count, cases[i].answers);
        int skills = 0;
        for (int skill = 0; skill < SKILL_COUNT; skill++)
            skills += person->by_skill[skill];
        assert_int_equal(skills, cases[i].answers);
        person_destroy(person);
    }
}

/* A credit that somebody edited is shown to nobody. */
static void test_broken(void **state) {
    struct folder *folder = *state;
    struct standing standing;
    struct err err = {0};
    play(folder, 0, 0, 0, MODE_PRACTICE);
    struct buf log = session(0, 1, 1, MODE_PRACTICE);
    char *edited = log_replaced(buf_cstr(&log), "\"credit\":", "\"credit\":0.1234,\"was\":");
    put(folder, edited, strlen(edited));
    struct person *person = read_person(folder, "agent_00000");
    assert_int_equal(person->session_count, 1);
    assert_int_equal(person->answer_count, 4);
    assert_int_equal(person->set_aside, 1);
    assert_true(person_score(person, NULL, &standing, &err));
    assert_int_equal(standing.measured, 4);
    assert_int_equal(standing.scenarios, 1);
    person_destroy(person);
    free(edited);
    buf_finish(&log);
}

static void test_score(void **state) {
    struct folder *folder = *state;
    struct standing standing;
    struct err err = {0};
    for (int agent = 0; agent < 6; agent++)
        for (int i = 0; i < 4; i++)
            play(folder, agent, i, i, MODE_PRACTICE);
    struct person *person = read_person(folder, "agent_00003");
    assert_true(person_score(person, NULL, &standing, &err));
    assert_true(standing.has_profile);
    assert_true(standing.is_provisional);
    assert_int_equal(standing.measured, 16);
    assert_int_equal(standing.scenarios, 4);
    assert_int_equal(standing.profile.n, 16);
    assert_false(profile_line(&standing.profile, LINE_JUDGMENT)->state == STATE_FLAG);
    person_destroy(person);
}

/* A first start: no folder, and nobody in it. */
static void test_nothing(void **state) {
    struct folder *folder = *state;
    struct standing standing;
    struct err err = {0};
    struct person_request request = {.logs = "/nowhere/at/all", .agent = "anna"};
    const char *const places[] = {"/nowhere/at/all", NULL, folder->path};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        request.logs = places[i];
        struct person *person = person_read(&request, &err);
        assert_non_null(person);
        assert_int_equal(person->session_count, 0);
        assert_true(person_score(person, NULL, &standing, &err));
        assert_false(standing.has_profile);
        person_destroy(person);
    }
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, make_folder, drop_folder)
    const struct CMUnitTest tests[] = {TEST(test_not_forgotten), TEST(test_modes),
                                       TEST(test_broken), TEST(test_score), TEST(test_nothing)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
