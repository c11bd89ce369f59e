#include "base/file_tree.h"

#include "base/file.h"
#include "base/os.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct walk {
    struct file_tree *tree;
    const char *suffix;
    const char *const *skipped;
    struct err *err;
    int depth;
};

static bool ends_with(const char *text, const char *end) {
    size_t n = strlen(text), m = strlen(end);
    return n >= m && memcmp(text + n - m, end, m) == 0;
}

static bool is_skipped(const struct walk *walk, const char *name) {
    for (int i = 0; walk->skipped && walk->skipped[i]; i++)
        if (strcmp(walk->skipped[i], name) == 0)
            return true;
    return name[0] == '.';
}

static bool add_file(struct file_tree *tree, const char *path, int64_t size, struct err *err) {
    if (tree->count == tree->capacity) {
        int capacity = tree->capacity ? 2 * tree->capacity : 64;
        struct tree_file *files = realloc(tree->files, (size_t)capacity * sizeof *files);
        if (!files)
            return err_memory(err);
        tree->files = files;
        tree->capacity = capacity;
    }
    const char *copy = arena_text(tree->arena, path, strlen(path));
    if (!copy)
        return err_memory(err);
    tree->files[tree->count++] = (struct tree_file){copy, size};
    return true;
}

static bool walk_folder(struct walk *walk, int fd, const char *path);

/* One folder while its names are gone through. */
struct place {
    struct walk *walk;
    int fd;
    const char *path;
    bool failed;
};

static bool walk_below(const struct place *place, const char *name, const char *path) {
    struct walk *walk = place->walk;
    if (walk->depth >= FILE_TREE_DEPTH_MAX)
        return true;
    int below = os_open_folder(place->fd, name, false);
    if (below < 0)
        return err_system(walk->err, errno, "cannot open the folder %s", path);
    walk->depth++;
    bool ok = walk_folder(walk, below, path);
    walk->depth--;
    os_close(below);
    return ok;
}

static bool walk_entry(void *self, const char *name) {
    struct place *place = self;
    struct walk *walk = place->walk;
    const char *folder = place->path;
    struct os_info info;
    char path[FILE_PATH_MAX];
    if (is_skipped(walk, name) || !os_info_at(place->fd, name, false, &info))
        return true;
    if (snprintf(path, sizeof path, "%s%s%s", folder, ends_with(folder, "/") ? "" : "/", name) >=
        (int)sizeof path)
        return true;
    if (info.kind == OS_REGULAR && ends_with(name, walk->suffix))
        place->failed = !add_file(walk->tree, path, info.size, walk->err);
    else if (info.kind == OS_FOLDER)
        place->failed = !walk_below(place, name, path);
    return !place->failed;
}

/* At most FILE_TREE_DEPTH_MAX deep. */
static bool walk_folder(struct walk *walk, int fd, const char *path) {
    struct place place = {walk, fd, path, false};
    return folder_list_open(fd, path, walk_entry, &place, walk->err) && !place.failed;
}

bool file_tree_add(struct file_tree *tree, const char *path, const char *suffix,
                   const char *const *skipped, struct err *err) {
    struct walk walk = {tree, suffix, skipped, err, 0};
    struct os_info info;
    if (!tree->arena && !(tree->arena = arena_create()))
        return err_memory(err);
    if (!os_info_at(OS_WORKING_FOLDER, path, true, &info))
        return err_system(err, errno, "cannot read %s", path);
    if (info.kind != OS_FOLDER)
        return add_file(tree, path, info.size, err);
    int fd = os_open_folder(OS_WORKING_FOLDER, path, true);
    if (fd < 0)
        return err_system(err, errno, "cannot open the folder %s", path);
    bool ok = walk_folder(&walk, fd, path);
    os_close(fd);
    return ok;
}

void file_tree_finish(struct file_tree *tree) {
    arena_destroy(tree->arena);
    free(tree->files);
    *tree = (struct file_tree){0};
}
