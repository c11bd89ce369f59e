/* Decisions per second of the processor, player by player: simulate_speed FILE [CALLS]. Players
 * that look nothing up, and those that do (best, worst, newest), over all three levels. */
#include "script/script.h"
#include "session/simulate.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static bool measure(const struct scenario *scenario, enum player player, int calls) {
    struct simulation counted = {0};
    bool ok = simulation_init(&counted, scenario);
    clock_t began = clock();
    for (int level = 0; ok && level < LEVEL_COUNT; level++) {
        struct session_setup setup = {.shows_at_once = true,
                                      .level = (enum level)level,
                                      .mode = MODE_PREVIEW,
                                      .rules = RULES_NOW};
        struct session *session = session_create(scenario, &setup);
        ok = session != NULL;
        if (ok)
            simulation_run(&counted, player, session, 0, 0, calls);
        session_destroy(session);
    }
    double seconds = (double)(clock() - began) / CLOCKS_PER_SEC;
    double decisions = (double)(counted.decisions + counted.timeouts);
    printf("%-9s %10.0f decisions, %.2f million a second\n", player_name(player), decisions,
           decisions / seconds / 1e6);
    simulation_finish(&counted);
    return ok;
}

int main(int argc, char **argv) {
    struct script_report report = {0};
    struct err err = {0};
    int calls = argc > 2 ? atoi(argv[2]) : 100000;
    struct scenario *scenario = argc > 1 ? script_load_file(argv[1], &report, &err) : NULL;
    if (!scenario) {
        fprintf(stderr, "%s\n", argc > 1 ? err.text : "simulate_speed FILE [CALLS]");
        return 1;
    }
    bool ok = true;
    for (int player = 0; ok && player < PLAYER_COUNT; player++)
        ok = measure(scenario, (enum player)player, calls);
    scenario_destroy(scenario);
    script_report_finish(&report);
    return ok ? 0 : 1;
}
