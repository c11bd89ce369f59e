/* How the call closed, in one card. */
#include "view/debrief_private.h"

struct metric {
    const char *name, *value, *note, *icon;
    enum role icon_role;
};

static void draw_metric(struct debrief_draw *d, const struct metric *metric, int index,
                        struct rect rect) {
    struct ui *ui = &d->ui;
    struct text_style value = ui_style(SIZE_HEADING, WEIGHT_SEMIBOLD, ROLE_TEXT);
    value.is_tabular = true;
    struct rect whole = rect;
    ui_fill(ui, (struct rect){rect.x, rect.y, ui_px(ui, 1), rect.h}, ROLE_BORDER, 0);
    rect_cut_left(&rect, ui_px(ui, 20));
    ui_label(ui, metric->name, ui_style(SIZE_SMALL, WEIGHT_REGULAR, ROLE_TEXT_2),
             rect_cut_top(&rect, ui_px(ui, 18)));
    struct rect line = rect_cut_top(&rect, ui_px(ui, 28));
    if (metric->icon) {
        int side = ui_px(ui, 18);
        ui_icon(ui, metric->icon, rect_middle(line, side, side), metric->icon_role);
        rect_cut_left(&line, ui_px(ui, 24));
    }
    ui_label(ui, metric->value, value, line);
    ui_label(ui, metric->note, ui_style(SIZE_CAPTION, WEIGHT_REGULAR, ROLE_TEXT_3),
             rect_cut_top(&rect, ui_px(ui, 16)));
    ui_element(ui, ELEMENT_LIST_ITEM, frame_printf(ui->frame, "metric.%d", index), whole,
               ui_px(ui, 6), ui_join(ui, ", ", metric->name, metric->value, metric->note, NULL));
}

static int metrics_of(struct debrief_draw *d, struct metric out[4]) {
    struct ui *ui = &d->ui;
    const struct debrief_view *view = d->view;
    int count = 0;
    out[count++] = (struct metric){ui_str(ui, STR_SATISFACTION),
                                   ui_format(ui, STR_OF_FIVE, ui_number(ui, view->csat), NULL),
                                   ui_str(ui, STR_AS_ENDING), NULL, ROLE_NONE};
    out[count++] = (struct metric){
        ui_str(ui, STR_COMPLIANCE), ui_str(ui, view->is_compliant ? STR_CLEAR_RULES : STR_BROKEN),
        ui_str(ui, view->is_compliant ? STR_NO_RULE_BROKEN : STR_RULE_BROKEN),
        view->is_compliant ? "circle-check" : "circle-alert",
        view->is_compliant ? ROLE_POSITIVE : ROLE_DANGER};
    out[count++] = (struct metric){
        ui_str(ui, STR_COST), view->cost,
        *view->limit ? ui_format(ui, STR_LIMIT_NOTE, view->limit, NULL) : "", NULL, ROLE_NONE};
    out[count++] = (struct metric){
        ui_str(ui, STR_HANDLE_TIME), ui_clock(ui, view->handle_ms),
        view->target_ms ? ui_format(ui, STR_TARGET, ui_clock(ui, view->target_ms), NULL) : "", NULL,
        ROLE_NONE};
    return count;
}

static const char *later_spoken(struct debrief_draw *d) {
    struct ui *ui = &d->ui;
    return d->view->later && *d->view->later
               ? ui_join(ui, ": ", ui_str(ui, STR_LATER), d->view->later, NULL)
               : "";
}

/* What became of it: the story's last page. */
static int later_words(struct debrief_draw *d, struct rect rect, bool is_measured) {
    struct ui *ui = &d->ui;
    struct text_style head = ui_style(SIZE_SMALL, WEIGHT_SEMIBOLD, ROLE_TEXT);
    struct text_style text = ui_style(SIZE_BODY, WEIGHT_REGULAR, ROLE_TEXT);
    if (!d->view->later || !*d->view->later)
        return 0;
    int head_h = ui_text_height(ui, ui_str(ui, STR_LATER), head, rect.w);
    int h = head_h + ui_text_height(ui, d->view->later, text, rect.w) + ui_px(ui, 6);
    if (is_measured)
        return h;
    ui_text(ui, ui_str(ui, STR_LATER), head, rect_cut_top(&rect, head_h));
    ui_text(ui, d->view->later, text, rect);
    return h;
}

static int outcome_words(struct debrief_draw *d, struct rect rect, bool is_measured) {
    struct ui *ui = &d->ui;
    struct text_style title = ui_style(SIZE_HEADING, WEIGHT_SEMIBOLD, ROLE_TEXT);
    struct text_style text = ui_style(SIZE_BODY, WEIGHT_REGULAR, ROLE_TEXT_2);
    int title_h = ui_text_height(ui, d->view->title, title, rect.w) + ui_px(ui, 2);
    int text_h = *d->view->lesson ? ui_text_height(ui, d->view->lesson, text, rect.w) : 0;
    int later_h = later_words(d, rect, true);
    if (is_measured)
        return title_h + later_h + text_h;
    rect = rect_middle(rect, rect.w, title_h + later_h + text_h);
    ui_text(ui, d->view->title, title, rect_cut_top(&rect, title_h));
    later_words(d, rect_cut_top(&rect, later_h), false);
    struct rect whole = {rect.x, rect.y - later_h - title_h, rect.w, title_h + later_h + text_h};
    if (text_h)
        ui_text(ui, d->view->lesson, text, rect);
    ui_element(
        ui, ELEMENT_TEXT, "outcome", whole, ui_px(ui, 6),
        ui_join(ui, ". ", d->view->call, d->view->title, later_spoken(d), d->view->lesson, NULL));
    return title_h + later_h + text_h;
}

static void draw_badge(struct debrief_draw *d, struct rect rect) {
    struct ui *ui = &d->ui;
    bool is_good = d->view->is_resolved;
    int side = ui_px(ui, 44), inner = ui_px(ui, 24);
    struct rect badge = rect_middle(rect, side, side);
    ui_fill(ui, badge, is_good ? ROLE_POSITIVE_SOFT : ROLE_SUNKEN, ui_px(ui, 12));
    ui_icon(ui, is_good ? "heart-handshake" : "phone-call", rect_center(badge, inner, inner),
            is_good ? ROLE_POSITIVE_TEXT : ROLE_TEXT_2);
}

int debrief_outcome_draw(struct debrief_draw *d, struct rect rect) {
    struct ui *ui = &d->ui;
    struct metric metrics[4];
    int count = metrics_of(d, metrics), pad = ui_px(ui, 24), each = ui_px(ui, 148);
    bool is_wide = d->width >= UI_NORMAL;
    int across = d->width == UI_NARROW ? (rect.w - 2 * pad) / each : count;
    across = across < 1 ? 1 : across > count ? count : across;
    int rows = (count + across - 1) / across, metric_h = ui_px(ui, 62);
    int words_w = rect.w - 2 * pad - ui_px(ui, 68) - (is_wide ? count * each + pad : 0);
    int words_h = outcome_words(d, (struct rect){0, 0, words_w, 0}, true);
    int least = ui_px(ui, 104) - 2 * ui_px(ui, 20);
    int h = words_h > least ? words_h : least;
    struct rect card = {rect.x, rect.y, rect.w,
                        h + 2 * ui_px(ui, 20) + (is_wide ? 0 : rows * (metric_h + ui_px(ui, 14)))};
    ui->region = DEBRIEF_OUTCOME;
    widget_card(ui, card);
    struct rect in = rect_inset(card, pad, ui_px(ui, 20));
    struct rect side = in;
    struct rect head = is_wide ? in : rect_cut_top(&in, h);
    if (is_wide) {
        side = rect_cut_right(&head, count * each);
        rect_cut_right(&head, pad);
    } else {
        rect_cut_top(&in, ui_px(ui, 14));
        side = in;
        each = in.w / across;
    }
    draw_badge(d, rect_cut_left(&head, ui_px(ui, 44)));
    rect_cut_left(&head, ui_px(ui, 24));
    outcome_words(d, head, false);
    for (int i = 0; i < count; i++) {
        struct rect cell = {side.x + i % across * each,
                            side.y + i / across * (metric_h + ui_px(ui, 14)), each,
                            is_wide ? side.h : metric_h};
        draw_metric(d, &metrics[i], i, rect_middle(cell, each, metric_h));
    }
    return card.h;
}
