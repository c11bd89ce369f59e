/* The lines of a file, at the speed of memory: pieces are read into one buffer that stays in the
 * processor's cache, and lines are pointed at, never copied. A file that is cut or grows while it
 * is read does no harm (a mapped one would: hence no mapping). */
#ifndef BASE_LINE_READER_H
#define BASE_LINE_READER_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Zero it before the first use; use it for file after file. */
struct line_reader {
    char *buffer;
    size_t capacity, line_max;
    size_t start, len;  /* what is read and not yet handed out */
    const char *memory; /* instead of a file; NULL: a file */
    int64_t left;       /* bytes of the file not yet read */
    int fd;             /* -1: none */
    int64_t offset;     /* in the file, of the next line */
    const char *name;   /* for messages */
    bool is_open;
};

/* Opens a regular file (the last part of `path` may not be a link) of at most `file_max` bytes
 * whose lines have at most `line_max` bytes. It is read as far as it reaches now. */
bool line_reader_open(struct line_reader *reader, const char *path, int64_t file_max,
                      size_t line_max, struct err *err);

/* Reads from memory instead. */
void line_reader_open_memory(struct line_reader *reader, const char *name, const char *bytes,
                             size_t len, size_t line_max);

enum line_found { LINE_WHOLE, LINE_TORN, LINE_NONE, LINE_FAILED };

/* *line (without its newline) stays valid until the next call. LINE_TORN: the last one, it has no
 * newline. LINE_NONE: the end. LINE_FAILED: too long, or the system's reason is in *err. */
enum line_found line_reader_next(struct line_reader *reader, const char **line, size_t *len,
                                 struct err *err);

void line_reader_close(struct line_reader *reader); /* keeps the buffer */
void line_reader_finish(struct line_reader *reader);

#endif
