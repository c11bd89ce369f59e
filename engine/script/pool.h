/* Scratch memory for the values copied out of Lua: handed out quickly, not zeroed, freed at once.
 */
#ifndef SCRIPT_POOL_H
#define SCRIPT_POOL_H

#include <stddef.h>

struct pool {
    struct pool_chunk *chunks; /* the newest first */
    size_t used, size;         /* of the newest */
};

/* Aligned for pointers and 64-bit numbers; NULL: out of memory. */
void *pool_alloc(struct pool *pool, size_t size);
void pool_finish(struct pool *pool);

#endif
