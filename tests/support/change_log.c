#include "support/change_log.h"

#include "base/buf.h"
#include "base/hash.h"
#include "support/cmocka.h"

#include <stdlib.h>
#include <string.h>

static char *taken(struct buf *out) {
    assert_false(out->failed);
    char *copy = strdup(buf_cstr(out));
    assert_non_null(copy);
    buf_finish(out);
    return copy;
}

static char *replaced(const char *log, const char *from, const char *to, int most) {
    struct buf out = {0};
    int count = 0;
    for (const char *at; count < most && (at = strstr(log, from)); count++) {
        buf_add(&out, log, (size_t)(at - log));
        buf_text(&out, to);
        log = at + strlen(from);
    }
    assert_true(count > 0);
    buf_text(&out, log);
    return taken(&out);
}

char *log_replaced(const char *log, const char *from, const char *to) {
    return replaced(log, from, to, 1);
}

char *log_replaced_all(const char *log, const char *from, const char *to) {
    return replaced(log, from, to, 1 << 30);
}

char *log_rechained(const char *log) {
    struct buf out = {0};
    char prev[65] = "";
    for (const char *line = log, *next; *line; line = next) {
        next = strchr(line, '\n') + 1;
        const char *tail = strstr(line, "\"prev\":"), *start = strstr(line, "\"seq\":0,");
        size_t first = out.len;
        assert_true(tail && tail < next);
        buf_add(&out, line, (size_t)(tail - line));
        if (start && start < next)
            buf_text(&out, "\"prev\":null}");
        else
            buf_printf(&out, "\"prev\":\"%s\"}", prev);
        sha256_hex(out.data + first, out.len - first, prev);
        buf_char(&out, '\n');
    }
    return taken(&out);
}
