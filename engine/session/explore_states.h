/* A set of states for explore.c: integers of equal width, found again by hash. */
#ifndef SESSION_EXPLORE_STATES_H
#define SESSION_EXPLORE_STATES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct states {
    int32_t *items;  /* count × width */
    uint32_t *table; /* number + 1; 0: free */
    size_t width, table_size;
    int count, capacity, most;
    int64_t probes;
    bool failed; /* out of memory */
};

void states_init(struct states *states, size_t width, int most);
void states_finish(struct states *states);
void states_clear(struct states *states); /* empties, keeps the memory */

/* The number of `state`, added when it is new (*is_new); -1: full, or out of memory (`failed`). */
int states_add(struct states *states, const int32_t *state, bool *is_new);

const int32_t *states_at(const struct states *states, int number);

#endif
