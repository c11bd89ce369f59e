/* A file that only grows, line by line, and loses none: the decision log's ground.
 *
 * One writer at a time (an advisory lock, held until append_close or the process ends). A line is
 * handed to the system with one write; append_sync puts all lines so far on the disk. After a short
 * or failed write the file is cut back to the last whole line, so the same line can be tried again.
 * A failed sync is final: the system may have dropped what it could not write, and a second sync
 * would report success all the same. */
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

/* Everything appended is on the disk when this returns true. False is final: append_is_lost. */
bool append_sync(struct append *append, struct err *err);

/* Cuts the file to its first `size` bytes and syncs. */
bool append_cut(struct append *append, int64_t size, struct err *err);

/* A sync failed: what was on the disk at the sync before it is safe, later lines may not be. Every
 * further call fails. */
bool append_is_lost(const struct append *append);

const char *append_path(const struct append *append);
int64_t append_size(const struct append *append); /* bytes in whole lines */

#endif
