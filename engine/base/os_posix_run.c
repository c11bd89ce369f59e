/* Processes and threads on a POSIX system. */
#include "base/os.h"

#include <errno.h>
#include <limits.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

/* ---- processes ---- */

static bool is_program(const char *path) {
    struct stat info;
    return access(path, X_OK) == 0 && stat(path, &info) == 0 && S_ISREG(info.st_mode);
}

bool os_has_program(const char *name) {
    const char *path = getenv("PATH");
    if (strchr(name, '/'))
        return is_program(name);
    while (path && *path) {
        char file[PATH_MAX];
        size_t len = strcspn(path, ":");
        if (len &&
            (size_t)snprintf(file, sizeof file, "%.*s/%s", (int)len, path, name) < sizeof file &&
            is_program(file))
            return true;
        path += len + (path[len] == ':');
    }
    return false;
}

struct os_process {
    pid_t id;
};

struct os_process *os_process_start(const char *const *words) {
    struct os_process *process = malloc(sizeof *process);
    if (!process)
        return NULL;
    /* posix_spawnp does not write to the words; its type is older than const. */
    union {
        const char *const *given;
        char *const *taken;
    } arguments = {.given = words};
    int reason = posix_spawnp(&process->id, words[0], NULL, NULL, arguments.taken, environ);
    if (reason != 0) {
        free(process);
        errno = reason;
        return NULL;
    }
    return process;
}

/* The process keeps its number until os_process_finish, so that nobody else is stopped for it. */
void os_process_wait(struct os_process *process) {
    siginfo_t info;
    while (waitid(P_PID, (id_t)process->id, &info, WEXITED | WNOWAIT) != 0 && errno == EINTR)
        continue;
}

void os_process_stop(struct os_process *process) {
    kill(process->id, SIGTERM);
}

int os_process_finish(struct os_process *process) {
    int status = 0;
    pid_t ended;
    if (!process)
        return -1;
    do
        ended = waitpid(process->id, &status, 0);
    while (ended < 0 && errno == EINTR);
    free(process);
    return ended > 0 && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* ---- threads ---- */

struct os_thread {
    pthread_t thread;
    void (*run)(void *self);
    void *self;
};

static void *begin(void *argument) {
    const struct os_thread *thread = argument;
    thread->run(thread->self);
    return NULL;
}

struct os_thread *os_thread_start(void (*run)(void *self), void *self) {
    struct os_thread *thread = malloc(sizeof *thread);
    if (!thread)
        return NULL;
    thread->run = run;
    thread->self = self;
    int reason = pthread_create(&thread->thread, NULL, begin, thread);
    if (reason != 0) {
        free(thread);
        errno = reason;
        return NULL;
    }
    return thread;
}

void os_thread_join(struct os_thread *thread) {
    if (thread)
        pthread_join(thread->thread, NULL);
    free(thread);
}

int os_processors(void) {
    cpu_set_t set;
    int count = sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 1;
    return count < 1 ? 1 : count;
}

struct os_gate {
    pthread_mutex_t lock;
    pthread_cond_t changed;
};

struct os_gate *os_gate_create(void) {
    struct os_gate *gate = malloc(sizeof *gate);
    if (!gate)
        return NULL;
    pthread_mutex_init(&gate->lock, NULL); /* with default attributes these cannot fail */
    pthread_cond_init(&gate->changed, NULL);
    return gate;
}

void os_gate_destroy(struct os_gate *gate) {
    if (!gate)
        return;
    pthread_cond_destroy(&gate->changed);
    pthread_mutex_destroy(&gate->lock);
    free(gate);
}

void os_gate_enter(struct os_gate *gate) {
    pthread_mutex_lock(&gate->lock);
}

void os_gate_leave(struct os_gate *gate) {
    pthread_mutex_unlock(&gate->lock);
}

void os_gate_wait(struct os_gate *gate) {
    pthread_cond_wait(&gate->changed, &gate->lock);
}

void os_gate_signal(struct os_gate *gate) {
    pthread_cond_broadcast(&gate->changed);
}
