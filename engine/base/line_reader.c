#include "base/line_reader.h"

#include "base/os.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { PIECE_BYTES = 192 * 1024 };

static bool make_room(struct line_reader *reader, struct err *err) {
    size_t needed = PIECE_BYTES + reader->line_max + 1;
    if (reader->capacity >= needed)
        return true;
    free(reader->buffer);
    reader->buffer = malloc(needed);
    reader->capacity = reader->buffer ? needed : 0;
    return reader->buffer || err_memory(err);
}

bool line_reader_open(struct line_reader *reader, const char *path, int64_t file_max,
                      size_t line_max, struct err *err) {
    struct os_info info;
    line_reader_close(reader);
    reader->line_max = line_max;
    if (!make_room(reader, err))
        return false;
    int fd = os_open_read(OS_WORKING_FOLDER, path);
    if (fd < 0 && errno == ELOOP)
        return err_set(err, ERR_IO, "it is a link; links are not followed");
    if (fd < 0)
        return err_system(err, errno, "cannot open it");
    bool ok = true;
    if (!os_info_of(fd, &info))
        ok = err_system(err, errno, "cannot read it");
    else if (info.kind != OS_REGULAR)
        ok = err_set(err, ERR_IO, "it is not a regular file");
    else if (info.size > file_max)
        ok = err_set(err, ERR_CONTENT, "it has %" PRId64 " bytes; at most %" PRId64 " are allowed",
                     info.size, file_max);
    if (!ok) {
        os_close(fd);
        return false;
    }
    reader->name = path;
    reader->memory = NULL;
    reader->start = reader->len = 0;
    reader->left = info.size;
    reader->fd = fd;
    reader->offset = 0;
    reader->is_open = true;
    return true;
}

void line_reader_open_memory(struct line_reader *reader, const char *name, const char *bytes,
                             size_t len, size_t line_max) {
    line_reader_close(reader);
    reader->name = name;
    reader->memory = bytes;
    reader->line_max = line_max;
    reader->start = 0;
    reader->len = len;
    reader->left = 0;
    reader->fd = -1;
    reader->offset = 0;
    reader->is_open = true;
}

/* Moves what is left to the front and reads on. */
static bool read_more(struct line_reader *reader, struct err *err) {
    if (reader->start > 0 && reader->len > 0)
        memmove(reader->buffer, reader->buffer + reader->start, reader->len);
    reader->start = 0;
    size_t room = reader->capacity - reader->len;
    size_t wanted = (int64_t)room < reader->left ? room : (size_t)reader->left;
    if (wanted > PIECE_BYTES)
        wanted = PIECE_BYTES;
    int64_t got = os_read(reader->fd, reader->buffer + reader->len, wanted);
    if (got < 0)
        return err_system(err, errno, "cannot read it");
    reader->len += (size_t)got;
    reader->left = got == 0 ? 0 : reader->left - got;
    return true;
}

enum line_found line_reader_next(struct line_reader *reader, const char **line, size_t *len,
                                 struct err *err) {
    for (;;) {
        const char *start = (reader->memory ? reader->memory : reader->buffer) + reader->start;
        const char *newline = reader->len ? memchr(start, '\n', reader->len) : NULL;
        size_t have = newline ? (size_t)(newline - start) : reader->len;
        if (have > reader->line_max) {
            err_set(err, ERR_CONTENT, "a line is longer than %zu bytes", reader->line_max);
            return LINE_FAILED;
        }
        if (newline || reader->left == 0) {
            size_t used = newline ? have + 1 : have;
            *line = start;
            *len = have;
            reader->start += used;
            reader->len -= used;
            reader->offset += (int64_t)used;
            return newline ? LINE_WHOLE : have ? LINE_TORN : LINE_NONE;
        }
        if (!read_more(reader, err))
            return LINE_FAILED;
    }
}

void line_reader_close(struct line_reader *reader) {
    if (reader->is_open && !reader->memory)
        os_close(reader->fd);
    reader->is_open = false;
}

void line_reader_finish(struct line_reader *reader) {
    line_reader_close(reader);
    free(reader->buffer);
    *reader = (struct line_reader){0};
}
