#include "base/visible.h"

#include "base/utf8.h"

#include <stdio.h>
#include <string.h>

struct range {
    uint32_t first, last;
};

static const struct range hidden[] = {
    {0x0, 0x1F},        {0x7F, 0xA0},       {0xAD, 0xAD},     {0x34F, 0x34F},   {0x61C, 0x61C},
    {0x115F, 0x1160},   {0x1680, 0x1680},   {0x17B4, 0x17B5}, {0x180B, 0x180F}, {0x2000, 0x200F},
    {0x2028, 0x202F},   {0x205F, 0x206F},   {0x2800, 0x2800}, {0x3000, 0x3000}, {0x3164, 0x3164},
    {0xFE00, 0xFE0F},   {0xFEFF, 0xFEFF},   {0xFFA0, 0xFFA0}, {0xFFF0, 0xFFFB}, {0x1BCA0, 0x1BCA3},
    {0x1D173, 0x1D17A}, {0xE0000, 0xE0FFF},
};

bool visible_is_hidden(uint32_t character) {
    size_t low = 0, high = sizeof hidden / sizeof *hidden;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (character > hidden[middle].last)
            low = middle + 1;
        else
            high = middle;
    }
    return low < sizeof hidden / sizeof *hidden && character >= hidden[low].first;
}

/* Letters of other scripts that most fonts draw like a plain one, and signs that word processors
 * put in its place. */
static const struct look_alike {
    uint16_t character;
    char plain;
} look_alikes[] = {
    {0x131, 'i'},  {0x237, 'j'},  {0x251, 'a'},  {0x261, 'g'},  {0x391, 'A'},  {0x392, 'B'},
    {0x395, 'E'},  {0x396, 'Z'},  {0x397, 'H'},  {0x399, 'I'},  {0x39A, 'K'},  {0x39C, 'M'},
    {0x39D, 'N'},  {0x39F, 'O'},  {0x3A1, 'P'},  {0x3A4, 'T'},  {0x3A5, 'Y'},  {0x3A7, 'X'},
    {0x3B1, 'a'},  {0x3B9, 'i'},  {0x3BD, 'v'},  {0x3BF, 'o'},  {0x3C1, 'p'},  {0x3C5, 'u'},
    {0x405, 'S'},  {0x406, 'I'},  {0x408, 'J'},  {0x410, 'A'},  {0x412, 'B'},  {0x415, 'E'},
    {0x41A, 'K'},  {0x41C, 'M'},  {0x41D, 'H'},  {0x41E, 'O'},  {0x420, 'P'},  {0x421, 'C'},
    {0x422, 'T'},  {0x425, 'X'},  {0x430, 'a'},  {0x435, 'e'},  {0x43E, 'o'},  {0x440, 'p'},
    {0x441, 'c'},  {0x443, 'y'},  {0x445, 'x'},  {0x455, 's'},  {0x456, 'i'},  {0x458, 'j'},
    {0x4BB, 'h'},  {0x4CF, 'l'},  {0x501, 'd'},  {0x51B, 'q'},  {0x51D, 'w'},  {0x578, 'n'},
    {0x57D, 'u'},  {0x585, 'o'},  {0x2010, '-'}, {0x2011, '-'}, {0x2012, '-'}, {0x2013, '-'},
    {0x2014, '-'}, {0x2015, '-'}, {0x2212, '-'},
};

char visible_looks_like(uint32_t character) {
    if (character >= 0xFF01 && character <= 0xFF5E) /* full-width forms of ASCII */
        return (char)(character - 0xFF01 + '!');
    size_t low = 0, high = sizeof look_alikes / sizeof *look_alikes;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (character > look_alikes[middle].character)
            low = middle + 1;
        else
            high = middle;
    }
    bool is_there =
        low < sizeof look_alikes / sizeof *look_alikes && look_alikes[low].character == character;
    return (char)(is_there ? look_alikes[low].plain : 0);
}

bool visible_has_ink(const char *text, size_t len) {
    for (size_t at = 0; at < len;) {
        uint32_t character;
        int bytes = utf8_decode(text + at, len - at, &character);
        if (!bytes || (character != ' ' && !visible_is_hidden(character)))
            return true;
        at += (size_t)bytes;
    }
    return false;
}

/* One character or bad byte, as it is shown; at most 12 bytes. Returns how many bytes of `text` it
 * stands for. */
static size_t show(const char *text, size_t len, enum visible_of of, char out[16]) {
    uint32_t character;
    int bytes = utf8_decode(text, len, &character);
    if (!bytes)
        snprintf(out, 16, "\\x{%02x}", (unsigned)(unsigned char)*text);
    else if (visible_is_hidden(character) || (of == VISIBLE_ID && visible_looks_like(character)))
        snprintf(out, 16, "\\u{%x}", (unsigned)character);
    else
        snprintf(out, 16, "%.*s", bytes, text);
    return bytes ? (size_t)bytes : 1;
}

void visible_add(struct buf *out, const char *text, size_t len, enum visible_of of) {
    char shown[16];
    for (size_t at = 0; at < len; buf_text(out, shown))
        at += show(text + at, len - at, of, shown);
}

char *visible_write(char *out, size_t size, const char *text, size_t len, enum visible_of of) {
    static const char ellipsis[] = "\xE2\x80\xA6";
    size_t used = 0, cut = 0; /* what is kept when the rest does not fit */
    char shown[16];
    for (size_t at = 0; at < len;) {
        at += show(text + at, len - at, of, shown);
        size_t more = strlen(shown);
        if (used + more >= size) {
            memcpy(out + cut, ellipsis, sizeof ellipsis);
            return out;
        }
        memcpy(out + used, shown, more);
        used += more;
        if (used + sizeof ellipsis <= size)
            cut = used;
    }
    out[used] = '\0';
    return out;
}

bool visible_plain(char *out, size_t size, const char *text, size_t len) {
    size_t used = 0;
    bool is_changed = false;
    for (size_t at = 0; at < len;) {
        uint32_t character;
        int bytes = utf8_decode(text + at, len - at, &character);
        char plain = (char)(bytes ? visible_looks_like(character) : 0);
        bool is_left_out = bytes && visible_is_hidden(character);
        size_t more = is_left_out ? 0 : plain || !bytes ? 1 : (size_t)bytes;
        if (used + more >= size)
            break;
        if (plain)
            out[used] = plain;
        else
            memcpy(out + used, text + at, more);
        used += more;
        is_changed = is_changed || is_left_out || plain;
        at += bytes ? (size_t)bytes : 1;
    }
    out[used] = '\0';
    return is_changed;
}
