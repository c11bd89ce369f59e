#include "base/file_tree.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

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

static int by_bytes(const struct dirent **a, const struct dirent **b) {
    return strcmp((*a)->d_name, (*b)->d_name);
}

static bool walk_folder(struct walk *walk, int fd, const char *path);

static bool walk_entry(struct walk *walk, int fd, const char *folder, const char *name) {
    struct stat info;
    char path[PATH_MAX];
    if (is_skipped(walk, name) || fstatat(fd, name, &info, AT_SYMLINK_NOFOLLOW) != 0)
        return true;
    if (snprintf(path, sizeof path, "%s%s%s", folder, ends_with(folder, "/") ? "" : "/", name) >=
        (int)sizeof path)
        return true;
    if (S_ISREG(info.st_mode))
        return !ends_with(name, walk->suffix) ||
               add_file(walk->tree, path, info.st_size, walk->err);
    if (!S_ISDIR(info.st_mode) || walk->depth >= FILE_TREE_DEPTH_MAX)
        return true;
    int below = openat(fd, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
    if (below < 0)
        return err_system(walk->err, errno, "cannot open the folder %s", path);
    walk->depth++;
    bool ok = walk_folder(walk, below, path);
    walk->depth--;
    close(below);
    return ok;
}

static bool walk_folder(struct walk *walk, int fd, const char *path) {
    struct dirent **entries;
    int count = scandirat(fd, ".", &entries, NULL, by_bytes);
    if (count < 0)
        return err_system(walk->err, errno, "cannot list the folder %s", path);
    bool ok = true;
    for (int i = 0; i < count; i++) {
        ok = ok && walk_entry(walk, fd, path, entries[i]->d_name);
        free(entries[i]);
    }
    free(entries);
    return ok;
}

bool file_tree_add(struct file_tree *tree, const char *path, const char *suffix,
                   const char *const *skipped, struct err *err) {
    struct walk walk = {tree, suffix, skipped, err, 0};
    struct stat info;
    if (!tree->arena && !(tree->arena = arena_create()))
        return err_memory(err);
    if (stat(path, &info) != 0)
        return err_system(err, errno, "cannot read %s", path);
    if (!S_ISDIR(info.st_mode))
        return add_file(tree, path, info.st_size, err);
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return err_system(err, errno, "cannot open the folder %s", path);
    bool ok = walk_folder(&walk, fd, path);
    close(fd);
    return ok;
}

void file_tree_finish(struct file_tree *tree) {
    arena_destroy(tree->arena);
    free(tree->files);
    *tree = (struct file_tree){0};
}
