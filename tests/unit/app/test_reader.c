/* A person's logs are read without holding up a picture: at once where they are few, on a thread
 * where they are many, and what is shown stays whole meanwhile. */
#include "app/reader.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/os.h"
#include "support/cmocka.h"
#include "support/loggen.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MANY = 230 }; /* more than are read at once */

struct folder {
    char path[64];
    int files;
};

static void play(struct folder *folder, int agent, int number) {
    struct loggen_setup setup = loggen_default();
    setup.key = KEY_ILLUSTRATIVE;
    setup.step_ms = 3600000; /* all of them lie behind us */
    struct loggen *generator = loggen_create(&setup);
    struct loggen_agent who = loggen_ordinary(agent, 0);
    struct err err = {0};
    struct buf log = {0};
    char path[128];
    assert_non_null(generator);
    loggen_session(generator, &who, agent, number, number % 12, MODE_PRACTICE, &log);
    snprintf(path, sizeof path, "%s/%04d.jsonl", folder->path, folder->files++);
    assert_true(file_write(path, log.data, log.len, 0600, &err));
    loggen_destroy(generator);
    buf_finish(&log);
}

static int make_folder(void **state) {
    struct folder *folder = calloc(1, sizeof *folder);
    assert_non_null(folder);
    snprintf(folder->path, sizeof folder->path, "/tmp/reader_test_XXXXXX");
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

/* What the loop is woken by. */
struct bell {
    struct os_gate *gate;
    int rung, heard;
};

static void ring(void *self) {
    struct bell *bell = self;
    os_gate_enter(bell->gate);
    bell->rung++;
    os_gate_signal(bell->gate);
    os_gate_leave(bell->gate);
}

static struct bell bell;

static struct reader *make(const struct folder *folder) {
    struct reader_setup setup = {.logs = folder->path,
                                 .cache = "/nowhere/at/all",
                                 .agent = "agent_00000",
                                 .wake = ring,
                                 .woken = &bell};
    if (!bell.gate)
        bell.gate = os_gate_create();
    bell.rung = bell.heard = 0;
    struct reader *reader = reader_create(&setup);
    assert_non_null(reader);
    assert_null(reader_person(reader));
    assert_null(reader_standing(reader));
    return reader;
}

/* Sleeps as the loop does, until it is woken once more than it was. */
static void sleep_until_woken(void) {
    os_gate_enter(bell.gate);
    while (bell.rung == bell.heard)
        os_gate_wait(bell.gate);
    bell.heard = bell.rung;
    os_gate_leave(bell.gate);
}

/* Until the person that is shown has this number of sessions, and is scored. */
static void wait_for(struct reader *reader, int sessions, int measured) {
    struct err err = {0};
    for (;;) {
        reader_work(reader);
        reader_has_news(reader, &err);
        assert_string_equal(err.text, "");
        const struct person *person = reader_person(reader);
        const struct standing *standing = reader_standing(reader);
        if (person && person->session_count == sessions && standing &&
            (measured < 0 || standing->measured == measured))
            return;
        assert_false(person && person->set_aside); /* every log of these tests is sound */
        sleep_until_woken();
    }
}

static void test_few(void **state) {
    struct folder *folder = *state;
    struct err err = {0};
    for (int i = 0; i < 4; i++)
        play(folder, 0, i);
    struct reader *reader = make(folder);
    reader_refresh(reader, clock_wall_ms());
    assert_non_null(reader_person(reader)); /* there at once */
    assert_int_equal(reader_person(reader)->session_count, 4);
    assert_true(reader_has_news(reader, &err));
    wait_for(reader, 4, 16);
    play(folder, 0, 4);
    reader_refresh(reader, clock_wall_ms());
    assert_int_equal(reader_person(reader)->session_count, 5);
    wait_for(reader, 5, 20);
    assert_false(reader_has_news(reader, &err));
    reader_destroy(reader);
}

static void test_many(void **state) {
    struct folder *folder = *state;
    for (int i = 0; i < MANY; i++)
        play(folder, i % 3, i);
    struct reader *reader = make(folder);
    reader_refresh(reader, clock_wall_ms());
    assert_null(reader_person(reader)); /* nobody waited for it */
    wait_for(reader, (MANY + 2) / 3, -1);
    const struct person *shown = reader_person(reader);
    play(folder, 0, MANY);
    reader_refresh(reader, clock_wall_ms());
    assert_ptr_equal(reader_person(reader), shown); /* until the new one is whole */
    assert_int_equal(shown->session_count, (MANY + 2) / 3);
    wait_for(reader, (MANY + 2) / 3 + 1, -1);
    reader_destroy(reader);
}

/* Asked again and again while something runs: the last wish holds. */
static void test_impatient(void **state) {
    struct folder *folder = *state;
    struct err err = {0};
    struct reader *reader = make(folder);
    for (int i = 0; i < 40; i++) {
        play(folder, 0, i);
        reader_refresh(reader, clock_wall_ms());
        if (i % 3 == 0)
            reader_has_news(reader, &err);
    }
    wait_for(reader, 40, -1);
    reader_destroy(reader);
}

/* Left in the middle: nothing is lost or used after its end (the sanitizers say so). */
static void test_left(void **state) {
    struct folder *folder = *state;
    for (int i = 0; i < 60; i++)
        play(folder, i % 2, i);
    for (int i = 0; i < 8; i++) {
        struct err err = {0};
        struct reader *reader = make(folder);
        reader_refresh(reader, clock_wall_ms());
        reader_work(reader);
        for (int k = 0; k < i; k++)
            reader_has_news(reader, &err);
        if (i % 2)
            reader_refresh(reader, clock_wall_ms());
        reader_destroy(reader);
    }
    reader_destroy(NULL);
}

/* A first start. */
static void test_nothing(void **state) {
    struct folder nowhere = {"/nowhere/at/all", 0};
    (void)state;
    struct reader *reader = make(&nowhere);
    reader_refresh(reader, clock_wall_ms());
    wait_for(reader, 0, 0);
    assert_false(reader_standing(reader)->has_profile);
    reader_destroy(reader);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, make_folder, drop_folder)
    const struct CMUnitTest tests[] = {TEST(test_few), TEST(test_many), TEST(test_impatient),
                                       TEST(test_left), TEST(test_nothing)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
