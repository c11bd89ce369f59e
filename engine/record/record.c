#include "record/record.h"

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


/* A type's own fields under every rules, and those that rules 2 put behind them. */
#define OWN_start F(scenario_sha256), F(seed), F(locale), F(app), F(channel), F(timing), F(clock), \
    F(target_s), F(exposure), F(chosen_by), F(assignment), F(retry_of)
#define NEW_start F(rules), F(kind), F(agent_name), F(team_name), F(utc_offset_min), F(pace),      \
    F(voices),
#define OWN_scene F(scene), F(line), F(anger), F(trust)
#define NEW_scene F(minutes), F(lines), F(speaks_ms),
#define OWN_card F(scene), F(card), F(first)
#define NEW_card
#define OWN_fact F(scene), F(card), F(fact)
#define NEW_fact
#define OWN_card_closed F(scene), F(card), F(open_ms)
#define NEW_card_closed
#define OWN_nudge F(scene), F(nudge)
#define NEW_nudge
#define OWN_decision CHOICE
#define NEW_decision F(minutes), F(withheld), F(before_ms), F(says), F(breaks), F(checks),         \
    F(proved), F(own_audio),
#define OWN_timeout CHOICE, F(selected)
#define NEW_timeout NEW_decision
#define OWN_pause F(scene), F(ms)
#define NEW_pause
#define OWN_resume F(scene), F(gap_s)
#define NEW_resume F(utc_offset_min),
#define OWN_ready F(scene), F(by)
#define NEW_ready
#define OWN_suspended F(scene), F(ms)
#define NEW_suspended
#define OWN_end F(ending), F(outcome), F(decisions), F(complete)
#define NEW_end F(minutes), F(line), F(lines), F(later),

#define X(name) static const uint8_t order1_##name[] = {HEAD, OWN_##name, TAIL},                   \
    order2_##name[] = {HEAD, OWN_##name, NEW_##name TAIL};
RECORD_TYPES(X)
#undef X
static const uint8_t order1_unknown[] = {HEAD, TAIL}, order2_unknown[] = {HEAD, TAIL};
/* clang-format on */

struct order {
    const uint8_t *fields;
    int count;
};
static const struct order orders[RULES_NOW][RECORD_TYPE_COUNT + 1] = {
    {
#define X(name) {order1_##name, (int)sizeof order1_##name},
        RECORD_TYPES(X) X(unknown)
#undef X
    },
    {
#define X(name) {order2_##name, (int)sizeof order2_##name},
        RECORD_TYPES(X) X(unknown)
#undef X
    },
};

void record_clear(struct record *record) {
    *record = (struct record){0};
    for (int i = 0; i < FIELD_COUNT; i++)
        value_clear(field_kind((enum field)i), field_place(record, (enum field)i));
    record->type = RECORD_UNKNOWN;
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

const uint8_t *record_order(enum record_type type, int rules, int *count) {
    int known = rules < 1 ? 1 : rules > RULES_NOW ? RULES_NOW : rules;
    *count = orders[known - 1][type].count;
    return orders[known - 1][type].fields;
}

int record_rules(const struct record *record) {
    bool is_given = record->rules >= 1 && record->rules <= INT32_MAX;
    return is_given ? (int)record->rules : 1;
}

bool record_type_is_of(enum record_type type, int rules) {
    return rules >= 2 || (type != RECORD_ready && type != RECORD_suspended);
}

bool record_is_present(const struct record *record, enum field field) {
    return record->present[field / 64] >> (field % 64) & 1;
}

/* ---- writing ---- */

const void *field_value(const struct record *record, enum field field) {
    return (const char *)record + fields[field].offset;
}

void record_write_value(const struct record *record, enum field field, struct buf *out) {
    if (field == FIELD_type)
        json_string(out, record_type_name((enum record_type)record->type));
    else
        value_write(field_kind(field), field_value(record, field), out);
}

void record_write(const struct record *record, struct buf *out) {
    int count;
    const uint8_t *order = record_order(record->type, record_rules(record), &count);
    buf_char(out, '{');
    for (int i = 0; i < count; i++) {
        json_key(out, fields[order[i]].name);
        record_write_value(record, (enum field)order[i], out);
    }
    buf_char(out, '}');
}

bool record_is_equal(const struct record *a, const struct record *b, enum field field) {
    if (field == FIELD_type)
        return a->type == b->type;
    return value_is_equal(field_kind(field), field_value(a, field), field_value(b, field));
}
