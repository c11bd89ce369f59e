/* Nodes that lineage joins: a set of them is one item. */
#ifndef RECORD_PANEL_SETS_H
#define RECORD_PANEL_SETS_H

#include "record/panel_file.h"

struct panel_sets {
    const char **nodes; /* all that the file and the scenario name, each once, in byte order */
    int *parent;        /* of each node; a root is its own */
    int *scene;         /* of each root: a decision of the scenario that is in the set, or -1 */
    int *rated;         /* of each root: an entry of the file's `nodes` that is in the set, or -1 */
    bool *is_held;      /* of each lineage entry: it joins; an earlier one forbids the others */
    int count;
};

/* Everything lies in the file's arena. False: out of memory. */
bool panel_sets_make(struct panel_sets *sets, const struct panel_file *file,
                     const struct scenario *scenario, struct err *err);

/* The root of the node's set; -1: nobody names it. */
int panel_sets_find(const struct panel_sets *sets, const char *node);

#endif
