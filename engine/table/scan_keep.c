/* Where each field goes, on the fast and on the tolerant way. */
#include "model/scenario.h"
#include "table/scan_private.h"

#include <string.h>

static bool keep_options(const struct value *value, struct scan_line *out) {
    if (value->count > SCAN_OPTIONS_MAX)
        return false;
    out->option_count = value->count;
    memcpy(out->options, value->items, (size_t)value->count * sizeof *out->options);
    return true;
}

static bool keep_numbers(const struct value *value, int64_t *out, int *count) {
    if (value->count > SCAN_OPTIONS_MAX)
        return false;
    *count = value->count;
    memcpy(out, value->numbers, (size_t)value->count * sizeof *out);
    return true;
}

static bool keep_withheld(const struct value *value, struct scan_line *out) {
    if (value->count > SCAN_OPTIONS_MAX)
        return false;
    out->withheld_count = value->count;
    memcpy(out->withheld, value->items, (size_t)value->count * sizeof *out->withheld);
    memcpy(out->withheld_categories, value->numbers,
           (size_t)value->count * sizeof *out->withheld_categories);
    memcpy(out->withheld_credits, value->credits,
           (size_t)value->count * sizeof *out->withheld_credits);
    return true;
}

/* "escalate" and "…+escalate". */
static bool keep_stances(const struct value *value, struct scan_line *out) {
    static const char escalate[] = "escalate";
    const size_t len = sizeof escalate - 1;
    for (int i = 0; i < value->count; i++) {
        struct span stance = value->items[i];
        if (stance.at && stance.len >= len &&
            memcmp(stance.at + stance.len - len, escalate, len) == 0) {
            out->escalating++;
            if (i < 32)
                out->escalating_place |= UINT32_C(1) << i;
        }
    }
    return true;
}

static bool keep_needed(struct scanner *scanner, const struct value *value, struct scan_line *out) {
    out->needed_count = scanner->evidence_count = value->count;
    memcpy(scanner->evidence, value->items, (size_t)value->count * sizeof *value->items);
    return true;
}

static bool keep_weights(struct scanner *scanner, const struct value *value,
                         struct scan_line *out) {
    if (value->count != scanner->evidence_count)
        return false;
    memcpy(scanner->weight, value->numbers, (size_t)value->count * sizeof *value->numbers);
    for (int i = 0; i < value->count; i++) {
        if (value->numbers[i] < 0 || value->numbers[i] > CREDIT_ONE) {
            out->has_odd_weight = true;
            scanner->weight[i] = 0;
        }
        out->needed_weight += scanner->weight[i];
    }
    return true;
}

static bool keep_seen(struct scanner *scanner, const struct value *value, struct scan_line *out) {
    out->seen_count = value->count;
    for (int i = 0; i < scanner->evidence_count; i++)
        for (int j = 0; j < value->count; j++)
            if (span_equal(scanner->evidence[i], value->items[j])) {
                out->needed_seen++;
                out->seen_weight += scanner->weight[i];
                break;
            }
    return true;
}

/* Fields of the head and of single values: where they lie. */
static struct span *text_place(enum field field, struct scan_line *out) {
    switch (field) {
#define TEXT(name)                                                                                 \
    case FIELD_##name:                                                                             \
        return &out->name;
        TEXT(session)
        TEXT(prev)
        TEXT(agent)
        TEXT(team)
        TEXT(scenario)
        TEXT(level)
        TEXT(mode)
        TEXT(scenario_sha256)
        TEXT(timing)
        TEXT(scene)
        TEXT(node)
        TEXT(key)
        TEXT(option)
        TEXT(stance)
        TEXT(escalation)
        TEXT(skill)
        TEXT(also_skill)
#undef TEXT
    default:
        return NULL;
    }
}

static int64_t *number_place(enum field field, struct scan_line *out) {
    switch (field) {
#define NUMBER(name, place)                                                                        \
    case FIELD_##name:                                                                             \
        return &out->place;
        NUMBER(seq, seq)
        NUMBER(at, at_ms)
        NUMBER(t, t_ms)
        NUMBER(version, version)
        NUMBER(clock, clock)
        NUMBER(target_s, target_s)
        NUMBER(credit, credit)
        NUMBER(category, category)
        NUMBER(escalated, escalated)
        NUMBER(exposure, exposure)
        NUMBER(panel_n, panel_n)
        NUMBER(expects, expects)
        NUMBER(confidence, confidence)
        NUMBER(latency_ms, latency_ms)
        NUMBER(reading_ms, reading_ms)
        NUMBER(words, words)
        NUMBER(complete, complete)
#undef NUMBER
    default:
        return NULL;
    }
}

static bool is_kept_list(enum field field) {
    return field == FIELD_options || field == FIELD_stances || field == FIELD_option_categories ||
           field == FIELD_credits || field == FIELD_stops || field == FIELD_evidence_needed ||
           field == FIELD_evidence_weights || field == FIELD_evidence_seen ||
           field == FIELD_withheld;
}

int16_t scan_offset(enum field field) {
    struct scan_line line;
    const struct span *text = text_place(field, &line);
    const int64_t *number = number_place(field, &line);
    if (text)
        return (int16_t)((const char *)text - (const char *)&line);
    if (number)
        return (int16_t)((const char *)number - (const char *)&line);
    return is_kept_list(field) ? KEEP_LIST : KEEP_NOT;
}

bool scan_keep(struct scanner *scanner, enum field field, const struct value *value,
               struct scan_line *out) {
    struct span *text = text_place(field, out);
    if (text) {
        *text = value->text;
        return true;
    }
    int64_t *number = number_place(field, out);
    if (number) {
        *number = value->number;
        return true;
    }
    switch (field) {
    case FIELD_options:
        return keep_options(value, out);
    case FIELD_stances:
        return keep_stances(value, out);
    case FIELD_option_categories:
        return keep_numbers(value, out->option_categories, &out->category_count);
    case FIELD_credits:
        return keep_numbers(value, out->credits, &out->credit_count);
    case FIELD_stops:
        return keep_numbers(value, out->stops, &out->stop_count);
    case FIELD_evidence_needed:
        return keep_needed(scanner, value, out);
    case FIELD_evidence_weights:
        return keep_weights(scanner, value, out);
    case FIELD_evidence_seen:
        return keep_seen(scanner, value, out);
    case FIELD_withheld:
        return keep_withheld(value, out);
    default:
        return true;
    }
}
