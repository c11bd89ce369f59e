/* A system without processes and threads: WebAssembly's. Nothing can be started, and whoever asks
 * does the work alone. */
#include "base/os.h"

#include <errno.h>
#include <stdlib.h>

bool os_has_program(const char *name) {
    (void)name;
    return false;
}

struct os_process *os_process_start(const char *const *words) {
    (void)words;
    errno = ENOSYS;
    return NULL;
}

void os_process_wait(struct os_process *process) {
    (void)process;
}

void os_process_stop(struct os_process *process) {
    (void)process;
}

int os_process_finish(struct os_process *process) {
    (void)process;
    return -1;
}

struct os_thread *os_thread_start(void (*run)(void *self), void *self) {
    (void)run;
    (void)self;
    errno = ENOSYS;
    return NULL;
}

void os_thread_join(struct os_thread *thread) {
    (void)thread;
}

int os_processors(void) {
    return 1;
}

/* Nobody else can be inside, and nobody may wait for another: job.c and thread.c do not. */
struct os_gate {
    char nothing;
};

struct os_gate *os_gate_create(void) {
    return calloc(1, sizeof(struct os_gate));
}

void os_gate_destroy(struct os_gate *gate) {
    free(gate);
}

void os_gate_enter(struct os_gate *gate) {
    (void)gate;
}

void os_gate_leave(struct os_gate *gate) {
    (void)gate;
}

void os_gate_wait(struct os_gate *gate) {
    (void)gate;
}

void os_gate_signal(struct os_gate *gate) {
    (void)gate;
}
