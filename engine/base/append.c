#include "base/append.h"

#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

struct append {
    int fd;
    int64_t size; /* of the whole lines */
    bool is_torn; /* bytes of a failed write may stand behind them */
    bool is_lost;
    char path[];
};

/* The descriptor is closed when this fails. */
static struct append *append_of(int fd, const char *path, struct err *err) {
    struct stat info;
    size_t len = strlen(path);
    struct append *append = NULL;
    if (flock(fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
        err_set(err, ERR_LOCKED, "%s is already open: another window or terminal is using it",
                path);
    else if (fstat(fd, &info) != 0)
        err_system(err, errno, "cannot open %s", path);
    else if (!S_ISREG(info.st_mode))
        err_set(err, ERR_IO, "%s is not a regular file", path);
    else if (!(append = calloc(1, sizeof *append + len + 1)))
        err_memory(err);
    if (!append) {
        close(fd);
        return NULL;
    }
    append->fd = fd;
    append->size = info.st_size;
    memcpy(append->path, path, len + 1);
    return append;
}

struct append *append_create(const char *path, struct err *err) {
    char folder[PATH_MAX];
    if (!path_folder(folder, sizeof folder, path)) {
        err_set(err, ERR_IO, "the path is too long: %.80s", path);
        return NULL;
    }
    int fd = open(path, O_WRONLY | O_APPEND | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0) {
        err_system(err, errno, "cannot make %s", path);
        return NULL;
    }
    struct append *append = append_of(fd, path, err);
    if (!append)
        unlink(path);
    if (append && !folder_sync(folder, err)) {
        append_discard(append);
        append = NULL;
    }
    return append;
}

struct append *append_open(const char *path, struct err *err) {
    int fd = open(path, O_WRONLY | O_APPEND | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY);
    if (fd < 0 && errno == ELOOP)
        err_set(err, ERR_IO, "%s is a link; links are not followed", path);
    else if (fd < 0)
        err_system(err, errno, "cannot open %s", path);
    return fd < 0 ? NULL : append_of(fd, path, err);
}

void append_close(struct append *append) {
    if (!append)
        return;
    close(append->fd); /* what counts was synced, and failed there if it failed */
    free(append);
}

void append_discard(struct append *append) {
    if (append)
        unlink(append->path); /* still locked: nobody else can have begun to use it */
    append_close(append);
}

static bool refuse_lost(const struct append *append, struct err *err) {
    return err_set(err, ERR_IO,
                   "%s: the disk failed while saving; nothing more can be written safely",
                   append->path);
}

static bool cut_back(struct append *append) {
    append->is_torn = ftruncate(append->fd, append->size) != 0;
    return !append->is_torn;
}

bool append_line(struct append *append, const char *line, size_t len, struct err *err) {
    if (append->is_lost)
        return refuse_lost(append, err);
    if (append->is_torn && !cut_back(append))
        return err_system(err, errno, "cannot cut a half-written line off %s", append->path);
    ssize_t put;
    do
        put = write(append->fd, line, len);
    while (put < 0 && errno == EINTR);
    if (put == (ssize_t)len) {
        append->size += put;
        return true;
    }
    int reason = put < 0 ? errno : ENOSPC; /* a short write to a file: no room for the rest */
    if (put > 0)
        cut_back(append);
    if (reason == ENOSPC || reason == EDQUOT || reason == EFBIG)
        return err_set(err, ERR_FULL, "there is no space left to write %s", append->path);
    return err_system(err, reason, "cannot write %s", append->path);
}

bool append_sync(struct append *append, struct err *err) {
    if (append->is_lost)
        return refuse_lost(append, err);
    if (fdatasync(append->fd) == 0)
        return true;
    append->is_lost = true;
    return err_system(err, errno, "the disk did not confirm what was written to %s", append->path);
}

bool append_cut(struct append *append, int64_t size, struct err *err) {
    if (append->is_lost)
        return refuse_lost(append, err);
    append->size = size;
    if (!cut_back(append))
        return err_system(err, errno, "cannot cut %s", append->path);
    return append_sync(append, err);
}

bool append_is_lost(const struct append *append) {
    return append->is_lost;
}

const char *append_path(const struct append *append) {
    return append->path;
}

int64_t append_size(const struct append *append) {
    return append->size;
}
