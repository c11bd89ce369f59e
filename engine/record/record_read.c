#include "record/json_read.h"
#include "record/record.h"

#include <string.h>

/* A type of a later version stays RECORD_UNKNOWN. */
static bool read_type(const cJSON *item, enum record_type *out) {
    if (!cJSON_IsString(item))
        return false;
    for (int type = 0; type < RECORD_TYPE_COUNT; type++)
        if (strcmp(record_type_name((enum record_type)type), item->valuestring) == 0)
            *out = (enum record_type)type;
    return true;
}

/* Our own writer keeps the order of the type: look there first. `place` follows along. */
static int next_field(const struct record *record, const char *name, int *place) {
    int count;
    const uint8_t *order = record_order(record->type, RULES_NOW, &count);
    if (*place < count && strcmp(field_name((enum field)order[*place]), name) == 0)
        return order[(*place)++];
    return field_of(name);
}

static bool read_fields(const cJSON *root, struct arena *arena, struct record *record,
                        struct err *err) {
    int place = 0;
    for (const cJSON *item = root->child; item; item = item->next) {
        int found = next_field(record, item->string, &place);
        if (found < 0)
            continue;
        enum field field = (enum field)found;
        record->present[field / 64] |= UINT64_C(1) << (field % 64);
        if (field == FIELD_type
                ? !read_type(item, &record->type)
                : !value_read(field_kind(field), item, arena, field_place(record, field), err))
            return err_set(err, ERR_CONTENT, "`%s` has a value of the wrong kind", item->string);
    }
    return record_is_present(record, FIELD_type) || err_set(err, ERR_CONTENT, "it has no `type`");
}

bool record_read(const char *line, size_t len, struct arena *arena, struct record *out,
                 struct err *err) {
    record_clear(out);
    if (len > RECORD_LINE_MAX)
        return err_set(err, ERR_CONTENT, "the line has %zu bytes; at most %d are allowed", len,
                       RECORD_LINE_MAX);
    cJSON *root = json_read(line, len, err);
    if (!root)
        return false;
    /* The version first: what a later one calls the same may be something else. */
    bool ok = cJSON_IsObject(root)
                  ? json_version(root, RECORD_VERSION, err) && read_fields(root, arena, out, err)
                  : err_set(err, ERR_CONTENT, "it is not a JSON object");
    cJSON_Delete(root);
    return ok;
}
