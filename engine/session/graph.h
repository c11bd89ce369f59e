/* The graph of a call, whatever the conditions: what can be reached, what leads nowhere, and how
 * many ways there are. Time and memory grow with the graph and the digits of the result, never with
 * the ways. */
#ifndef SESSION_GRAPH_H
#define SESSION_GRAPH_H

#include "base/buf.h"
#include "base/err.h"
#include "model/scenario.h"

struct graph_facts {
    bool *is_reached;   /* scenes, then endings; over options, `to` and timeouts */
    int reached;        /* of both */
    bool *is_trapped;   /* scenes: no ending can be reached, over timeouts either */
    bool *is_dead_end;  /* scenes without any way out */
    bool is_cyclic;     /* over options and `to`, from the start */
    int shortest, most; /* decisions from the start to an ending; -1: none, or cyclic */
    struct buf paths;   /* decimal; empty where cyclic. An option counts once for each place that
                           its `to` may lead to. */
};

/* False: out of memory. Finish it in either case. */
bool graph_facts(const struct scenario *scenario, struct graph_facts *out, struct err *err);
void graph_facts_finish(struct graph_facts *facts);

/* The places that the branches lead to, each once; `out` has room for branches->count. */
int graph_targets(const struct branches *branches, struct target *out);

#endif
