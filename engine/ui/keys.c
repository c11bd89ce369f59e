#include "ui/keys.h"

#include "ui/widgets.h"

enum { ROW = 30, CAPS = 130 };

static bool has_modifiers(const struct key_row *row, const struct ui_event *event) {
    bool wants_ctrl = row->with & KEYS_CTRL, wants_shift = row->with & KEYS_SHIFT;
    if (event->is_ctrl != wants_ctrl || event->is_alt)
        return false;
    return row->with & KEYS_ANY_SHIFT || event->is_shift == wants_shift;
}

static bool is_letter(const struct key_row *row) {
    return row->from >= KEY_A && row->from <= KEY_Z && !(row->with & KEYS_CTRL);
}

int keys_find(const struct key_table *table, const struct ui_event *event, bool no_letters,
              int *offset) {
    int key = (int)event->key;
    for (int i = 0; event->kind == UI_KEY && i < table->count; i++) {
        const struct key_row *row = &table->rows[i];
        int to = row->to ? row->to : row->from;
        if (!row->from || key < row->from || key > to || !has_modifiers(row, event) ||
            (no_letters && is_letter(row)))
            continue;
        *offset = key - row->from;
        return row->command;
    }
    *offset = 0;
    return -1;
}

int keys_told(const struct key_table *const *tables, int count) {
    int told = 0;
    for (int t = 0; t < count; t++)
        for (int i = 0; i < tables[t]->count; i++)
            told += tables[t]->rows[i].caps != NULL;
    return told;
}

static void draw_row(struct ui *ui, const struct key_row *row, int index, struct rect line) {
    struct rect whole = line;
    const char *what = ui_str(ui, row->what);
    widget_key(ui, row->caps, CAP_PLAIN, rect_cut_left(&line, ui_px(ui, CAPS)));
    ui_label(ui, what, ui_style(SIZE_BODY, WEIGHT_REGULAR, ROLE_TEXT_2), line);
    ui_element(ui, ELEMENT_LIST_ITEM, frame_printf(ui->frame, "key.%d", index), whole, ui_px(ui, 6),
               ui_join(ui, ": ", row->caps, what, NULL));
}

int keys_draw(struct ui *ui, const struct key_table *const *tables, int count, struct rect rect) {
    int row = ui_px(ui, ROW), drawn = 0;
    for (int t = 0; t < count; t++)
        for (int i = 0; i < tables[t]->count; i++)
            if (tables[t]->rows[i].caps) {
                draw_row(ui, &tables[t]->rows[i], drawn,
                         (struct rect){rect.x, rect.y + drawn * row, rect.w, row});
                drawn++;
            }
    return drawn * row;
}
