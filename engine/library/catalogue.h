/* The calls of the library: what ships with the program and what the person added to the home
 * folder's scenarios. Nothing vanishes: a file that cannot be opened under an id of its own is
 * listed with the reason. */
#ifndef LIBRARY_CATALOGUE_H
#define LIBRARY_CATALOGUE_H

#include "library/gather.h"
#include "library/paths.h"

struct catalogue_entry {
    const char *path; /* of the Lua file */
    const char *id;   /* as the file declares it; "": none could be read */
    int line;         /* of the declaration; 0: unknown */
    bool is_own;      /* lies in the person's own folder */
    const char *why;  /* NULL: it may be opened under its id; else the reason, a sentence's end
                         that begins with the file: "has the id of a call that ships" */
};

struct catalogue {
    struct gathered gathered;
    struct catalogue_entry *entries; /* by id; of one id the one that may be opened first */
    int count;
    int calls; /* those without `why` */
};

/* Reads the words of every .lua file below the two folders; a folder that does not exist is empty.
 * Two files of one id: the one that ships keeps it, two of the person's own both lose it. Parts for
 * include are left out. Finish it in either case. */
bool catalogue_read(const struct paths *paths, struct catalogue *catalogue, struct err *err);
void catalogue_finish(struct catalogue *catalogue);

/* The first entry of the id, and how many there are; NULL: none. */
const struct catalogue_entry *catalogue_find(const struct catalogue *catalogue, const char *id,
                                             int *count);

#endif
