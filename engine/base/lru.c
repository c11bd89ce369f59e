#include "base/lru.h"

#include <assert.h>
#include <stdlib.h>

/* Slots are linked twice: in the order of use (a ring through `head`, newest after it), and in the
 * chain of their bucket. Free slots are chained through `chain` too. */
struct lru_slot {
    uint64_t key;
    int newer, older;
    int chain;
};

struct lru {
    int slots, count, free;
    int bucket_mask;
    int *buckets;
    struct lru_slot *all; /* [slots] is the head of the ring */
};

static int bucket_of(const struct lru *lru, uint64_t key) {
    return (int)((key ^ key >> 32) & (uint64_t)lru->bucket_mask);
}

struct lru *lru_create(int slots) {
    assert(slots > 0 && slots < 1 << 24);
    int buckets = 1;
    while (buckets < slots)
        buckets *= 2;
    struct lru *lru = calloc(1, sizeof *lru);
    if (!lru)
        return NULL;
    lru->all = calloc((size_t)slots + 1, sizeof *lru->all);
    lru->buckets = malloc((size_t)buckets * sizeof *lru->buckets);
    if (!lru->all || !lru->buckets) {
        lru_destroy(lru);
        return NULL;
    }
    lru->slots = slots;
    lru->bucket_mask = buckets - 1;
    for (int i = 0; i < buckets; i++)
        lru->buckets[i] = -1;
    for (int i = 0; i < slots; i++)
        lru->all[i].chain = i + 1 < slots ? i + 1 : -1;
    lru->all[slots].newer = lru->all[slots].older = slots;
    return lru;
}

void lru_destroy(struct lru *lru) {
    if (!lru)
        return;
    free(lru->all);
    free(lru->buckets);
    free(lru);
}

static void unlink_use(struct lru *lru, int slot) {
    struct lru_slot *all = lru->all;
    all[all[slot].newer].older = all[slot].older;
    all[all[slot].older].newer = all[slot].newer;
}

static void link_newest(struct lru *lru, int slot) {
    struct lru_slot *all = lru->all;
    int head = lru->slots;
    all[slot].newer = head;
    all[slot].older = all[head].older;
    all[all[head].older].newer = slot;
    all[head].older = slot;
}

int lru_find(struct lru *lru, uint64_t key) {
    int slot = lru->buckets[bucket_of(lru, key)];
    while (slot >= 0 && lru->all[slot].key != key)
        slot = lru->all[slot].chain;
    if (slot >= 0) {
        unlink_use(lru, slot);
        link_newest(lru, slot);
    }
    return slot;
}

int lru_add(struct lru *lru, uint64_t key) {
    int slot = lru->free;
    if (slot < 0)
        return -1;
    int *bucket = &lru->buckets[bucket_of(lru, key)];
    lru->free = lru->all[slot].chain;
    lru->all[slot].key = key;
    lru->all[slot].chain = *bucket;
    *bucket = slot;
    link_newest(lru, slot);
    lru->count++;
    return slot;
}

int lru_oldest(const struct lru *lru) {
    int slot = lru->all[lru->slots].newer;
    return slot == lru->slots ? -1 : slot;
}

void lru_remove(struct lru *lru, int slot) {
    int *link = &lru->buckets[bucket_of(lru, lru->all[slot].key)];
    while (*link != slot)
        link = &lru->all[*link].chain;
    *link = lru->all[slot].chain;
    unlink_use(lru, slot);
    lru->all[slot].chain = lru->free;
    lru->free = slot;
    lru->count--;
}

int lru_count(const struct lru *lru) {
    return lru->count;
}
