/* Work beside the event loop: one worker does one job after the other, in the order they were
 * started; what it made is handed over in the loop. So a job never touches what the loop shows,
 * and the loop never waits.
 *
 *     loop                                 worker
 *     jobs_start(jobs, &job)        →      job.work(&job)  … job_tell(&job, done, total) …
 *     jobs_deliver(jobs)            ←      wake(self): there is something to hand over
 *       job.deliver(&job)
 *
 * Where the system has no threads the work is done when it is started. */
#ifndef BASE_JOB_H
#define BASE_JOB_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

enum job_state {
    JOB_IDLE,    /* not started, or delivered */
    JOB_WAITS,   /* for the jobs before it */
    JOB_RUNS,    /* with the worker */
    JOB_IS_OVER, /* waits to be delivered */
};

/* Lives in what it works for, which must stay until it was delivered. Zero it and set the first
 * two; the rest is jobs' own. */
struct job {
    /* On the worker. False: it failed or was broken off; it says why in what it works for. */
    bool (*work)(struct job *job);
    /* In the loop, once for each start. `is_done`: what `work` said; false when it was cancelled
     * before its turn. May start it again. */
    void (*deliver)(struct job *job, bool is_done);

    struct job *next;
    _Atomic(int) state; /* enum job_state */
    bool is_done;
    atomic_bool is_cancelled;
    _Atomic(int64_t) done, total;
};

struct jobs;

/* `wake` is called on the worker's thread each time a job is over (and where there is no worker, in
 * jobs_start); it may be NULL and must not call jobs. NULL: out of memory. */
struct jobs *jobs_create(void (*wake)(void *self), void *self);

/* Cancels everything, waits for the job that runs and delivers all. NULL is fine. */
void jobs_destroy(struct jobs *jobs);

/* The job must be idle. */
void jobs_start(struct jobs *jobs, struct job *job);

/* Asks the job to end soon; it is delivered all the same. */
void jobs_cancel(struct jobs *jobs, struct job *job);

/* Sleeps until the job is over and delivers it. Fine for an idle one. */
void jobs_finish(struct jobs *jobs, struct job *job);

/* Delivers what is over, in the order it was started; gives how many. For the loop. */
int jobs_deliver(struct jobs *jobs);

bool job_is_idle(const struct job *job); /* for the loop */

/* From `work`, now and then: how far it is. False: cancelled, end soon. */
bool job_tell(struct job *job, int64_t done, int64_t total);

/* For work that hands the question on to what it calls: true once the job is to end. */
const atomic_bool *job_cancel_flag(const struct job *job);

/* For the loop, at any time: the last that was told. total 0: nothing yet. */
void job_progress(struct job *job, int64_t *done, int64_t *total);

#endif
