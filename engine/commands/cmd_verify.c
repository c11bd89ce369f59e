/* offscript verify: chain, sequence, keys and replay of every log below the paths. */
#include "base/json.h"
#include "commands/words.h"
#include "library/library.h"
#include "play/verify.h"
#include "record/log_list.h"
#include "terminal/print.h"

struct verify_run {
    bool is_json;
    struct kept_hashes kept;
    struct scenario_loader loader;
    int verified, broken;
    bool was_unable; /* out of memory, or a file could not be read at all */
};

static void write_json(const char *path, const struct verify_result *result) {
    struct buf out = {0};
    buf_char(&out, '{');
    json_key(&out, "file");
    json_string(&out, path);
    json_key(&out, "session");
    json_string(&out, *result->session ? result->session : NULL);
    json_key(&out, "status");
    json_string(&out, verify_status_name(result->status));
    json_key(&out, "records");
    json_int(&out, result->records);
    json_key(&out, "last_hash");
    json_string(&out, *result->hash ? result->hash : NULL);
    json_key(&out, "why");
    json_string(&out, result->err.code == ERR_NONE ? NULL : result->err.text);
    buf_text(&out, "}\n");
    print_json(buf_cstr(&out), out.len);
    buf_finish(&out);
}

static void verify_path(struct verify_run *run, const char *path) {
    struct verify_result result = {0};
    struct buf line = {0};
    bool ok = verify_log(path, &run->loader, &run->kept, &result);
    run->verified += ok;
    run->broken += !ok;
    run->was_unable = run->was_unable || result.err.code == ERR_MEMORY;
    if (run->is_json) {
        write_json(path, &result);
    } else {
        verify_line(&result, path, &line);
        print_out("%s\n", buf_cstr(&line));
    }
    if (!ok)
        print_error("offscript: %s\n", result.err.text);
    buf_finish(&line);
}

/* What is kept of this run must say which logs it does not speak for. */
static void tell_left(struct verify_run *run, const char *path, const char *why) {
    struct verify_result result = {.status = VERIFY_UNREADABLE};
    struct buf line = {0};
    err_set(&result.err, ERR_CONTENT, "%s: %s", path, why);
    if (run->is_json) {
        write_json(path, &result);
    } else {
        verify_line(&result, path, &line);
        print_out("%s\n", buf_cstr(&line));
    }
    print_error("offscript: %s\n", result.err.text);
    buf_finish(&line);
    run->broken++;
}

static void tell_left_out(struct verify_run *run, const struct log_list *list) {
    for (int i = 0; i < list->left_out_count; i++)
        tell_left(run, list->left_out[i].path, list->left_out[i].why);
}

static void tell_missing(struct verify_run *run) {
    for (int i = 0; i < run->kept.count; i++)
        if (!run->kept.items[i].is_met) {
            print_error(
                "offscript: session %s has a kept hash, and its log was not found or did not "
                "verify\n",
                run->kept.items[i].session);
            run->broken++;
        }
}

static enum exit_status run(const struct command *command, struct words *words) {
    (void)command;
    struct verify_run run = {.is_json = words_value(words, "json"), .loader = library_loader()};
    struct log_list list = {0};
    struct err err = {0};
    const char *against = words_value(words, "against");
    bool ok = (!against || kept_hashes_read(against, &run.kept, &err)) &&
              log_list_read(words->arguments, words->argument_count, &list, &err);
    if (ok) {
        for (int i = 0; i < list.count; i++)
            verify_path(&run, list.paths[i]);
        tell_left_out(&run, &list);
        tell_missing(&run);
        print_error("%d verified, %d not\n", run.verified, run.broken);
    }
    log_list_finish(&list);
    kept_hashes_finish(&run.kept);
    if (!ok)
        return fail(&err);
    return run.was_unable ? EXIT_UNABLE : run.broken ? EXIT_CONTENT : EXIT_DONE;
}

static const struct flag flags[] = {
    {"against", "FILE",
     "hashes kept elsewhere, as an earlier 'verify' printed them; - is standard input"},
    {"json", NULL, "one log a line, as JSON"},
    {NULL, NULL, NULL},
};

const struct command command_verify = {
    .name = "verify",
    .arguments = "PATH…",
    .summary = "chain, sequence, keys and replay of every log below the paths",
    .details =
        "Prints each log's last hash. Keep the output somewhere else and give it back with "
        "--against to see that\nnothing was rewritten: the chain alone finds damage, not forgery. "
        "A good unfinished session verifies.",
    .example = "offscript verify ~/.local/share/offscript/logs",
    .flags = flags,
    .least = 1,
    .most = -1,
    .run = run,
};
