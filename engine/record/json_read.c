#include "record/json_read.h"

#include "base/utf8.h"

#include <math.h>
#include <string.h>

/* ---- the lexical pass: everything cJSON is too kind about ---- */

static bool is_hex(const char *at, unsigned *value) {
    *value = 0;
    for (int i = 0; i < 4; i++) {
        char c = at[i];
        int digit = c >= '0' && c <= '9'   ? c - '0'
                    : c >= 'a' && c <= 'f' ? c - 'a' + 10
                    : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                           : -1;
        if (digit < 0)
            return false;
        *value = *value << 4 | (unsigned)digit;
    }
    return true;
}

/* One escape at `at` (the backslash), before `end`; 0: not allowed, else its length. */
static size_t scan_escape(const char *at, const char *end) {
    unsigned unit, low;
    if (end - at < 2)
        return 0;
    if (at[1] != 'u')
        return strchr("\"\\/bfnrt", at[1]) && at[1] ? 2 : 0;
    if (end - at < 6 || !is_hex(at + 2, &unit) || unit == 0)
        return 0;
    if (unit >= 0xDC00 && unit <= 0xDFFF)
        return 0;
    if (unit < 0xD800 || unit > 0xDBFF)
        return 6;
    if (end - at < 12 || at[6] != '\\' || at[7] != 'u' || !is_hex(at + 8, &low))
        return 0;
    return low >= 0xDC00 && low <= 0xDFFF ? 12 : 0;
}

/* From behind the opening quote to behind the closing one; NULL: not a string. */
static const char *scan_string(const char *at, const char *end) {
    while (at < end && *at != '"') {
        size_t len = *at == '\\' ? scan_escape(at, end) : (unsigned char)*at >= 0x20;
        if (len == 0)
            return NULL;
        at += len;
    }
    return at < end ? at + 1 : NULL;
}

static const char *scan_digits(const char *at, const char *end) {
    const char *start = at;
    while (at < end && *at >= '0' && *at <= '9')
        at++;
    return at > start ? at : NULL;
}

/* At most NUMBER_MAX bytes: cJSON copies a number into a small buffer. */
static const char *scan_number(const char *at, const char *end) {
    enum { NUMBER_MAX = 60 };
    if (end - at > NUMBER_MAX)
        end = at + NUMBER_MAX;
    if (*at == '-')
        at++;
    if (at < end && *at == '0')
        at++;
    else if (!(at = scan_digits(at, end)))
        return NULL;
    if (at < end && *at == '.' && !(at = scan_digits(at + 1, end)))
        return NULL;
    if (at < end && (*at == 'e' || *at == 'E')) {
        at++;
        if (at < end && (*at == '+' || *at == '-'))
            at++;
        at = scan_digits(at, end);
    }
    return at;
}

enum expect {
    EXPECT_VALUE,
    EXPECT_FIRST_ITEM,
    EXPECT_FIRST_KEY,
    EXPECT_KEY,
    EXPECT_COLON,
    EXPECT_REST
};

struct grammar {
    char closers[JSON_DEPTH_MAX]; /* '}' or ']' of what is open */
    int depth;
    enum expect expect;
};

static bool opens(struct grammar *grammar, char closer) {
    if (grammar->depth == JSON_DEPTH_MAX)
        return false;
    grammar->closers[grammar->depth++] = closer;
    grammar->expect = closer == '}' ? EXPECT_FIRST_KEY : EXPECT_FIRST_ITEM;
    return true;
}

static bool closes(struct grammar *grammar, char closer) {
    bool may = grammar->expect == EXPECT_REST || grammar->expect == EXPECT_FIRST_ITEM ||
               grammar->expect == EXPECT_FIRST_KEY;
    if (!may || grammar->depth == 0 || grammar->closers[grammar->depth - 1] != closer)
        return false;
    grammar->depth--;
    grammar->expect = EXPECT_REST;
    return true;
}

static const char *scan_word(const char *at, const char *end) {
    static const char *const words[] = {"true", "false", "null"};
    for (int i = 0; i < 3; i++) {
        size_t len = strlen(words[i]);
        if ((size_t)(end - at) >= len && memcmp(at, words[i], len) == 0)
            return at + len;
    }
    return NULL;
}

/* A number, word, or the opening of a list or object. NULL: none of them. */
static const char *scan_value(struct grammar *grammar, const char *at, const char *end) {
    if (grammar->expect != EXPECT_VALUE && grammar->expect != EXPECT_FIRST_ITEM)
        return NULL;
    if (*at == '{' || *at == '[')
        return opens(grammar, *at == '{' ? '}' : ']') ? at + 1 : NULL;
    grammar->expect = EXPECT_REST;
    return *at == '-' || (*at >= '0' && *at <= '9') ? scan_number(at, end) : scan_word(at, end);
}

static const char *scan_token(struct grammar *grammar, const char *at, const char *end) {
    enum expect expect = grammar->expect;
    switch (*at) {
    case ' ':
    case '\t':
    case '\r':
    case '\n':
        return at + 1;
    case '"':
        if (expect == EXPECT_COLON || expect == EXPECT_REST)
            return NULL;
        grammar->expect =
            expect == EXPECT_KEY || expect == EXPECT_FIRST_KEY ? EXPECT_COLON : EXPECT_REST;
        return scan_string(at + 1, end);
    case ':':
        grammar->expect = EXPECT_VALUE;
        return expect == EXPECT_COLON ? at + 1 : NULL;
    case ',':
        if (expect != EXPECT_REST || grammar->depth == 0)
            return NULL;
        grammar->expect = grammar->closers[grammar->depth - 1] == '}' ? EXPECT_KEY : EXPECT_VALUE;
        return at + 1;
    case '}':
    case ']':
        return closes(grammar, *at) ? at + 1 : NULL;
    default:
        return scan_value(grammar, at, end);
    }
}

/* One JSON value and nothing else, whole and strict; else *fault is where it goes wrong. */
static bool scan(const char *at, const char *end, const char **fault) {
    struct grammar grammar = {.expect = EXPECT_VALUE};
    while (at < end) {
        *fault = at;
        at = scan_token(&grammar, at, end);
        if (!at)
            return false;
    }
    *fault = end;
    return grammar.depth == 0 && grammar.expect == EXPECT_REST;
}

/* ---- the tree ---- */

static bool has_doubled_key(const cJSON *object, const char **key) {
    int count = 0;
    for (const cJSON *a = object->child; a; a = a->next) {
        *key = a->string;
        if (++count > JSON_KEYS_MAX)
            return true;
        for (const cJSON *b = object->child; b != a; b = b->next)
            if (strcmp(a->string, b->string) == 0)
                return true;
    }
    return false;
}

/* Every object of the tree, without recursion: cJSON keeps no parent, so a stack of our own. */
static bool find_doubled_key(const cJSON *root, const char **key) {
    const cJSON *stack[JSON_DEPTH_MAX + 1];
    int depth = 0;
    for (const cJSON *item = root; item;) {
        if (cJSON_IsObject(item) && has_doubled_key(item, key))
            return true;
        if (item->child && depth < JSON_DEPTH_MAX) {
            stack[depth++] = item;
            item = item->child;
            continue;
        }
        while (item && !item->next)
            item = depth > 0 ? stack[--depth] : NULL;
        if (item == root)
            return false;
        item = item ? item->next : NULL;
    }
    return false;
}

cJSON *json_read(const char *bytes, size_t len, struct err *err) {
    const char *fault = bytes;
    if (!utf8_is_valid(bytes, len)) {
        err_set(err, ERR_CONTENT, "it is not UTF-8");
        return NULL;
    }
    if (!scan(bytes, bytes + len, &fault)) {
        err_set(err, ERR_CONTENT, "it is not JSON at byte %td", fault - bytes + 1);
        return NULL;
    }
    cJSON *root = cJSON_ParseWithLength(bytes, len);
    const char *key = NULL;
    if (!root) {
        err_memory(err); /* it is JSON: nothing else can have failed */
    } else if (find_doubled_key(root, &key)) {
        err_set(err, ERR_CONTENT, "the key \"%.80s\" stands twice (or there are too many keys)",
                key);
        cJSON_Delete(root);
        root = NULL;
    }
    return root;
}

/* ---- values ---- */

bool json_whole(const cJSON *item, int64_t *out) {
    return json_scaled(item, 0, out);
}

bool json_scaled(const cJSON *item, int places, int64_t *out) {
    if (!cJSON_IsNumber(item))
        return false;
    double scaled = item->valuedouble;
    for (int i = 0; i < places; i++)
        scaled *= 10;
    double whole = nearbyint(scaled);
    if (!(fabs(whole) <= 9007199254740992.0) || fabs(scaled - whole) > (places ? 1e-6 : 0))
        return false;
    *out = (int64_t)whole;
    return true;
}

const char *json_copy(const cJSON *item, struct arena *arena) {
    if (!cJSON_IsString(item))
        return NULL;
    return arena_text(arena, item->valuestring, strlen(item->valuestring));
}

const cJSON *json_member(const cJSON *object, const char *name) {
    if (!cJSON_IsObject(object))
        return NULL;
    for (const cJSON *item = object->child; item; item = item->next)
        if (strcmp(item->string, name) == 0)
            return item;
    return NULL;
}
