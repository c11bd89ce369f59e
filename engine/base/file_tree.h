/* Every file below some folders, for commands that read many. */
#ifndef BASE_FILE_TREE_H
#define BASE_FILE_TREE_H

#include "base/arena.h"
#include "base/err.h"

#include <stdbool.h>
#include <stdint.h>

enum { FILE_TREE_DEPTH_MAX = 16 };

struct tree_file {
    const char *path; /* in the arena */
    int64_t size;     /* bytes when it was listed */
};

struct file_tree {
    struct arena *arena;
    struct tree_file *files; /* in the order of the paths given; below a folder in byte order */
    int count, capacity;
};

/* Zero `tree` before the first call; each call adds. A folder gives the regular files below it
 * whose names end in `suffix`, without names that start with a dot and without the folders named in
 * `skipped` (ends with NULL). Links are passed over, but `path` itself may be a link to a folder.
 * Anything else than a folder is added as it is, for the reader to judge. False: *err says why. */
bool file_tree_add(struct file_tree *tree, const char *path, const char *suffix,
                   const char *const *skipped, struct err *err);
void file_tree_finish(struct file_tree *tree);

#endif
