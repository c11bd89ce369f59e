/* Logs that the first release wrote in this home belong to whoever has an id of their own now.
 *
 * The first release had no ids: it wrote the name, the system's user or "agent". Where the
 * catalogue knows such a name, and a log of the first release bears it out, a journal joins it with
 * the id
 * (`alias`). */
#ifndef SCORE_ADOPT_H
#define SCORE_ADOPT_H

#include "base/err.h"
#include "table/columns.h"

enum { ADOPT_NAMES = 3 };

struct adoption {
    const char *logs;               /* the folder */
    const char *agent;              /* the id */
    const char *names[ADOPT_NAMES]; /* what the first release may have written; NULL: none */
    int64_t now_ms;                 /* wall time */
};

/* Opens only logs of these names, and of each name no more than until one bears it out. False: a
 * join could not be kept, and *err says why; those before it are kept, and it may be asked again.
 */
bool adopt_logs(const struct adoption *adoption, const struct columns *columns, struct err *err);

#endif
