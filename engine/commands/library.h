/* The calls a person can choose from: what ships with the program and what was added to the home
 * folder's scenarios. */
#ifndef COMMANDS_LIBRARY_H
#define COMMANDS_LIBRARY_H

#include "base/arena.h"
#include "base/err.h"
#include "commands/paths.h"

enum { LIBRARY_MAX = 4096 };

struct library_file {
    const char *path; /* of the Lua file */
    const char *id;   /* as the file declares it: scenario "ID" */
};

struct library {
    struct arena *arena;
    struct library_file *files; /* by id */
    int count;
};

/* Reads only the beginning of every .lua file below the two folders (three levels deep) for its
 * `scenario "ID"` line; files without one are parts for `include` and are left out. The same id
 * twice: the person's own file counts. A folder that cannot be read is passed over. */
bool library_list(const struct paths *paths, struct library *library, struct err *err);
void library_finish(struct library *library);

/* NULL: none. */
const struct library_file *library_find(const struct library *library, const char *id);

#endif
