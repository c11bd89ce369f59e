#include "terminal/plain_words.h"

#include "base/utf8.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

const char *after_blanks(const char *text) {
    while (*text == ' ' || *text == '\t')
        text++;
    return text;
}

const char *take_verb(const char *line, char verb[VERB_MAX]) {
    line = after_blanks(line);
    size_t len = strcspn(line, " \t");
    size_t kept = len < VERB_MAX - 1 ? len : VERB_MAX - 1;
    for (size_t i = 0; i < kept; i++)
        verb[i] = (char)tolower((unsigned char)line[i]);
    verb[kept] = '\0';
    return after_blanks(line + len);
}

bool take_word(const char *rest, char *out, size_t size) {
    size_t len = strcspn(rest, " \t");
    if (len == 0 || len >= size || *after_blanks(rest + len))
        return false;
    memcpy(out, rest, len);
    out[len] = '\0';
    return true;
}

/* Takes the digits at the beginning. False: there are none, or more than nine. */
static bool take_number(const char **text, long *out) {
    int count = 0;
    for (*out = 0;; count++) {
        uint32_t c = 0;
        int bytes = utf8_decode(*text, strlen(*text), &c), digit = bytes > 0 ? utf8_digit(c) : -1;
        if (digit < 0)
            return count > 0;
        if (count == 9)
            return false;
        *out = *out * 10 + digit;
        *text += bytes;
    }
}

bool whole_number(const char *text, long *out) {
    return take_number(&text, out) && !*text;
}

bool percentage(const char *text, long *out) {
    static const char *const signs[] = {"%", "\u066a", "\uff05"};
    text = after_blanks(text);
    if (!take_number(&text, out))
        return false;
    while (*text == ' ' || !strncmp(text, "\u00a0", 2))
        text += *text == ' ' ? 1 : 2;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (!strncmp(text, signs[i], strlen(signs[i])))
            return !*after_blanks(text + strlen(signs[i]));
    return !*after_blanks(text);
}

bool milliseconds(const char *text, int64_t *out) {
    size_t whole = strspn(text, "0123456789");
    if (whole > 9 || (whole == 0 && text[0] != '.'))
        return false;
    int64_t ms = 0;
    for (size_t i = 0; i < whole; i++)
        ms = ms * 10 + (text[i] - '0');
    ms *= 1000;
    const char *rest = text + whole;
    if (*rest == '.') {
        size_t decimals = strspn(++rest, "0123456789");
        if (decimals == 0 || decimals > 3 || rest[decimals])
            return false;
        for (size_t i = 0, unit = 100; i < decimals; i++, unit /= 10)
            ms += (rest[i] - '0') * (int64_t)unit;
    } else if (*rest) {
        return false;
    }
    *out = ms;
    return true;
}
