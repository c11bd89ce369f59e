/* A file that only grows, line by line, and loses none: the decision log's ground.
 *
 * One writer at a time (an advisory lock, held until append_close or the process ends). A line is
 * handed to the system with one write; append_sync puts all lines so far on the disk. After a short
 * or failed write the file is cut back to the last whole line, so the same line can be tried again.
 * A failed sync is final: the system may have dropped what it could not write, and a second sync
 * would report success all the same.
 *
 * Other programs may take a file away under the writer: it is removed, cut, or replaced by a rename
 * (as programs that keep folders in step do), or its folder is moved. Every sync looks whether
 * the path still leads to what was written; if not the file is *gone*, and the caller, who still
 * has the lines, writes them to a new one with append_replace. */
#ifndef BASE_APPEND_H
#define BASE_APPEND_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct append;

/* A new file, mode 0600, locked; its folder (which must exist) is synced. NULL: it exists already
 * or cannot be made; nothing was left behind. */
struct append *append_create(const char *path, struct err *err);

/* An existing regular file (not a link), locked. NULL with ERR_LOCKED, "already open", if another
 * process holds it. */
struct append *append_open(const char *path, struct err *err);

/* Closes and unlocks. NULL is fine. */
void append_close(struct append *append);

/* Closes and removes the file: for a log that could not be begun. NULL is fine. */
void append_discard(struct append *append);

/* `len` bytes of which the last is the newline. False: nothing of it stays in the file (or what
 * stays is cut before the next line); ERR_FULL where there is no space. May be tried again unless
 * append_is_lost. */
bool append_line(struct append *append, const char *line, size_t len, struct err *err);

/* Everything appended is on the disk, below the path, when this returns true. False is final:
 * append_is_lost or append_is_gone. */
bool append_sync(struct append *append, struct err *err);

/* Does the path still lead to what was written? False: append_is_gone, *err says what happened. */
bool append_look(struct append *append, struct err *err);

/* Cuts the file to its first `size` bytes and syncs. */
bool append_cut(struct append *append, int64_t size, struct err *err);

/* A sync failed: what was on the disk at the sync before it is safe, later lines may not be. Every
 * further call fails. */
bool append_is_lost(const struct append *append);

/* The path does not lead to what was written. Every further call but append_replace fails. */
bool append_is_gone(const struct append *append);

/* Writes `len` bytes (whole lines: everything that was ever appended and what is to follow) to a
 * new file in the place of one that is gone, syncs it, and goes on with it; a missing folder is
 * made. What stands at the path stays as <path>.aside.N unless it is the beginning of these bytes.
 * False: the path is as before, *err says why, and this can be tried again. */
bool append_replace(struct append *append, const void *bytes, size_t len, struct err *err);

const char *append_path(const struct append *append);
int64_t append_size(const struct append *append); /* bytes in whole lines */

#endif
