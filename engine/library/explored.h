/* What play would come to, as findings. */
#ifndef LIBRARY_EXPLORED_H
#define LIBRARY_EXPLORED_H

#include "library/findings.h"

/* Adds E119 and E121 with the way there, and notes how far the exploration went. The facts stay in
 * `result` for the warnings; finish it in either case. False: out of memory. */
bool explored_add(const struct scenario *scenario, struct explore_result *result,
                  struct findings *findings, struct err *err);

/* The way as words divided by blanks. */
void explored_way(const struct scenario *scenario, const struct explore_step *steps, int count,
                  struct buf *out);

#endif
