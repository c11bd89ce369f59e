#include "base/thread.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>

struct crew {
    atomic_int next;
    int pieces;
    void (*work)(void *self, int worker, int piece);
    void *self;
};

struct worker {
    struct crew *crew;
    int number;
    pthread_t thread;
};

int thread_count(void) {
    cpu_set_t set;
    int count = sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 1;
    return count < 1 ? 1 : count > THREADS_MAX ? THREADS_MAX : count;
}

static void *run(void *argument) {
    const struct worker *worker = argument;
    struct crew *crew = worker->crew;
    for (int piece; (piece = atomic_fetch_add(&crew->next, 1)) < crew->pieces;)
        crew->work(crew->self, worker->number, piece);
    return NULL;
}

void threads_run(int threads, int pieces, void (*work)(void *self, int worker, int piece),
                 void *self) {
    struct crew crew = {.pieces = pieces, .work = work, .self = self};
    struct worker workers[THREADS_MAX];
    int wanted = threads < pieces ? threads : pieces, started = 1;
    if (wanted > THREADS_MAX)
        wanted = THREADS_MAX;
    atomic_init(&crew.next, 0);
    workers[0] = (struct worker){.crew = &crew};
    for (; started < wanted; started++) {
        workers[started] = (struct worker){.crew = &crew, .number = started};
        if (pthread_create(&workers[started].thread, NULL, run, &workers[started]) != 0)
            break;
    }
    run(&workers[0]);
    for (int i = 1; i < started; i++)
        pthread_join(workers[i].thread, NULL);
}
