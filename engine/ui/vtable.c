#include "ui/vtable.h"

#include "ui/widgets.h"

#include <stdio.h>
#include <string.h>

enum { ROW = 36, HEAD = 34, PAD = 12, LINE = 24, NAME_PERCENT = 38 };

struct table_draw {
    const struct vtable_look *look;
    int widths[VTABLE_COLUMNS_MAX]; /* device px */
    bool is_stacked;                /* names and values, one below the other */
};

static int column_count(const struct vtable_look *look) {
    return look->column_count < VTABLE_COLUMNS_MAX ? look->column_count : VTABLE_COLUMNS_MAX;
}

static void share_width(struct ui *ui, struct table_draw *d, int all) {
    int fixed = 0, sharing = 0, count = column_count(d->look);
    for (int i = 0; i < count; i++) {
        d->widths[i] = ui_px(ui, d->look->columns[i].width);
        fixed += d->widths[i];
        sharing += !d->look->columns[i].width;
    }
    int left = all > fixed ? all - fixed : 0;
    for (int i = 0; i < count; i++)
        if (!d->look->columns[i].width) {
            d->widths[i] = left / sharing;
            left -= d->widths[i];
            sharing--;
        }
}

/* ---- the head ---- */

static void draw_sort_mark(struct ui *ui, struct rect *cell, bool is_descending) {
    int w = ui_px(ui, 8), h = ui_px(ui, 5);
    struct rect mark = rect_middle(rect_cut_right(cell, w), w, h);
    int tip = is_descending ? mark.y + h : mark.y, base = is_descending ? mark.y : mark.y + h;
    struct ui_point points[] = {{mark.x, base}, {mark.x + w, base}, {mark.x + w / 2, tip}};
    ui_polyline(ui, points, 3, ROLE_TEXT_2, 0);
    rect_cut_right(cell, ui_px(ui, 4));
}

static const char *sort_spoken(struct ui *ui, const struct vtable_column *column, bool is_sorted,
                               bool is_descending) {
    int word = !is_sorted ? STR_UI_SORT : is_descending ? STR_UI_SORTED_DOWN : STR_UI_SORTED_UP;
    return ui_format(ui, word, column->name, NULL);
}

static void draw_head_cell(struct ui *ui, const struct vtable *table, const struct table_draw *d,
                           int index, struct rect cell) {
    const struct vtable_column *column = &d->look->columns[index];
    struct text_style style = ui_style(SIZE_CAPTION, WEIGHT_MEDIUM, ROLE_TEXT_2);
    const char *id = frame_printf(ui->frame, "%s-sort.%d", d->look->id, index);
    bool is_sorted = table->sort_column == index;
    struct rect whole = cell;
    if (column->can_sort && ui_is_hovered(ui, id))
        ui_fill(ui, cell, ROLE_SUNKEN, ui_px(ui, 6));
    cell = rect_inset(cell, ui_px(ui, PAD), 0);
    if (is_sorted)
        draw_sort_mark(ui, &cell, table->is_descending);
    style.max_lines = 1;
    style.align = column->is_at_end ? ALIGN_END : ALIGN_START;
    ui_label(ui, column->name, style, cell);
    if (column->can_sort) {
        const char *spoken = sort_spoken(ui, column, is_sorted, table->is_descending);
        ui_element(ui, ELEMENT_BUTTON, id, rect_inset(whole, ui_px(ui, 4), ui_px(ui, 4)),
                   ui_px(ui, 6), spoken)
            ->is_chosen = is_sorted;
    }
}

static void draw_head(struct ui *ui, const struct vtable *table, const struct table_draw *d,
                      struct rect rect) {
    struct rect rule = {rect.x, rect.y + rect.h - ui_px(ui, 1), rect.w, ui_px(ui, 1)};
    for (int i = 0; i < column_count(d->look); i++)
        draw_head_cell(ui, table, d, i, rect_cut_left(&rect, d->widths[i]));
    widget_rule(ui, rule);
}

/* ---- rows ---- */

static struct vtable_cell cell_of(struct ui *ui, const struct vtable_look *look, int row,
                                  int column) {
    struct vtable_cell cell = {.text = ""};
    look->cell(ui, look->context, row, column, &cell);
    return cell;
}

static void draw_cell(struct ui *ui, const struct vtable_column *column,
                      const struct vtable_cell *cell, bool is_at_end, struct rect rect) {
    struct text_style style =
        ui_style(SIZE_SMALL, cell->is_strong ? WEIGHT_SEMIBOLD : WEIGHT_REGULAR,
                 cell->role ? cell->role : ROLE_TEXT);
    if (cell->icon) {
        int side = ui_px(ui, 16);
        ui_icon(ui, cell->icon, rect_middle(rect, side, side), style.role);
        rect_cut_left(&rect, side + ui_px(ui, 6));
    }
    style.max_lines = 1; /* it is spoken whole */
    style.is_tabular = column->is_tabular;
    style.align = is_at_end ? ALIGN_END : ALIGN_START;
    ui_label(ui, cell->text, style, rect);
}

static void draw_stacked(struct ui *ui, const struct table_draw *d, const struct vlist_row *row) {
    struct rect rect = rect_inset(row->rect, ui_px(ui, PAD), ui_px(ui, 6));
    struct text_style name = ui_style(SIZE_CAPTION, WEIGHT_REGULAR, ROLE_TEXT_3);
    name.max_lines = 1;
    for (int i = 0; i < column_count(d->look); i++) {
        struct vtable_cell cell = cell_of(ui, d->look, row->index, i);
        struct rect line = rect_cut_top(&rect, ui_px(ui, LINE));
        ui_label(ui, d->look->columns[i].name, name,
                 rect_cut_left(&line, line.w * NAME_PERCENT / 100));
        draw_cell(ui, &d->look->columns[i], &cell, false, line);
    }
}

static void draw_row(struct ui *ui, void *context, const struct vlist_row *row) {
    const struct table_draw *d = context;
    struct rect rect = row->rect;
    if (d->is_stacked)
        draw_stacked(ui, d, row);
    for (int i = 0; !d->is_stacked && i < column_count(d->look); i++) {
        const struct vtable_column *column = &d->look->columns[i];
        struct vtable_cell cell = cell_of(ui, d->look, row->index, i);
        struct rect box = rect_inset(rect_cut_left(&rect, d->widths[i]), ui_px(ui, PAD), 0);
        draw_cell(ui, column, &cell, column->is_at_end, box);
    }
    int line = ui_px(ui, 1);
    widget_rule(ui,
                (struct rect){row->rect.x, row->rect.y + row->rect.h - line, row->rect.w, line});
}

static const char *row_spoken(struct ui *ui, void *context, int row) {
    const struct table_draw *d = context;
    const char *said = "";
    for (int i = 0; i < column_count(d->look); i++) {
        struct vtable_cell cell = cell_of(ui, d->look, row, i);
        const char *value = cell.spoken ? cell.spoken : cell.text;
        const char *part =
            *value && i ? ui_join(ui, " ", d->look->columns[i].name, value, NULL) : value;
        said = ui_join(ui, ", ", said, part, NULL);
    }
    return said;
}

static void draw_empty(struct ui *ui, const struct vtable_look *look, struct rect rect) {
    struct rect line = rect_inset(rect_cut_top(&rect, ui_px(ui, 2 * ROW)), ui_px(ui, PAD), 0);
    const char *id = frame_printf(ui->frame, "%s-empty", look->id);
    ui_label(ui, look->empty, ui_style(SIZE_SMALL, WEIGHT_REGULAR, ROLE_TEXT_3), line);
    ui_element(ui, ELEMENT_TEXT, id, line, ui_px(ui, 6), look->empty);
}

void vtable_draw(struct ui *ui, struct vtable *table, const struct vtable_look *look,
                 struct rect rect) {
    struct table_draw d = {.look = look,
                           .is_stacked = look->is_stacked || ui_width_class(ui) == UI_NARROW};
    int row = ui_px(ui, look->row_height ? look->row_height : ROW);
    share_width(ui, &d, rect.w);
    if (d.is_stacked)
        row = column_count(look) * ui_px(ui, LINE) + 2 * ui_px(ui, 6);
    else
        draw_head(ui, table, &d, rect_cut_top(&rect, ui_px(ui, HEAD)));
    if (!look->count && look->empty) {
        draw_empty(ui, look, rect);
        return;
    }
    struct vlist_look list = {.id = look->id,
                              .count = look->count,
                              .row_height = row,
                              .shows_choice = look->shows_choice,
                              .context = &d,
                              .draw = draw_row,
                              .spoken = row_spoken};
    vlist_draw(ui, &table->list, &list, rect);
}

bool vtable_handle(struct vtable *table, struct ui_state *state, const struct frame *frame,
                   const char *id, const struct ui_event *event) {
    return vlist_handle(&table->list, state, frame, id, event);
}

bool vtable_activate(struct vtable *table, struct ui_state *state, const char *id,
                     const char *pressed) {
    char name[UI_ID_MAX];
    snprintf(name, sizeof name, "%s-sort", id);
    int column = ui_list_row(pressed, name);
    if (column < 0)
        return false;
    table->is_descending = table->sort_column == column && !table->is_descending;
    table->sort_column = column;
    state->is_dirty = true;
    return true;
}
