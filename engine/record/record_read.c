#include "record/json_read.h"
#include "record/record.h"

#include "base/clock.h"

#include <string.h>

struct reading {
    struct arena *arena;
    struct record *record;
    struct err *err;
};

static bool read_text(struct reading *reading, const cJSON *item, const char **out) {
    if (cJSON_IsNull(item))
        return true;
    if (!cJSON_IsString(item))
        return false;
    *out = json_copy(item, reading->arena);
    return *out || err_memory(reading->err);
}

static bool read_time(const cJSON *item, int64_t *out) {
    return cJSON_IsNull(item) || (cJSON_IsString(item) && clock_parse_utc(item->valuestring, out));
}

static bool read_flag(const cJSON *item, int64_t *out) {
    if (cJSON_IsBool(item))
        *out = cJSON_IsTrue(item);
    return cJSON_IsBool(item) || cJSON_IsNull(item);
}

static bool read_number(const cJSON *item, int places, int64_t *out) {
    return cJSON_IsNull(item) || json_scaled(item, places, out);
}

static bool read_texts(struct reading *reading, const cJSON *item, struct texts *out) {
    if (cJSON_IsNull(item))
        return true;
    if (!cJSON_IsArray(item))
        return false;
    int count = cJSON_GetArraySize(item);
    const char **items = arena_array(reading->arena, (size_t)count, sizeof *items);
    if (!items)
        return err_memory(reading->err);
    int at = 0;
    for (const cJSON *child = item->child; child; child = child->next)
        if (!read_text(reading, child, &items[at++]))
            return false;
    *out = (struct texts){items, count};
    return true;
}

static bool read_numbers(struct reading *reading, const cJSON *item, int places,
                         struct numbers *out) {
    if (cJSON_IsNull(item))
        return true;
    if (!cJSON_IsArray(item))
        return false;
    int count = cJSON_GetArraySize(item);
    int64_t *items = arena_array(reading->arena, (size_t)count, sizeof *items);
    if (!items)
        return err_memory(reading->err);
    int at = 0;
    for (const cJSON *child = item->child; child; child = child->next) {
        items[at] = RECORD_NULL;
        if (!read_number(child, places, &items[at++]))
            return false;
    }
    *out = (struct numbers){items, count};
    return true;
}

static bool read_ref(struct reading *reading, const cJSON *item, struct record_ref *out) {
    if (cJSON_IsNull(item))
        return true;
    const cJSON *session = json_member(item, "session");
    return session && cJSON_IsString(session) && read_text(reading, session, &out->session) &&
           json_whole(json_member(item, "seq"), &out->seq);
}

static bool read_outcome(const cJSON *item, struct record_outcome *out) {
    if (cJSON_IsNull(item))
        return true;
    const cJSON *resolved = json_member(item, "resolved");
    const cJSON *retained = json_member(item, "retained");
    const cJSON *compliant = json_member(item, "compliant");
    if (!cJSON_IsBool(resolved) || !cJSON_IsBool(retained) || !cJSON_IsBool(compliant))
        return false;
    out->is_given = true;
    out->resolved = cJSON_IsTrue(resolved);
    out->retained = cJSON_IsTrue(retained);
    out->compliant = cJSON_IsTrue(compliant);
    return json_whole(json_member(item, "csat"), &out->csat) &&
           json_whole(json_member(item, "cost"), &out->cost);
}

/* A type of a later version stays RECORD_UNKNOWN. */
static bool read_type(const cJSON *item, enum record_type *out) {
    if (!cJSON_IsString(item))
        return false;
    for (int type = 0; type < RECORD_TYPE_COUNT; type++)
        if (strcmp(record_type_name((enum record_type)type), item->valuestring) == 0)
            *out = (enum record_type)type;
    return true;
}

static bool read_value(struct reading *reading, const cJSON *item, enum field field, void *place) {
    switch (field_kind(field)) {
    case FIELD_IS_TYPE:
        return read_type(item, place);
    case FIELD_IS_TEXT:
        return read_text(reading, item, place);
    case FIELD_IS_TIME:
        return read_time(item, place);
    case FIELD_IS_INT:
        return read_number(item, 0, place);
    case FIELD_IS_FLAG:
        return read_flag(item, place);
    case FIELD_IS_SHARE:
        return read_number(item, 4, place);
    case FIELD_IS_PERCENT:
        return read_number(item, 2, place);
    case FIELD_IS_TEXTS:
        return read_texts(reading, item, place);
    case FIELD_IS_INTS:
        return read_numbers(reading, item, 0, place);
    case FIELD_IS_SHARES:
        return read_numbers(reading, item, 4, place);
    case FIELD_IS_REF:
        return read_ref(reading, item, place);
    case FIELD_IS_OUTCOME:
        return read_outcome(item, place);
    }
    return false;
}

/* The version first: what a later one calls the same may be something else. */
static bool read_version(const cJSON *root, struct err *err) {
    int64_t version = 0;
    if (!json_whole(json_member(root, "v"), &version) || version < 1)
        return err_set(err, ERR_CONTENT, "it has no version `v`");
    if (version > RECORD_VERSION)
        return err_set(err, ERR_CONTENT,
                       "it is of version %lld; this program reads versions up to %d: update it",
                       (long long)version, RECORD_VERSION);
    return true;
}

/* Our own writer keeps the order of the type: look there first. `place` follows along. */
static int next_field(const struct record *record, const char *name, int *place) {
    int count;
    const uint8_t *order = record_order(record->type, &count);
    if (*place < count && strcmp(field_name((enum field)order[*place]), name) == 0)
        return order[(*place)++];
    return field_of(name);
}

static bool read_fields(struct reading *reading, const cJSON *root) {
    struct record *record = reading->record;
    int place = 0;
    for (const cJSON *item = root->child; item; item = item->next) {
        int found = next_field(record, item->string, &place);
        if (found < 0)
            continue;
        enum field field = (enum field)found;
        record->present[field / 64] |= UINT64_C(1) << (field % 64);
        if (!read_value(reading, item, field, field_place(record, field)))
            return err_set(reading->err, ERR_CONTENT, "`%s` has a value of the wrong kind",
                           item->string);
    }
    return record_is_present(record, FIELD_type) ||
           err_set(reading->err, ERR_CONTENT, "it has no `type`");
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
    struct reading reading = {arena, out, err};
    bool ok = cJSON_IsObject(root) ? read_version(root, err) && read_fields(&reading, root)
                                   : err_set(err, ERR_CONTENT, "it is not a JSON object");
    cJSON_Delete(root);
    return ok;
}
