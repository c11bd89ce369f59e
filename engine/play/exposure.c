#include "play/exposure.h"

#include "base/file.h"
#include "base/json.h"
#include "base/os.h"
#include "record/record.h"

#include <stdlib.h>
#include <string.h>

struct named_scene {
    const char *name; /* node, or id */
    int scene;
};

struct scan {
    const char *logs;
    const struct scenario *scenario;
    struct named_scene *nodes, *ids; /* of the decisions, sorted by name */
    int count;
    struct buf agent, id, sha256; /* as they stand in a line: `"agent":"a17",` */
    struct buf file;
    struct exposure *out;
};

static int by_name(const void *a, const void *b) {
    return strcmp(((const struct named_scene *)a)->name, ((const struct named_scene *)b)->name);
}

static bool holds(const char *line, size_t len, const struct buf *piece) {
    return os_find(line, len, piece->data, piece->len) != NULL;
}

static void count_name(struct scan *scan, const struct named_scene *names, const char *text,
                       size_t len) {
    char name[65];
    if (len >= sizeof name)
        return;
    memcpy(name, text, len);
    name[len] = '\0';
    struct named_scene wanted = {name, 0};
    const struct named_scene *found =
        bsearch(&wanted, names, (size_t)scan->count, sizeof *names, by_name);
    if (found && scan->out->shown[found->scene] < UINT16_MAX)
        scan->out->shown[found->scene]++;
}

/* Counts the quoted name behind every `key`. A quote within a string is escaped, so that the key
 * cannot occur in what somebody wrote. */
static void count_behind(struct scan *scan, const char *key, const struct named_scene *names) {
    const char *at = scan->file.data, *end = at + scan->file.len;
    size_t key_len = strlen(key);
    while ((at = os_find(at, (size_t)(end - at), key, key_len))) {
        at += key_len;
        const char *quote = memchr(at, '"', (size_t)(end - at));
        if (!quote)
            break;
        count_name(scan, names, at, (size_t)(quote - at));
    }
}

/* The records of type scene: the id stands some way behind the type, in the same line. */
static void count_scenes(struct scan *scan) {
    static const char type[] = "\"type\":\"scene\"", key[] = "\"scene\":\"";
    const char *at = scan->file.data, *end = at + scan->file.len;
    while ((at = os_find(at, (size_t)(end - at), type, sizeof type - 1))) {
        at += sizeof type - 1;
        const char *line_end = memchr(at, '\n', (size_t)(end - at));
        size_t len = (size_t)((line_end ? line_end : end) - at);
        const char *id = os_find(at, len, key, sizeof key - 1);
        if (!id)
            continue;
        id += sizeof key - 1;
        const char *quote = memchr(id, '"', len - (size_t)(id - at));
        if (quote)
            count_name(scan, scan->ids, id, (size_t)(quote - id));
    }
}

static bool scan_file(void *self, const char *name) {
    static const char preview[] = "\"mode\":\"preview\"";
    struct scan *scan = self;
    char path[FILE_PATH_MAX];
    size_t len = strlen(name);
    if (len < 6 || strcmp(name + len - 6, ".jsonl") != 0 ||
        !path_join(path, sizeof path, scan->logs, name) ||
        !file_read(path, RECORD_FILE_MAX, &scan->file, NULL))
        return true;
    const char *data = buf_cstr(&scan->file);
    size_t first = strcspn(data, "\n");
    if (!holds(data, first, &scan->agent) || os_find(data, first, preview, sizeof preview - 1))
        return true;
    scan->out->sessions += holds(data, first, &scan->id);
    if (holds(data, first, &scan->sha256))
        count_scenes(scan);
    else
        count_behind(scan, "\"node\":\"", scan->nodes);
    return true;
}

static bool name_scenes(struct scan *scan) {
    size_t size = (size_t)scan->scenario->scene_count + 1;
    scan->nodes = calloc(size, sizeof *scan->nodes);
    scan->ids = calloc(size, sizeof *scan->ids);
    if (!scan->nodes || !scan->ids)
        return false;
    for (int i = 0; i < scan->scenario->scene_count; i++) {
        const struct scene *scene = &scan->scenario->scenes[i];
        if (scene->option_count == 0)
            continue;
        scan->nodes[scan->count] = (struct named_scene){scene->node, i};
        scan->ids[scan->count++] = (struct named_scene){scene->id, i};
    }
    qsort(scan->nodes, (size_t)scan->count, sizeof *scan->nodes, by_name);
    qsort(scan->ids, (size_t)scan->count, sizeof *scan->ids, by_name);
    return true;
}

static void piece(struct buf *out, const char *key, const char *value) {
    json_key(out, key);
    json_string(out, value);
    buf_char(out, ',');
}

bool exposure_count(const char *logs, const char *agent, const struct scenario *scenario,
                    struct exposure *out, struct err *err) {
    struct scan scan = {.logs = logs, .scenario = scenario, .out = out};
    piece(&scan.agent, "agent", agent);
    piece(&scan.id, "scenario", scenario->id);
    piece(&scan.sha256, "scenario_sha256", scenario->sha256);
    bool ok = name_scenes(&scan) && !scan.agent.failed && !scan.id.failed && !scan.sha256.failed;
    ok = ok ? folder_list(logs, scan_file, &scan, err) : err_memory(err);
    free(scan.nodes);
    free(scan.ids);
    buf_finish(&scan.agent);
    buf_finish(&scan.id);
    buf_finish(&scan.sha256);
    buf_finish(&scan.file);
    return ok;
}
