/* Values out of parsed JSON, by their kind. */
#include "record/json_read.h"

#include "base/clock.h"

#include <string.h>

struct reading {
    struct arena *arena;
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
    return !item || cJSON_IsNull(item) || json_scaled(item, places, out);
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

static bool read_ref(struct reading *reading, const cJSON *item, const char *key, const char **id,
                     int64_t *seq) {
    if (cJSON_IsNull(item))
        return true;
    const cJSON *name = json_member(item, key);
    return name && cJSON_IsString(name) && read_text(reading, name, id) &&
           json_whole(json_member(item, "seq"), seq);
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

static bool read_withheld_option(struct reading *reading, const cJSON *item,
                                 struct withheld_option *out) {
    const cJSON *option = json_member(item, "option"), *stance = json_member(item, "stance");
    *out = (struct withheld_option){
        .credit = RECORD_NULL, .category = RECORD_NULL, .votes = RECORD_NULL};
    return cJSON_IsString(option) && read_text(reading, option, &out->option) &&
           (!stance || read_text(reading, stance, &out->stance)) &&
           read_number(json_member(item, "credit"), 4, &out->credit) &&
           read_number(json_member(item, "category"), 0, &out->category) &&
           read_number(json_member(item, "votes"), 0, &out->votes);
}

static bool read_withheld(struct reading *reading, const cJSON *item, struct withheld *out) {
    if (cJSON_IsNull(item))
        return true;
    if (!cJSON_IsArray(item))
        return false;
    int count = cJSON_GetArraySize(item), at = 0;
    struct withheld_option *items = arena_array(reading->arena, (size_t)count, sizeof *items);
    if (!items)
        return err_memory(reading->err);
    for (const cJSON *child = item->child; child; child = child->next)
        if (!read_withheld_option(reading, child, &items[at++]))
            return false;
    *out = (struct withheld){items, count};
    return true;
}

static bool read_audio(struct reading *reading, const cJSON *item, struct own_audio *out) {
    if (cJSON_IsNull(item))
        return true;
    const cJSON *sha256 = json_member(item, "sha256");
    out->is_given = true;
    return json_whole(json_member(item, "ms"), &out->ms) && cJSON_IsString(sha256) &&
           read_text(reading, sha256, &out->sha256);
}

static bool read_any_ref(struct reading *reading, const cJSON *item, enum field_kind kind,
                         void *place) {
    struct record_ref *record = place;
    struct entry_ref *entry = place;
    return kind == FIELD_IS_REF ? read_ref(reading, item, "session", &record->session, &record->seq)
                                : read_ref(reading, item, "journal", &entry->journal, &entry->seq);
}

bool value_read(enum field_kind kind, const cJSON *item, struct arena *arena, void *place,
                struct err *err) {
    struct reading reading = {arena, err};
    switch (kind) {
    case FIELD_IS_TYPE:
        return true;
    case FIELD_IS_TEXT:
        return read_text(&reading, item, place);
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
        return read_texts(&reading, item, place);
    case FIELD_IS_INTS:
        return read_numbers(&reading, item, 0, place);
    case FIELD_IS_SHARES:
        return read_numbers(&reading, item, 4, place);
    case FIELD_IS_REF:
    case FIELD_IS_ENTRY_REF:
        return read_any_ref(&reading, item, kind, place);
    case FIELD_IS_OUTCOME:
        return read_outcome(item, place);
    case FIELD_IS_WITHHELD:
        return read_withheld(&reading, item, place);
    case FIELD_IS_AUDIO:
        return read_audio(&reading, item, place);
    }
    return false;
}

bool json_version(const cJSON *root, int newest, struct err *err) {
    int64_t version = 0;
    if (!json_whole(json_member(root, "v"), &version) || version < 1)
        return err_set(err, ERR_CONTENT, "it has no version `v`");
    if (version > newest)
        return err_set(err, ERR_CONTENT,
                       "it is of version %lld; this program reads versions up to %d: update it",
                       (long long)version, newest);
    return true;
}
