/* A table of many rows over a virtual list: a head with the columns' names, which may sort, and
 * rows of one height. Where the window is narrow a row is a list of names and values instead. */
#ifndef UI_VTABLE_H
#define UI_VTABLE_H

#include "ui/vlist.h"

enum { VTABLE_COLUMNS_MAX = 12 };

struct vtable_column {
    const char *name;
    int width;                  /* logical px; 0: a share of what the others leave */
    bool is_at_end, is_tabular; /* numbers: at the end of the cell, digits in fixed cells */
    bool can_sort;
};

struct vtable_cell {
    const char *text;   /* "" nothing; what does not fit ends in an ellipsis and is spoken whole */
    const char *spoken; /* NULL: the text */
    const char *icon;   /* before the text, or NULL */
    enum role role;     /* ROLE_NONE: ROLE_TEXT */
    bool is_strong;
};

struct vtable {
    struct vlist list;
    int sort_column; /* -1: in the order given */
    bool is_descending;
};

struct vtable_look {
    const char *id; /* rows are "ID.N", the buttons of the head "ID-sort.N" */
    const struct vtable_column *columns;
    int column_count, count;
    int row_height;    /* logical px; 0: 36 */
    bool shows_choice; /* as in a list */
    bool is_stacked;   /* names and values, also where it is not narrow */
    void *context;
    /* *cell comes in empty. Strings live at least as long as the picture. */
    void (*cell)(struct ui *ui, void *context, int row, int column, struct vtable_cell *cell);
    const char *empty; /* said in place of the rows when there are none, or NULL */
};

void vtable_draw(struct ui *ui, struct vtable *table, const struct vtable_look *look,
                 struct rect rect);
/* As vlist_handle. */
bool vtable_handle(struct vtable *table, struct ui_state *state, const struct frame *frame,
                   const char *id, const struct ui_event *event);
/* True: `pressed` is a button of the head. sort_column and is_descending say the new order, which
 * the caller brings its rows into. A column sorts up, then down. */
bool vtable_activate(struct vtable *table, struct ui_state *state, const char *id,
                     const char *pressed);

#endif
