/* How sure, how right. */
#include "stats/minima.h"
#include "view/debrief_private.h"

static const char *gap_text(struct debrief_draw *d, const char **more) {
    struct ui *ui = &d->ui;
    const struct debrief_calibration *c = &d->view->calibration;
    *more = "";
    bool is_short = c->count < MIN_STATED_FLAG || c->scenarios < MIN_STATED_SCENARIOS;
    const char *needs =
        ui_format(ui, STR_NEEDS_SURE, ui_number(ui, c->count), ui_number(ui, c->scenarios), NULL);
    if (c->count < MIN_DECISIONS || c->scenarios < MIN_SCENARIOS)
        return needs;
    if (is_short) {
        *more = needs;
        return ui_format(ui, STR_SURE_MEANS, ui_number(ui, c->mean_stated), ui_number(ui, c->share),
                         ui_number(ui, c->count), NULL);
    }
    bool is_over = c->gap > 0;
    int low = is_over ? c->gap_low : -c->gap_high, high = is_over ? c->gap_high : -c->gap_low;
    if (low <= 0) {
        *more = ui_format(ui, STR_CLOSE_MORE, ui_number(ui, is_over ? -c->gap_low : c->gap_high),
                          ui_number(ui, high), NULL);
        return ui_str(ui, STR_CLOSE_TO_RIGHT);
    }
    *more = ui_format(ui, STR_COULD_BE, ui_number(ui, low), ui_number(ui, high), NULL);
    return ui_count(ui, is_over ? STR_TOO_SURE : STR_TOO_CAREFUL, is_over ? c->gap : -c->gap, NULL);
}

/* ---- the curve ---- */

static void make_mark(struct ui *ui, const struct debrief_point *point, struct chart_mark *out) {
    *out = chart_mark_empty(ui_format(ui, STR_CURVE_POINT, ui_number(ui, point->stated), NULL));
    out->state = CHART_SAID;
    out->text = ui_format(ui, STR_CURVE_POINT_TEXT, ui_number(ui, point->share),
                          ui_number(ui, point->low), ui_number(ui, point->high), NULL);
    out->x = point->stated;
    out->value = point->share;
    out->low = point->low;
    out->high = point->high;
    out->count = point->count;
}

struct chart debrief_curve(struct ui *ui, const struct debrief_calibration *calibration,
                           struct chart_mark marks[DEBRIEF_POINTS_MAX]) {
    for (int i = 0; i < calibration->point_count; i++)
        make_mark(ui, &calibration->points[i], &marks[i]);
    return (struct chart){.kind = CHART_CURVE,
                          .id = "curve",
                          .title = ui_str(ui, STR_HOW_SURE_HOW_RIGHT),
                          .x_title = ui_str(ui, STR_HOW_SURE_AXIS),
                          .marks = marks,
                          .count = calibration->point_count,
                          .most = 100,
                          .step = 50,
                          .x_most = 100,
                          .x_step = 20};
}

static int draw_curve(struct debrief_draw *d, struct rect rect) {
    struct chart_mark marks[DEBRIEF_POINTS_MAX];
    struct chart chart = debrief_curve(&d->ui, &d->view->calibration, marks);
    rect.h = chart_head_height(&d->ui, &chart, rect.w) + ui_px(&d->ui, 166);
    chart_draw(&d->ui, &chart, &d->screen->curve, rect);
    return rect.h + ui_px(&d->ui, 8);
}

int debrief_calibration_draw(struct debrief_draw *d, struct rect rect) {
    struct ui *ui = &d->ui;
    const struct debrief_calibration *c = &d->view->calibration;
    int pad_x = ui_px(ui, 18), at = ui->frame->draw_count;
    struct rect in = {rect.x + pad_x, rect.y + ui_px(ui, 14), rect.w - 2 * pad_x, DEBRIEF_FOREVER};
    const char *title = ui_str(ui, STR_HOW_SURE_HOW_RIGHT), *more;
    const char *sentence = gap_text(d, &more);
    ui->region = DEBRIEF_SIDE;
    bool has_curve = c->count >= MIN_STATED_CURVE;
    in.y += has_curve ? draw_curve(d, in)
                      : ui_text(ui, title, ui_style(SIZE_READING, WEIGHT_SEMIBOLD, ROLE_TEXT), in) +
                            ui_px(ui, 1);
    if (c->count)
        in.y += ui_text(ui, ui_count(ui, STR_YOUR_LAST_DECISIONS, c->count, NULL),
                        ui_style(SIZE_CAPTION, WEIGHT_REGULAR, ROLE_TEXT_2), in) +
                ui_px(ui, 8);
    if (has_curve && !d->screen->curve.is_table)
        more = ui_join(ui, " ", more, ui_str(ui, STR_DASHED_LINE), NULL);
    in.y += ui_text(ui, sentence, ui_style(SIZE_SMALL, WEIGHT_SEMIBOLD, ROLE_TEXT), in);
    if (*more)
        in.y += ui_text(ui, more, ui_style(SIZE_SMALL, WEIGHT_REGULAR, ROLE_TEXT_2), in);
    if (!has_curve)
        in.y += ui_px(ui, 4) +
                ui_text(ui, ui_count(ui, STR_CURVE_FROM, MIN_STATED_CURVE - c->count, NULL),
                        ui_style(SIZE_CAPTION, WEIGHT_REGULAR, ROLE_TEXT_3), in);
    const char *mark =
        c->is_provisional && c->count >= MIN_DECISIONS ? ui_str(ui, STR_PROVISIONAL) : "";
    if (*mark)
        in.y += ui_px(ui, 4) +
                ui_text(ui, mark, ui_style(SIZE_CAPTION, WEIGHT_REGULAR, ROLE_TEXT_2), in);
    int h = in.y + ui_px(ui, 14) - rect.y, last = ui->frame->draw_count;
    struct rect card = {rect.x, rect.y, rect.w, h};
    widget_card(ui, card);
    ui_send_back(ui, at, last);
    ui_element(ui, ELEMENT_TEXT, "calibration", rect_inset(card, ui_px(ui, 4), ui_px(ui, 4)),
               ui_px(ui, 9), ui_join(ui, ". ", title, sentence, more, mark, NULL));
    return h;
}
