/* Who is who: ids that journals have joined (`alias`) are one person. The group is named by the
 * smallest id, in byte order; ids are compared by their forms (base/ident.h). */
#ifndef RECORD_PEOPLE_H
#define RECORD_PEOPLE_H

#include "base/err.h"

#include <stdbool.h>

struct people;

/* From the journals below each of the `logs` folders. NULL: *err says why. */
struct people *people_read(const char *const *logs, int count, struct err *err);
void people_destroy(struct people *people); /* NULL is fine */

/* The id that names the group of `id`: the smallest of all that were joined with it, or its own
 * form. Lives as long as `people`, and as `id` where nobody was joined. */
const char *people_group(const struct people *people, const char *id);

/* Do both ids name one person? `people` NULL: only the forms are compared. */
bool people_are_one(const struct people *people, const char *a, const char *b);

#endif
