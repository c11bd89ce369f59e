/* Ids to numbers: sorted, with a table of hashes before it for speed. An id that does not find its
 * place near its hash is looked up by halving, so nobody can choose ids that make it slow. */
#ifndef SCRIPT_IDS_H
#define SCRIPT_IDS_H

#include <stddef.h>

struct id_entry {
    const char *id; /* borrowed */
    int number;
};

struct ids {
    struct id_entry *entries;
    int count;
    int *table;        /* index of an entry + 1; 0: free */
    size_t table_size; /* a power of two */
};

/* How large `table` must be for `count` ids. */
size_t ids_table_size(int count);

/* Once all entries are in place and the table is zeroed. Of equal ids the one with the lower number
 * comes first. */
void ids_sort(struct ids *ids);

/* -1: unknown. Of equal ids the first. */
int ids_find(const struct ids *ids, const char *id);

#endif
