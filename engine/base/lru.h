/* Which of a fixed number of slots holds a key, and which was used longest ago. It stores no
 * values: its owner keeps an array beside it, one item a slot. All memory is taken at creation. */
#ifndef BASE_LRU_H
#define BASE_LRU_H

#include <stdint.h>

struct lru;

/* NULL: out of memory. */
struct lru *lru_create(int slots);
void lru_destroy(struct lru *lru); /* NULL is fine */

/* The key's slot, which becomes the most recently used one; -1: not there. */
int lru_find(struct lru *lru, uint64_t key);

/* A slot for a key that is not there: a free one, else -1 (remove lru_oldest first). */
int lru_add(struct lru *lru, uint64_t key);

/* The slot used longest ago; -1: all are free. */
int lru_oldest(const struct lru *lru);
void lru_remove(struct lru *lru, int slot);

int lru_count(const struct lru *lru);

#endif
