#include "base/utf8.h"

int utf8_decode(const char *text, size_t len, uint32_t *character) {
    const unsigned char *s = (const unsigned char *)text;
    if (len == 0)
        return 0;
    if (s[0] < 0x80) {
        *character = s[0];
        return 1;
    }
    int size = s[0] >= 0xF0 ? 4 : s[0] >= 0xE0 ? 3 : 2;
    if (s[0] < 0xC2 || s[0] > 0xF4 || len < (size_t)size)
        return 0;
    uint32_t c = s[0] & (0xFFu >> (size + 1));
    for (int i = 1; i < size; i++) {
        if ((s[i] & 0xC0) != 0x80)
            return 0;
        c = c << 6 | (s[i] & 0x3Fu);
    }
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    if (c < least[size] || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
        return 0;
    *character = c;
    return size;
}

int utf8_encode(uint32_t c, char out[4]) {
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
        return 0;
    int size = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    for (int i = size - 1; i > 0; i--) {
        out[i] = (char)(0x80 | (c & 0x3F));
        c >>= 6;
    }
    static const unsigned char head[] = {0, 0, 0xC0, 0xE0, 0xF0};
    out[0] = (char)(head[size] | c);
    return size;
}

bool utf8_is_valid(const char *text, size_t len) {
    for (size_t at = 0; at < len;) {
        uint32_t c;
        int size = utf8_decode(text + at, len - at, &c);
        if (size == 0)
            return false;
        at += (size_t)size;
    }
    return true;
}

size_t utf8_length(const char *text, size_t len) {
    size_t count = 0;
    for (size_t i = 0; i < len; i++)
        count += ((unsigned char)text[i] & 0xC0) != 0x80;
    return count;
}

static int blank_size(const unsigned char *s) {
    if (*s == ' ' || *s == '\t' || *s == '\n' || *s == '\r')
        return 1;
    if (s[0] == 0xC2 && s[1] == 0xA0) /* U+00A0 */
        return 2;
    if (s[0] == 0xE2 && s[1] == 0x80 && s[2] == 0xAF) /* U+202F */
        return 3;
    return 0;
}

size_t utf8_words(const char *text) {
    size_t words = 0;
    bool inside = false;
    for (const unsigned char *s = (const unsigned char *)text; *s;) {
        int blank = blank_size(s);
        if (!blank && !inside)
            words++;
        inside = !blank;
        s += blank ? blank : 1;
    }
    return words;
}
