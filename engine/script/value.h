/* What a constructor was given, copied out of Lua: a tree of plain values. Everything after the
 * sandbox works on these trees and knows no Lua. Texts live in the scenario's arena (they go into
 * the scenario as they are), the trees in a pool that loading frees. */
#ifndef SCRIPT_VALUE_H
#define SCRIPT_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum value_kind {
    VALUE_BOOL,
    VALUE_INTEGER,
    VALUE_NUMBER, /* no integer */
    VALUE_TEXT,
    VALUE_TABLE,
    VALUE_OPTION, /* what `option "id" {…}` returns */
    VALUE_BARE,   /* a word without quotation marks; it was told, and nothing that follows is */
    VALUE_OTHER,  /* a function …; `text` names its type */
};

struct value {
    union {
        const char *key;  /* of a named entry; NULL for an item of a list */
        int64_t position; /* while its table is being copied */
    };
    struct value *next; /* in the table's `named` */
    union {
        bool truth;
        int64_t integer;
        double number;
        int option;           /* index of the declaration */
        const char *text;     /* closed by a NUL; may hold others */
        struct value **items; /* keys 1, 2, 3 … */
    };
    union {
        size_t len;          /* of `text` */
        struct value *named; /* the other keys, linked by `next`, in no order */
    };
    int item_count;
    enum value_kind kind;
};

/* "a text", "a number", "a table" … */
const char *value_kind_name(const struct value *value);

#endif
