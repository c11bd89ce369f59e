/* What verify finds: damage by the chain, forgery as far as a replay can know. */
#include "support/world.h"

#include "support/cmocka.h"

#include "base/hash.h"
#include "play/replay.h"
#include "play/verify.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LOG WORLD_SESSION ".jsonl"
#define COUNT(array) (sizeof(array) / sizeof *(array))

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

static enum verify_status verify(struct verify_result *result, struct kept_hashes *kept) {
    struct scenario_loader loader = world_loader(&world);
    bool ok = verify_log(world_path(&world, LOG), &loader, kept, result);
    assert_int_equal(ok, result->status == VERIFY_COMPLETE || result->status == VERIFY_OPEN);
    assert_int_equal(ok, result->err.code == ERR_NONE);
    return result->status;
}

/* A call with everything in it: cards, fact, nudge, pause, resume, decision; or a timeout. */
static void two_calls(bool times_out) {
    struct play *play = world_play(&world);
    world_wait(&world, 2000);
    world_open(&world, play, "account");
    world_wait(&world, 1500);
    world_ask(&world, play, "account", "letter");
    world_wait(&world, 1500);
    world_close(&world, play);
    assert_true(play_pause(play, world.now, &world.err));
    world_wait(&world, 1500);
    assert_true(play_go(play, world.now, &world.err));
    world_select(&world, play, "refuse");
    world_wait(&world, 1500);
    world_select(&world, play, "waive");
    if (times_out) {
        world_wait(&world, 60000);
        assert_true(play_tick(play, world.now, &world.err));
    } else {
        world_wait(&world, 20000);
        assert_true(play_commit(play, 80, "why", "own words", world.now, &world.err));
        world_wait(&world, 500);
        play_destroy(play);
        world_wait(&world, 5000);
        play = world_resume(&world, WORLD_SESSION);
        world_wait(&world, 500);
        world_commit(&world, play, "thank", 80);
    }
    play_destroy(play);
}

/* A seed that shows: another one may give the same order and the same clock. */
static const char *other_seed(const struct record *start) {
    static char text[17];
    for (uint64_t seed = 1;; seed++) {
        uint64_t stream = stream_state(seed, "clock");
        hex16(seed, text);
        if ((int64_t)(splitmix64(&stream) & 1) != start->clock)
            return text;
    }
}

/* Another value of the same kind. */
static void alter(struct record *record, enum field field) {
    static const char *const texts[] = {"altered"};
    static const int64_t numbers[] = {9999};
    static const struct withheld_option withheld[] = {{"one", 1, 1, 1, NULL}};
    void *place = field_place(record, field);
    int64_t *number = place;
    const char **text = place;
    switch (field_kind(field)) {
    case FIELD_IS_TYPE:
        record->type = record->type == RECORD_pause ? RECORD_resume : RECORD_pause;
        break;
    case FIELD_IS_TEXT:
        *text = *text && strcmp(*text, "altered") == 0 ? NULL : "altered";
        if (field == FIELD_seed)
            *text = other_seed(record);
        if (field == FIELD_chosen_by)
            *text = "next";
        break;
    case FIELD_IS_TEXTS:
        *(struct texts *)place = (struct texts){texts, 1};
        break;
    case FIELD_IS_INTS:
    case FIELD_IS_SHARES:
        *(struct numbers *)place = (struct numbers){numbers, 1};
        break;
    case FIELD_IS_REF:
        *(struct record_ref *)place =
            (struct record_ref){"01993c5e-7c00-7000-8000-0000000000ee", 3};
        break;
    case FIELD_IS_OUTCOME:
        ((struct record_outcome *)place)->retained ^= true;
        break;
    case FIELD_IS_ENTRY_REF:
        *(struct entry_ref *)place = (struct entry_ref){"j", 1};
        break;
    case FIELD_IS_WITHHELD:
        *(struct withheld *)place = (struct withheld){withheld, 1};
        break;
    case FIELD_IS_AUDIO:
        *(struct own_audio *)place = (struct own_audio){true, 1, "ab"};
        break;
    case FIELD_IS_FLAG:
        *number = *number == 1 ? 0 : 1;
        break;
    default:
        *number = *number == RECORD_NULL ? 1 : *number + 1;
    }
}

/* The log with one field altered and, for a forger, the chain made good again. */
static void write_altered(const struct log *log, int which, enum field field, bool is_forged) {
    struct buf out = {0};
    char prev[65] = "";
    for (int i = 0; i < log->count; i++) {
        struct record record = log->records[i];
        size_t start = out.len;
        if (i == which)
            alter(&record, field);
        if (is_forged)
            record.prev = i > 0 ? prev : NULL;
        record_write(&record, &out);
        sha256_hex(out.data + start, out.len - start, prev);
        buf_char(&out, '\n');
    }
    world_write(&world, LOG, out.data, out.len);
    buf_finish(&out);
}

/* What only the agent, the wall clock or another file knows: no replay can tell. The documentation
 * says so, docs/decision-log.md, "What verify can and cannot find". */
static bool is_an_input(enum record_type type, enum field field) {
    static const struct {
        enum record_type type;
        enum field field;
    } inputs[] = {{RECORD_start, FIELD_app},
                  {RECORD_start, FIELD_exposure},
                  {RECORD_start, FIELD_chosen_by},
                  {RECORD_start, FIELD_assignment},
                  {RECORD_start, FIELD_agent_name},
                  {RECORD_start, FIELD_team_name},
                  {RECORD_start, FIELD_utc_offset_min},
                  {RECORD_fact, FIELD_t},
                  {RECORD_pause, FIELD_t},
                  {RECORD_pause, FIELD_ms},
                  {RECORD_resume, FIELD_gap_s},
                  {RECORD_resume, FIELD_utc_offset_min},
                  {RECORD_suspended, FIELD_t},
                  {RECORD_suspended, FIELD_ms},
                  {RECORD_decision, FIELD_confidence},
                  {RECORD_decision, FIELD_exposure},
                  {RECORD_decision, FIELD_changes},
                  {RECORD_decision, FIELD_own_words},
                  {RECORD_decision, FIELD_why},
                  {RECORD_timeout, FIELD_exposure},
                  {RECORD_timeout, FIELD_changes},
                  {RECORD_timeout, FIELD_chosen_t},
                  {RECORD_timeout, FIELD_reading_ms}};
    for (size_t i = 0; i < COUNT(inputs); i++)
        if (inputs[i].type == type && inputs[i].field == field)
            return true;
    return field == FIELD_at;
}

static void check_altered(const struct log *log, int which, enum field field) {
    struct verify_result result;
    enum record_type type = log->records[which].type;
    bool is_chained = field == FIELD_prev; /* made good by the forger */
    write_altered(log, which, field, true);
    bool found = verify(&result, NULL) >= VERIFY_TORN;
    bool expected = !is_an_input(type, field) && !is_chained;
    /* Of the second decision's chosen_t only the latency tells, and a resume leaves none. */
    if (type == RECORD_decision && log->records[which].resumes > 0 &&
        (field == FIELD_chosen_t || field == FIELD_reading_ms))
        expected = found;
    if (found != expected)
        fail_msg("line %d: an altered `%s` of `%s` was %sfound: %s", which + 1, field_name(field),
                 record_type_name(type), found ? "" : "not ", result.err.text);
    if (found && !strstr(result.err.text, ".jsonl"))
        fail_msg("no place: %s", result.err.text);
    if (which + 1 == log->count && field != FIELD_prev)
        return; /* no line after it holds its hash */
    write_altered(log, which, field, false);
    assert_true(verify(&result, NULL) >= VERIFY_TORN); /* the chain finds everything */
}

static void check_every_field(bool times_out) {
    struct log log;
    struct verify_result result;
    two_calls(times_out);
    assert_int_equal(verify(&result, NULL), VERIFY_COMPLETE);
    assert_true(log_read(world_path(&world, LOG), &log, NULL));
    for (int i = 0; i < log.count; i++) {
        int count;
        const uint8_t *order = record_order(log.records[i].type, log.rules, &count);
        for (int k = 0; k < count; k++)
            check_altered(&log, i, (enum field)order[k]);
    }
    log_finish(&log);
}

static void every_field_is_guarded(void **state) {
    (void)state;
    check_every_field(false);
}

static void every_field_of_a_timeout_is_guarded(void **state) {
    (void)state;
    check_every_field(true);
}

static void the_first_difference_is_named(void **state) {
    (void)state;
    struct log log;
    struct replay replay;
    struct err err = {0};
    struct scenario_loader loader = world_loader(&world);
    two_calls(false);
    assert_true(log_read(world_path(&world, LOG), &log, NULL));
    struct record *records = (struct record *)(uintptr_t)log.records;
    int at = 0;
    while (records[at].type != RECORD_decision)
        at++;
    assert_int_equal(at, 7);
    records[at].words += 1;
    assert_false(replay_run(&replay, &log, world.logs, &loader, NULL, NULL, &err));
    assert_true(replay.is_different);
    assert_int_equal(replay.difference.line, 8);
    assert_string_equal(replay.difference.field, "words");
    assert_string_equal(replay.difference.expected, "26");
    assert_string_equal(replay.difference.found, "27");
    assert_non_null(strstr(err.text, LOG ":8: `words` should be 26 and is 27"));
    replay_finish(&replay);
    log_finish(&log);
}

/* Records taken out, doubled or swapped; bytes lost and added. */
static void missing_and_moved_lines_are_found(void **state) {
    (void)state;
    size_t len;
    struct verify_result result;
    two_calls(false);
    char *bytes = world_read(&world, LOG, &len);
    for (char *line = bytes; *line; line = strchr(line, '\n') + 1) {
        struct buf out = {0};
        char *next = strchr(line, '\n') + 1;
        if (!*next)
            break; /* without its last line it is an unfinished call, and that verifies */
        buf_add(&out, bytes, (size_t)(line - bytes));
        buf_text(&out, next);
        world_write(&world, LOG, out.data, out.len);
        assert_true(verify(&result, NULL) >= VERIFY_TORN);
        buf_clear(&out);
        buf_add(&out, bytes, (size_t)(next - bytes));
        buf_text(&out, line);
        world_write(&world, LOG, out.data, out.len);
        assert_true(verify(&result, NULL) >= VERIFY_TORN);
        buf_finish(&out);
    }
    world_write(&world, LOG, bytes, len - 1);
    assert_int_equal(verify(&result, NULL), VERIFY_TORN);
    world_write(&world, LOG, bytes, 100);
    assert_int_equal(verify(&result, NULL), VERIFY_TORN);
    world_write(&world, LOG, "", 0);
    assert_int_equal(verify(&result, NULL), VERIFY_UNREADABLE);
    free(bytes);
}

static void unknown_fields_and_types_are_tolerated(void **state) {
    (void)state;
    struct log log;
    struct buf out = {0};
    char prev[65] = "";
    struct verify_result result;
    two_calls(false);
    assert_true(log_read(world_path(&world, LOG), &log, NULL));
    for (int i = 0, seq = 0; i < log.count; i++, seq++) {
        struct record record = log.records[i];
        size_t start = out.len;
        record.seq = seq;
        record.prev = i > 0 ? prev : NULL;
        record_write(&record, &out);
        out.len--;
        buf_text(&out, ",\"unheard_of\":[1]}");
        sha256_hex(out.data + start, out.len - start, prev);
        buf_char(&out, '\n');
        if (i != 4)
            continue;
        start = out.len;
        buf_printf(&out,
                   "{\"v\":1,\"type\":\"sneeze\",\"session\":\"" WORLD_SESSION
                   "\",\"seq\":%d,\"prev\":\"%s\"}",
                   ++seq, prev);
        sha256_hex(out.data + start, out.len - start, prev);
        buf_char(&out, '\n');
    }
    world_write(&world, LOG, out.data, out.len);
    if (verify(&result, NULL) != VERIFY_COMPLETE)
        fail_msg("%s", result.err.text);
    buf_finish(&out);
    log_finish(&log);
}

static void kept_hashes_find_what_the_chain_cannot(void **state) {
    (void)state;
    struct verify_result result;
    struct kept_hashes kept;
    struct err err = {0};
    struct log log;
    struct buf line = {0};
    struct play *play = world_play(&world);
    play_destroy(play);
    verify(&result, NULL); /* kept while the call was still open */
    buf_text(&line, "# kept on Monday\n\n");
    verify_line(&result, world_path(&world, LOG), &line);
    buf_char(&line, '\n');
    world_write(&world, "kept", line.data, line.len);
    play = world_resume(&world, WORLD_SESSION);
    world_commit(&world, play, "waive", 80);
    play_destroy(play);
    assert_true(kept_hashes_read(world_path(&world, "kept"), &kept, &err));
    assert_int_equal(kept.count, 1);
    assert_int_equal(verify(&result, &kept), VERIFY_OPEN); /* grown since */
    assert_true(kept.items[0].is_met);
    assert_true(log_read(world_path(&world, LOG), &log, NULL));
    write_altered(&log, 0, FIELD_app, true); /* a forger's rewrite that replays */
    assert_int_equal(verify(&result, NULL), VERIFY_OPEN);
    assert_int_equal(verify(&result, &kept), VERIFY_BROKEN);
    assert_non_null(strstr(result.err.text, "rewritten"));
    kept_hashes_finish(&kept);
    log_finish(&log);
    buf_finish(&line);
    world_write(&world, "kept", "nonsense\n", 9);
    assert_false(kept_hashes_read(world_path(&world, "kept"), &kept, &err));
    assert_non_null(strstr(err.text, ":1:"));
    kept_hashes_finish(&kept);
}

/* Numbers at and beyond every edge must be refused, not computed with. */
static void wild_numbers_do_no_harm(void **state) {
    (void)state;
    static const char *const wild[] = {"-1",  "9007199254740992", "-9007199254740992", "null",
                                       "4e9", "2147483648"};
    size_t len;
    struct verify_result result;
    two_calls(true);
    char *bytes = world_read(&world, LOG, &len);
    struct buf out = {0};
    for (char *at = bytes; (at = strpbrk(at, ":")); at++) {
        size_t digits = strspn(at + 1, "0123456789.");
        if (at[-1] != '"' || digits == 0)
            continue;
        for (size_t i = 0; i < COUNT(wild); i++) {
            buf_clear(&out);
            buf_add(&out, bytes, (size_t)(at + 1 - bytes));
            buf_text(&out, wild[i]);
            buf_text(&out, at + 1 + digits);
            world_write(&world, LOG, out.data, out.len);
            struct log log;
            struct replay replay = {0};
            struct err err = {0};
            struct scenario_loader loader = world_loader(&world);
            if (log_read(world_path(&world, LOG), &log, &err))
                replay_run(&replay, &log, world.logs, &loader, NULL, NULL, &err);
            replay_finish(&replay);
            log_finish(&log);
            verify(&result, NULL);
        }
    }
    buf_finish(&out);
    free(bytes);
}

int main(void) {
#define T(name) cmocka_unit_test_setup_teardown(name, begin, end)
    const struct CMUnitTest tests[] = {T(every_field_is_guarded),
                                       T(every_field_of_a_timeout_is_guarded),
                                       T(the_first_difference_is_named),
                                       T(missing_and_moved_lines_are_found),
                                       T(unknown_fields_and_types_are_tolerated),
                                       T(kept_hashes_find_what_the_chain_cannot),
                                       T(wild_numbers_do_no_harm)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
