/* Buttons and rows of cells: see widgets.h. */
#include "ui/widgets.h"

static struct text_style button_style(const struct button *button, enum role role) {
    enum font_weight weight = button->look == BUTTON_BARE ? WEIGHT_MEDIUM : WEIGHT_SEMIBOLD;
    return ui_style(button->is_small || button->look == BUTTON_BARE ? SIZE_SMALL : SIZE_BODY,
                    weight, role);
}

static int padding(const struct ui *ui, const struct button *button) {
    switch (button->look) {
    case BUTTON_BARE:
        return ui_px(ui, 6);
    case BUTTON_QUIET:
        return ui_px(ui, button->is_small ? 6 : 10);
    default:
        return ui_px(ui, button->is_small ? 12 : 16);
    }
}

int button_height(const struct ui *ui, const struct button *button) {
    return ui_px(ui, button->look == BUTTON_BARE ? 32 : button->is_small ? 36 : 40);
}

static int content_width(struct ui *ui, const struct button *button) {
    int gap = ui_px(ui, 8), w = 0;
    if (button->label)
        w += ui_text_width(ui, button->label, button_style(button, ROLE_TEXT)) + gap;
    if (button->icon)
        w += ui_px(ui, 16) + gap;
    if (button->key)
        w += widget_key_width(ui, button->key) + gap;
    if (button->has_menu)
        w += ui_px(ui, 16) + gap;
    return w - gap;
}

int button_width(struct ui *ui, const struct button *button) {
    int w = content_width(ui, button) + 2 * padding(ui, button);
    return w < ui_px(ui, 32) ? ui_px(ui, 32) : w;
}

struct look {
    enum role fill, edge, text;
    enum cap cap;
};

static struct look primary_look(bool is_hovered, bool is_pressed) {
    enum role fill = is_pressed   ? ROLE_ACCENT_PRESSED
                     : is_hovered ? ROLE_ACCENT_HOVER
                                  : ROLE_ACCENT;
    return (struct look){fill, ROLE_NONE, ROLE_ON_ACCENT, CAP_ON_ACCENT};
}

static struct look look_of(const struct ui *ui, const struct button *button) {
    bool is_hovered = ui_is_hovered(ui, button->id), is_pressed = ui_is_pressed(ui, button->id);
    if (button->is_disabled)
        return (struct look){ROLE_SUNKEN, ROLE_BORDER, ROLE_TEXT_3, CAP_OFF};
    if (button->look == BUTTON_PRIMARY)
        return primary_look(is_hovered, is_pressed);
    struct look look = {ROLE_SURFACE, ROLE_BORDER_STRONG, ROLE_TEXT, CAP_PLAIN};
    if (button->look == BUTTON_QUIET)
        look = (struct look){ROLE_NONE, ROLE_NONE, ROLE_ACCENT_TEXT, CAP_PLAIN};
    if (button->look == BUTTON_BARE)
        look = (struct look){ROLE_NONE, ROLE_NONE, ROLE_TEXT_2, CAP_PLAIN};
    if (is_hovered)
        look.fill = ROLE_SUNKEN;
    if (button->is_chosen)
        look = (struct look){ROLE_ACCENT_SOFT, ROLE_ACCENT, ROLE_ACCENT_TEXT, CAP_PLAIN};
    if (is_pressed) {
        look.fill = ROLE_ACCENT_SOFT;
        look.edge = ROLE_ACCENT_PRESSED;
    }
    return look;
}

static void draw_content(struct ui *ui, const struct button *button, struct look look,
                         struct rect rect) {
    int gap = ui_px(ui, 8), icon = ui_px(ui, 16);
    rect = rect_center(rect, content_width(ui, button), rect.h);
    if (button->icon) {
        struct rect square = rect_middle(rect, icon, icon);
        if (button->points_back || button->points_along)
            ui_icon_along(ui, button->icon, square, look.text, button->points_back);
        else
            ui_icon(ui, button->icon, square, look.text);
        rect_cut_left(&rect, icon + gap);
    }
    if (button->label) {
        struct text_style style = button_style(button, look.text);
        int w = ui_text_width(ui, button->label, style);
        ui_label(ui, button->label, style, rect_cut_left(&rect, w));
        rect_cut_left(&rect, gap);
    }
    if (button->key)
        rect_cut_left(&rect, widget_key(ui, button->key, look.cap, rect) + gap);
    if (button->has_menu)
        ui_icon(ui, "chevron-down", rect_middle(rect, icon, icon), look.text);
}

struct element *button_draw(struct ui *ui, const struct button *button, struct rect rect) {
    struct look look = look_of(ui, button);
    int radius = ui_px(ui, button->is_small || button->look == BUTTON_BARE ? 8 : 9);
    if (look.fill)
        ui_fill(ui, rect, look.fill, radius);
    if (look.edge)
        ui_edge(ui, rect, look.edge, radius, ui_px(ui, 1));
    draw_content(ui, button, look, rect);
    const char *name = button->label ? button->label : "";
    if (button->is_disabled && button->hint)
        name = ui_format(ui, STR_UI_NOT_READY, name, button->hint, NULL);
    else if (button->hint)
        name = ui_join(ui, ". ", name, button->hint, NULL);
    struct element *element = ui_element(ui, ELEMENT_BUTTON, button->id, rect, radius, name);
    element->is_disabled = button->is_disabled;
    element->is_chosen = button->is_chosen;
    return element;
}

int button_at(struct ui *ui, const struct button *button, struct rect rect) {
    int w = button_width(ui, button);
    button_draw(ui, button, rect_middle(rect, w, button_height(ui, button)));
    return w;
}

int button_at_end(struct ui *ui, const struct button *button, struct rect *rect) {
    return button_at(ui, button, rect_cut_right(rect, button_width(ui, button)));
}

/* ---- segments ---- */

static struct rect segment_rect(const struct ui *ui, struct rect rect, int count, int index) {
    (void)ui;
    int from = rect.w * index / count, to = rect.w * (index + 1) / count;
    return (struct rect){rect.x + from, rect.y, to - from, rect.h};
}

static void draw_segment(struct ui *ui, const struct segments *segments, struct rect rect,
                         int index) {
    bool is_chosen = index == segments->chosen;
    struct rect cell = segment_rect(ui, rect, segments->count, index);
    bool is_first = index == 0, is_last = index == segments->count - 1;
    if (is_chosen)
        ui_fill_corners(ui, cell, segments->is_disabled ? ROLE_ACCENT_SOFT : ROLE_ACCENT,
                        ui_px(ui, 9),
                        (uint8_t)((is_first ? CORNER_TL | CORNER_BL : 0) |
                                  (is_last ? CORNER_TR | CORNER_BR : 0)));
    else if (!is_first && index - 1 != segments->chosen)
        ui_fill(
            ui,
            (struct rect){cell.x, rect.y + ui_px(ui, 1), ui_px(ui, 1), rect.h - 2 * ui_px(ui, 1)},
            ROLE_BORDER, 0);
    int size = SIZE_BODY;
    while (size > SIZE_CAPTION && ui_text_width(ui, segments->labels[index],
                                                ui_style((enum ui_size)size, WEIGHT_SEMIBOLD,
                                                         ROLE_TEXT)) > cell.w - ui_px(ui, 2))
        size--;
    struct text_style style =
        ui_style((enum ui_size)size, is_chosen ? WEIGHT_SEMIBOLD : WEIGHT_MEDIUM,
                 is_chosen ? ROLE_ON_ACCENT : ROLE_TEXT_2);
    if (segments->is_disabled)
        style.role = is_chosen ? ROLE_ACCENT_TEXT : ROLE_TEXT_3;
    style.align = ALIGN_CENTER;
    ui_label(ui, segments->labels[index], style, cell);
}

void segments_draw(struct ui *ui, const struct segments *segments, struct rect rect) {
    int radius = ui_px(ui, 9);
    bool is_off = segments->is_disabled;
    ui_fill(ui, rect, is_off ? ROLE_SUNKEN : ROLE_SURFACE, radius);
    for (int i = 0; i < segments->count; i++)
        draw_segment(ui, segments, rect, i);
    ui_edge(ui, rect,
            segments->is_error ? ROLE_DANGER
            : is_off           ? ROLE_BORDER
                               : ROLE_BORDER_STRONG,
            radius, ui_px(ui, 1));
    struct element *element =
        ui_element(ui, ELEMENT_CHOICE, segments->id, rect, radius, segments->spoken);
    element->is_disabled = is_off;
}

int segments_hit(const struct frame *frame, const char *id, int count, int x, int y) {
    const struct element *element = ui_find(frame, id);
    if (!element || !rect_has(element->rect, x, y))
        return -1;
    int cell = (x - element->bounds.x) * count / (element->bounds.w > 0 ? element->bounds.w : 1);
    if (cell < 0 || cell >= count)
        return -1;
    return frame->is_rtl ? count - 1 - cell : cell;
}

int segments_key(const struct frame *frame, const struct ui_event *event, int chosen, int count) {
    int forward = frame->is_rtl ? KEY_LEFT : KEY_RIGHT;
    int back = frame->is_rtl ? KEY_RIGHT : KEY_LEFT;
    if (event->kind != UI_KEY || event->is_ctrl || event->is_alt)
        return -1;
    if ((int)event->key == forward)
        return chosen + 1 < count ? chosen + 1 : count - 1;
    if ((int)event->key == back)
        return chosen > 0 ? chosen - 1 : 0;
    return event->key == KEY_HOME ? 0 : event->key == KEY_END ? count - 1 : -1;
}
