#include "ui/text_area.h"

#include <stdlib.h>
#include <string.h>

enum { PAD_X = 12, PAD_Y = 9, FOREVER = 1 << 24 };

bool text_area_init(struct text_area *area, int bytes, int limit) {
    *area = (struct text_area){
        .size = bytes + 1, .goal_x = -1, .edit = {.limit = limit, .is_multiline = true}};
    area->text = calloc((size_t)area->size, 1);
    area->history = malloc(2 * (size_t)area->size);
    if (area->text && area->history)
        return true;
    text_area_finish(area);
    return false;
}

void text_area_finish(struct text_area *area) {
    free(area->text);
    free(area->history);
    *area = (struct text_area){0};
}

static struct editor editor_of(struct text_area *area) {
    return (struct editor){&area->edit, area->text, area->history, area->size};
}

void text_area_clear(struct text_area *area) {
    struct editor editor = editor_of(area);
    edit_clear(&editor);
    area->goal_x = -1;
    area->scroll.y = 0;
}

void text_area_set(struct text_area *area, const char *text) {
    struct editor editor = editor_of(area);
    edit_set(&editor, text);
    area->goal_x = -1;
    area->wants_caret = true;
}

/* ---- moving by line, as the text was drawn ---- */

static struct rect caret_of(const struct text_area *area, const struct frame *frame) {
    return text_caret(frame, area->text, &area->place.style, area->place.rect, area->edit.caret);
}

static int hit(const struct text_area *area, const struct frame *frame, int x, int y) {
    return text_hit(frame, area->text, &area->place.style, area->place.rect, x, y);
}

/* Above the first line is the text's beginning, below the last its end. */
static void move_lines(struct text_area *area, const struct frame *frame, int lines, bool selects) {
    struct editor editor = editor_of(area);
    struct rect caret = caret_of(area, frame);
    int y = caret.y + caret.h / 2 + lines * caret.h;
    int bottom = area->place.rect.y + area->place.rect.h;
    if (area->goal_x < 0)
        area->goal_x = caret.x - area->place.rect.x;
    int goal = area->goal_x;
    int to = hit(area, frame, area->place.rect.x + goal, y);
    if (y < area->place.rect.y && lines == -1)
        to = 0;
    else if (y >= bottom && lines == 1)
        to = area->edit.len;
    edit_move(&editor, to, selects);
    area->goal_x = goal;
}

static void move_to_edge(struct text_area *area, const struct frame *frame, bool is_end,
                         const struct ui_event *event) {
    struct editor editor = editor_of(area);
    struct rect caret = caret_of(area, frame);
    bool is_rtl = *area->text ? text_is_rtl(area->text) : frame->is_rtl;
    int x = is_end != is_rtl ? FOREVER : -FOREVER;
    int to =
        event->is_ctrl ? (is_end ? area->edit.len : 0) : hit(area, frame, x, caret.y + caret.h / 2);
    edit_move(&editor, to, event->is_shift);
}

static bool handle_line_key(struct text_area *area, const struct frame *frame,
                            const struct ui_event *event) {
    int line = caret_of(area, frame).h, page = line > 0 ? area->scroll.rect.h / line - 1 : 1;
    page = page > 1 ? page : 1;
    switch (event->key) {
    case KEY_UP:
    case KEY_DOWN:
        move_lines(area, frame, event->key == KEY_UP ? -1 : 1, event->is_shift);
        return true;
    case KEY_PAGE_UP:
    case KEY_PAGE_DOWN:
        move_lines(area, frame, event->key == KEY_PAGE_UP ? -page : page, event->is_shift);
        return true;
    case KEY_HOME:
    case KEY_END:
        area->goal_x = -1;
        move_to_edge(area, frame, event->key == KEY_END, event);
        return true;
    default:
        return false;
    }
}

static bool handle_typing(struct text_area *area, const struct frame *frame,
                          const struct ui_event *event) {
    struct editor editor = editor_of(area);
    if (event->kind == UI_KEY && area->place.is_drawn && !event->is_alt && !*area->edit.compose &&
        handle_line_key(area, frame, event))
        return true;
    bool is_enter = event->kind == UI_KEY && event->key == KEY_ENTER;
    if (is_enter && !event->is_ctrl && !event->is_alt) {
        if (!*area->edit.compose)
            edit_insert(&editor, "\n", 1);
        area->goal_x = -1;
        return true;
    }
    bool is_rtl = *area->text ? text_is_rtl(area->text) : frame->is_rtl;
    if (!edit_handle(&editor, frame, event, is_rtl))
        return false;
    area->goal_x = -1;
    return true;
}

bool text_area_handle(struct text_area *area, struct ui_state *state, const struct frame *frame,
                      const char *id, const struct ui_event *event) {
    const struct element *element = ui_find(frame, id);
    if (!element || element->is_disabled)
        return false;
    if (ui_scroll_wheel(&area->scroll, state, frame, event))
        return true;
    bool is_inside = element == frame_hit(frame, event->x, event->y);
    struct editor editor = editor_of(area);
    bool is_taken = edit_point(&editor, &area->place, frame, event, is_inside, &area->is_dragging);
    if (is_taken)
        area->goal_x = -1;
    else if (!strcmp(state->focus, id))
        is_taken = handle_typing(area, frame, event);
    area->wants_caret |= is_taken;
    state->is_dirty |= is_taken;
    return is_taken;
}

/* ---- drawing ---- */

/* Moves the text so that the caret's line is in sight. */
static void reveal_caret(struct text_area *area, struct rect caret, struct rect inside) {
    if (caret.y < inside.y)
        area->scroll.y -= inside.y - caret.y;
    if (caret.y + caret.h > inside.y + inside.h)
        area->scroll.y += caret.y + caret.h - inside.y - inside.h;
}

static void place_text(struct ui *ui, struct text_area *area, struct rect inside) {
    struct editor editor = editor_of(area);
    struct text_style style = ui_style(SIZE_BODY, WEIGHT_REGULAR, ROLE_TEXT);
    int at;
    style.is_typed = true;
    style.align = ALIGN_TEXT;
    const char *shown = edit_shown(&editor, ui->frame, &at);
    struct rect real = ui_mirror(ui, inside);
    area->scroll.content = text_measure(ui->frame, shown, &style, inside.w).height;
    real.h = area->scroll.content;
    real.y -= area->scroll.y;
    area->place = (struct edit_place){real, style, true};
    if (!area->wants_caret)
        return;
    area->wants_caret = false;
    reveal_caret(area, text_caret(ui->frame, shown, &style, real, at), inside);
    area->place.rect.y = inside.y - area->scroll.y;
}

static void draw_text(struct ui *ui, struct text_area *area, const struct text_area_look *look,
                      struct rect inside) {
    struct editor editor = editor_of(area);
    bool has_caret = ui_has_focus(ui, look->id) && !look->is_disabled;
    area->scroll.rect = ui_mirror(ui, inside);
    place_text(ui, area, inside);
    ui_scroll_clamp(&area->scroll);
    area->place.rect.y = inside.y - area->scroll.y;
    area->place.style.role = look->is_disabled ? ROLE_TEXT_3 : ROLE_TEXT;
    ui_clip(ui, inside);
    if (!area->edit.len && look->placeholder && !*area->edit.compose)
        ui_text(ui, look->placeholder, ui_style(SIZE_BODY, WEIGHT_REGULAR, ROLE_TEXT_3), inside);
    edit_draw(ui, &editor, &area->place, has_caret);
    ui_unclip(ui);
    ui_scroll_bar(ui, &area->scroll);
}

void text_area_draw(struct ui *ui, struct text_area *area, const struct text_area_look *look,
                    struct rect rect) {
    int radius = ui_px(ui, 9);
    ui_fill(ui, rect, look->is_disabled ? ROLE_SUNKEN : ROLE_SURFACE, radius);
    ui_edge(ui, rect, look->is_error ? ROLE_DANGER : ROLE_BORDER_STRONG, radius, ui_px(ui, 1));
    draw_text(ui, area, look, rect_inset(rect, ui_px(ui, PAD_X), ui_px(ui, PAD_Y)));
    const char *value = area->edit.len ? area->text : ui_str(ui, STR_UI_EMPTY);
    struct element *element = ui_element(ui, ELEMENT_FIELD, look->id, rect, radius,
                                         ui_join(ui, ", ", look->name, value, NULL));
    element->is_editing = !look->is_disabled;
    element->is_disabled = look->is_disabled;
}
