/* What a constructor was given, copied out of Lua: a tree of plain values. Everything after the
 * sandbox works on these trees and knows no Lua. Texts live in the scenario's arena (they go into
 * the scenario as they are), the trees in a scratch arena that loading frees. */
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
    VALUE_OTHER,  /* a function …; `text` names its type */
};

struct value {
    enum value_kind kind;
    union {
        const char *key;  /* of a named entry; NULL for an item of a list */
        int64_t position; /* while its table is being copied */
    };
    union {
        bool truth;
        int64_t integer;
        double number;
        int option; /* index of the declaration */
        struct {
            const char *text; /* closed by a NUL; may hold others */
            size_t len;
        };
        struct {
            struct value **items; /* keys 1, 2, 3 … */
            struct value *named;  /* the others, linked by `next`, in no order */
            int item_count;
        };
    };
    struct value *next;
};

/* "a text", "a number", "a table" … */
const char *value_kind_name(const struct value *value);

#endif
