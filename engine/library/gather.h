/* Every file below some paths, told apart: scenarios, and all others with the reason why they are
 * none. What is a scenario is read from the words of the file, not from its comments or texts; an
 * id that is not written out is found by loading the file. */
#ifndef LIBRARY_GATHER_H
#define LIBRARY_GATHER_H

#include "base/arena.h"
#include "base/err.h"

#include <stdbool.h>

struct gathered_file {
    const char *path;   /* as the walk names it */
    bool is_scenario;   /* it declares one, or means to, or it was given by its own name */
    const char *id;     /* of a scenario; "": none could be read */
    int line;           /* where it is declared; 0: unknown */
    const char *why;    /* of all others; completes "PATH: " */
    bool is_part;       /* another file includes it */
    bool is_lua;        /* its name ends in .lua */
    bool is_unreadable; /* the system refuses it */
    bool is_own;        /* as gather_add was told */
    int same;           /* the next file with this id, in a ring; -1: there is none */
};

/* Zero it before the first use. */
struct gathered {
    struct arena *arena;
    struct gathered_file *files; /* in the order of the paths given; below a folder in byte order */
    int count, capacity;
    bool is_own; /* of what is being added */
};

/* Adds a file, or every file below a folder. `is_own` is kept with each. False: memory ran out, or
 * `path` itself cannot be read. */
bool gather_add(struct gathered *gathered, const char *path, bool is_own, struct err *err);

/* Call it when all are added: says which files are parts of which, and joins those of one id. A
 * file that was added twice is taken once. False: out of memory. */
bool gather_settle(struct gathered *gathered, struct err *err);

void gather_finish(struct gathered *gathered);

#endif
