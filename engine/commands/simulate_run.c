#include "commands/simulate_run.h"

#include "base/thread.h"

#include <stdlib.h>

enum { PIECE_RUNS = 64 };

struct crew {
    enum player player;
    uint64_t seed;
    int runs, threads;
    struct simulation *counted; /* one a worker */
    struct session **sessions;
};

static void run_piece(void *self, int worker, int piece) {
    struct crew *crew = self;
    int first = piece * PIECE_RUNS, left = crew->runs - first;
    simulation_run(&crew->counted[worker], crew->player, crew->sessions[worker], crew->seed, first,
                   left < PIECE_RUNS ? left : PIECE_RUNS);
}

static bool gather(struct crew *crew, const struct scenario *scenario,
                   const struct session_setup *setup) {
    crew->counted = calloc((size_t)crew->threads, sizeof *crew->counted);
    crew->sessions = calloc((size_t)crew->threads, sizeof(struct session *));
    bool ok = crew->counted && crew->sessions;
    for (int i = 0; ok && i < crew->threads; i++) {
        crew->sessions[i] = session_create(scenario, setup);
        ok = simulation_init(&crew->counted[i], scenario) && crew->sessions[i];
    }
    return ok;
}

static void dismiss(struct crew *crew) {
    for (int i = 0; i < crew->threads; i++) {
        if (crew->counted)
            simulation_finish(&crew->counted[i]);
        if (crew->sessions)
            session_destroy(crew->sessions[i]);
    }
    free(crew->counted);
    free(crew->sessions);
}

bool simulate_run(const struct scenario *scenario, enum player player, enum level level,
                  uint64_t seed, int runs, struct simulation *out, struct err *err) {
    struct session_setup setup = {.shows_at_once = true,
                                  .seed = seed,
                                  .level = level,
                                  .mode = MODE_PREVIEW,
                                  .timing = TIMING_NORMAL,
                                  .rules = RULES_NOW};
    struct crew crew = {.player = player, .seed = seed, .runs = runs, .threads = thread_count()};
    bool ok = simulation_init(out, scenario) && gather(&crew, scenario, &setup);
    if (ok)
        threads_run(crew.threads, (runs + PIECE_RUNS - 1) / PIECE_RUNS, run_piece, &crew);
    for (int i = 0; ok && i < crew.threads; i++)
        simulation_add(out, &crew.counted[i]);
    dismiss(&crew);
    return ok || err_memory(err);
}
