#include "record/journal.h"

#include "base/append.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "record/log_reader.h"
#include "record/record.h"
#include "record/session_id.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SUFFIX_LEN = 6 }; /* ".jsonl" */

struct journal {
    struct append *file;
    char id[SESSION_ID_LEN + 1];
    char by[512];
    int64_t seq;   /* of the next line */
    char prev[65]; /* SHA-256 of the last line; "" before the first */
};

/* ---- reading ---- */

/* The line goes on from the one before, in this journal and by this person. */
static bool follows(const struct journal *journal, const struct entry *entry) {
    return entry->seq == journal->seq && entry->journal && !strcmp(entry->journal, journal->id) &&
           entry->by && !strcmp(entry->by, journal->by) &&
           !strcmp(entry->prev ? entry->prev : "", journal->prev);
}

/* Whoever wrote the first line wrote the journal, where nobody is looked for. */
static void take_writer(struct journal *journal, const struct entry *entry) {
    if (!journal->by[0] && entry->by && strlen(entry->by) < sizeof journal->by)
        memcpy(journal->by, entry->by, strlen(entry->by) + 1);
}

typedef void journal_line(void *self, const struct entry *entry);

/* Goes through the whole lines, up to one that does not follow; returns their length in bytes. */
static size_t read_lines(struct journal *journal, const struct buf *bytes, journal_line *each,
                         void *self) {
    struct arena *arena = arena_create();
    size_t at = 0;
    while (arena && at < bytes->len) {
        const char *start = bytes->data + at;
        const char *end = memchr(start, '\n', bytes->len - at);
        struct err err = {0};
        struct entry entry;
        if (!end)
            break;
        size_t len = (size_t)(end - start);
        if (!entry_read(start, len, arena, &entry, &err))
            break;
        take_writer(journal, &entry);
        if (!follows(journal, &entry))
            break;
        if (each)
            each(self, &entry);
        sha256_hex(start, len, journal->prev);
        journal->seq++;
        at += len + 1;
    }
    arena_destroy(arena);
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

bool journal_add(struct journal *journal, struct entry *entry, int64_t wall_ms, struct err *err) {
    struct buf line = {0};
    entry->v = ENTRY_VERSION;
    entry->journal = journal->id;
    entry->seq = journal->seq;
    entry->at = wall_ms;
    entry->by = journal->by;
    entry->prev = journal->prev[0] ? journal->prev : NULL;
    entry_write(entry, &line);
    buf_char(&line, '\n');
    bool ok = line.failed
                  ? err_memory(err)
                  : line.len <= RECORD_LINE_MAX || err_set(err, ERR_USAGE, "the line is too long");
    ok = ok && append_line(journal->file, line.data, line.len, err) &&
         append_sync(journal->file, err);
    if (ok) {
        sha256_hex(line.data, line.len - 1, journal->prev);
        journal->seq++;
    }
    buf_finish(&line);
    return ok;
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
    struct entry entry;
    entry_clear(&entry);
    entry.type = ENTRY_dispute;
    entry.session = dispute->session;
    entry.about_seq = dispute->about_seq;
    entry.kind = dispute->kind;
    entry.text = dispute->text;
    return journal_add(journal, &entry, wall_ms, err);
}

bool journal_alias(struct journal *journal, const char *agent, const char *also, int64_t wall_ms,
                   struct err *err) {
    struct entry entry;
    entry_clear(&entry);
    entry.type = ENTRY_alias;
    entry.agent = agent;
    entry.also = also;
    return journal_add(journal, &entry, wall_ms, err);
}

/* ---- what was said ---- */

struct listing {
    const char *folder;
    journal_line *each;
    void *self;
};

static bool list_file(void *self, const char *name) {
    struct listing *listing = self;
    struct journal journal = {0};
    char path[FILE_PATH_MAX];
    struct buf bytes = {0};
    struct err err = {0};
    if (!is_journal_name(name) || !path_join(path, sizeof path, listing->folder, name))
        return true;
    set_name(&journal, name);
    if (file_read(path, RECORD_FILE_MAX, &bytes, &err))
        read_lines(&journal, &bytes, listing->each, listing->self);
    buf_finish(&bytes);
    return true;
}

bool journals_read(const char *logs, void (*each)(void *self, const struct entry *entry),
                   void *self, struct err *err) {
    char folder[FILE_PATH_MAX];
    struct listing listing = {.folder = folder, .each = each, .self = self};
    if (!path_join(folder, sizeof folder, logs, "journals"))
        return err_set(err, ERR_IO, "the path is too long: %.80s", logs);
    return folder_list(folder, list_file, &listing, err);
}
