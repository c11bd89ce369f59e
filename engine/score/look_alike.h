/* Ids that nobody can tell apart by eye and that are scored as two persons. */
#ifndef SCORE_LOOK_ALIKE_H
#define SCORE_LOOK_ALIKE_H

#include "score/dataset.h"

struct look_alike {
    int32_t a, b; /* texts of the columns: two persons of the dataset, a before b */
};

/* *out is the caller's to free: by look, then by id. Ids of one form and ids that a journal joins
 * are one person already. False: out of memory. */
bool look_alikes_find(const struct dataset *data, struct look_alike **out, int *count,
                      struct err *err);

#endif
