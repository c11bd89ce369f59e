#include "model/node.h"

#include "base/hash.h"
#include "base/json.h"
#include "model/condition.h"

#include <string.h>

static void pair(struct buf *json, const struct condition *when, const char *text) {
    json_key(json, NULL);
    buf_char(json, '[');
    json_string(json, condition_source(when));
    json_key(json, NULL);
    json_string(json, text);
    buf_char(json, ']');
}

static void variants_json(struct buf *json, const struct variants *variants) {
    json_key(json, NULL);
    if (variants->count == 0) {
        json_string(json, NULL);
        return;
    }
    buf_char(json, '[');
    for (int i = 0; i < variants->count; i++)
        pair(json, variants->items[i].when, variants->items[i].text);
    buf_char(json, ']');
}

static void branches_json(struct buf *json, const struct branches *branches) {
    json_key(json, NULL);
    if (branches->count == 0) {
        json_string(json, NULL);
        return;
    }
    buf_char(json, '[');
    for (int i = 0; i < branches->count; i++)
        pair(json, branches->items[i].when, branches->items[i].to_id);
    buf_char(json, ']');
}

static void text_json(struct buf *json, const char *text) {
    json_key(json, NULL);
    json_string(json, text);
}

static void option_json(struct buf *json, const struct option *option) {
    json_key(json, NULL);
    buf_char(json, '[');
    text_json(json, option->id);
    text_json(json, option->say);
    text_json(json, option->act);
    variants_json(json, &option->says);
    text_json(json, condition_source(option->when));
    branches_json(json, &option->to);
    text_json(json, stance_name(option->stance));
    json_key(json, NULL);
    json_bool(json, option->escalates);
    buf_char(json, ']');
}

/* ["lines", [[when, speaker, text]…]] */
static void lines_json(struct buf *json, const struct spoken_list *lines) {
    json_key(json, NULL);
    buf_text(json, "[\"lines\",[");
    for (int i = 0; i < lines->count; i++) {
        json_key(json, NULL);
        buf_char(json, '[');
        text_json(json, condition_source(lines->items[i].when));
        text_json(json, lines->items[i].speaker);
        text_json(json, lines->items[i].text);
        buf_char(json, ']');
    }
    buf_text(json, "]]");
}

/* An id as it is authored: "account", "account.letter", "account|policy". */
static void need_json(const struct scenario *scenario, const struct need *need, struct buf *json) {
    struct buf ids = {0};
    for (int i = 0; i < need->count; i++) {
        char name[160];
        evidence_name(scenario, need->any[i], name, sizeof name);
        buf_printf(&ids, "%s%s", i ? "|" : "", name);
    }
    json->failed = json->failed || ids.failed;
    text_json(json, buf_cstr(&ids));
    buf_finish(&ids);
}

/* ["needs", [[option, [ids]]…]] */
static void needs_json(const struct scenario *scenario, const struct scene *scene,
                       struct buf *json) {
    json_key(json, NULL);
    buf_text(json, "[\"needs\",[");
    for (int i = 0; i < scene->option_count; i++) {
        const struct option *option = &scene->options[i];
        if (option->need_count == 0)
            continue;
        json_key(json, NULL);
        buf_char(json, '[');
        text_json(json, option->id);
        json_key(json, NULL);
        buf_char(json, '[');
        for (int n = 0; n < option->need_count; n++)
            need_json(scenario, &option->needs[n], json);
        buf_text(json, "]]");
    }
    buf_text(json, "]]");
}

static bool has_needs(const struct scene *scene) {
    for (int i = 0; i < scene->option_count; i++)
        if (scene->options[i].need_count > 0)
            return true;
    return false;
}

void node_json(const struct scenario *scenario, const struct scene *scene, struct buf *json) {
    buf_clear(json);
    buf_char(json, '[');
    text_json(json, scenario->id);
    text_json(json, scenario->locale);
    text_json(json, scene->id);
    variants_json(json, &scene->customer);
    text_json(json, scene->speaker);
    text_json(json, scene->prompt);
    text_json(json, scene->note);
    json_key(json, NULL);
    if (scene->seconds)
        json_int(json, scene->seconds);
    else
        json_string(json, NULL);
    branches_json(json, &scene->timeout);
    text_json(json, escalation_name(scene->escalation));
    json_key(json, NULL);
    buf_char(json, '[');
    for (int i = 0; i < scene->option_count; i++)
        option_json(json, &scene->options[i]);
    buf_char(json, ']');
    if (scene->lines.count > 0)
        lines_json(json, &scene->lines);
    if (has_needs(scene))
        needs_json(scenario, scene, json);
    buf_char(json, ']');
}

bool node_hash(const struct scenario *scenario, const struct scene *scene, struct buf *scratch,
               char out[17]) {
    out[0] = '\0';
    if (scene->option_count == 0)
        return true;
    node_json(scenario, scene, scratch);
    if (scratch->failed)
        return false;
    char digest[65];
    sha256_hex(scratch->data, scratch->len, digest);
    memcpy(out, digest, 16);
    out[16] = '\0';
    return true;
}
