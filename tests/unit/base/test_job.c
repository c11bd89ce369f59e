/* Work beside the loop. Nothing here waits for a time: a job stands at a gate until the test opens
 * it. */
#include "support/cmocka.h"

#include "base/job.h"
#include "base/os.h"

#include <string.h>

/* A gate in the way of a job, and the steps it took. */
struct task {
    struct job job; /* the first, so that a job is its task */
    struct os_gate *gate;
    int steps_allowed, steps, is_begun;
    int wanted; /* steps to its end; it looks after each whether it was cancelled */
    int delivered;
    bool was_done;
};

static atomic_int wakes;
static char order[64]; /* the first letter of each task as it is delivered */

static void wake(void *self) {
    (void)self;
    atomic_fetch_add(&wakes, 1);
}

static bool work(struct job *job) {
    struct task *task = (struct task *)job;
    os_gate_enter(task->gate);
    task->is_begun = 1;
    os_gate_signal(task->gate);
    bool goes_on = true;
    while (goes_on && task->steps < task->wanted) {
        while (task->steps_allowed == task->steps)
            os_gate_wait(task->gate);
        task->steps++;
        goes_on = job_tell(job, task->steps, task->wanted);
        os_gate_signal(task->gate);
    }
    os_gate_leave(task->gate);
    return goes_on;
}

static void deliver(struct job *job, bool is_done) {
    struct task *task = (struct task *)job;
    task->delivered++;
    task->was_done = is_done;
    strcat(order, is_done ? "d" : "c");
}

static struct task task_of(int wanted, int allowed) {
    return (struct task){.job = {.work = work, .deliver = deliver},
                         .gate = os_gate_create(),
                         .wanted = wanted,
                         .steps_allowed = allowed};
}

static void wait_until_begun(struct task *task) {
    os_gate_enter(task->gate);
    while (!task->is_begun)
        os_gate_wait(task->gate);
    os_gate_leave(task->gate);
}

static void allow(struct task *task, int steps) {
    os_gate_enter(task->gate);
    task->steps_allowed = steps;
    os_gate_signal(task->gate);
    os_gate_leave(task->gate);
}

static void wait_for_step(struct task *task, int step) {
    os_gate_enter(task->gate);
    while (task->steps < step)
        os_gate_wait(task->gate);
    os_gate_leave(task->gate);
}

static int begin(void **state) {
    (void)state;
    atomic_store(&wakes, 0);
    *order = '\0';
    return 0;
}

static void what_a_job_made_is_handed_over_in_the_loop(void **state) {
    (void)state;
    struct jobs *jobs = jobs_create(wake, NULL);
    struct task task = task_of(3, 0);
    jobs_start(jobs, &task.job);
    assert_false(job_is_idle(&task.job));
    assert_int_equal(jobs_deliver(jobs), 0); /* it stands at its gate */
    allow(&task, 2);
    wait_for_step(&task, 2);
    int64_t done, total;
    job_progress(&task.job, &done, &total);
    assert_true(done == 2 && total == 3);
    assert_int_equal(task.delivered, 0);
    allow(&task, 3);
    jobs_finish(jobs, &task.job);
    assert_int_equal(task.delivered, 1);
    assert_true(task.was_done && job_is_idle(&task.job));
    jobs_finish(jobs, &task.job); /* idle: nothing happens */
    assert_int_equal(task.delivered, 1);
    jobs_destroy(jobs);
    assert_int_equal(atomic_load(&wakes), 1);
    os_gate_destroy(task.gate);
}

static void jobs_are_done_one_after_the_other(void **state) {
    (void)state;
    struct jobs *jobs = jobs_create(wake, NULL);
    struct task first = task_of(1, 0), second = task_of(1, 1), third = task_of(2, 2);
    jobs_start(jobs, &first.job);
    jobs_start(jobs, &second.job);
    jobs_start(jobs, &third.job);
    wait_until_begun(&first);
    assert_int_equal(second.is_begun + third.is_begun, 0); /* there is one worker */
    jobs_cancel(jobs, &second.job);
    jobs_finish(jobs, &second.job); /* before its turn: it need not wait for the first */
    assert_true(second.delivered == 1 && !second.was_done && second.steps == 0);
    allow(&first, 1);
    jobs_finish(jobs, &third.job);
    assert_int_equal(jobs_deliver(jobs), 1); /* the first */
    assert_string_equal(order, "cdd");
    jobs_start(jobs, &second.job); /* again, and this time to its end */
    jobs_finish(jobs, &second.job);
    assert_true(second.was_done && second.delivered == 2 && second.steps == 1);
    jobs_destroy(jobs);
    os_gate_destroy(first.gate);
    os_gate_destroy(second.gate);
    os_gate_destroy(third.gate);
}

static void a_job_that_runs_can_be_broken_off(void **state) {
    (void)state;
    struct jobs *jobs = jobs_create(NULL, NULL);
    struct task task = task_of(1000, 1);
    jobs_start(jobs, &task.job);
    wait_for_step(&task, 1);
    jobs_cancel(jobs, &task.job);
    allow(&task, 1000);
    jobs_finish(jobs, &task.job);
    assert_int_equal(task.steps, 2); /* the step in which it heard of it */
    assert_false(task.was_done);
    jobs_destroy(jobs);
    os_gate_destroy(task.gate);
}

static void the_end_delivers_everything(void **state) {
    (void)state;
    struct jobs *jobs = jobs_create(wake, NULL);
    struct task over = task_of(0, 0), running = task_of(2, 2), waiting = task_of(9, 9);
    jobs_start(jobs, &over.job);
    jobs_start(jobs, &running.job);
    jobs_start(jobs, &waiting.job);
    jobs_destroy(jobs);
    assert_int_equal(over.delivered + running.delivered + waiting.delivered, 3);
    jobs_destroy(NULL);
    os_gate_destroy(over.gate);
    os_gate_destroy(running.gate);
    os_gate_destroy(waiting.gate);
}

/* A process that is waited for beside the loop, as a voice is. */
struct child {
    struct job job;
    struct os_process *process;
    int status;
};

static bool wait_for_child(struct job *job) {
    os_process_wait(((struct child *)job)->process);
    return true;
}

static void child_ended(struct job *job, bool is_done) {
    struct child *child = (struct child *)job;
    assert_true(is_done);
    child->status = os_process_finish(child->process);
}

static int run_child(const char *const *words, bool stops) {
    struct jobs *jobs = jobs_create(NULL, NULL);
    struct child child = {.job = {.work = wait_for_child, .deliver = child_ended}};
    child.process = os_process_start(words);
    assert_non_null(child.process);
    jobs_start(jobs, &child.job);
    if (stops)
        os_process_stop(child.process);
    jobs_finish(jobs, &child.job);
    jobs_destroy(jobs);
    return child.status;
}

static void a_process_is_waited_for(void **state) {
    (void)state;
    assert_true(os_has_program("sh") && os_has_program("/bin/sh"));
    assert_false(os_has_program("no-such-program-here") || os_has_program("/"));
    assert_int_equal(run_child((const char *const[]){"sh", "-c", "exit 7", NULL}, false), 7);
    assert_int_equal(run_child((const char *const[]){"sh", "-c", "exec sleep 1000", NULL}, true),
                     -1);
    assert_null(os_process_start((const char *const[]){"no-such-program-here", NULL}));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(what_a_job_made_is_handed_over_in_the_loop, begin),
        cmocka_unit_test_setup(jobs_are_done_one_after_the_other, begin),
        cmocka_unit_test_setup(a_job_that_runs_can_be_broken_off, begin),
        cmocka_unit_test_setup(the_end_delivers_everything, begin),
        cmocka_unit_test(a_process_is_waited_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
