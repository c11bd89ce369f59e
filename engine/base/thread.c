#include "base/thread.h"

#include "base/os.h"

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
    struct os_thread *thread;
};

int thread_count(void) {
    int count = os_processors();
    return count > THREADS_MAX ? THREADS_MAX : count;
}

static void run(void *argument) {
    const struct worker *worker = argument;
    struct crew *crew = worker->crew;
    for (int piece; (piece = atomic_fetch_add(&crew->next, 1)) < crew->pieces;)
        crew->work(crew->self, worker->number, piece);
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
        workers[started].thread = os_thread_start(run, &workers[started]);
        if (!workers[started].thread)
            break;
    }
    run(&workers[0]);
    for (int i = 1; i < started; i++)
        os_thread_join(workers[i].thread);
}
