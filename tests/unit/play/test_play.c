/* A call being played: its clock, its refusals, and what happens when the disk does not follow. */
#include "support/world.h"

#include "support/cmocka.h"

#include "base/file.h"
#include "base/ident.h"
#include "record/log_reader.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#define LOG WORLD_SESSION ".jsonl"

static bool disk_fails;
int __real_fdatasync(int fd);
int __wrap_fdatasync(int fd);
int __wrap_fdatasync(int fd) {
    if (!disk_fails)
        return __real_fdatasync(fd);
    errno = EIO;
    return -1;
}

static struct world world;

static int begin(void **state) {
    (void)state;
    disk_fails = false;
    world_begin(&world);
    return 0;
}

static int end(void **state) {
    (void)state;
    world_end(&world);
    return 0;
}

/* The types of the log's records, in order: "start scene card". */
static void check_types(const char *expected) {
    struct log log;
    struct err err = {0};
    struct buf types = {0};
    if (!log_read(world_path(&world, LOG), &log, &err))
        fail_msg("%s", err.text);
    for (int i = 0; i < log.count; i++)
        buf_printf(&types, "%s%s", i ? " " : "", record_type_name(log.records[i].type));
    assert_string_equal(buf_cstr(&types), expected);
    assert_true(log_check_chain(&log, &err));
    buf_finish(&types);
    log_finish(&log);
}

static void check_refused(bool ok, enum err_code code, const char *text) {
    assert_false(ok);
    if (world.err.code != code || !strstr(world.err.text, text))
        fail_msg("%d %s", world.err.code, world.err.text);
    world.err = (struct err){0};
}

/* ---- time ---- */

enum { READ_MS = 2000 }; /* the eight words of the first line, 250 ms each */

static void time_runs_and_wakes(void **state) {
    (void)state;
    struct play *play = world_play(&world);
    assert_int_equal(play_call_ms(play, world.now), 0);
    assert_int_equal(play_left_ms(play, world.now), READ_MS + 40000);
    assert_int_equal(play_next_wakeup(play, world.now), READ_MS); /* the options */
    world_wait(&world, READ_MS);
    assert_true(play_tick(play, world.now, &world.err));
    assert_int_equal(play_next_wakeup(play, world.now), 20000); /* the nudge */
    world_wait(&world, 20500);
    assert_int_equal(play_next_wakeup(play, world.now), 0);
    unsigned before = play_revision(play);
    assert_true(play_tick(play, world.now, &world.err));
    assert_int_not_equal(play_revision(play), before);
    assert_int_equal(play_next_wakeup(play, world.now), 19500); /* the deadline */
    before = play_revision(play);
    world_wait(&world, 10);
    assert_true(play_tick(play, world.now, &world.err));
    assert_int_equal(play_revision(play), before); /* nothing to draw */
    world.now.monotonic_ms -= 5000;                /* a clock that goes back stands */
    assert_true(play_call_ms(play, world.now) >= 0);
    assert_true(play_tick(play, world.now, &world.err));
    play_destroy(play);
    check_types("start scene nudge");
}

static void a_timeout_comes_at_its_time_and_is_held(void **state) {
    (void)state;
    struct play *play = world_play(&world);
    world_wait(&world, 10000);
    world_open(&world, play, "account");
    world_wait(&world, 60000); /* nobody looked for a minute */
    assert_int_equal(play_call_ms(play, world.now), READ_MS + 40000);
    check_refused(play_close_card(play, world.now, &world.err), ERR_LATE, "time ran out");
    assert_true(play_is_held(play));
    assert_true(play_is_ended(play)); /* this one leads to an ending */
    assert_int_equal(session_now(play_session(play)), READ_MS + 40000);
    assert_int_equal(play_next_wakeup(play, world.now), -1);
    assert_true(play_release_hold(play, world.now, &world.err));
    check_refused(play_release_hold(play, world.now, &world.err), ERR_STATE, "no notice");
    check_refused(play_close_card(play, world.now, &world.err), ERR_STATE, "over");
    play_destroy(play);
    check_types("start scene card nudge card_closed timeout end");
}

static void a_commit_at_the_deadline_is_late(void **state) {
    (void)state;
    struct play *play = world_play(&world);
    world_select(&world, play, "waive");
    world_wait(&world, 39999);
    assert_true(play_tick(play, world.now, &world.err));
    world_wait(&world, 1);
    check_refused(play_commit(play, 80, NULL, NULL, world.now, &world.err), ERR_LATE, "time");
    const struct past_decision *past = history_decision(play_history(play), 0);
    assert_int_equal(past->decision.option, -1);
    assert_int_equal(past->decision.selected, 0);
    play_destroy(play);
}

static void a_pause_stands_still(void **state) {
    (void)state;
    struct play *play = world_play(&world);
    world_wait(&world, 5000);
    assert_true(play_pause(play, world.now, &world.err));
    assert_true(play_is_paused(play));
    assert_int_equal(play_next_wakeup(play, world.now), -1);
    world_wait(&world, 90000);
    assert_int_equal(play_call_ms(play, world.now), 5000);
    assert_true(play_tick(play, world.now, &world.err));
    check_refused(play_select(play, 0, world.now, &world.err), ERR_STATE, "paused");
    check_refused(play_pause(play, world.now, &world.err), ERR_STATE, "already");
    assert_true(play_go(play, world.now, &world.err));
    check_refused(play_go(play, world.now, &world.err), ERR_STATE, "not paused");
    world_wait(&world, 1000);
    assert_int_equal(play_call_ms(play, world.now), 6000);
    play_destroy(play);
    check_types("start scene pause");
}

static void hiding_is_a_pause_in_practice(void **state) {
    (void)state;
    struct play *play = world_play(&world);
    world_wait(&world, 1000);
    assert_true(play_set_hidden(play, true, world.now, &world.err));
    world_wait(&world, 1000);
    assert_true(play_pause(play, world.now, &world.err));
    world_wait(&world, 1000);
    assert_true(play_set_hidden(play, false, world.now, &world.err));
    assert_int_equal(play_call_ms(play, world.now), 1000); /* still paused */
    world_wait(&world, 1000);
    assert_true(play_go(play, world.now, &world.err));
    world_wait(&world, 1000);
    assert_int_equal(play_call_ms(play, world.now), 2000);
    const struct history *history = play_history(play);
    const struct moment *last = history_moment(history, history_count(history) - 1);
    assert_int_equal(last->kind, EVENT_PAUSE);
    assert_int_equal(last->span, 3000); /* one pause, not two */
    play_destroy(play);
    check_types("start scene pause");
}

static void an_assessment_runs_on(void **state) {
    (void)state;
    struct play_setup setup = world_setup(&world);
    setup.mode = MODE_ASSESSMENT;
    struct play *play = world_play_as(&world, &setup);
    check_refused(play_pause(play, world.now, &world.err), ERR_STATE, "cannot be paused");
    assert_true(play_set_hidden(play, true, world.now, &world.err));
    world_wait(&world, 3000);
    assert_int_equal(play_call_ms(play, world.now), 3000);
    world_select(&world, play, "waive");
    check_refused(play_commit(play, -1, NULL, NULL, world.now, &world.err), ERR_STATE, "sure");
    play_destroy(play);
}

/* ---- refusals ---- */

static void a_bad_setup_is_refused(void **state) {
    (void)state;
    static char long_id[IDENT_CHARACTERS_MAX + 2];
    memset(long_id, 'x', sizeof long_id - 1);
    static const char *const bad[] = {"",      " \u00a0 ", "a\nb",     "\xFF",    long_id,
                                      "a\x7f", "a\u200bb", "\u202eab", "a\u2066b"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct play_setup setup = world_setup(&world);
        setup.agent = bad[i];
        check_refused(play_start(&setup, world.now, &world.err), ERR_USAGE, "agent");
    }
    struct play_setup setup = world_setup(&world);
    setup.session = "../../etc/passwd";
    check_refused(play_start(&setup, world.now, &world.err), ERR_USAGE, "UUID");
    setup = world_setup(&world);
    setup.agent = NULL;
    check_refused(play_start(&setup, world.now, &world.err), ERR_USAGE, "agent");
    setup = world_setup(&world);
    setup.mode = MODE_RETRY;
    check_refused(play_start(&setup, world.now, &world.err), ERR_USAGE, "again");
    play_destroy(world_play(&world));
    setup = world_setup(&world);
    check_refused(play_start(&setup, world.now, &world.err), ERR_IO, "exists");
}

/* One person typed in five ways is one id; names are labels that stand in the log and nowhere else.
 */
static void one_person_has_one_id(void **state) {
    (void)state;
    static const char *const typed[] = {"Jos\u00e9", "Jose\u0301", " Jos\u00e9", "Jose\u0301 ",
                                        "\u00a0Jos\u00e9\t"};
    for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) {
        char session[37], name[48];
        struct log log;
        struct play_setup setup = world_setup(&world);
        snprintf(session, sizeof session, "01993c5e-7c00-7000-8000-%012zu", i + 1);
        snprintf(name, sizeof name, "%s.jsonl", session);
        setup.session = session;
        setup.agent = typed[i];
        setup.agent_name = "Kim";
        setup.team_name = "The blue ones";
        setup.chosen_by = CHOSEN_SPACED;
        world.now.utc_offset_min = -90;
        play_destroy(world_play_as(&world, &setup));
        assert_true(log_read(world_path(&world, name), &log, NULL));
        const struct record *start = &log.records[0];
        assert_string_equal(start->agent, "Jos\u00e9");
        assert_string_equal(start->agent_name, "Kim");
        assert_string_equal(start->team_name, "The blue ones");
        assert_string_equal(start->chosen_by, "spaced");
        assert_int_equal(start->utc_offset_min, -90);
        assert_int_equal(start->rules, 2);
        assert_int_equal(start->exposure, i + 1); /* the earlier ones are this person's */
        log_finish(&log);
    }
}

/* ---- stopped ---- */

static void record_is(int index, enum record_type type, int64_t t, int64_t ms) {
    struct log log;
    assert_true(log_read(world_path(&world, LOG), &log, NULL));
    assert_true(index < log.count);
    assert_int_equal(log.records[index].type, type);
    assert_int_equal(log.records[index].t, t);
    assert_int_equal(log.records[index].ms, ms);
    log_finish(&log);
}

static struct play *play_in(enum mode mode) {
    struct play_setup setup = world_setup(&world);
    setup.mode = mode;
    return world_play_as(&world, &setup);
}

/* The process comes back nine seconds later than it meant to: they do not count. */
static void a_stopped_process_stands_still(void **state) {
    (void)state;
    struct play *play = play_in(MODE_PRACTICE);
    play_expect(play, world.now, 1000);
    world_wait(&world, 10000);
    assert_true(play_tick(play, world.now, &world.err));
    assert_int_equal(play_call_ms(play, world.now), 1000);
    record_is(2, RECORD_pause, 1000, 9000);
    play_expect(play, world.now, 1000); /* two seconds late is only late */
    world_wait(&world, 3000);
    assert_true(play_tick(play, world.now, &world.err));
    assert_int_equal(play_call_ms(play, world.now), 4000);
    play_expect(play, world.now, 1000); /* looked at only when it goes to sleep again */
    world_wait(&world, 6000);
    play_expect(play, world.now, 1000);
    world_wait(&world, 500);
    assert_true(play_tick(play, world.now, &world.err));
    assert_int_equal(play_call_ms(play, world.now), 5500);
    record_is(3, RECORD_pause, 5500, 5000);
    world_wait(&world, 18500); /* whoever does not say when to be back is not missed */
    assert_true(play_tick(play, world.now, &world.err));
    assert_int_equal(play_call_ms(play, world.now), 24000);
    play_destroy(play);
    check_types("start scene pause pause nudge");
}

/* What was due before the stop has happened, and the deadline passes by nobody's fault. */
static void a_stop_reaches_no_deadline(void **state) {
    (void)state;
    struct play *play = play_in(MODE_ASSESSMENT);
    play_expect(play, world.now, 25000);
    world_wait(&world, 90000); /* the deadline is at 40000, a nudge at 20000 */
    world_select(&world, play, "waive");
    assert_int_equal(play_call_ms(play, world.now), 25000);
    assert_true(play_commit(play, 80, NULL, NULL, world.now, &world.err));
    play_destroy(play);
    check_types("start scene nudge suspended decision scene scene");
    record_is(3, RECORD_suspended, 25000, 65000);
    play_destroy(world_resume(&world, WORLD_SESSION)); /* and it replays */
}

/* The monotonic clock sleeps with the machine, the boot clock does not. */
static void a_sleeping_machine_is_told_by_its_boot_clock(void **state) {
    (void)state;
    world.now.boot_ms = 500000;
    struct play *play = play_in(MODE_ASSESSMENT);
    world_wait(&world, 3000);
    world.now.boot_ms += 3000;
    assert_true(play_tick(play, world.now, &world.err));
    world.now.boot_ms += 3600000;
    assert_true(play_tick(play, world.now, &world.err));
    assert_int_equal(play_call_ms(play, world.now), 3000);
    record_is(2, RECORD_suspended, 3000, 3600000);
    play_destroy(play);
    check_types("start scene suspended");
}

static void what_is_not_possible_changes_nothing(void **state) {
    (void)state;
    struct play *play = world_play(&world);
    check_refused(play_select(play, 0, world.now, &world.err), ERR_STATE, "cut in, or wait");
    assert_true(play_cut_in(play, world.now, &world.err));
    check_refused(play_cut_in(play, world.now, &world.err), ERR_STATE, "there already");
    check_refused(play_commit(play, 80, NULL, NULL, world.now, &world.err), ERR_STATE, "choose");
    check_refused(play_select(play, 99, world.now, &world.err), ERR_STATE, "not offered");
    check_refused(play_open_card(play, 9, world.now, &world.err), ERR_STATE, "no such card");
    check_refused(play_ask(play, 0, 1, world.now, &world.err), ERR_STATE, "open the card");
    check_refused(play_close_card(play, world.now, &world.err), ERR_STATE, "no card");
    world_select(&world, play, "waive");
    char why[300];
    memset(why, 'x', sizeof why - 1);
    why[sizeof why - 1] = '\0';
    check_refused(play_commit(play, 80, why, NULL, world.now, &world.err), ERR_STATE, "280");
    check_refused(play_commit(play, 101, NULL, NULL, world.now, &world.err), ERR_STATE, "0 to 100");
    play_destroy(play);
    check_types("start scene ready");
}

static void without_logs_nothing_is_written(void **state) {
    (void)state;
    struct play_setup setup = world_setup(&world);
    setup.logs = NULL;
    setup.agent = NULL;
    setup.mode = MODE_PREVIEW;
    struct play *play = world_play_as(&world, &setup);
    assert_null(play_log_path(play));
    world_commit(&world, play, "waive", 80);
    play_destroy(play);
    assert_false(file_exists(world.logs));
}

static void files_are_private(void **state) {
    (void)state;
    struct stat info;
    world_whole_call(&world);
    assert_int_equal(stat(world.logs, &info), 0);
    assert_int_equal(info.st_mode & 0777, 0700);
    assert_int_equal(stat(world_path(&world, LOG), &info), 0);
    assert_int_equal(info.st_mode & 0777, 0600);
    assert_int_equal(stat(world_path(&world, "scenarios"), &info), 0);
    assert_int_equal(info.st_mode & 0777, 0700);
}

/* ---- exposure ---- */

static int64_t exposure_of(const char *session, enum mode mode, int *of_session) {
    struct play_setup setup = world_setup(&world);
    struct log log;
    char name[64];
    setup.session = session;
    setup.mode = mode;
    struct play *play = world_play_as(&world, &setup);
    world_commit(&world, play, "refuse", 50);
    play_destroy(play);
    snprintf(name, sizeof name, "%s.jsonl", session);
    assert_true(log_read(world_path(&world, name), &log, NULL));
    int64_t exposure = log.records[3].exposure; /* start scene ready decision */
    *of_session = (int)log.records[0].exposure;
    log_finish(&log);
    return exposure;
}

static void exposures_are_counted(void **state) {
    (void)state;
    int session;
    assert_int_equal(exposure_of("01993c5e-7c00-7000-8000-0000000000a1", MODE_PRACTICE, &session),
                     1);
    assert_int_equal(session, 1);
    assert_int_equal(exposure_of("01993c5e-7c00-7000-8000-0000000000a2", MODE_PREVIEW, &session),
                     2);
    assert_int_equal(session, 2);
    assert_int_equal(exposure_of("01993c5e-7c00-7000-8000-0000000000a3", MODE_ASSESSMENT, &session),
                     3);
    struct play_setup other = world_setup(&world);
    other.agent = "a1"; /* not a17 */
    other.session = "01993c5e-7c00-7000-8000-0000000000a4";
    play_destroy(world_play_as(&world, &other));
    assert_int_equal(exposure_of("01993c5e-7c00-7000-8000-0000000000a5", MODE_PRACTICE, &session),
                     4);
    assert_int_equal(session, 3);
}

enum { DAY_MS = 86400000 };

/* A call that is left at its first decision: from the seventh day on the decision has been met. */
static void a_decision_left_for_a_week_is_met(void **state) {
    (void)state;
    int session;
    struct play_setup setup = world_setup(&world);
    setup.session = "01993c5e-7c00-7000-8000-0000000000b1";
    play_destroy(world_play_as(&world, &setup));
    world_wait(&world, 6 * (int64_t)DAY_MS);
    assert_int_equal(exposure_of("01993c5e-7c00-7000-8000-0000000000b2", MODE_PREVIEW, &session),
                     1);
    world_wait(&world, DAY_MS);
    assert_int_equal(exposure_of("01993c5e-7c00-7000-8000-0000000000b3", MODE_PRACTICE, &session),
                     3); /* left once, decided in the preview */
}

/* Who damages the log of a first try does not make the next one the first; nor does a clock that
 * was set back. */
static void a_broken_log_tells_what_was_met(void **state) {
    (void)state;
    int session;
    size_t len;
    static const char first[] = "01993c5e-7c00-7000-8000-0000000000c1";
    assert_int_equal(exposure_of(first, MODE_PRACTICE, &session), 1);
    char name[64];
    snprintf(name, sizeof name, "%s.jsonl", first);
    char *log = world_read(&world, name, &len);
    char *changes = strstr(log, "\"changes\":");
    assert_non_null(changes);
    changes[10] = changes[10] == '1' ? '0' : '1';
    world_write(&world, name, log, len);
    free(log);
    world.now.wall_ms -= 30 * (int64_t)DAY_MS;
    assert_int_equal(exposure_of("01993c5e-7c00-7000-8000-0000000000c2", MODE_PRACTICE, &session),
                     2);
    assert_int_equal(session, 2);
}

/* ---- a disk that does not follow ---- */

static void limit_file_size(rlim_t bytes) {
    struct rlimit limit;
    signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &limit);
    limit.rlim_cur = bytes;
    setrlimit(RLIMIT_FSIZE, &limit);
}

static void a_full_disk_loses_nothing(void **state) {
    (void)state;
    bool is_final = true;
    struct play *play = world_play(&world);
    struct stat info;
    world_wait(&world, 2000);
    assert_int_equal(stat(world_path(&world, LOG), &info), 0);
    limit_file_size((rlim_t)info.st_size + 700); /* the decision and no more than a bit of it */
    world_select(&world, play, "waive");
    check_refused(play_commit(play, 80, NULL, NULL, world.now, &world.err), ERR_FULL,
                  "Everything before your last step is safe");
    assert_non_null(play_trouble(play, &is_final));
    assert_false(is_final);
    world_wait(&world, 30000); /* the clock stands, and nothing can be done */
    assert_int_equal(play_call_ms(play, world.now), 2000);
    check_refused(play_open_card(play, 0, world.now, &world.err), ERR_FULL, "cannot be saved");
    check_refused(play_tick(play, world.now, &world.err), ERR_FULL, "cannot be saved");
    check_refused(play_quit(play, world.now, &world.err), ERR_FULL, "cannot be saved");
    check_refused(play_retry_write(play, world.now, &world.err), ERR_FULL, "no space");
    check_types("start scene"); /* whole lines only */
    limit_file_size(RLIM_INFINITY);
    assert_true(play_retry_write(play, world.now, &world.err));
    assert_null(play_trouble(play, NULL));
    world_wait(&world, 500);
    assert_int_equal(play_call_ms(play, world.now), 2500);
    assert_true(play_quit(play, world.now, &world.err));
    play_destroy(play);
    check_types("start scene decision scene scene");
}

static void a_full_disk_from_the_start_leaves_no_log(void **state) {
    (void)state;
    struct play_setup setup = world_setup(&world);
    limit_file_size(300); /* the bundle fits, `start` does not */
    check_refused(play_start(&setup, world.now, &world.err), ERR_FULL, "space");
    limit_file_size(RLIM_INFINITY);
    assert_false(file_exists(world_path(&world, LOG)));
}

static void a_failed_sync_ends_the_call(void **state) {
    (void)state;
    bool is_final = false;
    struct play *play = world_play(&world);
    world_select(&world, play, "waive");
    disk_fails = true;
    check_refused(play_commit(play, 80, NULL, NULL, world.now, &world.err), ERR_IO,
                  "Your last step may not be");
    assert_non_null(play_trouble(play, &is_final));
    assert_true(is_final);
    disk_fails = false;
    check_refused(play_retry_write(play, world.now, &world.err), ERR_IO, "cannot go on");
    check_refused(play_quit(play, world.now, &world.err), ERR_IO, "cannot go on");
    play_destroy(play);
    play_destroy(world_resume(&world, WORLD_SESSION)); /* what did reach the disk replays */
}

/* ---- the history ---- */

static void the_history_tells_what_was_seen(void **state) {
    (void)state;
    struct play_setup setup = world_setup(&world);
    setup.agent_name = "Kim";
    struct play *play = world_play_as(&world, &setup);
    world_wait(&world, 1000);
    world_open(&world, play, "account");
    world_wait(&world, 1000);
    world_ask(&world, play, "account", "letter");
    world_commit(&world, play, "credit", 60);
    const struct history *history = play_history(play);
    const struct past_decision *past = history_decision(history, 0);
    assert_string_equal(past->line, "Two days late. I was in hospital, "
                                    "\xE2\x81\xA8Kim\xE2\x81\xA9.");
    assert_string_equal(past->prompt, "What do you do?");
    assert_string_equal(past->options[past->decision.position], "Credit $50.");
    assert_string_equal(past->says, "Fifty dollars are back on your account.");
    assert_int_equal(past->seen_count, 2);
    assert_int_equal(past->anger, 55);
    assert_int_equal(history_moment(history, past->moment)->decision, 0);
    assert_string_equal(history_moment(history, past->moment)->text, "Credit $50.");
    assert_int_equal(history_moment(history, 0)->kind, EVENT_SCENE);
    assert_string_equal(history_moment(history, 2)->text, "on file, 3 May");
    assert_true(history_is_complete(history));
    play_destroy(play);
}

int main(void) {
#define T(name) cmocka_unit_test_setup_teardown(name, begin, end)
    const struct CMUnitTest tests[] = {T(time_runs_and_wakes),
                                       T(a_timeout_comes_at_its_time_and_is_held),
                                       T(a_commit_at_the_deadline_is_late),
                                       T(a_pause_stands_still),
                                       T(hiding_is_a_pause_in_practice),
                                       T(an_assessment_runs_on),
                                       T(a_bad_setup_is_refused),
                                       T(one_person_has_one_id),
                                       T(a_stopped_process_stands_still),
                                       T(a_stop_reaches_no_deadline),
                                       T(a_sleeping_machine_is_told_by_its_boot_clock),
                                       T(what_is_not_possible_changes_nothing),
                                       T(without_logs_nothing_is_written),
                                       T(files_are_private),
                                       T(exposures_are_counted),
                                       T(a_decision_left_for_a_week_is_met),
                                       T(a_broken_log_tells_what_was_met),
                                       T(a_full_disk_loses_nothing),
                                       T(a_full_disk_from_the_start_leaves_no_log),
                                       T(a_failed_sync_ends_the_call),
                                       T(the_history_tells_what_was_seen)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
