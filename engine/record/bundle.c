#include "record/bundle.h"

#include "base/file.h"
#include "base/hash.h"
#include "base/json.h"
#include "base/utf8.h"
#include "record/json_read.h"
#include "record/panel_file.h"

#include <stdlib.h>
#include <string.h>

/* ---- making ---- */

static int by_path(const void *a, const void *b) {
    return strcmp((*(const struct source *const *)a)->path,
                  (*(const struct source *const *)b)->path);
}

static void write_files(struct buf *out, const struct source *const *sorted, int count) {
    json_key(out, "files");
    buf_char(out, '[');
    for (int i = 0; i < count; i++) {
        json_key(out, NULL);
        buf_char(out, '{');
        json_key(out, "path");
        json_string(out, sorted[i]->path);
        json_key(out, "text");
        json_string_n(out, sorted[i]->text, sorted[i]->len);
        buf_char(out, '}');
    }
    buf_char(out, ']');
}

/* JSON holds no bytes that are not UTF-8, and our reader no NULs. */
static bool check_sources(const struct scenario *scenario, struct err *err) {
    if (scenario->source_count < 1)
        return err_set(err, ERR_CONTENT, "the scenario has no source to keep beside its logs");
    for (int i = 0; i < scenario->source_count; i++) {
        const struct source *source = &scenario->sources[i];
        if (!utf8_is_valid(source->text, source->len) || memchr(source->text, '\0', source->len))
            return err_set(err, ERR_CONTENT, "%s is not plain UTF-8 text", source->path);
    }
    return true;
}

bool bundle_make(struct scenario *scenario, struct buf *out, struct err *err) {
    buf_clear(out);
    if (!check_sources(scenario, err))
        return false;
    size_t count = (size_t)scenario->source_count;
    const struct source **sorted = malloc(count * sizeof *sorted);
    if (!sorted)
        return err_memory(err);
    for (size_t i = 0; i < count; i++)
        sorted[i] = &scenario->sources[i];
    qsort(sorted, count, sizeof *sorted, by_path);
    buf_char(out, '{');
    json_key(out, "v");
    json_int(out, 1);
    json_key(out, "root");
    json_string(out, scenario->sources[0].path);
    write_files(out, sorted, scenario->source_count);
    buf_char(out, '}');
    free(sorted);
    if (out->failed)
        return err_memory(err);
    if (out->len > BUNDLE_BYTES_MAX)
        return err_set(err, ERR_CONTENT, "the scenario's files are too large to keep beside logs");
    sha256_hex(out->data, out->len, scenario->sha256);
    return true;
}

/* ---- storing ---- */

static bool is_sha256(const char *text) {
    return text && strlen(text) == 64 && strspn(text, "0123456789abcdef") == 64;
}

static bool bundle_path(char out[FILE_PATH_MAX], const char *logs, const char *sha256,
                        struct err *err) {
    char folder[FILE_PATH_MAX], name[64 + sizeof ".json"];
    if (!is_sha256(sha256))
        return err_set(err, ERR_CONTENT, "`scenario_sha256` is not a SHA-256");
    memcpy(name, sha256, 64);
    memcpy(name + 64, ".json", sizeof ".json");
    if (!path_join(folder, sizeof folder, logs, "scenarios") ||
        !path_join(out, FILE_PATH_MAX, folder, name))
        return err_set(err, ERR_IO, "the path is too long: %.80s", logs);
    return true;
}

/* Is what stands there already just these bytes? */
static bool is_stored(const char *path, const struct buf *bytes) {
    struct buf there = {0};
    bool same = file_exists(path) && file_read(path, BUNDLE_BYTES_MAX, &there, NULL) &&
                there.len == bytes->len && memcmp(there.data, bytes->data, there.len) == 0;
    buf_finish(&there);
    return same;
}

bool bundle_store(const char *logs, const char *sha256, const struct buf *bytes, struct err *err) {
    char path[FILE_PATH_MAX], folder[FILE_PATH_MAX];
    if (!bundle_path(path, logs, sha256, err))
        return false;
    if (is_stored(path, bytes))
        return true;
    path_folder(folder, sizeof folder, path);
    return folder_make(folder, err) && file_write(path, bytes->data, bytes->len, 0600, err) &&
           folder_sync(logs, err);
}

/* ---- reading ---- */

/* Below the scenario's folder: no empty part, none that starts with a dot. */
static bool is_path_below(const char *path) {
    if (!*path || strlen(path) >= FILE_PATH_MAX)
        return false;
    for (const char *part = path; part; part = strchr(part, '/') ? strchr(part, '/') + 1 : NULL)
        if (*part == '.' || *part == '/' || *part == '\0')
            return false;
    return strchr(path, '\\') == NULL;
}

static bool read_file_entry(const cJSON *item, struct arena *arena, struct bundle_file *out,
                            struct err *err) {
    const cJSON *path = json_member(item, "path"), *text = json_member(item, "text");
    if (!cJSON_IsString(path) || !cJSON_IsString(text) || !is_path_below(path->valuestring))
        return err_set(err, ERR_CONTENT, "a file in it has no proper `path` and `text`");
    out->path = json_copy(path, arena);
    out->text = json_copy(text, arena);
    if (!out->path || !out->text)
        return err_memory(err);
    out->len = strlen(out->text);
    return true;
}

static bool read_entries(const cJSON *files, struct bundle *out, struct err *err) {
    int count = cJSON_IsArray(files) ? cJSON_GetArraySize(files) : 0;
    if (count < 1 || count > BUNDLE_FILES_MAX)
        return err_set(err, ERR_CONTENT, "it has no files, or more than %d", BUNDLE_FILES_MAX);
    struct bundle_file *items = arena_array(out->arena, (size_t)count, sizeof *items);
    if (!items)
        return err_memory(err);
    out->files = items;
    for (const cJSON *item = files->child; item; item = item->next) {
        struct bundle_file *file = &items[out->file_count];
        if (!read_file_entry(item, out->arena, file, err))
            return false;
        if (out->file_count > 0 && strcmp(file[-1].path, file->path) >= 0)
            return err_set(err, ERR_CONTENT, "its files are not sorted by path");
        out->file_count++;
    }
    return true;
}

static bool read_root(const cJSON *json, struct bundle *out, struct err *err) {
    int64_t version = 0;
    const cJSON *root = json_member(json, "root");
    if (!json_whole(json_member(json, "v"), &version) || version != 1)
        return err_set(err, ERR_CONTENT, "it is not a bundle of version 1");
    if (!cJSON_IsString(root))
        return err_set(err, ERR_CONTENT, "it names no `root`");
    if (!read_entries(json_member(json, "files"), out, err))
        return false;
    const struct bundle_file *file = bundle_find(out, root->valuestring);
    if (!file)
        return err_set(err, ERR_CONTENT, "its `root` is not among its files");
    out->root = file->path;
    return true;
}

bool bundle_parse(const char *bytes, size_t len, const char *name, struct bundle *out,
                  struct err *err) {
    struct err inner = {0};
    *out = (struct bundle){.arena = arena_create()};
    cJSON *json = out->arena ? json_read(bytes, len, &inner) : NULL;
    bool ok = json && read_root(json, out, &inner);
    cJSON_Delete(json);
    if (!out->arena)
        return err_memory(err);
    if (!ok)
        return err_set(err, inner.code, "%s: %s", name, inner.text);
    sha256_hex(bytes, len, out->sha256);
    return true;
}

bool bundle_read(const char *logs, const char *sha256, struct bundle *out, struct err *err) {
    char path[FILE_PATH_MAX];
    struct buf bytes = {0};
    *out = (struct bundle){0};
    bool ok = bundle_path(path, logs, sha256, err);
    if (ok && !file_exists(path))
        ok = err_set(err, ERR_IO,
                     "%s is missing: the scenario of this session was not copied with its log",
                     path);
    ok = ok && file_read(path, BUNDLE_BYTES_MAX, &bytes, err);
    if (ok) {
        char found[65];
        sha256_hex(bytes.data ? bytes.data : "", bytes.len, found);
        if (strcmp(found, sha256) != 0)
            ok = err_set(err, ERR_VERIFY, "%s was changed: its SHA-256 is %s", path, found);
    }
    ok = ok && bundle_parse(buf_cstr(&bytes), bytes.len, path, out, err);
    buf_finish(&bytes);
    return ok;
}

void bundle_finish(struct bundle *bundle) {
    arena_destroy(bundle->arena);
    *bundle = (struct bundle){0};
}

const struct bundle_file *bundle_find(const struct bundle *bundle, const char *path) {
    for (int i = 0; i < bundle->file_count; i++)
        if (strcmp(bundle->files[i].path, path) == 0)
            return &bundle->files[i];
    return NULL;
}

struct scenario *bundle_scenario(const struct bundle *bundle, const struct scenario_loader *loader,
                                 struct err *err) {
    struct scenario *scenario = loader->load(loader->self, bundle, err);
    char panel[FILE_PATH_MAX];
    if (!scenario)
        return NULL;
    const struct bundle_file *file =
        panel_path(panel, sizeof panel, bundle->root) ? bundle_find(bundle, panel) : NULL;
    if (file &&
        !panel_apply(scenario, file->path, file->text, file->len, bundle->rules, NULL, err)) {
        scenario_destroy(scenario);
        return NULL;
    }
    memcpy(scenario->sha256, bundle->sha256, sizeof scenario->sha256);
    return scenario;
}
