/* Files, folders, streams and clocks on Windows. Files are the C library's numbers, so that 0, 1
 * and 2 mean what they mean elsewhere; behind them the system's own functions are used. */
#include "base/os.h"

#include "base/os_win32.h"

#include <errno.h>
#include <fcntl.h>
#include <io.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <windows.h>
/* After windows.h, whose types it needs. */
#include <bcrypt.h>

enum { WIDE_MAX = 4096 };

/* ---- reasons and names ---- */

void os_win32_set_errno(unsigned long reason) {
    static const struct {
        DWORD reason;
        int number;
    } table[] = {{ERROR_FILE_NOT_FOUND, ENOENT},
                 {ERROR_PATH_NOT_FOUND, ENOENT},
                 {ERROR_INVALID_NAME, ENOENT},
                 {ERROR_BAD_PATHNAME, ENOENT},
                 {ERROR_ACCESS_DENIED, EACCES},
                 {ERROR_SHARING_VIOLATION, EACCES},
                 {ERROR_WRITE_PROTECT, EROFS},
                 {ERROR_FILE_EXISTS, EEXIST},
                 {ERROR_ALREADY_EXISTS, EEXIST},
                 {ERROR_DISK_FULL, ENOSPC},
                 {ERROR_HANDLE_DISK_FULL, ENOSPC},
                 {ERROR_LOCK_VIOLATION, EWOULDBLOCK},
                 {ERROR_INVALID_HANDLE, EBADF},
                 {ERROR_NOT_ENOUGH_MEMORY, ENOMEM},
                 {ERROR_OUTOFMEMORY, ENOMEM},
                 {ERROR_TOO_MANY_OPEN_FILES, EMFILE},
                 {ERROR_DIRECTORY, ENOTDIR},
                 {ERROR_DIR_NOT_EMPTY, ENOTEMPTY},
                 {ERROR_BROKEN_PIPE, EPIPE},
                 {ERROR_NO_DATA, EPIPE},
                 {ERROR_FILENAME_EXCED_RANGE, ENAMETOOLONG}};
    errno = EIO;
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (table[i].reason == reason)
            errno = table[i].number;
}

static bool fail(void) {
    os_win32_set_errno(GetLastError());
    return false;
}

bool os_win32_widen(const char *text, wchar_t *out, int size) {
    return MultiByteToWideChar(CP_UTF8, MB_ERR_INVALID_CHARS, text, -1, out, size) > 0 || fail();
}

static bool narrow(const wchar_t *text, char *out, size_t size) {
    int most = size > INT_MAX ? INT_MAX : (int)size;
    return WideCharToMultiByte(CP_UTF8, WC_ERR_INVALID_CHARS, text, -1, out, most, NULL, NULL) >
               0 ||
           fail();
}

static HANDLE handle_of(int file) {
    intptr_t handle = _get_osfhandle(file);
    return handle == -2 ? INVALID_HANDLE_VALUE : (HANDLE)handle; /* -2: a closed stream */
}

static void turn_slashes(wchar_t *path) {
    for (; *path; path++)
        if (*path == L'/')
            *path = L'\\';
}

/* The wide form of `path`, below `folder` when that is an open one. */
static bool whole_path(int folder, const char *path, wchar_t out[WIDE_MAX]) {
    DWORD len = 0;
    if (folder != OS_WORKING_FOLDER) {
        len = GetFinalPathNameByHandleW(handle_of(folder), out, WIDE_MAX, FILE_NAME_NORMALIZED);
        if (len == 0)
            return fail();
        if (len + 2 >= WIDE_MAX) {
            errno = ENAMETOOLONG;
            return false;
        }
        out[len++] = L'\\';
    }
    if (!os_win32_widen(path, out + len, (int)(WIDE_MAX - len)))
        return false;
    turn_slashes(out + len);
    return true;
}

/* ---- the standard streams ---- */

void os_claim_streams(void) {
    int at = _open("NUL", _O_RDWR | _O_BINARY);
    while (at >= 0 && at <= 2) {
        _close(at);
        if (_open("NUL", (at == 0 ? _O_WRONLY : _O_RDONLY) | _O_BINARY) < 0)
            break;
        at = _open("NUL", _O_RDWR | _O_BINARY);
    }
    if (at > 2)
        _close(at);
}

bool os_is_terminal(int stream) {
    DWORD mode;
    return GetConsoleMode(handle_of(stream), &mode);
}

/* ---- files and folders ---- */

static int file_of(HANDLE handle, int flags) {
    int file = _open_osfhandle((intptr_t)handle, flags | _O_BINARY | _O_NOINHERIT);
    if (file < 0)
        CloseHandle(handle);
    return file;
}

static bool is_link(HANDLE handle) {
    FILE_ATTRIBUTE_TAG_INFO tag;
    return GetFileInformationByHandleEx(handle, FileAttributeTagInfo, &tag, sizeof tag) &&
           (tag.FileAttributes & FILE_ATTRIBUTE_REPARSE_POINT) &&
           (tag.ReparseTag == IO_REPARSE_TAG_SYMLINK ||
            tag.ReparseTag == IO_REPARSE_TAG_MOUNT_POINT);
}

static HANDLE open_handle(int folder, const char *path, DWORD access, DWORD how, DWORD flags) {
    wchar_t wide[WIDE_MAX];
    if (!whole_path(folder, path, wide))
        return INVALID_HANDLE_VALUE;
    HANDLE handle =
        CreateFileW(wide, access, FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, NULL, how,
                    FILE_ATTRIBUTE_NORMAL | flags, NULL);
    if (handle == INVALID_HANDLE_VALUE) {
        fail();
    } else if ((flags & FILE_FLAG_OPEN_REPARSE_POINT) && is_link(handle)) {
        CloseHandle(handle);
        errno = ELOOP;
        return INVALID_HANDLE_VALUE;
    }
    return handle;
}

int os_open_read(int folder, const char *path) {
    HANDLE handle = open_handle(folder, path, GENERIC_READ, OPEN_EXISTING,
                                FILE_FLAG_OPEN_REPARSE_POINT | FILE_FLAG_BACKUP_SEMANTICS);
    return handle == INVALID_HANDLE_VALUE ? OS_NO_FILE : file_of(handle, _O_RDONLY);
}

int os_open_append(const char *path, bool is_new) {
    HANDLE handle = open_handle(OS_WORKING_FOLDER, path, GENERIC_WRITE | FILE_READ_ATTRIBUTES,
                                is_new ? CREATE_NEW : OPEN_EXISTING, FILE_FLAG_OPEN_REPARSE_POINT);
    return handle == INVALID_HANDLE_VALUE ? OS_NO_FILE : file_of(handle, _O_WRONLY | _O_APPEND);
}

/* A person's own folders are theirs alone by what they inherit; there is no mode. */
int os_create(const char *path, unsigned mode) {
    (void)mode;
    HANDLE handle = open_handle(OS_WORKING_FOLDER, path, GENERIC_WRITE | FILE_READ_ATTRIBUTES,
                                CREATE_NEW, FILE_FLAG_OPEN_REPARSE_POINT);
    return handle == INVALID_HANDLE_VALUE ? OS_NO_FILE : file_of(handle, _O_WRONLY);
}

int os_open_folder(int folder, const char *path, bool follows_link) {
    struct os_info info;
    DWORD link = follows_link ? 0 : FILE_FLAG_OPEN_REPARSE_POINT;
    HANDLE handle =
        open_handle(folder, path, GENERIC_READ, OPEN_EXISTING, FILE_FLAG_BACKUP_SEMANTICS | link);
    int file = handle == INVALID_HANDLE_VALUE ? OS_NO_FILE : file_of(handle, _O_RDONLY);
    if (file >= 0 && os_info_of(file, &info) && info.kind != OS_FOLDER) {
        _close(file);
        errno = ENOTDIR;
        return OS_NO_FILE;
    }
    return file;
}

bool os_close(int file) {
    return _close(file) == 0;
}

int64_t os_read(int file, void *out, size_t len) {
    DWORD got = 0, most = len > INT_MAX ? INT_MAX : (DWORD)len;
    if (ReadFile(handle_of(file), out, most, &got, NULL) || GetLastError() == ERROR_BROKEN_PIPE)
        return got;
    fail();
    return -1;
}

int64_t os_write(int file, const void *bytes, size_t len) {
    DWORD put = 0, most = len > INT_MAX ? INT_MAX : (DWORD)len;
    OVERLAPPED at_the_end = {0};
    at_the_end.Offset = at_the_end.OffsetHigh = 0xFFFFFFFF;
    if (WriteFile(handle_of(file), bytes, most, &put, &at_the_end))
        return put;
    fail();
    return -1;
}

bool os_truncate(int file, int64_t size) {
    FILE_END_OF_FILE_INFO end;
    end.EndOfFile.QuadPart = size;
    return SetFileInformationByHandle(handle_of(file), FileEndOfFileInfo, &end, sizeof end) ||
           fail();
}

bool os_sync(int file) {
    struct os_info info;
    if (FlushFileBuffers(handle_of(file)))
        return true;
    fail();
    if (os_info_of(file, &info) && info.kind == OS_FOLDER)
        errno = EINVAL; /* folders keep themselves */
    return false;
}

bool os_sync_data(int file) {
    return os_sync(file);
}

/* A byte far behind the content is locked, so that others can go on reading. */
bool os_lock(int file) {
    OVERLAPPED behind = {0};
    behind.OffsetHigh = 0x7FFFFFFF;
    return LockFileEx(handle_of(file), LOCKFILE_EXCLUSIVE_LOCK | LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0,
                      &behind) ||
           fail();
}

static int64_t unix_100ns(int64_t ticks) {
    return ticks - INT64_C(116444736000000000); /* from 1601 to 1970 */
}

static enum os_kind kind_of(HANDLE handle, DWORD attributes) {
    DWORD type = GetFileType(handle);
    return is_link(handle)                           ? OS_LINK
           : (attributes & FILE_ATTRIBUTE_DIRECTORY) ? OS_FOLDER
           : type == FILE_TYPE_DISK                  ? OS_REGULAR
           : type == FILE_TYPE_PIPE                  ? OS_PIPE
                                                     : OS_DEVICE;
}

static bool tell_of(HANDLE handle, struct os_info *out) {
    BY_HANDLE_FILE_INFORMATION info;
    FILE_BASIC_INFO times;
    FILE_STANDARD_INFO standard;
    if (!GetFileInformationByHandle(handle, &info) ||
        !GetFileInformationByHandleEx(handle, FileBasicInfo, &times, sizeof times) ||
        !GetFileInformationByHandleEx(handle, FileStandardInfo, &standard, sizeof standard))
        return fail();
    *out = (struct os_info){.kind = kind_of(handle, info.dwFileAttributes),
                            .size = standard.EndOfFile.QuadPart,
                            .mtime_ns = unix_100ns(times.LastWriteTime.QuadPart) * 100,
                            .ctime_ns = unix_100ns(times.ChangeTime.QuadPart) * 100,
                            .device = info.dwVolumeSerialNumber,
                            .inode = (uint64_t)info.nFileIndexHigh << 32 | info.nFileIndexLow,
                            .links = standard.DeletePending ? 0 : info.nNumberOfLinks};
    return true;
}

bool os_info_of(int file, struct os_info *out) {
    return tell_of(handle_of(file), out);
}

bool os_info_at(int folder, const char *path, bool follows_link, struct os_info *out) {
    wchar_t wide[WIDE_MAX];
    if (!whole_path(folder, path, wide))
        return false;
    HANDLE handle = CreateFileW(
        wide, FILE_READ_ATTRIBUTES, FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, NULL,
        OPEN_EXISTING,
        FILE_FLAG_BACKUP_SEMANTICS | (follows_link ? 0 : FILE_FLAG_OPEN_REPARSE_POINT), NULL);
    if (handle == INVALID_HANDLE_VALUE)
        return fail();
    bool ok = tell_of(handle, out);
    CloseHandle(handle);
    return ok;
}

bool os_remove(const char *path) {
    wchar_t wide[WIDE_MAX];
    return whole_path(OS_WORKING_FOLDER, path, wide) && (DeleteFileW(wide) || fail());
}

bool os_rename(const char *from, const char *to) {
    wchar_t wide_from[WIDE_MAX], wide_to[WIDE_MAX];
    return whole_path(OS_WORKING_FOLDER, from, wide_from) &&
           whole_path(OS_WORKING_FOLDER, to, wide_to) &&
           (MoveFileExW(wide_from, wide_to, MOVEFILE_REPLACE_EXISTING | MOVEFILE_WRITE_THROUGH) ||
            fail());
}

bool os_make_folder(const char *path) {
    wchar_t wide[WIDE_MAX];
    return whole_path(OS_WORKING_FOLDER, path, wide) && (CreateDirectoryW(wide, NULL) || fail());
}

static bool is_dots(const wchar_t *name) {
    return wcscmp(name, L".") == 0 || wcscmp(name, L"..") == 0;
}

bool os_list(int folder, bool (*each)(void *self, const char *name), void *self) {
    wchar_t wide[WIDE_MAX];
    WIN32_FIND_DATAW entry;
    if (!whole_path(folder, "*", wide))
        return false;
    HANDLE entries = FindFirstFileW(wide, &entry);
    if (entries == INVALID_HANDLE_VALUE)
        return fail();
    bool more = true;
    do {
        char name[MAX_PATH * 3 + 1];
        if (!is_dots(entry.cFileName) && narrow(entry.cFileName, name, sizeof name))
            more = each(self, name);
    } while (more && FindNextFileW(entries, &entry));
    DWORD reason = more ? GetLastError() : ERROR_NO_MORE_FILES;
    FindClose(entries);
    if (reason != ERROR_NO_MORE_FILES)
        os_win32_set_errno(reason);
    return reason == ERROR_NO_MORE_FILES;
}

bool os_own_path(char *out, size_t size) {
    wchar_t wide[WIDE_MAX];
    DWORD len = GetModuleFileNameW(NULL, wide, WIDE_MAX);
    if (len == 0 || len >= WIDE_MAX || !narrow(wide, out, size))
        return false;
    for (; *out; out++)
        if (*out == '\\')
            *out = '/';
    return true;
}

/* ---- clocks and chance ---- */

static int64_t ticks_of(FILETIME time) {
    return (int64_t)((uint64_t)time.dwHighDateTime << 32 | time.dwLowDateTime);
}

int64_t os_wall_us(void) {
    FILETIME now;
    GetSystemTimePreciseAsFileTime(&now);
    return unix_100ns(ticks_of(now)) / 10;
}

int64_t os_monotonic_us(void) {
    ULONGLONG ticks = 0;
    QueryUnbiasedInterruptTime(&ticks);
    return (int64_t)(ticks / 10);
}

int64_t os_boot_us(void) {
    return (int64_t)GetTickCount64() * 1000;
}

int64_t os_thread_us(void) {
    FILETIME made, ended, kernel, user;
    if (!GetThreadTimes(GetCurrentThread(), &made, &ended, &kernel, &user))
        return -1;
    return (ticks_of(kernel) + ticks_of(user)) / 10;
}

int os_utc_offset_min(int64_t wall_ms) {
    int64_t ticks = wall_ms * 10000 + INT64_C(116444736000000000);
    FILETIME utc = {(DWORD)ticks, (DWORD)(ticks >> 32)}, local;
    SYSTEMTIME utc_parts, local_parts;
    if (!FileTimeToSystemTime(&utc, &utc_parts) ||
        !SystemTimeToTzSpecificLocalTime(NULL, &utc_parts, &local_parts) ||
        !SystemTimeToFileTime(&local_parts, &local))
        return 0;
    int64_t minute = INT64_C(600000000), ahead = ticks_of(local) - ticks;
    return (int)((ahead + (ahead < 0 ? -minute / 2 : minute / 2)) / minute);
}

bool os_random(void *out, size_t len) {
    return len <= ULONG_MAX &&
           BCryptGenRandom(NULL, out, (ULONG)len, BCRYPT_USE_SYSTEM_PREFERRED_RNG) == 0;
}

/* ---- memory and mathematics ---- */

const void *os_find_last(const void *bytes, int byte, size_t len) {
    const unsigned char *all = bytes;
    while (len > 0)
        if (all[--len] == (unsigned char)byte)
            return all + len;
    return NULL;
}

double os_log_gamma(double x) {
    return lgamma(x); /* here it has no global sign */
}
