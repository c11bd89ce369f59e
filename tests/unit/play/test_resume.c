/* Going on after a crash, at whatever byte it came; and trying a moment again. */
#include "support/world.h"

#include "support/cmocka.h"

#include "base/file.h"
#include "play/replay.h"
#include "play/verify.h"
#include "record/log_reader.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LOG WORLD_SESSION ".jsonl"
#define TORN WORLD_SESSION ".torn"

static struct world world;

static int begin(void **state) {
    (void)state;
    world_begin(&world);
    return 0;
}

static int end(void **state) {
    (void)state;
    world_end(&world);
    return 0;
}

static enum verify_status verified(const char *name) {
    struct verify_result result;
    struct scenario_loader loader = world_loader(&world);
    verify_log(world_path(&world, name), &loader, NULL, &result);
    if (result.err.code && result.status != VERIFY_TORN)
        print_message("%s\n", result.err.text);
    return result.status;
}

static void read_log(struct log *log) {
    struct err err = {0};
    if (!log_read(world_path(&world, LOG), log, &err))
        fail_msg("%s", err.text);
}

/* A decision with a card open before it, then the scene after it. */
static void half_a_call(void) {
    struct play *play = world_play(&world);
    world_wait(&world, 2000);
    world_open(&world, play, "account");
    world_wait(&world, 3000);
    world_ask(&world, play, "account", "letter");
    world_wait(&world, 1000);
    world_commit(&world, play, "waive", 80);
    play_destroy(play);
}

static void it_goes_on_where_it_stood(void **state) {
    (void)state;
    struct play *play = world_play(&world);
    assert_true(play_cut_in(play, world.now, &world.err));
    world_wait(&world, 21000);
    world_open(&world, play, "account");
    world_wait(&world, 1000);
    world_select(&world, play, "waive");
    play_destroy(play); /* the process dies with a card open and an option chosen */
    world_wait(&world, 600500);
    play = world_resume(&world, WORLD_SESSION);
    assert_null(play_notice(play));
    assert_int_equal(play_call_ms(play, world.now), 21000); /* the last record's */
    assert_int_equal(play_left_ms(play, world.now), 19000);
    assert_int_equal(session_open_card(play_session(play)), -1);
    assert_int_equal(session_selected(play_session(play)), -1);
    assert_true(session_card_was_opened(play_session(play), 0));
    const struct history *history = play_history(play);
    assert_int_equal(history_moment(history, history_count(history) - 1)->kind, EVENT_RESUME);
    assert_int_equal(history_moment(history, history_count(history) - 1)->span, 601);
    world_wait(&world, 1000);
    world_commit(&world, play, "waive", 80);
    play_destroy(play);
    struct log log;
    read_log(&log);
    const struct record *records = log.records;
    static const enum record_type types[] = {
        RECORD_start,       RECORD_scene,  RECORD_ready,    RECORD_nudge, RECORD_card,
        RECORD_card_closed, RECORD_resume, RECORD_decision, RECORD_scene, RECORD_scene};
    assert_int_equal(log.count, sizeof types / sizeof *types);
    for (int i = 0; i < log.count; i++)
        assert_int_equal(records[i].type, types[i]);
    assert_int_equal(records[5].open_ms, 0);
    assert_int_equal(records[7].latency_ms, RECORD_NULL);
    assert_int_equal(records[7].resumes, 1);
    assert_int_equal(records[7].t, 22000);
    log_finish(&log);
    assert_int_equal(verified(LOG), VERIFY_OPEN);
}

/* The file cut at every byte from the start of the decision to the end: whatever a crash left, the
 * call goes on, and what was whole before is still there. */
static void it_goes_on_from_every_byte(void **state) {
    (void)state;
    size_t len, first = 0;
    half_a_call();
    char *bytes = world_read(&world, LOG, &len);
    const char *decision = strstr(bytes, "{\"v\":1,\"type\":\"decision\"");
    assert_non_null(decision);
    for (first = (size_t)(decision - bytes); first <= len; first++) {
        struct scenario_loader loader = world_loader(&world);
        struct verify_result result;
        size_t whole = first;
        while (whole > 0 && bytes[whole - 1] != '\n')
            whole--;
        remove(world_path(&world, TORN));
        world_write(&world, LOG, bytes, first);
        verify_log(world_path(&world, LOG), &loader, NULL, &result);
        assert_int_equal(result.status, whole < first ? VERIFY_TORN : VERIFY_OPEN);
        struct play *play = world_resume(&world, WORLD_SESSION);
        assert_int_equal(play_notice(play) != NULL, whole < first);
        play_destroy(play);
        size_t now_len, torn_len;
        char *now = world_read(&world, LOG, &now_len);
        assert_true(now_len > whole);
        assert_memory_equal(now, bytes, whole);
        assert_int_equal(verified(LOG), VERIFY_OPEN);
        free(now);
        assert_int_equal(file_exists(world_path(&world, TORN)), whole < first);
        if (whole < first) {
            char *torn = world_read(&world, TORN, &torn_len);
            assert_int_equal(torn_len, first - whole + 1);
            assert_memory_equal(torn, bytes + whole, first - whole);
            free(torn);
        }
    }
    free(bytes);
}

/* Cut behind the decision's line: the scenes that follow from it were never written. They are now,
 * and they are the same. */
static void what_a_crash_kept_back_is_written(void **state) {
    (void)state;
    size_t len;
    half_a_call();
    char *bytes = world_read(&world, LOG, &len);
    char *after = strchr(strstr(bytes, "\"type\":\"decision\""), '\n') + 1;
    world_write(&world, LOG, bytes, (size_t)(after - bytes));
    struct play *play = world_resume(&world, WORLD_SESSION);
    assert_string_equal(play_scenario(play)->scenes[session_scene(play_session(play))].id,
                        "closing");
    play_destroy(play);
    struct log log;
    read_log(&log);
    assert_int_equal(log.records[log.count - 3].type, RECORD_scene);
    assert_string_equal(log.records[log.count - 3].scene, "walk");
    assert_int_equal(log.records[log.count - 1].type, RECORD_resume);
    log_finish(&log);
    free(bytes);
}

static void refuse_resume(const char *session, enum err_code code, const char *text) {
    struct play_source source = world_source(&world, session);
    struct err err = {0};
    assert_null(play_resume(&source, world.now, &err));
    if (err.code != code || !strstr(err.text, text))
        fail_msg("%d %s, expected %s", err.code, err.text, text);
}

static void what_cannot_go_on_is_left_as_it_is(void **state) {
    (void)state;
    size_t len, again;
    struct play *play = world_play(&world);
    refuse_resume(WORLD_SESSION, ERR_LOCKED, "already open");
    play_destroy(play);
    refuse_resume("../x", ERR_USAGE, "not a session");
    refuse_resume("01993c5e-7c00-7000-8000-0000000000ff", ERR_IO, "cannot open");
    remove(world_path(&world, LOG));
    world_whole_call(&world);
    refuse_resume(WORLD_SESSION, ERR_STATE, "has ended");
    char *bytes = world_read(&world, LOG, &len);
    strstr(bytes, "\"open_ms\":2500")[11] = '3';
    len = (size_t)(strstr(bytes, "{\"v\":1,\"type\":\"end\"") - bytes); /* unfinished */
    world_write(&world, LOG, bytes, len);
    refuse_resume(WORLD_SESSION, ERR_VERIFY, "`prev` is not the hash");
    char *now = world_read(&world, LOG, &again);
    assert_int_equal(again, len);
    assert_memory_equal(now, bytes, again);
    world_write(&world, LOG, "", 0);
    refuse_resume(WORLD_SESSION, ERR_CONTENT, "no whole record");
    free(bytes);
    free(now);
}

static void a_changed_bundle_is_refused(void **state) {
    (void)state;
    char name[96];
    half_a_call();
    snprintf(name, sizeof name, "scenarios/%s.json", world.scenario->sha256);
    world_write(&world, name, "{}", 2);
    refuse_resume(WORLD_SESSION, ERR_VERIFY, "was changed");
    remove(world_path(&world, name));
    refuse_resume(WORLD_SESSION, ERR_IO, "is missing");
}

/* ---- a moment again ---- */

static int64_t seq_of(enum record_type type, int which) {
    struct log log;
    int64_t seq = -1;
    read_log(&log);
    for (int i = 0; i < log.count && seq < 0; i++)
        if (log.records[i].type == type && which-- == 0)
            seq = log.records[i].seq;
    log_finish(&log);
    return seq;
}

static struct play *retry(const char *session, int64_t seq) {
    struct play_source source = world_source(&world, session);
    struct err err = {0};
    struct play *play = play_retry(&source, seq, world.now, &err);
    if (!play)
        fail_msg("%s", err.text);
    return play;
}

static void a_moment_is_tried_again(void **state) {
    (void)state;
    char name[64];
    struct log log;
    world_whole_call(&world);
    world_wait(&world, 60000);
    struct play *play = retry(WORLD_SESSION, seq_of(RECORD_decision, 1));
    const struct history *history = play_history(play);
    assert_true(history_moment(history, 0)->is_earlier);
    assert_false(history_moment(history, history_count(history) - 1)->is_earlier);
    assert_string_equal(play_scenario(play)->scenes[session_scene(play_session(play))].id,
                        "closing");
    snprintf(name, sizeof name, "%s.jsonl", play_id(play));
    world_wait(&world, 4000);
    world_commit(&world, play, "end", -1);
    play_destroy(play);
    struct err err = {0};
    assert_true(log_read(world_path(&world, name), &log, &err));
    assert_int_equal(log.count, 4); /* start scene decision end */
    assert_string_equal(log.records[0].mode, "retry");
    assert_string_equal(log.records[0].retry_of.session, WORLD_SESSION);
    assert_int_equal(log.records[0].retry_of.seq, 14);
    assert_int_equal(log.records[1].t, 0);
    assert_int_equal(log.records[2].t, 4000);
    assert_int_equal(log.records[2].shown_t, 250); /* "Bye." is read first */
    assert_int_equal(log.records[2].exposure, 2);
    assert_int_equal(log.records[3].decisions, 1);
    assert_int_equal(log.records[3].complete, 0);
    log_finish(&log);
    assert_int_equal(verified(name), VERIFY_COMPLETE);
    remove(world_path(&world, LOG)); /* without what it leads to it cannot be verified */
    assert_int_equal(verified(name), VERIFY_UNREADABLE);
}

static void the_first_moment_and_a_retry_of_a_retry(void **state) {
    (void)state;
    char name[64], second[64], id[40];
    world_whole_call(&world);
    struct play *play = retry(WORLD_SESSION, seq_of(RECORD_decision, 0));
    snprintf(id, sizeof id, "%s", play_id(play));
    snprintf(name, sizeof name, "%s.jsonl", id);
    world_wait(&world, 3000);
    world_open(&world, play, "account");
    world_wait(&world, 1000);
    world_ask(&world, play, "account", "letter");
    world_commit(&world, play, "credit", 40);
    world_wait(&world, 2000);
    world_commit(&world, play, "thank", 40);
    play_destroy(play);
    assert_int_equal(verified(name), VERIFY_COMPLETE);
    play = retry(id, 8); /* … card_closed decision scene scene decision */
    snprintf(second, sizeof second, "%s.jsonl", play_id(play));
    play_destroy(play);
    assert_int_equal(verified(second), VERIFY_OPEN);
}

static void a_retry_is_resumed(void **state) {
    (void)state;
    char id[40], name[64];
    world_whole_call(&world);
    struct play *play = retry(WORLD_SESSION, seq_of(RECORD_decision, 0));
    snprintf(id, sizeof id, "%s", play_id(play));
    snprintf(name, sizeof name, "%s.jsonl", id);
    world_wait(&world, 21000);
    assert_true(play_tick(play, world.now, &world.err));
    play_destroy(play);
    play = world_resume(&world, id);
    world_commit(&world, play, "refuse", 40);
    play_destroy(play);
    assert_int_equal(verified(name), VERIFY_COMPLETE);
}

static void only_decisions_can_be_tried_again(void **state) {
    (void)state;
    static const int64_t bad[] = {0, 1, 2, 15, 99, -1};
    world_whole_call(&world);
    struct play_source source = world_source(&world, WORLD_SESSION);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct err err = {0};
        assert_null(play_retry(&source, bad[i], world.now, &err));
        assert_non_null(strstr(err.text, "no decision"));
    }
}

int main(void) {
#define T(name) cmocka_unit_test_setup_teardown(name, begin, end)
    const struct CMUnitTest tests[] = {T(it_goes_on_where_it_stood),
                                       T(it_goes_on_from_every_byte),
                                       T(what_a_crash_kept_back_is_written),
                                       T(what_cannot_go_on_is_left_as_it_is),
                                       T(a_changed_bundle_is_refused),
                                       T(a_moment_is_tried_again),
                                       T(the_first_moment_and_a_retry_of_a_retry),
                                       T(a_retry_is_resumed),
                                       T(only_decisions_can_be_tried_again)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
