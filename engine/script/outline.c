#include "script/outline.h"

#include <stdlib.h>
#include <string.h>

/* ---- entries of a table ---- */

static const char *const openers[] = {"function", "if", "do", "repeat"};
static const char *const closers[] = {"end", "until"};

static bool is_one_of(const char *text, struct token token, const char *const *words,
                      size_t count) {
    for (size_t i = 0; i < count; i++)
        if (token_is(text, token, words[i]))
            return true;
    return false;
}

/* +1 for what opens a bracket or a block of Lua, -1 for what closes one. */
static int nesting_of(const char *text, struct token token) {
    if (token.kind == TOKEN_SIGN && token.len == 1) {
        char c = text[token.at];
        return (c == '{' || c == '(' || c == '[') - (c == '}' || c == ')' || c == ']');
    }
    if (token.kind != TOKEN_NAME)
        return 0;
    return is_one_of(text, token, openers, 4) - is_one_of(text, token, closers, 2);
}

static struct token without_quotes(struct token token) {
    if (token.len < 2)
        return token;
    return (struct token){token.kind, token.at + 1, token.len - 2};
}

/* `name =` or `["name"] =` at `first`: the key, and `lexer` stands behind the `=`. */
static bool take_key(struct lexer *lexer, struct token first, struct token *key) {
    struct lexer ahead = *lexer;
    struct token token = token_next(&ahead);
    *key = first;
    if (token_is(ahead.text, first, "[") && token.kind == TOKEN_TEXT) {
        *key = without_quotes(token);
        if (!token_is(ahead.text, token_next(&ahead), "]"))
            return false;
        token = token_next(&ahead);
    } else if (first.kind != TOKEN_NAME) {
        return false;
    }
    if (!token_is(ahead.text, token, "="))
        return false;
    *lexer = ahead;
    return true;
}

bool entry_next(struct lexer *lexer, struct entry *out) {
    const char *text = lexer->text;
    struct token token = token_next(lexer);
    while (token_is(text, token, ",") || token_is(text, token, ";"))
        token = token_next(lexer);
    if (token.kind == TOKEN_END || nesting_of(text, token) < 0)
        return false;
    *out = (struct entry){.begin = token.at};
    if (take_key(lexer, token, &out->key))
        token = token_next(lexer);
    else
        out->key.len = 0;
    out->value = token;
    out->end = token.at;
    for (int depth = 0; token.kind != TOKEN_END;) {
        depth += nesting_of(text, token);
        if (depth < 0)
            break;
        out->end = token.at + token.len;
        struct lexer before = *lexer;
        token = token_next(lexer);
        bool ends = depth == 0 && (token_is(text, token, ",") || token_is(text, token, ";"));
        if (ends || (depth == 0 && nesting_of(text, token) < 0)) {
            *lexer = before;
            break;
        }
    }
    return true;
}

/* What was read since `from` is taken from the budget. False: nothing is left of it. */
static bool spend(size_t *budget, size_t bytes) {
    *budget -= bytes < *budget ? bytes : *budget;
    return *budget > 0;
}

bool entry_around(const char *text, size_t len, uint32_t brace, uint32_t at, size_t *budget,
                  struct entry *out) {
    struct lexer lexer;
    struct entry entry;
    bool is_found = false;
    lexer_init(&lexer, text, len);
    lexer.at = brace + 1;
    while (entry_next(&lexer, &entry) && spend(budget, entry.end - entry.begin) &&
           entry.begin <= at) {
        if (at >= entry.end)
            continue;
        *out = entry;
        is_found = true;
        if (!token_is(text, entry.value, "{") || at <= entry.value.at)
            break;
        lexer.at = entry.value.at + 1;
    }
    return is_found;
}

bool entry_find(const char *text, size_t len, uint32_t brace, const char *key, int item,
                size_t *budget, struct entry *out) {
    struct lexer lexer;
    struct entry entry;
    bool is_found = false;
    int items = 0;
    lexer_init(&lexer, text, len);
    lexer.at = brace + 1;
    while (entry_next(&lexer, &entry) && spend(budget, entry.end - entry.begin)) {
        bool is_it = key ? entry.key.len && strlen(key) == entry.key.len &&
                               memcmp(text + entry.key.at, key, entry.key.len) == 0
                         : !entry.key.len && items++ == item;
        if (is_it)
            *out = entry;
        is_found = is_found || is_it;
    }
    return is_found;
}

/* ---- what the text alone shows ---- */

/* An open bracket or block; `keys` counts the keys noted before it. */
struct open {
    char sign; /* '{', '(', '[', or 'b' for a block */
    uint32_t keys;
};

struct key {
    const char *bytes;
    uint32_t len;
};

enum { OPEN_MAX = 256 }; /* Lua's own parser stops at 200 */

struct pass {
    const char *text;
    struct open open[OPEN_MAX];
    int depth;
    struct key *keys; /* of all open tables, the innermost last */
    uint32_t key_count, key_capacity;
    struct token before[3]; /* the last tokens, the newest first */
    void (*each)(void *self, const struct outline_note *note);
    void *self;
};

static bool is_sign(const struct pass *pass, struct token token, char sign) {
    return token.kind == TOKEN_SIGN && token.len == 1 && pass->text[token.at] == sign;
}

static bool begins_entry(const struct pass *pass, struct token before) {
    return is_sign(pass, before, '{') || is_sign(pass, before, ',') || is_sign(pass, before, ';');
}

static bool add_key(struct pass *pass, struct token key) {
    if (pass->key_count == pass->key_capacity) {
        uint32_t capacity = pass->key_capacity ? pass->key_capacity * 2 : 256;
        struct key *grown = realloc(pass->keys, capacity * sizeof *grown);
        if (!grown)
            return false;
        pass->keys = grown;
        pass->key_capacity = capacity;
    }
    pass->keys[pass->key_count++] = (struct key){pass->text + key.at, key.len};
    return true;
}

static bool are_equal(const struct key *x, const struct key *y) {
    return x->len == y->len && memcmp(x->bytes, y->bytes, x->len) == 0;
}

/* By their bytes, then by their place. */
static int by_bytes(const void *a, const void *b) {
    const struct key *x = a, *y = b;
    int order = memcmp(x->bytes, y->bytes, x->len < y->len ? x->len : y->len);
    if (order == 0)
        order = (x->len > y->len) - (x->len < y->len);
    return order ? order : (x->bytes > y->bytes) - (x->bytes < y->bytes);
}

static void tell_double(struct pass *pass, const struct key *first, const struct key *second) {
    uint32_t at = (uint32_t)(second->bytes - pass->text);
    struct outline_note note = {
        OUTLINE_DOUBLE, {TOKEN_NAME, at, second->len}, (uint32_t)(first->bytes - pass->text), at};
    pass->each(pass->self, &note);
}

/* Few keys are compared each with each; many are sorted, so that nobody can make it slow. */
static void close_table(struct pass *pass, uint32_t from) {
    enum { FEW = 12 };
    uint32_t count = pass->key_count - from;
    if (!count)
        return;
    struct key *keys = pass->keys + from;
    if (count > FEW) {
        qsort(keys, count, sizeof *keys, by_bytes);
        for (uint32_t i = 1, first = 0; i < count; i++)
            if (are_equal(&keys[first], &keys[i]))
                tell_double(pass, &keys[first], &keys[i]);
            else
                first = i;
        return;
    }
    for (uint32_t i = 1; i < count; i++) {
        uint32_t first = 0;
        while (!are_equal(&keys[first], &keys[i])) /* at the latest itself */
            first++;
        if (first < i)
            tell_double(pass, &keys[first], &keys[i]);
    }
}

/* `key = nil ,` or `{ nil }`: it came to nothing. */
static void look_for_nil(struct pass *pass) {
    struct token word = pass->before[0], sign = pass->before[1];
    struct outline_note note = {OUTLINE_NIL, {0}, 0, word.at};
    if (!token_is(pass->text, word, "nil"))
        return;
    if (is_sign(pass, sign, '=') && pass->before[2].kind == TOKEN_NAME)
        note.key = pass->before[2];
    else if (!begins_entry(pass, sign))
        return;
    pass->each(pass->self, &note);
}

static bool note_key(struct pass *pass) {
    const struct token *before = pass->before;
    if (before[0].kind == TOKEN_NAME)
        return !begins_entry(pass, before[1]) || add_key(pass, before[0]);
    bool is_quoted = is_sign(pass, before[0], ']') && before[1].kind == TOKEN_TEXT &&
                     is_sign(pass, before[2], '[');
    return !is_quoted || add_key(pass, without_quotes(before[1]));
}

static void open_one(struct pass *pass, char sign) {
    pass->open[pass->depth++] = (struct open){sign, pass->key_count};
}

static void close_one(struct pass *pass, struct token token) {
    const struct open *open = &pass->open[--pass->depth];
    if (open->sign == '{' && is_sign(pass, token, '}'))
        close_table(pass, open->keys);
    pass->key_count = open->keys;
}

/* False: out of memory. */
static bool pass_sign(struct pass *pass, struct token token) {
    char c = pass->text[token.at];
    bool is_table = pass->depth && pass->open[pass->depth - 1].sign == '{';
    if (token.len > 1)
        return true;
    if (c == '=')
        return !is_table || note_key(pass);
    if (is_table && (c == ',' || c == ';' || c == '}'))
        look_for_nil(pass);
    if (c == '{' || c == '(' || c == '[')
        open_one(pass, c);
    else if ((c == '}' || c == ')' || c == ']') && pass->depth)
        close_one(pass, token);
    return true;
}

static void pass_name(struct pass *pass, struct token token) {
    char c = pass->text[token.at];
    if (c != 'f' && c != 'i' && c != 'd' && c != 'r' && c != 'e' && c != 'u')
        return;
    if (is_one_of(pass->text, token, openers, 4))
        open_one(pass, 'b');
    else if (pass->depth && is_one_of(pass->text, token, closers, 2))
        close_one(pass, token);
    if (token_is(pass->text, token, "do") && token_is(pass->text, pass->before[0], "nil") &&
        token_is(pass->text, pass->before[1], "in")) {
        struct outline_note note = {OUTLINE_NIL_LOOP, {0}, 0, pass->before[0].at};
        pass->each(pass->self, &note);
    }
}

bool outline_scan(const char *text, size_t len,
                  void (*each)(void *self, const struct outline_note *note), void *self) {
    struct pass pass = {.text = text, .each = each, .self = self};
    struct lexer lexer;
    bool ok = true;
    lexer_init(&lexer, text, len);
    while (ok && pass.depth < OPEN_MAX) {
        struct token token = token_next(&lexer);
        if (token.kind == TOKEN_END)
            break;
        if (token.kind == TOKEN_SIGN)
            ok = pass_sign(&pass, token);
        else if (token.kind == TOKEN_NAME)
            pass_name(&pass, token);
        pass.before[2] = pass.before[1];
        pass.before[1] = pass.before[0];
        pass.before[0] = token;
    }
    free(pass.keys);
    return ok;
}

/* ---- calls ---- */

/* Behind the parenthesis that was opened, or at its first `{`. A call with very much in it is not
 * looked through. */
static struct token skip_arguments(struct lexer *lexer) {
    enum { ARGUMENT_TOKENS_MAX = 24 };
    for (int i = 0, depth = 1; i < ARGUMENT_TOKENS_MAX; i++) {
        struct token token = token_next(lexer);
        if (token.kind == TOKEN_END || token_is(lexer->text, token, "{"))
            return token;
        depth += nesting_of(lexer->text, token);
        if (depth == 0)
            return token_next(lexer);
    }
    return (struct token){TOKEN_END, lexer->len, 0};
}

static bool is_call(const struct lexer *lexer, struct token word, struct outline_call *call) {
    struct lexer ahead = *lexer;
    struct token token = token_next(&ahead);
    *call = (struct outline_call){.word = word};
    if (token.kind == TOKEN_TEXT) {
        call->id = without_quotes(token);
        token = token_next(&ahead);
    } else if (token_is(ahead.text, token, "(")) {
        token = skip_arguments(&ahead);
    } else if (!token_is(ahead.text, token, "{")) {
        return false;
    }
    if (token_is(ahead.text, token, "{"))
        call->brace = token.at;
    return true;
}

static bool keep_call(struct outline *outline, const struct outline_call *call) {
    if (outline->count == outline->capacity) {
        int capacity = outline->capacity ? outline->capacity * 2 : 64;
        struct outline_call *grown =
            realloc(outline->calls, (size_t)capacity * sizeof *outline->calls);
        if (!grown)
            return false;
        outline->calls = grown;
        outline->capacity = capacity;
    }
    outline->calls[outline->count++] = *call;
    return true;
}

/* The calls whose tables are open, by their index; -1 for other tables. */
struct nest {
    int calls[OPEN_MAX];
    int depth;
};

static void follow_brace(struct outline *outline, struct nest *nest, const char *text,
                         struct token token) {
    enum { LATELY = 8 };
    if (token_is(text, token, "}") && nest->depth) {
        int call = nest->calls[--nest->depth];
        if (call >= 0)
            outline->calls[call].end = token.at;
    } else if (token_is(text, token, "{") && nest->depth < OPEN_MAX) {
        int call = outline->count - 1;
        while (call >= 0 && call > outline->count - LATELY &&
               outline->calls[call].brace != token.at)
            call--;
        bool is_found = call >= 0 && outline->calls[call].brace == token.at;
        nest->calls[nest->depth++] = is_found ? call : -1;
    }
}

bool outline_make(struct outline *outline, const char *text, size_t len) {
    struct lexer lexer;
    struct outline_call call;
    struct nest nest = {.depth = 0};
    uint32_t counted = 0;
    int line = 1;
    lexer_init(&lexer, text, len);
    for (struct token token; (token = token_next(&lexer)).kind != TOKEN_END;) {
        if (token.kind == TOKEN_SIGN)
            follow_brace(outline, &nest, text, token);
        if (token.kind != TOKEN_NAME || !is_call(&lexer, token, &call))
            continue;
        int more, column;
        token_position(text + counted, token.at - counted, &more, &column);
        line += more - 1;
        counted = token.at;
        call.line = line;
        if (!keep_call(outline, &call))
            return false;
    }
    outline->is_made = true;
    return true;
}

void outline_finish(struct outline *outline) {
    free(outline->calls);
    *outline = (struct outline){0};
}

static int first_at(const struct outline *outline, int line) {
    int low = 0, high = outline->count;
    while (low < high) {
        int middle = low + (high - low) / 2;
        if (outline->calls[middle].line < line)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static int fitness(const struct outline_call *call, const char *text, const char *word,
                   const char *id) {
    bool is_word = token_is(text, call->word, word);
    bool is_id = call->id.len && strlen(id) == call->id.len &&
                 memcmp(text + call->id.at, id, call->id.len) == 0;
    return is_word && is_id ? 3 : is_word ? 2 : call->brace != 0;
}

const struct outline_call *outline_find(const struct outline *outline, const char *text, int line,
                                        const char *word, const char *id) {
    const struct outline_call *best = NULL;
    int fit = 0;
    for (int i = first_at(outline, line);
         i < outline->count && outline->calls[i].line == line && fit < 3; i++) {
        int fits = fitness(&outline->calls[i], text, word, id);
        if (fits > fit) {
            best = &outline->calls[i];
            fit = fits;
        }
    }
    return best;
}

const struct outline_call *outline_around(const struct outline *outline, uint32_t at) {
    const struct outline_call *found = NULL;
    for (int i = 0; i < outline->count && outline->calls[i].word.at < at; i++) {
        const struct outline_call *call = &outline->calls[i];
        if (call->brace && call->brace < at && (!call->end || at < call->end))
            found = call;
    }
    return found;
}
