#include "record/log_reader.h"

#include "base/file.h"
#include "base/hash.h"
#include "base/os.h"

#include <stdio.h>
#include <string.h>

bool is_session_id(const char *text, size_t len) {
    if (len != SESSION_ID_LEN)
        return false;
    for (size_t i = 0; i < len; i++) {
        bool is_dash = i == 8 || i == 13 || i == 18 || i == 23;
        bool is_hex = (text[i] >= '0' && text[i] <= '9') || (text[i] >= 'a' && text[i] <= 'f');
        if (is_dash ? text[i] != '-' : !is_hex)
            return false;
    }
    return true;
}

bool log_path(char *out, size_t size, const char *logs, const char *session) {
    char name[SESSION_ID_LEN + sizeof ".jsonl"];
    if (!is_session_id(session, strlen(session)))
        return false;
    snprintf(name, sizeof name, "%s.jsonl", session);
    return path_join(out, size, logs, name);
}

void log_finish(struct log *log) {
    arena_destroy(log->arena);
    *log = (struct log){0};
}

static int count_lines(const char *bytes, size_t len) {
    int lines = 0;
    for (const char *at = bytes; (at = memchr(at, '\n', len - (size_t)(at - bytes))); at++)
        lines++;
    return lines;
}

/* The whole lines of `bytes`, one record each. */
static bool parse_lines(struct log *log, const char *bytes, struct record *records,
                        char (*hashes)[65], struct err *err) {
    const char *at = bytes;
    for (int i = 0; i < log->count; i++) {
        const char *end = strchr(at, '\n'); /* there is one: they were counted */
        struct err inner = {0};
        size_t len = (size_t)(end - at);
        if (!record_read(at, len, log->arena, &records[i], &inner))
            return err_set(err, inner.code, "%s:%d: %s", log->path, i + 1, inner.text);
        records[i].line_number = i + 1;
        sha256_hex(at, len, hashes[i]);
        at = end + 1;
    }
    return true;
}

static bool check_start(struct log *log, struct err *err) {
    const struct record *start = log->records;
    const char *name = path_name(log->path);
    if (start->type != RECORD_start)
        return err_set(err, ERR_CONTENT, "%s:1: a log begins with `start`", log->path);
    if (!start->session || !is_session_id(start->session, strlen(start->session)))
        return err_set(err, ERR_CONTENT, "%s:1: `session` is not a UUID", log->path);
    if (is_session_id(name, strcspn(name, ".")) && strncmp(name, start->session, SESSION_ID_LEN))
        return err_set(err, ERR_CONTENT, "%s:1: the file is named after another session than %s",
                       log->path, start->session);
    log->session = start->session;
    log->rules = record_rules(start);
    return true;
}

/* Every record says by which rules it was written; a type that they did not know is unknown. */
static void spread_rules(struct log *log, struct record *records) {
    for (int i = 0; i < log->count; i++) {
        records[i].rules = log->rules;
        if (!record_type_is_of(records[i].type, log->rules))
            records[i].type = RECORD_UNKNOWN;
    }
}

bool log_parse(const char *bytes, size_t len, const char *path, struct log *out, struct err *err) {
    *out = (struct log){.arena = arena_create()};
    if (!out->arena || !(out->path = arena_text(out->arena, path, strlen(path))))
        return err_memory(err);
    int lines = count_lines(bytes, len);
    const char *nul = memchr(bytes, '\0', len);
    const char *last = os_find_last(bytes, '\n', len);
    out->whole_bytes = last ? last - bytes + 1 : 0;
    out->torn_bytes = (int64_t)len - out->whole_bytes;
    if (lines == 0)
        return err_set(err, ERR_CONTENT, "%s holds no whole record", path);
    if (nul && nul < last)
        return err_set(err, ERR_CONTENT, "%s:%d: a NUL byte", path,
                       count_lines(bytes, (size_t)(nul - bytes)) + 1);
    struct record *records = arena_array(out->arena, (size_t)lines, sizeof *records);
    char(*hashes)[65] = arena_array(out->arena, (size_t)lines, sizeof *hashes);
    if (!records || !hashes)
        return err_memory(err);
    out->records = records;
    out->hashes = (const char(*)[65])hashes;
    out->count = lines;
    if (!parse_lines(out, bytes, records, hashes, err))
        return false;
    out->is_ended = records[lines - 1].type == RECORD_end;
    if (!check_start(out, err))
        return false;
    spread_rules(out, records);
    return true;
}

bool log_read(const char *path, struct log *out, struct err *err) {
    struct buf bytes = {0};
    *out = (struct log){0};
    bool ok = file_read(path, RECORD_FILE_MAX, &bytes, err) &&
              log_parse(buf_cstr(&bytes), bytes.len, path, out, err);
    buf_finish(&bytes);
    return ok;
}

bool log_check_chain(const struct log *log, struct err *err) {
    for (int i = 0; i < log->count; i++) {
        const struct record *record = &log->records[i];
        if (record->seq != i)
            return err_set(err, ERR_VERIFY,
                           "%s:%d: `seq` should be %d: a record is missing, doubled or moved",
                           log->path, i + 1, i);
        if (!record->session || strcmp(record->session, log->session) != 0)
            return err_set(err, ERR_VERIFY, "%s:%d: `session` is another one", log->path, i + 1);
        if (i == 0 ? record->prev != NULL
                   : !record->prev || strcmp(record->prev, log->hashes[i - 1]) != 0)
            return err_set(err, ERR_VERIFY,
                           "%s:%d: `prev` is not the hash of the line before: one of the two was "
                           "changed",
                           log->path, i + 1);
    }
    return true;
}

bool log_is_prefix(const struct log *shorter, const struct log *longer) {
    if (shorter->count > longer->count)
        return false;
    for (int i = 0; i < shorter->count; i++)
        if (strcmp(shorter->hashes[i], longer->hashes[i]) != 0)
            return false;
    return true;
}

int log_find(const struct log *log, int64_t seq) {
    for (int i = 0; i < log->count; i++)
        if (log->records[i].seq == seq)
            return i;
    return -1;
}
