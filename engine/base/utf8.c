#include "base/utf8.h"

#include <string.h>

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

int utf8_digit(uint32_t character) {
    /* Unicode 15, general category Nd: the zero of each row of ten. */
    static const uint32_t zeros[] = {
        0x30,    0x660,   0x6f0,   0x7c0,   0x966,   0x9e6,   0xa66,   0xae6,   0xb66,   0xbe6,
        0xc66,   0xce6,   0xd66,   0xde6,   0xe50,   0xed0,   0xf20,   0x1040,  0x1090,  0x17e0,
        0x1810,  0x1946,  0x19d0,  0x1a80,  0x1a90,  0x1b50,  0x1bb0,  0x1c40,  0x1c50,  0xa620,
        0xa8d0,  0xa900,  0xa9d0,  0xa9f0,  0xaa50,  0xabf0,  0xff10,  0x104a0, 0x10d30, 0x11066,
        0x110f0, 0x11136, 0x111d0, 0x112f0, 0x11450, 0x114d0, 0x11650, 0x116c0, 0x11730, 0x118e0,
        0x11950, 0x11c50, 0x11d50, 0x11da0, 0x11f50, 0x16a60, 0x16ac0, 0x16b50, 0x1d7ce, 0x1d7d8,
        0x1d7e2, 0x1d7ec, 0x1d7f6, 0x1e140, 0x1e2f0, 0x1e4f0, 0x1e950, 0x1fbf0};
    for (size_t i = 0; i < sizeof zeros / sizeof *zeros; i++)
        if (character >= zeros[i] && character < zeros[i] + 10)
            return (int)(character - zeros[i]);
    return -1;
}

/* Scripts that are written without blanks between words. */
static bool is_unspaced(uint32_t c) {
    static const struct {
        uint32_t first, last;
    } ranges[] = {
        {0x0E01, 0x0E4E},   /* Thai */
        {0x0E81, 0x0EDF},   /* Lao */
        {0x1000, 0x109F},   /* Burmese */
        {0x1780, 0x17D3},   /* Khmer */
        {0x3041, 0x30FF},   /* kana */
        {0x31F0, 0x31FF},   /* kana */
        {0x3400, 0x4DBF},   /* Han */
        {0x4E00, 0x9FFF},   /* Han */
        {0xF900, 0xFAFF},   /* Han */
        {0x20000, 0x3FFFF}, /* Han */
    };
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        if (c >= ranges[i].first && c <= ranges[i].last)
            return true;
    return false;
}

size_t utf8_speech_words(const char *text) {
    size_t words = 0, characters = 0, len = strlen(text);
    bool inside = false;
    for (size_t at = 0; at < len;) {
        uint32_t c;
        int size = utf8_decode(text + at, len - at, &c);
        if (size == 0)
            break;
        bool is_blank = blank_size((const unsigned char *)text + at) > 0;
        bool is_own_word = is_unspaced(c);
        characters += is_own_word;
        words += !is_blank && !is_own_word && !inside;
        inside = !is_blank && !is_own_word;
        at += (size_t)size;
    }
    return words + (characters + 1) / 2;
}
