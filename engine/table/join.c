#include "table/join.h"

#include "base/ident.h"
#include "base/intern.h"

#include <stdlib.h>
#include <string.h>

struct joined {
    int32_t agent, row; /* the row before */
    int64_t start_ms;
    int32_t id;
};

static int compare(int64_t a, int64_t b) {
    return (a > b) - (a < b);
}

static int by_order(const void *a, const void *b) {
    const struct joined *x = a, *y = b;
    int order = compare(x->agent, y->agent);
    order = order ? order : compare(x->start_ms, y->start_ms);
    return order ? order : compare(x->id, y->id);
}

/* Fills the group's agent for every session. Agents come in byte order, so that the first of a
 * group is its smallest. False: out of memory. */
static bool name_groups(const struct columns *columns, const struct people *people,
                        struct joined *joined, bool *is_changed) {
    const struct session_columns *s = &columns->session;
    struct intern forms = {0};
    int32_t *first = malloc(((size_t)s->count + 1) * sizeof *first); /* agent of each form */
    int32_t known = 0;
    bool ok = first != NULL;
    for (int32_t i = 0; ok && i < s->count; i++) {
        joined[i] = (struct joined){s->agent[i], i, s->start_ms[i], s->id[i]};
        if (i > 0 && s->agent[i] == s->agent[i - 1]) {
            joined[i].agent = joined[i - 1].agent;
            continue;
        }
        char form[IDENT_FORM_SIZE];
        ident_form(people_group(people, columns_text(columns, s->agent[i])), form);
        int32_t number = intern_add(&forms, form, strlen(form));
        ok = number >= 0;
        if (ok && number == known)
            first[known++] = s->agent[i];
        if (ok)
            joined[i].agent = first[number];
        *is_changed |= ok && joined[i].agent != s->agent[i];
    }
    free(first);
    intern_finish(&forms);
    return ok;
}

/* Puts one column's items into the order wanted; `room` holds as many. */
static void reorder(void *column, size_t size, const int32_t *from, int32_t count, char *room) {
    for (int32_t i = 0; i < count; i++)
        memcpy(room + (size_t)i * size, (const char *)column + (size_t)from[i] * size, size);
    memcpy(column, room, (size_t)count * size);
}

/* Where each decision stood before: session by session in the new order. */
static void list_decisions(const struct session_columns *s, const struct joined *joined,
                           int32_t *from) {
    int32_t at = 0;
    for (int32_t i = 0; i < s->count; i++)
        for (int32_t k = 0; k < s->decisions[joined[i].row]; k++)
            from[at++] = s->first[joined[i].row] + k;
}

static void put_in_order(struct columns *columns, const struct joined *joined, int32_t *from,
                         char *room) {
    struct session_columns *s = &columns->session;
    struct decision_columns *d = &columns->decision;
    list_decisions(s, joined, from);
#define X(type, name) reorder(d->name, sizeof(type), from, d->count, room);
    DECISION_COLUMNS(X)
#undef X
    for (int32_t i = 0; i < s->count; i++)
        from[i] = joined[i].row;
#define X(type, name) reorder(s->name, sizeof(type), from, s->count, room);
    SESSION_COLUMNS(X)
#undef X
    int32_t at = 0;
    for (int32_t i = 0; i < s->count; i++) {
        s->agent[i] = joined[i].agent;
        s->first[i] = at;
        for (int32_t k = 0; k < s->decisions[i]; k++)
            d->session[at++] = i;
    }
}

bool columns_join(struct columns *columns, const struct people *people, struct err *err) {
    const struct session_columns *s = &columns->session;
    int32_t most = s->count > columns->decision.count ? s->count : columns->decision.count;
    struct joined *joined = malloc(((size_t)s->count + 1) * sizeof *joined);
    int32_t *from = malloc(((size_t)most + 1) * sizeof *from);
    char *room = malloc(((size_t)most + 1) * sizeof(int64_t));
    bool is_changed = false;
    bool ok = joined && from && room && name_groups(columns, people, joined, &is_changed);
    if (ok && is_changed) {
        qsort(joined, (size_t)s->count, sizeof *joined, by_order);
        put_in_order(columns, joined, from, room);
    }
    free(joined);
    free(from);
    free(room);
    return ok || err_memory(err);
}
