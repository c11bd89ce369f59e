#include "record/people.h"

#include "base/arena.h"
#include "base/ident.h"
#include "record/journal.h"

#include <stdlib.h>
#include <string.h>

struct person {
    const char *id; /* its form */
    int group;      /* index of the person that stands for the group */
};

struct people {
    struct arena *arena;
    struct person *items;
    int count, cap;
    bool failed;
};

static int find(const struct people *people, const char *form) {
    for (int i = 0; i < people->count; i++)
        if (strcmp(people->items[i].id, form) == 0)
            return i;
    return -1;
}

static int add(struct people *people, const char *id) {
    char form[IDENT_FORM_SIZE];
    int index = find(people, ident_form(id, form));
    if (index >= 0)
        return index;
    if (people->count == people->cap) {
        int cap = people->cap ? 2 * people->cap : 16;
        struct person *moved = realloc(people->items, (size_t)cap * sizeof *moved);
        if (!moved)
            return -1;
        people->items = moved;
        people->cap = cap;
    }
    const char *copy = arena_text(people->arena, form, strlen(form));
    if (!copy)
        return -1;
    people->items[people->count] = (struct person){copy, people->count};
    return people->count++;
}

/* The smaller id stands for both groups. */
static void join(struct people *people, const char *a, const char *b) {
    int x = add(people, a), y = x < 0 ? -1 : add(people, b);
    if (y < 0) {
        people->failed = true;
        return;
    }
    int keep = people->items[x].group, drop = people->items[y].group;
    if (strcmp(people->items[drop].id, people->items[keep].id) < 0) {
        int swap = keep;
        keep = drop;
        drop = swap;
    }
    for (int i = 0; i < people->count; i++)
        if (people->items[i].group == drop)
            people->items[i].group = keep;
}

static void take(void *self, const struct entry *entry) {
    if (entry->type == ENTRY_alias && entry->agent && entry->also)
        join(self, entry->agent, entry->also);
}

struct people *people_read(const char *const *logs, int count, struct err *err) {
    struct people *people = calloc(1, sizeof *people);
    if (people)
        people->arena = arena_create();
    if (!people || !people->arena) {
        people_destroy(people);
        err_memory(err);
        return NULL;
    }
    bool ok = true;
    for (int i = 0; ok && i < count; i++)
        ok = journals_read(logs[i], take, people, err);
    if (ok && !people->failed)
        return people;
    if (people->failed)
        err_memory(err);
    people_destroy(people);
    return NULL;
}

void people_destroy(struct people *people) {
    if (!people)
        return;
    arena_destroy(people->arena);
    free(people->items);
    free(people);
}

const char *people_group(const struct people *people, const char *id) {
    char form[IDENT_FORM_SIZE];
    int index = find(people, ident_form(id, form));
    return index < 0 ? id : people->items[people->items[index].group].id;
}

bool people_are_one(const struct people *people, const char *a, const char *b) {
    char form[IDENT_FORM_SIZE];
    if (ident_is_same(a, b))
        return true;
    int x = people ? find(people, ident_form(a, form)) : -1;
    int y = x < 0 ? -1 : find(people, ident_form(b, form));
    return y >= 0 && people->items[x].group == people->items[y].group;
}
