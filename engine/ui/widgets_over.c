/* Menus, dialogs and empty states: see widgets.h. */
#include "ui/widgets.h"

static void draw_tick(struct ui *ui, struct rect box, bool is_chosen, bool has_box) {
    int inner = ui_px(ui, has_box ? 12 : 16);
    if (has_box && is_chosen)
        ui_fill(ui, box, ROLE_ACCENT, ui_px(ui, 4));
    else if (has_box)
        ui_edge(ui, box, ROLE_BORDER_STRONG, ui_px(ui, 4), ui_px(ui, 1));
    if (is_chosen)
        ui_icon(ui, "check", rect_center(box, inner, inner),
                has_box ? ROLE_ON_ACCENT : ROLE_ACCENT_TEXT);
}

static void draw_menu_item(struct ui *ui, const struct menu *menu, struct rect row, int index) {
    const char *id = frame_printf(ui->frame, "%s.%d", menu->id, index);
    bool is_chosen = menu->chosen >> index & 1;
    int radius = ui_px(ui, 6), side = ui_px(ui, 16);
    if (ui_is_hovered(ui, id) || ui_has_focus(ui, id))
        ui_fill(ui, row, ROLE_SUNKEN, radius);
    struct rect inside = rect_inset(row, ui_px(ui, 10), 0);
    draw_tick(ui, rect_middle(inside, side, side), is_chosen, menu->takes_several && index > 0);
    rect_cut_left(&inside, side + ui_px(ui, 8));
    ui_label(ui, menu->labels[index],
             ui_style(SIZE_SMALL, is_chosen ? WEIGHT_SEMIBOLD : WEIGHT_MEDIUM, ROLE_TEXT), inside);
    const char *spoken =
        ui_format(ui, is_chosen ? STR_UI_ITEM_CHOSEN : STR_UI_ITEM, menu->labels[index],
                  ui_number(ui, index + 1), ui_number(ui, menu->count), NULL);
    struct element *element = ui_element(ui, ELEMENT_LIST_ITEM, id, row, radius, spoken);
    element->is_chosen = is_chosen;
}

void menu_draw(struct ui *ui, const struct menu *menu) {
    int width = menu->anchor.w, row = ui_px(ui, 34), pad = ui_px(ui, 6);
    for (int i = 0; i < menu->count; i++) {
        int w =
            ui_text_width(ui, menu->labels[i], ui_style(SIZE_SMALL, WEIGHT_SEMIBOLD, ROLE_TEXT)) +
            ui_px(ui, 64);
        width = w > width ? w : width;
    }
    struct rect rect = {menu->anchor.x, menu->anchor.y + menu->anchor.h + ui_px(ui, 4), width,
                        menu->count * row + 2 * pad};
    int margin = ui_px(ui, 8), most = ui->frame->height - 2 * margin;
    rect.h = rect.h < most ? rect.h : most;
    if (rect.x + rect.w > ui->frame->width - margin)
        rect.x = ui->frame->width - margin - rect.w;
    if (rect.y + rect.h > ui->frame->height - margin)
        rect.y = ui->frame->height - margin - rect.h;
    if (rect.y < margin)
        rect.y = margin;
    ui_forget_elements(ui);
    widget_card(ui, rect);
    ui_edge(ui, rect, ROLE_BORDER_STRONG, ui_px(ui, 12), ui_px(ui, 1));
    /* The clip leaves room for the focus ring. */
    int edge = ui_px(ui, 1);
    struct rect inside = rect_inset(rect, pad, 0);
    inside.y = ui_scroll_begin(ui, menu->scroll, rect_inset(rect, edge, edge)) + pad - edge;
    for (int i = 0; i < menu->count; i++, inside.y += row)
        draw_menu_item(ui, menu, (struct rect){inside.x, inside.y, inside.w, row}, i);
    ui_scroll_end(ui, menu->scroll, menu->count * row + 2 * (pad - edge));
}

struct rect dialog_begin(struct ui *ui, int logical_width, int height) {
    struct rect window = {0, 0, ui->frame->width, ui->frame->height};
    ui_forget_elements(ui);
    ui->region = 0;
    ui_fill(ui, window, ROLE_SCRIM, 0);
    int pad = ui_px(ui, 24), most = window.w - 2 * ui_px(ui, 16);
    int w = ui_px(ui, logical_width) < most ? ui_px(ui, logical_width) : most;
    struct rect card = rect_center(window, w, height + 2 * pad);
    if (card.y < ui_px(ui, 8))
        card.y = ui_px(ui, 8);
    widget_card(ui, card);
    return rect_inset(card, pad, pad);
}

static const struct text_style dialog_text = {
    .size = 14, .line_height = 20, .role = ROLE_TEXT_2, .weight = WEIGHT_REGULAR};

static void draw_badge(struct ui *ui, const char *icon, bool is_danger, struct rect rect) {
    int side = ui_px(ui, 36), inner = ui_px(ui, 18);
    struct rect badge = {rect.x, rect.y, side, side};
    ui_fill(ui, badge, is_danger ? ROLE_DANGER_SOFT : ROLE_SUNKEN, ui_px(ui, 10));
    ui_icon(ui, icon, rect_center(badge, inner, inner), is_danger ? ROLE_DANGER_TEXT : ROLE_TEXT_2);
}

void dialog_draw(struct ui *ui, const struct dialog *dialog) {
    enum { WIDTH = 460 };
    int most = ui->frame->width - 2 * ui_px(ui, 16);
    int w = (ui_px(ui, WIDTH) < most ? ui_px(ui, WIDTH) : most) - 2 * ui_px(ui, 24) - ui_px(ui, 50);
    struct text_style title = ui_style(SIZE_TITLE, WEIGHT_SEMIBOLD, ROLE_TEXT);
    int title_h = ui_text_height(ui, dialog->title, title, w);
    int text_h = ui_text_height(ui, dialog->text, dialog_text, w);
    struct rect rect =
        dialog_begin(ui, WIDTH, title_h + ui_px(ui, 6) + text_h + ui_px(ui, 20) + ui_px(ui, 40));
    draw_badge(ui, dialog->icon, dialog->is_danger, rect);
    rect_cut_left(&rect, ui_px(ui, 50));
    struct rect words = {rect.x, rect.y, rect.w, title_h + ui_px(ui, 6) + text_h};
    ui_text(ui, dialog->title, title, rect);
    rect_cut_top(&rect, title_h + ui_px(ui, 6));
    ui_text(ui, dialog->text, dialog_text, rect);
    rect_cut_top(&rect, text_h + ui_px(ui, 20));
    ui_element(ui, ELEMENT_TEXT, "dialog", rect_inset(words, -ui_px(ui, 4), -ui_px(ui, 2)),
               ui_px(ui, 6), ui_join(ui, ". ", dialog->title, dialog->text, NULL));
    for (int i = 0; i < 2; i++)
        if (dialog->buttons[i].label) {
            rect_cut_left(&rect, button_at(ui, &dialog->buttons[i], rect));
            rect_cut_left(&rect, ui_px(ui, 10));
        }
}

void widget_toast(struct ui *ui, const char *text, bool is_bad, struct rect area) {
    struct text_style style = ui_style(SIZE_BODY, WEIGHT_MEDIUM, ROLE_TEXT);
    int pad = ui_px(ui, 16), left = ui_px(ui, 26), widest = ui_px(ui, 640);
    int most = area.w - 2 * ui_px(ui, 20) - 2 * pad - left;
    most = most < widest ? most : widest;
    int w = ui_text_width(ui, text, style) + ui_px(ui, 1);
    w = w < most ? w : most;
    int h = ui_text_height(ui, text, style, w) + 2 * ui_px(ui, 12);
    struct rect box = rect_center(area, w + left + 2 * pad, h);
    box.y = area.y + area.h - h;
    widget_card(ui, box);
    ui_edge(ui, box, is_bad ? ROLE_DANGER : ROLE_BORDER_STRONG, ui_px(ui, 12), ui_px(ui, 1));
    struct rect inside = rect_inset(box, pad, 0);
    int side = ui_px(ui, 16);
    ui_icon(ui, is_bad ? "circle-alert" : "circle-check", rect_middle(inside, side, side),
            is_bad ? ROLE_DANGER : ROLE_POSITIVE);
    rect_cut_left(&inside, left);
    ui_label(ui, text, style, inside);
    ui_element(ui, ELEMENT_TEXT, "toast", box, ui_px(ui, 12), text)->is_cover = true;
}

int empty_draw(struct ui *ui, const struct empty *empty, struct rect rect) {
    int pad_x = ui_px(ui, 18), pad_y = ui_px(ui, 16), left = ui_px(ui, 50);
    struct text_style title = ui_style(SIZE_BODY, WEIGHT_SEMIBOLD, ROLE_TEXT);
    struct text_style text = ui_style(SIZE_SMALL, WEIGHT_REGULAR, ROLE_TEXT_2);
    int w = rect.w - 2 * pad_x - left;
    int words_h = ui_text_height(ui, empty->title, title, w) + ui_px(ui, 2) +
                  ui_text_height(ui, empty->text, text, w);
    int button_h = empty->button.label ? ui_px(ui, 10) + button_height(ui, &empty->button) : 0;
    int least = ui_px(ui, 36);
    int h = words_h + button_h < least ? least : words_h + button_h;
    struct rect card = {rect.x, rect.y, rect.w, h + 2 * pad_y};
    widget_card(ui, card);
    if (empty->is_danger)
        ui_edge(ui, card, ROLE_DANGER, ui_px(ui, 12), ui_px(ui, 1));
    struct rect inside = rect_inset(card, pad_x, pad_y);
    draw_badge(ui, empty->icon, empty->is_danger, inside);
    rect_cut_left(&inside, left);
    ui_element(ui, ELEMENT_TEXT, "empty", (struct rect){inside.x, inside.y, inside.w, words_h},
               ui_px(ui, 6), ui_join(ui, ". ", empty->title, empty->text, NULL));
    rect_cut_top(&inside, ui_text(ui, empty->title, title, inside) + ui_px(ui, 2));
    rect_cut_top(&inside, ui_text(ui, empty->text, text, inside));
    if (empty->button.label) {
        rect_cut_top(&inside, ui_px(ui, 10));
        struct rect row = rect_cut_top(&inside, button_height(ui, &empty->button));
        button_at(ui, &empty->button, row);
    }
    return card.h;
}
