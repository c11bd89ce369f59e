/* Steps of the machine a second on a branching story: session_steps FILE [STEPS] [texts]. A step
 * commits an option drawn at random: key, effects, conditions, the next scene with its order and
 * line. With `texts` the line and the options offered are expanded as well, as a screen would. */
#include "base/clock.h"
#include "base/hash.h"
#include "model/text.h"
#include "script/script.h"
#include "session/session.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct ear {
    struct buf text;
    bool wants_texts;
};

static void hear(void *self, const struct session *session, const struct event *event) {
    struct ear *ear = self;
    if (event->kind != EVENT_SCENE || !ear->wants_texts)
        return;
    const struct scenario *scenario = session_scenario(session);
    const struct scene *scene = &scenario->scenes[event->scene];
    const int32_t *slots = session_slots(session);
    int options[OPTIONS_SHOWN_MAX];
    int shown = session_options(session, options);
    buf_clear(&ear->text);
    if (event->line >= 0)
        text_expand(scenario, slots, NULL, scene->customer.items[event->line].text, true,
                    &ear->text);
    for (int i = 0; i < shown; i++)
        text_expand(scenario, slots, NULL, scene->options[options[i]].say, true, &ear->text);
}

static double run(struct session *session, long steps, struct ear *ear) {
    struct session_sink sink = {hear, ear};
    uint64_t random = 7;
    session_reset(session, 7);
    session_start(session, &sink);
    int64_t began = clock_monotonic_us();
    for (long i = 0; i < steps; i++) {
        int options[OPTIONS_SHOWN_MAX];
        int shown = session_options(session, options);
        struct input input = {.kind = INPUT_DECISION, .t_ms = i, .confidence = 60};
        struct err err = {0};
        if (shown)
            input.option = options[splitmix64(&random) % (unsigned)shown];
        if (!session_step(session, &input, &sink, &err)) {
            fprintf(stderr, "step %ld: %s\n", i, err.text);
            exit(1);
        }
    }
    return (double)(clock_monotonic_us() - began) / 1e6;
}

int main(int argc, char **argv) {
    long steps = argc > 2 ? atol(argv[2]) : 5000000;
    struct ear ear = {.wants_texts = argc > 3 && strcmp(argv[3], "texts") == 0};
    struct script_report report = {0};
    struct err err = {0};
    struct scenario *scenario = argc > 1 ? script_load_file(argv[1], &report, &err) : NULL;
    if (!scenario) {
        fprintf(stderr, "session_steps FILE [STEPS] [texts]: %s\n", err.text);
        return 1;
    }
    struct session *session =
        session_create(scenario, &(struct session_setup){.level = LEVEL_STANDARD});
    if (!session)
        return 1;
    run(session, steps / 10, &ear);
    double best = 1e9;
    for (int i = 0; i < 5; i++) {
        double seconds = run(session, steps / 5, &ear);
        best = seconds < best ? seconds : best;
    }
    printf("%.0f\n", (double)(steps / 5) / best);
    buf_finish(&ear.text);
    session_destroy(session);
    scenario_destroy(scenario);
    script_report_finish(&report);
    return 0;
}
