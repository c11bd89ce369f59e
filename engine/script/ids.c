#include "script/ids.h"

#include "base/hash.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { PROBES_MAX = 8 };

size_t ids_table_size(int count) {
    size_t size = 8;
    while (size < (size_t)count * 2)
        size *= 2;
    return size;
}

static int by_id(const void *a, const void *b) {
    const struct id_entry *x = a, *y = b;
    int order = strcmp(x->id, y->id);
    return order ? order : (x->number > y->number) - (x->number < y->number);
}

/* The cell of `id` or a free one; NULL: neither is near. */
static int *cell_of(const struct ids *ids, const char *id) {
    size_t at = (size_t)fnv1a_64(FNV1A_64_START, id, strlen(id));
    for (int probe = 0; probe < PROBES_MAX; probe++, at++) {
        int *cell = &ids->table[at & (ids->table_size - 1)];
        if (!*cell || strcmp(ids->entries[*cell - 1].id, id) == 0)
            return cell;
    }
    return NULL;
}

void ids_sort(struct ids *ids) {
    if (ids->count)
        qsort(ids->entries, (size_t)ids->count, sizeof *ids->entries, by_id);
    for (int i = 0; i < ids->count; i++) {
        int *cell = cell_of(ids, ids->entries[i].id);
        if (cell && !*cell)
            *cell = i + 1;
    }
}

static int find_by_halving(const struct ids *ids, const char *id) {
    int low = 0, high = ids->count;
    while (low < high) {
        int middle = low + (high - low) / 2;
        if (strcmp(ids->entries[middle].id, id) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == ids->count || strcmp(ids->entries[low].id, id) != 0)
        return -1;
    return ids->entries[low].number;
}

int ids_find(const struct ids *ids, const char *id) {
    const int *cell = cell_of(ids, id);
    if (cell)
        return *cell ? ids->entries[*cell - 1].number : -1;
    return find_by_halving(ids, id);
}
