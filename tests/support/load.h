/* Scenarios for tests, from Lua. */
#ifndef SUPPORT_LOAD_H
#define SUPPORT_LOAD_H

#include "model/scenario.h"

/* From a text; a failed load ends the test with everything that is wrong in it. */
struct scenario *load_text(const char *lua);

/* From a file below the source folder: "scenarios/warmup/first_steps.lua". */
struct scenario *load_shipped(const char *path);

/* Calls `each` with the path (below the source folder) of every scenario that ships. */
void each_shipped(void (*each)(const char *path));

/* The source folder ($OFFSCRIPT_SOURCE). */
const char *source_folder(void);

#endif
