/* One person under several ids is one person: the sessions of ids that journals have joined, and of
 * one id that was typed in several ways, come to stand together. */
#ifndef TABLE_JOIN_H
#define TABLE_JOIN_H

#include "record/people.h"
#include "table/columns.h"

/* All sessions of a group get the agent that is the smallest of its ids among those read, and the
 * rows are put in order again (agent, start, session). False: out of memory; nothing has changed.
 */
bool columns_join(struct columns *columns, const struct people *people, struct err *err);

#endif
