#include "record/record.h"

#include "base/clock.h"
#include "base/json.h"

#include <string.h>

static const struct {
    const char *name;
    uint16_t offset;
    uint8_t kind;
} fields[FIELD_COUNT] = {
#define X(name, kind) {#name, offsetof(struct record, name), FIELD_IS_##kind},
    RECORD_FIELDS(X)
#undef X
};

static const char *const type_names[RECORD_TYPE_COUNT] = {
#define X(name) #name,
    RECORD_TYPES(X)
#undef X
};

/* clang-format off */
#define F(name) FIELD_##name
#define HEAD F(v), F(type), F(session), F(seq), F(at), F(t), F(agent), F(team), F(scenario),      \
             F(version), F(level), F(mode)
#define TAIL F(state), F(prev)
#define CHOICE F(scene), F(node), F(key_id), F(key), F(option), F(options), F(credits),            \
    F(option_categories), F(stances), F(stops), F(votes), F(panel_n), F(credit), F(category),      \
    F(categories), F(stance), F(compliant), F(critical), F(escalated), F(escalated_to),            \
    F(escalation), F(skill), F(also_skill), F(exposure), F(expects), F(confidence), F(shown_t),    \
    F(chosen_t), F(reading_ms), F(latency_ms), F(limit_ms), F(changes), F(words),                  \
    F(evidence_needed), F(evidence_weights), F(evidence_seen), F(locale), F(timing), F(clock),     \
    F(target_s), F(resumes), F(own_words), F(why), F(to)

static const uint8_t order_start[] = {HEAD, F(scenario_sha256), F(seed), F(locale), F(app),
    F(channel), F(timing), F(clock), F(target_s), F(exposure), F(chosen_by), F(assignment),
    F(retry_of), TAIL};
static const uint8_t order_scene[] = {HEAD, F(scene), F(line), F(anger), F(trust), TAIL};
static const uint8_t order_card[] = {HEAD, F(scene), F(card), F(first), TAIL};
static const uint8_t order_fact[] = {HEAD, F(scene), F(card), F(fact), TAIL};
static const uint8_t order_card_closed[] = {HEAD, F(scene), F(card), F(open_ms), TAIL};
static const uint8_t order_nudge[] = {HEAD, F(scene), F(nudge), TAIL};
static const uint8_t order_decision[] = {HEAD, CHOICE, TAIL};
static const uint8_t order_timeout[] = {HEAD, CHOICE, F(selected), TAIL};
static const uint8_t order_pause[] = {HEAD, F(scene), F(ms), TAIL};
static const uint8_t order_resume[] = {HEAD, F(scene), F(gap_s), TAIL};
static const uint8_t order_end[] = {HEAD, F(ending), F(outcome), F(decisions), F(complete), TAIL};
static const uint8_t order_unknown[] = {HEAD, TAIL};
/* clang-format on */

static const struct {
    const uint8_t *fields;
    int count;
} orders[RECORD_TYPE_COUNT + 1] = {
#define X(name) {order_##name, (int)sizeof order_##name},
    RECORD_TYPES(X) X(unknown)
#undef X
};

void record_clear(struct record *record) {
    *record = (struct record){0};
    for (int i = 0; i < FIELD_COUNT; i++) {
        void *place = field_place(record, (enum field)i);
        switch ((enum field_kind)fields[i].kind) {
        case FIELD_IS_INT:
        case FIELD_IS_TIME:
        case FIELD_IS_FLAG:
        case FIELD_IS_SHARE:
        case FIELD_IS_PERCENT:
            *(int64_t *)place = RECORD_NULL;
            break;
        case FIELD_IS_TEXTS:
            ((struct texts *)place)->count = -1;
            break;
        case FIELD_IS_INTS:
        case FIELD_IS_SHARES:
            ((struct numbers *)place)->count = -1;
            break;
        case FIELD_IS_TYPE:
            *(enum record_type *)place = RECORD_UNKNOWN;
            break;
        default: /* zero bytes are null */
            break;
        }
    }
}

const char *record_type_name(enum record_type type) {
    return (int)type >= 0 && type < RECORD_TYPE_COUNT ? type_names[type] : NULL;
}

const char *field_name(enum field field) {
    return fields[field].name;
}

enum field_kind field_kind(enum field field) {
    return (enum field_kind)fields[field].kind;
}

void *field_place(struct record *record, enum field field) {
    return (char *)record + fields[field].offset;
}

int field_of(const char *name) {
    for (int i = 0; i < FIELD_COUNT; i++)
        if (strcmp(fields[i].name, name) == 0)
            return i;
    return -1;
}

const uint8_t *record_order(enum record_type type, int *count) {
    *count = orders[type].count;
    return orders[type].fields;
}

bool record_is_present(const struct record *record, enum field field) {
    return record->present[field / 64] >> (field % 64) & 1;
}

/* ---- writing -----------------------------------------------------------------------------------
 */

const void *field_value(const struct record *record, enum field field) {
    return (const char *)record + fields[field].offset;
}

static void write_number(struct buf *out, int64_t number, int places) {
    if (number == RECORD_NULL)
        json_string(out, NULL);
    else
        json_decimal(out, number, places);
}

static void write_numbers(struct buf *out, const struct numbers *numbers, int places) {
    if (numbers->count < 0) {
        json_string(out, NULL);
        return;
    }
    buf_char(out, '[');
    for (int i = 0; i < numbers->count; i++) {
        json_key(out, NULL);
        write_number(out, numbers->items[i], places);
    }
    buf_char(out, ']');
}

static void write_texts(struct buf *out, const struct texts *texts) {
    if (texts->count < 0) {
        json_string(out, NULL);
        return;
    }
    buf_char(out, '[');
    for (int i = 0; i < texts->count; i++) {
        json_key(out, NULL);
        json_string(out, texts->items[i]);
    }
    buf_char(out, ']');
}

static void write_flag(struct buf *out, int64_t flag) {
    if (flag == RECORD_NULL)
        json_string(out, NULL);
    else
        json_bool(out, flag != 0);
}

static void write_time(struct buf *out, int64_t wall_ms) {
    char text[25];
    if (wall_ms == RECORD_NULL) {
        json_string(out, NULL);
        return;
    }
    clock_format_utc(wall_ms, text);
    json_string(out, text);
}

static void write_ref(struct buf *out, const struct record_ref *ref) {
    if (!ref->session) {
        json_string(out, NULL);
        return;
    }
    buf_char(out, '{');
    json_key(out, "session");
    json_string(out, ref->session);
    json_key(out, "seq");
    json_int(out, ref->seq);
    buf_char(out, '}');
}

static void write_outcome(struct buf *out, const struct record_outcome *outcome) {
    if (!outcome->is_given) {
        json_string(out, NULL);
        return;
    }
    buf_char(out, '{');
    json_key(out, "resolved");
    json_bool(out, outcome->resolved);
    json_key(out, "retained");
    json_bool(out, outcome->retained);
    json_key(out, "compliant");
    json_bool(out, outcome->compliant);
    json_key(out, "csat");
    json_int(out, outcome->csat);
    json_key(out, "cost");
    json_int(out, outcome->cost);
    buf_char(out, '}');
}

void record_write_value(const struct record *record, enum field field, struct buf *out) {
    const void *value = field_value(record, field);
    switch (field_kind(field)) {
    case FIELD_IS_TYPE:
        json_string(out, record_type_name(record->type));
        break;
    case FIELD_IS_TEXT:
        json_string(out, *(const char *const *)value);
        break;
    case FIELD_IS_TIME:
        write_time(out, *(const int64_t *)value);
        break;
    case FIELD_IS_INT:
        write_number(out, *(const int64_t *)value, 0);
        break;
    case FIELD_IS_FLAG:
        write_flag(out, *(const int64_t *)value);
        break;
    case FIELD_IS_SHARE:
        write_number(out, *(const int64_t *)value, 4);
        break;
    case FIELD_IS_PERCENT:
        write_number(out, *(const int64_t *)value, 2);
        break;
    case FIELD_IS_TEXTS:
        write_texts(out, value);
        break;
    case FIELD_IS_INTS:
        write_numbers(out, value, 0);
        break;
    case FIELD_IS_SHARES:
        write_numbers(out, value, 4);
        break;
    case FIELD_IS_REF:
        write_ref(out, value);
        break;
    case FIELD_IS_OUTCOME:
        write_outcome(out, value);
        break;
    }
}

void record_write(const struct record *record, struct buf *out) {
    int count;
    const uint8_t *order = record_order(record->type, &count);
    buf_char(out, '{');
    for (int i = 0; i < count; i++) {
        json_key(out, fields[order[i]].name);
        record_write_value(record, (enum field)order[i], out);
    }
    buf_char(out, '}');
}

/* ---- comparing ---------------------------------------------------------------------------------
 */

static bool same_text(const char *a, const char *b) {
    return a == b || (a && b && strcmp(a, b) == 0);
}

static bool same_texts(const struct texts *a, const struct texts *b) {
    if (a->count != b->count)
        return false;
    for (int i = 0; i < a->count; i++)
        if (!same_text(a->items[i], b->items[i]))
            return false;
    return true;
}

static bool same_numbers(const struct numbers *a, const struct numbers *b) {
    if (a->count != b->count)
        return false;
    for (int i = 0; i < a->count; i++)
        if (a->items[i] != b->items[i])
            return false;
    return true;
}

static bool same_outcome(const struct record_outcome *a, const struct record_outcome *b) {
    return a->is_given == b->is_given && a->resolved == b->resolved && a->retained == b->retained &&
           a->compliant == b->compliant && a->csat == b->csat && a->cost == b->cost;
}

bool record_is_equal(const struct record *a, const struct record *b, enum field field) {
    const void *x = field_value(a, field), *y = field_value(b, field);
    switch (field_kind(field)) {
    case FIELD_IS_TYPE:
        return a->type == b->type;
    case FIELD_IS_TEXT:
        return same_text(*(const char *const *)x, *(const char *const *)y);
    case FIELD_IS_TEXTS:
        return same_texts(x, y);
    case FIELD_IS_INTS:
    case FIELD_IS_SHARES:
        return same_numbers(x, y);
    case FIELD_IS_REF:
        return same_text(((const struct record_ref *)x)->session,
                         ((const struct record_ref *)y)->session) &&
               ((const struct record_ref *)x)->seq == ((const struct record_ref *)y)->seq;
    case FIELD_IS_OUTCOME:
        return same_outcome(x, y);
    default:
        return *(const int64_t *)x == *(const int64_t *)y;
    }
}
