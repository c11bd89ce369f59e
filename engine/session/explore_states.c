#include "session/explore_states.h"

#include "base/hash.h"

#include <stdlib.h>
#include <string.h>

void states_init(struct states *states, size_t width, int most) {
    *states = (struct states){.width = width, .most = most};
}

void states_finish(struct states *states) {
    free(states->items);
    free(states->table);
    *states = (struct states){0};
}

void states_clear(struct states *states) {
    if (states->table)
        memset(states->table, 0, states->table_size * sizeof *states->table);
    states->count = 0;
    states->probes = 0;
}

const int32_t *states_at(const struct states *states, int number) {
    return states->items + (size_t)number * states->width;
}

static size_t slot_of(struct states *states, const int32_t *state) {
    size_t bytes = states->width * sizeof *state;
    uint64_t hash = fnv1a_64(FNV1A_64_START, state, bytes);
    size_t at = (size_t)splitmix64(&hash) & (states->table_size - 1);
    for (;; at = (at + 1) & (states->table_size - 1)) {
        uint32_t number = states->table[at];
        states->probes++;
        if (!number || memcmp(states_at(states, (int)number - 1), state, bytes) == 0)
            return at;
    }
}

static bool grow_table(struct states *states) {
    size_t size = states->table_size ? states->table_size * 2 : 1024;
    uint32_t *table = calloc(size, sizeof *table);
    if (!table)
        return false;
    free(states->table);
    states->table = table;
    states->table_size = size;
    for (int i = 0; i < states->count; i++)
        table[slot_of(states, states_at(states, i))] = (uint32_t)i + 1;
    return true;
}

static bool grow_items(struct states *states) {
    int capacity = states->capacity ? states->capacity * 2 : 256;
    int32_t *items = realloc(states->items, (size_t)capacity * states->width * sizeof *items);
    if (!items)
        return false;
    states->items = items;
    states->capacity = capacity;
    return true;
}

int states_add(struct states *states, const int32_t *state, bool *is_new) {
    *is_new = false;
    bool is_crowded = (size_t)states->count * 2 >= states->table_size;
    if ((is_crowded && !grow_table(states)) ||
        (states->count == states->capacity && !grow_items(states))) {
        states->failed = true;
        return -1;
    }
    size_t slot = slot_of(states, state);
    if (states->table[slot])
        return (int)states->table[slot] - 1;
    if (states->count == states->most)
        return -1;
    memcpy(states->items + (size_t)states->count * states->width, state,
           states->width * sizeof *state);
    states->table[slot] = (uint32_t)++states->count;
    *is_new = true;
    return states->count - 1;
}
