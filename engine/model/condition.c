#include "model/condition.h"

#include "model/condition_code.h"

static int64_t saturating(bool overflows, int64_t result, bool is_negative) {
    return overflows ? (is_negative ? INT64_MIN : INT64_MAX) : result;
}

static int64_t add(int64_t a, int64_t b) {
    int64_t sum;
    bool overflows = __builtin_add_overflow(a, b, &sum);
    return saturating(overflows, sum, a < 0);
}

static int64_t subtract(int64_t a, int64_t b) {
    int64_t difference;
    bool overflows = __builtin_sub_overflow(a, b, &difference);
    return saturating(overflows, difference, a < 0);
}

static int64_t multiply(int64_t a, int64_t b) {
    int64_t product;
    bool overflows = __builtin_mul_overflow(a, b, &product);
    return saturating(overflows, product, (a < 0) != (b < 0));
}

static int64_t binary(enum condition_op op, int64_t a, int64_t b) {
    switch (op) {
    case OP_MULTIPLY:
        return multiply(a, b);
    case OP_DIVIDE: /* b is a positive constant */
        return a / b - (a % b < 0);
    case OP_ADD:
        return add(a, b);
    case OP_SUBTRACT:
        return subtract(a, b);
    case OP_EQUAL:
        return a == b;
    case OP_DIFFERENT:
        return a != b;
    case OP_LESS:
        return a < b;
    case OP_AT_MOST:
        return a <= b;
    case OP_MORE:
        return a > b;
    case OP_AT_LEAST:
        return a >= b;
    case OP_AND:
        return a && b;
    default:
        return a || b;
    }
}

int64_t condition_value(const struct condition *condition, const int32_t *slots) {
    if (!condition)
        return 1;
    int64_t stack[CONDITION_STEPS_MAX];
    int depth = 0;
    for (int i = 0; i < condition->count; i++) {
        const struct condition_step *step = &condition->steps[i];
        if (step->op == OP_INTEGER) {
            stack[depth++] = step->value;
        } else if (step->op == OP_SLOT) {
            stack[depth++] = slots[step->value];
        } else if (step->op == OP_NOT) {
            stack[depth - 1] = !stack[depth - 1];
        } else if (step->op == OP_NEGATE) {
            stack[depth - 1] = subtract(0, stack[depth - 1]);
        } else {
            depth--;
            stack[depth - 1] = binary(step->op, stack[depth - 1], stack[depth]);
        }
    }
    return stack[0];
}

bool condition_holds(const struct condition *condition, const int32_t *slots) {
    return condition_value(condition, slots) != 0;
}

int64_t computed_value(const struct computed *computed, const int32_t *slots, int64_t otherwise) {
    for (int i = 0; i < computed->count; i++) {
        const struct computed_item *item = &computed->items[i];
        if (condition_holds(item->when, slots))
            return item->value ? condition_value(item->value, slots) : item->fixed;
    }
    return otherwise;
}

const char *condition_source(const struct condition *condition) {
    return condition ? condition->source : NULL;
}

void condition_slots(const struct condition *condition, void (*each)(void *self, int slot),
                     void *self) {
    for (int i = 0; condition && i < condition->count; i++)
        if (condition->steps[i].op == OP_SLOT)
            each(self, (int)condition->steps[i].value);
}

int condition_size(const struct condition *condition) {
    return condition ? condition->count : 0;
}

/* ---- bounds ---- */

/* What stands on the stack: a constant, a slot as it is, or something worked out. */
struct operand {
    enum { OPERAND_OTHER, OPERAND_CONSTANT, OPERAND_SLOT } kind;
    int64_t value; /* the constant, or the number of the slot */
};

struct bounds {
    void (*each)(void *self, int slot, int64_t bound);
    void *self;
};

static void bound(const struct bounds *bounds, struct operand operand, int64_t most) {
    if (operand.kind == OPERAND_SLOT)
        bounds->each(bounds->self, (int)operand.value, most);
}

static int64_t bound_by(struct operand other, enum condition_op op) {
    if (op == OP_AND || op == OP_OR)
        return 0;
    bool is_comparison = op >= OP_EQUAL && op <= OP_AT_LEAST;
    return is_comparison && other.kind == OPERAND_CONSTANT ? other.value : CONDITION_UNBOUNDED;
}

static struct operand bound_binary(const struct bounds *bounds, enum condition_op op,
                                   struct operand a, struct operand b) {
    bound(bounds, a, bound_by(b, op));
    bound(bounds, b, bound_by(a, op));
    if (a.kind == OPERAND_CONSTANT && b.kind == OPERAND_CONSTANT)
        return (struct operand){OPERAND_CONSTANT, binary(op, a.value, b.value)};
    return (struct operand){OPERAND_OTHER, 0};
}

static struct operand bound_unary(const struct bounds *bounds, enum condition_op op,
                                  struct operand a) {
    bound(bounds, a, op == OP_NOT ? 0 : CONDITION_UNBOUNDED);
    if (a.kind == OPERAND_CONSTANT)
        return (struct operand){OPERAND_CONSTANT, op == OP_NOT ? !a.value : subtract(0, a.value)};
    return (struct operand){OPERAND_OTHER, 0};
}

void condition_bounds(const struct condition *condition,
                      void (*each)(void *self, int slot, int64_t bound), void *self) {
    struct bounds bounds = {each, self};
    struct operand stack[CONDITION_STEPS_MAX];
    int depth = 0;
    for (int i = 0; condition && i < condition->count; i++) {
        const struct condition_step *step = &condition->steps[i];
        if (step->op == OP_INTEGER || step->op == OP_SLOT) {
            stack[depth++] = (struct operand){step->op == OP_SLOT ? OPERAND_SLOT : OPERAND_CONSTANT,
                                              step->value};
        } else if (step->op == OP_NOT || step->op == OP_NEGATE) {
            stack[depth - 1] = bound_unary(&bounds, step->op, stack[depth - 1]);
        } else {
            depth--;
            stack[depth - 1] = bound_binary(&bounds, step->op, stack[depth - 1], stack[depth]);
        }
    }
    if (depth)
        bound(&bounds, stack[0], 0);
}

int variants_choose(const struct variants *variants, const int32_t *slots) {
    for (int i = 0; i < variants->count; i++)
        if (condition_holds(variants->items[i].when, slots))
            return i;
    return -1;
}

int branches_choose(const struct branches *branches, const int32_t *slots) {
    for (int i = 0; i < branches->count; i++)
        if (condition_holds(branches->items[i].when, slots))
            return i;
    return -1;
}

uint32_t spoken_choose(const struct spoken_list *list, const int32_t *slots) {
    uint32_t holds = 0;
    for (int i = 0; i < list->count && i < LINES_MAX; i++)
        if (condition_holds(list->items[i].when, slots))
            holds |= UINT32_C(1) << i;
    return holds;
}
