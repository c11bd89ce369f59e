/* The picture of a call: its scenes in layers, one below the other, each with its options as rows;
 * credit and change of mood stand where an option's line begins. */
#ifndef COMMANDS_GRAPH_DRAW_H
#define COMMANDS_GRAPH_DRAW_H

#include "base/buf.h"
#include "session/graph.h"

/* Graphviz's language. */
void graph_dot(const struct scenario *scenario, const struct graph_facts *facts, struct buf *out);

/* One SVG document. False: out of memory. */
bool graph_svg(const struct scenario *scenario, const struct graph_facts *facts, struct buf *out);

/* "credit 0.85, anger -20, trust +15"; "" where there is nothing to say. */
void graph_worth(const struct scenario *scenario, const struct scene *scene, int option, char *out,
                 size_t size);

/* Its label, else the first words of its text. */
void graph_option_name(const struct option *option, char *out, size_t size);

#endif
