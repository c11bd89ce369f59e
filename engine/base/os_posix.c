/* Files, folders, streams and clocks on a POSIX system and on WebAssembly's. */
#include "base/os.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#ifndef __wasi__
#include <sys/file.h>
#endif
#ifndef O_NOCTTY
#define O_NOCTTY 0 /* it has no terminals */
#endif

/* ---- the standard streams ---- */

/* Each takes the lowest number that is free. Standard input opens for writing and the others for
 * reading: whoever uses one is told that it cannot be used. */
void os_claim_streams(void) {
#ifndef __wasi__
    int at = open("/dev/null", O_RDWR);
    while (at >= 0 && at <= STDERR_FILENO) {
        close(at);
        int claimed = open("/dev/null", at == STDIN_FILENO ? O_WRONLY : O_RDONLY);
        if (claimed < 0)
            break;
        at = open("/dev/null", O_RDWR);
    }
    if (at > STDERR_FILENO)
        close(at);
#endif
}

bool os_is_terminal(int stream) {
    return isatty(stream);
}

/* ---- files and folders ---- */

static int folder_of(int folder) {
    return folder == OS_WORKING_FOLDER ? AT_FDCWD : folder;
}

int os_open_read(int folder, const char *path) {
    return openat(folder_of(folder), path,
                  O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY);
}

int os_open_append(const char *path, bool is_new) {
    int how = is_new ? O_CREAT | O_EXCL : O_NONBLOCK | O_NOCTTY;
    return open(path, O_WRONLY | O_APPEND | O_CLOEXEC | O_NOFOLLOW | how, 0600);
}

int os_create(const char *path, unsigned mode) {
    return open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode);
}

int os_open_folder(int folder, const char *path, bool follows_link) {
    return openat(folder_of(folder), path,
                  O_RDONLY | O_DIRECTORY | O_CLOEXEC | (follows_link ? 0 : O_NOFOLLOW));
}

bool os_close(int file) {
    return close(file) == 0;
}

int64_t os_read(int file, void *out, size_t len) {
    ssize_t got;
    do
        got = read(file, out, len);
    while (got < 0 && errno == EINTR);
    return got;
}

int64_t os_write(int file, const void *bytes, size_t len) {
    ssize_t put;
    do
        put = write(file, bytes, len);
    while (put < 0 && errno == EINTR);
    return put;
}

bool os_truncate(int file, int64_t size) {
    return ftruncate(file, size) == 0;
}

bool os_sync(int file) {
    return fsync(file) == 0;
}

bool os_sync_data(int file) {
    return fdatasync(file) == 0;
}

bool os_lock(int file) {
#ifdef __wasi__
    (void)file; /* nobody else is there */
    return true;
#else
    return flock(file, LOCK_EX | LOCK_NB) == 0;
#endif
}

static int64_t nanoseconds(struct timespec time) {
    return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

static enum os_kind kind_of(mode_t mode) {
    return S_ISREG(mode)    ? OS_REGULAR
           : S_ISDIR(mode)  ? OS_FOLDER
           : S_ISLNK(mode)  ? OS_LINK
           : S_ISFIFO(mode) ? OS_PIPE
           : S_ISSOCK(mode) ? OS_SOCKET
                            : OS_DEVICE;
}

static void tell(const struct stat *info, struct os_info *out) {
    *out = (struct os_info){.kind = kind_of(info->st_mode),
                            .size = info->st_size,
                            .mtime_ns = nanoseconds(info->st_mtim),
                            .ctime_ns = nanoseconds(info->st_ctim),
                            .device = info->st_dev,
                            .inode = info->st_ino,
                            .links = (int64_t)info->st_nlink};
}

bool os_info_of(int file, struct os_info *out) {
    struct stat info;
    if (fstat(file, &info) != 0)
        return false;
    tell(&info, out);
    return true;
}

bool os_info_at(int folder, const char *path, bool follows_link, struct os_info *out) {
    struct stat info;
    if (fstatat(folder_of(folder), path, &info, follows_link ? 0 : AT_SYMLINK_NOFOLLOW) != 0)
        return false;
    tell(&info, out);
    return true;
}

bool os_remove(const char *path) {
    return unlink(path) == 0;
}

bool os_rename(const char *from, const char *to) {
    return rename(from, to) == 0;
}

bool os_make_folder(const char *path) {
    return mkdir(path, 0700) == 0;
}

bool os_list(int folder, bool (*each)(void *self, const char *name), void *self) {
    int own = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *entries = own < 0 ? NULL : fdopendir(own);
    if (!entries) {
        int reason = errno;
        if (own >= 0)
            close(own);
        errno = reason;
        return false;
    }
    const struct dirent *entry;
    bool more = true;
    errno = 0;
    while (more && (entry = readdir(entries))) {
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            more = each(self, entry->d_name);
        errno = 0;
    }
    int reason = more ? errno : 0;
    closedir(entries);
    errno = reason;
    return reason == 0;
}

bool os_own_path(char *out, size_t size) {
    ssize_t len = readlink("/proc/self/exe", out, size - 1);
    if (len < 0 || (size_t)len >= size - 1)
        return false;
    out[len] = '\0';
    return true;
}

/* ---- clocks and chance ---- */

static int64_t read_us(clockid_t clock) {
    struct timespec now;
    return clock_gettime(clock, &now) == 0 ? nanoseconds(now) / 1000 : -1;
}

int64_t os_wall_us(void) {
    return read_us(CLOCK_REALTIME);
}

int64_t os_monotonic_us(void) {
    return read_us(CLOCK_MONOTONIC);
}

int64_t os_boot_us(void) {
#ifdef CLOCK_BOOTTIME
    return read_us(CLOCK_BOOTTIME);
#else
    return read_us(CLOCK_MONOTONIC);
#endif
}

int64_t os_thread_us(void) {
#ifdef CLOCK_THREAD_CPUTIME_ID
    return read_us(CLOCK_THREAD_CPUTIME_ID);
#else
    return read_us(CLOCK_MONOTONIC);
#endif
}

int os_utc_offset_min(int64_t wall_ms) {
    time_t seconds = (time_t)(wall_ms / 1000);
    struct tm local;
    if (!localtime_r(&seconds, &local))
        return 0;
#ifdef __wasi__
    return (int)(local.__tm_gmtoff / 60);
#else
    return (int)(local.tm_gmtoff / 60);
#endif
}

bool os_random(void *out, size_t len) {
    unsigned char *bytes = out;
    while (len) {
        size_t piece = len < 256 ? len : 256; /* the most that one call gives */
        if (getentropy(bytes, piece) != 0)
            return false;
        bytes += piece;
        len -= piece;
    }
    return true;
}

/* ---- memory and mathematics ---- */

const void *os_find_last(const void *bytes, int byte, size_t len) {
    return memrchr(bytes, byte, len);
}

double os_log_gamma(double x) {
    int sign;
    return lgamma_r(x, &sign);
}
