#include "commands/library.h"

#include "base/file.h"

#include <stdlib.h>
#include <string.h>

enum { LIBRARY_DEPTH_MAX = 3, LIBRARY_FILE_MAX = 8 << 20 };

struct scan {
    struct library *library;
    const char *folder;
    int depth;
    struct buf *text;
    bool failed;
};

static bool ends_with(const char *text, const char *end) {
    size_t n = strlen(text), m = strlen(end);
    return n >= m && strcmp(text + n - m, end) == 0;
}

/* The id behind `scenario` at the start of a line, in either quotes. */
static bool find_id(const char *text, char id[300]) {
    for (const char *at = text; (at = strstr(at, "scenario")); at += 8) {
        const char *quote = at + 8 + strspn(at + 8, " (\t");
        bool starts_line = at == text || at[-1] == '\n';
        if (!starts_line || (*quote != '"' && *quote != '\''))
            continue;
        size_t len = strcspn(quote + 1, "\"'\n");
        if (len == 0 || len >= 300 || quote[1 + len] != *quote)
            continue;
        memcpy(id, quote + 1, len);
        id[len] = '\0';
        return true;
    }
    return false;
}

static bool add_file(struct scan *scan, const char *path) {
    struct library *library = scan->library;
    struct err ignored = {0};
    char id[300];
    if (!file_read(path, LIBRARY_FILE_MAX, scan->text, &ignored) ||
        !find_id(buf_cstr(scan->text), id))
        return true;
    struct library_file *file = NULL;
    for (int i = 0; i < library->count; i++)
        if (strcmp(library->files[i].id, id) == 0)
            file = &library->files[i];
    if (!file && library->count == LIBRARY_MAX)
        return true;
    if (!file) {
        file = &library->files[library->count];
        file->id = arena_text(library->arena, id, strlen(id));
        library->count += file->id != NULL;
    }
    file->path = arena_text(library->arena, path, strlen(path));
    scan->failed = scan->failed || !file->id || !file->path;
    return !scan->failed;
}

static bool scan_entry(void *self, const char *name) {
    struct scan *scan = self;
    char path[PATH_MAX];
    struct err ignored = {0};
    if (!path_join(path, sizeof path, scan->folder, name))
        return true;
    if (ends_with(name, ".lua"))
        return add_file(scan, path);
    if (scan->depth < LIBRARY_DEPTH_MAX && file_is_folder(path)) {
        struct scan below = {scan->library, path, scan->depth + 1, scan->text, false};
        folder_list(path, scan_entry, &below, &ignored);
        scan->failed = scan->failed || below.failed;
    }
    return !scan->failed;
}

static int by_id(const void *a, const void *b) {
    const struct library_file *x = a, *y = b;
    return strcmp(x->id, y->id);
}

bool library_list(const struct paths *paths, struct library *library, struct err *err) {
    *library = (struct library){.arena = arena_create()};
    if (library->arena)
        library->files = arena_array(library->arena, LIBRARY_MAX, sizeof *library->files);
    if (!library->files) {
        library_finish(library);
        return err_memory(err);
    }
    struct buf text = {0};
    struct err ignored = {0};
    struct scan shipped = {library, paths->scenarios, 1, &text, false};
    struct scan own = {library, paths->own_scenarios, 1, &text, false};
    folder_list(paths->scenarios, scan_entry, &shipped, &ignored);
    folder_list(paths->own_scenarios, scan_entry, &own, &ignored);
    buf_finish(&text);
    if (shipped.failed || own.failed) {
        library_finish(library);
        return err_memory(err);
    }
    qsort(library->files, (size_t)library->count, sizeof *library->files, by_id);
    return true;
}

void library_finish(struct library *library) {
    arena_destroy(library->arena);
    *library = (struct library){0};
}

const struct library_file *library_find(const struct library *library, const char *id) {
    for (int i = 0; i < library->count; i++)
        if (strcmp(library->files[i].id, id) == 0)
            return &library->files[i];
    return NULL;
}
