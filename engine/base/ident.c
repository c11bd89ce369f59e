#include "base/ident.h"

#include "base/card_number.h"
#include "base/clock.h"
#include "base/utf8.h"
#include "base/visible.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

enum { DRAWN_LETTERS = 8, ZERO_WIDTH_NON_JOINER = 0x200C, ZERO_WIDTH_JOINER = 0x200D };

static bool is_blank(uint32_t character) {
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)character);
    return character == '\t' || character == '\n' || character == '\r' ||
           category == UTF8PROC_CATEGORY_ZS || category == UTF8PROC_CATEGORY_ZL ||
           category == UTF8PROC_CATEGORY_ZP;
}

/* The part of `text` between the blanks around it. */
static const char *trim(const char *text, size_t *len) {
    size_t start = 0, end = 0;
    bool has_begun = false;
    *len = strlen(text);
    for (size_t at = 0; at < *len;) {
        uint32_t character = 0;
        int bytes = utf8_decode(text + at, *len - at, &character);
        size_t step = bytes ? (size_t)bytes : 1;
        if (!bytes || !is_blank(character)) {
            start = has_begun ? start : at;
            has_begun = true;
            end = at + step;
        }
        at += step;
    }
    *len = has_begun ? end - start : 0;
    return text + start;
}

/* Into `out`, cut to fit; what cannot be transformed is copied. */
static void transform(const char *text, size_t len, utf8proc_option_t options,
                      char out[IDENT_FORM_SIZE]) {
    utf8proc_uint8_t *made = NULL;
    utf8proc_ssize_t made_len =
        utf8proc_map((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)len, &made, options);
    const char *from = made_len >= 0 ? (const char *)made : text;
    size_t from_len = made_len >= 0 ? (size_t)made_len : len;
    if (from_len >= IDENT_FORM_SIZE)
        from_len = IDENT_FORM_SIZE - 1;
    memcpy(out, from, from_len);
    out[from_len] = '\0';
    free(made);
}

char *ident_form(const char *text, char out[IDENT_FORM_SIZE]) {
    size_t len;
    const char *from = trim(text, &len);
    transform(from, len, UTF8PROC_STABLE | UTF8PROC_COMPOSE, out);
    return out;
}

bool ident_is_same(const char *a, const char *b) {
    char x[IDENT_FORM_SIZE], y[IDENT_FORM_SIZE];
    return strcmp(ident_form(a, x), ident_form(b, y)) == 0;
}

/* ---- what may be typed ---- */

static bool hidden(const char *what, uint32_t character, struct err *err) {
    return err_set(err, ERR_USAGE,
                   "%s holds a character that nobody can see (U+%04X); type it anew without", what,
                   (unsigned)character);
}

static bool check_characters(const char *what, const char *text, bool may_join, struct err *err) {
    size_t len = strlen(text);
    if (!utf8_is_valid(text, len))
        return err_set(err, ERR_USAGE, "%s is not valid UTF-8", what);
    for (size_t at = 0; at < len;) {
        uint32_t character = 0;
        at += (size_t)utf8_decode(text + at, len - at, &character);
        bool joins = character == ZERO_WIDTH_NON_JOINER || character == ZERO_WIDTH_JOINER;
        if (visible_is_hidden(character) && !(may_join && joins))
            return hidden(what, character, err);
    }
    size_t characters = utf8_length(text, len);
    return characters <= IDENT_CHARACTERS_MAX ||
           err_set(err, ERR_USAGE, "%s has %zu characters; at most %d fit: shorten it", what,
                   characters, IDENT_CHARACTERS_MAX);
}

/* Whatever is typed here is written into every record. */
static bool check_no_card(const char *what, const char *text, struct err *err) {
    return !card_number_in(text, strlen(text)) ||
           err_set(err, ERR_USAGE,
                   "%s looks like a card number, and it would be written into every record; "
                   "choose another",
                   what);
}

bool ident_make(const char *what, const char *text, char out[IDENT_SIZE], struct err *err) {
    char form[IDENT_FORM_SIZE];
    if (strlen(text) >= IDENT_FORM_SIZE)
        return err_set(err, ERR_USAGE, "%s is longer than %d characters", what,
                       IDENT_CHARACTERS_MAX);
    ident_form(text, form);
    if (!*form)
        return err_set(err, ERR_USAGE, "%s is empty", what);
    if (!check_characters(what, form, false, err) || !check_no_card(what, form, err))
        return false;
    memcpy(out, form, strlen(form) + 1);
    return true;
}

bool ident_check_label(const char *what, const char *text, struct err *err) {
    return check_characters(what, text, true, err) && check_no_card(what, text, err);
}

/* ---- what is seen ---- */

char *ident_look(const char *text, char out[IDENT_FORM_SIZE]) {
    char folded[IDENT_FORM_SIZE];
    size_t len, used = 0;
    const char *from = trim(text, &len);
    bool was_blank = true;
    transform(from, len,
              UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD |
                  UTF8PROC_IGNORE,
              folded);
    len = strlen(folded);
    for (size_t at = 0; at < len && used + 5 < IDENT_FORM_SIZE;) {
        uint32_t character = 0;
        int bytes = utf8_decode(folded + at, len - at, &character);
        size_t step = bytes ? (size_t)bytes : 1;
        char plain = bytes ? visible_looks_like(character) : 0;
        bool blank = bytes && (is_blank(character) || character == ' ');
        if (blank && !was_blank)
            out[used++] = ' ';
        if (!blank && plain)
            out[used++] = plain >= 'A' && plain <= 'Z' ? (char)(plain - 'A' + 'a') : plain;
        else if (!blank && !(bytes && visible_is_hidden(character))) {
            memcpy(out + used, folded + at, step);
            used += step;
        }
        was_blank = blank;
        at += step;
    }
    out[used > 0 && out[used - 1] == ' ' ? used - 1 : used] = '\0';
    return out;
}

bool ident_draw(char out[IDENT_SIZE]) {
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz234567";
    unsigned char bytes[DRAWN_LETTERS];
    if (!random_bytes(bytes, sizeof bytes))
        return false;
    memcpy(out, "a-", 2);
    for (int i = 0; i < DRAWN_LETTERS; i++)
        out[2 + i] = letters[bytes[i] % 32];
    out[2 + DRAWN_LETTERS] = '\0';
    return true;
}
