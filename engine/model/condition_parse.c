#include "base/suggest.h"
#include "model/condition.h"
#include "model/condition_code.h"

#include <ctype.h>
#include <string.h>

/* Precedence climbing over a token at a time. The nesting limit and the operator limit bound the
 * recursion. */
struct parser {
    const struct scenario *scenario;
    const char *text, *at; /* `at` is behind the token */
    const char *token;
    size_t len; /* 0: the end */
    int operators, nesting;
    struct condition_step steps[CONDITION_STEPS_MAX];
    int count;
    bool is_expression; /* `//` is allowed */
    enum condition_fault fault;
    struct err *err;
};

struct infix {
    const char *text;
    enum condition_op op;
    int binds; /* higher binds tighter; all are left associative */
};

enum { BINDS_COMPARISON = 3 };

static const struct infix infixes[] = {
    {"or", OP_OR, 1},      {"and", OP_AND, 2},     {"==", OP_EQUAL, 3},   {"~=", OP_DIFFERENT, 3},
    {"<=", OP_AT_MOST, 3}, {">=", OP_AT_LEAST, 3}, {"<", OP_LESS, 3},     {">", OP_MORE, 3},
    {"+", OP_ADD, 4},      {"-", OP_SUBTRACT, 4},  {"*", OP_MULTIPLY, 5}, {"//", OP_DIVIDE, 5},
};
enum { BINDS_UNARY = 6 };

static void fault(struct parser *parser, enum condition_fault kind) {
    if (parser->fault == CONDITION_OK)
        parser->fault = kind;
}

static bool is_word_char(char c) {
    return isalnum((unsigned char)c) || c == '_' || c == '.';
}

static bool is_inside_character(char c) {
    return ((unsigned char)c & 0xC0) == 0x80;
}

/* How much of a text a message shows: at most `most` bytes of it, in whole UTF-8 characters. */
static int excerpt(const char *text, size_t len, size_t most) {
    if (len <= most)
        return (int)len;
    while (most > 0 && is_inside_character(text[most]))
        most--;
    return (int)most;
}

enum { EXCERPT_CONDITION = 120, EXCERPT_TOKEN = 40 };

static int shown(const struct parser *parser) {
    return excerpt(parser->text, strlen(parser->text), EXCERPT_CONDITION);
}

static void next(struct parser *parser) {
    while (*parser->at == ' ' || *parser->at == '\t' || *parser->at == '\n')
        parser->at++;
    parser->token = parser->at;
    char c = *parser->at;
    if (c == '\0') {
        parser->len = 0;
        return;
    }
    size_t len = 1;
    if (is_word_char(c))
        while (is_word_char(parser->at[len]))
            len++;
    else if ((strchr("=~<>!", c) && parser->at[1] == '=') ||
             (strchr("&|/", c) && parser->at[1] == c) || (c == '=' && strchr("<>", parser->at[1])))
        len = parser->at[1] ? 2 : 1;
    else
        while (is_inside_character(parser->at[len]))
            len++;
    parser->len = len;
    parser->at += len;
}

static bool is(const struct parser *parser, const char *word) {
    return parser->len == strlen(word) && memcmp(parser->token, word, parser->len) == 0;
}

static const char no_operator[] = "an operator is missing";

/* Signs of other languages, with what they are here; the last ones stand before a value, too. */
static const char *meant_by(const struct parser *parser, bool is_operator) {
    enum { SIGNS_FROM = 11 };
    static const char *const signs[][2] = {
        {"&&", "and"},          {"&", "and"},
        {"||", "or"},           {"|", "or"},
        {"!=", "~="},           {"=", "=="},
        {"=>", ">="},           {"=<", "<="},
        {"\xE2\x89\xA5", ">="}, {"\xE2\x89\xA4", "<="},
        {"\xE2\x89\xA0", "~="}, {"!", "not"},
        {"\xE2\x88\x92", "-"},  {"\xC3\x97", "*"},
    };
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (is(parser, signs[i][0]))
            return is_operator || i >= SIGNS_FROM ? signs[i][1] : NULL;
    return NULL;
}

static void syntax(struct parser *parser, const char *what) {
    if (parser->fault != CONDITION_OK)
        return;
    const char *meant = meant_by(parser, what == no_operator);
    fault(parser, CONDITION_SYNTAX);
    if (meant)
        err_set(parser->err, ERR_CONTENT, "condition \"%.*s\": write %s for %.*s", shown(parser),
                parser->text, meant, excerpt(parser->token, parser->len, EXCERPT_TOKEN),
                parser->token);
    else if (parser->len && strchr("\"'", *parser->token))
        err_set(parser->err, ERR_CONTENT,
                "condition \"%.*s\": conditions compare whole numbers; there are no texts in them",
                shown(parser), parser->text);
    else if (parser->len)
        err_set(parser->err, ERR_CONTENT, "condition \"%.*s\": %s at \"%.*s\"", shown(parser),
                parser->text, what, excerpt(parser->token, parser->len, EXCERPT_TOKEN),
                parser->token);
    else
        err_set(parser->err, ERR_CONTENT, "condition \"%.*s\": %s at the end", shown(parser),
                parser->text, what);
}

static void emit(struct parser *parser, enum condition_op op, int64_t value) {
    if (parser->fault != CONDITION_OK)
        return;
    if ((op > OP_SLOT && ++parser->operators > CONDITION_OPERATORS_MAX) ||
        parser->count == CONDITION_STEPS_MAX) {
        fault(parser, CONDITION_TOO_LARGE);
        err_set(parser->err, ERR_CONTENT,
                "the condition has more than %d operators; split it over two variables",
                CONDITION_OPERATORS_MAX);
        return;
    }
    parser->steps[parser->count++] = (struct condition_step){op, value};
}

static void unknown_word(struct parser *parser) {
    fault(parser, CONDITION_UNKNOWN_WORD);
    char word[200];
    size_t len = parser->len < sizeof word - 1 ? parser->len : sizeof word - 1;
    memcpy(word, parser->token, len);
    word[len] = '\0';
    struct suggest suggest;
    suggest_init(&suggest, word);
    for (int i = 0; i < parser->scenario->slot_count; i++)
        suggest_add(&suggest, parser->scenario->slot_names[i]);
    if (suggest.best)
        err_set(parser->err, ERR_CONTENT,
                "condition \"%.*s\": unknown word '%s'; did you mean '%s'?", shown(parser),
                parser->text, word, suggest.best);
    else
        err_set(
            parser->err, ERR_CONTENT,
            "condition \"%.*s\": unknown word '%s'; known are anger, trust, declared variables, "
            "seen.CARD, seen.CARD.FACT, visits.SCENE, took.SCENE.OPTION",
            shown(parser), parser->text, word);
}

static void integer(struct parser *parser) {
    int64_t value = 0;
    for (size_t i = 0; i < parser->len; i++) {
        if (!isdigit((unsigned char)parser->token[i])) {
            syntax(parser, "only whole decimal numbers are allowed,");
            return;
        }
        if (__builtin_mul_overflow(value, (int64_t)10, &value) ||
            __builtin_add_overflow(value, (int64_t)(parser->token[i] - '0'), &value)) {
            syntax(parser, "the number is too large,");
            return;
        }
    }
    emit(parser, OP_INTEGER, value);
}

static void expression(struct parser *parser, int binds);

static void enter(struct parser *parser) {
    if (++parser->nesting <= CONDITION_NESTING_MAX || parser->fault != CONDITION_OK)
        return;
    fault(parser, CONDITION_TOO_LARGE);
    err_set(parser->err, ERR_CONTENT, "the condition is nested deeper than %d",
            CONDITION_NESTING_MAX);
}

static void prefix(struct parser *parser, enum condition_op op) {
    next(parser);
    enter(parser);
    if (parser->fault == CONDITION_OK)
        expression(parser, BINDS_UNARY);
    parser->nesting--;
    emit(parser, op, 0);
}

static void parentheses(struct parser *parser) {
    next(parser);
    enter(parser);
    if (parser->fault == CONDITION_OK)
        expression(parser, 1);
    parser->nesting--;
    if (!is(parser, ")"))
        syntax(parser, "a closing parenthesis is missing");
    else
        next(parser);
}

static void operand(struct parser *parser) {
    if (is(parser, "not")) {
        prefix(parser, OP_NOT);
    } else if (is(parser, "-")) {
        prefix(parser, OP_NEGATE);
    } else if (is(parser, "(")) {
        parentheses(parser);
    } else if (is(parser, "and") || is(parser, "or") || parser->len == 0 ||
               !is_word_char(*parser->token)) {
        syntax(parser, "a name or a number is missing");
    } else {
        int slot = scenario_slot(parser->scenario, parser->token, parser->len);
        if (is(parser, "true") || is(parser, "false"))
            emit(parser, OP_INTEGER, is(parser, "true"));
        else if (isdigit((unsigned char)*parser->token))
            integer(parser);
        else if (slot >= 0)
            emit(parser, OP_SLOT, slot);
        else if (parser->fault == CONDITION_OK)
            unknown_word(parser);
        next(parser);
    }
}

static const struct infix *infix_here(const struct parser *parser) {
    for (size_t i = 0; i < sizeof infixes / sizeof *infixes; i++)
        if (is(parser, infixes[i].text))
            return &infixes[i];
    return NULL;
}

static bool is_positive_constant(const struct parser *parser, int from) {
    return parser->count == from + 1 && parser->steps[from].op == OP_INTEGER &&
           parser->steps[from].value > 0;
}

static void expression(struct parser *parser, int binds) {
    operand(parser);
    bool compared = false;
    for (const struct infix *infix;
         parser->fault == CONDITION_OK && (infix = infix_here(parser)) && infix->binds >= binds;) {
        if (infix->binds == BINDS_COMPARISON && compared) {
            syntax(parser, "comparisons do not chain; join them with 'and'");
            return;
        }
        if (infix->op == OP_DIVIDE && !parser->is_expression) {
            syntax(parser, "'//' works in cost and csat only,");
            return;
        }
        compared = infix->binds == BINDS_COMPARISON;
        next(parser);
        int from = parser->count;
        expression(parser, infix->binds + 1);
        if (infix->op == OP_DIVIDE && !is_positive_constant(parser, from))
            syntax(parser, "only a whole number above 0 can stand behind '//',");
        emit(parser, infix->op, 0);
    }
}

static enum condition_fault parse(struct scenario *scenario, const char *text, bool is_expression,
                                  const struct condition **out, struct err *err) {
    struct parser parser = {
        .scenario = scenario, .text = text, .at = text, .is_expression = is_expression, .err = err};
    *out = NULL;
    next(&parser);
    expression(&parser, 1);
    if (parser.fault == CONDITION_OK && parser.len)
        syntax(&parser, no_operator);
    if (parser.fault != CONDITION_OK)
        return parser.fault;
    size_t bytes = (size_t)parser.count * sizeof parser.steps[0];
    struct condition *condition = arena_alloc(scenario->arena, sizeof *condition + bytes);
    char *source = arena_text(scenario->arena, text, strlen(text));
    if (!condition || !source) {
        err_memory(err);
        return CONDITION_NO_MEMORY;
    }
    condition->source = source;
    condition->count = parser.count;
    memcpy(condition->steps, parser.steps, bytes);
    *out = condition;
    return CONDITION_OK;
}

enum condition_fault condition_parse(struct scenario *scenario, const char *text,
                                     const struct condition **out, struct err *err) {
    return parse(scenario, text, false, out, err);
}

enum condition_fault expression_parse(struct scenario *scenario, const char *text,
                                      const struct condition **out, struct err *err) {
    return parse(scenario, text, true, out, err);
}
