#include "record/panel_file.h"

#include "base/clock.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/json.h"
#include "record/json_read.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool panel_path(char *out, size_t size, const char *scenario_path) {
    size_t len = strlen(scenario_path);
    if (len > 4 && strcmp(scenario_path + len - 4, ".lua") == 0)
        len -= 4;
    return (size_t)snprintf(out, size, "%.*s.panel.json", (int)len, scenario_path) < size;
}

void panel_finish(struct panel_file *file) {
    arena_destroy(file->arena);
    *file = (struct panel_file){0};
}

/* ---- reading ---- */

struct panel_reading {
    struct arena *arena;
    const char *where; /* "ratings[3]" */
    struct err *err;
};

static bool wrong(struct panel_reading *reading, const char *what) {
    return err_set(reading->err, ERR_CONTENT, "%s: %s", reading->where, what);
}

static bool text_of(struct panel_reading *reading, const cJSON *object, const char *key,
                    bool is_needed, const char **out) {
    const cJSON *item = json_member(object, key);
    *out = NULL;
    if (!item || cJSON_IsNull(item)) {
        return !is_needed ||
               err_set(reading->err, ERR_CONTENT, "%s: `%s` is missing", reading->where, key);
    }
    if (!cJSON_IsString(item))
        return err_set(reading->err, ERR_CONTENT, "%s: `%s` must be a text", reading->where, key);
    *out = json_copy(item, reading->arena);
    return *out || err_memory(reading->err);
}

static int by_option(const void *a, const void *b) {
    return strcmp(((const struct panel_rate *)a)->option, ((const struct panel_rate *)b)->option);
}

static bool rates_of(struct panel_reading *reading, const cJSON *object, struct panel_rating *out) {
    const cJSON *rate = json_member(object, "rate");
    out->rate_count = -1;
    if (!rate || cJSON_IsNull(rate))
        return true;
    if (!cJSON_IsObject(rate))
        return wrong(reading, "`rate` must be an object of options and ratings");
    size_t count = (size_t)cJSON_GetArraySize(rate);
    struct panel_rate *rates = arena_array(reading->arena, count, sizeof *rates);
    if (!rates)
        return err_memory(reading->err);
    out->rate_count = 0;
    for (const cJSON *item = rate->child; item; item = item->next) {
        int64_t rating;
        if (!json_whole(item, &rating) || rating < 1 || rating > 7)
            return wrong(reading, "a rating is a whole number from 1 to 7");
        struct panel_rate *next = &rates[out->rate_count++];
        next->rating = (int)rating;
        next->option = arena_text(reading->arena, item->string, strlen(item->string));
        if (!next->option)
            return err_memory(reading->err);
    }
    qsort(rates, count, sizeof *rates, by_option);
    out->rates = rates;
    return true;
}

static bool opens_of(struct panel_reading *reading, const cJSON *object, struct panel_rating *out) {
    const cJSON *opens = json_member(object, "opens");
    out->opens_count = -1;
    if (!opens || cJSON_IsNull(opens))
        return true;
    if (!cJSON_IsArray(opens))
        return wrong(reading, "`opens` must be a list");
    size_t count = (size_t)cJSON_GetArraySize(opens);
    const char **names = arena_array(reading->arena, count, sizeof *names);
    if (!names)
        return err_memory(reading->err);
    out->opens = names;
    out->opens_count = 0;
    for (const cJSON *item = opens->child; item; item = item->next) {
        if (!cJSON_IsString(item))
            return wrong(reading, "`opens` must be a list of ids");
        if (!(names[out->opens_count++] = json_copy(item, reading->arena)))
            return err_memory(reading->err);
    }
    return true;
}

static bool escalate_of(struct panel_reading *reading, const cJSON *object, enum escalation *out) {
    const cJSON *item = json_member(object, "escalate");
    const char *text = cJSON_IsString(item) ? item->valuestring : "";
    *out = strcmp(text, "yes") == 0      ? ESCALATION_NEEDED
           : strcmp(text, "no") == 0     ? ESCALATION_UNNEEDED
           : strcmp(text, "either") == 0 ? ESCALATION_EITHER
                                         : ESCALATION_UNSAID;
    return *out != ESCALATION_UNSAID || !item || cJSON_IsNull(item) ||
           wrong(reading, "`escalate` is yes, no or either");
}

static bool rating_of(struct panel_reading *reading, const cJSON *object,
                      struct panel_rating *out) {
    const cJSON *at = json_member(object, "at"), *expects = json_member(object, "expects");
    int64_t share = -1;
    if (!text_of(reading, object, "node", true, &out->node) ||
        !text_of(reading, object, "expert", true, &out->expert) ||
        !text_of(reading, object, "best", false, &out->best) ||
        !text_of(reading, object, "because", false, &out->because))
        return false;
    if (!cJSON_IsString(at) || !clock_parse_utc(at->valuestring, &out->at_ms))
        return wrong(reading, "`at` must be a time such as 2026-11-22T05:24:10.123Z");
    if (expects && !cJSON_IsNull(expects) &&
        (!json_whole(expects, &share) || share < 0 || share > 100))
        return wrong(reading, "`expects` is a whole number from 0 to 100");
    out->expects = (int)share;
    return escalate_of(reading, object, &out->escalate) && rates_of(reading, object, out) &&
           opens_of(reading, object, out) &&
           (out->rate_count >= 0 || out->best ||
            wrong(reading, "a rating has `rate`, or at least `best`"));
}

static int64_t share_of(const cJSON *item) {
    if (!cJSON_IsNumber(item) || item->valuedouble < -1e6 || item->valuedouble > 1e6)
        return INT64_MIN;
    return (int64_t)(item->valuedouble * 10000 + (item->valuedouble < 0 ? -0.5 : 0.5));
}

static bool key_of(struct panel_reading *reading, const cJSON *object, struct panel_key *out) {
    const char *status;
    if (!text_of(reading, object, "node", true, &out->node) ||
        !text_of(reading, object, "status", true, &status) ||
        !text_of(reading, object, "panel_sha256", true, &out->panel_sha256))
        return false;
    int known = key_status_of(status);
    if (known != KEY_OPERATIONAL && known != KEY_PILOT && known != KEY_AMBIGUOUS)
        return wrong(reading, "`status` is operational, pilot or ambiguous");
    out->status = (enum key_status)known;
    if (!json_whole(json_member(object, "m"), &out->m))
        out->m = 0;
    out->w = share_of(json_member(object, "w"));
    out->ad = share_of(json_member(object, "ad"));
    out->stability = share_of(json_member(object, "stability"));
    return true;
}

static int by_name(const void *a, const void *b) {
    return strcmp(((const struct panel_text *)a)->name, ((const struct panel_text *)b)->name);
}

static bool node_of(struct panel_reading *reading, const cJSON *object, struct panel_node *out) {
    const cJSON *texts = json_member(object, "texts");
    if (!text_of(reading, object, "node", true, &out->node) ||
        !text_of(reading, object, "scene", true, &out->scene))
        return false;
    if (!texts || cJSON_IsNull(texts))
        return true;
    if (!cJSON_IsObject(texts))
        return wrong(reading, "`texts` must be an object of names and texts");
    size_t count = (size_t)cJSON_GetArraySize(texts);
    struct panel_text *items = arena_array(reading->arena, count + 1, sizeof *items);
    if (!items)
        return err_memory(reading->err);
    for (const cJSON *item = texts->child; item; item = item->next) {
        struct panel_text *text = &items[out->text_count++];
        if (!cJSON_IsString(item))
            return wrong(reading, "`texts` must be an object of names and texts");
        text->name = arena_text(reading->arena, item->string, strlen(item->string));
        text->text = json_copy(item, reading->arena);
        if (!text->name || !text->text)
            return err_memory(reading->err);
    }
    qsort(items, count, sizeof *items, by_name);
    out->texts = items;
    return true;
}

static bool lineage_of(struct panel_reading *reading, const cJSON *object,
                       struct panel_lineage *out) {
    const cJSON *at = json_member(object, "at");
    if (!text_of(reading, object, "from", true, &out->from) ||
        !text_of(reading, object, "to", true, &out->to) ||
        !text_of(reading, object, "by", false, &out->by) ||
        !text_of(reading, object, "why", false, &out->why))
        return false;
    return (cJSON_IsString(at) && clock_parse_utc(at->valuestring, &out->at_ms)) ||
           wrong(reading, "`at` must be a time such as 2026-11-22T05:24:10.123Z");
}

static int by_time(const void *a, const void *b) {
    const struct panel_lineage *x = a, *y = b;
    int order = (x->at_ms > y->at_ms) - (x->at_ms < y->at_ms);
    if (order == 0)
        order = strcmp(x->from, y->from);
    return order ? order : strcmp(x->to, y->to);
}

static bool expert_of(struct panel_reading *reading, const cJSON *object,
                      struct panel_expert *out) {
    return text_of(reading, object, "id", true, &out->id) &&
           text_of(reading, object, "who", true, &out->who);
}

/* A list of objects, each read by `one` into an array in the arena. */
#define READ_LIST(reading, root, key, one, items, count)                                           \
    do {                                                                                           \
        const cJSON *list_ = json_member(root, key);                                               \
        if (list_ && !cJSON_IsArray(list_))                                                        \
            return err_set((reading)->err, ERR_CONTENT, "`%s` must be a list", key);               \
        size_t size_ = list_ ? (size_t)cJSON_GetArraySize(list_) : 0;                              \
        (items) = arena_array((reading)->arena, size_ + 1, sizeof *(items));                       \
        if (!(items))                                                                              \
            return err_memory((reading)->err);                                                     \
        for (const cJSON *item_ = list_ ? list_->child : NULL; item_; item_ = item_->next) {       \
            char where_[48];                                                                       \
            snprintf(where_, sizeof where_, "%s[%d]", key, (count) + 1);                           \
            (reading)->where = where_;                                                             \
            if (!one(reading, item_, &(items)[(count)]))                                           \
                return false;                                                                      \
            (count)++;                                                                             \
        }                                                                                          \
    } while (0)

static bool read_panel(struct panel_reading *reading, const cJSON *root, struct panel_file *out) {
    int64_t version = 0;
    reading->where = "the panel";
    if (!json_whole(json_member(root, "v"), &version) || version < 1)
        return err_set(reading->err, ERR_CONTENT, "it is not a panel file: it has no version `v`");
    if (version > 1)
        return err_set(reading->err, ERR_CONTENT, "it is of version %lld; this program reads 1",
                       (long long)version);
    if (!text_of(reading, root, "scenario", true, &out->scenario))
        return false;
    READ_LIST(reading, root, "experts", expert_of, out->experts, out->expert_count);
    READ_LIST(reading, root, "ratings", rating_of, out->ratings, out->rating_count);
    READ_LIST(reading, root, "keys", key_of, out->keys, out->key_count);
    READ_LIST(reading, root, "nodes", node_of, out->nodes, out->node_count);
    READ_LIST(reading, root, "lineage", lineage_of, out->lineage, out->lineage_count);
    if (out->lineage_count)
        qsort(out->lineage, (size_t)out->lineage_count, sizeof *out->lineage, by_time);
    return true;
}

static int by_node_and_expert(const void *a, const void *b) {
    const struct panel_rating *x = a, *y = b;
    int order = strcmp(x->node, y->node);
    return order ? order : strcmp(x->expert, y->expert);
}

/* Insertion would be quadratic and qsort is not stable: the place in the file breaks ties. */
static int by_everything(const void *a, const void *b) {
    const struct panel_rating *x = *(const struct panel_rating *const *)a;
    const struct panel_rating *y = *(const struct panel_rating *const *)b;
    int order = by_node_and_expert(x, y);
    if (order == 0)
        order = (x->at_ms > y->at_ms) - (x->at_ms < y->at_ms);
    return order ? order : (x > y) - (x < y);
}

static bool merge(struct panel_file *file, struct err *err) {
    size_t count = (size_t)file->rating_count;
    const struct panel_rating **sorted = arena_array(file->arena, count + 1, sizeof *sorted);
    struct panel_rating *merged = arena_array(file->arena, count + 1, sizeof *merged);
    if (!sorted || !merged)
        return err_memory(err);
    for (size_t i = 0; i < count; i++)
        sorted[i] = &file->ratings[i];
    qsort(sorted, count, sizeof *sorted, by_everything);
    file->rating_count = 0;
    for (size_t i = 0; i < count; i++)
        if (i + 1 == count || by_node_and_expert(sorted[i], sorted[i + 1]) != 0)
            merged[file->rating_count++] = *sorted[i];
    file->ratings = merged;
    return true;
}

bool panel_parse(const char *text, size_t len, const char *name, struct panel_file *out,
                 struct err *err) {
    struct err inner = {0};
    *out = (struct panel_file){.arena = arena_create()};
    struct panel_reading reading = {out->arena, NULL, &inner};
    if (!out->arena)
        return err_memory(err);
    size_t mark = len >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0; /* editors add it */
    cJSON *root = json_read(text + mark, len - mark, &inner);
    bool ok = root && read_panel(&reading, root, out) && merge(out, &inner);
    cJSON_Delete(root);
    return ok || err_set(err, inner.code, "%s: %s", name, inner.text);
}

/* ---- writing ---- */

static void write_text(struct buf *out, const char *key, const char *text) {
    json_key(out, key);
    json_string(out, text);
}

static const char *escalate_name(enum escalation escalate) {
    static const char *const names[ESCALATION_COUNT] = {NULL, "yes", "no", "either"};
    return names[escalate];
}

static void write_rates(struct buf *out, const struct panel_rating *rating) {
    json_key(out, "rate");
    if (rating->rate_count < 0) {
        json_string(out, NULL);
        return;
    }
    buf_char(out, '{');
    for (int i = 0; i < rating->rate_count; i++) {
        json_key(out, rating->rates[i].option);
        json_int(out, rating->rates[i].rating);
    }
    buf_char(out, '}');
}

static void write_opens(struct buf *out, const struct panel_rating *rating) {
    json_key(out, "opens");
    if (rating->opens_count < 0) {
        json_string(out, NULL);
        return;
    }
    buf_char(out, '[');
    for (int i = 0; i < rating->opens_count; i++) {
        json_key(out, NULL);
        json_string(out, rating->opens[i]);
    }
    buf_char(out, ']');
}

static void write_rating(struct buf *out, const struct panel_rating *rating) {
    char at[25];
    clock_format_utc(rating->at_ms, at);
    buf_char(out, '{');
    write_text(out, "node", rating->node);
    write_text(out, "expert", rating->expert);
    write_text(out, "at", at);
    write_rates(out, rating);
    write_text(out, "best", rating->best);
    write_text(out, "escalate", escalate_name(rating->escalate));
    write_opens(out, rating);
    json_key(out, "expects");
    if (rating->expects < 0)
        json_string(out, NULL);
    else
        json_int(out, rating->expects);
    write_text(out, "because", rating->because);
    buf_char(out, '}');
}

static void write_share(struct buf *out, const char *key, int64_t share) {
    json_key(out, key);
    if (share == INT64_MIN)
        json_string(out, NULL);
    else
        json_decimal(out, share, 4);
}

static void write_key(struct buf *out, const struct panel_key *key) {
    buf_char(out, '{');
    write_text(out, "node", key->node);
    write_text(out, "status", key_status_name(key->status));
    json_key(out, "m");
    json_int(out, key->m);
    write_share(out, "w", key->w);
    write_share(out, "ad", key->ad);
    write_share(out, "stability", key->stability);
    write_text(out, "panel_sha256", key->panel_sha256);
    buf_char(out, '}');
}

static void write_node(struct buf *out, const struct panel_node *node) {
    buf_char(out, '{');
    write_text(out, "node", node->node);
    write_text(out, "scene", node->scene);
    json_key(out, "texts");
    buf_char(out, '{');
    for (int i = 0; i < node->text_count; i++)
        write_text(out, node->texts[i].name, node->texts[i].text);
    buf_text(out, "}}");
}

static void write_lineage(struct buf *out, const struct panel_lineage *lineage) {
    char at[25];
    clock_format_utc(lineage->at_ms, at);
    buf_char(out, '{');
    write_text(out, "from", lineage->from);
    write_text(out, "to", lineage->to);
    write_text(out, "at", at);
    write_text(out, "by", lineage->by);
    write_text(out, "why", lineage->why);
    buf_char(out, '}');
}

void panel_write(const struct panel_file *file, struct buf *out) {
    buf_text(out, "{\"v\":1");
    write_text(out, "scenario", file->scenario);
    buf_text(out, ",\n\"experts\":[");
    for (int i = 0; i < file->expert_count; i++) {
        buf_text(out, i ? ",\n{" : "\n{");
        write_text(out, "id", file->experts[i].id);
        write_text(out, "who", file->experts[i].who);
        buf_char(out, '}');
    }
    buf_text(out, "],\n\"ratings\":[");
    for (int i = 0; i < file->rating_count; i++) {
        buf_text(out, i ? ",\n" : "\n");
        write_rating(out, &file->ratings[i]);
    }
    buf_text(out, "],\n\"keys\":[");
    for (int i = 0; i < file->key_count; i++) {
        buf_text(out, i ? ",\n" : "\n");
        write_key(out, &file->keys[i]);
    }
    buf_text(out, "],\n\"nodes\":[");
    for (int i = 0; i < file->node_count; i++) {
        buf_text(out, i ? ",\n" : "\n");
        write_node(out, &file->nodes[i]);
    }
    buf_text(out, "],\n\"lineage\":[");
    for (int i = 0; i < file->lineage_count; i++) {
        buf_text(out, i ? ",\n" : "\n");
        write_lineage(out, &file->lineage[i]);
    }
    buf_text(out, "]}\n");
}

bool panel_sha256(const struct panel_rating *const *ratings, int count,
                  const struct panel_lineage *const *lineage, int lineage_count, char out[65]) {
    struct buf json = {0};
    buf_char(&json, '[');
    for (int i = 0; i < count; i++) {
        json_key(&json, NULL);
        write_rating(&json, ratings[i]);
    }
    buf_text(&json, lineage_count ? "][" : "]");
    for (int i = 0; i < lineage_count; i++) {
        json_key(&json, NULL);
        write_lineage(&json, lineage[i]);
    }
    if (lineage_count)
        buf_char(&json, ']');
    bool ok = !json.failed;
    if (ok)
        sha256_hex(json.data, json.len, out);
    buf_finish(&json);
    return ok;
}
