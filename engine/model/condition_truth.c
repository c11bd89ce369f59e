/* Is a condition always or never true? Between the constants that its slots are compared with
 * nothing changes, so one value on each side of each constant, and the constant itself, stand for
 * all. */
#include "model/condition.h"
#include "model/condition_code.h"

enum { SLOTS_MAX = 6, VALUES_MAX = 3 * 24 + 2, TRIES_MAX = 20000 };

struct samples {
    int slot[SLOTS_MAX];
    int slot_count;
    int64_t constants[24];
    int constant_count;
    bool is_too_much;
};

static void note_slot(struct samples *samples, int slot) {
    for (int i = 0; i < samples->slot_count; i++)
        if (samples->slot[i] == slot)
            return;
    if (samples->slot_count == SLOTS_MAX)
        samples->is_too_much = true;
    else
        samples->slot[samples->slot_count++] = slot;
}

static void note_constant(struct samples *samples, int64_t constant) {
    for (int i = 0; i < samples->constant_count; i++)
        if (samples->constants[i] == constant)
            return;
    if (samples->constant_count == 24)
        samples->is_too_much = true;
    else
        samples->constants[samples->constant_count++] = constant;
}

/* What stands on the stack while the program is read. */
enum operand { CONSTANT, SLOT, VERDICT };

/* One operator of two operands; false: the samples would not stand for all values. */
static bool join(enum condition_op op, enum operand left, enum operand right) {
    switch (op) {
    case OP_EQUAL:
    case OP_DIFFERENT:
    case OP_LESS:
    case OP_AT_MOST:
    case OP_MORE:
    case OP_AT_LEAST:
        return left != SLOT || right != SLOT;
    default:
        return op == OP_AND || op == OP_OR;
    }
}

static void read_program(const struct condition *condition, struct samples *samples) {
    enum operand stack[CONDITION_STEPS_MAX];
    int depth = 0;
    for (int i = 0; i < condition->count && !samples->is_too_much; i++) {
        const struct condition_step *step = &condition->steps[i];
        if (step->op == OP_INTEGER) {
            note_constant(samples, step->value);
            stack[depth++] = CONSTANT;
        } else if (step->op == OP_SLOT) {
            note_slot(samples, (int)step->value);
            note_constant(samples, 0); /* it may stand alone, as true or false */
            stack[depth++] = SLOT;
        } else if (step->op == OP_NOT) {
            stack[depth - 1] = VERDICT;
        } else if (step->op == OP_NEGATE && stack[depth - 1] == CONSTANT) {
            if (condition->steps[i - 1].op == OP_INTEGER)
                note_constant(samples, -condition->steps[i - 1].value);
            else
                samples->is_too_much = true;
        } else if (step->op == OP_NEGATE || !join(step->op, stack[depth - 2], stack[depth - 1])) {
            samples->is_too_much = true;
        } else {
            stack[--depth - 1] = VERDICT;
        }
    }
}

static int values_of(const struct samples *samples, struct slot_range range, int32_t *out) {
    int count = 0;
    out[count++] = range.low;
    if (range.high != range.low)
        out[count++] = range.high;
    for (int i = 0; i < samples->constant_count; i++)
        for (int64_t value = samples->constants[i] - 1; value <= samples->constants[i] + 1; value++)
            if (value > range.low && value < range.high)
                out[count++] = (int32_t)value;
    return count;
}

enum condition_truth condition_truth(const struct condition *condition,
                                     const struct slot_range *ranges, int32_t *slots) {
    struct samples samples = {0};
    int32_t values[SLOTS_MAX][VALUES_MAX];
    int counts[SLOTS_MAX], at[SLOTS_MAX] = {0};
    int64_t tries = 1;
    bool is_ever = false, is_always = true;
    read_program(condition, &samples);
    for (int i = 0; i < samples.slot_count && tries <= TRIES_MAX; i++) {
        counts[i] = values_of(&samples, ranges[samples.slot[i]], values[i]);
        tries *= counts[i];
    }
    if (samples.is_too_much || tries > TRIES_MAX)
        return TRUTH_VARIES;
    for (int64_t try = 0; try < tries; try++) {
        for (int i = 0; i < samples.slot_count; i++)
            slots[samples.slot[i]] = values[i][at[i]];
        bool holds = condition_holds(condition, slots);
        is_ever = is_ever || holds;
        is_always = is_always && holds;
        for (int i = 0; i < samples.slot_count && ++at[i] == counts[i]; i++)
            at[i] = 0;
    }
    return is_always ? TRUTH_ALWAYS : is_ever ? TRUTH_VARIES : TRUTH_NEVER;
}
