/* Where things are: what ships with the program, and what belongs to the person. */
#ifndef LIBRARY_PATHS_H
#define LIBRARY_PATHS_H

#include "base/err.h"
#include "base/file.h"

#include <limits.h>

struct paths {
    char assets[FILE_PATH_MAX];        /* fonts, icons */
    char scenarios[FILE_PATH_MAX];     /* the library that ships */
    char home[FILE_PATH_MAX];          /* $OFFSCRIPT_HOME, else $XDG_DATA_HOME/offscript, else
                                     ~/.local/share/offscript */
    char logs[FILE_PATH_MAX];          /* home/logs */
    char cache[FILE_PATH_MAX];         /* home/cache: what can be made again; safe to delete */
    char own_scenarios[FILE_PATH_MAX]; /* home/scenarios: what a trainer adds */
};

/* False: no home folder is known, or a path is too long; *err says which variable helps. Nothing
 * is made on the disk. */
bool paths_find(struct paths *paths, struct err *err);

#endif
