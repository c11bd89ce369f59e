#include "terminal/print.h"

#include "base/os.h"
#include "base/utf8.h"
#include "base/visible.h"

#include <assert.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

/* ---- what may be seen ---- */

static const char further_in[] = "    "; /* before the later lines of a paragraph */

static bool is_isolate(uint32_t c) {
    return c >= 0x2066 && c <= 0x2069;
}

static bool is_right_to_left(uint32_t c) {
    return (c >= 0x0590 && c <= 0x08FF && c != 0x061C) || (c >= 0xFB1D && c <= 0xFDFF) ||
           (c >= 0xFE70 && c <= 0xFEFC) || (c >= 0x10800 && c <= 0x10FFF) ||
           (c >= 0x1E800 && c <= 0x1EFFF);
}

/* They take their room on the line. */
static bool is_blank(uint32_t c) {
    return c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F || c == 0x3000;
}

static bool is_mark(uint32_t c) {
    return c == 0x200E || c == 0x200F || c == 0x061C;
}

static bool has_ink(uint32_t c) {
    return c > ' ' && !visible_is_hidden(c);
}

struct line {
    bool is_right_to_left; /* it has letters of such a script */
    bool is_balanced;      /* every isolate that is opened is closed, and none else */
};

static struct line look_at(const char *text, size_t len) {
    struct line line = {false, true};
    int depth = 0;
    for (size_t at = 0; at < len;) {
        uint32_t c;
        int size = utf8_decode(text + at, len - at, &c);
        if (size && is_right_to_left(c))
            line.is_right_to_left = true;
        if (size && is_isolate(c))
            depth += c == 0x2069 ? -1 : 1;
        if (depth < 0)
            line.is_balanced = false;
        at += size ? (size_t)size : 1;
    }
    line.is_balanced = line.is_balanced && depth == 0;
    return line;
}

/* `before` and `after`: the characters beside it; 0: none. */
static bool passes(uint32_t c, uint32_t before, uint32_t after, const struct line *line) {
    enum { FIRST_JOINING = 0x590, FIRST_SIGN = 0xA9 };
    if (!visible_is_hidden(c) || is_blank(c))
        return true;
    if (is_isolate(c))
        return line->is_balanced;
    if (is_mark(c))
        return line->is_right_to_left;
    if (c == 0x200C || c == 0x200D) /* joiners: Persian, Indian scripts, emoji */
        return before >= FIRST_JOINING && after >= FIRST_JOINING && has_ink(after);
    if (c == 0xFE0F) /* the colourful form of a sign */
        return before >= FIRST_SIGN && has_ink(before);
    return false;
}

static void add_value(const char *text, size_t len, struct buf *out) {
    struct line line = look_at(text, len);
    uint32_t before = 0;
    for (size_t at = 0; at < len;) {
        uint32_t c, after = 0;
        int size = utf8_decode(text + at, len - at, &c);
        if (size == 0) {
            buf_printf(out, "\\x{%02x}", (unsigned char)text[at++]);
            before = 0;
            continue;
        }
        utf8_decode(text + at + size, len - at - (size_t)size, &after);
        if (passes(c, before, after, &line))
            buf_add(out, text + at, (size_t)size);
        else
            buf_printf(out, "\\u{%x}", (unsigned)c);
        before = c;
        at += (size_t)size;
    }
}

/* A line with its newline, if it has one. */
static size_t line_length(const char *text, size_t len) {
    const char *newline = len ? memchr(text, '\n', len) : NULL;
    return newline ? (size_t)(newline - text) + 1 : len;
}

static void add_lines(const char *text, size_t len, const char *indent, struct buf *out) {
    while (len) {
        size_t whole = line_length(text, len);
        bool is_closed = text[whole - 1] == '\n';
        size_t end = whole - is_closed;
        for (size_t at = 0; at < end;) { /* a tab is no harm in a text */
            const char *tab = memchr(text + at, '\t', end - at);
            size_t next = tab ? (size_t)(tab - text) : end;
            add_value(text + at, next - at, out);
            if (tab)
                buf_char(out, '\t');
            at = next + (tab != NULL);
        }
        if (is_closed)
            buf_char(out, '\n');
        text += whole;
        len -= whole;
        if (is_closed && len)
            buf_text(out, indent);
    }
}

/* Isolates are taken out of lines that have nothing to isolate. */
static void drop_isolates(const char *text, size_t len, struct buf *out) {
    while (len) {
        size_t whole = line_length(text, len);
        bool keeps = look_at(text, whole).is_right_to_left;
        for (size_t at = 0; at < whole;) {
            uint32_t c;
            int size = utf8_decode(text + at, whole - at, &c);
            if (keeps || !size || !is_isolate(c))
                buf_add(out, text + at, size ? (size_t)size : 1);
            at += size ? (size_t)size : 1;
        }
        text += whole;
        len -= whole;
    }
}

void print_visible(const char *text, size_t len, struct buf *out) {
    struct buf shown = {0};
    add_value(text, len, &shown);
    drop_isolates(buf_cstr(&shown), shown.len, out);
    out->failed = out->failed || shown.failed;
    buf_finish(&shown);
}

void print_visible_text(const char *text, size_t len, struct buf *out) {
    struct buf shown = {0};
    add_lines(text, len, further_in, &shown);
    drop_isolates(buf_cstr(&shown), shown.len, out);
    out->failed = out->failed || shown.failed;
    buf_finish(&shown);
}

/* ---- formats ---- */

enum { SPEC_MAX = 32 };

/* One conversion: "%-10s", "%.*s", "%016llx". */
struct spec {
    char text[SPEC_MAX]; /* '*' is replaced by its number */
    int precision;       /* -1: none */
    char length;         /* 'L' for ll, 'l', 'z', 0 */
    char kind;
};

struct arguments {
    va_list list; /* in a struct, so that functions can share it */
};

static const char *read_number(const char *at, struct arguments *arguments, struct spec *spec,
                               size_t *len, int *number) {
    *number = 0;
    if (*at == '*') {
        *number = va_arg(arguments->list, int);
        *len += (size_t)snprintf(spec->text + *len, sizeof spec->text - *len, "%d", *number);
        return at + 1;
    }
    for (; *at >= '0' && *at <= '9'; at++) {
        *number = *number * 10 + (*at - '0');
        spec->text[(*len)++] = *at;
    }
    return at;
}

/* `at` stands behind the '%'. Returns the place behind the conversion. */
static const char *read_spec(const char *at, struct arguments *arguments, struct spec *spec) {
    size_t len = 0;
    int width;
    *spec = (struct spec){.precision = -1};
    spec->text[len++] = '%';
    while (*at && strchr("-+ #0", *at) && len < 6)
        spec->text[len++] = *at++;
    at = read_number(at, arguments, spec, &len, &width);
    if (*at == '.') {
        size_t dot = len;
        spec->text[len++] = '.';
        at = read_number(at + 1, arguments, spec, &len, &spec->precision);
        if (strchr("sc", *at))
            len = dot; /* the text is cut before it is made visible */
    }
    for (; *at == 'l' || *at == 'z'; at++) {
        spec->length = *at == 'z' ? 'z' : spec->length == 'l' ? 'L' : 'l';
        spec->text[len++] = *at;
    }
    spec->kind = *at;
    spec->text[len++] = *at;
    spec->text[len] = '\0';
    return *at ? at + 1 : at;
}

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral" /* made from a literal that was checked */

static void add_text(const struct spec *spec, const char *text, struct buf *out) {
    struct buf value = {0};
    const char *end = spec->precision < 0 ? NULL : memchr(text, '\0', (size_t)spec->precision);
    size_t len = end                   ? (size_t)(end - text)
                 : spec->precision < 0 ? strlen(text)
                                       : (size_t)spec->precision;
    add_value(text, len, &value);
    buf_printf(out, spec->text, buf_cstr(&value));
    out->failed = out->failed || value.failed;
    buf_finish(&value);
}

static void add_whole(const struct spec *spec, struct arguments *arguments, struct buf *out) {
    switch (spec->length) {
    case 'L':
        buf_printf(out, spec->text, va_arg(arguments->list, long long));
        break;
    case 'l':
        buf_printf(out, spec->text, va_arg(arguments->list, long));
        break;
    case 'z':
        buf_printf(out, spec->text, va_arg(arguments->list, size_t));
        break;
    default:
        buf_printf(out, spec->text, va_arg(arguments->list, int));
    }
}

static void add_argument(const struct spec *spec, struct arguments *arguments, struct buf *out) {
    char letter[2] = "";
    switch (spec->kind) {
    case 's':
        add_text(spec, va_arg(arguments->list, const char *), out);
        break;
    case 'c':
        letter[0] = (char)va_arg(arguments->list, int);
        add_value(letter, 1, out);
        break;
    case 'd':
    case 'i':
    case 'u':
    case 'x':
        add_whole(spec, arguments, out);
        break;
    case 'f':
    case 'g':
    case 'e':
        buf_printf(out, spec->text, va_arg(arguments->list, double));
        break;
    default:
        assert(spec->kind == '%');
        buf_char(out, '%');
    }
}

#pragma GCC diagnostic pop

static void print_to(FILE *file, const char *format, struct arguments *arguments) {
    struct buf text = {0}, shown = {0};
    for (const char *at = format; *at;) {
        struct spec spec;
        size_t run = strcspn(at, "%");
        buf_add(&text, at, run);
        at += run;
        if (*at) {
            at = read_spec(at + 1, arguments, &spec);
            add_argument(&spec, arguments, &text);
        }
    }
    drop_isolates(buf_cstr(&text), text.len, &shown);
    if (shown.len) /* out of memory: the beginning is better than nothing */
        fwrite(shown.data, 1, shown.len, file);
    buf_finish(&text);
    buf_finish(&shown);
}

void print_out(const char *format, ...) {
    struct arguments arguments;
    va_start(arguments.list, format);
    print_to(stdout, format, &arguments);
    va_end(arguments.list);
}

void print_error(const char *format, ...) {
    struct arguments arguments;
    fflush(stdout);
    va_start(arguments.list, format);
    print_to(stderr, format, &arguments);
    va_end(arguments.list);
}

/* ---- texts ---- */

static void print_shown(FILE *file, const struct buf *shown) {
    if (shown->len)
        fwrite(shown->data, 1, shown->len, file);
}

static void print_between(FILE *file, const char *before, const struct buf *shown,
                          const char *after) {
    struct buf whole = {0}, out = {0};
    buf_text(&whole, before);
    buf_text(&whole, buf_cstr(shown));
    buf_text(&whole, after);
    drop_isolates(buf_cstr(&whole), whole.len, &out);
    print_shown(file, &out);
    buf_finish(&whole);
    buf_finish(&out);
}

void print_value(const char *before, const char *value, const char *after) {
    struct buf shown = {0};
    add_value(value, strlen(value), &shown);
    print_between(stdout, before, &shown, after);
    buf_finish(&shown);
}

void print_paragraph(const char *before, const char *text, const char *after) {
    struct buf shown = {0};
    add_lines(text, strlen(text), further_in, &shown);
    print_between(stdout, before, &shown, after);
    buf_finish(&shown);
}

static void print_page_to(FILE *file, const char *page) {
    struct buf shown = {0};
    add_lines(page, strlen(page), "", &shown);
    print_between(file, "", &shown, "");
    buf_finish(&shown);
}

void print_page(const char *page) {
    print_page_to(stdout, page);
}

void print_error_page(const char *page) {
    fflush(stdout);
    print_page_to(stderr, page);
}

void print_columns(const char *left, int width, const char *right) {
    struct buf shown = {0};
    print_visible(left, strlen(left), &shown);
    int gap = width - (int)utf8_length(buf_cstr(&shown), shown.len);
    print_out("  %s%*s %s\n", left, gap > 0 ? gap : 0, "", right);
    buf_finish(&shown);
}

/* ---- JSON ---- */

static int hex_digit(char c) {
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The character that `\n` or `\u001b` within a string stands for, as base/json.h writes them; its
 * length in the text. 0: it stands for what it shows (a quotation mark, a backslash). */
static size_t read_escape(const char *json, size_t len, uint32_t *c) {
    static const char letters[] = "bfnrt";
    static const char codes[] = "\b\f\n\r\t";
    const char *letter = len > 1 && json[1] ? strchr(letters, json[1]) : NULL;
    if (letter) {
        *c = (unsigned char)codes[letter - letters];
        return 2;
    }
    if (len < 6 || json[1] != 'u')
        return 0;
    *c = 0;
    for (int i = 2; i < 6; i++) {
        int digit = hex_digit(json[i]);
        if (digit < 0)
            return 0;
        *c = *c << 4 | (uint32_t)digit;
    }
    return 6;
}

/* One character or escape of a string; returns its length. */
static size_t add_json_character(const char *json, size_t len, struct buf *out) {
    uint32_t c;
    size_t size = json[0] == '\\' ? read_escape(json, len, &c) : 0;
    if (json[0] == '\\' && !size) {
        size_t both = len > 1 ? 2 : 1;
        buf_add(out, json, both);
        return both;
    }
    if (!size)
        size = (size_t)utf8_decode(json, len, &c);
    if (!size)
        buf_text(out, "\xEF\xBF\xBD");
    else if (visible_is_hidden(c) && !is_blank(c))
        buf_printf(out, "\\\\u{%x}", (unsigned)c);
    else
        buf_add(out, json, size);
    return size ? size : 1;
}

void print_visible_json(const char *json, size_t len, struct buf *out) {
    bool is_inside = false;
    for (size_t at = 0; at < len;) {
        bool is_quote = json[at] == '"';
        if (is_inside && !is_quote) {
            at += add_json_character(json + at, len - at, out);
            continue;
        }
        is_inside = is_quote ? !is_inside : is_inside;
        buf_char(out, json[at++]); /* outside of strings a document is ASCII */
    }
}

void print_json(const char *json, size_t len) {
    struct buf shown = {0};
    print_visible_json(json, len, &shown);
    print_shown(stdout, &shown);
    buf_finish(&shown);
}

void print_csv(const char *csv, size_t len) {
    struct buf shown = {0};
    if (!os_is_terminal(1)) {
        fwrite(csv, 1, len, stdout);
        return;
    }
    for (size_t i = 0; i < len; i++) /* the line ends of the format are plain ones here */
        if (csv[i] != '\r' || i + 1 == len || csv[i + 1] != '\n')
            buf_char(&shown, csv[i]);
    print_page(buf_cstr(&shown));
    buf_finish(&shown);
}

bool print_is_fine(void) {
    return fflush(stdout) == 0 && !ferror(stdout);
}
