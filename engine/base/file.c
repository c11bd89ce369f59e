#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool read_open(int fd, const char *name, size_t max, struct buf *out, struct err *err) {
    struct stat info;
    if (fstat(fd, &info) != 0)
        return err_system(err, errno, "cannot read %s", name);
    if (!S_ISREG(info.st_mode))
        return err_set(err, ERR_IO, "%s is not a regular file", name);
    if ((uintmax_t)info.st_size > max)
        return err_set(err, ERR_CONTENT, "%s has %jd bytes; at most %zu are allowed", name,
                       (intmax_t)info.st_size, max);
    if (!buf_reserve(out, (size_t)info.st_size))
        return err_memory(err);
    for (;;) {
        char piece[16384];
        ssize_t got = read(fd, piece, sizeof piece);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return err_system(err, errno, "cannot read %s", name);
        if (got == 0)
            break;
        if (out->len + (size_t)got > max)
            return err_set(err, ERR_CONTENT, "%s has more than %zu bytes", name, max);
        buf_add(out, piece, (size_t)got);
    }
    if (out->failed)
        return err_memory(err);
    return true;
}

static bool read_at(int folder, const char *part, const char *name, size_t max, struct buf *out,
                    struct err *err) {
    buf_clear(out);
    int fd = openat(folder, part, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY);
    if (fd < 0 && errno == ELOOP)
        return err_set(err, ERR_IO, "%s is a link; links are not followed", name);
    if (fd < 0)
        return err_system(err, errno, "cannot open %s", name);
    bool ok = read_open(fd, name, max, out, err);
    close(fd);
    return ok;
}

bool file_read(const char *path, size_t max, struct buf *out, struct err *err) {
    return read_at(AT_FDCWD, path, path, max, out, err);
}

bool file_read_below(const char *root, const char *relative, size_t max, struct buf *out,
                     struct err *err) {
    int folder = open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0)
        return err_system(err, errno, "cannot open the folder %s", root);
    const char *part = relative;
    bool ok = false;
    for (const char *slash; (slash = strchr(part, '/')); part = slash + 1) {
        char name[NAME_MAX + 1];
        size_t len = (size_t)(slash - part);
        if (len == 0 || len > NAME_MAX || part[0] == '.') {
            err_set(err, ERR_IO, "%s: not a path below the scenario's folder", relative);
            goto out;
        }
        memcpy(name, part, len);
        name[len] = '\0';
        int next = openat(folder, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
        if (next < 0) {
            err_system(err, errno, "cannot open the folder of %s", relative);
            goto out;
        }
        close(folder);
        folder = next;
    }
    if (part[0] == '.' || part[0] == '\0')
        err_set(err, ERR_IO, "%s: not a path below the scenario's folder", relative);
    else
        ok = read_at(folder, part, relative, max, out, err);
out:
    close(folder);
    return ok;
}

enum file_kind file_kind(const char *path) {
    struct stat info;
    if (lstat(path, &info) != 0)
        return FILE_MISSING;
    return S_ISREG(info.st_mode)   ? FILE_REGULAR
           : S_ISDIR(info.st_mode) ? FILE_FOLDER
           : S_ISLNK(info.st_mode) ? FILE_LINK
                                   : FILE_OTHER;
}

bool file_exists(const char *path) {
    struct stat info;
    return lstat(path, &info) == 0;
}

bool file_is_folder(const char *path) {
    struct stat info;
    return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

bool file_is_same(const char *a, const char *b) {
    struct stat x, y;
    return lstat(a, &x) == 0 && lstat(b, &y) == 0 && x.st_dev == y.st_dev && x.st_ino == y.st_ino;
}

bool folder_make(const char *path, struct err *err) {
    char part[PATH_MAX];
    size_t len = strlen(path);
    if (len == 0 || len >= sizeof part)
        return err_set(err, ERR_IO, "the path is empty or too long: %.80s", path);
    memcpy(part, path, len + 1);
    for (size_t i = 1; i <= len; i++) {
        if (part[i] != '/' && part[i] != '\0')
            continue;
        part[i] = '\0';
        if (mkdir(part, 0700) != 0 && errno != EEXIST)
            return err_system(err, errno, "cannot make the folder %s", part);
        if (i < len)
            part[i] = '/';
    }
    if (!file_is_folder(path))
        return err_set(err, ERR_IO, "%s is in the way: it is not a folder", path);
    return true;
}

static int is_not_hidden(const struct dirent *entry) {
    return entry->d_name[0] != '.';
}

static int by_bytes(const struct dirent **a, const struct dirent **b) {
    return strcmp((*a)->d_name, (*b)->d_name);
}

bool folder_list(const char *path, bool (*each)(void *self, const char *name), void *self,
                 struct err *err) {
    struct dirent **entries;
    int count = scandir(path, &entries, is_not_hidden, by_bytes);
    if (count < 0 && errno == ENOENT)
        return true;
    if (count < 0)
        return err_system(err, errno, "cannot list the folder %s", path);
    bool more = true;
    for (int i = 0; i < count; i++) {
        more = more && each(self, entries[i]->d_name);
        free(entries[i]);
    }
    free(entries);
    return true;
}

bool folder_sync(const char *path, struct err *err) {
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return err_system(err, errno, "cannot open the folder %s", path);
    bool ok = fsync(fd) == 0 || errno == EINVAL; /* some file systems cannot sync a folder */
    if (!ok)
        err_system(err, errno, "cannot sync the folder %s", path);
    close(fd);
    return ok;
}

static bool write_all(int fd, const char *bytes, size_t len, const char *name, struct err *err) {
    while (len) {
        ssize_t put = write(fd, bytes, len);
        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return err_system(err, errno, "cannot write %s", name);
        bytes += put;
        len -= (size_t)put;
    }
    return true;
}

bool file_write(const char *path, const void *bytes, size_t len, unsigned mode, struct err *err) {
    char part[PATH_MAX], folder[PATH_MAX];
    if ((size_t)snprintf(part, sizeof part, "%s.part", path) >= sizeof part ||
        !path_folder(folder, sizeof folder, path))
        return err_set(err, ERR_IO, "the path is too long: %.80s", path);
    unlink(part);
    int fd = open(part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode);
    if (fd < 0)
        return err_system(err, errno, "cannot write %s", part);
    bool ok = write_all(fd, bytes, len, part, err);
    if (ok && fsync(fd) != 0)
        ok = err_system(err, errno, "cannot write %s", part);
    if (close(fd) != 0 && ok)
        ok = err_system(err, errno, "cannot write %s", part);
    if (ok && rename(part, path) != 0)
        ok = err_system(err, errno, "cannot rename to %s", path);
    if (!ok) {
        unlink(part);
        return false;
    }
    return folder_sync(folder, err);
}

bool path_join(char *out, size_t size, const char *folder, const char *name) {
    size_t len = strlen(folder);
    const char *slash = len && folder[len - 1] == '/' ? "" : "/";
    return (size_t)snprintf(out, size, "%s%s%s", folder, slash, name) < size;
}

bool path_folder(char *out, size_t size, const char *path) {
    const char *slash = strrchr(path, '/');
    size_t len = slash ? (size_t)(slash - path) : 0;
    if (!slash)
        return (size_t)snprintf(out, size, ".") < size;
    if (len == 0)
        len = 1;
    return (size_t)snprintf(out, size, "%.*s", (int)len, path) < size;
}

const char *path_name(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}
