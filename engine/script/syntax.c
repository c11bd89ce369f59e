#include "script/syntax.h"

#include "script/syntax_walk.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* ---- the walk ---- */

void walk_tell(struct walk *walk, uint32_t at, const char *fix, const char *format, ...) {
    char text[600];
    if (walk->findings == FINDINGS_MAX || at < walk->told_to)
        return;
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    struct place place = place_at(walk->load, walk->file, at);
    if (!walk->findings++ || place.line < walk->first_line)
        walk->first_line = place.line;
    load_fault(walk->load, E101, place, fix, "%s", text);
}

bool walk_is(const struct walk *walk, const char *word) {
    return token_is(walk->text, walk->token, word);
}

struct token walk_peek(const struct walk *walk) {
    struct lexer ahead = walk->lexer;
    return token_next(&ahead);
}

uint32_t walk_end_of(struct token token) {
    return token.at + token.len;
}

bool walk_is_first_on_line(const struct walk *walk) {
    return !walk->before.len || walk_end_of(walk->before) <= walk->line_from;
}

/* Line ends from byte to byte; *begin is where the last line begins. */
static int count_lines(const char *text, uint32_t from, uint32_t to, uint32_t *begin) {
    int lines = 0;
    for (uint32_t at = from; at < to; at++) {
        if (text[at] == '\r' && text[at + 1] == '\n')
            continue;
        if (text[at] == '\n' || text[at] == '\r') {
            lines++;
            *begin = at + 1;
        }
    }
    return lines;
}

static void advance(struct walk *walk) {
    walk->before = walk->token;
    walk->before_line = walk->line + count_lines(walk->text, walk->token.at,
                                                 walk_end_of(walk->token), &walk->line_from);
    walk->token = token_next(&walk->lexer);
    walk->line = walk->before_line + count_lines(walk->text, walk_end_of(walk->before),
                                                 walk->token.at, &walk->line_from);
    if (walk_is_first_on_line(walk))
        walk->indent = (int)(walk->token.at - walk->line_from);
}

void walk_skip_line(struct walk *walk) {
    uint32_t at = walk->token.at;
    while (at < walk->len && walk->text[at] != '\n' && walk->text[at] != '\r')
        at++;
    if (at > walk->lexer.at)
        walk->lexer.at = at;
}

void walk_skip_to_tail(struct walk *walk) {
    uint32_t end = walk->token.at;
    while (end < walk->len && walk->text[end] != '\n' && walk->text[end] != '\r')
        end++;
    uint32_t tail = end;
    while (tail > walk->token.at && strchr("{}), \t;", walk->text[tail - 1]))
        tail--;
    if (tail > walk->token.at)
        walk->lexer.at = tail;
    if (end > walk->told_to)
        walk->told_to = end;
}

struct frame *walk_top(struct walk *walk) {
    return walk->depth ? &walk->frames[walk->depth - 1] : NULL;
}

static bool is_in_block(struct walk *walk) {
    return !walk->depth || walk_top(walk)->opened == 'b';
}

static bool is_keyword(const struct walk *walk, const char *const *words) {
    for (; walk->token.kind == TOKEN_NAME && *words; words++)
        if (walk_is(walk, *words))
            return true;
    return false;
}

bool walk_is_constructor(const struct walk *walk, struct token token) {
    for (int kind = 0; token.kind == TOKEN_NAME && kind < DECLARED_COUNT; kind++)
        if (token_is(walk->text, token, declared_name((enum declared)kind)))
            return true;
    return false;
}

static bool is_literal(const struct walk *walk) {
    static const char *const literals[] = {"nil", "true", "false", NULL};
    return is_keyword(walk, literals);
}

/* `scene "late"`, `timeout`, or what there is. */
const char *walk_name_of(const struct walk *walk, const struct frame *frame, char out[120]) {
    if (!frame->word.len)
        snprintf(out, 120, "a table");
    else if (frame->id.len)
        snprintf(out, 120, "%.*s %.*s", (int)(frame->word.len < 40 ? frame->word.len : 40),
                 walk->text + frame->word.at, (int)(frame->id.len < 70 ? frame->id.len : 70),
                 walk->text + frame->id.at);
    else
        snprintf(out, 120, "'%.*s'", (int)(frame->word.len < 60 ? frame->word.len : 60),
                 walk->text + frame->word.at);
    return out;
}

/* The first byte of the last character of what stands before the token. */
uint32_t walk_end_before(const struct walk *walk) {
    uint32_t at = walk_end_of(walk->before);
    while (at > walk->before.at + 1 && ((unsigned char)walk->text[at - 1] & 0xC0) == 0x80)
        at--;
    return at ? at - 1 : 0;
}

void walk_tell_unclosed(struct walk *walk, const struct frame *frame) {
    char name[120], fix[60];
    snprintf(fix, sizeof fix, "close it with %c behind this place", frame->closes);
    walk_tell(walk, walk_end_before(walk), fix, "the %c of %s, opened in line %d, is not closed",
              frame->opened, walk_name_of(walk, frame, name), frame->line);
}

void walk_push(struct walk *walk, char opened, char closes, enum expects after) {
    walk->frames[walk->depth++] = (struct frame){.opened = opened,
                                                 .closes = closes,
                                                 .open = walk->token,
                                                 .word = walk->word,
                                                 .id = walk->id,
                                                 .line = walk->line,
                                                 .indent = walk->indent,
                                                 .entry = walk->entry,
                                                 .expects = after};
    walk->word.len = walk->id.len = walk->entry.len = 0;
    walk->expects = EXPECTS_ENTRY;
}

void walk_pop(struct walk *walk) {
    walk->expects = walk->frames[--walk->depth].expects;
    walk->entry = walk->frames[walk->depth].entry;
    walk->word.len = walk->id.len = 0;
}

/* ---- what may come ---- */

/* True: the token begins a statement of Lua, which a table cannot hold. */
static bool statement_in_table(struct walk *walk) {
    static const char *const statements[] = {"if",     "for",  "while", "local",  "return", "break",
                                             "repeat", "goto", "else",  "elseif", "end",    NULL};
    static const char *const rest[] = {"end", "else", "elseif", "then", "until", "do", NULL};
    if (walk->is_lost && is_keyword(walk, rest)) {
        walk->expects = EXPECTS_ENTRY;
        return true;
    }
    if (!is_keyword(walk, statements))
        return false;
    bool is_if = walk_is(walk, "if");
    walk_tell(walk, walk->token.at,
              is_if ? "write the condition as a key: when = \"anger > 60\""
                    : "a table holds keys and values only; such lines stand before the call",
              "`%.*s` cannot stand inside of { }", (int)walk->token.len,
              walk->text + walk->token.at);
    walk->is_lost = true;
    walk_skip_line(walk);
    walk->expects = EXPECTS_ENTRY;
    return true;
}

static void begin_value(struct walk *walk);

static void missing_comma(struct walk *walk) {
    bool is_number = walk->before.kind == TOKEN_NUMBER && walk->token.kind == TOKEN_NUMBER &&
                     walk->before_line == walk->line;
    bool are_texts = walk->before.kind == TOKEN_TEXT && walk->token.kind == TOKEN_TEXT &&
                     walk->before_line == walk->line;
    walk_tell(walk, walk_end_before(walk),
              is_number   ? "write the number without a blank, or a comma behind this place"
              : are_texts ? "write a comma behind this place, or two dots (..) to join two texts"
                          : "write a comma behind this place",
              "a comma is missing between this and what follows");
    walk->expects = EXPECTS_ENTRY;
}

static bool is_operator(const struct walk *walk) {
    static const char *const operators[] = {"+", "-", "*",  "/",  "//", "%", "^", "..", "==", "~=",
                                            "<", ">", "<=", ">=", "&",  "|", "~", "<<", ">>", NULL};
    static const char *const words[] = {"and", "or", NULL};
    for (int i = 0; walk->token.kind == TOKEN_SIGN && operators[i]; i++)
        if (walk_is(walk, operators[i]))
            return true;
    return is_keyword(walk, words);
}

/* More braces are closed on this line than opened. */
static bool lacks_brace(const struct walk *walk) {
    int open = 0;
    for (uint32_t at = walk->line_from;
         at < walk->len && walk->text[at] != '\n' && walk->text[at] != '\r'; at++)
        open += (walk->text[at] == '{') - (walk->text[at] == '}');
    return open < 0;
}

/* `outcome = resolved = true }`: goes on as if the brace were there. */
static bool is_brace_missing(struct walk *walk) {
    if (!walk_is(walk, "=") || walk->before.kind != TOKEN_NAME || !walk->entry.len ||
        walk->entry.at == walk->before.at || !lacks_brace(walk))
        return false;
    walk_tell(walk, walk->before.at, "write { before it", "a { is missing before '%.*s'",
              (int)(walk->before.len < 64 ? walk->before.len : 64), walk->text + walk->before.at);
    walk_push(walk, '{', '}', EXPECTS_SEPARATOR);
    walk->expects = EXPECTS_VALUE;
    return true;
}

/* `option "refuse"`, and on the next line the first of its keys. */
static bool is_table_missing(struct walk *walk) {
    if (!walk->id.len || !walk_is_constructor(walk, walk->word) || walk->token.kind != TOKEN_NAME ||
        walk->before_line == walk->line || !token_is(walk->text, walk_peek(walk), "="))
        return false;
    walk_tell(walk, walk_end_before(walk), "write { behind the id",
              "a { is missing behind %.*s %.*s", (int)walk->word.len, walk->text + walk->word.at,
              (int)(walk->id.len < 70 ? walk->id.len : 70), walk->text + walk->id.at);
    walk_push(walk, '{', '}', EXPECTS_MORE);
    walk_top(walk)->line = walk->before_line;
    walk_top(walk)->indent = -1; /* of the line before, whatever it was */
    walk->word = walk->entry = walk->token;
    walk->expects = EXPECTS_EQUALS;
    return true;
}

/* `"key" =`, `"key":`, `key: value`, `a-b = `. */
static void key_sign(struct walk *walk) {
    if (is_brace_missing(walk))
        return;
    bool is_text = walk->entry.kind == TOKEN_TEXT && walk->entry.len > 2;
    int len = (int)(walk->entry.len < 64 ? walk->entry.len : 64);
    char fix[100];
    if (is_text) {
        snprintf(fix, sizeof fix, "write %.*s = …", len - 2, walk->text + walk->entry.at + 1);
        walk_tell(walk, walk->entry.at, fix, "a key stands without quotation marks");
    } else if (walk_is(walk, ":")) {
        snprintf(fix, sizeof fix, "write %.*s = …", len, walk->text + walk->entry.at);
        walk_tell(walk, walk->token.at, fix, "between a key and its value stands =, not a colon");
    } else {
        walk_tell(walk, walk->entry.len ? walk->entry.at : walk->token.at,
                  "a key is one word of letters, digits and _",
                  "what stands before this = is no key");
    }
    walk->expects = EXPECTS_VALUE;
}

static void percent(struct walk *walk) {
    struct token next = walk_peek(walk);
    if (walk_is(walk, "%") &&
        (token_is(walk->text, next, ",") || token_is(walk->text, next, "}"))) {
        walk_tell(walk, walk->token.at, "write the number alone, without %",
                  "a number has no percent sign behind it");
        return;
    }
    walk->expects = EXPECTS_VALUE;
}

/* `version = 1.` before a new line: Lua reads a number that ends with a point. */
static bool has_point(const struct walk *walk) {
    return walk->before.kind == TOKEN_NUMBER && walk->text[walk_end_of(walk->before) - 1] == '.';
}

static void after_value(struct walk *walk) {
    if (walk_is(walk, ",") || walk_is(walk, ";")) {
        walk->expects = EXPECTS_ENTRY;
        walk->entry.len = 0;
    } else if (is_operator(walk)) {
        percent(walk);
    } else if (walk_is(walk, ".") || has_point(walk)) {
        walk_tell(walk, walk_is(walk, ".") ? walk->token.at : walk_end_before(walk),
                  "write a comma", "a full stop stands where a comma belongs");
        walk->expects = EXPECTS_ENTRY;
        if (!walk_is(walk, "."))
            begin_value(walk);
    } else if (walk_is(walk, "=") || walk_is(walk, ":")) {
        key_sign(walk);
    } else if (walk->before.kind == TOKEN_TEXT && walk->before_line == walk->line &&
               ((walk->token.kind == TOKEN_NAME && !token_is(walk->text, walk_peek(walk), "=")) ||
                (walk->token.kind == TOKEN_TEXT && walk->token.at == walk_end_of(walk->before)))) {
        walk_inner_quotes(walk);
    } else {
        missing_comma(walk);
        begin_value(walk);
    }
}

static void after_name(struct walk *walk) {
    bool is_behind_dot =
        token_is(walk->text, walk->before, ".") || token_is(walk->text, walk->before, ":");
    if (walk_is_bad_call(walk) || is_table_missing(walk))
        return;
    if (walk->token.kind == TOKEN_TEXT || walk->token.kind == TOKEN_LONG_TEXT) {
        walk->id = walk->id.len ? walk->id : walk->token;
        walk->expects = EXPECTS_MORE;
    } else if (walk_is(walk, "{")) {
        walk_push(walk, '{', '}', EXPECTS_MORE);
    } else if (walk_is(walk, "(")) {
        walk_open_parenthesis(walk, true);
    } else if (walk_is(walk, "[")) {
        walk_push(walk, '[', ']', EXPECTS_MORE);
    } else if (walk_is(walk, ".") || (walk_is(walk, ":") && walk->expects != EXPECTS_EQUALS)) {
        walk->expects = EXPECTS_MORE;
    } else if (walk->token.kind == TOKEN_NAME && is_behind_dot) {
        walk->expects = EXPECTS_MORE;
    } else if (walk->token.kind == TOKEN_NAME && walk->before_line == walk->line &&
               !is_operator(walk) && walk->before.kind == TOKEN_NAME) {
        walk_unquoted(walk, walk->before);
    } else {
        after_value(walk);
    }
}

static void after_key(struct walk *walk) {
    bool is_value = walk->token.kind == TOKEN_NUMBER || is_literal(walk);
    if (walk_is(walk, "=") && !walk_is_constructor(walk, walk->word)) {
        walk->expects = EXPECTS_VALUE;
    } else if (is_value && walk->before_line == walk->line) {
        walk_tell(walk, walk->token.at, "write = between them",
                  "= is missing behind the key '%.*s'",
                  (int)(walk->entry.len < 64 ? walk->entry.len : 64), walk->text + walk->entry.at);
        walk->expects = EXPECTS_SEPARATOR;
    } else if (walk_is(walk, ":") && !is_in_block(walk)) {
        key_sign(walk);
    } else {
        after_name(walk);
    }
}

static void value_name(struct walk *walk) {
    static const char *const functions[] = {"function", NULL};
    if (is_keyword(walk, functions)) {
        walk->word.len = 0;
        walk_push(walk, 'b', 0, EXPECTS_SEPARATOR);
    } else if (walk_is(walk, "not")) {
        walk->expects = EXPECTS_VALUE;
    } else if (is_literal(walk)) {
        walk->expects = EXPECTS_SEPARATOR;
    } else if (walk_is_constructor(walk, walk->token)) {
        walk_begin_call(walk);
    } else if (!statement_in_table(walk)) {
        walk->word = walk->token;
        walk->id.len = 0;
        bool is_key = walk->expects == EXPECTS_ENTRY;
        walk->expects = is_key ? EXPECTS_EQUALS : EXPECTS_MORE;
        if (is_key)
            walk->entry = walk->token;
    }
}

static void value_sign(struct walk *walk) {
    bool is_entry = walk->expects == EXPECTS_ENTRY;
    if (!is_entry) /* the table of a key is called by it */
        walk->word = walk->entry, walk->id.len = 0;
    if (walk_is(walk, "{")) {
        walk_push(walk, '{', '}', EXPECTS_SEPARATOR);
    } else if (walk_is(walk, "(")) {
        walk_open_parenthesis(walk, false);
    } else if (walk_is(walk, "[") && is_entry) {
        walk_push(walk, '[', ']', EXPECTS_EQUALS);
    } else if (walk_is(walk, "[")) {
        walk_tell(walk, walk->token.at, "write { and } around a list",
                  "a list has braces, no brackets");
        walk_push(walk, '{', ']', EXPECTS_SEPARATOR);
    } else if (walk_is(walk, "+")) {
        walk_tell(walk, walk->token.at, "write the number without +",
                  "a number has no + before it");
        struct token next = walk_peek(walk);
        bool is_alone = token_is(walk->text, next, "}") || token_is(walk->text, next, ",");
        walk->expects = is_alone ? EXPECTS_SEPARATOR : EXPECTS_VALUE;
    } else if (walk_is(walk, ",") || walk_is(walk, ";")) {
        walk_tell(walk, walk->token.at,
                  is_entry ? "delete one of the commas" : "write a value before the comma",
                  is_entry ? "nothing stands before this comma"
                           : "a value is missing before this comma");
        walk->expects = EXPECTS_ENTRY;
    } else if (walk_is(walk, "=")) {
        key_sign(walk);
    } else if (walk_is(walk, "...")) {
        walk->expects = EXPECTS_SEPARATOR;
    } else {
        walk->expects = EXPECTS_VALUE;
    }
}

static void begin_value(struct walk *walk) {
    if (walk->token.kind == TOKEN_NAME) {
        value_name(walk);
    } else if (walk->token.kind == TOKEN_SIGN) {
        value_sign(walk);
    } else {
        if (walk->expects == EXPECTS_ENTRY)
            walk->entry = walk->token;
        walk->expects = EXPECTS_SEPARATOR;
    }
}

static bool is_closing(const struct walk *walk) {
    return walk->token.kind == TOKEN_SIGN && walk->token.len == 1 &&
           strchr("})]", walk->text[walk->token.at]);
}

static void outside(struct walk *walk);

/* `agent = ( role = …`. */
static bool is_table_in_parentheses(struct walk *walk) {
    if (!walk_is(walk, "=") || walk->expects != EXPECTS_EQUALS || walk_top(walk)->opened != '(' ||
        walk_is_constructor(walk, walk->word))
        return false;
    walk_tell(walk, walk_top(walk)->open.at, "write { and } around it",
              "a table has braces { }, no parentheses ( )");
    walk_top(walk)->opened = '{';
    walk->expects = EXPECTS_VALUE;
    return true;
}

static void in_bracket(struct walk *walk) {
    if (walk->expects == EXPECTS_ENTRY && walk->token.kind == TOKEN_NAME)
        walk_check_indent(walk);
    if (is_closing(walk)) {
        if (walk->expects == EXPECTS_VALUE)
            walk_tell(walk, walk_end_before(walk), "write a value, or leave the key out",
                      "a value is missing behind this");
        walk_close_bracket(walk);
        return;
    }
    if (is_table_in_parentheses(walk))
        return;
    if (walk_top(walk)->is_call && walk_is_first_on_line(walk) && walk->expects != EXPECTS_VALUE &&
        walk_is_constructor(walk, walk->token) && !walk_is(walk, "option")) {
        walk_pop(walk); /* what it was the call of is told */
        outside(walk);
        return;
    }
    switch (walk->expects) {
    case EXPECTS_ENTRY:
    case EXPECTS_VALUE:
        begin_value(walk);
        break;
    case EXPECTS_EQUALS:
        after_key(walk);
        break;
    case EXPECTS_MORE:
        after_name(walk);
        break;
    case EXPECTS_SEPARATOR:
        after_value(walk);
        break;
    }
}

/* ---- outside of tables ---- */

static bool is_block_word(struct walk *walk) {
    static const char *const opens[] = {"function", "if", "do", "repeat", NULL};
    static const char *const ends[] = {"end", "until", NULL};
    if (is_keyword(walk, opens)) {
        walk->word.len = 0;
        walk_push(walk, 'b', 0, EXPECTS_ENTRY);
        return true;
    }
    if (!is_keyword(walk, ends))
        return false;
    if (walk->depth)
        walk_pop(walk);
    else if (!walk->is_lost)
        walk_tell(walk, walk->token.at, "delete it", "this `end` ends nothing");
    return true;
}

/* A comma behind a call that stands alone: the next call follows without one, or the brace before
 * it closed too early. */
static void comma_outside(struct walk *walk) {
    struct lexer ahead = walk->lexer;
    struct token next = token_next(&ahead);
    bool is_key = next.kind == TOKEN_NAME && token_is(walk->text, token_next(&ahead), "=");
    if (!walk_is_constructor(walk, walk->entry))
        return;
    if (token_is(walk->text, walk->before, "}") && (is_key || token_is(walk->text, next, "option")))
        walk_tell(walk, walk->before.at, "delete one } on this line, or before it",
                  "this } closes %.*s too early: more of it follows", (int)walk->entry.len,
                  walk->text + walk->entry.at);
    else
        walk_tell(walk, walk->token.at, "delete the comma",
                  "no comma stands here, outside of every { }");
    walk->expects = EXPECTS_ENTRY;
}

/* `include shared/experts.lua` */
static bool is_bare_include(struct walk *walk) {
    if (!token_is(walk->text, walk->before, "include") || walk->token.kind != TOKEN_NAME ||
        walk->before_line != walk->line)
        return false;
    walk_tell(walk, walk->token.at, "write include \"file.lua\"",
              "the file stands without quotation marks");
    walk_skip_line(walk);
    return true;
}

static void outside(struct walk *walk) {
    if (is_closing(walk)) {
        walk_close_bracket(walk);
    } else if (is_block_word(walk)) {
        walk->expects = EXPECTS_ENTRY;
    } else if (walk_is(walk, "{") || walk_is(walk, "(") || walk_is(walk, "[")) {
        bool is_call = walk->word.len != 0;
        if (walk_is(walk, "("))
            walk_open_parenthesis(walk, is_call);
        else
            walk_push(walk, walk->text[walk->token.at], walk_is(walk, "{") ? '}' : ']',
                      EXPECTS_MORE);
    } else if (walk_is(walk, ",")) {
        if (!walk->depth)
            comma_outside(walk);
        walk->word.len = 0;
    } else if (walk_is_bad_call(walk) || is_table_missing(walk) || is_bare_include(walk)) {
        return;
    } else if (walk_is_constructor(walk, walk->token)) {
        walk_begin_call(walk);
    } else if (walk->token.kind == TOKEN_NAME) {
        walk->word = walk->entry = walk->token;
        walk->id.len = 0;
    } else if (walk->token.kind == TOKEN_TEXT && walk->word.len && !walk->id.len) {
        walk->id = walk->token;
    } else {
        walk->word.len = 0;
    }
}

/* ---- all of it ---- */

static void at_end(struct walk *walk) {
    char name[120];
    if (!walk->depth)
        return;
    const struct frame *frame = walk_top(walk);
    if (frame->opened == 'b')
        walk_tell(walk, frame->open.at, "write end behind its last line",
                  "what begins here has no `end`");
    else if (!frame->is_call || !walk->findings || frame->word.len == 0)
        walk_tell(walk, frame->open.at,
                  frame->closes == '}' ? "write } where it ends" : "write ) where it ends",
                  "the %c of %s is not closed until the end of the file", frame->opened,
                  walk_name_of(walk, frame, name));
}

static void walk_one(struct walk *walk) {
    if (walk->token.kind == TOKEN_OPEN_TEXT) {
        walk_open_text(walk);
        return;
    }
    if (walk_foreign_sign(walk))
        return;
    if (!token_is_closed(walk->text, walk->len, walk->token)) {
        walk_tell(walk, walk->token.at, "close it with ]]", "this [[ is not closed");
        walk->told_to = (uint32_t)walk->len + 1;
        return;
    }
    if (walk->token.kind == TOKEN_TEXT)
        walk_check_escapes(walk);
    if (walk->token.kind == TOKEN_NUMBER)
        walk_check_number(walk);
    if (is_in_block(walk))
        outside(walk);
    else
        in_bracket(walk);
}

int syntax_explain(struct load *load, int file) {
    const struct buf *bytes = &load->files[file].bytes;
    struct walk walk = {.load = load, .file = file, .text = buf_cstr(bytes), .len = bytes->len};
    lexer_init(&walk.lexer, walk.text, walk.len);
    walk.line = 1;
    walk.token.at = walk.line_from = walk.lexer.at;
    for (advance(&walk); walk.token.kind != TOKEN_END && walk.depth < FRAMES_MAX - 1;
         advance(&walk))
        walk_one(&walk);
    if (walk.lexer.open_comment) {
        walk_tell(&walk, walk.lexer.open_comment, "close it with ]]", "this comment is not closed");
        return walk.first_line;
    }
    if (walk.token.kind == TOKEN_END)
        at_end(&walk);
    return walk.first_line;
}
