/* Processor time to load a scenario, in ms: load_scenario FILE [ROUNDS]. Reading, running, copying,
 * checking, all of it; the best of the rounds (7). */
#include "script/script.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

int main(int argc, char **argv) {
    int rounds = argc > 2 ? atoi(argv[2]) : 7;
    double best = 1e9;
    for (int i = 0; argc > 1 && i < rounds; i++) {
        struct script_report report = {0};
        struct err err = {0};
        clock_t began = clock();
        struct scenario *scenario = script_load_file(argv[1], &report, &err);
        double ms = (double)(clock() - began) * 1000 / CLOCKS_PER_SEC;
        best = ms < best ? ms : best;
        if (!scenario) {
            fprintf(stderr, "%s: %s\n", argv[1], err.text);
            return 1;
        }
        scenario_destroy(scenario);
        script_report_finish(&report);
    }
    if (argc < 2)
        return 2;
    printf("%.2f\n", best);
    return 0;
}
