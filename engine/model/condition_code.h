/* The compiled form of a condition, shared by its parser and its evaluator: a postfix program. */
#ifndef MODEL_CONDITION_CODE_H
#define MODEL_CONDITION_CODE_H

#include <stdint.h>

enum condition_op {
    OP_INTEGER, /* push value */
    OP_SLOT,    /* push the slot numbered value */
    OP_NOT,
    OP_NEGATE,
    OP_MULTIPLY,
    OP_DIVIDE, /* in expressions only: by a positive constant, rounded down */
    OP_ADD,
    OP_SUBTRACT,
    OP_EQUAL,
    OP_DIFFERENT,
    OP_LESS,
    OP_AT_MOST,
    OP_MORE,
    OP_AT_LEAST,
    OP_AND,
    OP_OR,
};

struct condition_step {
    enum condition_op op;
    int64_t value;
};

enum { CONDITION_STEPS_MAX = 160 }; /* 64 operators need at most 65 operands */

struct condition {
    const char *source;
    int count;
    struct condition_step steps[];
};

#endif
