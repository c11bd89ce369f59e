/* Seeded walks through every scenario that ships: whatever an agent does, in whatever level, timing
 * and mode, however often the process dies: the log verifies, from its bundle alone. */
#include "support/world.h"

#include "support/cmocka.h"
#include "support/load.h"

#include "base/hash.h"
#include "play/verify.h"
#include "script/script.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WALKS = 12, STEPS_MAX = 2000 };

static struct world world;
static uint64_t seed;
static int calls, ends, retries;

static int draw(int below) {
    return (int)(splitmix64(&seed) % (uint64_t)below);
}

/* From the bundle's files, as the program does it. */
static struct scenario *load(void *self, const struct bundle *bundle, struct err *err) {
    (void)self;
    struct script_report report = {0};
    struct source sources[BUNDLE_FILES_MAX];
    for (int i = 0; i < bundle->file_count; i++)
        sources[i] =
            (struct source){bundle->files[i].path, bundle->files[i].text, bundle->files[i].len};
    struct scenario *scenario =
        script_load_memory(sources, bundle->file_count, bundle->root, &report, err);
    script_report_finish(&report);
    return scenario;
}

static const struct scenario_loader loader = {load, NULL};

static void do_something(struct play *play) {
    const struct scenario *scenario = play_scenario(play);
    const struct session *session = play_session(play);
    int options[OPTIONS_SHOWN_MAX], count = session_options(session, options);
    int card = session_open_card(session);
    switch (draw(12)) {
    case 0:
    case 1:
    case 2:
        if (scenario->card_count > 0)
            play_open_card(play, draw(scenario->card_count), world.now, NULL);
        break;
    case 3:
        if (card >= 0 && scenario->cards[card].fact_count > 0)
            play_ask(play, card, draw(scenario->cards[card].fact_count), world.now, NULL);
        break;
    case 4:
        play_close_card(play, world.now, NULL);
        break;
    case 5:
        if (play_pause(play, world.now, NULL)) {
            world_wait(&world, draw(9000));
            play_go(play, world.now, NULL);
        }
        break;
    case 6:
        play_set_hidden(play, true, world.now, NULL);
        world_wait(&world, draw(9000));
        play_set_hidden(play, false, world.now, NULL);
        break;
    case 7:
        play_select(play, -1, world.now, NULL);
        break;
    case 8:
        world_wait(&world, draw(90000));
        play_tick(play, world.now, NULL);
        break;
    default:
        if (count == 0)
            break;
        if (draw(2))
            play_cut_in(play, world.now, NULL);
        play_select(play, options[draw(count)], world.now, NULL);
        if (draw(2))
            break;
        world_wait(&world, draw(2000));
        play_commit(play, draw(101), draw(3) ? NULL : "why \"not\"", draw(3) ? NULL : "own\nwords",
                    world.now, NULL);
    }
    if (play_is_held(play))
        assert_true(play_release_hold(play, world.now, NULL));
}

static void check(const char *path) {
    struct verify_result result;
    if (!verify_log(path, &loader, NULL, &result))
        fail_msg("%s", result.err.text);
}

/* Tries a moment of the finished call again. */
static void try_again(const char *session) {
    struct play_source source = {.logs = world.logs, .session = session, .loader = loader};
    char path[4096], name[64];
    struct log log;
    snprintf(name, sizeof name, "%s.jsonl", session);
    assert_true(log_read(world_path(&world, name), &log, NULL));
    int at = draw(log.count);
    while (at > 0 && log.records[at].type != RECORD_decision &&
           log.records[at].type != RECORD_timeout)
        at--;
    log_finish(&log);
    if (at == 0)
        return;
    struct err err = {0};
    struct play *play = play_retry(&source, at, world.now, &err);
    if (!play)
        fail_msg("%s", err.text);
    for (int step = 0; step < 60 && !play_is_ended(play); step++) {
        world_wait(&world, draw(6000));
        do_something(play);
    }
    snprintf(path, sizeof path, "%s", play_log_path(play));
    play_destroy(play);
    check(path);
    retries++;
}

static void walk(struct scenario *scenario) {
    struct play_setup setup = {.scenario = scenario,
                               .logs = world.logs,
                               .agent = "walker",
                               .mode = draw(3) ? MODE_PRACTICE : MODE_ASSESSMENT,
                               .level = (enum level)draw(LEVEL_COUNT),
                               .timing = (enum timing)draw(TIMING_COUNT),
                               .seed = splitmix64(&seed)};
    struct play *play = world_play_as(&world, &setup);
    char session[40], path[4096];
    snprintf(session, sizeof session, "%s", play_id(play));
    snprintf(path, sizeof path, "%s", play_log_path(play));
    for (int step = 0; step < STEPS_MAX && !play_is_ended(play); step++) {
        world_wait(&world, draw(6000));
        do_something(play);
        if (draw(40) == 0 && !play_is_ended(play)) {
            struct play_source source = {.logs = world.logs, .session = session, .loader = loader};
            struct err err = {0};
            play_destroy(play);
            world_wait(&world, draw(100000));
            if (!(play = play_resume(&source, world.now, &err)))
                fail_msg("%s", err.text);
        }
    }
    calls++;
    ends += play_is_ended(play);
    play_destroy(play);
    check(path);
    try_again(session);
}

static void walk_shipped(const char *path) {
    struct scenario *scenario = load_shipped(path);
    for (int i = 0; i < WALKS; i++)
        walk(scenario);
    scenario_destroy(scenario);
}

static void every_walk_replays(void **state) {
    (void)state;
    seed = 20261122;
    world_begin(&world);
    each_shipped(walk_shipped);
    print_message("%d calls, %d ended, %d moments tried again\n", calls, ends, retries);
    assert_true(calls >= WALKS && ends > calls / 2);
    world_end(&world);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_walk_replays)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
