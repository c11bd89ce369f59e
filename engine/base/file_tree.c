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

static int64_t ns_of(struct timespec time) {
    return time.tv_sec * INT64_C(1000000000) + time.tv_nsec;
}

static bool add_file(struct file_tree *tree, const char *path, const struct stat *info,
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
                                                    .size = info->st_size,
                                                    .device = info->st_dev,
                                                    .inode = info->st_ino,
                                                    .mtime_ns = ns_of(info->st_mtim),
                                                    .ctime_ns = ns_of(info->st_ctim)};
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
static bool leave_other(struct walk *walk, const char *path, mode_t mode) {
    if (S_ISLNK(mode))
        return leave(walk, path, TREE_LINK, "is a link; links are not followed");
    return leave(walk, path, TREE_NOT_REGULAR,
                 S_ISFIFO(mode)   ? "is a pipe, not a regular file"
                 : S_ISSOCK(mode) ? "is a socket, not a regular file"
                                  : "is a device, not a regular file");
}

static int by_bytes(const struct dirent **a, const struct dirent **b) {
    return strcmp((*a)->d_name, (*b)->d_name);
}

static bool walk_folder(struct walk *walk, int fd, const char *path);

static bool enter_folder(struct walk *walk, int fd, const char *name, const char *path) {
    if (walk->depth >= FILE_TREE_DEPTH_MAX)
        return leave(walk, path, TREE_TOO_DEEP, "lies too deep; folders are entered 16 deep");
    int below = openat(fd, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
    if (below < 0)
        return leave_unreadable(walk, path, "cannot be opened", errno);
    walk->depth++;
    bool ok = walk_folder(walk, below, path);
    walk->depth--;
    close(below);
    return ok;
}

static bool leads_to_folder(int fd, const char *name) {
    struct stat info;
    return fstatat(fd, name, &info, 0) == 0 && S_ISDIR(info.st_mode);
}

static bool walk_entry(struct walk *walk, int fd, const char *folder, const char *name) {
    struct stat info;
    char path[PATH_MAX];
    if (is_skipped(walk, name))
        return true;
    if (snprintf(path, sizeof path, "%s%s%s", folder, ends_with(folder, "/") ? "" : "/", name) >=
        (int)sizeof path)
        return leave(walk, folder, TREE_PATH_TOO_LONG, "holds a name that makes its path too long");
    if (fstatat(fd, name, &info, AT_SYMLINK_NOFOLLOW) != 0) /* gone since it was listed: fine */
        return errno == ENOENT || leave_unreadable(walk, path, "cannot be read", errno);
    if (S_ISDIR(info.st_mode))
        return enter_folder(walk, fd, name, path);
    bool is_wanted = ends_with(name, walk->suffix);
    if (!S_ISREG(info.st_mode))
        return !(is_wanted || (S_ISLNK(info.st_mode) && leads_to_folder(fd, name))) ||
               leave_other(walk, path, info.st_mode);
    return !is_wanted || add_file(walk->tree, path, &info, walk->err);
}

static bool walk_folder(struct walk *walk, int fd, const char *path) {
    struct dirent **entries;
    int count = scandirat(fd, ".", &entries, NULL, by_bytes);
    if (count < 0)
        return leave_unreadable(walk, path, "cannot be listed", errno);
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
        return errno == ENOENT ? err_set(err, ERR_IO, "%s: no such file or folder", path)
                               : err_system(err, errno, "cannot read %s", path);
    if (!S_ISDIR(info.st_mode))
        return add_file(tree, path, &info, err);
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
    free(tree->left);
    *tree = (struct file_tree){0};
}
