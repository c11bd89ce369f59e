/* Events become lines of the decision log. All lines of the session stay in memory;
 * log_writer_flush puts those on the disk that are not there yet. So a failed write loses nothing
 * while the process lives, and a log that another program took away (base/append.h) is written anew
 * as a whole. */
#ifndef RECORD_LOG_WRITER_H
#define RECORD_LOG_WRITER_H

#include "base/append.h"
#include "record/describe.h"

struct log_writer {
    struct append *file; /* NULL: nothing is written (and nothing waits) */
    struct record_head head;
    int64_t seq;      /* of the next record */
    int64_t wall_ms;  /* `at` of the next records; set before each step */
    char prev[65];    /* SHA-256 of the last line; "" before the first */
    struct buf lines; /* all of the session, whole; kept ≤ written ≤ lines.len */
    size_t written;   /* bytes of them that were handed to the system */
    size_t kept;      /* bytes of them that are on the disk */
    bool failed;      /* a record could not be made: out of memory or a line too long */
    struct record_room room;
};

/* Closes the file; what still waits is lost. */
void log_writer_finish(struct log_writer *writer);

void log_writer_start(struct log_writer *writer, const struct session *session);

/* A session_sink's `event`; `self` is the writer. */
void log_writer_event(void *self, const struct session *session, const struct event *event);

/* Numbers, chains and adds a record: sets its seq, at and prev. */
void log_writer_add(struct log_writer *writer, struct record *record);

/* The log goes on behind these whole lines, which are on the disk. False: out of memory. */
bool log_writer_go_on(struct log_writer *writer, const char *lines, size_t len, struct err *err);

/* Writes what waits, each line with one write, then one sync, and looks whether the log is still
 * where it was. False: *err says why; the lines stay here and this can be called again, unless
 * log_writer_is_final. When the log is gone the next call writes all of it to a new file. */
bool log_writer_flush(struct log_writer *writer, struct err *err);

bool log_writer_is_gone(const struct log_writer *writer); /* another program took the log away */

/* Trying again cannot help: a sync failed or a record could not be made. */
bool log_writer_is_final(const struct log_writer *writer);

#endif
