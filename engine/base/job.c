#include "base/job.h"

#include "base/os.h"

#include <assert.h>
#include <stdlib.h>

struct list {
    struct job *first, *last;
};

struct jobs {
    struct os_gate *gate;     /* guards all below, and each job's next, state and is_done */
    struct os_thread *worker; /* NULL: not begun, or the system has none */
    struct list waiting, over;
    struct job *running; /* NULL: none */
    bool is_closing;
    void (*wake)(void *self);
    void *self;
};

/* ---- lists ---- */

static void push(struct list *list, struct job *job) {
    job->next = NULL;
    if (list->last)
        list->last->next = job;
    else
        list->first = job;
    list->last = job;
}

static struct job *pop(struct list *list) {
    struct job *job = list->first;
    if (job) {
        list->first = job->next;
        if (!list->first)
            list->last = NULL;
    }
    return job;
}

static void take_out(struct list *list, struct job *job) {
    struct list rest = {NULL, NULL};
    for (struct job *each; (each = pop(list));)
        if (each != job)
            push(&rest, each);
    *list = rest;
}

/* ---- the worker ---- */

/* Inside the gate; leaves it while the job works and while the loop is woken. */
static void run_next(struct jobs *jobs) {
    struct job *job = pop(&jobs->waiting);
    job->state = JOB_RUNS;
    jobs->running = job;
    os_gate_leave(jobs->gate);
    bool is_done = !atomic_load(&job->is_cancelled) && job->work(job);
    os_gate_enter(jobs->gate);
    job->is_done = is_done;
    job->state = JOB_IS_OVER;
    jobs->running = NULL;
    push(&jobs->over, job);
    os_gate_signal(jobs->gate);
    os_gate_leave(jobs->gate);
    if (jobs->wake)
        jobs->wake(jobs->self);
    os_gate_enter(jobs->gate);
}

static void work(void *self) {
    struct jobs *jobs = self;
    os_gate_enter(jobs->gate);
    for (;;) {
        while (!jobs->waiting.first && !jobs->is_closing)
            os_gate_wait(jobs->gate);
        if (!jobs->waiting.first)
            break;
        run_next(jobs);
    }
    os_gate_leave(jobs->gate);
}

/* ---- the loop ---- */

struct jobs *jobs_create(void (*wake)(void *self), void *self) {
    struct jobs *jobs = calloc(1, sizeof *jobs);
    if (!jobs)
        return NULL;
    jobs->gate = os_gate_create();
    jobs->wake = wake;
    jobs->self = self;
    if (jobs->gate)
        return jobs;
    free(jobs);
    return NULL;
}

static void cancel_all(struct jobs *jobs) {
    os_gate_enter(jobs->gate);
    jobs->is_closing = true;
    if (jobs->running)
        atomic_store(&jobs->running->is_cancelled, true);
    for (struct job *job = jobs->waiting.first; job; job = job->next)
        atomic_store(&job->is_cancelled, true);
    os_gate_signal(jobs->gate);
    os_gate_leave(jobs->gate);
}

void jobs_destroy(struct jobs *jobs) {
    if (!jobs)
        return;
    cancel_all(jobs);
    os_thread_join(jobs->worker);
    jobs->worker = NULL;
    jobs_deliver(jobs);
    os_gate_destroy(jobs->gate);
    free(jobs);
}

void jobs_start(struct jobs *jobs, struct job *job) {
    assert(job->state == JOB_IDLE);
    atomic_store(&job->is_cancelled, jobs->is_closing);
    atomic_store(&job->done, 0);
    atomic_store(&job->total, 0);
    if (!jobs->worker && !jobs->is_closing)
        jobs->worker = os_thread_start(work, jobs);
    os_gate_enter(jobs->gate);
    job->state = JOB_WAITS;
    push(&jobs->waiting, job);
    os_gate_signal(jobs->gate);
    if (!jobs->worker)
        run_next(jobs);
    os_gate_leave(jobs->gate);
}

void jobs_cancel(struct jobs *jobs, struct job *job) {
    (void)jobs;
    atomic_store(&job->is_cancelled, true);
}

void jobs_finish(struct jobs *jobs, struct job *job) {
    os_gate_enter(jobs->gate);
    bool is_idle = job->state == JOB_IDLE;
    if (job->state == JOB_WAITS && atomic_load(&job->is_cancelled)) {
        take_out(&jobs->waiting, job); /* it need not wait for those before it */
        job->is_done = false;
    } else {
        while (job->state == JOB_WAITS || job->state == JOB_RUNS)
            os_gate_wait(jobs->gate);
        take_out(&jobs->over, job);
    }
    job->state = JOB_IDLE;
    os_gate_leave(jobs->gate);
    if (!is_idle)
        job->deliver(job, job->is_done);
}

int jobs_deliver(struct jobs *jobs) {
    int count = 0;
    for (;;) {
        os_gate_enter(jobs->gate);
        struct job *job = pop(&jobs->over);
        if (job)
            job->state = JOB_IDLE;
        os_gate_leave(jobs->gate);
        if (!job)
            return count;
        job->deliver(job, job->is_done);
        count++;
    }
}

bool job_is_idle(const struct job *job) {
    return job->state == JOB_IDLE; /* only the loop makes it so, and only the loop ends it */
}

bool job_tell(struct job *job, int64_t done, int64_t total) {
    atomic_store(&job->done, done);
    atomic_store(&job->total, total);
    return !atomic_load(&job->is_cancelled);
}

const atomic_bool *job_cancel_flag(const struct job *job) {
    return &job->is_cancelled;
}

void job_progress(struct job *job, int64_t *done, int64_t *total) {
    *done = atomic_load(&job->done);
    *total = atomic_load(&job->total);
}
