/* Rows by scenario or by decision: n, mean credit and shares, nothing about persons. */
#include "report/report.h"

#include <stdlib.h>
#include <string.h>

const char *score_by_name(enum score_by by) {
    static const char *const names[SCORE_BY_COUNT] = {"agent", "team", "scenario", "decision"};
    return (int)by >= 0 && by < SCORE_BY_COUNT ? names[by] : NULL;
}

int score_by_of(const char *name) {
    for (int i = 0; i < SCORE_BY_COUNT; i++)
        if (strcmp(score_by_name((enum score_by)i), name) == 0)
            return i;
    return -1;
}

static void add(struct share_row *row, const struct dataset *data, const struct measured *m,
                int32_t *last_agent) {
    const struct decision_columns *d = &data->columns->decision;
    row->n++;
    row->timeouts += m->is_timeout;
    row->agents += *last_agent != m->agent; /* measured decisions stand by agent */
    *last_agent = m->agent;
    if (d->credit[m->row] >= 0) {
        row->credited++;
        row->credit += d->credit[m->row] / 10000.0;
        row->best += d->category[m->row] == 2;
        row->acceptable += d->category[m->row] >= 1;
    }
    row->escalated += d->escalated[m->row] == 1;
}

static void name_row(struct share_row *row, const struct dataset *data, const struct item *item,
                     bool by_decision) {
    const struct columns *columns = data->columns;
    row->scenario = columns_text(columns, data->scenario[item->scenario]);
    if (!by_decision)
        return;
    row->scene = columns_text(columns, item->scene);
    row->node = columns_text(columns, item->node);
    row->level = level_name((enum level)item->level);
}

/* One node at one level, whatever set of its options was shown. */
static bool is_same(const struct item *a, const struct item *b, bool by_decision) {
    return a->scenario == b->scenario &&
           (!by_decision || (a->node == b->node && a->scene == b->scene && a->level == b->level));
}

bool share_rows_make(const struct dataset *data, bool by_decision, struct share_row **out,
                     int *count, struct err *err) {
    size_t items = (size_t)data->items + 1;
    struct share_row *rows = calloc(items, sizeof *rows);
    int32_t *row_of = malloc(items * sizeof *row_of), *last = malloc(items * sizeof *last);
    bool ok = rows && row_of && last;
    *count = 0;
    for (int32_t i = 0; ok && i < data->items; i++) {
        if (i == 0 || !is_same(&data->item[i], &data->item[i - 1], by_decision)) {
            last[*count] = -1;
            name_row(&rows[(*count)++], data, &data->item[i], by_decision);
        }
        row_of[i] = *count - 1;
    }
    for (int32_t i = 0; ok && i < data->count; i++) {
        int32_t row = row_of[data->measured[i].item];
        add(&rows[row], data, &data->measured[i], &last[row]);
    }
    free(row_of);
    free(last);
    *out = rows;
    if (!ok) {
        free(rows);
        *out = NULL;
        return err_memory(err);
    }
    return true;
}
