/* A session allocates when it is created and never after: simulation runs millions of steps. The
 * linker sends malloc, calloc and realloc here (--wrap). */
#include "support/cmocka.h"
#include "support/load.h"

#include "base/hash.h"
#include "session/session.h"

#include <stdlib.h>

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *memory, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *memory, size_t size);

static long allocations;
static long allocations_left = -1; /* before one fails; -1: none does */

static int may_allocate(void) {
    allocations++;
    if (allocations_left == 0)
        return 0;
    if (allocations_left > 0)
        allocations_left--;
    return 1;
}

void *__wrap_malloc(size_t size) {
    return may_allocate() ? __real_malloc(size) : NULL;
}
void *__wrap_calloc(size_t count, size_t size) {
    return may_allocate() ? __real_calloc(count, size) : NULL;
}
void *__wrap_realloc(void *memory, size_t size) {
    return may_allocate() ? __real_realloc(memory, size) : NULL;
}

static void count_event(void *self, const struct session *session, const struct event *event) {
    (void)session, (void)event;
    ++*(long *)self;
}

static void step(struct session *session, const struct session_sink *sink, uint64_t r) {
    int options[OPTIONS_SHOWN_MAX];
    int count = session_options(session, options);
    int cards = session_scenario(session)->card_count;
    int64_t t = session_now(session) + 100 + (int64_t)(r >> 32 & 0x3FFF);
    struct input input = {.kind = INPUT_DECISION, .t_ms = t, .confidence = 50};
    input.option = options[(r >> 16) % (unsigned)count];
    if (r % 4 == 0 && cards) {
        input.kind = INPUT_CARD;
        input.card = (int)((r >> 16) % (unsigned)cards);
    } else if (r % 4 == 1) {
        input.kind = INPUT_SELECT;
    }
    struct err err = {0};
    if (!session_step(session, &input, sink, &err))
        session_step(session, &(struct input){.kind = INPUT_TIME, .t_ms = t}, sink, &err);
}

static long events;

static void walk(const char *path) {
    struct scenario *scenario = load_shipped(path);
    struct session *session =
        session_create(scenario, &(struct session_setup){.level = LEVEL_STANDARD});
    struct session_sink sink = {count_event, &events};
    struct evidence seen[64];
    long before = allocations;
    for (uint64_t seed = 0; seed < 50; seed++) {
        uint64_t random = seed;
        session_reset(session, seed);
        session_start(session, &sink);
        for (int i = 0; i < 200 && !session_is_ended(session); i++) {
            step(session, &sink, splitmix64(&random));
            session_state(session);
            session_evidence_seen(session, seen, 64);
            session_next_due(session);
        }
    }
    assert_int_equal(allocations, before);
    session_destroy(session);
    scenario_destroy(scenario);
}

static void steps_allocate_nothing(void **state) {
    (void)state;
    each_shipped(walk);
    assert_true(events > 1000); /* the walks did walk */
    assert_true(allocations > 0);
}

static void creation_survives_every_failure(void **state) {
    (void)state;
    struct scenario *scenario = load_shipped("scenarios/warmup/first_steps.lua");
    struct session_setup setup = {.level = LEVEL_STANDARD};
    int failures = 0;
    for (;;) {
        allocations_left = failures;
        struct session *session = session_create(scenario, &setup);
        allocations_left = -1;
        session_destroy(session);
        if (session)
            break;
        failures++;
    }
    assert_true(failures >= 2);
    scenario_destroy(scenario);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(steps_allocate_nothing),
        cmocka_unit_test(creation_survives_every_failure),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
