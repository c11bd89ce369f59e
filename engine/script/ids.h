/* Ids to numbers, sorted: nobody can choose ids that make it slow. */
#ifndef SCRIPT_IDS_H
#define SCRIPT_IDS_H

struct id_entry {
    const char *id; /* borrowed */
    int number;
};

struct ids {
    struct id_entry *entries;
    int count;
};

/* Once all entries are in place. Of equal ids the one with the lower number comes first. */
void ids_sort(struct ids *ids);

/* -1: unknown. Of equal ids the first. */
int ids_find(const struct ids *ids, const char *id);

#endif
