/* The operating system behind one door: files and folders, the standard streams, clocks, the random
 * source, processes and threads. Only the files os_*.c include the system's own headers; everything
 * above is C17. One of them is built for each system: os_posix.c and os_posix_run.c, os_win32.c and
 * os_win32_run.c, or (WebAssembly, which has neither processes nor threads) os_posix.c and
 * os_alone_run.c.
 *
 * Paths are UTF-8 with '/' between their parts. A function that fails returns false, -1 or NULL and
 * leaves the reason in errno: C's own numbers, and those of POSIX on every system (ENOSPC where
 * there is no room, EWOULDBLOCK where somebody else holds a lock, ELOOP where a link would have to
 * be followed). Calls that a signal interrupts are made again. */
#ifndef BASE_OS_H
#define BASE_OS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* ---- the standard streams ---- */

/* Makes sure that 0, 1 and 2 are open, so that no file opened later gets one of their numbers and
 * with it the program's words. What was closed reads as empty, and writing to it fails. Call it
 * before anything is opened. */
void os_claim_streams(void);

bool os_is_terminal(int stream); /* 0, 1 or 2 */

/* ---- files and folders ---- */

enum { OS_NO_FILE = -1, OS_WORKING_FOLDER = -2 };

enum os_kind { OS_REGULAR, OS_FOLDER, OS_LINK, OS_PIPE, OS_SOCKET, OS_DEVICE };

struct os_info {
    enum os_kind kind;
    int64_t size; /* bytes */
    int64_t mtime_ns, ctime_ns;
    uint64_t device, inode; /* together they name one file */
    int64_t links;          /* names that lead to it; 0: it was removed */
};

/* Opens for reading. The last part of `path` may not be a link (ELOOP); a FIFO does not block.
 * `folder` is an open folder that a relative path starts from, or OS_WORKING_FOLDER. */
int os_open_read(int folder, const char *path);

/* Opens for writing at the end, whatever its length is then. `is_new`: the file must not be there
 * yet and is made with mode 0600; else it must be there and may not be a link. */
int os_open_append(const char *path, bool is_new);

int os_create(const char *path, unsigned mode); /* a new file; it must not be there yet */
int os_open_folder(int folder, const char *path, bool follows_link);
bool os_close(int file);

int64_t os_read(int file, void *out, size_t len);          /* 0: the end */
int64_t os_write(int file, const void *bytes, size_t len); /* at the end; may write less */
bool os_truncate(int file, int64_t size);
bool os_sync(int file);      /* content and all that is known about it */
bool os_sync_data(int file); /* content, and what is needed to read it again */
bool os_lock(int file);      /* for this process alone, until it is closed */

bool os_info_of(int file, struct os_info *out);
bool os_info_at(int folder, const char *path, bool follows_link, struct os_info *out);

bool os_remove(const char *path);
bool os_rename(const char *from, const char *to); /* what stands at `to` is replaced */
bool os_make_folder(const char *path);            /* mode 0700 */

/* Calls `each` with every name in an open folder but "." and "..", in any order; false stops. */
bool os_list(int folder, bool (*each)(void *self, const char *name), void *self);

bool os_own_path(char *out, size_t size); /* of the program that runs */

/* ---- clocks and chance ---- */

int64_t os_wall_us(void);      /* since 1970-01-01 UTC */
int64_t os_monotonic_us(void); /* never goes back; stands still while the machine is suspended */
int64_t os_boot_us(void);      /* as monotonic, but goes on while the machine is suspended */
int64_t os_thread_us(void);    /* processor time of this thread; -1: not known */
int os_utc_offset_min(int64_t wall_ms); /* local time minus UTC at that moment */
bool os_random(void *out, size_t len);

/* ---- processes ---- */

struct os_process; /* a program that was started */

bool os_has_program(const char *name); /* on $PATH, and this person may run it */

/* The words are handed over as they are, no shell reads them; `words` ends with NULL. words[0] is
 * looked up on $PATH. Its standard streams are ours. NULL: it could not be started. */
struct os_process *os_process_start(const char *const *words);

/* Sleeps until it has ended. Another thread may call os_process_stop meanwhile. */
void os_process_wait(struct os_process *process);

void os_process_stop(struct os_process *process); /* asks it to end; does not wait */

/* Waits until it has ended and frees it. Its exit status; -1: it was broken off. NULL is fine. */
int os_process_finish(struct os_process *process);

/* ---- threads ---- */

struct os_thread;

/* NULL: the system gives no (more) threads. */
struct os_thread *os_thread_start(void (*run)(void *self), void *self);
void os_thread_join(struct os_thread *thread); /* and frees it; NULL is fine */
int os_processors(void);                       /* that this process may use; at least 1 */

/* One lock with one thing to wait for. */
struct os_gate;

struct os_gate *os_gate_create(void);
void os_gate_destroy(struct os_gate *gate); /* NULL is fine */
void os_gate_enter(struct os_gate *gate);
void os_gate_leave(struct os_gate *gate);
void os_gate_wait(struct os_gate *gate);   /* inside: leaves, sleeps until a signal, enters */
void os_gate_signal(struct os_gate *gate); /* inside: wakes all that wait */

/* ---- memory and mathematics ---- */

/* The last place where `byte` is in `bytes`; NULL: nowhere. */
const void *os_find_last(const void *bytes, int byte, size_t len);

/* The natural logarithm of |gamma(x)|, safe in several threads at once. */
double os_log_gamma(double x);

#endif
