/* Memory that is freed all at once: a scenario, a loaded log, a transcript. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

struct arena;

/* NULL: out of memory. */
struct arena *arena_create(void);
void arena_destroy(struct arena *arena); /* NULL is fine */

/* Zeroed, aligned for any type; lives as long as the arena. NULL: out of memory. */
void *arena_alloc(struct arena *arena, size_t size);

/* `count` zeroed items of `size` bytes; NULL also when the product overflows. */
void *arena_array(struct arena *arena, size_t count, size_t size);

/* Copies `len` bytes and a closing NUL. */
char *arena_text(struct arena *arena, const char *text, size_t len);

/* Bytes handed out so far. */
size_t arena_used(const struct arena *arena);

#endif
