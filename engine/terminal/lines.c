#include "terminal/lines.h"

#include "base/clock.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

static bool take_line(struct lines *lines, struct buf *out) {
    char *newline = memchr(lines->bytes, '\n', (size_t)lines->len);
    if (!newline)
        return false;
    int taken = (int)(newline - lines->bytes) + 1;
    size_t len = (size_t)(newline - lines->bytes);
    if (len && lines->bytes[len - 1] == '\r')
        len--;
    buf_add(out, lines->bytes, len);
    lines->len -= taken;
    memmove(lines->bytes, lines->bytes + taken, (size_t)lines->len);
    return true;
}

/* False: the time is over. */
static bool wait_for_input(int timeout_ms) {
    int64_t end = clock_monotonic_ms() + timeout_ms;
    for (;;) {
        int64_t left = timeout_ms < 0 ? -1 : end - clock_monotonic_ms();
        struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
        int ready = poll(&input, 1, timeout_ms < 0 ? -1 : left < 0 ? 0 : (int)left);
        if (ready > 0 || (ready < 0 && errno != EINTR))
            return true;
        if (ready == 0)
            return false;
    }
}

static void fill(struct lines *lines) {
    ssize_t got;
    do
        got = read(STDIN_FILENO, lines->bytes + lines->len, (size_t)(LINE_BYTES_MAX - lines->len));
    while (got < 0 && errno == EINTR);
    if (got <= 0)
        lines->is_over = true;
    else
        lines->len += (int)got;
}

enum line_result lines_next(struct lines *lines, int timeout_ms, struct buf *out) {
    for (;;) {
        buf_clear(out);
        if (take_line(lines, out)) {
            if (!lines->skips)
                return LINE_READ;
            lines->skips = false;
            return LINE_TOO_LONG;
        }
        if (lines->len == LINE_BYTES_MAX) {
            lines->skips = true;
            lines->len = 0;
        }
        if (lines->is_over) {
            if (lines->len == 0 || lines->skips)
                return LINE_END;
            buf_add(out, lines->bytes, (size_t)lines->len);
            lines->len = 0;
            return LINE_READ;
        }
        if (!wait_for_input(timeout_ms))
            return LINE_TIME;
        fill(lines);
    }
}
