/* Brackets that close too early, too late or never, and calls that are written like keys. */
#include "script/syntax_walk.h"

#include <stdio.h>
#include <string.h>

/* ---- closing ---- */

/* A brace at the beginning of a line that stands below the line of an outer table: what was opened
 * between is not closed. */
static void close_by_indent(struct walk *walk) {
    const struct frame *inner = walk_top(walk);
    if (!walk_is_first_on_line(walk) || inner->line >= walk->line || inner->indent <= walk->indent)
        return;
    for (int i = walk->depth - 2; i >= 0; i--)
        if (walk->frames[i].opened == '{' && walk->frames[i].indent == walk->indent) {
            walk_tell_unclosed(walk, inner);
            while (walk->depth > i + 1)
                walk_pop(walk);
            return;
        }
}

/* A closing sign at the outermost level. */
static void close_nothing(struct walk *walk) {
    walk_tell(walk, walk->token.at, "delete it, or look whether one before it closes too early",
              "this %c is one too many: nothing is open here", walk->text[walk->token.at]);
    walk->expects = EXPECTS_ENTRY;
}

static bool is_opened(const struct walk *walk, char closes) {
    for (int i = 0; i < walk->depth; i++)
        if (walk->frames[i].closes == closes)
            return true;
    return false;
}

void walk_close_bracket(struct walk *walk) {
    char sign = walk->text[walk->token.at];
    if (sign == '}' && walk->depth && walk_top(walk)->opened == '{') {
        close_by_indent(walk);
        walk_top(walk)->closes = '}'; /* of a list in brackets, which was told */
    }
    while (walk->depth && walk_top(walk)->closes != sign && is_opened(walk, sign)) {
        if (walk_top(walk)->opened == 'b')
            walk_tell(walk, walk_top(walk)->open.at, "write end behind its last line",
                      "what begins here has no `end`");
        else if (!walk_top(walk)->is_call || walk_top(walk)->word.len == 0)
            walk_tell_unclosed(walk, walk_top(walk));
        walk_pop(walk);
    }
    if (walk->depth && walk_top(walk)->closes == sign) {
        walk_pop(walk);
    } else if (!walk->depth) {
        close_nothing(walk);
    } else {
        char name[120];
        walk_tell(walk, walk->token.at, walk_top(walk)->opened == 'b' ? "write end" : "write }",
                  "%c does not close %s, opened in line %d", sign,
                  walk_name_of(walk, walk_top(walk), name), walk_top(walk)->line);
        if (walk_top(walk)->opened != 'b')
            walk_pop(walk);
    }
}

/* ---- calls ---- */

static bool is_plain_table(const struct walk *walk, int frame) {
    return walk->frames[frame].opened == '{';
}

/* `option` stands in a scene's own table, `scene` and the like in none. */
static void check_nesting(struct walk *walk) {
    bool is_option = walk_is(walk, "option");
    int home = 0;
    if (!walk->depth || !walk_is_first_on_line(walk) || walk_peek(walk).kind != TOKEN_TEXT)
        return;
    for (int i = 0; i < walk->depth; i++)
        if (!is_plain_table(walk, i) && !(walk->frames[i].is_call && !is_option))
            return;
    for (int i = 0; is_option && i < walk->depth; i++)
        if (token_is(walk->text, walk->frames[i].word, "scene"))
            home = i + 1;
    if (is_option ? home == 0 || home == walk->depth : false)
        return;
    if (!is_option || !token_is(walk->text, walk_top(walk)->word, "options")) {
        if (!walk_top(walk)->is_call)
            walk_tell_unclosed(walk, walk_top(walk));
        while (walk->depth > home)
            walk_pop(walk);
    }
}

/* A key that stands no deeper than the line where its table was opened: the table is not closed. */
void walk_check_indent(struct walk *walk) {
    const struct frame *inner = walk_top(walk);
    if (walk->depth < 2 || !walk_is_first_on_line(walk) || inner->opened != '{' ||
        inner->line >= walk->line || inner->indent != walk->indent ||
        walk->frames[walk->depth - 2].opened != '{' ||
        walk->frames[walk->depth - 2].indent >= walk->indent ||
        !token_is(walk->text, walk_peek(walk), "="))
        return;
    walk_tell_unclosed(walk, inner);
    walk_pop(walk);
    walk->expects = EXPECTS_ENTRY;
}

void walk_begin_call(struct walk *walk) {
    check_nesting(walk);
    walk->word = walk->entry = walk->token;
    walk->id.len = 0;
    walk->expects = EXPECTS_EQUALS;
}

/* `scene("late", {`: legal to Lua until the table is asked for. */
void walk_open_parenthesis(struct walk *walk, bool is_call) {
    struct lexer ahead = walk->lexer;
    bool is_list = is_call && walk_is_constructor(walk, walk->word) &&
                   token_next(&ahead).kind == TOKEN_TEXT &&
                   token_is(walk->text, token_next(&ahead), ",");
    if (is_list)
        walk_tell(walk, walk->token.at, "write scene \"id\" { … }: no parentheses and no comma",
                  "a %.*s is not written in parentheses", (int)walk->word.len,
                  walk->text + walk->word.at);
    walk_push(walk, '(', ')', is_call ? EXPECTS_MORE : EXPECTS_SEPARATOR);
    walk_top(walk)->is_call = is_call;
}

/* `scene = "late" {`; `scene late {`. */
bool walk_is_bad_call(struct walk *walk) {
    bool has_no_id = walk_is_constructor(walk, walk->word) && !walk->id.len;
    if (has_no_id && walk_is(walk, "=")) {
        walk_tell(walk, walk->token.at, "write the word and the id without =: scene \"late\" { … }",
                  "%.*s is no key: no = follows it", (int)walk->word.len,
                  walk->text + walk->word.at);
        walk->expects = EXPECTS_MORE;
        return true;
    }
    if (has_no_id && walk->token.kind == TOKEN_NAME && walk->before_line == walk->line) {
        char fix[160];
        snprintf(fix, sizeof fix, "write %.*s \"%.*s\" { … }", (int)walk->word.len,
                 walk->text + walk->word.at, (int)(walk->token.len < 70 ? walk->token.len : 70),
                 walk->text + walk->token.at);
        walk_tell(walk, walk->token.at, fix, "the id '%.*s' stands without quotation marks",
                  (int)(walk->token.len < 70 ? walk->token.len : 70), walk->text + walk->token.at);
        walk->id = walk->token;
        walk->expects = EXPECTS_MORE;
        return true;
    }
    return false;
}
