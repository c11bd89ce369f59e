/* The walk through a file that Lua refused: shared by syntax.c (tables and calls) and
 * syntax_signs.c (signs that Lua does not know). */
#ifndef SCRIPT_SYNTAX_WALK_H
#define SCRIPT_SYNTAX_WALK_H

#include "script/load.h"
#include "script/syntax.h"

/* What may come next. */
enum expects {
    EXPECTS_ENTRY,     /* in a table: a key, an item, the end; outside: a statement */
    EXPECTS_EQUALS,    /* a name stands where a key may: = or more of an expression */
    EXPECTS_VALUE,     /* a value is needed */
    EXPECTS_MORE,      /* a value that may go on as a call: name, call */
    EXPECTS_SEPARATOR, /* a value is complete */
};

struct frame {
    char opened;                 /* '{', '(', '[', or 'b': a block of Lua's */
    char closes;                 /* the sign that closes it */
    bool is_call;                /* the arguments of a call */
    struct token open, word, id; /* word: before it, such as option or timeout; len 0: none */
    struct token entry;          /* that it belongs to */
    int line, indent;            /* of the line where it was opened */
    enum expects expects;        /* of what stands around it, when it is closed */
};

enum { FRAMES_MAX = 256, FINDINGS_MAX = 40 };

struct walk {
    struct load *load;
    int file;
    const char *text;
    size_t len;
    struct lexer lexer;
    struct frame frames[FRAMES_MAX];
    int depth;
    enum expects expects;
    struct token token, before; /* this and the one before */
    int line, before_line;      /* where they begin and end */
    uint32_t line_from;         /* the byte where the line of `token` begins */
    int indent;                 /* of the first token of that line */
    struct token entry;         /* the first token of the entry or statement */
    struct token word, id;      /* of a call that may get its table next; len 0: none */
    int findings, first_line;
    uint32_t told_to; /* findings before this byte follow from one that was told */
    bool is_lost;     /* an `if` in a table was told: its end is passed over */
};

/* Tells a finding that begins at the byte `at`. */
void walk_tell(struct walk *walk, uint32_t at, const char *fix, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

bool walk_is(const struct walk *walk, const char *word); /* the token */
struct token walk_peek(const struct walk *walk);         /* the one behind it */
void walk_skip_line(struct walk *walk);                  /* the next token is on another line */
/* The next token is in what ends the line, `},` for example; what is told before it follows. */
void walk_skip_to_tail(struct walk *walk);
bool walk_is_first_on_line(const struct walk *walk);

/* A sign that means something in other languages, or in a text only. True: told and dealt with. */
bool walk_foreign_sign(struct walk *walk);

/* ---- syntax.c: what is open ---- */

uint32_t walk_end_of(struct token token);
uint32_t walk_end_before(const struct walk *walk); /* the last character of what stands before */
struct frame *walk_top(struct walk *walk);         /* the innermost frame; NULL: none */
bool walk_is_constructor(const struct walk *walk, struct token token);
const char *walk_name_of(const struct walk *walk, const struct frame *frame,
                         char out[120]); /* `scene "late"` */
void walk_push(struct walk *walk, char opened, char closes, enum expects after);
void walk_pop(struct walk *walk);
void walk_tell_unclosed(struct walk *walk, const struct frame *frame);

/* ---- syntax_text.c: texts and numbers ---- */

void walk_check_escapes(struct walk *walk);
void walk_check_number(struct walk *walk);
void walk_open_text(struct walk *walk);
void walk_inner_quotes(struct walk *walk);
void walk_unquoted(struct walk *walk, struct token first);

/* ---- syntax_nest.c: what closes and what is called ---- */

void walk_close_bracket(struct walk *walk);
void walk_check_indent(struct walk *walk);
void walk_begin_call(struct walk *walk);
void walk_open_parenthesis(struct walk *walk, bool is_call);
bool walk_is_bad_call(struct walk *walk);

#endif
