#include "script/ids.h"

#include <stdlib.h>
#include <string.h>

static int by_id(const void *a, const void *b) {
    const struct id_entry *x = a, *y = b;
    int order = strcmp(x->id, y->id);
    return order ? order : (x->number > y->number) - (x->number < y->number);
}

void ids_sort(struct ids *ids) {
    if (ids->count)
        qsort(ids->entries, (size_t)ids->count, sizeof *ids->entries, by_id);
}

int ids_find(const struct ids *ids, const char *id) {
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
