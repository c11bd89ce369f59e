#include "script/scan.h"

#include "base/utf8.h"

#include <string.h>

static const struct range {
    uint32_t first, last;
} marks[] = {
#include "script/marks.inc"
};

static bool is_mark(uint32_t character) {
    size_t low = 0, high = sizeof marks / sizeof *marks;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (character > marks[middle].last)
            low = middle + 1;
        else
            high = middle;
    }
    return low < sizeof marks / sizeof *marks && character >= marks[low].first;
}

static bool is_forbidden(uint32_t character, enum scan_of of) {
    if (character < 0x20)
        return character != '\n' && (of == SCAN_TEXT || (character != '\t' && character != '\r'));
    return (character >= 0x7F && character <= 0x9F) || (character >= 0x202A && character <= 0x202E);
}

static bool is_isolate_start(uint32_t character) {
    return character >= 0x2066 && character <= 0x2068;
}

static bool is_isolate_end(uint32_t character) {
    return character == 0x2069;
}

static enum scan_kind stop(struct scan *out, enum scan_kind kind, size_t at, uint32_t character) {
    out->kind = kind;
    out->at = at;
    out->character = character;
    return kind;
}

/* Eight bytes of which each is a plain ASCII character? */
static bool are_plain(const char *text) {
    const uint64_t each = UINT64_C(0x0101010101010101);
    uint64_t bytes;
    memcpy(&bytes, text, sizeof bytes);
    return !((bytes | (bytes + each) | (bytes - each * 0x20)) & (each * 0x80));
}

enum scan_kind text_scan(const char *text, size_t len, enum scan_of of, struct scan *out) {
    int isolates = 0, marks_here = 0;
    *out = (struct scan){0};
    for (size_t at = 0; at < len; out->characters++) {
        if (len - at >= 8 && are_plain(text + at)) {
            marks_here = 0;
            out->characters += 7;
            at += 8;
            continue;
        }
        unsigned char byte = (unsigned char)text[at];
        if (byte >= 0x20 && byte < 0x7F) { /* almost all of most files */
            marks_here = 0;
            at++;
            continue;
        }
        uint32_t character;
        int bytes = utf8_decode(text + at, len - at, &character);
        if (!bytes)
            return stop(out, SCAN_NOT_UTF8, at, 0);
        if (is_forbidden(character, of))
            return stop(out, SCAN_FORBIDDEN, at, character);
        if (of == SCAN_TEXT) {
            isolates += is_isolate_start(character) - is_isolate_end(character);
            marks_here = character >= 0x300 && is_mark(character) ? marks_here + 1 : 0;
            if (isolates < 0)
                return stop(out, SCAN_UNBALANCED, at, character);
            if (marks_here > MARKS_MAX)
                return stop(out, SCAN_MARKS, at, character);
        }
        at += (size_t)bytes;
    }
    return isolates ? stop(out, SCAN_UNBALANCED, len, 0x2069) : SCAN_FINE;
}
