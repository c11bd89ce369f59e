#include "ui/vlist.h"

#include "ui/widgets.h"

#include <stdio.h>
#include <string.h>

enum { WHEEL_LINE = 48, BAR_LEAST = 24, BAR_REACH = 16 };

/* ---- where the rows are ---- */

struct rows {
    struct ui *ui;
    struct vlist *list;
    const struct vlist_look *look;
    struct rect rect; /* not mirrored */
};

static int row_height(const struct rows *rows, int row) {
    const struct vlist_look *look = rows->look;
    int h = look->row_height > 0 ? look->row_height
                                 : look->measure(rows->ui, look->context, row, rows->rect.w);
    return h > 0 ? h : 1;
}

/* The hidden part of the first row stays within it; a jump of many rows of one height is one step.
 */
static void settle(const struct rows *rows) {
    struct vlist *list = rows->list;
    int count = rows->look->count;
    if (list->top >= count)
        list->top = count > 0 ? count - 1 : 0;
    if (rows->look->row_height > 0) {
        int64_t y = (int64_t)list->top * rows->look->row_height + list->top_px;
        y = y > 0 ? y : 0;
        list->top = (int)(y / rows->look->row_height);
        list->top_px = (int)(y % rows->look->row_height);
        return;
    }
    while (list->top_px < 0 && list->top > 0)
        list->top_px += row_height(rows, --list->top);
    while (list->top < count - 1 && list->top_px >= row_height(rows, list->top))
        list->top_px -= row_height(rows, list->top++);
    if (list->top_px < 0)
        list->top_px = 0;
}

/* Puts the end of row `last` at the bottom edge. */
static void end_with(const struct rows *rows, int last) {
    struct vlist *list = rows->list;
    int left = rows->rect.h;
    list->top = last;
    left -= row_height(rows, last);
    while (left > 0 && list->top > 0)
        left -= row_height(rows, --list->top);
    list->top_px = left < 0 ? -left : 0;
}

/* Is there less than the rectangle below the top? */
static bool is_past_end(const struct rows *rows) {
    const struct vlist *list = rows->list;
    int left = rows->rect.h + list->top_px;
    for (int row = list->top; row < rows->look->count && left > 0; row++)
        left -= row_height(rows, row);
    return left > 0;
}

static void reveal(const struct rows *rows) {
    struct vlist *list = rows->list;
    int at = list->at;
    if (at <= list->top) {
        list->top = at;
        list->top_px = 0;
        return;
    }
    int bottom = -list->top_px;
    for (int row = list->top; row <= at && bottom <= rows->rect.h; row++)
        bottom += row_height(rows, row);
    if (bottom > rows->rect.h)
        end_with(rows, at);
}

static void scroll(const struct rows *rows) {
    struct vlist *list = rows->list;
    struct ui_state *state = rows->ui->state;
    if (list->moved_px) {
        list->top_px += list->moved_px;
        list->moved_px = 0;
    }
    settle(rows);
    if (state->wants_reveal && ui_list_row(state->focus, rows->look->id) >= 0)
        reveal(rows);
    if (rows->look->count && is_past_end(rows))
        end_with(rows, rows->look->count - 1);
}

/* ---- drawing ---- */

static void draw_ground(struct ui *ui, const struct vlist_row *row, bool is_in_use) {
    if (is_in_use)
        ui_fill(ui, row->rect, ROLE_ACCENT_SOFT, 0);
    else if (row->is_hovered)
        ui_fill(ui, row->rect, ROLE_SUNKEN, 0);
}

static const char *row_id(struct ui *ui, const char *id, int row) {
    return frame_printf(ui->frame, "%s.%d", id, row);
}

static void add_element(const struct rows *rows, const char *id, int row, struct rect rect) {
    struct ui *ui = rows->ui;
    const struct vlist_look *look = rows->look;
    const char *said = look->spoken(ui, look->context, row);
    const char *spoken =
        ui_format(ui, STR_UI_ITEM, said, ui_number(ui, row + 1), ui_number(ui, look->count), NULL);
    int ring = ui_px(ui, 4); /* inside the row: the list cuts off what lies outside */
    rect.h = rect.h > rows->look->gap ? rect.h - rows->look->gap : rect.h;
    struct element *element =
        ui_element(ui, ELEMENT_LIST_ITEM, id, rect_inset(rect, ring, ring), ui_px(ui, 4), spoken);
    element->bounds = ui_mirror(ui, rect);
    element->rect = rect_cut(element->bounds, frame_clip_rect(ui->frame));
    element->is_chosen = element->is_entry = row == rows->list->at;
}

static void draw_row(const struct rows *rows, int row, int y, int h) {
    struct ui *ui = rows->ui;
    const char *id = row_id(ui, rows->look->id, row);
    struct vlist_row drawn = {.index = row,
                              .rect = {rows->rect.x, y, rows->rect.w, h},
                              .has_focus = ui_has_focus(ui, id),
                              .is_hovered = ui_is_hovered(ui, id)};
    bool is_in_use = row == rows->list->at &&
                     (rows->look->shows_choice || (drawn.has_focus && ui->state->is_focus_visible));
    if (!rows->look->has_cards)
        draw_ground(ui, &drawn, is_in_use);
    rows->look->draw(ui, rows->look->context, &drawn);
    add_element(rows, id, row, drawn.rect);
}

/* The row in use keeps its element while it is out of sight, so that the focus is not lost. */
static void keep_focus(const struct rows *rows, int first, int last) {
    struct vlist *list = rows->list;
    if (list->at >= rows->look->count || (list->at >= first && list->at <= last))
        return;
    int h = ui_px(rows->ui, 1);
    int y = list->at < first ? rows->rect.y - 2 * h : rows->rect.y + rows->rect.h + h;
    add_element(rows, row_id(rows->ui, rows->look->id, list->at), list->at,
                (struct rect){rows->rect.x, y, rows->rect.w, h});
}

static void draw_rows(const struct rows *rows) {
    struct vlist *list = rows->list;
    int y = rows->rect.y - list->top_px, bottom = rows->rect.y + rows->rect.h, row = list->top;
    if (list->at < list->top)
        keep_focus(rows, list->top, list->top);
    list->visible = 0;
    for (; row < rows->look->count && y < bottom; row++) {
        int h = row_height(rows, row);
        draw_row(rows, row, y, h);
        list->visible += y >= rows->rect.y && y + h <= bottom;
        y += h;
    }
    if (list->at >= row)
        keep_focus(rows, list->top, row - 1);
    if (list->visible < 1)
        list->visible = 1;
}

/* How far down the top is, in thousandths of the way. */
static int top_permille(const struct vlist *list) {
    int most = list->count - list->visible;
    if (most <= 0)
        return 0;
    int permille = (int)((int64_t)list->top * 1000 / most);
    return permille < 1000 ? permille : 1000;
}

static int bar_height(const struct frame *frame, const struct vlist *list) {
    int h = (int)((int64_t)list->rect.h * list->visible / list->count);
    int least = frame_px(frame, BAR_LEAST);
    return h > least ? h : least;
}

static void draw_bar(struct ui *ui, const struct vlist *list, struct rect rect) {
    if (list->visible >= list->count)
        return;
    int w = ui_px(ui, 6), gap = ui_px(ui, 2), h = bar_height(ui->frame, list);
    int y = rect.y + (int)((int64_t)(rect.h - h) * top_permille(list) / 1000);
    ui_fill(ui, (struct rect){rect.x + rect.w - w - gap, y, w, h}, ROLE_BORDER_STRONG, w / 2);
}

void vlist_draw(struct ui *ui, struct vlist *list, const struct vlist_look *look,
                struct rect rect) {
    struct rows rows = {ui, list, look, rect};
    int in_focus = ui_list_row(ui->state->focus, look->id);
    if (in_focus >= 0)
        list->at = in_focus;
    if (list->at >= look->count)
        list->at = look->count > 0 ? look->count - 1 : 0;
    if (in_focus >= 0 && in_focus != list->at) /* the list has become shorter */
        ui_focus(ui->state, row_id(ui, look->id, list->at));
    list->rect = ui_mirror(ui, rect);
    list->count = look->count;
    scroll(&rows);
    ui_clip(ui, rect);
    draw_rows(&rows);
    draw_bar(ui, list, rect);
    ui_unclip(ui);
}

/* ---- what the person did ---- */

void vlist_go(struct vlist *list, struct ui_state *state, const char *id, int row) {
    char name[UI_ID_MAX];
    list->at = row < 0 ? 0 : row;
    snprintf(name, sizeof name, "%s.%d", id, list->at);
    ui_focus(state, name);
    state->is_focus_visible = true;
    state->is_dirty = true;
}

static bool handle_key(struct vlist *list, struct ui_state *state, const char *id,
                       const struct ui_event *event) {
    int last = list->count - 1, to;
    if (event->is_ctrl || event->is_alt || last < 0)
        return false;
    switch (event->key) {
    case KEY_UP:
        to = list->at - 1;
        break;
    case KEY_DOWN:
        to = list->at + 1;
        break;
    case KEY_PAGE_UP:
        to = list->at - list->visible;
        break;
    case KEY_PAGE_DOWN:
        to = list->at + list->visible;
        break;
    case KEY_HOME:
        to = 0;
        break;
    case KEY_END:
        to = last;
        break;
    default:
        return false;
    }
    vlist_go(list, state, id, to < 0 ? 0 : to > last ? last : to);
    return true;
}

/* The bar goes where the pointer is, and the rows with it. */
static void drag(struct vlist *list, const struct frame *frame, int y) {
    int h = bar_height(frame, list), room = list->rect.h - h;
    int at = y - list->rect.y - h / 2, most = list->count - list->visible;
    at = at < 0 ? 0 : at > room ? room : at;
    list->top = room > 0 ? (int)((int64_t)most * at / room) : 0;
    list->top_px = 0;
}

static bool handle_drag(struct vlist *list, struct ui_state *state, const struct frame *frame,
                        const struct ui_event *event) {
    int reach = frame_px(frame, BAR_REACH);
    struct rect bar = list->rect;
    bar.x = frame->is_rtl ? bar.x : bar.x + bar.w - reach;
    bar.w = reach;
    if (event->kind == UI_DOWN && list->visible < list->count && rect_has(bar, event->x, event->y))
        list->is_dragging = true;
    else if (event->kind == UI_UP && list->is_dragging) {
        list->is_dragging = false;
        return true;
    } else if (event->kind != UI_MOVE || !list->is_dragging)
        return false;
    drag(list, frame, event->y);
    state->is_dirty = true;
    return true;
}

bool vlist_handle(struct vlist *list, struct ui_state *state, const struct frame *frame,
                  const char *id, const struct ui_event *event) {
    if (event->kind == UI_KEY)
        return ui_list_row(state->focus, id) >= 0 && handle_key(list, state, id, event);
    if (event->kind != UI_WHEEL)
        return handle_drag(list, state, frame, event);
    if (!rect_has(list->rect, event->x, event->y))
        return false;
    list->moved_px -= event->lines * frame_px(frame, WHEEL_LINE);
    state->wants_reveal = false;
    state->is_dirty = true;
    return true;
}
