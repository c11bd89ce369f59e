/* Loading a scenario as every command does it: Lua, the checks that need play to be seen, the
 * collected panel beside it, and the bundle's hash. */
#ifndef COMMANDS_LOAD_H
#define COMMANDS_LOAD_H

#include "commands/paths.h"
#include "record/bundle.h"
#include "script/script.h"

/* The file of `name`: an existing file as it is, else a scenario's id in the library (what ships,
 * then what the person added). False: neither; *err names the nearest id. */
bool load_find(const struct paths *paths, const char *name, char path[PATH_MAX], struct err *err);

/* NULL if there is any error: the report has the findings, *err a summary. The report is the
 * caller's, zeroed before and finished after; it may hold warnings of a scenario that loads. */
struct scenario *load_scenario(const char *path, struct script_report *report, struct err *err);

/* From a bundle, for resume, replay and verify. */
struct scenario_loader load_from_bundle(void);

/* Prints the findings on standard error, or on standard output with `to_output`. */
void load_print_report(const struct script_report *report, bool to_output);

/* Loads for playing: prints the errors, if any, and returns NULL with *status set. */
struct scenario *load_for_play(const struct paths *paths, const char *name, struct err *err);

#endif
