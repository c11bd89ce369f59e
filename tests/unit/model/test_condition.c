#include "support/cmocka.h"
#include "support/small_scenario.h"

#include "base/buf.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "model/condition.h"

#include <string.h>

static const struct {
    const char *name;
    int32_t value;
} values[] = {
    {"anger", 70},
    {"trust", 20},
    {"credit", 5},
    {"asks", -3},
    {"seen.account", 1},
    {"visits.opening", 2},
    {"took.opening.waive", 1},
};

static int setup(void **state) {
    *state = small_scenario();
    return 0;
}

static int teardown(void **state) {
    scenario_destroy(*state);
    return 0;
}

static void fill(const struct scenario *scenario, int32_t *slots) {
    memset(slots, 0, (size_t)scenario->slot_count * sizeof *slots);
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        slots[scenario_slot(scenario, values[i].name, strlen(values[i].name))] = values[i].value;
}

/* ---- what holds ------------------------------------------------------------------------------ */

static const struct {
    const char *text;
    bool holds;
} truths[] = {
    /* words */
    {"anger == 70", true},
    {"trust == 20", true},
    {"credit == 5", true},
    {"asks == -3", true},
    {"seen.account == 1", true},
    {"seen.account.letter == 0", true},
    {"visits.opening == 2 and visits.walk == 0", true},
    {"took.opening.waive == 1 and took.opening.refuse == 0", true},
    {"true == 1", true},
    {"false == 0", true},
    /* truth: 0 is false here, everything else true */
    {"seen.account", true},
    {"seen.account.letter", false},
    {"asks", true},
    {"not asks", false},
    {"not 0", true},
    {"not not 5 == 1", true},
    {"2 and 4", true},
    {"(2 and 4) == 1", true},
    {"(0 or 7) == 1", true},
    {"0 or 0", false},
    /* comparisons */
    {"1 < 1", false},
    {"1 <= 1", true},
    {"2 > 1", true},
    {"1 >= 2", false},
    {"1 ~= 2", true},
    {"1 ~= 1", false},
    {"(1 < 2) == (3 < 4)", true},
    /* precedence, as in Lua */
    {"1 + 2 * 3 == 7", true},
    {"(1 + 2) * 3 == 9", true},
    {"10 - 4 - 3 == 3", true},
    {"2 * 3 - 4 * 5 == -14", true},
    {"-2 * 3 == -6", true},
    {"- - 2 == 2", true},
    {"-(2 + 3) == -5", true},
    {"not 1 == 2", false},  /* (not 1) == 2 */
    {"not (1 == 2)", true}, /* */
    {"not 0 == 1", true},   /* (not 0) == 1 */
    {"not 0 + 1 == 2", true},
    {"1 or 0 and 0", true}, /* 1 or (0 and 0) */
    {"(1 or 0) and 0", false},
    {"0 and 0 or 1", true},
    {"1 == 1 and 2 == 2", true},
    {"1 < 2 and 2 < 3", true},
    {"1 + 1 < 3", true},
    {"anger >= 70 and not (trust > 50) or credit", true},
    /* 64 bits that saturate */
    {"9223372036854775807 + 1 == 9223372036854775807", true},
    {"-9223372036854775807 - 1 < -9223372036854775807", true},
    {"-9223372036854775807 - 2 == -9223372036854775807 - 1", true},
    {"-9223372036854775807 - 100 - 1 == -9223372036854775807 - 1", true},
    {"-(-9223372036854775807 - 1) == 9223372036854775807", true},
    {"4294967296 * 4294967296 == 9223372036854775807", true},
    {"-4294967296 * 4294967296 == -9223372036854775807 - 1", true},
    {"-4294967296 * -4294967296 == 9223372036854775807", true},
    {"(-9223372036854775807 - 1) * -1 == 9223372036854775807", true},
    {"3037000500 * 3037000500 == 9223372036854775807", true},
    {"3037000499 * 3037000499 == 9223372030926249001", true},
    /* blanks */
    {"  anger\t>=\n70  ", true},
    {"anger>=70", true},
    {"1-1==0", true},
};

static void what_holds(void **state) {
    struct scenario *scenario = *state;
    int32_t slots[64];
    assert_true(scenario->slot_count <= 64);
    fill(scenario, slots);
    for (size_t i = 0; i < sizeof truths / sizeof *truths; i++) {
        const struct condition *condition;
        struct err err = {0};
        if (condition_parse(scenario, truths[i].text, &condition, &err) != CONDITION_OK)
            fail_msg("\"%s\": %s", truths[i].text, err.text);
        if (condition_holds(condition, slots) != truths[i].holds)
            fail_msg("\"%s\" must be %s", truths[i].text, truths[i].holds ? "true" : "false");
        assert_string_equal(condition_source(condition), truths[i].text);
    }
}

static void no_condition_always_holds(void **state) {
    (void)state;
    assert_true(condition_holds(NULL, NULL));
    assert_null(condition_source(NULL));
}

/* ---- what is refused ------------------------------------------------------------------------- */

static const struct {
    const char *text;
    enum condition_fault fault;
    const char *says;
} faults[] = {
    {"", CONDITION_SYNTAX, "a name or a number is missing at the end"},
    {"   ", CONDITION_SYNTAX, "missing at the end"},
    {"anger >=", CONDITION_SYNTAX, "missing at the end"},
    {"anger > = 3", CONDITION_SYNTAX, "missing at \"=\""},
    {"and 1", CONDITION_SYNTAX, "missing at \"and\""},
    {"1 and and 1", CONDITION_SYNTAX, "missing at \"and\""},
    {"1 or", CONDITION_SYNTAX, "missing at the end"},
    {"anger 3", CONDITION_SYNTAX, "an operator is missing at \"3\""},
    {"anger = 3", CONDITION_SYNTAX, "write == for ="},
    {"anger != 3", CONDITION_SYNTAX, "write ~= for !="},
    {"anger / 3", CONDITION_SYNTAX, "an operator is missing at \"/\""},
    {"anger % 3 == 0", CONDITION_SYNTAX, "an operator is missing at \"%\""},
    {"anger .. trust", CONDITION_SYNTAX, "an operator is missing at \"..\""},
    {"(anger", CONDITION_SYNTAX, "a closing parenthesis is missing at the end"},
    {"anger)", CONDITION_SYNTAX, "an operator is missing at \")\""},
    {"()", CONDITION_SYNTAX, "missing at \")\""},
    {"1 < 2 < 3", CONDITION_SYNTAX, "comparisons do not chain"},
    {"1 == 2 == 3", CONDITION_SYNTAX, "comparisons do not chain"},
    {"1 and 2 < 3 < 4", CONDITION_SYNTAX, "comparisons do not chain"},
    {"3x", CONDITION_SYNTAX, "only whole decimal numbers"},
    {"0x10", CONDITION_SYNTAX, "only whole decimal numbers"},
    {"1.5", CONDITION_SYNTAX, "only whole decimal numbers"},
    {"1e9", CONDITION_SYNTAX, "only whole decimal numbers"},
    {"9223372036854775808", CONDITION_SYNTAX, "the number is too large"},
    {"99999999999999999999999", CONDITION_SYNTAX, "the number is too large"},
    {"\"x\"", CONDITION_SYNTAX, "there are no texts in them"},
    {"os.exit()", CONDITION_UNKNOWN_WORD, "unknown word 'os.exit'"},
    {"angr > 3", CONDITION_UNKNOWN_WORD, "did you mean 'anger'?"},
    {"trsut > 3", CONDITION_UNKNOWN_WORD, "did you mean 'trust'?"},
    {"credits == 1", CONDITION_UNKNOWN_WORD, "did you mean 'credit'?"},
    {"seen.acount == 1", CONDITION_UNKNOWN_WORD, "did you mean 'seen.account'?"},
    {"seen.account.leter", CONDITION_UNKNOWN_WORD, "did you mean 'seen.account.letter'?"},
    {"visits.opning > 1", CONDITION_UNKNOWN_WORD, "did you mean 'visits.opening'?"},
    {"took.opening.wave", CONDITION_UNKNOWN_WORD, "did you mean 'took.opening.waive'?"},
    {"True", CONDITION_UNKNOWN_WORD, "unknown word 'True'"},
    {"zzzzzzzz", CONDITION_UNKNOWN_WORD, "known are anger, trust, declared variables"},
    {"nil", CONDITION_UNKNOWN_WORD, "unknown word 'nil'"},
    {".5", CONDITION_UNKNOWN_WORD, "unknown word '.5'"},
    /* the first fault counts */
    {"angr > > 3", CONDITION_UNKNOWN_WORD, "angr"},
    {"> angr", CONDITION_SYNTAX, "missing at \">\""},
};

static void what_is_refused(void **state) {
    struct scenario *scenario = *state;
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        const struct condition *condition = (const struct condition *)&faults;
        struct err err = {0};
        enum condition_fault fault = condition_parse(scenario, faults[i].text, &condition, &err);
        if (fault != faults[i].fault)
            fail_msg("\"%s\": fault %d, not %d (%s)", faults[i].text, fault, faults[i].fault,
                     err.text);
        if (!strstr(err.text, faults[i].says))
            fail_msg("\"%s\": said \"%s\", not \"%s\"", faults[i].text, err.text, faults[i].says);
        assert_int_equal(err.code, ERR_CONTENT);
        assert_null(condition);
    }
}

/* However the text is cut for the message, the message stays UTF-8. */
static void messages_are_utf8(void **state) {
    struct scenario *scenario = *state;
    static const char *const texts[] = {"\xC3\xA4rger > 3", "anger > \xD8\xB6", "\xF0\x9F\x98\x80"};
    struct buf text = {0};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        for (size_t lead = 0; lead < 130; lead++) {
            buf_clear(&text);
            for (size_t k = 0; k < lead; k++)
                buf_char(&text, ' ');
            for (int k = 0; k < 20; k++)
                buf_text(&text, texts[i]);
            const struct condition *condition;
            struct err err = {0};
            assert_int_not_equal(condition_parse(scenario, buf_cstr(&text), &condition, &err),
                                 CONDITION_OK);
            if (!utf8_is_valid(err.text, strlen(err.text)))
                fail_msg("%zu blanks and %s: the message is not UTF-8", lead, texts[i]);
        }
    buf_finish(&text);
}

/* ---- bounds ---------------------------------------------------------------------------------- */

static enum condition_fault parse_repeated(struct scenario *scenario, const char *before,
                                           const char *middle, const char *after, int times,
                                           struct err *err) {
    struct buf text = {0};
    for (int i = 0; i < times; i++)
        buf_text(&text, before);
    buf_text(&text, middle);
    for (int i = 0; i < times; i++)
        buf_text(&text, after);
    const struct condition *condition;
    *err = (struct err){0};
    enum condition_fault fault = condition_parse(scenario, buf_cstr(&text), &condition, err);
    buf_finish(&text);
    return fault;
}

static void bounds(void **state) {
    static const struct {
        const char *before, *middle, *after;
        int times;
        enum condition_fault fault;
        const char *says;
    } cases[] = {
        {"1 + ", "1", "", 64, CONDITION_OK, NULL},
        {"1 + ", "1", "", 65, CONDITION_TOO_LARGE, "more than 64 operators"},
        {"(", "1", ")", 32, CONDITION_OK, NULL},
        {"(", "1", ")", 33, CONDITION_TOO_LARGE, "nested deeper than 32"},
        {"not ", "1", "", 32, CONDITION_OK, NULL},
        {"not ", "1", "", 33, CONDITION_TOO_LARGE, "nested deeper than 32"},
        {"-", "1", "", 32, CONDITION_OK, NULL},
        {"-", "1", "", 33, CONDITION_TOO_LARGE, "nested deeper than 32"},
        {"-(", "1", ")", 16, CONDITION_OK, NULL},
        {"-(", "1", ")", 17, CONDITION_TOO_LARGE, "nested deeper than 32"},
        {"(", "", "", 100000, CONDITION_TOO_LARGE, "nested"},
        {"not ", "", "", 100000, CONDITION_TOO_LARGE, "nested"},
        {"- ", "", "", 100000, CONDITION_TOO_LARGE, "nested"},
        {"1 == 1 and ", "1", "", 32, CONDITION_OK, NULL},
        {"1 == 1 and ", "1", "", 33, CONDITION_TOO_LARGE, "more than 64 operators"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct err err;
        enum condition_fault fault = parse_repeated(*state, cases[i].before, cases[i].middle,
                                                    cases[i].after, cases[i].times, &err);
        if (fault != cases[i].fault)
            fail_msg("%d times \"%s\": fault %d (%s)", cases[i].times, cases[i].before, fault,
                     err.text);
        if (cases[i].says)
            assert_non_null(strstr(err.text, cases[i].says));
    }
}

/* The largest a condition can be, evaluated: the stack of the evaluator holds it. */
static void deepest_stack(void **state) {
    struct scenario *scenario = *state;
    struct buf text = {0};
    for (int i = 0; i < 31; i++)
        buf_text(&text, "1 + 2 * (");
    buf_text(&text, "1");
    for (int i = 0; i < 31; i++)
        buf_text(&text, ")");
    const struct condition *condition;
    int32_t slots[64];
    fill(scenario, slots);
    struct err err = {0};
    assert_int_equal(condition_parse(scenario, buf_cstr(&text), &condition, &err), CONDITION_OK);
    assert_true(condition_holds(condition, slots));
    buf_finish(&text);
}

/* ---- against an independent evaluator ---------------------------------------------------------
 * A tree is drawn, written with as few parentheses as Lua's precedence allows, evaluated here by
 * the rules in 128 bits, and must come out the same. */

enum { NODES_MAX = 128 }; /* a full tree of depth 6 */
struct tree {
    int op; /* index into ops, -1: an integer, -2: a slot */
    int64_t value;
    int left, right;
};
static const struct {
    const char *text;
    int binds;
    bool is_unary;
} ops[] = {
    {"or", 1, false}, {"and", 2, false}, {"==", 3, false}, {"~=", 3, false}, {"<", 3, false},
    {"<=", 3, false}, {">", 3, false},   {">=", 3, false}, {"+", 4, false},  {"-", 4, false},
    {"*", 5, false},  {"not", 6, true},  {"-", 6, true},
};

struct forest {
    struct tree nodes[NODES_MAX];
    int count;
    uint64_t random;
};

static int draw(struct forest *forest, int depth) {
    int me = forest->count++;
    uint64_t r = splitmix64(&forest->random);
    struct tree node = {.op = -1};
    if (depth == 0 || r % 5 == 0) {
        static const int64_t integers[] = {0, 1, 2, 3, 5, 20, 70, 1000000, INT64_MAX, 4294967296};
        node.op = r >> 8 & 1 ? -2 : -1;
        node.value = node.op == -1 ? integers[(r >> 16) % 10] : (int64_t)((r >> 16) % 7);
    } else {
        node.op = (int)((r >> 8) % (sizeof ops / sizeof *ops));
        node.left = draw(forest, depth - 1);
        node.right = ops[node.op].is_unary ? -1 : draw(forest, depth - 1);
    }
    forest->nodes[me] = node;
    return me;
}

static void write_tree(const struct forest *forest, int index, int outer, struct buf *out) {
    const struct tree *node = &forest->nodes[index];
    if (node->op == -1) {
        buf_int(out, node->value);
    } else if (node->op == -2) {
        buf_text(out, values[node->value].name);
    } else {
        int binds = ops[node->op].binds;
        bool needs = binds < outer;
        buf_text(out, needs ? "(" : "");
        if (ops[node->op].is_unary) {
            buf_printf(out, "%s ", ops[node->op].text);
            write_tree(forest, node->left, binds, out);
        } else {
            /* left associative; comparisons do not chain */
            write_tree(forest, node->left, binds == 3 ? 4 : binds, out);
            buf_printf(out, " %s ", ops[node->op].text);
            write_tree(forest, node->right, binds + 1, out);
        }
        buf_text(out, needs ? ")" : "");
    }
}

static int64_t saturate(__int128 value) {
    return value > INT64_MAX ? INT64_MAX : value < INT64_MIN ? INT64_MIN : (int64_t)value;
}

static int64_t evaluate(const struct forest *forest, int index) {
    const struct tree *node = &forest->nodes[index];
    if (node->op == -1)
        return node->value;
    if (node->op == -2)
        return values[node->value].value;
    __int128 a = evaluate(forest, node->left);
    __int128 b = node->right >= 0 ? evaluate(forest, node->right) : 0;
    const char *op = ops[node->op].text;
    if (ops[node->op].is_unary)
        return *op == '-' ? saturate(-a) : !a;
    if (*op == 'o' || *op == 'a')
        return *op == 'o' ? a || b : a && b;
    if (strchr("+-*", *op))
        return saturate(*op == '+' ? a + b : *op == '-' ? a - b : a * b);
    if (*op == '=' || *op == '~')
        return *op == '=' ? a == b : a != b;
    if (op[1] == '=')
        return *op == '<' ? a <= b : a >= b;
    return *op == '<' ? a < b : a > b;
}

static void as_an_independent_evaluator(void **state) {
    struct scenario *scenario = *state;
    int32_t slots[64];
    fill(scenario, slots);
    struct buf text = {0};
    for (uint64_t seed = 0; seed < 20000; seed++) {
        struct forest forest = {.random = seed};
        int tree = draw(&forest, 2 + (int)(seed % 5));
        buf_clear(&text);
        write_tree(&forest, tree, 0, &text);
        const struct condition *condition;
        struct err err = {0};
        if (condition_parse(scenario, buf_cstr(&text), &condition, &err) != CONDITION_OK)
            fail_msg("%s: %s", buf_cstr(&text), err.text);
        if (condition_holds(condition, slots) != (evaluate(&forest, tree) != 0))
            fail_msg("%s: must be %lld", buf_cstr(&text), (long long)evaluate(&forest, tree));
    }
    buf_finish(&text);
}

/* ---- what it reads, variants and branches ---------------------------------------------------- */

static void note_slot(void *self, int slot) {
    int32_t *seen = self;
    seen[slot]++;
}

static void slots_it_reads(void **state) {
    struct scenario *scenario = *state;
    const struct condition *condition;
    assert_int_equal(condition_parse(scenario, "anger > credit or not credit", &condition, NULL),
                     CONDITION_OK);
    int32_t seen[64] = {0};
    condition_slots(condition, note_slot, seen);
    condition_slots(NULL, note_slot, seen);
    for (int i = 0; i < scenario->slot_count; i++)
        assert_int_equal(seen[i], i == SLOT_ANGER                             ? 1
                                  : i == scenario_slot(scenario, "credit", 6) ? 2
                                                                              : 0);
}

static void first_variant_that_holds(void **state) {
    struct scenario *scenario = *state;
    int32_t slots[64];
    fill(scenario, slots);
    const struct condition *no, *yes;
    condition_parse(scenario, "anger < 0", &no, NULL);
    condition_parse(scenario, "anger > 0", &yes, NULL);
    const struct condition *const cases[][3] = {
        {yes, yes, NULL}, {no, yes, NULL}, {no, no, NULL}, {no, no, no}, {NULL, yes, NULL}};
    static const int expected[] = {0, 1, 2, -1, 0};
    for (size_t i = 0; i < 5; i++) {
        struct variant variants[3] = {{0}};
        struct branch branches[3] = {{0}};
        for (int k = 0; k < 3; k++)
            variants[k].when = branches[k].when = cases[i][k];
        assert_int_equal(variants_choose(&(struct variants){variants, 3}, slots), expected[i]);
        assert_int_equal(branches_choose(&(struct branches){branches, 3}, slots), expected[i]);
    }
    assert_int_equal(variants_choose(&(struct variants){0}, slots), -1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_holds, setup, teardown),
        cmocka_unit_test(no_condition_always_holds),
        cmocka_unit_test_setup_teardown(what_is_refused, setup, teardown),
        cmocka_unit_test_setup_teardown(messages_are_utf8, setup, teardown),
        cmocka_unit_test_setup_teardown(bounds, setup, teardown),
        cmocka_unit_test_setup_teardown(deepest_stack, setup, teardown),
        cmocka_unit_test_setup_teardown(as_an_independent_evaluator, setup, teardown),
        cmocka_unit_test_setup_teardown(slots_it_reads, setup, teardown),
        cmocka_unit_test_setup_teardown(first_variant_that_holds, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
