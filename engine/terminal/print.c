#include "terminal/print.h"

#include "base/utf8.h"

#include <stdarg.h>
#include <string.h>
#include <unistd.h>

static bool is_isolate(uint32_t c) {
    return c >= 0x2066 && c <= 0x2069;
}

/* Controls, C1 controls, bidirectional marks and overrides, line separators, tags, the BOM. */
static bool is_hidden(uint32_t c) {
    return (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7F && c < 0xA0) ||
           (c >= 0x202A && c <= 0x202E) || c == 0x2028 || c == 0x2029 || c == 0xFEFF ||
           (c >= 0xE0000 && c <= 0xE007F);
}

static bool is_right_to_left(uint32_t c) {
    return (c >= 0x0590 && c <= 0x08FF) || (c >= 0xFB1D && c <= 0xFDFF) ||
           (c >= 0xFE70 && c <= 0xFEFC) || (c >= 0x10800 && c <= 0x10FFF) ||
           (c >= 0x1E800 && c <= 0x1EFFF);
}

static bool has_right_to_left(const char *text, size_t len) {
    for (size_t at = 0; at < len;) {
        uint32_t c;
        int size = utf8_decode(text + at, len - at, &c);
        if (size && is_right_to_left(c))
            return true;
        at += size ? (size_t)size : 1;
    }
    return false;
}

static void visible_line(const char *text, size_t len, struct buf *out) {
    bool keeps_isolates = has_right_to_left(text, len);
    for (size_t at = 0; at < len;) {
        uint32_t c;
        int size = utf8_decode(text + at, len - at, &c);
        if (size == 0) {
            buf_printf(out, "\\x{%02x}", (unsigned char)text[at]);
            at++;
            continue;
        }
        if (is_hidden(c))
            buf_printf(out, "\\u{%x}", c);
        else if (keeps_isolates || !is_isolate(c))
            buf_add(out, text + at, (size_t)size);
        at += (size_t)size;
    }
}

void print_visible(const char *text, size_t len, struct buf *out) {
    while (len) {
        const char *newline = memchr(text, '\n', len);
        size_t line = newline ? (size_t)(newline - text) + 1 : len;
        visible_line(text, line, out);
        text += line;
        len -= line;
    }
}

__attribute__((format(printf, 2, 0))) static void print_to(FILE *file, const char *format,
                                                           va_list args) {
    va_list again;
    va_copy(again, args);
    char small[1024];
    int len = vsnprintf(small, sizeof small, format, args);
    struct buf text = {0}, shown = {0};
    if (len >= (int)sizeof small && buf_reserve(&text, (size_t)len))
        vsnprintf(text.data, (size_t)len + 1, format, again);
    va_end(again);
    size_t have = len < 0 ? 0 : (size_t)len;
    if (have >= sizeof small && text.failed)
        have = sizeof small - 1; /* out of memory: the beginning is better than nothing */
    print_visible(text.data ? text.data : small, have, &shown);
    if (shown.len)
        fwrite(shown.data, 1, shown.len, file);
    buf_finish(&text);
    buf_finish(&shown);
}

void print_out(const char *format, ...) {
    va_list args;
    va_start(args, format);
    print_to(stdout, format, args);
    va_end(args);
}

void print_error(const char *format, ...) {
    fflush(stdout);
    va_list args;
    va_start(args, format);
    print_to(stderr, format, args);
    va_end(args);
}

void print_columns(const char *left, int width, const char *right) {
    int gap = width - (int)utf8_length(left, strlen(left));
    print_out("  %s%*s %s\n", left, gap > 0 ? gap : 0, "", right);
}

static void escape_json(uint32_t c, struct buf *out) {
    if (c > 0xFFFF)
        buf_printf(out, "\\u%04x\\u%04x", 0xD800 + ((c - 0x10000) >> 10), 0xDC00 + (c & 0x3FF));
    else
        buf_printf(out, "\\u%04x", c);
}

void print_visible_json(const char *json, size_t len, struct buf *out) {
    for (size_t at = 0; at < len;) {
        uint32_t c;
        int size = utf8_decode(json + at, len - at, &c);
        if (size == 0)
            escape_json(0xFFFD, out);
        else if (is_hidden(c) || is_isolate(c))
            escape_json(c, out);
        else
            buf_add(out, json + at, (size_t)size);
        at += size ? (size_t)size : 1;
    }
}

void print_json(const char *json, size_t len) {
    struct buf shown = {0};
    print_visible_json(json, len, &shown);
    if (shown.len)
        fwrite(shown.data, 1, shown.len, stdout);
    buf_finish(&shown);
}

void print_csv(const char *csv, size_t len) {
    struct buf shown = {0};
    if (!isatty(STDOUT_FILENO)) {
        fwrite(csv, 1, len, stdout);
        return;
    }
    for (size_t i = 0; i < len; i++) /* the line ends of the format are plain ones here */
        if (csv[i] != '\r' || i + 1 == len || csv[i + 1] != '\n')
            buf_char(&shown, csv[i]);
    print_out("%s", buf_cstr(&shown));
    buf_finish(&shown);
}

void print_out_line(const char *line) {
    struct buf shown = {0};
    for (; *line; line++) {
        if (*line == '\n')
            buf_text(&shown, "\\u{a}");
        else
            buf_char(&shown, *line);
    }
    print_out("%s\n", buf_cstr(&shown));
    buf_finish(&shown);
}

bool print_is_fine(void) {
    return fflush(stdout) == 0 && !ferror(stdout);
}
