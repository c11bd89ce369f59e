/* The fast way: the fields of the type, in order. What does not fit is left to scan_tolerant.c. */
#include "table/scan.h"

#include "base/clock.h"
#include "base/utf8.h"
#include "table/scan_private.h"

#include <assert.h>
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

/* ---- the fields of each type with their keys ---- */

static bool is_among(const uint8_t *order, int count, uint8_t field) {
    return memchr(order, field, (size_t)count) != NULL;
}

/* One plan for the logs of all rules: rules 1 lack some fields of rules 2, and the rest stands in
 * the same order. */
static void fill_plan(struct plan *plan, enum record_type type) {
    int count, old_count;
    const uint8_t *order = record_order(type, RULES_NOW, &count);
    const uint8_t *old = record_order(type, 1, &old_count);
    plan->type = type;
    for (int i = 0; i < count; i++) {
        struct plan_field *field = &plan->field[plan->count++];
        assert(plan->count <= PLAN_FIELDS_MAX);
        field->field = order[i];
        field->is_new = !is_among(old, old_count, order[i]);
        field->kind = (uint8_t)field_kind((enum field)order[i]);
        field->key[0] = i ? ',' : '{';
        field->key[1] = '"';
        size_t len = strlen(field_name((enum field)order[i]));
        memcpy(field->key + 2, field_name((enum field)order[i]), len);
        memcpy(field->key + 2 + len, "\":", 2);
        field->key_len = (uint8_t)(len + 4);
        field->words = (uint8_t)((len + 4 + 7) / 8);
        assert(field->key_len <= KEY_BYTES);
        memset(field->mask, 0xff, len + 4);
        field->offset = scan_offset((enum field)order[i]);
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

/* ---- values ---- */

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

/* The key of the field, eight bytes at a time where that does not reach past the line. */
static bool take_key(const char **at, const char *end, const struct plan_field *field) {
    if (end - *at < KEY_BYTES)
        return take(at, end, field->key, field->key_len);
    for (int i = 0; i < field->words; i++) {
        uint64_t here, key;
        memcpy(&here, *at + 8 * i, 8);
        memcpy(&key, field->key + 8 * i, 8);
        if ((here ^ key) & field->mask[i])
            return false;
    }
    *at += field->key_len;
    return true;
}

static bool take_null(const char **at, const char *end) {
    return take(at, end, "null", 4);
}

/* The end of a string whose opening quote lies behind *at. */
static bool take_string(const struct scanner *scanner, const char **at, const char *end,
                        struct span *out) {
    const char *start = *at, *from = start;
    for (;;) {
        const char *quote = memchr(from, '"', (size_t)(end - from));
        if (!quote)
            return false;
        const char *slash = quote;
        while (scanner->has_escapes && slash > start && slash[-1] == '\\')
            slash--;
        if ((quote - slash) % 2 == 0) {
            *out = (struct span){start, (size_t)(quote - start)};
            *at = quote + 1;
            return true;
        }
        from = quote + 1;
    }
}

/* What scoring compares must be readable as it stands; prose is only passed over. */
static bool take_text(const struct scanner *scanner, const char **at, const char *end, bool is_kept,
                      struct span *out) {
    if (*at < end && **at == 'n') {
        *out = (struct span){0};
        return take_null(at, end);
    }
    if (*at >= end || *(*at)++ != '"' || !take_string(scanner, at, end, out))
        return false;
    return !is_kept || !scanner->has_escapes || !memchr(out->at, '\\', out->len);
}

/* A number that does not matter here. */
static bool skip_number(const char **at, const char *end) {
    const char *p = *at;
    if (p < end && *p == 'n')
        return take_null(at, end);
    while (p < end && ((unsigned)(*p - '0') < 10 || *p == '.' || *p == '-'))
        p++;
    bool is_number = p > *at;
    *at = p;
    return is_number;
}

/* A list that does not matter here: flat, of numbers. */
static bool skip_numbers(const char **at, const char *end) {
    if (take_null(at, end))
        return true;
    const char *close = *at < end && **at == '[' ? memchr(*at, ']', (size_t)(end - *at)) : NULL;
    if (!close || memchr(*at, '"', (size_t)(close - *at)))
        return false;
    *at = close + 1;
    return true;
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

static bool take_texts(const struct scanner *scanner, const char **at, const char *end,
                       struct value *out) {
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
        if (!take_text(scanner, at, end, true, &out->items[out->count++]) || *at >= end)
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

/* One option withheld, as this program writes it: its id and category are kept. */
static bool take_withheld_option(const struct scanner *scanner, const char **at, const char *end,
                                 struct span *option, int64_t *credit, int64_t *category) {
    struct span stance;
    return take(at, end, "{\"option\":", 10) && take_text(scanner, at, end, true, option) &&
           take(at, end, ",\"credit\":", 10) && take_number(at, end, 4, credit) &&
           take(at, end, ",\"category\":", 12) && take_number(at, end, 0, category) &&
           take(at, end, ",\"votes\":", 9) && skip_number(at, end) &&
           take(at, end, ",\"stance\":", 10) && take_text(scanner, at, end, false, &stance) &&
           take(at, end, "}", 1);
}

static bool take_withheld(const struct scanner *scanner, const char **at, const char *end,
                          struct value *out) {
    out->count = 0;
    if (take_null(at, end) || take(at, end, "[]", 2))
        return true;
    if (!take(at, end, "[", 1))
        return false;
    while (out->count < VALUE_ITEMS_MAX) {
        int i = out->count++;
        if (!take_withheld_option(scanner, at, end, &out->items[i], &out->credits[i],
                                  &out->numbers[i]) ||
            *at >= end)
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

static bool take_single(struct scanner *scanner, const struct plan_field *field, const char **at,
                        const char *end, struct scan_line *out) {
    void *place = (char *)out + field->offset;
    switch ((enum field_kind)field->kind) {
    case FIELD_IS_TEXT:
        return take_text(scanner, at, end, true, place);
    case FIELD_IS_TIME:
        return take_time(scanner, at, end, place);
    case FIELD_IS_SHARE:
        return take_number(at, end, 4, place);
    case FIELD_IS_PERCENT:
        return take_number(at, end, 2, place);
    case FIELD_IS_FLAG:
        return take_flag(at, end, place);
    default:
        return take_number(at, end, 0, place);
    }
}

static bool take_list(struct scanner *scanner, const struct plan_field *field, const char **at,
                      const char *end, struct scan_line *out) {
    struct value *value = &scanner->value;
    bool ok = field->kind == FIELD_IS_TEXTS ? take_texts(scanner, at, end, value)
              : field->kind == FIELD_IS_WITHHELD
                  ? take_withheld(scanner, at, end, value)
                  : take_numbers(at, end, field->kind == FIELD_IS_SHARES ? 4 : 0, value);
    return ok && scan_keep(scanner, (enum field)field->field, value, out);
}

static bool skip(struct scanner *scanner, const struct plan_field *field, const char **at,
                 const char *end) {
    int64_t flag;
    switch ((enum field_kind)field->kind) {
    case FIELD_IS_TEXT:
        return take_text(scanner, at, end, false, &scanner->value.text);
    case FIELD_IS_TEXTS:
        return take_texts(scanner, at, end, &scanner->value);
    case FIELD_IS_INTS:
    case FIELD_IS_SHARES:
        return skip_numbers(at, end);
    case FIELD_IS_FLAG:
        return take_flag(at, end, &flag);
    case FIELD_IS_REF:
    case FIELD_IS_ENTRY_REF:
    case FIELD_IS_OUTCOME:
    case FIELD_IS_AUDIO:
        return take_object(at, end);
    case FIELD_IS_TYPE:
    case FIELD_IS_TIME:
    case FIELD_IS_WITHHELD:
        return false; /* read before; kept */
    default:
        return skip_number(at, end);
    }
}

static bool take_value(struct scanner *scanner, const struct plan_field *field, const char **at,
                       const char *end, struct scan_line *out) {
    if (field->offset >= 0)
        return take_single(scanner, field, at, end, out);
    if (field->offset == KEEP_LIST)
        return take_list(scanner, field, at, end, out);
    return skip(scanner, field, at, end);
}

/* ---- the line ---- */

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
        bool is_there = take_key(&at, end, field);
        if (!is_there && field->is_new)
            continue;
        if (!is_there || !take_value(scanner, field, &at, end, out))
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
    memset(out, 0, offsetof(struct scan_line, options));
    out->type = RECORD_UNKNOWN;
    scanner->evidence_count = 0;
    scanner->has_escapes = memchr(line, '\\', len) != NULL;
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
