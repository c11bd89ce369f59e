/* Lines from standard input, with a time limit, so that a call's clock can run while the person
 * thinks. */
#ifndef TERMINAL_LINES_H
#define TERMINAL_LINES_H

#include "base/buf.h"

enum { LINE_BYTES_MAX = 16384 };

enum line_result {
    LINE_READ,     /* out holds a line without its newline */
    LINE_TOO_LONG, /* a line of more than LINE_BYTES_MAX was passed over */
    LINE_DROPPED,  /* a line that lines_drop had met the beginning of was passed over */
    LINE_TIME,     /* the time is over */
    LINE_END,      /* end of input; a last line without newline came before it as LINE_READ */
};

/* Zero it before the first use. */
struct lines {
    char bytes[LINE_BYTES_MAX + 1];
    int len;
    bool is_over, skips, drops;
};

/* timeout_ms -1: as long as it takes. `out` is emptied first. */
enum line_result lines_next(struct lines *lines, int timeout_ms, struct buf *out);

/* Drops what was typed so far: whole lines that wait, and the beginning of one that is being typed
 * with what comes of it. Returns the number of whole lines dropped. Looks at what is there now and
 * no further, so it ends. */
int lines_drop(struct lines *lines);

#endif
