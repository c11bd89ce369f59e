/* Which log files stand below a path, each session once. */
#ifndef RECORD_LOG_LIST_H
#define RECORD_LOG_LIST_H

#include "base/arena.h"
#include "base/err.h"

struct log_left_out {
    const char *path, *why;
};

struct log_list {
    struct arena *arena;
    const char **paths; /* in byte order of the paths as given and found */
    int count;
    struct log_left_out *left_out; /* reported, never silently dropped */
    int left_out_count;
};

/* All `*.jsonl` below each of the paths (a file, or a folder with those in it but `scenarios` and
 * `journals`); links are not followed, and only regular files count. A session that stands in two
 * files counts once: if one is a prefix of the other the longer counts, else both are left out.
 * Damaged files stay in the list: who reads them reports them. A path that does not exist is an
 * error. Finish it in either case. */
bool log_list_read(const char *const *paths, int path_count, struct log_list *out, struct err *err);
void log_list_finish(struct log_list *list);

#endif
