/* What lies over the call: pause, the question before leaving, and trouble with saving. */
#include "view/call_private.h"

#include <string.h>

const char *call_trouble_way(const struct call_view *view) {
    return view->is_trouble_final ? "leave-now" : "retry-write";
}

void call_pause_cover(struct call_draw *d, struct rect rect) {
    struct ui *ui = &d->ui;
    struct text_style title = ui_style(SIZE_HEADING, WEIGHT_SEMIBOLD, ROLE_TEXT);
    struct text_style text = ui_style(SIZE_BODY, WEIGHT_REGULAR, ROLE_TEXT_2);
    title.align = text.align = ALIGN_CENTER;
    text.is_balanced = true;
    struct button go = {.id = "go", .label = ui_str(ui, STR_GO_ON), .icon = "play", .key = "P"};
    int most = ui_px(ui, 420), w = rect.w - 2 * ui_px(ui, 20);
    w = w < most ? w : most;
    int title_h = ui_text_height(ui, ui_str(ui, STR_PAUSED), title, w) + ui_px(ui, 4);
    int text_h = ui_text_height(ui, ui_str(ui, STR_PAUSED_TEXT), text, w) + ui_px(ui, 16);
    struct rect box = rect_center(rect, w, title_h + text_h + ui_px(ui, 40));
    ui->region = REGION_SAID;
    ui_element(ui, ELEMENT_TEXT, "paused", (struct rect){box.x, box.y, box.w, title_h + text_h},
               ui_px(ui, 9),
               ui_join(ui, ". ", ui_str(ui, STR_PAUSED), ui_str(ui, STR_PAUSED_TEXT), NULL));
    ui_text(ui, ui_str(ui, STR_PAUSED), title, rect_cut_top(&box, title_h));
    ui_text(ui, ui_str(ui, STR_PAUSED_TEXT), text, rect_cut_top(&box, text_h));
    int button = button_width(ui, &go);
    ui->region = REGION_TRAY;
    button_draw(ui, &go, rect_center(box, button, ui_px(ui, 40)));
}

/* Where to find it again; an assessment's clock goes on. */
static enum str leave_text(const struct call_view *view) {
    if (view->mode == MODE_RETRY)
        return STR_LEAVE_TEXT_RETRY;
    return view->can_pause ? STR_LEAVE_TEXT : STR_LEAVE_TEXT_ASSESSMENT;
}

static void draw_leave(struct call_draw *d) {
    struct ui *ui = &d->ui;
    struct dialog dialog = {
        .icon = "phone-call",
        .title = ui_str(ui, STR_LEAVE_TITLE),
        .text = ui_str(ui, leave_text(d->view)),
        .buttons = {
            {.id = "stay", .label = ui_str(ui, STR_STAY), .key = "Esc"},
            {.id = "leave-now", .label = ui_str(ui, STR_LEAVE_NOW), .look = BUTTON_SECONDARY}}};
    dialog_draw(ui, &dialog);
}

/* What went wrong is the first sentence of what the log's writer says. */
static const char *trouble_text(struct ui *ui, const struct call_view *view) {
    const char *end = strstr(view->trouble, ". ");
    size_t len = end ? (size_t)(end - view->trouble) + 1 : strlen(view->trouble);
    return ui_join(ui, "\n\n", ui_str(ui, view->is_trouble_final ? STR_SAVE_LOST : STR_SAVE_SAFE),
                   frame_text(ui->frame, view->trouble, len), NULL);
}

static void draw_trouble(struct call_draw *d) {
    struct ui *ui = &d->ui;
    bool is_final = d->view->is_trouble_final;
    struct dialog dialog = {
        .icon = "circle-alert",
        .is_danger = true,
        .title = ui_str(ui, STR_SAVE_FAILED),
        .text = trouble_text(ui, d->view),
        .buttons = {{.id = call_trouble_way(d->view),
                     .label = ui_str(ui, is_final ? STR_LEAVE_CALL : STR_TRY_NOW),
                     .key = "Enter"}}};
    dialog_draw(ui, &dialog);
}

void call_over_draw(struct call_draw *d) {
    if (d->view->toast && !d->view->is_paused)
        widget_toast(&d->ui, d->view->toast, d->view->is_toast_bad, d->desk);
    if (d->view->trouble)
        draw_trouble(d);
    else if (d->screen->asks_to_leave)
        draw_leave(d);
}
