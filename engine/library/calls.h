/* The calls of the library: what ships with the program and what the person added to the home
 * folder's scenarios. Nothing vanishes: a file that cannot be opened under an id of its own is
 * listed with the reason. */
#ifndef LIBRARY_CALLS_H
#define LIBRARY_CALLS_H

#include "library/gather.h"
#include "library/paths.h"

struct call_entry {
    const char *path; /* of the Lua file */
    const char *id;   /* as the file declares it; "": none could be read */
    int line;         /* of the declaration; 0: unknown */
    bool is_own;      /* lies in the person's own folder */
    const char *why;  /* NULL: it may be opened under its id; else the reason, a sentence's end
                         that begins with the file: "has the id of a call that ships" */
};

struct calls {
    struct gathered gathered;
    struct call_entry *entries; /* by id; of one id the one that may be opened first */
    int count;
    int playable; /* those without `why` */
};

/* Reads the words of every .lua file below the two folders; a folder that does not exist is empty.
 * Two files of one id: the one that ships keeps it, two of the person's own both lose it. Parts for
 * include are left out. Finish it in either case. */
bool calls_read(const struct paths *paths, struct calls *calls, struct err *err);
void calls_finish(struct calls *calls);

/* The first entry of the id, and how many there are; NULL: none. */
const struct call_entry *calls_find(const struct calls *calls, const char *id, int *count);

#endif
