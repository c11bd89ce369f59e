/* Events become lines of the decision log. Lines wait in memory until log_writer_flush has put them
 * on the disk, so a failed write loses nothing while the process lives. */
#ifndef RECORD_LOG_WRITER_H
#define RECORD_LOG_WRITER_H

#include "base/append.h"
#include "record/describe.h"

struct log_writer {
    struct append *file; /* NULL: nothing is written (and nothing waits) */
    struct record_head head;
    int64_t seq;        /* of the next record */
    int64_t wall_ms;    /* `at` of the next records; set before each step */
    char prev[65];      /* SHA-256 of the last line; "" before the first */
    struct buf pending; /* whole lines not yet on the disk */
    size_t written;     /* of them: handed to the system, not yet synced */
    bool failed;        /* a record could not be made: out of memory or a line too long */
    struct record_room room;
};

/* Closes the file; what still waits is lost. */
void log_writer_finish(struct log_writer *writer);

void log_writer_start(struct log_writer *writer, const struct session *session);

/* A session_sink's `event`; `self` is the writer. */
void log_writer_event(void *self, const struct session *session, const struct event *event);

/* Numbers, chains and adds a record: sets its seq, at and prev. */
void log_writer_add(struct log_writer *writer, struct record *record);

/* Writes what waits, each line with one write, then one sync. False: *err says why; what waits is
 * kept and this can be called again, unless log_writer_is_final. */
bool log_writer_flush(struct log_writer *writer, struct err *err);

/* Trying again cannot help: a sync failed or a record could not be made. */
bool log_writer_is_final(const struct log_writer *writer);

#endif
