/* Signs that Lua does not know outside of texts: by their names, with what to write instead. */
#include "base/utf8.h"
#include "script/syntax_walk.h"

#include <stdio.h>
#include <string.h>

enum sign_kind { SIGN_QUOTE, SIGN_COMMA, SIGN_BLANK, SIGN_DASH, SIGN_COMPARISON, SIGN_OTHER };

static const struct sign {
    uint32_t character;
    enum sign_kind kind;
    const char *name, *plain;
} signs[] = {
    {'`', SIGN_QUOTE, "a backtick", "\""},
    {0xA0, SIGN_BLANK, "a no-break space", NULL},
    {0xAB, SIGN_QUOTE, "a guillemet", "\""},
    {0xAD, SIGN_BLANK, "a soft hyphen, which nobody sees,", NULL},
    {0xB4, SIGN_QUOTE, "an acute accent", "\""},
    {0xBB, SIGN_QUOTE, "a guillemet", "\""},
    {0xD7, SIGN_OTHER, "a multiplication sign", "*"},
    {0x60C, SIGN_COMMA, "an Arabic comma", ","},
    {0x61B, SIGN_COMMA, "an Arabic semicolon", ","},
    {0x200B, SIGN_BLANK, "a zero-width space, which nobody sees,", NULL},
    {0x200C, SIGN_BLANK, "a zero-width non-joiner, which nobody sees,", NULL},
    {0x200D, SIGN_BLANK, "a zero-width joiner, which nobody sees,", NULL},
    {0x200E, SIGN_BLANK, "a left-to-right mark, which nobody sees,", NULL},
    {0x200F, SIGN_BLANK, "a right-to-left mark, which nobody sees,", NULL},
    {0x2010, SIGN_DASH, "a typographic hyphen", "-"},
    {0x2011, SIGN_DASH, "a no-break hyphen", "-"},
    {0x2012, SIGN_DASH, "a figure dash", "-"},
    {0x2013, SIGN_DASH, "an en dash", "-"},
    {0x2014, SIGN_DASH, "an em dash", "-"},
    {0x2015, SIGN_DASH, "a horizontal bar", "-"},
    {0x2018, SIGN_QUOTE, "a typographic quotation mark", "\""},
    {0x2019, SIGN_QUOTE, "a typographic quotation mark", "\""},
    {0x201A, SIGN_QUOTE, "a typographic quotation mark", "\""},
    {0x201C, SIGN_QUOTE, "a typographic quotation mark", "\""},
    {0x201D, SIGN_QUOTE, "a typographic quotation mark", "\""},
    {0x201E, SIGN_QUOTE, "a typographic quotation mark", "\""},
    {0x201F, SIGN_QUOTE, "a typographic quotation mark", "\""},
    {0x2026, SIGN_OTHER, "an ellipsis", "..."},
    {0x202F, SIGN_BLANK, "a narrow no-break space", NULL},
    {0x2039, SIGN_QUOTE, "a guillemet", "\""},
    {0x203A, SIGN_QUOTE, "a guillemet", "\""},
    {0x2192, SIGN_OTHER, "an arrow", "="},
    {0x2212, SIGN_DASH, "a minus sign of typography", "-"},
    {0x2260, SIGN_COMPARISON, "an unequal sign", "~="},
    {0x2264, SIGN_COMPARISON, "a sign for at most", "<="},
    {0x2265, SIGN_COMPARISON, "a sign for at least", ">="},
    {0x3000, SIGN_BLANK, "an ideographic space", NULL},
    {0x3001, SIGN_COMMA, "an ideographic comma", ","},
    {0x3002, SIGN_COMMA, "an ideographic full stop", ","},
    {0x300C, SIGN_QUOTE, "a corner bracket", "\""},
    {0x300D, SIGN_QUOTE, "a corner bracket", "\""},
    {0xFEFF, SIGN_BLANK, "a byte order mark, which nobody sees,", NULL},
    {0xFF02, SIGN_QUOTE, "a full-width quotation mark", "\""},
    {0xFF07, SIGN_QUOTE, "a full-width quotation mark", "\""},
    {0xFF0C, SIGN_COMMA, "a full-width comma", ","},
    {0xFF1A, SIGN_OTHER, "a full-width colon", "="},
    {0xFF1B, SIGN_COMMA, "a full-width semicolon", ","},
    {0xFF1D, SIGN_OTHER, "a full-width equals sign", "="},
    {0xFF5B, SIGN_OTHER, "a full-width brace", "{"},
    {0xFF5D, SIGN_OTHER, "a full-width brace", "}"},
};

static const struct sign *sign_of(uint32_t character) {
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (signs[i].character == character)
            return &signs[i];
    return NULL;
}

/* Behind the last quotation mark of this kind on the line, so that the words between are not told
 * as well. */
static void skip_quoted(struct walk *walk) {
    const char *text = walk->text;
    uint32_t last = walk->token.at;
    for (uint32_t at = last; at < walk->len && text[at] != '\n' && text[at] != '\r'; at++) {
        uint32_t character;
        int bytes = utf8_decode(text + at, walk->len - at, &character);
        const struct sign *sign = bytes ? sign_of(character) : NULL;
        if ((sign && sign->kind == SIGN_QUOTE) || character == '"')
            last = at + (uint32_t)bytes;
        else if (character == '=' || character == '{' || character == '}')
            break; /* the next key, or the end of the table */
    }
    if (last > walk->lexer.at)
        walk->lexer.at = last;
}

static void tell_odd(struct walk *walk, uint32_t character, const struct sign *sign) {
    char fix[120], shown[8] = "";
    snprintf(shown, sizeof shown, "%.*s", (int)(walk->token.len < 5 ? walk->token.len : 4),
             walk->text + walk->token.at);
    if (sign->kind == SIGN_BLANK)
        walk_tell(walk, walk->token.at, "replace it by an ordinary blank, or delete it",
                  "%s stands here (U+%04X)", sign->name, (unsigned)character);
    else if (sign->kind == SIGN_QUOTE)
        walk_tell(walk, walk->token.at, "write the straight quotation mark \" around a text",
                  "%s stands here (%s, U+%04X)", sign->name, shown, (unsigned)character);
    else {
        snprintf(fix, sizeof fix, sign->kind == SIGN_COMMA ? "write a plain comma: %s" : "write %s",
                 sign->plain);
        walk_tell(walk, walk->token.at, fix, "%s stands here (%s, U+%04X)", sign->name, shown,
                  (unsigned)character);
    }
}

static bool odd_character(struct walk *walk) {
    uint32_t character;
    int bytes = utf8_decode(walk->text + walk->token.at, walk->len - walk->token.at, &character);
    const struct sign *sign = bytes ? sign_of(character) : NULL;
    if (!bytes)
        return true; /* the check of the bytes says it */
    if (!sign) {
        bool is_unit = walk->before.kind == TOKEN_NUMBER &&
                       walk->before.at + walk->before.len == walk->token.at;
        walk_tell(walk, walk->token.at,
                  is_unit ? "write the number alone" : "a text stands in quotation marks",
                  "the sign %.*s (U+%04X) stands outside of a text", (int)walk->token.len,
                  walk->text + walk->token.at, (unsigned)character);
        if (!is_unit)
            walk_skip_to_tail(walk);
        walk->expects = EXPECTS_SEPARATOR;
        return true;
    }
    tell_odd(walk, character, sign);
    if (sign->kind == SIGN_QUOTE) {
        skip_quoted(walk);
        walk->expects = EXPECTS_SEPARATOR;
    } else if (sign->kind == SIGN_COMMA) {
        walk->expects = EXPECTS_ENTRY;
    } else if (sign->plain && strcmp(sign->plain, "=") == 0) {
        walk->expects = EXPECTS_VALUE;
    } else if (sign->kind != SIGN_BLANK) {
        walk->expects = sign->character == 0x2026 ? EXPECTS_SEPARATOR : EXPECTS_VALUE;
    }
    return true;
}

/* Comments as other languages have them. A `//` between two values divides. */
static bool foreign_comment(struct walk *walk) {
    bool is_begin = walk_is_first_on_line(walk) || walk->expects == EXPECTS_ENTRY;
    bool is_comment = walk_is(walk, "/*") || (is_begin && walk_is(walk, "//")) ||
                      (is_begin && walk_is(walk, "#"));
    if (is_begin && walk_is(walk, "<") && walk->len - walk->token.at > 3 &&
        memcmp(walk->text + walk->token.at, "<!--", 4) == 0)
        is_comment = true;
    if (!is_comment)
        return false;
    walk_tell(walk, walk->token.at, "begin a comment with -- (two dashes)",
              "a comment does not begin with %.*s here",
              walk_is(walk, "<") ? 4 : (int)walk->token.len, walk->text + walk->token.at);
    walk_skip_line(walk);
    return true;
}

static bool foreign_operator(struct walk *walk) {
    static const struct {
        const char *sign, *fix;
    } foreign[] = {
        {"&&", "write and"},
        {"||", "write or"},
        {"!=", "write ~= for unequal"},
        {"!", "write not"},
    };
    for (size_t i = 0; i < sizeof foreign / sizeof *foreign; i++)
        if (walk_is(walk, foreign[i].sign)) {
            walk_tell(walk, walk->token.at, foreign[i].fix, "'%s' is no sign of Lua's",
                      foreign[i].sign);
            walk->expects = EXPECTS_VALUE;
            return true;
        }
    if (!walk_is(walk, "->") && !walk_is(walk, "=>"))
        return false;
    walk_tell(walk, walk->token.at, "write = between a key and its value",
              "'%.*s' is no sign of Lua's", (int)walk->token.len, walk->text + walk->token.at);
    walk->expects = EXPECTS_VALUE;
    return true;
}

bool walk_foreign_sign(struct walk *walk) {
    if (walk->token.kind == TOKEN_ODD)
        return odd_character(walk);
    return walk->token.kind == TOKEN_SIGN && (foreign_comment(walk) || foreign_operator(walk));
}

/* ---- what stands instead of the file ---- */

static bool has_merge_mark(const char *text, size_t len, size_t *at) {
    for (size_t i = 0; i + 7 <= len; i++) {
        if (i && text[i - 1] != '\n') {
            const char *end = memchr(text + i, '\n', len - i);
            if (!end)
                return false;
            i = (size_t)(end - text);
            continue;
        }
        if (memcmp(text + i, "<<<<<<<", 7) == 0 || memcmp(text + i, ">>>>>>>", 7) == 0) {
            *at = i;
            return true;
        }
    }
    return false;
}

bool syntax_check_start(struct load *load, int file) {
    const struct buf *bytes = &load->files[file].bytes;
    const char *text = buf_cstr(bytes);
    size_t bom = bytes->len >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0, at;
    if (bytes->len - bom >= 2 && text[bom] == '#' && text[bom + 1] == '!') {
        load_fault(load, E101, place_at(load, file, bom),
                   "delete this line: a scenario is no program", "the file begins with #!");
        return true;
    }
    if (!has_merge_mark(text, bytes->len, &at))
        return false;
    load_fault(load, E101, place_at(load, file, at),
               "keep one of the two versions, and delete the lines <<<<<<<, ======= and >>>>>>>",
               "two versions of the file were merged, and a conflict was left in it");
    return true;
}
