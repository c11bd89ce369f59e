/* Texts whose quotation marks do not fit, and numbers with something behind them. */
#include "script/syntax_walk.h"

#include <ctype.h>
#include <string.h>

static bool is_escape(const char *text, size_t len) {
    if (strchr("abfnrtvz\\\"'\n\r", *text))
        return *text != '\0';
    if (*text == 'x')
        return len > 2 && isxdigit((unsigned char)text[1]) && isxdigit((unsigned char)text[2]);
    if (*text == 'u')
        return len > 1 && text[1] == '{';
    return isdigit((unsigned char)*text);
}

void walk_check_escapes(struct walk *walk) {
    const char *text = walk->text + walk->token.at;
    bool is_path = token_is(walk->text, walk->before, "include");
    for (uint32_t i = 1; i + 1 < walk->token.len; i++) {
        if (text[i] != '\\')
            continue;
        if (!is_escape(text + i + 1, walk->token.len - i - 1)) {
            walk_tell(walk, walk->token.at + i,
                      is_path ? "write / between a folder and a file"
                              : "write two of them (\\\\) for one that is shown, or a slash (/)",
                      "a backslash in a text begins a special character, and '\\%c' is none",
                      text[i + 1]);
            return;
        }
        i++;
    }
}

static bool stands_beside_text(const struct walk *walk) {
    return walk->before_line == walk->line && walk->before.len &&
           (walk->before.kind == TOKEN_TEXT || walk->before.kind == TOKEN_NAME);
}

/* A text that goes on in the next lines: to behind the mark that closes it. */
static bool skip_lines_of_text(struct walk *walk) {
    enum { TEXT_LINES_MAX = 4 };
    uint32_t at = walk_end_of(walk->token);
    int lines = 0;
    if (at > walk->token.at && strchr("{}),;", walk->text[at - 1]))
        return false;
    for (; at < walk->len && lines < TEXT_LINES_MAX; at++) {
        lines += walk->text[at] == '\n';
        if (walk->text[at] == '=')
            return false; /* another key */
        if (walk->text[at] != walk->text[walk->token.at])
            continue;
        walk->lexer.at = at + 1;
        return true;
    }
    return false;
}

void walk_open_text(struct walk *walk) {
    if (stands_beside_text(walk))
        walk_tell(walk, walk->token.at,
                  "close each text with a quotation mark; inside of a text write \\\"",
                  "the quotation marks of this line do not pair");
    else
        walk_tell(walk, walk->token.at,
                  "close it at the end of the text; a longer text stands in [[…]]",
                  "this quotation mark is not closed in its line");
    if (!skip_lines_of_text(walk))
        walk_skip_to_tail(walk);
    walk->expects = EXPECTS_SEPARATOR;
}

void walk_inner_quotes(struct walk *walk) {
    uint32_t marks = 0;
    for (uint32_t at = walk->line_from;
         at < walk->len && walk->text[at] != '\n' && walk->text[at] != '\r'; at++)
        marks += walk->text[at] == '"' && (!at || walk->text[at - 1] != '\\');
    if (marks % 2)
        walk_tell(walk, walk_end_before(walk),
                  "close each text with a quotation mark; inside of a text write \\\"",
                  "the quotation marks of this line do not pair");
    else
        walk_tell(walk, walk_end_before(walk),
                  "write \\\" inside of a text, or put the text in [[…]]",
                  "a quotation mark inside of a text ends the text");
    walk_skip_to_tail(walk);
    walk->expects = EXPECTS_SEPARATOR;
}

void walk_unquoted(struct walk *walk, struct token first) {
    walk_tell(walk, first.at, "write \" before and behind the text",
              "a text stands without quotation marks");
    walk_skip_to_tail(walk);
    walk->expects = EXPECTS_SEPARATOR;
}

/* `45s`, `1.2.3` */
void walk_check_number(struct walk *walk) {
    const char *text = walk->text + walk->token.at;
    uint32_t digits = 0, points = 0;
    if (*text == '0' && walk->token.len > 1 && (text[1] | 0x20) == 'x')
        return;
    while (digits < walk->token.len &&
           (isdigit((unsigned char)text[digits]) || text[digits] == '.'))
        points += text[digits++] == '.';
    bool is_bad = points > 1 || (digits < walk->token.len && (text[digits] | 0x20) != 'e');
    if (is_bad)
        walk_tell(walk, walk->token.at, "write the number alone, such as 45", "%.*s is no number",
                  (int)(walk->token.len < 40 ? walk->token.len : 40), text);
}
