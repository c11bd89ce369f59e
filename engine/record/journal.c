#include "record/journal.h"

#include "base/append.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/json.h"
#include "base/utf8.h"
#include "record/json_read.h"
#include "record/log_reader.h"
#include "record/record.h"
#include "record/session_id.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { JOURNAL_VERSION = 1, SUFFIX_LEN = 6 }; /* ".jsonl" */

struct journal {
    struct append *file;
    char id[SESSION_ID_LEN + 1];
    char by[512];
    int64_t seq;   /* of the next line */
    char prev[65]; /* SHA-256 of the last line; "" before the first */
};

/* ---- reading ---- */

static const char *text_of(const cJSON *line, const char *name) {
    const char *text = cJSON_GetStringValue(json_member(line, name));
    return text ? text : "";
}

/* The line goes on from the one before, in this journal and by this person. */
static bool follows(const struct journal *journal, const cJSON *line) {
    int64_t v, seq;
    return json_whole(json_member(line, "v"), &v) && v == JOURNAL_VERSION &&
           json_whole(json_member(line, "seq"), &seq) && seq == journal->seq &&
           !strcmp(text_of(line, "journal"), journal->id) &&
           !strcmp(text_of(line, "by"), journal->by) &&
           !strcmp(text_of(line, "prev"), journal->prev);
}

typedef void journal_line(void *self, const cJSON *line);

/* Goes through the whole lines, up to one that does not follow; returns their length in bytes. */
static size_t read_lines(struct journal *journal, const struct buf *bytes, journal_line *each,
                         void *self) {
    size_t at = 0;
    while (at < bytes->len) {
        const char *start = bytes->data + at;
        const char *end = memchr(start, '\n', bytes->len - at);
        struct err err = {0};
        if (!end)
            break;
        size_t len = (size_t)(end - start);
        cJSON *line = json_read(start, len, &err);
        bool is_good = line && follows(journal, line);
        if (is_good && each)
            each(self, line);
        cJSON_Delete(line);
        if (!is_good)
            break;
        sha256_hex(start, len, journal->prev);
        journal->seq++;
        at += len + 1;
    }
    return at;
}

static bool is_journal_name(const char *name) {
    size_t len = strlen(name);
    return len == SESSION_ID_LEN + SUFFIX_LEN && !strcmp(name + SESSION_ID_LEN, ".jsonl");
}

static void set_name(struct journal *journal, const char *name) {
    memcpy(journal->id, name, SESSION_ID_LEN);
    journal->id[SESSION_ID_LEN] = '\0';
    journal->seq = 0;
    journal->prev[0] = '\0';
}

/* ---- finding the person's own ---- */

struct search {
    struct journal *journal;
    const char *folder;
    bool is_found;
};

static bool save_torn(const char *path, const struct buf *bytes, size_t whole, struct err *err) {
    char torn[FILE_PATH_MAX];
    int stem = (int)(strlen(path) - SUFFIX_LEN);
    return (size_t)snprintf(torn, sizeof torn, "%.*s.%zu.torn", stem, path, whole) < sizeof torn &&
           file_write(torn, bytes->data + whole, bytes->len - whole, 0600, err);
}

/* All lines must follow; only the last may be half written. */
static bool take(struct journal *journal, const char *path, const char *name) {
    struct buf bytes = {0};
    struct err err = {0};
    set_name(journal, name);
    bool ok = file_read(path, RECORD_FILE_MAX, &bytes, &err);
    size_t whole = ok ? read_lines(journal, &bytes, NULL, NULL) : 0;
    bool is_torn = ok && whole < bytes.len && !memchr(bytes.data + whole, '\n', bytes.len - whole);
    ok = ok && journal->seq > 0 && (whole == bytes.len || is_torn);
    if (ok && is_torn && journal->file)
        ok =
            save_torn(path, &bytes, whole, &err) && append_cut(journal->file, (int64_t)whole, &err);
    buf_finish(&bytes);
    return ok;
}

static bool try_name(void *self, const char *name) {
    struct search *search = self;
    struct journal *journal = search->journal;
    char path[FILE_PATH_MAX];
    struct err err = {0};
    if (!is_journal_name(name) || !path_join(path, sizeof path, search->folder, name) ||
        !take(journal, path, name))
        return true;
    journal->file = append_open(path, &err);
    search->is_found = journal->file && take(journal, path, name); /* again, now that it is ours */
    if (!search->is_found) {
        append_close(journal->file);
        journal->file = NULL;
    }
    return !search->is_found;
}

static bool begin_new(struct journal *journal, const char *folder, int64_t wall_ms,
                      struct err *err) {
    char path[FILE_PATH_MAX], name[SESSION_ID_LEN + SUFFIX_LEN + 1], id[SESSION_ID_LEN + 1];
    if (!session_id_make(wall_ms, id))
        return err_set(err, ERR_IO, "the system gives no random numbers");
    snprintf(name, sizeof name, "%s.jsonl", id);
    set_name(journal, name);
    if (!path_join(path, sizeof path, folder, name))
        return err_set(err, ERR_IO, "the path is too long: %.80s", folder);
    journal->file = append_create(path, err);
    return journal->file != NULL;
}

struct journal *journal_open(const char *logs, const char *by, int64_t wall_ms, struct err *err) {
    char folder[FILE_PATH_MAX];
    struct journal *journal = calloc(1, sizeof *journal);
    if (!journal) {
        err_memory(err);
        return NULL;
    }
    struct search search = {journal, folder, false};
    bool ok = strlen(by) < sizeof journal->by ||
              err_set(err, ERR_USAGE, "the name of who writes is too long");
    if (ok)
        memcpy(journal->by, by, strlen(by) + 1);
    ok = ok && (path_join(folder, sizeof folder, logs, "journals") ||
                err_set(err, ERR_IO, "the path is too long: %.80s", logs));
    ok = ok && folder_make(folder, err) && folder_list(folder, try_name, &search, err);
    if (ok && (search.is_found || begin_new(journal, folder, wall_ms, err)))
        return journal;
    journal_close(journal);
    return NULL;
}

void journal_close(struct journal *journal) {
    if (!journal)
        return;
    if (journal->file && journal->seq == 0)
        append_discard(journal->file); /* nothing was said */
    else
        append_close(journal->file);
    free(journal);
}

/* ---- writing ---- */

static void write_head(const struct journal *journal, const char *type, int64_t wall_ms,
                       struct buf *out) {
    char at[25];
    clock_format_utc(wall_ms, at);
    buf_char(out, '{');
    json_key(out, "v");
    json_int(out, JOURNAL_VERSION);
    json_key(out, "type");
    json_string(out, type);
    json_key(out, "journal");
    json_string(out, journal->id);
    json_key(out, "seq");
    json_int(out, journal->seq);
    json_key(out, "at");
    json_string(out, at);
    json_key(out, "by");
    json_string(out, journal->by);
}

static bool add_line(struct journal *journal, struct buf *line, struct err *err) {
    json_key(line, "prev");
    json_string(line, journal->prev[0] ? journal->prev : NULL);
    buf_text(line, "}\n");
    if (line->failed)
        return err_memory(err);
    if (line->len > RECORD_LINE_MAX)
        return err_set(err, ERR_USAGE, "the line is too long");
    if (!append_line(journal->file, line->data, line->len, err) || !append_sync(journal->file, err))
        return false;
    sha256_hex(line->data, line->len - 1, journal->prev);
    journal->seq++;
    return true;
}

static bool is_one_line(const char *text) {
    size_t len = strlen(text);
    if (!utf8_is_valid(text, len) || utf8_length(text, len) > JOURNAL_TEXT_MAX)
        return false;
    for (const char *c = text; *c; c++)
        if ((unsigned char)*c < ' ' || *c == 127)
            return false;
    return true;
}

bool journal_dispute(struct journal *journal, const struct journal_dispute *dispute,
                     int64_t wall_ms, struct err *err) {
    if (!is_one_line(dispute->text))
        return err_set(err, ERR_USAGE, "what is written must be one line of at most %d characters",
                       JOURNAL_TEXT_MAX);
    struct buf line = {0};
    write_head(journal, "dispute", wall_ms, &line);
    json_key(&line, "session");
    json_string(&line, dispute->session);
    json_key(&line, "about_seq");
    json_int(&line, dispute->about_seq);
    json_key(&line, "kind");
    json_string(&line, dispute->kind);
    json_key(&line, "text");
    json_string(&line, dispute->text);
    bool ok = add_line(journal, &line, err);
    buf_finish(&line);
    return ok;
}

/* ---- what was said ---- */

struct listing {
    struct journal journal;
    const char *folder, *session;
    void (*each)(void *self, const struct journal_dispute *dispute);
    void *self;
};

static void list_line(void *self, const cJSON *line) {
    struct listing *listing = self;
    struct journal_dispute dispute = {.session = text_of(line, "session"),
                                      .kind = text_of(line, "kind"),
                                      .text = text_of(line, "text")};
    if (!strcmp(text_of(line, "type"), "dispute") && !strcmp(dispute.session, listing->session) &&
        json_whole(json_member(line, "about_seq"), &dispute.about_seq))
        listing->each(listing->self, &dispute);
}

static bool list_file(void *self, const char *name) {
    struct listing *listing = self;
    char path[FILE_PATH_MAX];
    struct buf bytes = {0};
    struct err err = {0};
    if (!is_journal_name(name) || !path_join(path, sizeof path, listing->folder, name))
        return true;
    set_name(&listing->journal, name);
    if (file_read(path, RECORD_FILE_MAX, &bytes, &err))
        read_lines(&listing->journal, &bytes, list_line, listing);
    buf_finish(&bytes);
    return true;
}

bool journal_disputes(const char *logs, const char *by, const char *session,
                      void (*each)(void *self, const struct journal_dispute *dispute), void *self,
                      struct err *err) {
    char folder[FILE_PATH_MAX];
    struct listing listing = {.folder = folder, .session = session, .each = each, .self = self};
    if (strlen(by) >= sizeof listing.journal.by ||
        !path_join(folder, sizeof folder, logs, "journals"))
        return true; /* nobody of that name can have written */
    memcpy(listing.journal.by, by, strlen(by) + 1);
    return folder_list(folder, list_file, &listing, err);
}
