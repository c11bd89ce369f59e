#include "terminal/resume_line.h"

#include "base/utf8.h"
#include "base/visible.h"

#include <stdbool.h>
#include <string.h>

/* The bytes of the next character; `is_seen`: it can be printed as it is. */
static size_t next_character(const char *at, size_t len, bool *is_seen) {
    uint32_t c = 0;
    int bytes = utf8_decode(at, len, &c);
    *is_seen = bytes > 0 && !visible_is_hidden(c);
    return bytes > 0 ? (size_t)bytes : 1;
}

static bool is_all_seen(const char *text) {
    size_t len = strlen(text);
    for (size_t at = 0; at < len;) {
        bool is_seen = false;
        at += next_character(text + at, len - at, &is_seen);
        if (!is_seen)
            return false;
    }
    return true;
}

static void quote_plain(const char *text, struct buf *out) {
    buf_char(out, '\'');
    for (const char *at = text; *at; at++) {
        if (*at == '\'')
            buf_text(out, "'\\''");
        else
            buf_char(out, *at);
    }
    buf_char(out, '\'');
}

static void quote_escaped(const char *text, struct buf *out) {
    size_t len = strlen(text);
    buf_text(out, "$'");
    for (size_t at = 0; at < len;) {
        bool is_seen = false;
        size_t bytes = next_character(text + at, len - at, &is_seen);
        if (is_seen && (text[at] == '\'' || text[at] == '\\'))
            buf_char(out, '\\');
        for (size_t i = 0; i < bytes; i++) {
            if (is_seen)
                buf_char(out, text[at + i]);
            else
                buf_printf(out, "\\%03o", (unsigned)(unsigned char)text[at + i]);
        }
        at += bytes;
    }
    buf_char(out, '\'');
}

void resume_line(const char *session, const char *logs, struct buf *out) {
    buf_printf(out, "offscript play --resume %s --plain", session);
    if (!logs)
        return;
    buf_text(out, " --logs ");
    if (is_all_seen(logs))
        quote_plain(logs, out);
    else
        quote_escaped(logs, out);
}
