#include "record/log_writer.h"

#include "base/hash.h"

#include <string.h>

void log_writer_finish(struct log_writer *writer) {
    append_close(writer->file);
    writer->file = NULL;
    buf_finish(&writer->pending);
}

void log_writer_add(struct log_writer *writer, struct record *record) {
    size_t start = writer->pending.len;
    record->seq = writer->seq;
    record->at = writer->wall_ms;
    record->prev = writer->prev[0] ? writer->prev : NULL;
    record_write(record, &writer->pending);
    if (!buf_reserve(&writer->pending, 1) || writer->pending.len - start > RECORD_LINE_MAX) {
        writer->failed = true;
        writer->pending.len = start; /* the lines before it are whole and still go to the disk */
        return;
    }
    sha256_hex(writer->pending.data + start, writer->pending.len - start, writer->prev);
    writer->pending.data[writer->pending.len++] = '\n'; /* the room was reserved */
    writer->seq++;
}

void log_writer_start(struct log_writer *writer, const struct session *session) {
    struct record record;
    if (!writer->file || writer->failed)
        return;
    describe_start(&writer->head, session, &writer->room, &record);
    log_writer_add(writer, &record);
}

void log_writer_event(void *self, const struct session *session, const struct event *event) {
    struct log_writer *writer = self;
    struct record record;
    if (!writer->file || writer->failed)
        return;
    if (describe_event(&writer->head, session, event, &writer->room, &record))
        log_writer_add(writer, &record);
    else
        writer->failed = true;
}

/* The lines that were handed to the system; the rest waits for the next try. */
static bool write_pending(struct log_writer *writer, struct err *err) {
    struct buf *pending = &writer->pending;
    while (writer->written < pending->len) {
        const char *line = pending->data + writer->written;
        const char *end = memchr(line, '\n', pending->len - writer->written);
        size_t len = (size_t)(end - line) + 1;
        if (!append_line(writer->file, line, len, err))
            return false;
        writer->written += len;
    }
    return true;
}

bool log_writer_flush(struct log_writer *writer, struct err *err) {
    if (!writer->file)
        return true;
    if (writer->pending.len > 0) {
        if (!write_pending(writer, err) || !append_sync(writer->file, err))
            return false;
        buf_clear(&writer->pending);
        writer->written = 0;
    }
    if (writer->failed)
        return err_set(err, ERR_MEMORY, "the last record could not be made: out of memory");
    return true;
}

bool log_writer_is_final(const struct log_writer *writer) {
    return writer->failed || (writer->file && append_is_lost(writer->file));
}
