#include "base/json.h"

#include <string.h>

static void json_escape(struct buf *out, unsigned char c) {
    switch (c) {
    case '"':
        buf_add(out, "\\\"", 2);
        break;
    case '\\':
        buf_add(out, "\\\\", 2);
        break;
    case '\b':
        buf_add(out, "\\b", 2);
        break;
    case '\t':
        buf_add(out, "\\t", 2);
        break;
    case '\n':
        buf_add(out, "\\n", 2);
        break;
    case '\f':
        buf_add(out, "\\f", 2);
        break;
    case '\r':
        buf_add(out, "\\r", 2);
        break;
    default:
        buf_add(out, "\\u00", 4);
        buf_char(out, "0123456789abcdef"[c >> 4]);
        buf_char(out, "0123456789abcdef"[c & 15]);
        break;
    }
}

void json_string_n(struct buf *out, const char *text, size_t len) {
    buf_char(out, '"');
    size_t start = 0;
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c >= 0x20 && c != '"' && c != '\\')
            continue;
        buf_add(out, text + start, i - start);
        json_escape(out, c);
        start = i + 1;
    }
    buf_add(out, text + start, len - start);
    buf_char(out, '"');
}

void json_string(struct buf *out, const char *text) {
    if (text)
        json_string_n(out, text, strlen(text));
    else
        buf_add(out, "null", 4);
}

void json_int(struct buf *out, int64_t number) {
    buf_int(out, number);
}

void json_bool(struct buf *out, bool value) {
    buf_text(out, value ? "true" : "false");
}

void json_decimal(struct buf *out, int64_t number, int places) {
    int64_t scale = 1;
    for (int i = 0; i < places; i++)
        scale *= 10;
    if (number < 0) {
        buf_char(out, '-');
        number = -number;
    }
    buf_int(out, number / scale);
    int64_t rest = number % scale;
    if (rest == 0)
        return;
    buf_char(out, '.');
    while (rest) {
        scale /= 10;
        buf_char(out, (char)('0' + rest / scale));
        rest %= scale;
    }
}

void json_key(struct buf *out, const char *key) {
    char last = out->len ? out->data[out->len - 1] : '{';
    if (last != '{' && last != '[')
        buf_char(out, ',');
    if (key) {
        json_string(out, key);
        buf_char(out, ':');
    }
}
