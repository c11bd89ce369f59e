/* Which scenarios were explored and found without a fault, so that play and home need not explore
 * them again: the file `cache/checked` below the home folder, one hash a line. A hash is over the
 * bundle's hash, the program's version and the revision of the exploration, so that a changed
 * scenario or program is explored anew. Safe to delete; a file that is damaged, too long or not
 * writable costs time and nothing else. */
#ifndef LIBRARY_REMEMBERED_H
#define LIBRARY_REMEMBERED_H

#include "base/buf.h"
#include "model/scenario.h"

enum { REMEMBERED_MAX = 4096 }; /* hashes; the latest are kept */

/* Zero it before the first use. */
struct remembered {
    const char *home; /* borrowed; NULL: nothing is remembered */
    struct buf lines;
    bool is_read, is_changed;
};

bool remembered_has(struct remembered *remembered, const struct scenario *scenario);
void remembered_add(struct remembered *remembered, const struct scenario *scenario);

/* Writes the file where something was added. */
void remembered_finish(struct remembered *remembered);

#endif
