/* Every file below some folders: the one walk of the program, for commands that read many. */
#ifndef BASE_FILE_TREE_H
#define BASE_FILE_TREE_H

#include "base/arena.h"
#include "base/err.h"

#include <stdbool.h>
#include <stdint.h>

enum { FILE_TREE_DEPTH_MAX = 16 };

struct tree_file {
    const char *path;           /* in the arena */
    int64_t size;               /* bytes when it was listed */
    uint64_t device, inode;     /* together they name one file */
    int64_t mtime_ns, ctime_ns; /* since 1970-01-01 UTC, when it was listed */
};

/* What the walk met and did not take. `why` completes a sentence that begins with the path: "is a
 * link; links are not followed". */
enum tree_reason {
    TREE_LINK,
    TREE_NOT_REGULAR,
    TREE_TOO_DEEP,
    TREE_UNREADABLE,
    TREE_PATH_TOO_LONG
};
struct tree_left {
    const char *path; /* in the arena */
    enum tree_reason reason;
    const char *why; /* in the arena */
};

struct file_tree {
    struct arena *arena;
    struct tree_file *files; /* in the order of the paths given; below a folder in byte order */
    int count, capacity;
    struct tree_left *left; /* in the order they were met */
    int left_count, left_capacity;
};

/* Zero `tree` before the first call; each call adds. A folder gives the regular files below it
 * whose names end in `suffix` ("": all), without names that start with a dot and without the
 * folders named in `skipped` (ends with NULL). No link below `path` is followed, but `path` itself
 * may be a link to a folder. Anything else than a folder is added as it is, for the reader to
 * judge. Every folder that was not entered, and everything named `suffix` that is no regular file,
 * is in `left` with the reason. False: memory ran out, or `path` itself cannot be read; *err says
 * why. */
bool file_tree_add(struct file_tree *tree, const char *path, const char *suffix,
                   const char *const *skipped, struct err *err);
void file_tree_finish(struct file_tree *tree);

#endif
