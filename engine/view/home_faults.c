/* Files of the library that cannot be played: named, with the reason, instead of vanishing. */
#include "view/home_private.h"

static struct text_style why_style(void) {
    return ui_style(SIZE_SMALL, WEIGHT_REGULAR, ROLE_TEXT_2);
}

static int draw_fault(struct home_draw *d, int index, struct rect rect) {
    struct ui *ui = &d->ui;
    const struct home_fault *fault = &d->view->faults[index];
    int pad = ui_px(ui, 12), side = ui_px(ui, 16), top = rect.y;
    struct rect words = rect_inset(rect, ui_px(ui, 16), 0);
    rect_cut_left(&words, side + ui_px(ui, 10));
    struct text_style name = ui_style(SIZE_SMALL, WEIGHT_SEMIBOLD, ROLE_TEXT);
    int name_h = ui_text_height(ui, fault->file, name, words.w);
    int why_h = ui_text_height(ui, fault->why, why_style(), words.w);
    struct rect card = {rect.x, top, rect.w, name_h + why_h + 2 * pad + ui_px(ui, 2)};
    widget_card(ui, card);
    words.y = top + pad;
    words.h = HOME_FOREVER;
    struct rect icon = {card.x + ui_px(ui, 16), words.y + ui_px(ui, 1), side, side};
    ui_icon(ui, "triangle-alert", icon, ROLE_DANGER);
    words.y += ui_text(ui, fault->file, name, words) + ui_px(ui, 2);
    ui_text(ui, fault->why, why_style(), words);
    ui_element(ui, ELEMENT_TEXT, frame_printf(ui->frame, "fault.%d", index), card, ui_px(ui, 12),
               ui_join(ui, ": ", fault->file, fault->why, NULL));
    return card.h;
}

int home_faults_draw(struct home_draw *d, struct rect rect) {
    struct ui *ui = &d->ui;
    int top = rect.y, gap = ui_px(ui, 8);
    if (!d->view->fault_count)
        return 0;
    ui->region = HOME_REGION_CALLS;
    rect.y += ui_px(ui, 24);
    struct rect line = {rect.x, rect.y, rect.w, ui_px(ui, 24)};
    ui_label(ui, ui_str(ui, STR_FAULTS), ui_style(SIZE_READING, WEIGHT_SEMIBOLD, ROLE_TEXT), line);
    rect.y += line.h + gap;
    for (int i = 0; i < d->view->fault_count; i++)
        rect.y += draw_fault(d, i, rect) + gap;
    return rect.y - top - gap;
}
