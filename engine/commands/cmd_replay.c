/* offscript replay: replays and verifies one session. */
#include "base/file.h"
#include "base/hash.h"
#include "base/json.h"
#include "commands/words.h"
#include "library/library.h"
#include "play/replay.h"
#include "terminal/plain_show.h"
#include "terminal/print.h"

#include <string.h>

struct replayed {
    struct log log;
    struct replay replay;
    bool ok;
    struct err err;
};

static void write_json(const char *path, const struct replayed *outcome) {
    const struct log *log = &outcome->log;
    struct buf out = {0};
    buf_char(&out, '{');
    json_key(&out, "file");
    json_string(&out, path);
    json_key(&out, "session");
    json_string(&out, log->session);
    json_key(&out, "status");
    json_string(&out, !outcome->ok ? "different" : log->is_ended ? "ended" : "open");
    json_key(&out, "records");
    json_int(&out, log->count);
    json_key(&out, "last_hash");
    json_string(&out, log->count ? log->hashes[log->count - 1] : NULL);
    json_key(&out, "state");
    char state[17] = "";
    if (outcome->ok)
        hex16(session_state(outcome->replay.stage.session), state);
    json_string(&out, *state ? state : NULL);
    json_key(&out, "why");
    json_string(&out, outcome->ok ? NULL : outcome->err.text);
    buf_text(&out, "}\n");
    print_json(buf_cstr(&out), out.len);
    buf_finish(&out);
}

static void tell(const char *path, const struct replayed *outcome) {
    const struct log *log = &outcome->log;
    char state[17];
    hex16(session_state(outcome->replay.stage.session), state);
    print_out("%s: %d records replayed, no difference; %s\n  last hash %s\n  state     %s\n", path,
              log->count, log->is_ended ? "ended" : "open (unfinished)",
              log->hashes[log->count - 1], state);
}

static enum exit_status run(const struct command *command, struct words *words) {
    (void)command;
    struct replayed outcome = {0};
    char folder[PATH_MAX];
    const char *path = words->arguments[0], *logs = words_value(words, "logs");
    struct scenario_loader loader = library_loader();
    bool is_json = words_value(words, "json");
    outcome.ok = path_folder(folder, sizeof folder, path) &&
                 log_read(path, &outcome.log, &outcome.err) &&
                 log_check_chain(&outcome.log, &outcome.err) &&
                 replay_run(&outcome.replay, &outcome.log, logs ? logs : folder, &loader, NULL,
                            NULL, &outcome.err);
    bool was_read = outcome.log.count > 0;
    if (is_json && was_read)
        write_json(path, &outcome);
    if (outcome.ok && words_value(words, "show"))
        show_transcript(outcome.replay.stage.scenario, outcome.replay.stage.agent_name,
                        outcome.replay.stage.history);
    if (outcome.ok && !is_json)
        tell(path, &outcome);
    enum exit_status status = outcome.ok ? EXIT_DONE : fail(&outcome.err);
    if (outcome.ok && outcome.log.torn_bytes > 0) {
        print_error("%s: the last record is torn: %lld bytes behind the last whole line\n", path,
                    (long long)outcome.log.torn_bytes);
        status = EXIT_CONTENT;
    }
    replay_finish(&outcome.replay);
    log_finish(&outcome.log);
    return status;
}

static const struct flag flags[] = {
    {"show", NULL, "print the transcript"},
    {"logs", "DIR", "where the bundles are (the log's own folder)"},
    {"json", NULL, "the result as JSON"},
    {NULL, NULL, NULL},
};

const struct command command_replay = {
    .name = "replay",
    .arguments = "LOG",
    .summary = "replay and verify one session",
    .details =
        "Feeds every input of the log to a fresh session and compares every derived field. The "
        "first difference is named.",
    .example = "offscript replay ~/.local/share/offscript/logs/SESSION.jsonl --show",
    .flags = flags,
    .least = 1,
    .most = 1,
    .run = run,
};
