#include "ui/widgets_field.h"

#include "base/card_number.h"
#include "ui/widgets.h"

static struct editor editor_of(struct text_field *field) {
    return (struct editor){&field->edit, field->text, field->history, FIELD_BYTES};
}

void field_clear(struct text_field *field) {
    struct editor editor = editor_of(field);
    edit_clear(&editor);
    field->scrolled_px = 0;
}

void field_set(struct text_field *field, const char *text) {
    struct editor editor = editor_of(field);
    edit_set(&editor, text);
    field->scrolled_px = 0;
}

bool field_handle(struct text_field *field, const struct frame *frame,
                  const struct ui_event *event) {
    struct editor editor = editor_of(field);
    bool is_rtl = *field->text ? text_is_rtl(field->text) : frame->is_rtl;
    bool is_end = event->kind == UI_KEY && event->key == KEY_END;
    if (is_end || (event->kind == UI_KEY && event->key == KEY_HOME)) {
        edit_move(&editor, is_end ? field->edit.len : 0, event->is_shift);
        return true;
    }
    return edit_handle(&editor, frame, event, is_rtl);
}

bool field_point(struct text_field *field, struct ui_state *state, const struct frame *frame,
                 const char *id, const struct ui_event *event) {
    const struct element *element = ui_find(frame, id);
    struct editor editor = editor_of(field);
    bool is_inside =
        element && element->is_editing && element == frame_hit(frame, event->x, event->y);
    bool is_taken =
        edit_point(&editor, &field->place, frame, event, is_inside, &field->is_dragging);
    state->is_dirty |= is_taken;
    return is_taken;
}

bool field_holds_card(const struct text_field *field) {
    return card_number_in(field->text, (size_t)field->edit.len);
}

/* ---- drawing ---- */

static struct text_style typed_style(const struct field_look *look, enum role role) {
    struct text_style style =
        ui_style(look->is_small ? SIZE_SMALL : SIZE_BODY, WEIGHT_REGULAR, role);
    style.is_typed = true;
    return style;
}

/* The line the text is drawn on: wide enough never to wrap, its beginning at the side of its own
 * direction, moved so that the caret stays in sight. In device px, mirrored. */
static struct rect typed_line(struct ui *ui, const char *shown, struct text_style *style,
                              struct rect rect) {
    bool is_rtl = *shown ? text_is_rtl(shown) : ui->frame->is_rtl;
    struct rect line = ui_mirror(ui, rect);
    int all = ui_text_width(ui, shown, *style), room = line.w;
    int wide = (all > room ? all : room) + ui_px(ui, 4), height = ui_px(ui, 20);
    style->align = is_rtl == ui->frame->is_rtl ? ALIGN_START : ALIGN_END;
    line.y += (line.h - height) / 2;
    line.x = is_rtl ? line.x + line.w - wide : line.x;
    line.w = wide;
    return line;
}

static void draw_typed(struct ui *ui, struct text_field *field, struct text_style style,
                       struct rect rect, bool has_caret) {
    struct editor editor = editor_of(field);
    int at, margin = ui_px(ui, 2);
    const char *shown = edit_shown(&editor, ui->frame, &at);
    struct rect line = typed_line(ui, shown, &style, rect), seen = ui_mirror(ui, rect);
    struct rect caret = text_caret(ui->frame, shown, &style, line, at);
    field->scrolled_px = 0;
    if (has_caret && caret.x + margin > seen.x + seen.w)
        field->scrolled_px = caret.x + margin - seen.x - seen.w;
    if (has_caret && caret.x - margin < seen.x)
        field->scrolled_px = caret.x - margin - seen.x;
    line.x -= field->scrolled_px;
    field->place = (struct edit_place){line, style, true};
    ui_clip(ui, rect);
    edit_draw(ui, &editor, &field->place, has_caret);
    ui_unclip(ui);
}

void field_draw(struct ui *ui, struct text_field *field, const struct field_look *look,
                struct rect rect) {
    int radius = ui_px(ui, look->is_small ? 8 : 9);
    ui_fill(ui, rect, look->is_disabled ? ROLE_SUNKEN : ROLE_SURFACE, radius);
    ui_edge(ui, rect, look->is_error ? ROLE_DANGER : ROLE_BORDER_STRONG, radius, ui_px(ui, 1));
    struct rect inside = rect_inset(rect, ui_px(ui, look->icon ? 10 : 12), 0);
    int side = ui_px(ui, 16);
    if (look->icon) {
        ui_icon(ui, look->icon, rect_middle(inside, side, side), ROLE_TEXT_3);
        rect_cut_left(&inside, side + ui_px(ui, 8));
    }
    bool has_caret = ui_has_focus(ui, look->id) && !look->is_disabled;
    if (look->key && !field->edit.len && !has_caret) {
        int w = widget_key_width(ui, look->key);
        widget_key(ui, look->key, CAP_PLAIN, rect_cut_right(&inside, w));
        rect_cut_right(&inside, ui_px(ui, 6));
    }
    struct text_style style =
        typed_style(look, !field->edit.len || look->is_disabled ? ROLE_TEXT_3 : ROLE_TEXT);
    if (field->edit.len || has_caret)
        draw_typed(ui, field, style, inside, has_caret);
    if (!field->edit.len && !*field->edit.compose) {
        style.max_lines = 1; /* it is spoken whole */
        ui_label(ui, look->placeholder, style, inside);
    }
    const char *value = field->edit.len ? field->text : ui_str(ui, STR_UI_EMPTY);
    struct element *element = ui_element(ui, ELEMENT_FIELD, look->id, rect, radius,
                                         ui_join(ui, ", ", look->spoken, value, NULL));
    element->is_editing = !look->is_disabled;
    element->is_disabled = look->is_disabled;
}
