/* The outline of a file: which table stands in which, and where each key begins. Lua forgets all of
 * this when it reads a file (it keeps the line of each call and the last of two equal keys), so the
 * text itself is read once more, a token at a time. Nothing here is recursive, and every pass takes
 * time in proportion to the text it reads. */
#ifndef SCRIPT_OUTLINE_H
#define SCRIPT_OUTLINE_H

#include "script/token.h"

/* ---- what the text alone shows ---- */

enum outline_kind {
    OUTLINE_DOUBLE,   /* `key` stands a second time in one table, first at `first` */
    OUTLINE_NIL,      /* `key = nil`; an item without a key has an empty `key` */
    OUTLINE_NIL_LOOP, /* `for … in nil` */
};

struct outline_note {
    enum outline_kind kind;
    struct token key;   /* without quotation marks */
    uint32_t first, at; /* bytes; `at` is where the note belongs */
};

/* Of a file that Lua accepted. False: out of memory. */
bool outline_scan(const char *text, size_t len,
                  void (*each)(void *self, const struct outline_note *note), void *self);

/* ---- entries of a table ---- */

struct entry {
    struct token key;   /* without quotation marks; len 0: an item */
    struct token value; /* the first token of the value */
    uint32_t begin;     /* the first byte: of the key, or of the value of an item */
    uint32_t end;       /* behind the last byte of the value */
};

/* The next entry of a table; `lexer` stands behind its `{` or behind an entry. False: no more. */
bool entry_next(struct lexer *lexer, struct entry *out);

/* Both take the bytes they read from *budget and stop when nothing is left of it; tables in tables
 * are read more than once. */

/* The innermost entry that holds the byte `at`, in the table whose `{` is at `brace`. False: none.
 */
bool entry_around(const char *text, size_t len, uint32_t brace, uint32_t at, size_t *budget,
                  struct entry *out);

/* The last entry with this key (the last holds), or with `key` NULL the item of this number (from
 * 0). False: none. */
bool entry_find(const char *text, size_t len, uint32_t brace, const char *key, int item,
                size_t *budget, struct entry *out);

/* ---- calls ---- */

/* `word "id" { … }`, `word(…) { … }` or `word "id" "text"`. */
struct outline_call {
    struct token word, id; /* id: between the quotation marks; len 0: made by the file */
    uint32_t brace, end;   /* of its table; 0: none, or not closed */
    int line;
};

struct outline {
    struct outline_call *calls; /* in the order of the file */
    int count, capacity;
    bool is_made;
};

/* Once for each file, when the first finding asks for it. False: out of memory. */
bool outline_make(struct outline *outline, const char *text, size_t len);
void outline_finish(struct outline *outline);

/* The call of `word` with this id at `line`; failing that one of `word`, failing that any with a
 * table. NULL: no call begins there. */
const struct outline_call *outline_find(const struct outline *outline, const char *text, int line,
                                        const char *word, const char *id);

/* The innermost call whose table holds the byte `at`; NULL: none. */
const struct outline_call *outline_around(const struct outline *outline, uint32_t at);

#endif
