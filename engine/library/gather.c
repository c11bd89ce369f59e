#include "library/gather.h"

#include "base/file.h"
#include "base/file_tree.h"
#include "library/outline.h"
#include "script/script.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WHY_SIZE = FILE_PATH_MAX + 80, SAME_MAX = 256 };

void gather_finish(struct gathered *gathered) {
    arena_destroy(gathered->arena);
    free(gathered->files);
    *gathered = (struct gathered){0};
}

static const char *keep(struct gathered *gathered, const char *text) {
    return arena_text(gathered->arena, text, strlen(text));
}

static bool ends_with(const char *path, const char *end) {
    size_t len = strlen(path), end_len = strlen(end);
    if (len < end_len)
        return false;
    for (size_t i = 0; i < end_len; i++)
        if (tolower((unsigned char)path[len - end_len + i]) != end[i])
            return false;
    return true;
}

static struct gathered_file *add(struct gathered *gathered, const char *path) {
    if (gathered->count == gathered->capacity) {
        int capacity = gathered->capacity ? 2 * gathered->capacity : 64;
        struct gathered_file *files = realloc(gathered->files, (size_t)capacity * sizeof *files);
        if (!files)
            return NULL;
        gathered->files = files;
        gathered->capacity = capacity;
    }
    struct gathered_file *file = &gathered->files[gathered->count];
    *file = (struct gathered_file){.path = keep(gathered, path),
                                   .id = "",
                                   .is_lua = ends_with(path, ".lua"),
                                   .is_own = gathered->is_own,
                                   .same = -1};
    gathered->count += file->path != NULL;
    return file->path ? file : NULL;
}

/* ---- one file ---- */

/* The id of a scenario that does not write it out: only running the file tells. */
static const char *id_by_loading(struct gathered *gathered, const char *path) {
    struct script_report report = {0};
    struct err ignored = {0};
    struct scenario *scenario = script_load_file(path, &report, &ignored);
    const char *id = scenario ? keep(gathered, scenario->id) : "";
    scenario_destroy(scenario);
    script_report_finish(&report);
    return id;
}

static bool look_into(struct gathered *gathered, struct gathered_file *file, const char *text,
                      size_t len, bool is_named) {
    struct outline outline;
    outline_read(text, len, &outline, NULL, NULL);
    file->is_scenario = outline.has_scenario || is_named;
    file->line = outline.line;
    if (outline.id[0])
        file->id = keep(gathered, outline.id);
    else if (outline.has_scenario)
        file->id = id_by_loading(gathered, file->path);
    if (!file->is_scenario)
        file->why = !len                 ? "is empty"
                    : outline.has_scenes ? "" /* settled when all files are known */
                                         : "declares no scenario";
    return file->id != NULL;
}

/* Given by its own name, or a Lua file of a folder. */
static bool add_lua(struct gathered *gathered, const char *path, bool is_named, struct buf *text) {
    struct err err = {0};
    struct gathered_file *file = add(gathered, path);
    if (!file)
        return false;
    if (file_read(path, SCRIPT_FILE_MAX, text, &err))
        return look_into(gathered, file, buf_cstr(text), text->len, is_named);
    file->is_scenario = is_named || err.code == ERR_CONTENT; /* too large: the door says so */
    file->is_unreadable = !file->is_scenario;
    file->why = file->is_scenario ? NULL : keep(gathered, err.text);
    return err.code != ERR_MEMORY && (file->is_scenario || file->why);
}

static bool add_other(struct gathered *gathered, const char *path, const char *why,
                      bool is_unreadable) {
    struct gathered_file *file = add(gathered, path);
    if (!file)
        return false;
    file->is_unreadable = is_unreadable;
    file->why = keep(gathered, why);
    return file->why != NULL;
}

/* "late.panel.json" lies beside "late.lua". */
static bool add_foreign(struct gathered *gathered, const char *path) {
    static const char panel[] = ".panel.json";
    char lua[FILE_PATH_MAX];
    size_t len = strlen(path);
    if (ends_with(path, panel) && len < sizeof lua) {
        snprintf(lua, sizeof lua, "%.*s.lua", (int)(len - (sizeof panel - 1)), path);
        if (file_exists(lua))
            return add_other(gathered, path,
                             "is the collected panel beside a scenario, and is "
                             "checked with it",
                             false);
        return add_other(gathered, path, "is a collected panel without its scenario beside it",
                         false);
    }
    return add_other(gathered, path, "is no Lua file", false);
}

static bool add_tree(struct gathered *gathered, const struct file_tree *tree) {
    struct buf text = {0};
    bool ok = true;
    for (int i = 0; ok && i < tree->count; i++)
        ok = ends_with(tree->files[i].path, ".lua")
                 ? add_lua(gathered, tree->files[i].path, false, &text)
                 : add_foreign(gathered, tree->files[i].path);
    for (int i = 0; ok && i < tree->left_count; i++)
        ok = add_other(gathered, tree->left[i].path, tree->left[i].why,
                       tree->left[i].reason == TREE_UNREADABLE);
    buf_finish(&text);
    return ok;
}

bool gather_add(struct gathered *gathered, const char *path, bool is_own, struct err *err) {
    if (!gathered->arena && !(gathered->arena = arena_create()))
        return err_memory(err);
    gathered->is_own = is_own;
    if (!file_is_folder(path)) {
        struct buf text = {0};
        bool ok = add_lua(gathered, path, true, &text);
        buf_finish(&text);
        return ok || err_memory(err);
    }
    struct file_tree tree = {0};
    bool is_read = file_tree_add(&tree, path, "", NULL, err);
    bool ok = is_read && add_tree(gathered, &tree);
    file_tree_finish(&tree);
    return ok || (is_read && err_memory(err));
}

/* ---- parts ---- */

struct including {
    struct gathered *gathered;
    const char *from; /* the file whose `include` is looked at */
    bool failed;
};

/* Paths start at the folder of the scenario, which a part of a part does not know: the end of the
 * path decides. */
static void note_include(void *self, const char *path, size_t len) {
    struct including *including = self;
    char end[FILE_PATH_MAX], why[WHY_SIZE];
    if (len + 1 >= sizeof end)
        return;
    snprintf(end, sizeof end, "/%.*s", (int)len, path);
    snprintf(why, sizeof why, "is a part that %s includes", including->from);
    for (int i = 0; i < including->gathered->count; i++) {
        struct gathered_file *file = &including->gathered->files[i];
        size_t file_len = strlen(file->path);
        bool is_it = file_len > len && strcmp(file->path + file_len - len - 1, end) == 0;
        if (file->is_scenario || file->is_unreadable || !(is_it || !strcmp(file->path, end + 1)))
            continue;
        file->is_part = true;
        file->why = keep(including->gathered, why);
        including->failed = including->failed || !file->why;
    }
}

static bool may_be_part(const struct gathered_file *file) {
    return file->is_lua && !file->is_scenario && !file->is_unreadable;
}

static bool read_includes(struct gathered *gathered) {
    struct including including = {.gathered = gathered};
    struct buf text = {0};
    struct outline ignored;
    for (int i = 0; i < gathered->count; i++) {
        struct err err = {0};
        const struct gathered_file *file = &gathered->files[i];
        including.from = path_name(file->path);
        if (file->is_lua && !file->is_unreadable &&
            file_read(file->path, SCRIPT_FILE_MAX, &text, &err))
            outline_read(buf_cstr(&text), text.len, &ignored, note_include, &including);
    }
    buf_finish(&text);
    return !including.failed;
}

static bool find_parts(struct gathered *gathered) {
    bool has_candidates = false, ok = true;
    for (int i = 0; i < gathered->count; i++)
        has_candidates = has_candidates || may_be_part(&gathered->files[i]);
    if (has_candidates)
        ok = read_includes(gathered);
    /* Scenes without a scenario that nothing includes: the word `scenario` was mistyped. */
    for (int i = 0; i < gathered->count; i++)
        if (gathered->files[i].why && !*gathered->files[i].why)
            gathered->files[i].is_scenario = true, gathered->files[i].why = NULL;
    return ok;
}

/* ---- ids ---- */

static int by_id(const void *a, const void *b) {
    const struct gathered_file *x = *(struct gathered_file *const *)a;
    const struct gathered_file *y = *(struct gathered_file *const *)b;
    int order = strcmp(x->id, y->id);
    return order ? order : (x > y) - (x < y);
}

/* One file under two names, or given twice. */
static bool drop_same_file(struct gathered *gathered, struct gathered_file *const *group,
                           int count) {
    char why[WHY_SIZE];
    for (int i = 1; i < count; i++) {
        struct gathered_file *file = group[i];
        int other = 0;
        while (other < i &&
               (!group[other]->is_scenario || !file_is_same(group[other]->path, file->path)))
            other++;
        if (other == i)
            continue;
        snprintf(why, sizeof why, "is the same file as %s", group[other]->path);
        file->is_scenario = false;
        file->why = keep(gathered, why);
        if (!file->why)
            return false;
    }
    return true;
}

static bool join(struct gathered *gathered, struct gathered_file **group, int count) {
    int kept = 0;
    if (count > 1 && count <= SAME_MAX && !drop_same_file(gathered, group, count))
        return false;
    for (int i = 0; i < count; i++)
        if (group[i]->is_scenario)
            group[kept++] = group[i];
    for (int i = 0; kept > 1 && i < kept; i++)
        group[i]->same = (int)(group[(i + 1) % kept] - gathered->files);
    return true;
}

bool gather_settle(struct gathered *gathered, struct err *err) {
    struct gathered_file **sorted = malloc(((size_t)gathered->count + 1) * sizeof *sorted);
    int count = 0;
    bool ok = sorted && find_parts(gathered);
    for (int i = 0; ok && i < gathered->count; i++)
        if (gathered->files[i].is_scenario && *gathered->files[i].id)
            sorted[count++] = &gathered->files[i];
    if (ok && count)
        qsort(sorted, (size_t)count, sizeof *sorted, by_id);
    for (int first = 0, size; ok && first < count; first += size) {
        size = 1;
        while (first + size < count && strcmp(sorted[first]->id, sorted[first + size]->id) == 0)
            size++;
        ok = join(gathered, sorted + first, size);
    }
    free(sorted);
    return ok || err_memory(err);
}
