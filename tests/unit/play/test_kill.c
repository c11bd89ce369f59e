/* Two hundred times a writing process is killed while it writes: after a number of steps, wherever
 * it then is. What it had been told was committed must be in the log, and the call must go on from
 * there. */
#include "support/world.h"

#include "support/cmocka.h"

#include "base/hash.h"
#include "play/verify.h"
#include "record/log_reader.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { KILLS = 200, STEPS = 400, STEPS_BEFORE_KILL = 24 };

static struct world world;

/* One small thing after another; after each that returned true its log's length goes down the
 * pipe: from that moment on it counts as committed. */
static void play_until_killed(int pipe_fd, bool is_resumed, uint64_t seed) {
    struct play_source source = world_source(&world, WORLD_SESSION);
    struct play_setup setup = world_setup(&world);
    struct err err = {0};
    setup.timing = TIMING_UNTIMED;
    struct play *play =
        is_resumed ? play_resume(&source, world.now, &err) : play_start(&setup, world.now, &err);
    if (!play)
        _exit(3);
    for (int step = 0; step < STEPS; step++) {
        uint64_t draw = splitmix64(&seed);
        world_wait(&world, (int64_t)(draw >> 8 & 1023));
        bool is_open = session_open_card(play_session(play)) >= 0;
        bool ok = is_open && draw % 3 == 0 ? play_close_card(play, world.now, &err)
                                           : play_open_card(play, (int)(draw % 2), world.now, &err);
        int64_t count = history_count(play_history(play));
        if (!ok || write(pipe_fd, &count, sizeof count) != sizeof count)
            _exit(4);
    }
    _exit(0);
}

/* Gives how many events the killed process had been told were committed. */
static int64_t kill_one(bool is_resumed, uint64_t seed) {
    int fds[2], status;
    int64_t committed = 0, count;
    assert_int_equal(pipe(fds), 0);
    pid_t child = fork();
    if (child == 0) {
        close(fds[0]);
        play_until_killed(fds[1], is_resumed, seed);
    }
    close(fds[1]);
    for (uint64_t told = 0; told < seed % STEPS_BEFORE_KILL; told++)
        if (read(fds[0], &count, sizeof count) == sizeof count)
            committed = count;
    kill(child, SIGKILL);
    waitpid(child, &status, 0);
    if (WIFEXITED(status))
        assert_int_equal(WEXITSTATUS(status), 0);
    while (read(fds[0], &count, sizeof count) == sizeof count)
        committed = count;
    close(fds[0]);
    return committed;
}

static void check_log(int64_t committed) {
    struct log log;
    struct err err = {0};
    bool ok = log_read(world_path(&world, WORLD_SESSION ".jsonl"), &log, &err);
    if (!ok && committed > 0)
        fail_msg("%s", err.text);
    if (ok) {
        assert_true(log_check_chain(&log, &err));
        if (log.count - 1 < committed) /* `start` is no event */
            fail_msg("%d records, %d were committed", log.count, (int)committed + 1);
    }
    log_finish(&log);
}

static void nothing_committed_is_lost(void **state) {
    (void)state;
    uint64_t seed = 20261122;
    int resumed = 0, torn = 0;
    world_begin(&world);
    for (int i = 0; i < KILLS; i++) {
        struct verify_result result;
        struct scenario_loader loader = world_loader(&world);
        const char *path = world_path(&world, WORLD_SESSION ".jsonl");
        bool is_resumed = access(path, F_OK) == 0;
        if (is_resumed) { /* a kill before the first record leaves nothing to go on with */
            struct log log;
            if (!log_read(path, &log, NULL)) {
                remove(path);
                is_resumed = false;
            }
            log_finish(&log);
        }
        world_wait(&world, 1000);
        check_log(kill_one(is_resumed, splitmix64(&seed)));
        verify_log(path, &loader, NULL, &result);
        torn += result.status == VERIFY_TORN;
        resumed += is_resumed;
        if (result.status == VERIFY_BROKEN)
            fail_msg("%s", result.err.text);
        if (i % 10 == 9)
            remove(path); /* a fresh one now and then */
    }
    print_message("%d kills, %d calls resumed, %d torn lines\n", (int)KILLS, resumed, torn);
    assert_true(resumed > KILLS / 2);
    world_end(&world);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(nothing_committed_is_lost)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
