#include "script/token.h"

#include <string.h>

enum class {
    C_OTHER,
    C_BLANK = 1,
    C_LETTER = 2,
    C_DIGIT = 4,
    C_QUOTE = 8,
    C_SIGN = 16,
    C_STOP = 32
};

/* By byte: blanks with all line ends, letters with _, digits. C_STOP: what a text in quotation
 * marks must be looked at for. The NUL that closes every text is C_STOP alone, so that no loop
 * needs to count. */
static const uint8_t classes[256] = {
    ['\0'] = C_STOP,
    ['\\'] = C_STOP,
    ['\t'] = C_BLANK,
    ['\n'] = C_BLANK | C_STOP,
    ['\v'] = C_BLANK,
    ['\f'] = C_BLANK,
    ['\r'] = C_BLANK | C_STOP,
    [' '] = C_BLANK,
    ['"'] = C_QUOTE | C_STOP,
    ['\''] = C_QUOTE | C_STOP,
    ['0'] = C_DIGIT,
    ['1'] = C_DIGIT,
    ['2'] = C_DIGIT,
    ['3'] = C_DIGIT,
    ['4'] = C_DIGIT,
    ['5'] = C_DIGIT,
    ['6'] = C_DIGIT,
    ['7'] = C_DIGIT,
    ['8'] = C_DIGIT,
    ['9'] = C_DIGIT,
    ['_'] = C_LETTER,
    ['a'] = C_LETTER,
    ['b'] = C_LETTER,
    ['c'] = C_LETTER,
    ['d'] = C_LETTER,
    ['e'] = C_LETTER,
    ['f'] = C_LETTER,
    ['g'] = C_LETTER,
    ['h'] = C_LETTER,
    ['i'] = C_LETTER,
    ['j'] = C_LETTER,
    ['k'] = C_LETTER,
    ['l'] = C_LETTER,
    ['m'] = C_LETTER,
    ['n'] = C_LETTER,
    ['o'] = C_LETTER,
    ['p'] = C_LETTER,
    ['q'] = C_LETTER,
    ['r'] = C_LETTER,
    ['s'] = C_LETTER,
    ['t'] = C_LETTER,
    ['u'] = C_LETTER,
    ['v'] = C_LETTER,
    ['w'] = C_LETTER,
    ['x'] = C_LETTER,
    ['y'] = C_LETTER,
    ['z'] = C_LETTER,
    ['A'] = C_LETTER,
    ['B'] = C_LETTER,
    ['C'] = C_LETTER,
    ['D'] = C_LETTER,
    ['E'] = C_LETTER,
    ['F'] = C_LETTER,
    ['G'] = C_LETTER,
    ['H'] = C_LETTER,
    ['I'] = C_LETTER,
    ['J'] = C_LETTER,
    ['K'] = C_LETTER,
    ['L'] = C_LETTER,
    ['M'] = C_LETTER,
    ['N'] = C_LETTER,
    ['O'] = C_LETTER,
    ['P'] = C_LETTER,
    ['Q'] = C_LETTER,
    ['R'] = C_LETTER,
    ['S'] = C_LETTER,
    ['T'] = C_LETTER,
    ['U'] = C_LETTER,
    ['V'] = C_LETTER,
    ['W'] = C_LETTER,
    ['X'] = C_LETTER,
    ['Y'] = C_LETTER,
    ['Z'] = C_LETTER,
    ['+'] = C_SIGN,
    ['-'] = C_SIGN,
    ['*'] = C_SIGN,
    ['/'] = C_SIGN,
    ['%'] = C_SIGN,
    ['^'] = C_SIGN,
    ['#'] = C_SIGN,
    ['&'] = C_SIGN,
    ['~'] = C_SIGN,
    ['|'] = C_SIGN,
    ['<'] = C_SIGN,
    ['>'] = C_SIGN,
    ['='] = C_SIGN,
    ['('] = C_SIGN,
    [')'] = C_SIGN,
    ['{'] = C_SIGN,
    ['}'] = C_SIGN,
    ['['] = C_SIGN,
    [']'] = C_SIGN,
    [';'] = C_SIGN,
    [':'] = C_SIGN,
    [','] = C_SIGN,
    ['.'] = C_SIGN,
    ['!'] = C_SIGN,
};

static inline bool is_class(const struct lexer *lexer, uint32_t at, unsigned classes_wanted) {
    return (classes[(unsigned char)lexer->text[at]] & classes_wanted) != 0;
}

static inline char byte_at(const struct lexer *lexer, uint32_t at) {
    return (char)(at < lexer->len ? lexer->text[at] : '\0');
}

void lexer_init(struct lexer *lexer, const char *text, size_t len) {
    bool has_mark = len >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0;
    *lexer = (struct lexer){text, (uint32_t)len, has_mark ? 3 : 0, 0};
}

/* `[`, `=` signs and `[` at `at`: how many `=`, else -1. */
static int long_level(const struct lexer *lexer, uint32_t at, char bracket) {
    int level = 0;
    if (byte_at(lexer, at) != bracket)
        return -1;
    while (byte_at(lexer, ++at) == '=')
        level++;
    return byte_at(lexer, at) == bracket ? level : -1;
}

/* Behind the bracket that closes the long one opened at `at`; the end of the file if none does. */
static uint32_t long_end(const struct lexer *lexer, uint32_t at, int level) {
    at += (uint32_t)level + 2;
    while (at < lexer->len) {
        const char *close = memchr(lexer->text + at, ']', lexer->len - at);
        if (!close)
            break;
        at = (uint32_t)(close - lexer->text);
        if (long_level(lexer, at, ']') == level)
            return at + (uint32_t)level + 2;
        at++;
    }
    return lexer->len;
}

/* The search found the bracket, and not the end of the file. */
static bool is_long_closed(const struct lexer *lexer, uint32_t at, int level) {
    uint32_t end = long_end(lexer, at, level), length = (uint32_t)level + 2;
    return end >= at + 2 * length && lexer->text[end - 1] == ']' &&
           long_level(lexer, end - length, ']') == level;
}

static void skip_line(struct lexer *lexer) {
    while (lexer->at < lexer->len && lexer->text[lexer->at] != '\n' &&
           lexer->text[lexer->at] != '\r')
        lexer->at++;
}

static void skip_blanks(struct lexer *lexer) {
    for (;;) {
        while (is_class(lexer, lexer->at, C_BLANK))
            lexer->at++;
        if (byte_at(lexer, lexer->at) != '-' || byte_at(lexer, lexer->at + 1) != '-')
            return;
        lexer->at += 2;
        int level = long_level(lexer, lexer->at, '[');
        if (level >= 0 && !is_long_closed(lexer, lexer->at, level))
            lexer->open_comment = lexer->at - 2;
        if (level >= 0)
            lexer->at = long_end(lexer, lexer->at, level);
        else
            skip_line(lexer);
    }
}

static uint32_t name_end(const struct lexer *lexer, uint32_t at) {
    do
        at++;
    while (is_class(lexer, at, C_LETTER | C_DIGIT));
    return at;
}

/* As Lua reads a number: everything that could belong to one. */
static uint32_t number_end(const struct lexer *lexer, uint32_t at) {
    bool is_hexadecimal = byte_at(lexer, at) == '0' && (byte_at(lexer, at + 1) | 0x20) == 'x';
    char exponent = is_hexadecimal ? 'p' : 'e';
    for (;; at++) {
        char c = byte_at(lexer, at);
        if ((c | 0x20) == exponent &&
            (byte_at(lexer, at + 1) == '-' || byte_at(lexer, at + 1) == '+'))
            at++;
        else if (c != '.' && !is_class(lexer, at, C_DIGIT | C_LETTER))
            return at;
    }
}

/* Behind the closing quotation mark, or at the end of the line (then *is_open). A line end behind
 * a backslash belongs to the text, and \z passes over blanks. */
static uint32_t text_end(const struct lexer *lexer, uint32_t at, bool *is_open) {
    char quote = lexer->text[at++];
    *is_open = false;
    for (;; at++) {
        while (!is_class(lexer, at, C_STOP))
            at++;
        if (at >= lexer->len)
            break;
        char c = lexer->text[at];
        if (c == quote)
            return at + 1;
        if (c == '\n' || c == '\r')
            break;
        if (c != '\\')
            continue;
        if (++at >= lexer->len)
            break;
        if (byte_at(lexer, at) == 'z')
            while (at < lexer->len && is_class(lexer, at + 1, C_BLANK))
                at++;
        else if (byte_at(lexer, at) == '\r' && byte_at(lexer, at + 1) == '\n')
            at++;
    }
    *is_open = true;
    return at < lexer->len ? at : lexer->len;
}

static uint32_t sign_len(const struct lexer *lexer, uint32_t at) {
    static const char pairs[][3] = {"==", "~=", "<=", ">=", "..", "//", "::", "<<",
                                    ">>", "!=", "&&", "||", "->", "=>", "/*"};
    if (!is_class(lexer, at + 1, C_SIGN)) /* almost always */
        return 1;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (pairs[i][0] == lexer->text[at] && pairs[i][1] == byte_at(lexer, at + 1))
            return pairs[i][0] == '.' && byte_at(lexer, at + 2) == '.' ? 3 : 2;
    return 1;
}

static uint32_t character_len(const struct lexer *lexer, uint32_t at) {
    uint32_t len = 1;
    if ((unsigned char)lexer->text[at] >= 0x80)
        while (at + len < lexer->len && len < 4 &&
               ((unsigned char)lexer->text[at + len] & 0xC0) == 0x80)
            len++;
    return len;
}

static enum token_kind sign_kind(const struct lexer *lexer, uint32_t at, uint32_t *end) {
    int level = lexer->text[at] == '[' ? long_level(lexer, at, '[') : -1;
    if (level >= 0) {
        *end = long_end(lexer, at, level);
        return TOKEN_LONG_TEXT;
    }
    if (lexer->text[at] == '.' && is_class(lexer, at + 1, C_DIGIT)) {
        *end = number_end(lexer, at);
        return TOKEN_NUMBER;
    }
    *end = at + sign_len(lexer, at);
    return TOKEN_SIGN;
}

struct token token_next(struct lexer *lexer) {
    skip_blanks(lexer);
    uint32_t at = lexer->at, end = at;
    enum token_kind kind = TOKEN_END;
    bool is_open = false;
    if (at >= lexer->len)
        return (struct token){TOKEN_END, lexer->len, 0};
    if (is_class(lexer, at, C_LETTER)) {
        kind = TOKEN_NAME;
        end = name_end(lexer, at);
    } else if (is_class(lexer, at, C_QUOTE)) {
        end = text_end(lexer, at, &is_open);
        kind = is_open ? TOKEN_OPEN_TEXT : TOKEN_TEXT;
    } else if (is_class(lexer, at, C_SIGN)) {
        kind = sign_kind(lexer, at, &end);
    } else if (is_class(lexer, at, C_DIGIT)) {
        kind = TOKEN_NUMBER;
        end = number_end(lexer, at);
    } else {
        kind = TOKEN_ODD;
        end = at + character_len(lexer, at);
    }
    lexer->at = end;
    return (struct token){kind, at, end - at};
}

bool token_is_closed(const char *text, size_t len, struct token token) {
    struct lexer lexer;
    lexer_init(&lexer, text, len);
    int level = long_level(&lexer, token.at, '[');
    return token.kind != TOKEN_LONG_TEXT || is_long_closed(&lexer, token.at, level);
}

bool token_is(const char *text, struct token token, const char *word) {
    return (token.kind == TOKEN_NAME || token.kind == TOKEN_SIGN) && strlen(word) == token.len &&
           memcmp(text + token.at, word, token.len) == 0;
}

void token_position(const char *text, size_t at, int *line, int *column) {
    size_t begin = 0;
    *line = *column = 1;
    for (size_t i = 0; i < at; i++) {
        if (text[i] != '\n' && text[i] != '\r')
            continue;
        if (i + 1 < at && (text[i + 1] == '\n' || text[i + 1] == '\r') && text[i + 1] != text[i])
            i++;
        ++*line;
        begin = i + 1;
    }
    if (begin == 0 && at >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0)
        begin = 3;
    for (size_t i = begin; i < at; i++)
        *column += ((unsigned char)text[i] & 0xC0) != 0x80;
}
