#include "score/look_alike.h"

#include "base/arena.h"
#include "base/ident.h"

#include <stdlib.h>
#include <string.h>

struct look {
    const char *look;
    int32_t text;
};

static int by_look(const void *a, const void *b) {
    const struct look *x = a, *y = b;
    int order = strcmp(x->look, y->look);
    return order ? order : (x->text > y->text) - (x->text < y->text);
}

/* Everybody once: with teams apart a person has several rows. */
static bool list(const struct dataset *data, struct arena *arena, struct look *looks, int *count) {
    for (int32_t i = 0; i < data->agents; i++) {
        char look[IDENT_FORM_SIZE];
        int32_t text = data->agent[i].text;
        if (i > 0 && data->agent[i - 1].text == text)
            continue;
        ident_look(columns_text(data->columns, text), look);
        looks[*count] = (struct look){arena_text(arena, look, strlen(look)), text};
        if (!looks[(*count)++].look)
            return false;
    }
    if (*count)
        qsort(looks, (size_t)*count, sizeof *looks, by_look);
    return true;
}

bool look_alikes_find(const struct dataset *data, struct look_alike **out, int *count,
                      struct err *err) {
    struct arena *arena = arena_create();
    struct look *looks = malloc(((size_t)data->agents + 1) * sizeof *looks);
    int looked = 0;
    *out = malloc(((size_t)data->agents + 1) * sizeof **out);
    *count = 0;
    bool ok = arena && looks && *out && list(data, arena, looks, &looked);
    for (int i = 1; ok && i < looked; i++)
        if (strcmp(looks[i].look, looks[i - 1].look) == 0)
            (*out)[(*count)++] = (struct look_alike){looks[i - 1].text, looks[i].text};
    free(looks);
    arena_destroy(arena);
    if (ok)
        return true;
    free(*out);
    *out = NULL;
    return err_memory(err);
}
