#include "score/calibration.h"

#include "base/clock.h"
#include "base/file.h"
#include "base/hash.h"
#include "model/scenario.h"
#include "record/json_read.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct parsing {
    struct calibration *out;
    const char *name;
    struct err *err;
};

static bool wrong(const struct parsing *p, const char *what) {
    return err_set(p->err, ERR_CONTENT, "%s: not a calibration this program can use: %s", p->name,
                   what);
}

static bool number_of(const cJSON *object, const char *key, double *out) {
    const cJSON *item = json_member(object, key);
    if (!cJSON_IsNumber(item) || !isfinite(item->valuedouble))
        return false;
    *out = item->valuedouble;
    return true;
}

static const char *text_of(struct parsing *p, const cJSON *object, const char *key) {
    const cJSON *item = json_member(object, key);
    return item ? json_copy(item, p->out->arena) : NULL;
}

/* `"options":["a","b"]` as `a\nb\n`. */
static const char *shown_of(struct parsing *p, const cJSON *object) {
    struct buf text = {0};
    const cJSON *list = json_member(object, "options");
    bool ok = cJSON_IsArray(list);
    for (const cJSON *item = ok ? list->child : NULL; item; item = item->next) {
        ok = ok && cJSON_IsString(item);
        if (ok)
            buf_printf(&text, "%s\n", item->valuestring);
    }
    const char *copy =
        ok && !text.failed ? arena_text(p->out->arena, buf_cstr(&text), text.len) : NULL;
    buf_finish(&text);
    return copy;
}

/* A list of `count` numbers into `out`. */
static bool list_of(const cJSON *object, const char *key, int count, double *out) {
    const cJSON *list = json_member(object, key);
    if (!cJSON_IsArray(list) || cJSON_GetArraySize(list) != count)
        return false;
    int at = 0;
    for (const cJSON *item = list->child; item; item = item->next) {
        if (!cJSON_IsNumber(item) || !isfinite(item->valuedouble))
            return false;
        out[at++] = item->valuedouble;
    }
    return true;
}

static bool parse_parameters(const cJSON *item, struct irt_node *node) {
    double top = 0;
    if (!number_of(item, "top", &top) || top < 1 || top > 2 || top != floor(top) ||
        !number_of(item, "slope", &node->slope))
        return false;
    node->top = (int)top;
    node->d[0] = 0;
    return list_of(item, "d", node->top, node->d + 1) &&
           list_of(item, "covariance", node->top * node->top, node->covariance);
}

static bool parse_node(struct parsing *p, const cJSON *item, struct calibration_node *node) {
    double n = 0, categories = 0;
    *node = (struct calibration_node){.scenario = text_of(p, item, "scenario"),
                                      .scene = text_of(p, item, "scene"),
                                      .node = text_of(p, item, "node"),
                                      .level = text_of(p, item, "level"),
                                      .choices = shown_of(p, item)};
    if (!node->scenario || !node->scene || !node->node || !node->level || !node->choices ||
        !number_of(item, "n", &n) || !number_of(item, "categories", &categories))
        return wrong(p, "a decision lacks its name");
    node->n = (int)n;
    node->categories = (unsigned)categories & 7;
    if (!parse_parameters(item, &node->parameters))
        return wrong(p, "a decision lacks its parameters");
    return true;
}

static int compare_nodes(const struct calibration_node *a, const struct calibration_node *b) {
    int order = strcmp(a->scenario, b->scenario);
    order = order ? order : strcmp(a->scene, b->scene);
    order = order ? order : strcmp(a->node, b->node);
    order = order ? order : strcmp(a->level, b->level);
    order = order ? order : strcmp(a->choices, b->choices);
    return order ? order : (a->categories > b->categories) - (a->categories < b->categories);
}

static int by_name(const void *a, const void *b) {
    return compare_nodes(a, b);
}

static bool parse_nodes(struct parsing *p, const cJSON *root) {
    const cJSON *list = json_member(root, "nodes");
    if (!cJSON_IsArray(list))
        return wrong(p, "it has no nodes");
    struct calibration *out = p->out;
    out->nodes = arena_array(out->arena, (size_t)cJSON_GetArraySize(list) + 1, sizeof *out->nodes);
    if (!out->nodes)
        return err_memory(p->err);
    for (const cJSON *item = list->child; item; item = item->next) {
        const cJSON *d = json_member(item, "d");
        if (d && cJSON_IsNull(d)) /* met, but not on the scale */
            continue;
        if (!parse_node(p, item, &out->nodes[out->count++]))
            return false;
    }
    qsort(out->nodes, (size_t)out->count, sizeof *out->nodes, by_name);
    return true;
}

static bool parse_pool(struct parsing *p, const cJSON *root) {
    const cJSON *pool = json_member(root, "pool");
    double agents = 0;
    if (!pool || !number_of(pool, "agents", &agents) ||
        !number_of(pool, "mean", &p->out->pool_mean) || !number_of(pool, "sd", &p->out->pool_sd) ||
        p->out->pool_sd <= 0)
        return wrong(p, "it does not say on whom it was made");
    p->out->agents = (int)agents;
    return true;
}

/* `null` or absent: the panels did not say enough. */
static bool parse_expected(struct parsing *p, const cJSON *root) {
    const cJSON *expected = json_member(root, "expected");
    if (!expected || cJSON_IsNull(expected))
        return true;
    p->out->has_expected = true;
    return (number_of(expected, "eta", &p->out->expected_eta) &&
            number_of(expected, "se", &p->out->expected_se) && p->out->expected_se >= 0) ||
           wrong(p, "it does not say what the panel expects");
}

static bool parse(struct parsing *p, const cJSON *root) {
    const cJSON *format = json_member(root, "format");
    int64_t version = 0;
    if (!cJSON_IsObject(root) || !cJSON_IsString(format) ||
        strcmp(format->valuestring, "offscript-calibration") != 0)
        return wrong(p, "make one with 'offscript calibrate PATH -o FILE'");
    if (!json_whole(json_member(root, "v"), &version) || version < 1)
        return wrong(p, "it has no version");
    if (version > CALIBRATION_VERSION)
        return wrong(p, "it comes from a later version of the program: update it");
    p->out->as_of = text_of(p, root, "as_of");
    int64_t as_of_ms;
    if (p->out->as_of && *p->out->as_of && !clock_parse_utc(p->out->as_of, &as_of_ms))
        return wrong(p, "its `as_of` is no time such as 2026-11-30T12:00:00.000Z");
    p->out->keys = text_of(p, root, "keys");
    if (!number_of(root, "a", &p->out->a) || !number_of(root, "sigma_scenario", &p->out->sigma) ||
        p->out->a <= 0 || p->out->sigma < 0)
        return wrong(p, "it has no slope or no scenario effect");
    return parse_pool(p, root) && parse_expected(p, root) && parse_nodes(p, root);
}

struct calibration *calibration_parse(const char *bytes, size_t len, const char *name,
                                      struct err *err) {
    struct err reason = {0};
    cJSON *root = json_read(bytes, len, &reason);
    if (!root) {
        err_set(err, reason.code, "%s: %.400s", name, reason.text);
        return NULL;
    }
    struct calibration *out = calloc(1, sizeof *out);
    struct parsing p = {out, name, err};
    bool ok = out && (out->arena = arena_create());
    if (!ok)
        err_memory(err);
    ok = ok && parse(&p, root);
    cJSON_Delete(root);
    if (!ok) {
        calibration_destroy(out);
        return NULL;
    }
    char digest[65];
    sha256_hex(bytes, len, digest);
    memcpy(out->id, digest, 16);
    return out;
}

struct calibration *calibration_load(const char *path, struct err *err) {
    struct buf text = {0};
    struct calibration *out = NULL;
    if (file_read(path, CALIBRATION_FILE_MAX, &text, err))
        out = calibration_parse(buf_cstr(&text), text.len, path, err);
    buf_finish(&text);
    return out;
}

void calibration_destroy(struct calibration *calibration) {
    if (!calibration)
        return;
    arena_destroy(calibration->arena);
    free(calibration);
}

const struct calibration_node *calibration_find(const struct calibration *calibration,
                                                const char *scenario, const char *scene,
                                                const char *node, const char *level,
                                                const char *choices, unsigned categories) {
    struct calibration_node key = {.scenario = scenario,
                                   .scene = scene,
                                   .node = node,
                                   .level = level,
                                   .choices = choices,
                                   .categories = categories};
    return bsearch(&key, calibration->nodes, (size_t)calibration->count, sizeof key, by_name);
}
