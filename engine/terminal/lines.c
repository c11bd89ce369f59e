#include "terminal/lines.h"

#include "base/clock.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
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
            enum line_result result = lines->drops   ? LINE_DROPPED
                                      : lines->skips ? LINE_TOO_LONG
                                                     : LINE_READ;
            lines->skips = lines->drops = false;
            return result;
        }
        if (lines->len == LINE_BYTES_MAX) {
            lines->skips = true;
            lines->len = 0;
        }
        if (lines->is_over) {
            if (lines->len == 0 || lines->skips || lines->drops)
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

/* Everything in the buffer goes; a line without its end is still being typed. */
static int drop_buffer(struct lines *lines) {
    int count = 0;
    for (int i = 0; i < lines->len; i++)
        count += lines->bytes[i] == '\n';
    if (lines->len)
        lines->drops = lines->bytes[lines->len - 1] != '\n';
    lines->len = 0;
    return count;
}

int lines_drop(struct lines *lines) {
    int waiting = 0, count = drop_buffer(lines);
    if (ioctl(STDIN_FILENO, FIONREAD, &waiting) < 0)
        waiting = 0;
    while (waiting > 0 && !lines->is_over) {
        fill(lines);
        waiting -= lines->len;
        count += drop_buffer(lines);
    }
    tcflush(STDIN_FILENO, TCIFLUSH); /* of a terminal: the line that is not yet sent */
    return count;
}
