#include "script/pool.h"

#include <stdint.h>
#include <stdlib.h>

/* Small enough for the allocator to keep and hand out again, rather than to map each from the
 * system. */
enum { CHUNK_FIRST = 16 << 10, CHUNK_MOST = 64 << 10 };

struct pool_chunk {
    struct pool_chunk *next;
    uint64_t bytes[];
};

static struct pool_chunk *add_chunk(struct pool *pool, size_t size) {
    size_t bytes = pool->size ? pool->size * 2 : CHUNK_FIRST;
    if (bytes > CHUNK_MOST)
        bytes = CHUNK_MOST;
    if (bytes < size)
        bytes = size;
    struct pool_chunk *chunk = malloc(sizeof *chunk + bytes);
    if (!chunk)
        return NULL;
    chunk->next = pool->chunks;
    pool->chunks = chunk;
    pool->used = 0;
    pool->size = bytes;
    return chunk;
}

void *pool_alloc(struct pool *pool, size_t size) {
    size = (size + sizeof(uint64_t) - 1) / sizeof(uint64_t) * sizeof(uint64_t);
    if (pool->size - pool->used < size && !add_chunk(pool, size))
        return NULL;
    void *piece = pool->chunks->bytes + pool->used / sizeof(uint64_t);
    pool->used += size;
    return piece;
}

void pool_finish(struct pool *pool) {
    for (struct pool_chunk *chunk = pool->chunks; chunk;) {
        struct pool_chunk *next = chunk->next;
        free(chunk);
        chunk = next;
    }
    *pool = (struct pool){0};
}
