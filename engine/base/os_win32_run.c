/* Processes and threads on Windows. */
#include "base/os.h"

#include "base/os_win32.h"

#include <errno.h>
#include <process.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <windows.h>

enum { COMMAND_MAX = 32767 }; /* the most that the system takes */

/* ---- processes ---- */

struct os_process {
    HANDLE handle;
};

bool os_has_program(const char *name) {
    wchar_t wide[1024], found[1024];
    return os_win32_widen(name, wide, 1024) &&
           SearchPathW(NULL, wide, L".exe", 1024, found, NULL) > 0;
}

/* One word as the C library of the started program reads it: in quotation marks, `\` doubled where
 * it stands before a quotation mark. False: no room. */
static bool add_word(const char *word, char *out, size_t *at) {
    size_t slashes = 0;
    if (*at + 2 * strlen(word) + 4 >= COMMAND_MAX)
        return false;
    out[(*at)++] = '"';
    for (; *word; word++) {
        if (*word == '"')
            for (size_t i = 0; i <= slashes; i++)
                out[(*at)++] = '\\';
        slashes = *word == '\\' ? slashes + 1 : 0;
        out[(*at)++] = *word;
    }
    for (; slashes > 0; slashes--)
        out[(*at)++] = '\\';
    out[(*at)++] = '"';
    out[(*at)++] = ' ';
    out[*at] = '\0';
    return true;
}

static bool command_line(const char *const *words, wchar_t *out) {
    char *line = malloc(COMMAND_MAX + 1);
    size_t at = 0;
    bool ok = line != NULL;
    for (int i = 0; ok && words[i]; i++)
        ok = add_word(words[i], line, &at);
    if (line && !ok)
        errno = E2BIG;
    ok = ok && os_win32_widen(line, out, COMMAND_MAX + 1);
    free(line);
    return ok;
}

struct os_process *os_process_start(const char *const *words) {
    STARTUPINFOW startup = {.cb = sizeof startup};
    PROCESS_INFORMATION started;
    struct os_process *process = malloc(sizeof *process);
    wchar_t *line = malloc((COMMAND_MAX + 1) * sizeof *line);
    bool ok = process && line && command_line(words, line);
    if (ok && !CreateProcessW(NULL, line, NULL, NULL, TRUE, CREATE_NO_WINDOW, NULL, NULL, &startup,
                              &started)) {
        os_win32_set_errno(GetLastError());
        ok = false;
    }
    free(line);
    if (!ok) {
        free(process);
        return NULL;
    }
    CloseHandle(started.hThread);
    process->handle = started.hProcess;
    return process;
}

void os_process_wait(struct os_process *process) {
    WaitForSingleObject(process->handle, INFINITE);
}

void os_process_stop(struct os_process *process) {
    TerminateProcess(process->handle, (UINT)-1);
}

int os_process_finish(struct os_process *process) {
    DWORD status = (DWORD)-1;
    if (!process)
        return -1;
    WaitForSingleObject(process->handle, INFINITE);
    GetExitCodeProcess(process->handle, &status);
    CloseHandle(process->handle);
    free(process);
    return (int)status;
}

/* ---- threads ---- */

struct os_thread {
    HANDLE handle;
    void (*run)(void *self);
    void *self;
};

static unsigned __stdcall begin(void *argument) {
    const struct os_thread *thread = argument;
    thread->run(thread->self);
    return 0;
}

struct os_thread *os_thread_start(void (*run)(void *self), void *self) {
    struct os_thread *thread = malloc(sizeof *thread);
    if (!thread)
        return NULL;
    thread->run = run;
    thread->self = self;
    thread->handle = (HANDLE)_beginthreadex(NULL, 0, begin, thread, 0, NULL);
    if (!thread->handle) {
        free(thread);
        return NULL;
    }
    return thread;
}

void os_thread_join(struct os_thread *thread) {
    if (!thread)
        return;
    WaitForSingleObject(thread->handle, INFINITE);
    CloseHandle(thread->handle);
    free(thread);
}

int os_processors(void) {
    DWORD_PTR ours = 0, all = 0;
    int count = 0;
    if (GetProcessAffinityMask(GetCurrentProcess(), &ours, &all))
        for (; ours; ours &= ours - 1)
            count++;
    return count < 1 ? 1 : count;
}

struct os_gate {
    SRWLOCK lock;
    CONDITION_VARIABLE changed;
};

struct os_gate *os_gate_create(void) {
    struct os_gate *gate = malloc(sizeof *gate);
    if (!gate)
        return NULL;
    InitializeSRWLock(&gate->lock);
    InitializeConditionVariable(&gate->changed);
    return gate;
}

void os_gate_destroy(struct os_gate *gate) {
    free(gate);
}

void os_gate_enter(struct os_gate *gate) {
    AcquireSRWLockExclusive(&gate->lock);
}

void os_gate_leave(struct os_gate *gate) {
    ReleaseSRWLockExclusive(&gate->lock);
}

void os_gate_wait(struct os_gate *gate) {
    SleepConditionVariableSRW(&gate->changed, &gate->lock, INFINITE, 0);
}

void os_gate_signal(struct os_gate *gate) {
    WakeAllConditionVariable(&gate->changed);
}
