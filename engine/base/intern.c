#include "base/intern.h"

#include <stdlib.h>
#include <string.h>

/* Eight bytes a step; only for tables in memory, never stored. */
static uint32_t hash_of(const char *text, size_t len) {
    uint64_t hash = UINT64_C(0x9e3779b97f4a7c15) ^ len;
    for (; len >= 8; text += 8, len -= 8) {
        uint64_t word;
        memcpy(&word, text, 8);
        hash = (hash ^ word) * UINT64_C(0xff51afd7ed558ccd);
        hash ^= hash >> 32;
    }
    uint64_t rest = 0;
    memcpy(&rest, text, len);
    hash = (hash ^ rest) * UINT64_C(0xc4ceb9fe1a85ec53);
    return (uint32_t)(hash ^ hash >> 32);
}

static bool grow_slots(struct intern *intern) {
    uint32_t count = intern->slot_count ? 2 * intern->slot_count : 1024;
    int32_t *slots = calloc(count, sizeof *slots);
    if (!slots)
        return false;
    for (int32_t i = 0; i < intern->count; i++) {
        uint32_t at = intern->items[i].hash & (count - 1);
        while (slots[at])
            at = (at + 1) & (count - 1);
        slots[at] = i + 1;
    }
    free(intern->slots);
    intern->slots = slots;
    intern->slot_count = count;
    return true;
}

static bool grow_items(struct intern *intern) {
    int32_t capacity = intern->capacity ? 2 * intern->capacity : 512;
    struct intern_text *items = realloc(intern->items, (size_t)capacity * sizeof *items);
    if (!items)
        return false;
    intern->items = items;
    intern->capacity = capacity;
    return true;
}

int32_t intern_add(struct intern *intern, const char *text, size_t len) {
    if (!intern->arena && !(intern->arena = arena_create()))
        return -1;
    if (4 * (uint32_t)intern->count >= 3 * intern->slot_count && !grow_slots(intern))
        return -1;
    uint32_t hash = hash_of(text, len), mask = intern->slot_count - 1, at = hash & mask;
    for (; intern->slots[at]; at = (at + 1) & mask) {
        const struct intern_text *item = &intern->items[intern->slots[at] - 1];
        if (item->hash == hash && item->len == len && memcmp(item->text, text, len) == 0)
            return intern->slots[at] - 1;
    }
    if (intern->count == intern->capacity && !grow_items(intern))
        return -1;
    const char *copy = arena_text(intern->arena, text, len);
    if (!copy)
        return -1;
    intern->items[intern->count] = (struct intern_text){copy, (uint32_t)len, hash};
    intern->slots[at] = intern->count + 1;
    return intern->count++;
}

void intern_finish(struct intern *intern) {
    arena_destroy(intern->arena);
    free(intern->items);
    free(intern->slots);
    *intern = (struct intern){0};
}
