/* The tolerant way: keys in any order, blanks, escapes, unknown fields; strict about the rest. */
#include "table/scan_private.h"

#include <string.h>

enum { ARENA_BYTES_MAX = 1 << 20 };

static struct span span_of(const char *text) {
    return (struct span){text, text ? strlen(text) : 0};
}

static void fill_value(const void *place, enum field_kind kind, struct value *value) {
    value->count = 0;
    switch (kind) {
    case FIELD_IS_TEXT:
        value->text = span_of(*(const char *const *)place);
        break;
    case FIELD_IS_TEXTS: {
        const struct texts *texts = place;
        for (int i = 0; i < texts->count && i < VALUE_ITEMS_MAX; i++)
            value->items[value->count++] = span_of(texts->items[i]);
        break;
    }
    case FIELD_IS_INTS:
    case FIELD_IS_SHARES: {
        const struct numbers *numbers = place;
        for (int i = 0; i < numbers->count && i < VALUE_ITEMS_MAX; i++)
            value->numbers[value->count++] = numbers->items[i];
        break;
    }
    case FIELD_IS_WITHHELD: {
        const struct withheld *withheld = place;
        for (int i = 0; i < withheld->count && i < VALUE_ITEMS_MAX; i++) {
            value->items[i] = span_of(withheld->items[i].option);
            value->numbers[i] = withheld->items[i].category;
            value->credits[i] = withheld->items[i].credit;
            value->count++;
        }
        break;
    }
    case FIELD_IS_TYPE:
    case FIELD_IS_REF:
    case FIELD_IS_ENTRY_REF:
    case FIELD_IS_OUTCOME:
    case FIELD_IS_AUDIO:
        break;
    default:
        value->number = *(const int64_t *)place;
        break;
    }
}

static bool has_head(const struct record *record, struct err *err) {
    static const enum field needed[] = {FIELD_session, FIELD_seq,      FIELD_at,
                                        FIELD_agent,   FIELD_scenario, FIELD_mode};
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
        if (!record_is_present(record, needed[i]))
            return err_set(err, ERR_CONTENT, "a record has no `%s`", field_name(needed[i]));
    if (!record->session || record->seq == RECORD_NULL || record->at == RECORD_NULL)
        return err_set(err, ERR_CONTENT, "a record has no session, seq or at");
    return true;
}

bool scan_tolerant(struct scanner *scanner, const char *line, size_t len, struct scan_line *out,
                   struct err *err) {
    struct record record;
    if (arena_used(scanner->arena) > ARENA_BYTES_MAX) {
        struct arena *fresh = arena_create();
        if (!fresh)
            return err_memory(err);
        arena_destroy(scanner->arena);
        scanner->arena = fresh;
    }
    *out = (struct scan_line){0};
    scanner->evidence_count = 0;
    if (!record_read(line, len, scanner->arena, &record, err) || !has_head(&record, err))
        return false;
    out->type = record.type;
    for (int field = 0; field < FIELD_COUNT; field++) {
        fill_value(field_place(&record, (enum field)field), field_kind((enum field)field),
                   &scanner->value);
        if (!scan_keep(scanner, (enum field)field, &scanner->value, out))
            return err_set(err, ERR_CONTENT, "`%s` does not fit the other lists",
                           field_name((enum field)field));
    }
    return true;
}
