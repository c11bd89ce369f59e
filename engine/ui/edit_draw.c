#include "ui/edit_draw.h"

#include <string.h>

struct painting {
    struct ui *ui;
    enum role role;
    int height; /* of a line under the text; 0: the whole line */
};

static void paint_range(void *context, struct rect rect) {
    const struct painting *painting = context;
    if (painting->height) {
        rect.y += rect.h - painting->height;
        rect.h = painting->height;
    }
    frame_fill(painting->ui->frame, rect, painting->role, 0);
}

static void draw_selection(struct ui *ui, const struct editor *editor,
                           const struct edit_place *place) {
    const struct edit *edit = editor->edit;
    struct painting painting = {ui, ROLE_ACCENT_LINE, 0};
    if (edit_has_selection(edit) && !*edit->compose)
        text_range(ui->frame, editor->text, &place->style, place->rect, edit_selection_start(edit),
                   edit_selection_end(edit), paint_range, &painting);
}

static void draw_composition(struct ui *ui, const struct editor *editor, const char *shown,
                             const struct edit_place *place) {
    const struct edit *edit = editor->edit;
    struct painting painting = {ui, ROLE_ACCENT, ui_px(ui, 2)};
    if (*edit->compose)
        text_range(ui->frame, shown, &place->style, place->rect, edit->caret,
                   edit->caret + (int)strlen(edit->compose), paint_range, &painting);
}

struct rect edit_draw(struct ui *ui, const struct editor *editor, const struct edit_place *place,
                      bool has_caret) {
    int at;
    const char *shown = edit_shown(editor, ui->frame, &at);
    struct rect caret = text_caret(ui->frame, shown, &place->style, place->rect, at);
    if (has_caret)
        draw_selection(ui, editor, place);
    text_draw(ui->frame, shown, &place->style, place->rect);
    if (!has_caret)
        return caret;
    draw_composition(ui, editor, shown, place);
    int h = ui_px(ui, 18);
    frame_fill(ui->frame,
               (struct rect){caret.x, caret.y + (caret.h - h) / 2,
                             ui_px(ui, 1) + ui->frame->scale_percent / 200, h},
               ROLE_TEXT, 0);
    return caret;
}

bool edit_point(const struct editor *editor, const struct edit_place *place,
                const struct frame *frame, const struct ui_event *event, bool is_inside,
                bool *is_dragging) {
    if (event->kind == UI_UP)
        *is_dragging = false;
    bool is_down = event->kind == UI_DOWN && is_inside;
    if (!place->is_drawn || (!is_down && !(event->kind == UI_MOVE && *is_dragging)))
        return false;
    struct edit *edit = editor->edit;
    int before = edit->caret, anchor = edit->anchor;
    edit->compose[0] = '\0';
    int at = text_hit(frame, editor->text, &place->style, place->rect, event->x, event->y);
    if (is_down && event->clicks == 2)
        edit_select_word(editor, at);
    else
        edit_move(editor, at, !is_down || event->is_shift);
    *is_dragging = is_down ? event->clicks != 2 : *is_dragging;
    return is_down || before != edit->caret || anchor != edit->anchor;
}
