#include "base/file.h"

#include "base/os.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NAME_BYTES_MAX = 255 };

static bool read_open(int fd, const char *name, size_t max, struct buf *out, struct err *err) {
    struct os_info info;
    if (!os_info_of(fd, &info))
        return err_system(err, errno, "cannot read %s", name);
    if (info.kind != OS_REGULAR)
        return err_set(err, ERR_IO, "%s is not a regular file", name);
    if ((uint64_t)info.size > max)
        return err_set(err, ERR_CONTENT, "%s has %" PRId64 " bytes; at most %zu are allowed", name,
                       info.size, max);
    if (!buf_reserve(out, (size_t)info.size))
        return err_memory(err);
    for (;;) {
        char piece[16384];
        int64_t got = os_read(fd, piece, sizeof piece);
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
    int fd = os_open_read(folder, part);
    if (fd < 0 && errno == ELOOP)
        return err_set(err, ERR_IO, "%s is a link; links are not followed", name);
    if (fd < 0)
        return err_system(err, errno, "cannot open %s", name);
    bool ok = read_open(fd, name, max, out, err);
    os_close(fd);
    return ok;
}

bool file_read(const char *path, size_t max, struct buf *out, struct err *err) {
    return read_at(OS_WORKING_FOLDER, path, path, max, out, err);
}

static bool read_stream(FILE *stream, const char *name, size_t max, struct buf *out,
                        struct err *err) {
    char piece[16384];
    size_t got;
    buf_clear(out);
    while ((got = fread(piece, 1, sizeof piece, stream)) > 0) {
        if (out->len + got > max)
            return err_set(err, ERR_CONTENT, "%s has more than %zu bytes", name, max);
        buf_add(out, piece, got);
    }
    if (ferror(stream))
        return err_system(err, errno, "cannot read %s", name);
    return !out->failed || err_memory(err);
}

bool file_read_given(const char *path, size_t max, struct buf *out, struct err *err) {
    struct os_info info;
    if (strcmp(path, "-") == 0)
        return read_stream(stdin, "standard input", max, out, err);
    if (!os_info_at(OS_WORKING_FOLDER, path, true, &info) || info.kind != OS_PIPE)
        return file_read(path, max, out, err);
    FILE *stream = fopen(path, "rb");
    if (!stream)
        return err_system(err, errno, "cannot open %s", path);
    bool ok = read_stream(stream, path, max, out, err);
    fclose(stream);
    return ok;
}

bool file_read_below(const char *root, const char *relative, size_t max, struct buf *out,
                     struct err *err) {
    int folder = os_open_folder(OS_WORKING_FOLDER, root, true);
    if (folder < 0)
        return err_system(err, errno, "cannot open the folder %s", root);
    const char *part = relative;
    bool ok = false;
    for (const char *slash; (slash = strchr(part, '/')); part = slash + 1) {
        char name[NAME_BYTES_MAX + 1];
        size_t len = (size_t)(slash - part);
        if (len == 0 || len > NAME_BYTES_MAX || part[0] == '.') {
            err_set(err, ERR_IO, "%s: not a path below the scenario's folder", relative);
            goto out;
        }
        memcpy(name, part, len);
        name[len] = '\0';
        int next = os_open_folder(folder, name, false);
        if (next < 0) {
            err_system(err, errno, "cannot open the folder of %s", relative);
            goto out;
        }
        os_close(folder);
        folder = next;
    }
    if (part[0] == '.' || part[0] == '\0')
        err_set(err, ERR_IO, "%s: not a path below the scenario's folder", relative);
    else
        ok = read_at(folder, part, relative, max, out, err);
out:
    os_close(folder);
    return ok;
}

enum file_kind file_kind(const char *path) {
    struct os_info info;
    if (!os_info_at(OS_WORKING_FOLDER, path, false, &info))
        return FILE_MISSING;
    return info.kind == OS_REGULAR  ? FILE_REGULAR
           : info.kind == OS_FOLDER ? FILE_FOLDER
           : info.kind == OS_LINK   ? FILE_LINK
                                    : FILE_OTHER;
}

bool file_exists(const char *path) {
    return file_kind(path) != FILE_MISSING;
}

bool file_is_folder(const char *path) {
    struct os_info info;
    return os_info_at(OS_WORKING_FOLDER, path, true, &info) && info.kind == OS_FOLDER;
}

bool file_is_same(const char *a, const char *b) {
    struct os_info x, y;
    return os_info_at(OS_WORKING_FOLDER, a, false, &x) &&
           os_info_at(OS_WORKING_FOLDER, b, false, &y) && x.device == y.device &&
           x.inode == y.inode;
}

bool folder_make(const char *path, struct err *err) {
    char part[FILE_PATH_MAX];
    size_t len = strlen(path);
    if (len == 0 || len >= sizeof part)
        return err_set(err, ERR_IO, "the path is empty or too long: %.80s", path);
    memcpy(part, path, len + 1);
    for (size_t i = 1; i <= len; i++) {
        if (part[i] != '/' && part[i] != '\0')
            continue;
        part[i] = '\0';
        if (!os_make_folder(part) && errno != EEXIST)
            return err_system(err, errno, "cannot make the folder %s", part);
        if (i < len)
            part[i] = '/';
    }
    if (!file_is_folder(path))
        return err_set(err, ERR_IO, "%s is in the way: it is not a folder", path);
    return true;
}

/* ---- folders ---- */

struct names {
    char **names;
    int count, capacity;
    bool failed;
};

/* False leaves the list; names.failed says that it was not complete. */
static bool add_name(void *self, const char *name) {
    struct names *names = self;
    if (names->count == names->capacity) {
        int capacity = names->capacity ? 2 * names->capacity : 64;
        char **more = realloc(names->names, (size_t)capacity * sizeof *more);
        names->failed = !more;
        if (!more)
            return false;
        names->names = more;
        names->capacity = capacity;
    }
    size_t size = strlen(name) + 1;
    char *copy = malloc(size);
    names->failed = !copy;
    if (!copy)
        return false;
    memcpy(copy, name, size);
    names->names[names->count++] = copy;
    return true;
}

static int by_bytes(const void *a, const void *b) {
    const char *const *left = a, *const *right = b;
    return strcmp(*left, *right);
}

bool folder_list_open(int folder, const char *path, bool (*each)(void *self, const char *name),
                      void *self, struct err *err) {
    struct names names = {0};
    bool ok = os_list(folder, add_name, &names);
    int reason = errno;
    if (!ok)
        err_system(err, reason, "cannot list the folder %s", path);
    if (names.failed)
        ok = err_memory(err);
    if (ok && names.count)
        qsort(names.names, (size_t)names.count, sizeof *names.names, by_bytes);
    bool more = ok;
    for (int i = 0; i < names.count; i++) {
        more = more && each(self, names.names[i]);
        free(names.names[i]);
    }
    free(names.names);
    errno = reason;
    return ok;
}

struct shown_names {
    bool (*each)(void *self, const char *name);
    void *self;
};

static bool each_shown(void *self, const char *name) {
    const struct shown_names *shown = self;
    return name[0] == '.' || shown->each(shown->self, name);
}

bool folder_list(const char *path, bool (*each)(void *self, const char *name), void *self,
                 struct err *err) {
    struct shown_names shown = {each, self};
    int folder = os_open_folder(OS_WORKING_FOLDER, path, true);
    if (folder < 0 && errno == ENOENT)
        return true;
    if (folder < 0)
        return err_system(err, errno, "cannot list the folder %s", path);
    bool ok = folder_list_open(folder, path, each_shown, &shown, err);
    os_close(folder);
    return ok;
}

bool folder_sync(const char *path, struct err *err) {
    int folder = os_open_folder(OS_WORKING_FOLDER, path, true);
    if (folder < 0)
        return err_system(err, errno, "cannot open the folder %s", path);
    bool ok = os_sync(folder) || errno == EINVAL; /* some file systems cannot sync a folder */
    if (!ok)
        err_system(err, errno, "cannot sync the folder %s", path);
    os_close(folder);
    return ok;
}

/* ---- whole files ---- */

static bool write_all(int fd, const char *bytes, size_t len, const char *name, struct err *err) {
    while (len) {
        int64_t put = os_write(fd, bytes, len);
        if (put < 0)
            return err_system(err, errno, "cannot write %s", name);
        bytes += put;
        len -= (size_t)put;
    }
    return true;
}

bool file_write(const char *path, const void *bytes, size_t len, unsigned mode, struct err *err) {
    char part[FILE_PATH_MAX], folder[FILE_PATH_MAX];
    if ((size_t)snprintf(part, sizeof part, "%s.part", path) >= sizeof part ||
        !path_folder(folder, sizeof folder, path))
        return err_set(err, ERR_IO, "the path is too long: %.80s", path);
    os_remove(part);
    int fd = os_create(part, mode);
    if (fd < 0)
        return err_system(err, errno, "cannot write %s", part);
    bool ok = write_all(fd, bytes, len, part, err);
    if (ok && !os_sync(fd))
        ok = err_system(err, errno, "cannot write %s", part);
    if (!os_close(fd) && ok)
        ok = err_system(err, errno, "cannot write %s", part);
    if (ok && !os_rename(part, path))
        ok = err_system(err, errno, "cannot rename to %s", path);
    if (!ok) {
        os_remove(part);
        return false;
    }
    return folder_sync(folder, err);
}

bool file_append(const char *path, const void *bytes, size_t len, struct err *err) {
    int file = os_open_append(path, false);
    if (file < 0)
        return err_system(err, errno, "cannot write %s", path);
    bool ok = write_all(file, bytes, len, path, err);
    if (!os_close(file) && ok)
        ok = err_system(err, errno, "cannot write %s", path);
    return ok;
}

/* ---- paths ---- */

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
