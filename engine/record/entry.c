#include "record/entry.h"

#include "base/json.h"
#include "record/json_read.h"

#include <string.h>

static const struct {
    const char *name;
    uint16_t offset;
    uint8_t kind;
} fields[ENTRY_FIELD_COUNT] = {
#define X(name, kind) {#name, offsetof(struct entry, name), FIELD_IS_##kind},
    ENTRY_FIELDS(X)
#undef X
};

static const char *const type_names[ENTRY_TYPE_COUNT] = {
#define X(name) #name,
    ENTRY_TYPES(X)
#undef X
};

/* clang-format off */
#define F(name) ENTRY_FIELD_##name
#define HEAD F(v), F(type), F(journal), F(seq), F(at), F(by)
#define TAIL F(prev)
static const uint8_t order_note[] = {HEAD, F(session), F(about_seq), F(text), F(reply_to), TAIL};
static const uint8_t order_rating[] = {HEAD, F(session), F(about_seq), F(escalation), F(option),
    F(fit), TAIL};
static const uint8_t order_dispute[] = {HEAD, F(session), F(about_seq), F(kind), F(text), TAIL};
static const uint8_t order_assignment[] = {HEAD, F(id), F(scenario), F(to), F(due), TAIL};
static const uint8_t order_view[] = {HEAD, F(session), TAIL};
static const uint8_t order_share[] = {HEAD, F(session), F(what), F(before), TAIL};
static const uint8_t order_forgotten[] = {HEAD, F(agent), TAIL};
static const uint8_t order_alias[] = {HEAD, F(agent), F(also), TAIL};
static const uint8_t order_talk[] = {HEAD, F(agent), F(session), F(about), TAIL};
static const uint8_t order_reviewed[] = {HEAD, F(session), TAIL};
static const uint8_t order_lineage[] = {HEAD, F(scenario), F(from), F(to), F(why), TAIL};
static const uint8_t order_unknown[] = {HEAD, TAIL};
/* clang-format on */

static const struct {
    const uint8_t *fields;
    int count;
} orders[ENTRY_TYPE_COUNT + 1] = {
#define X(name) {order_##name, (int)sizeof order_##name},
    ENTRY_TYPES(X) X(unknown)
#undef X
};

static void *place_of(struct entry *entry, int field) {
    return (char *)entry + fields[field].offset;
}

void entry_clear(struct entry *entry) {
    *entry = (struct entry){0};
    for (int i = 0; i < ENTRY_FIELD_COUNT; i++)
        value_clear((enum field_kind)fields[i].kind, place_of(entry, i));
    entry->type = ENTRY_UNKNOWN;
}

const char *entry_type_name(enum entry_type type) {
    return (int)type >= 0 && type < ENTRY_TYPE_COUNT ? type_names[type] : NULL;
}

const char *entry_field_name(enum entry_field field) {
    return fields[field].name;
}

const uint8_t *entry_order(enum entry_type type, int *count) {
    *count = orders[type].count;
    return orders[type].fields;
}

void entry_write(const struct entry *entry, struct buf *out) {
    int count;
    const uint8_t *order = entry_order(entry->type, &count);
    buf_char(out, '{');
    for (int i = 0; i < count; i++) {
        json_key(out, fields[order[i]].name);
        if (order[i] == ENTRY_FIELD_type)
            json_string(out, entry_type_name(entry->type));
        else
            value_write((enum field_kind)fields[order[i]].kind,
                        (const char *)entry + fields[order[i]].offset, out);
    }
    buf_char(out, '}');
}

static bool read_type(const cJSON *item, enum entry_type *out) {
    const char *name = cJSON_GetStringValue(item);
    for (int type = 0; name && type < ENTRY_TYPE_COUNT; type++)
        if (strcmp(type_names[type], name) == 0)
            *out = (enum entry_type)type;
    return name != NULL;
}

static int field_named(const char *name) {
    for (int i = 0; i < ENTRY_FIELD_COUNT; i++)
        if (strcmp(fields[i].name, name) == 0)
            return i;
    return -1;
}

static bool read_fields(const cJSON *root, struct arena *arena, struct entry *out,
                        struct err *err) {
    for (const cJSON *item = root->child; item; item = item->next) {
        int field = field_named(item->string);
        if (field < 0)
            continue;
        bool ok = field == ENTRY_FIELD_type ? read_type(item, &out->type)
                                            : value_read((enum field_kind)fields[field].kind, item,
                                                         arena, place_of(out, field), err);
        if (!ok)
            return err_set(err, ERR_CONTENT, "`%s` has a value of the wrong kind", item->string);
    }
    return true;
}

bool entry_read(const char *line, size_t len, struct arena *arena, struct entry *out,
                struct err *err) {
    entry_clear(out);
    cJSON *root = json_read(line, len, err);
    if (!root)
        return false;
    bool ok = cJSON_IsObject(root)
                  ? json_version(root, ENTRY_VERSION, err) && read_fields(root, arena, out, err)
                  : err_set(err, ERR_CONTENT, "it is not a JSON object");
    cJSON_Delete(root);
    return ok;
}
