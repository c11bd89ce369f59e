/* Steps of the machine a second on a branching story: session_steps FILE [STEPS]. A step commits an
 * option drawn at random: key, effects, conditions, the next scene with its order and line. */
#include "base/clock.h"
#include "base/hash.h"
#include "script/script.h"
#include "session/session.h"

#include <stdio.h>
#include <stdlib.h>

static void count(void *self, const struct session *session, const struct event *event) {
    (void)session, (void)event;
    ++*(long *)self;
}

static double run(struct session *session, long steps, long *events) {
    struct session_sink sink = {count, events};
    uint64_t random = 7;
    session_reset(session, 7);
    session_start(session, &sink);
    int64_t began = clock_monotonic_us();
    for (long i = 0; i < steps; i++) {
        int options[OPTIONS_SHOWN_MAX];
        int shown = session_options(session, options);
        struct input input = {.kind = INPUT_DECISION,
                              .t_ms = i,
                              .option = options[splitmix64(&random) % (unsigned)shown],
                              .confidence = 60};
        struct err err = {0};
        if (!session_step(session, &input, &sink, &err)) {
            fprintf(stderr, "%s\n", err.text);
            exit(1);
        }
    }
    return (double)(clock_monotonic_us() - began) / 1e6;
}

int main(int argc, char **argv) {
    long steps = argc > 2 ? atol(argv[2]) : 5000000, events = 0;
    struct script_report report = {0};
    struct err err = {0};
    struct scenario *scenario = argc > 1 ? script_load_file(argv[1], &report, &err) : NULL;
    if (!scenario) {
        fprintf(stderr, "session_steps FILE [STEPS]: %s\n", err.text);
        return 1;
    }
    struct session *session =
        session_create(scenario, &(struct session_setup){.level = LEVEL_STANDARD});
    if (!session)
        return 1;
    run(session, steps / 10, &events);
    double best = 1e9;
    for (int i = 0; i < 5; i++) {
        double seconds = run(session, steps / 5, &events);
        best = seconds < best ? seconds : best;
    }
    printf("%.0f\n", (double)(steps / 5) / best);
    session_destroy(session);
    scenario_destroy(scenario);
    script_report_finish(&report);
    return 0;
}
