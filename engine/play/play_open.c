/* Opening a call: a new one, one that goes on, a moment that is tried again. */
#include "play/play_parts.h"

#include "base/file.h"
#include "base/ident.h"
#include "play/exposure.h"
#include "play/replay.h"
#include "record/session_id.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char app[] = "offscript " OFFSCRIPT_VERSION;

enum { LINES_BYTES = 1024 * 1024 }; /* had before the call, so that no step runs out of memory */

/* ---- what all three share ---- */

static const char *keep(struct play *play, const char *text, bool *failed) {
    const char *copy = text ? arena_text(play->stage.arena, text, strlen(text)) : NULL;
    *failed = *failed || (text && !copy);
    return copy;
}

static struct play *play_alloc(struct err *err) {
    struct play *play = calloc(1, sizeof *play);
    if (play) {
        play->expected_ms = -1;
        play->stage.arena = arena_create();
    }
    if (!play || !play->stage.arena || !buf_reserve(&play->writer.lines, LINES_BYTES)) {
        play_destroy(play);
        err_memory(err);
        return NULL;
    }
    return play;
}

static bool remember(struct play *play, const char *path, const char *agent_name, struct err *err) {
    bool failed = false;
    play->path = keep(play, path, &failed);
    play->agent_name = keep(play, agent_name, &failed);
    return !failed || err_memory(err);
}

/* A new log with everything that has waited; nothing of it stays when that fails. */
static bool begin_log(struct play *play, const char *path, struct now now, struct err *err) {
    play->writer.head = play->stage.head;
    play->writer.wall_ms = now.wall_ms;
    if (!path)
        return true;
    play->writer.file = append_create(path, err);
    if (!play->writer.file)
        return false;
    log_writer_start(&play->writer, play->stage.session);
    return true;
}

static void begin_clock(struct play *play, struct now now) {
    call_clock_set(&play->clock, session_now(play->stage.session), now.monotonic_ms);
    play->has_boot = now.boot_ms != 0;
    play->boot_ahead = now.boot_ms - now.monotonic_ms;
}

static bool first_flush(struct play *play, struct now now, struct err *err) {
    struct session *session = play->stage.session;
    begin_clock(play, now);
    if (session_is_ended(session))
        call_clock_stand(&play->clock, STAND_ENDED, true, now.monotonic_ms);
    if (log_writer_flush(&play->writer, err))
        return true;
    append_discard(play->writer.file);
    play->writer.file = NULL;
    return false;
}

static bool count_exposure(struct play *play, const char *logs, const char *cache, struct now now,
                           struct err *err) {
    struct exposure_request request = {
        .logs = logs, .cache = cache, .agent = play->stage.head.agent, .now_ms = now.wall_ms};
    struct exposure exposure = {.shown = play->stage.exposure};
    if (!exposure_count(&request, play->stage.scenario, &exposure, err))
        return false;
    play->stage.head.start_exposure = exposure.sessions + 1;
    return true;
}

static struct play *give_up(struct play *play) {
    play_destroy(play);
    return NULL;
}

/* ---- a new call ---- */

static bool check_word(const char *what, const char *word, struct err *err) {
    char id[IDENT_SIZE];
    return !word || ident_make(what, word, id, err);
}

static bool check_label(const char *what, const char *label, struct err *err) {
    char form[IDENT_FORM_SIZE];
    return !label || ident_check_label(what, ident_form(label, form), err);
}

/* A label as it is kept: trimmed and composed. */
static const char *keep_label(struct play *play, const char *label, bool *failed) {
    char form[IDENT_FORM_SIZE];
    return keep(play, label ? ident_form(label, form) : NULL, failed);
}

static bool check_setup(const struct play_setup *setup, struct err *err) {
    if (setup->logs && !setup->agent)
        return err_set(err, ERR_USAGE, "a call that is logged needs an agent");
    if (setup->mode == MODE_RETRY)
        return err_set(err, ERR_USAGE, "a moment is tried again from its session, not anew");
    if (setup->session && !is_session_id(setup->session, strlen(setup->session)))
        return err_set(err, ERR_USAGE, "the session's id must be a UUID in lower case");
    if (setup->pace_percent && (setup->pace_percent < 50 || setup->pace_percent > 200))
        return err_set(err, ERR_USAGE, "the pace is 0, or 50 to 200 per cent of the scenario's");
    return check_word("the agent's id", setup->agent, err) &&
           check_word("the team's id", setup->team, err) &&
           check_label("the agent's name", setup->agent_name, err) &&
           check_label("the team's name", setup->team_name, err) &&
           check_word("the assignment's id", setup->assignment, err) &&
           check_word("the locale", setup->locale, err);
}

static bool name_session(struct play *play, const char *session, struct now now, struct err *err) {
    if (session)
        memcpy(play->session, session, sizeof play->session);
    else if (!session_id_make(now.wall_ms, play->session))
        return err_set(err, ERR_IO, "the system has no source of random numbers");
    return true;
}

static bool set_stage(struct play *play, const struct play_setup *setup, struct now now,
                      struct err *err) {
    bool failed = false;
    char agent[IDENT_SIZE], team[IDENT_SIZE];
    if ((setup->agent && !ident_make("the agent's id", setup->agent, agent, err)) ||
        (setup->team && !ident_make("the team's id", setup->team, team, err)))
        return false;
    int pace =
        setup->timing == TIMING_UNTIMED ? 0 : setup->scenario->pace * setup->pace_percent / 100;
    play->stage.scenario = setup->scenario;
    play->stage.setup = (struct session_setup){.seed = setup->seed,
                                               .level = setup->level,
                                               .mode = setup->mode,
                                               .timing = setup->timing,
                                               .rules = RULES_NOW,
                                               .voices = pace ? VOICES_PACED : VOICES_NONE,
                                               .pace = pace};
    play->stage.head = (struct record_head){
        .session = play->session,
        .agent = keep(play, setup->agent ? agent : NULL, &failed),
        .team = keep(play, setup->team ? team : NULL, &failed),
        .locale = keep(play, setup->locale ? setup->locale : setup->scenario->locale, &failed),
        .app = app,
        .chosen_by = chosen_by_name(setup->chosen_by),
        .assignment = keep(play, setup->assignment, &failed),
        .start_exposure = 1,
        .rules = RULES_NOW,
        .agent_name = keep_label(play, setup->agent_name, &failed),
        .team_name = keep_label(play, setup->team_name, &failed),
        .utc_offset_min = now.utc_offset_min};
    play->stage.agent_name = play->stage.head.agent_name;
    return failed ? err_memory(err) : stage_create(&play->stage, play->stage.agent_name, err);
}

static bool keep_bundle(struct scenario *scenario, const char *logs, struct err *err) {
    struct buf bytes = {0};
    bool ok = bundle_make(scenario, &bytes, err) && folder_make(logs, err) &&
              bundle_store(logs, scenario->sha256, &bytes, err);
    buf_finish(&bytes);
    return ok;
}

bool play_keep_bundle(struct play *play, struct err *err) {
    char logs[FILE_PATH_MAX];
    struct scenario scenario = *play->stage.scenario; /* bundle_make writes its sha256 */
    struct buf bytes = {0};
    bool ok = path_folder(logs, sizeof logs, play->path) && folder_make(logs, err) &&
              bundle_make(&scenario, &bytes, err);
    if (ok && strcmp(scenario.sha256, play->stage.scenario->sha256) == 0)
        ok = bundle_store(logs, scenario.sha256, &bytes, err);
    buf_finish(&bytes);
    return ok;
}

struct play *play_start(const struct play_setup *setup, struct now now, struct err *err) {
    char path[FILE_PATH_MAX];
    const char *log = setup->logs ? path : NULL;
    if (!check_setup(setup, err) ||
        (setup->logs && !keep_bundle(setup->scenario, setup->logs, err)))
        return NULL;
    struct play *play = play_alloc(err);
    if (!play || !name_session(play, setup->session, now, err) || !set_stage(play, setup, now, err))
        return give_up(play);
    if (log && !log_path(path, sizeof path, setup->logs, play->session)) {
        err_set(err, ERR_IO, "the path is too long: %.80s", setup->logs);
        return give_up(play);
    }
    if (!remember(play, log, play->stage.agent_name, err) ||
        (log && !count_exposure(play, setup->logs, setup->cache, now, err)) ||
        !begin_log(play, log, now, err))
        return give_up(play);
    session_start(play->stage.session, &(struct session_sink){play_event, play});
    return first_flush(play, now, err) ? play : give_up(play);
}

/* ---- going on ---- */

/* Adds the torn bytes to <session>.torn, whose earlier ones stay. */
static bool save_torn(const char *path, const struct log *log, struct err *err) {
    char torn[FILE_PATH_MAX];
    struct buf whole = {0}, kept = {0};
    size_t stem = strlen(path) - strlen(".jsonl");
    if ((size_t)snprintf(torn, sizeof torn, "%.*s.torn", (int)stem, path) >= sizeof torn)
        return err_set(err, ERR_IO, "the path is too long: %.80s", path);
    bool ok = !file_exists(torn) || file_read(torn, RECORD_FILE_MAX, &kept, err);
    ok = ok && file_read(path, RECORD_FILE_MAX, &whole, err);
    if (ok && whole.len > (size_t)log->whole_bytes) {
        buf_add(&kept, whole.data + log->whole_bytes, whole.len - (size_t)log->whole_bytes);
        buf_char(&kept, '\n');
        ok = kept.failed ? err_memory(err) : file_write(torn, kept.data, kept.len, 0600, err);
    }
    buf_finish(&whole);
    buf_finish(&kept);
    return ok;
}

static bool cut_torn(struct play *play, const struct log *log, struct err *err) {
    if (log->torn_bytes == 0)
        return true;
    if (!save_torn(append_path(play->writer.file), log, err) ||
        !append_cut(play->writer.file, log->whole_bytes, err))
        return false;
    snprintf(play->notice, sizeof play->notice,
             "The last line of this call's log was only half written when the program stopped. It "
             "was moved to a file ending in .torn; everything before it is safe.");
    return true;
}

static bool check_resumable(const struct log *log, struct err *err) {
    if (log->is_ended)
        return err_set(err, ERR_STATE, "%s: this call has ended; it cannot go on", log->path);
    return log_check_chain(log, err);
}

/* The lines that stand in the log are kept in memory, too. */
static bool keep_lines(struct log_writer *writer, const struct log *log, struct err *err) {
    struct buf bytes = {0};
    bool ok = file_read(log->path, RECORD_FILE_MAX, &bytes, err);
    if (ok && bytes.len < (size_t)log->whole_bytes)
        ok = err_set(err, ERR_IO, "%s changes while it is read", log->path);
    ok = ok && log_writer_go_on(writer, bytes.data, (size_t)log->whole_bytes, err);
    buf_finish(&bytes);
    return ok;
}

/* What the log says is played; what a crash kept from being written follows, then `resume`. */
static bool go_on(struct play *play, const struct play_source *source, const struct log *log,
                  struct now now, struct err *err) {
    struct replay replay;
    struct log_writer *writer = &play->writer;
    const struct record *last = &log->records[log->count - 1];
    writer->seq = log->count;
    writer->wall_ms = now.wall_ms;
    memcpy(writer->prev, log->hashes[log->count - 1], sizeof writer->prev);
    if (!keep_lines(writer, log, err))
        return false;
    if (!replay_run(&replay, log, source->logs, &source->loader, source->agent_name, writer, err)) {
        replay_finish(&replay);
        return false;
    }
    arena_destroy(play->stage.arena);
    play->stage = replay_take_stage(&replay);
    play->stage.head.resume_offset_min = now.utc_offset_min;
    writer->head = play->stage.head;
    if (!cut_torn(play, log, err))
        return false;
    struct session *session = play->stage.session;
    int64_t gap_ms = last->at == RECORD_NULL ? 0 : now.wall_ms - last->at;
    struct input resume = {
        .kind = INPUT_RESUME, .t_ms = session_now(session), .span = gap_ms > 0 ? gap_ms / 1000 : 0};
    return session_is_ended(session) ||
           session_step(session, &resume, &(struct session_sink){play_event, play}, err);
}

struct play *play_resume(const struct play_source *source, struct now now, struct err *err) {
    char path[FILE_PATH_MAX];
    struct log log = {0};
    if (!log_path(path, sizeof path, source->logs, source->session)) {
        err_set(err, ERR_USAGE, "\"%.60s\" is not a session's id", source->session);
        return NULL;
    }
    struct play *play = play_alloc(err);
    if (!play)
        return NULL;
    memcpy(play->session, source->session, sizeof play->session);
    play->writer.file = append_open(path, err); /* the lock first: nobody writes while we read */
    bool ok = play->writer.file && log_read(path, &log, err) && check_resumable(&log, err) &&
              go_on(play, source, &log, now, err) &&
              remember(play, path, play->stage.agent_name, err);
    log_finish(&log);
    if (!ok)
        return give_up(play);
    begin_clock(play, now);
    if (!play_settle(play, now, err))
        return give_up(play);
    return play;
}

/* ---- a moment again ---- */

/* The `start` record that the new session will have, but for its exposure. It follows the rules of
 * the earlier log: what came before is that log's, and the bundle too. */
static struct record retry_start(const struct play *play, const struct play_source *source,
                                 const struct log *log, int64_t seq, struct now now) {
    struct record start = *log->records;
    start.session = play->session;
    start.mode = mode_name(MODE_RETRY);
    start.app = app;
    start.chosen_by = chosen_by_name(CHOSEN_SELF);
    start.assignment = NULL;
    start.retry_of = (struct record_ref){source->session, seq};
    start.utc_offset_min = now.utc_offset_min;
    if (source->agent_name)
        start.agent_name = source->agent_name;
    return start;
}

static bool retry_stage(struct play *play, const struct play_source *source, int64_t seq,
                        struct now now, struct err *err) {
    char path[FILE_PATH_MAX];
    struct log log = {0};
    struct stage stage = {0};
    if (!log_path(path, sizeof path, source->logs, source->session))
        return err_set(err, ERR_USAGE, "\"%.60s\" is not a session's id", source->session);
    bool ok = log_read(path, &log, err) && log_check_chain(&log, err);
    if (ok) {
        struct record start = retry_start(play, source, &log, seq, now);
        struct log begun = {.path = path,
                            .session = play->session,
                            .records = &start,
                            .count = 1,
                            .rules = log.rules};
        ok = stage_from_log(&stage, &begun, source->logs, &source->loader, source->agent_name, err);
        struct arena *own = play->stage.arena;
        play->stage = stage;
        arena_destroy(own);
    }
    log_finish(&log);
    return ok && count_exposure(play, source->logs, source->cache, now, err);
}

struct play *play_retry(const struct play_source *source, int64_t seq, struct now now,
                        struct err *err) {
    char path[FILE_PATH_MAX];
    struct play *play = play_alloc(err);
    if (!play || !name_session(play, NULL, now, err) || !retry_stage(play, source, seq, now, err))
        return give_up(play);
    if (!log_path(path, sizeof path, source->logs, play->session) ||
        !remember(play, path, play->stage.agent_name, err) || !begin_log(play, path, now, err)) {
        err_set(err, ERR_IO, "the path is too long: %.80s", source->logs);
        return give_up(play);
    }
    log_writer_event(&play->writer, play->stage.session, &play->stage.scene_event);
    return first_flush(play, now, err) ? play : give_up(play);
}
