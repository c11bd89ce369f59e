#include "play/verify.h"

#include "base/file.h"
#include "play/replay.h"

#include <stdlib.h>
#include <string.h>

const char *verify_status_name(enum verify_status status) {
    static const char *const names[] = {"complete", "open", "torn", "broken", "unreadable"};
    return names[status];
}

/* ---- kept hashes ---- */

static bool take_kept(const char *line, size_t len, struct kept_hash *out) {
    static const char hex[] = "0123456789abcdef";
    if (len < 64 + 1 + SESSION_ID_LEN || strspn(line, hex) != 64)
        return false;
    size_t at = 64 + strspn(line + 64, " \t*");
    if (at == 64 || len - at < SESSION_ID_LEN || !is_session_id(line + at, SESSION_ID_LEN))
        return false;
    *out = (struct kept_hash){0};
    memcpy(out->hash, line, 64);
    memcpy(out->session, line + at, SESSION_ID_LEN);
    return true;
}

static bool add_kept(struct kept_hashes *kept, const char *line, size_t len, struct err *err) {
    struct kept_hash item;
    if (!take_kept(line, len, &item))
        return err_set(err, ERR_CONTENT, "not \"<sha256>  <session>\"");
    if ((kept->count & (kept->count - 1)) == 0) { /* full at every power of two */
        size_t room = kept->count ? 2 * (size_t)kept->count : 1;
        struct kept_hash *items = realloc(kept->items, room * sizeof *items);
        if (!items)
            return err_memory(err);
        kept->items = items;
    }
    kept->items[kept->count++] = item;
    return true;
}

bool kept_hashes_read(const char *path, struct kept_hashes *out, struct err *err) {
    struct buf text = {0};
    *out = (struct kept_hashes){0};
    bool ok = file_read_given(path, RECORD_FILE_MAX, &text, err);
    const char *at = buf_cstr(&text);
    for (int line = 1; ok && *at; line++) {
        struct err inner = {0};
        size_t len = strcspn(at, "\n");
        if (len > 0 && *at != '#' && !add_kept(out, at, len, &inner))
            ok = err_set(err, inner.code, "%s:%d: %s", strcmp(path, "-") ? path : "standard input",
                         line, inner.text);
        at += len + (at[len] == '\n');
    }
    buf_finish(&text);
    return ok;
}

void kept_hashes_finish(struct kept_hashes *kept) {
    free(kept->items);
    *kept = (struct kept_hashes){0};
}

static bool check_kept(const struct log *log, struct kept_hashes *kept, struct err *err) {
    for (int i = 0; kept && i < kept->count; i++) {
        struct kept_hash *item = &kept->items[i];
        if (strcmp(item->session, log->session) != 0)
            continue;
        item->is_met = true;
        bool found = false;
        for (int line = 0; line < log->count && !found; line++)
            found = strcmp(log->hashes[line], item->hash) == 0;
        if (!found)
            return err_set(err, ERR_VERIFY,
                           "%s: no line has the hash that was kept of this session: it was "
                           "rewritten since, or cut",
                           log->path);
    }
    return true;
}

/* ---- one log ---- */

static void judge(const struct log *log, const struct scenario_loader *loader,
                  struct kept_hashes *kept, struct verify_result *out) {
    char folder[FILE_PATH_MAX];
    struct replay replay;
    memcpy(out->session, log->session, sizeof out->session);
    memcpy(out->hash, log->hashes[log->count - 1], sizeof out->hash);
    out->records = log->count;
    out->status = VERIFY_BROKEN;
    if (!log_check_chain(log, &out->err) || !check_kept(log, kept, &out->err) ||
        !path_folder(folder, sizeof folder, log->path))
        return;
    if (replay_run(&replay, log, folder, loader, NULL, NULL, &out->err)) {
        out->status = log->is_ended ? VERIFY_COMPLETE : VERIFY_OPEN;
        if (log->torn_bytes > 0) {
            out->status = VERIFY_TORN;
            err_set(&out->err, ERR_VERIFY,
                    "%s:%d: the last line is half written (%lld bytes); resuming the session moves "
                    "it aside",
                    log->path, log->count + 1, (long long)log->torn_bytes);
        }
    } else if (!replay.is_different && out->err.code != ERR_VERIFY) {
        out->status = VERIFY_UNREADABLE;
    }
    replay_finish(&replay);
    if (out->err.code == ERR_MEMORY)
        out->status = VERIFY_UNREADABLE;
}

bool verify_log(const char *path, const struct scenario_loader *loader, struct kept_hashes *kept,
                struct verify_result *out) {
    struct log log;
    *out = (struct verify_result){.status = VERIFY_UNREADABLE};
    if (log_read(path, &log, &out->err))
        judge(&log, loader, kept, out);
    else if (log.torn_bytes > 0 && log.whole_bytes == 0)
        out->status = VERIFY_TORN;
    log_finish(&log);
    return out->status == VERIFY_COMPLETE || out->status == VERIFY_OPEN;
}

void verify_line(const struct verify_result *result, const char *path, struct buf *out) {
    if (result->err.code)
        buf_printf(out, "# %s: %s", verify_status_name(result->status), result->err.text);
    else
        buf_printf(out, "%s  %s  %s  %d records  %s", result->hash, result->session,
                   verify_status_name(result->status), result->records, path);
}
