/* Reading decision logs that may be damaged, foreign or hostile. Tolerant where the format says so
 * (unknown fields and types), strict everywhere else; never follows a link or opens anything but a
 * regular file. */
#ifndef RECORD_LOG_READER_H
#define RECORD_LOG_READER_H

#include "record/record.h"

enum { SESSION_ID_LEN = 36 };

struct log {
    struct arena *arena; /* owns everything below */
    const char *path;
    const char *session;
    const struct record *records; /* at least one; the first is `start` */
    int count;
    const char (*hashes)[65]; /* SHA-256 of each record's line, without its newline */
    int64_t whole_bytes;      /* of the whole lines */
    int64_t torn_bytes;       /* behind the last newline: a record that was being written */
    bool is_ended;            /* the last record is `end` */
    int rules;                /* by which it was written: `start.rules`, 1 where it is missing */
};

/* Reads and parses the whole file. False: *err says what is wrong as "file:line: …" (ERR_CONTENT),
 * or that it could not be read. Finish it in either case. */
bool log_read(const char *path, struct log *out, struct err *err);

/* The same from bytes; `path` stands in messages. */
bool log_parse(const char *bytes, size_t len, const char *path, struct log *out, struct err *err);
void log_finish(struct log *log);

/* Numbers without a gap, every `prev` the hash of the line before, one session. False: ERR_VERIFY
 * with file:line. It finds damage, not forgery: whoever rewrites a line can rewrite the chain. */
bool log_check_chain(const struct log *log, struct err *err);

/* Does every line of `shorter` stand at the head of `longer`? */
bool log_is_prefix(const struct log *shorter, const struct log *longer);

/* Index of the record with this seq; -1: none. */
int log_find(const struct log *log, int64_t seq);

bool is_session_id(const char *text, size_t len); /* a UUID in lower case */

/* "<logs>/<session>.jsonl"; false: not a session id, or too long. */
bool log_path(char *out, size_t size, const char *logs, const char *session);

#endif
