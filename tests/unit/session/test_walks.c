/* Seeded walks through every scenario that ships, at every level: no dead end, every walk ends, the
 * same seed gives the same states. */
#include "support/cmocka.h"
#include "support/load.h"

#include "base/hash.h"
#include "session/session.h"

#include <string.h>

enum { WALKS = 100, STEPS_MAX = 400 };

struct walk {
    const char *path;
    uint64_t seed, random;
    uint64_t states; /* a hash over all states on the way */
    int decisions;
};

static void on_event(void *self, const struct session *session, const struct event *event) {
    struct walk *walk = self;
    uint64_t state = session_state(session);
    walk->states = fnv1a_64(walk->states, &state, sizeof state);
    walk->states = fnv1a_64(walk->states, &event->t_ms, sizeof event->t_ms);
    if (event->kind == EVENT_DECISION || event->kind == EVENT_TIMEOUT)
        walk->decisions++;
}

/* Offered: at least one, each once, those that escalate after those that do not (of those offered
 * on arrival). */
static void check_offer(const struct session *session, const struct walk *walk, bool is_arrival) {
    const struct scene *scene = &session_scenario(session)->scenes[session_scene(session)];
    int options[OPTIONS_SHOWN_MAX];
    int count = session_options(session, options);
    if (count < 1)
        fail_msg("%s, seed %d: nothing is offered in '%s'", walk->path, (int)walk->seed, scene->id);
    bool escalates = false;
    for (int i = 0; i < count; i++) {
        for (int k = 0; k < i; k++)
            assert_int_not_equal(options[i], options[k]);
        assert_in_range(options[i], 0, scene->option_count - 1);
        if (is_arrival && escalates)
            assert_true(scene->options[options[i]].escalates);
        escalates = escalates || scene->options[options[i]].escalates;
    }
}

static void take_step(struct session *session, const struct session_sink *sink, struct walk *walk) {
    const struct scenario *scenario = session_scenario(session);
    uint64_t r = splitmix64(&walk->random);
    int options[OPTIONS_SHOWN_MAX];
    int count = session_options(session, options);
    int64_t t = session_now(session) + 50 + (int64_t)(r >> 40 & 0xFFF);
    struct input input = {.kind = INPUT_DECISION, .t_ms = t, .confidence = (int)(r >> 8) % 101};
    input.option = options[(r >> 16) % (unsigned)count];
    input.confidence = input.confidence < 0 ? 0 : input.confidence;
    if (r % 8 < 3 && scenario->card_count) {
        input.kind = INPUT_CARD;
        input.card = (int)((r >> 16) % (unsigned)scenario->card_count);
    } else if (r % 8 < 5 && session_open_card(session) >= 0) {
        const struct card *card = &scenario->cards[session_open_card(session)];
        input.kind = INPUT_FACT;
        input.card = session_open_card(session);
        input.fact = card->fact_count ? (int)((r >> 16) % (unsigned)card->fact_count) : 0;
    } else if (r % 64 == 5 && session_deadline(session) >= 0) {
        input = (struct input){.kind = INPUT_TIME, .t_ms = session_deadline(session)};
    }
    int scene = session_scene(session);
    struct err err = {0};
    if (!session_step(session, &input, sink, &err) &&
        !session_step(session, &(struct input){.kind = INPUT_TIME, .t_ms = t}, sink,
                      &(struct err){0}))
        fail_msg("%s, seed %d: time is refused after \"%s\"", walk->path, (int)walk->seed,
                 err.text);
    if (!session_is_ended(session))
        check_offer(session, walk, session_scene(session) != scene);
}

static uint64_t walk_once(struct session *session, const char *path, uint64_t seed) {
    struct walk walk = {.path = path, .seed = seed, .random = ~seed, .states = FNV1A_64_START};
    struct session_sink sink = {on_event, &walk};
    session_start(session, &sink);
    check_offer(session, &walk, true);
    for (int i = 0; i < STEPS_MAX && !session_is_ended(session); i++)
        take_step(session, &sink, &walk);
    if (!session_is_ended(session))
        fail_msg("%s, seed %d: no end after %d steps", path, (int)seed, STEPS_MAX);
    assert_int_equal(walk.decisions, session_decisions(session));
    assert_true(walk.decisions >= 1);
    return walk.states;
}

static int walked;

static void walk_scenario(const char *path) {
    struct scenario *scenario = load_shipped(path);
    for (int level = 0; level < LEVEL_COUNT; level++)
        for (uint64_t seed = 0; seed < WALKS; seed++) {
            struct session_setup setup = {.level = (enum level)level, .seed = seed};
            struct session *session = session_create(scenario, &setup);
            assert_non_null(session);
            uint64_t first = walk_once(session, path, seed);
            session_reset(session, seed);
            uint64_t second = walk_once(session, path, seed);
            assert_true(first == second);
            session_destroy(session);
        }
    scenario_destroy(scenario);
    walked++;
}

static void walks_through_all_that_ships(void **state) {
    (void)state;
    each_shipped(walk_scenario);
    assert_true(walked >= 5);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(walks_through_all_that_ships)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
