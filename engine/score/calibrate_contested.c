/* Decisions the panel does not agree on: met with an ambiguous key, so in nobody's score. */
#include "score/calibrate.h"

#include <stdlib.h>

static int compare(int32_t a, int32_t b) {
    return (a > b) - (a < b);
}

/* The order of the dataset's items. */
static int by_place(const void *a, const void *b) {
    const struct contested *x = a, *y = b;
    int order = compare(x->scenario, y->scenario);
    order = order ? order : compare(x->scene, y->scene);
    order = order ? order : compare(x->node, y->node);
    order = order ? order : compare(x->level, y->level);
    return order ? order : compare(x->choices, y->choices);
}

static struct contested place_of_row(const struct dataset *data, int32_t row) {
    const struct decision_columns *d = &data->columns->decision;
    const struct session_columns *s = &data->columns->session;
    int32_t session = d->session[row];
    return (struct contested){s->scenario[session],
                              d->scene[row],
                              d->node[row],
                              d->choices[row],
                              s->level[session],
                              1,
                              -1};
}

static struct contested place_of_item(const struct dataset *data, int32_t item) {
    const struct item *i = &data->item[item];
    return (struct contested){
        data->scenario[i->scenario], i->scene, i->node, i->choices, i->level, 0, item};
}

/* Both lists are in the same order. */
static void find_items(const struct dataset *data, struct contested *contested, int count) {
    int32_t item = 0;
    for (int i = 0; i < count; i++)
        for (; item < data->items; item++) {
            struct contested place = place_of_item(data, item);
            int order = by_place(&place, &contested[i]);
            if (order == 0)
                contested[i].item = item;
            if (order >= 0)
                break;
        }
}

bool contested_make(const struct dataset *data, struct contested **out, int *count,
                    struct err *err) {
    size_t rows = (size_t)data->ambiguous_count;
    struct contested *list = malloc((rows + 1) * sizeof *list);
    *out = list;
    *count = 0;
    if (!list)
        return err_memory(err);
    for (size_t i = 0; i < rows; i++)
        list[i] = place_of_row(data, data->ambiguous_rows[i]);
    qsort(list, rows, sizeof *list, by_place);
    for (size_t i = 0; i < rows; i++) {
        if (*count > 0 && by_place(&list[*count - 1], &list[i]) == 0)
            list[*count - 1].n++;
        else
            list[(*count)++] = list[i];
    }
    find_items(data, list, *count);
    return true;
}
