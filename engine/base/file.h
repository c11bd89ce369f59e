/* Files and folders, behind one door so that the rooms above need no system. Paths are UTF-8. */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/buf.h"
#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { FILE_PATH_MAX = 4096 }; /* bytes of a path with its NUL; longer ones are refused */

/* Reads a regular file of at most `max` bytes, once, into `out` (which is emptied first). The last
 * part of the path may not be a link; a FIFO, device or folder is refused without blocking. */
bool file_read(const char *path, size_t max, struct buf *out, struct err *err);

/* As file_read, for what a person named on the command line: "-" is standard input, and a pipe
 * (also one behind a link, as a shell's <(…) is) is read to its end, once. Blocks meanwhile. */
bool file_read_given(const char *path, size_t max, struct buf *out, struct err *err);

/* As file_read, but `relative` is looked up below the folder `root`; no part of it may be a link,
 * "." or "..". */
bool file_read_below(const char *root, const char *relative, size_t max, struct buf *out,
                     struct err *err);

/* What stands there itself: a link is a link, whatever it leads to. */
enum file_kind { FILE_MISSING, FILE_REGULAR, FILE_FOLDER, FILE_LINK, FILE_OTHER };
enum file_kind file_kind(const char *path);

bool file_exists(const char *path); /* anything at all, links not followed */
bool file_is_folder(const char *path);
bool file_is_same(const char *a, const char *b); /* one file under two names, links not followed */

/* Makes the folder and those above it, mode 0700. Already there is fine. */
bool folder_make(const char *path, struct err *err);

/* Calls `each` with the name (not path) of every entry but those starting with a dot, in byte
 * order. `each` false stops; that is not an error. A folder that does not exist has no entries. */
bool folder_list(const char *path, bool (*each)(void *self, const char *name), void *self,
                 struct err *err);

/* The same below an open folder (base/os.h), names that start with a dot among them. `path` stands
 * in messages. */
bool folder_list_open(int folder, const char *path, bool (*each)(void *self, const char *name),
                      void *self, struct err *err);

/* Writes the whole file or nothing: PATH.part, fsync, rename, fsync of the folder. */
bool file_write(const char *path, const void *bytes, size_t len, unsigned mode, struct err *err);

/* Adds to a file that must be there and may not be a link, in one piece, without a sync: for what
 * can be made again. A failure may leave a part of it. */
bool file_append(const char *path, const void *bytes, size_t len, struct err *err);

/* Flushes a folder's entries to the disk. */
bool folder_sync(const char *path, struct err *err);

/* "a/b" from "a" and "b"; false: too long for `out`. */
bool path_join(char *out, size_t size, const char *folder, const char *name);

/* The part before the last slash ("." if there is none), and the part after it. */
bool path_folder(char *out, size_t size, const char *path);
const char *path_name(const char *path);

#endif
