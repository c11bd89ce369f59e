#include "record/log_writer.h"

#include "base/hash.h"

#include <string.h>

void log_writer_finish(struct log_writer *writer) {
    append_close(writer->file);
    writer->file = NULL;
    buf_finish(&writer->lines);
}

void log_writer_add(struct log_writer *writer, struct record *record) {
    size_t start = writer->lines.len;
    record->seq = writer->seq;
    record->at = writer->wall_ms;
    record->prev = writer->prev[0] ? writer->prev : NULL;
    record_write(record, &writer->lines);
    if (!buf_reserve(&writer->lines, 1) || writer->lines.len - start > RECORD_LINE_MAX) {
        writer->failed = true;
        writer->lines.len = start; /* the lines before it are whole and still go to the disk */
        return;
    }
    sha256_hex(writer->lines.data + start, writer->lines.len - start, writer->prev);
    writer->lines.data[writer->lines.len++] = '\n'; /* the room was reserved */
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

bool log_writer_go_on(struct log_writer *writer, const char *lines, size_t len, struct err *err) {
    buf_clear(&writer->lines);
    buf_add(&writer->lines, lines, len);
    writer->written = writer->kept = len;
    return !writer->lines.failed || err_memory(err);
}

/* The lines that were handed to the system; the rest waits for the next try. */
static bool write_lines(struct log_writer *writer, struct err *err) {
    const struct buf *lines = &writer->lines;
    while (writer->written < lines->len) {
        const char *line = lines->data + writer->written;
        const char *end = memchr(line, '\n', lines->len - writer->written);
        size_t len = (size_t)(end - line) + 1;
        if (!append_line(writer->file, line, len, err))
            return false;
        writer->written += len;
    }
    return true;
}

static bool put_on_disk(struct log_writer *writer, struct err *err) {
    if (append_is_gone(writer->file))
        return append_replace(writer->file, writer->lines.data, writer->lines.len, err);
    if (writer->kept == writer->lines.len)
        return append_look(writer->file, err);
    return write_lines(writer, err) && append_sync(writer->file, err);
}

bool log_writer_flush(struct log_writer *writer, struct err *err) {
    if (!writer->file)
        return true;
    if (!put_on_disk(writer, err))
        return false;
    writer->written = writer->kept = writer->lines.len;
    if (writer->failed)
        return err_set(err, ERR_MEMORY, "the last record could not be made: out of memory");
    return true;
}

bool log_writer_is_gone(const struct log_writer *writer) {
    return writer->file && append_is_gone(writer->file);
}

bool log_writer_is_final(const struct log_writer *writer) {
    return writer->failed || (writer->file && append_is_lost(writer->file));
}
