/* Where things are: what ships with the program, and what belongs to the person. */
#ifndef LIBRARY_PATHS_H
#define LIBRARY_PATHS_H

#include "base/err.h"

#include <limits.h>

struct paths {
    char assets[PATH_MAX];        /* fonts, icons */
    char scenarios[PATH_MAX];     /* the library that ships */
    char home[PATH_MAX];          /* $OFFSCRIPT_HOME, else $XDG_DATA_HOME/offscript, else
                                     ~/.local/share/offscript */
    char logs[PATH_MAX];          /* home/logs */
    char cache[PATH_MAX];         /* home/cache: what can be made again; safe to delete */
    char own_scenarios[PATH_MAX]; /* home/scenarios: what a trainer adds */
};

/* False: no home folder is known, or a path is too long; *err says which variable helps. Nothing
 * is made on the disk. */
bool paths_find(struct paths *paths, struct err *err);

#endif
