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

static bool add_file(struct file_tree *tree, const char *path, const struct os_info *info,
                     struct err *err) {
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
    tree->files[tree->count++] = (struct tree_file){.path = copy,
                                                    .size = info->size,
                                                    .device = info->device,
                                                    .inode = info->inode,
                                                    .mtime_ns = info->mtime_ns,
                                                    .ctime_ns = info->ctime_ns};
    return true;
}

static bool leave(struct walk *walk, const char *path, enum tree_reason reason, const char *why) {
    struct file_tree *tree = walk->tree;
    if (tree->left_count == tree->left_capacity) {
        int capacity = tree->left_capacity ? 2 * tree->left_capacity : 16;
        struct tree_left *left = realloc(tree->left, (size_t)capacity * sizeof *left);
        if (!left)
            return err_memory(walk->err);
        tree->left = left;
        tree->left_capacity = capacity;
    }
    struct tree_left item = {arena_text(tree->arena, path, strlen(path)), reason,
                             arena_text(tree->arena, why, strlen(why))};
    if (!item.path || !item.why)
        return err_memory(walk->err);
    tree->left[tree->left_count++] = item;
    return true;
}

static bool leave_unreadable(struct walk *walk, const char *path, const char *what, int number) {
    char why[160];
    snprintf(why, sizeof why, "%s: %s", what, strerror(number));
    return leave(walk, path, TREE_UNREADABLE, why);
}

/* Neither a regular file nor a folder. */
static bool leave_other(struct walk *walk, const char *path, enum os_kind kind) {
    if (kind == OS_LINK)
        return leave(walk, path, TREE_LINK, "is a link; links are not followed");
    return leave(walk, path, TREE_NOT_REGULAR,
                 kind == OS_PIPE     ? "is a pipe, not a regular file"
                 : kind == OS_SOCKET ? "is a socket, not a regular file"
                                     : "is a device, not a regular file");
}

/* One folder while its names are gone through. */
struct place {
    struct walk *walk;
    int folder;
    const char *path;
    bool failed;
};

static bool walk_folder(struct walk *walk, int folder, const char *path);

static bool enter_folder(const struct place *place, const char *name, const char *path) {
    struct walk *walk = place->walk;
    if (walk->depth >= FILE_TREE_DEPTH_MAX)
        return leave(walk, path, TREE_TOO_DEEP, "lies too deep; folders are entered 16 deep");
    int below = os_open_folder(place->folder, name, false);
    if (below < 0)
        return leave_unreadable(walk, path, "cannot be opened", errno);
    walk->depth++;
    bool ok = walk_folder(walk, below, path);
    walk->depth--;
    os_close(below);
    return ok;
}

static bool leads_to_folder(int folder, const char *name) {
    struct os_info info;
    return os_info_at(folder, name, true, &info) && info.kind == OS_FOLDER;
}

static bool take_entry(const struct place *place, const char *name) {
    struct walk *walk = place->walk;
    const char *folder = place->path;
    struct os_info info;
    char path[FILE_PATH_MAX];
    if (snprintf(path, sizeof path, "%s%s%s", folder, ends_with(folder, "/") ? "" : "/", name) >=
        (int)sizeof path)
        return leave(walk, folder, TREE_PATH_TOO_LONG, "holds a name that makes its path too long");
    if (!os_info_at(place->folder, name, false, &info)) /* gone since it was listed: fine */
        return errno == ENOENT || leave_unreadable(walk, path, "cannot be read", errno);
    if (info.kind == OS_FOLDER)
        return enter_folder(place, name, path);
    bool is_wanted = ends_with(name, walk->suffix);
    if (info.kind != OS_REGULAR)
        return !(is_wanted || (info.kind == OS_LINK && leads_to_folder(place->folder, name))) ||
               leave_other(walk, path, info.kind);
    return !is_wanted || add_file(walk->tree, path, &info, walk->err);
}

static bool walk_entry(void *self, const char *name) {
    struct place *place = self;
    place->failed = !is_skipped(place->walk, name) && !take_entry(place, name);
    return !place->failed;
}

/* At most FILE_TREE_DEPTH_MAX deep. */
static bool walk_folder(struct walk *walk, int folder, const char *path) {
    struct place place = {walk, folder, path, false};
    struct err why = {0};
    if (folder_list_open(folder, path, walk_entry, &place, &why))
        return !place.failed;
    if (why.code == ERR_MEMORY)
        return err_memory(walk->err);
    return leave_unreadable(walk, path, "cannot be listed", errno);
}

bool file_tree_add(struct file_tree *tree, const char *path, const char *suffix,
                   const char *const *skipped, struct err *err) {
    struct walk walk = {tree, suffix, skipped, err, 0};
    struct os_info info;
    if (!tree->arena && !(tree->arena = arena_create()))
        return err_memory(err);
    if (!os_info_at(OS_WORKING_FOLDER, path, true, &info))
        return errno == ENOENT ? err_set(err, ERR_IO, "%s: no such file or folder", path)
                               : err_system(err, errno, "cannot read %s", path);
    if (info.kind != OS_FOLDER)
        return add_file(tree, path, &info, err);
    int folder = os_open_folder(OS_WORKING_FOLDER, path, true);
    if (folder < 0)
        return err_system(err, errno, "cannot open the folder %s", path);
    bool ok = walk_folder(&walk, folder, path);
    os_close(folder);
    return ok;
}

void file_tree_finish(struct file_tree *tree) {
    arena_destroy(tree->arena);
    free(tree->files);
    free(tree->left);
    *tree = (struct file_tree){0};
}
