/* The fast way: the fields of the type, in order. What does not fit is left to scan_tolerant.c. */
#include "score/scan.h"

#include "base/clock.h"
#include "base/utf8.h"
#include "score/scan_private.h"

#include <stdlib.h>
#include <string.h>

bool span_equal(struct span a, struct span b) {
    return a.len == b.len && (a.at == NULL) == (b.at == NULL) &&
           (a.len == 0 || memcmp(a.at, b.at, a.len) == 0);
}

bool span_is(struct span span, const char *text) {
    size_t len = strlen(text);
    return span.at && span.len == len && memcmp(span.at, text, len) == 0;
}

/* ---- the fields of each type with their keys ---------------------------------------------------
 */

static void fill_plan(struct plan *plan, enum record_type type) {
    int count;
    const uint8_t *order = record_order(type, &count);
    plan->type = type;
    for (int i = 0; i < count; i++) {
        struct plan_field *field = &plan->field[plan->count++];
        field->field = order[i];
        field->kind = (uint8_t)field_kind((enum field)order[i]);
        field->key[0] = i ? ',' : '{';
        field->key[1] = '"';
        size_t len = strlen(field_name((enum field)order[i]));
        memcpy(field->key + 2, field_name((enum field)order[i]), len);
        memcpy(field->key + 2 + len, "\":", 2);
        field->key_len = (uint8_t)(len + 4);
    }
}

struct scanner *scanner_create(void) {
    struct scanner *scanner = calloc(1, sizeof *scanner);
    if (!scanner)
        return NULL;
    scanner->arena = arena_create();
    if (!scanner->arena) {
        free(scanner);
        return NULL;
    }
    for (int type = 0; type < RECORD_TYPE_COUNT; type++)
        fill_plan(&scanner->plan[type], (enum record_type)type);
    return scanner;
}

void scanner_destroy(struct scanner *scanner) {
    if (!scanner)
        return;
    arena_destroy(scanner->arena);
    free(scanner);
}

void scanner_reset(struct scanner *scanner) {
    scanner->head_len = 0;
}

int64_t scanner_tolerated(const struct scanner *scanner) {
    return scanner->tolerated;
}

/* ---- values ------------------------------------------------------------------------------------
 */

/* True if every byte is printable ASCII: then the line holds no NUL and is valid UTF-8. */
static bool is_plain(const char *text, size_t len) {
    const uint64_t high = UINT64_C(0x8080808080808080), low = UINT64_C(0x2020202020202020);
    uint64_t bad = 0;
    size_t i = 0;
    for (; i + 8 <= len; i += 8) {
        uint64_t word;
        memcpy(&word, text + i, 8);
        bad |= (word | (word - low)) & high;
    }
    for (; i < len; i++)
        bad |= (unsigned char)text[i] < 0x20 || (unsigned char)text[i] >= 0x80;
    return bad == 0;
}

/* Valid UTF-8 without control characters. */
static bool is_clean(const char *text, size_t len) {
    if (is_plain(text, len))
        return true;
    for (size_t i = 0; i < len; i++)
        if ((unsigned char)text[i] < 0x20)
            return false;
    return utf8_is_valid(text, len);
}

static bool take(const char **at, const char *end, const char *text, size_t len) {
    if ((size_t)(end - *at) < len || memcmp(*at, text, len) != 0)
        return false;
    *at += len;
    return true;
}

static bool take_null(const char **at, const char *end) {
    return take(at, end, "null", 4);
}

/* The end of a string whose opening quote lies behind *at; a backslash anywhere counts in
 * *is_escaped. */
static bool take_string(const char **at, const char *end, struct span *out, bool *is_escaped) {
    const char *start = *at, *from = start;
    for (;;) {
        const char *quote = memchr(from, '"', (size_t)(end - from));
        if (!quote)
            return false;
        const char *slash = quote;
        while (slash > start && slash[-1] == '\\')
            slash--;
        if ((quote - slash) % 2 == 0) {
            *out = (struct span){start, (size_t)(quote - start)};
            *is_escaped = memchr(start, '\\', out->len) != NULL;
            *at = quote + 1;
            return true;
        }
        from = quote + 1;
    }
}

/* What scoring compares must be readable as it stands; prose is only passed over. */
static bool take_text(const char **at, const char *end, enum field field, struct span *out) {
    bool is_escaped;
    if (*at < end && **at == 'n') {
        *out = (struct span){0};
        return take_null(at, end);
    }
    if (*at >= end || *(*at)++ != '"' || !take_string(at, end, out, &is_escaped))
        return false;
    return !is_escaped || field == FIELD_own_words || field == FIELD_why;
}

/* A number without exponent as a whole count of 10^-places; null is RECORD_NULL. */
static bool take_number(const char **at, const char *end, int places, int64_t *out) {
    const char *p = *at;
    if (p < end && *p == 'n') {
        *out = RECORD_NULL;
        return take_null(at, end);
    }
    bool is_negative = p < end && *p == '-';
    p += is_negative;
    const char *digits = p;
    int64_t number = 0;
    while (p < end && (unsigned)(*p - '0') < 10 && p - digits < 15)
        number = 10 * number + (*p++ - '0');
    if (p == digits || (*digits == '0' && p - digits > 1))
        return false;
    if (p < end && *p == '.') {
        const char *first = ++p;
        for (; p < end && (unsigned)(*p - '0') < 10; p++, places--)
            number = 10 * number + (*p - '0');
        if (p == first)
            return false;
    }
    if (places < 0 || p >= end || (*p != ',' && *p != '}' && *p != ']'))
        return false;
    for (; places > 0; places--)
        number *= 10;
    *out = is_negative ? -number : number;
    *at = p;
    return true;
}

static bool take_flag(const char **at, const char *end, int64_t *out) {
    *out = 1;
    if (take(at, end, "true", 4))
        return true;
    *out = 0;
    if (take(at, end, "false", 5))
        return true;
    *out = RECORD_NULL;
    return take_null(at, end);
}

/* "2026-11-22T05:24:10.123Z": the day is parsed once. */
static bool take_time(struct scanner *scanner, const char **at, const char *end, int64_t *out) {
    static const char form[] = "\"dddd-dd-ddTdd:dd:dd.dddZ\"";
    const char *p = *at;
    if (end - p < 26)
        return false;
    for (int i = 0; i < 26; i++)
        if (form[i] == 'd' ? (unsigned)(p[i] - '0') > 9 : p[i] != form[i])
            return false;
    if (memcmp(scanner->day, p + 1, 10) != 0) {
        char text[25];
        memcpy(text, p + 1, 24);
        memcpy(text + 11, "00:00:00.000Z", 14);
        if (!clock_parse_utc(text, &scanner->day_ms))
            return false;
        memcpy(scanner->day, p + 1, 10);
    }
#define TWO(i) (10 * (p[i] - '0') + (p[(i) + 1] - '0'))
    int hour = TWO(12), minute = TWO(15), second = TWO(18);
    int ms = 100 * (p[21] - '0') + TWO(22);
#undef TWO
    if (hour > 23 || minute > 59 || second > 59)
        return false;
    *out = scanner->day_ms + ((hour * 60 + minute) * 60 + second) * INT64_C(1000) + ms;
    *at = p + 26;
    return true;
}

static bool take_texts(const char **at, const char *end, struct value *out) {
    out->count = 0;
    if (take_null(at, end))
        return true;
    if (*at >= end || *(*at)++ != '[')
        return false;
    if (*at < end && **at == ']') {
        ++*at;
        return true;
    }
    while (out->count < VALUE_ITEMS_MAX) {
        if (!take_text(at, end, FIELD_COUNT, &out->items[out->count++]) || *at >= end)
            return false;
        char next = *(*at)++;
        if (next != ',')
            return next == ']';
    }
    return false;
}

static bool take_numbers(const char **at, const char *end, int places, struct value *out) {
    out->count = 0;
    if (take_null(at, end))
        return true;
    if (*at >= end || *(*at)++ != '[')
        return false;
    if (*at < end && **at == ']') {
        ++*at;
        return true;
    }
    while (out->count < VALUE_ITEMS_MAX) {
        if (!take_number(at, end, places, &out->numbers[out->count++]) || *at >= end)
            return false;
        char next = *(*at)++;
        if (next != ',')
            return next == ']';
    }
    return false;
}

/* An object whose content does not matter here (outcome, retry_of): flat, without braces inside. */
static bool take_object(const char **at, const char *end) {
    if (take_null(at, end))
        return true;
    const char *close = *at < end && **at == '{' ? memchr(*at, '}', (size_t)(end - *at)) : NULL;
    if (!close || memchr(*at + 1, '{', (size_t)(close - *at - 1)))
        return false;
    *at = close + 1;
    return true;
}

static bool take_value(struct scanner *scanner, const struct plan_field *field, const char **at,
                       const char *end, struct scan_line *out) {
    struct value *value = &scanner->value;
    bool ok = false;
    switch ((enum field_kind)field->kind) {
    case FIELD_IS_TYPE:
        return false; /* read before */
    case FIELD_IS_TEXT:
        ok = take_text(at, end, (enum field)field->field, &value->text);
        break;
    case FIELD_IS_TIME:
        ok = take_time(scanner, at, end, &value->number);
        break;
    case FIELD_IS_INT:
        ok = take_number(at, end, 0, &value->number);
        break;
    case FIELD_IS_SHARE:
        ok = take_number(at, end, 4, &value->number);
        break;
    case FIELD_IS_PERCENT:
        ok = take_number(at, end, 2, &value->number);
        break;
    case FIELD_IS_FLAG:
        ok = take_flag(at, end, &value->number);
        break;
    case FIELD_IS_TEXTS:
        ok = take_texts(at, end, value);
        break;
    case FIELD_IS_INTS:
        ok = take_numbers(at, end, 0, value);
        break;
    case FIELD_IS_SHARES:
        ok = take_numbers(at, end, 4, value);
        break;
    case FIELD_IS_REF:
    case FIELD_IS_OUTCOME:
        return take_object(at, end);
    }
    return ok && scan_keep(scanner, (enum field)field->field, value, out);
}

/* ---- the line ----------------------------------------------------------------------------------
 */

static const struct plan *take_type(const struct scanner *scanner, const char **at,
                                    const char *end) {
    if (!take(at, end, "{\"v\":1,\"type\":\"", 15))
        return NULL;
    for (int type = 0; type < RECORD_TYPE_COUNT; type++) {
        const char *name = record_type_name((enum record_type)type);
        size_t len = strlen(name);
        if ((size_t)(end - *at) > len && (*at)[len] == '"' && memcmp(*at, name, len) == 0) {
            *at += len + 1;
            return &scanner->plan[type];
        }
    }
    return NULL;
}

/* Fields AGENT…MODE say the same in every line of a session: one comparison instead of seven. */
enum { HEAD_FIRST = 6, HEAD_LAST = 11 };

static bool scan_fields(struct scanner *scanner, const char *at, const char *end,
                        const struct plan *plan, struct scan_line *out) {
    const char *head = NULL;
    for (int i = 2; i < plan->count; i++) {
        const struct plan_field *field = &plan->field[i];
        if (i == HEAD_FIRST) {
            head = at;
            if (plan->type != RECORD_start && scanner->head_len &&
                take(&at, end, scanner->head, scanner->head_len)) {
                out->same_head = true;
                i = HEAD_LAST;
                continue;
            }
        }
        if (!take(&at, end, field->key, field->key_len) ||
            !take_value(scanner, field, &at, end, out))
            return false;
        if (i == HEAD_LAST && (size_t)(at - head) <= sizeof scanner->head) {
            scanner->head_len = (size_t)(at - head);
            memcpy(scanner->head, head, scanner->head_len);
        }
    }
    return end - at == 1 && *at == '}';
}

bool scan_line(struct scanner *scanner, const char *line, size_t len, struct scan_line *out,
               struct err *err) {
    const char *at = line, *end = line + len;
    *out = (struct scan_line){.type = RECORD_UNKNOWN};
    scanner->evidence_count = 0;
    const struct plan *plan = is_clean(line, len) ? take_type(scanner, &at, end) : NULL;
    if (plan) {
        out->type = plan->type;
        if (scan_fields(scanner, at, end, plan, out))
            return true;
    }
    scanner->tolerated++;
    scanner->head_len = 0;
    return scan_tolerant(scanner, line, len, out, err);
}
