#include "base/append.h"

#include "base/file.h"
#include "base/os.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct append {
    int file;
    int64_t size;    /* of the whole lines */
    bool is_torn;    /* bytes of a failed write may stand behind them */
    bool is_lost;    /* a sync failed */
    bool is_gone;    /* the path does not lead to it */
    bool has_number; /* path and file tell the same number; some shared disks do not */
    uint64_t device, inode;
    char path[];
};

/* ---- opening and closing ---- */

/* Takes the open file over; it is closed when this fails. */
static bool take(struct append *append, int file, struct err *err) {
    struct os_info info, there;
    const char *path = append->path;
    bool ok = false;
    if (!os_lock(file) && errno == EWOULDBLOCK)
        err_set(err, ERR_LOCKED, "%s is already open: another window or terminal is using it",
                path);
    else if (!os_info_of(file, &info))
        err_system(err, errno, "cannot open %s", path);
    else if (info.kind != OS_REGULAR)
        err_set(err, ERR_IO, "%s is not a regular file", path);
    else
        ok = true;
    if (!ok) {
        os_close(file);
        return false;
    }
    append->file = file;
    append->size = info.size;
    append->device = info.device;
    append->inode = info.inode;
    append->has_number = os_info_at(OS_WORKING_FOLDER, path, false, &there) &&
                         there.device == info.device && there.inode == info.inode;
    append->is_torn = append->is_gone = false;
    return true;
}

/* The file is closed when this fails. */
static struct append *append_of(int file, const char *path, struct err *err) {
    size_t len = strlen(path);
    struct append *append = calloc(1, sizeof *append + len + 1);
    if (!append) {
        os_close(file);
        err_memory(err);
        return NULL;
    }
    memcpy(append->path, path, len + 1);
    if (take(append, file, err))
        return append;
    free(append);
    return NULL;
}

struct append *append_create(const char *path, struct err *err) {
    char folder[FILE_PATH_MAX];
    if (!path_folder(folder, sizeof folder, path)) {
        err_set(err, ERR_IO, "the path is too long: %.80s", path);
        return NULL;
    }
    int file = os_open_append(path, true);
    if (file < 0) {
        err_system(err, errno, "cannot make %s", path);
        return NULL;
    }
    struct append *append = append_of(file, path, err);
    if (!append)
        os_remove(path);
    if (append && !folder_sync(folder, err)) {
        append_discard(append);
        append = NULL;
    }
    return append;
}

struct append *append_open(const char *path, struct err *err) {
    int file = os_open_append(path, false);
    if (file < 0 && errno == ELOOP)
        err_set(err, ERR_IO, "%s is a link; links are not followed", path);
    else if (file < 0)
        err_system(err, errno, "cannot open %s", path);
    return file < 0 ? NULL : append_of(file, path, err);
}

void append_close(struct append *append) {
    if (!append)
        return;
    os_close(append->file); /* what counts was synced, and failed there if it failed */
    free(append);
}

void append_discard(struct append *append) {
    if (append)
        os_remove(append->path); /* still locked: nobody else can have begun to use it */
    append_close(append);
}

/* ---- writing ---- */

static bool refuse_lost(const struct append *append, struct err *err) {
    if (append->is_gone)
        return err_set(err, ERR_IO, "%s is not there any more", append->path);
    return err_set(err, ERR_IO,
                   "%s: the disk failed while saving; nothing more can be written safely",
                   append->path);
}

static bool cut_back(struct append *append) {
    append->is_torn = !os_truncate(append->file, append->size);
    return !append->is_torn;
}

/* True: all of it. Else the reason is in errno and nothing of it counts. */
static bool put_line(struct append *append, const char *line, size_t len) {
    int64_t put = os_write(append->file, line, len);
    if (put == (int64_t)len)
        return true;
    int reason = put < 0 ? errno : ENOSPC; /* a short write to a file: no room for the rest */
    if (put > 0)
        cut_back(append);
    errno = reason;
    return false;
}

bool append_line(struct append *append, const char *line, size_t len, struct err *err) {
    if (append->is_lost || append->is_gone)
        return refuse_lost(append, err);
    if (append->is_torn && !cut_back(append))
        return err_system(err, errno, "cannot cut a half-written line off %s", append->path);
    if (put_line(append, line, len)) {
        append->size += (int64_t)len;
        return true;
    }
    if (err_code_of_system(errno) == ERR_FULL)
        return err_set(err, ERR_FULL, "there is no space left to write %s", append->path);
    return err_system(err, errno, "cannot write %s", append->path);
}

/* What happened to the file; NULL: nothing. */
static const char *find_change(const struct append *append) {
    struct os_info own, there;
    if (!os_info_of(append->file, &own) || own.links == 0)
        return "was removed while it was being written";
    if (own.size != append->size)
        return own.size < append->size ? "was cut short by another program"
                                       : "was written to by another program";
    if (!os_info_at(OS_WORKING_FOLDER, append->path, false, &there))
        return "was moved away while it was being written";
    if (append->has_number && (there.device != append->device || there.inode != append->inode))
        return "was replaced by another file while it was being written";
    return NULL;
}

bool append_look(struct append *append, struct err *err) {
    if (append->is_lost || append->is_gone)
        return refuse_lost(append, err);
    if (append->is_torn)
        return true; /* the size is not certain before it was cut back */
    const char *change = find_change(append);
    append->is_gone = change;
    return !change || err_set(err, ERR_IO, "%s %s", append->path, change);
}

bool append_sync(struct append *append, struct err *err) {
    if (append->is_lost || append->is_gone)
        return refuse_lost(append, err);
    if (os_sync_data(append->file))
        return append_look(append, err);
    append->is_lost = true;
    return err_system(err, errno, "the disk did not confirm what was written to %s", append->path);
}

bool append_cut(struct append *append, int64_t size, struct err *err) {
    if (append->is_lost || append->is_gone)
        return refuse_lost(append, err);
    append->size = size;
    if (!cut_back(append))
        return err_system(err, errno, "cannot cut %s", append->path);
    return append_sync(append, err);
}

/* ---- a file that is gone ---- */

static bool is_beginning(const char *path, const void *bytes, size_t len) {
    struct buf there = {0};
    bool is = file_read(path, len, &there, NULL) &&
              (there.len == 0 || memcmp(there.data, bytes, there.len) == 0);
    buf_finish(&there);
    return is;
}

/* Nothing of anybody's is overwritten: what stands at the path and says something else is renamed.
 */
static bool set_aside(const char *path, const void *bytes, size_t len, struct err *err) {
    char aside[FILE_PATH_MAX];
    if (!file_exists(path) || is_beginning(path, bytes, len))
        return true;
    for (int number = 1; number < 1000; number++) {
        if ((size_t)snprintf(aside, sizeof aside, "%s.aside.%d", path, number) >= sizeof aside)
            return err_set(err, ERR_IO, "the path is too long: %.80s", path);
        if (!file_exists(aside))
            return os_rename(path, aside) || err_system(err, errno, "cannot rename %s", path);
    }
    return err_set(err, ERR_IO, "too many files beside %s were set aside", path);
}

/* A new file beside the path, locked, with everything in it and on the disk. */
static struct append *write_anew(const char *path, const void *bytes, size_t len, struct err *err) {
    char part[FILE_PATH_MAX], folder[FILE_PATH_MAX];
    if ((size_t)snprintf(part, sizeof part, "%s.part", path) >= sizeof part ||
        !path_folder(folder, sizeof folder, path)) {
        err_set(err, ERR_IO, "the path is too long: %.80s", path);
        return NULL;
    }
    os_remove(part);
    struct append *anew = folder_make(folder, err) ? append_create(part, err) : NULL;
    for (size_t put = 0; anew && put < len;) {
        const char *line = (const char *)bytes + put;
        const char *end = memchr(line, '\n', len - put);
        size_t size = end ? (size_t)(end - line) + 1 : len - put;
        if (!append_line(anew, line, size, err)) {
            append_discard(anew);
            return NULL;
        }
        put += size;
    }
    if (anew && append_sync(anew, err))
        return anew;
    append_discard(anew);
    return NULL;
}

bool append_replace(struct append *append, const void *bytes, size_t len, struct err *err) {
    char folder[FILE_PATH_MAX];
    struct append *anew = write_anew(append->path, bytes, len, err);
    if (!anew)
        return false;
    if (!set_aside(append->path, bytes, len, err) ||
        !(os_rename(anew->path, append->path) ||
          err_system(err, errno, "cannot rename to %s", append->path))) {
        append_discard(anew);
        return false;
    }
    os_close(append->file);
    append->file = anew->file;
    append->size = anew->size;
    append->device = anew->device;
    append->inode = anew->inode;
    append->has_number = anew->has_number;
    append->is_torn = append->is_gone = append->is_lost = false;
    free(anew);
    return path_folder(folder, sizeof folder, append->path) && folder_sync(folder, err) &&
           append_look(append, err);
}

/* ---- questions ---- */

bool append_is_lost(const struct append *append) {
    return append->is_lost;
}

bool append_is_gone(const struct append *append) {
    return append->is_gone;
}

const char *append_path(const struct append *append) {
    return append->path;
}

int64_t append_size(const struct append *append) {
    return append->size;
}
