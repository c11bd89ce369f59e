/* Loads a scenario once and ends: load_scenario FILE. Reading, running, copying, checking, all of
 * it; the time is taken from outside. */
#include "script/script.h"

#include <stdio.h>

int main(int argc, char **argv) {
    struct script_report report = {0};
    struct err err = {0};
    struct scenario *scenario = argc > 1 ? script_load_file(argv[1], &report, &err) : NULL;
    if (!scenario)
        fprintf(stderr, "load_scenario FILE: %s\n", err.text);
    script_report_finish(&report);
    scenario_destroy(scenario);
    return scenario ? 0 : 1;
}
