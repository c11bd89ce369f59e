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
