#include "terminal/plain_words.h"

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

bool whole_number(const char *text, long *out) {
    if (!*text || strspn(text, "0123456789") != strlen(text) || strlen(text) > 9)
        return false;
    *out = strtol(text, NULL, 10);
    return true;
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
