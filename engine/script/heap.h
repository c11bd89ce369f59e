/* Lua's memory: small blocks from lists by size, large ones from the system, all of it dropped at
 * once. So nothing needs to be taken apart piece by piece when loading ends. */
#ifndef SCRIPT_HEAP_H
#define SCRIPT_HEAP_H

#include "script/pool.h"

enum { HEAP_SMALL_MAX = 256, HEAP_STEP = 16 };

struct heap {
    struct pool pool;
    struct heap_free *free[HEAP_SMALL_MAX / HEAP_STEP];
    struct heap_large *large; /* a list of all that are in use */
};

/* As realloc and free, told the old size; NULL: out of memory, and the block stays. A size of 0 is
 * no block. */
void *heap_resize(struct heap *heap, void *block, size_t old_size, size_t new_size);

/* Frees everything. */
void heap_finish(struct heap *heap);

#endif
