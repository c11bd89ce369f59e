/* How sure, how right. */
#include "stats/minima.h"
#include "view/debrief_private.h"

static const char *gap_text(struct debrief_draw *d, const char **more) {
    struct ui *ui = &d->ui;
    const struct debrief_calibration *c = &d->view->calibration;
    *more = "";
    if (c->count < MIN_STATED)
        return ui_count(ui, STR_MORE_DECISIONS, MIN_STATED - c->count, NULL);
    if (c->count < MIN_STATED_FLAG)
        return ui_format(ui, STR_SURE_MEANS, ui_number(ui, c->mean_stated), ui_number(ui, c->share),
                         ui_number(ui, c->count), NULL);
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

struct plot {
    int x, y, w, h; /* of the square; y is its top */
};

static int plot_x(const struct plot *plot, int percent) {
    return plot->x + plot->w * percent / 100;
}

static int plot_y(const struct plot *plot, int percent) {
    return plot->y + plot->h - plot->h * percent / 100;
}

/* Charts are not mirrored: the points are given where they will be seen. */
static struct ui_point point(const struct debrief_draw *d, int x, int y) {
    return (struct ui_point){d->ui.frame->is_rtl ? d->ui.frame->width - x : x, y};
}

static void draw_axes(struct debrief_draw *d, const struct plot *plot) {
    struct ui *ui = &d->ui;
    struct text_style style = ui_style(SIZE_CAPTION, WEIGHT_REGULAR, ROLE_TEXT_3);
    for (int percent = 0; percent <= 100; percent += 50) {
        int y = plot_y(plot, percent);
        frame_fill(ui->frame, (struct rect){plot->x, y, plot->w, ui_px(ui, 1)}, ROLE_BORDER, 0);
        style.align = ui->frame->is_rtl ? ALIGN_START : ALIGN_END;
        text_draw(ui->frame, ui_number(ui, percent), &style,
                  (struct rect){plot->x - ui_px(ui, 40), y - ui_px(ui, 8), ui_px(ui, 32), 0});
    }
    style.align = ALIGN_CENTER;
    for (int percent = 0; percent <= 100; percent += 20)
        text_draw(ui->frame, ui_number(ui, percent), &style,
                  (struct rect){plot_x(plot, percent) - ui_px(ui, 16),
                                plot->y + plot->h + ui_px(ui, 6), ui_px(ui, 32), 0});
}

static void draw_perfect(struct debrief_draw *d, const struct plot *plot) {
    enum { DASHES = 18 };
    for (int i = 0; i < DASHES; i++) {
        struct ui_point dash[2] = {point(d, plot->x + plot->w * 2 * i / (2 * DASHES),
                                         plot->y + plot->h - plot->h * 2 * i / (2 * DASHES)),
                                   point(d, plot->x + plot->w * (2 * i + 1) / (2 * DASHES),
                                         plot->y + plot->h - plot->h * (2 * i + 1) / (2 * DASHES))};
        ui_polyline(&d->ui, dash, 2, ROLE_TEXT_3, ui_px(&d->ui, 1));
    }
}

static void draw_points(struct debrief_draw *d, const struct plot *plot) {
    struct ui *ui = &d->ui;
    const struct debrief_calibration *c = &d->view->calibration;
    struct ui_point band[2 * DEBRIEF_POINTS_MAX], line[DEBRIEF_POINTS_MAX];
    int n = c->point_count;
    for (int i = 0; i < n; i++) {
        const struct debrief_point *p = &c->points[i];
        int x = plot_x(plot, p->stated);
        band[i] = point(d, x, plot_y(plot, p->high));
        band[2 * n - 1 - i] = point(d, x, plot_y(plot, p->low));
        line[i] = point(d, x, plot_y(plot, p->share));
    }
    if (n > 1) {
        ui_polyline(ui, band, 2 * n, ROLE_ACCENT_SOFT, 0);
        draw_perfect(d, plot);
        ui_polyline(ui, line, n, ROLE_ACCENT, ui_px(ui, 2));
    }
    for (int i = 0; i < n; i++) {
        int radius = ui_px(ui, c->points[i].count >= 20 ? 5 : c->points[i].count >= 8 ? 4 : 3);
        ui_dot(ui, line[i].x, line[i].y, radius + ui_px(ui, 1), ROLE_SURFACE);
        ui_dot(ui, line[i].x, line[i].y, radius, ROLE_ACCENT);
    }
}

static int draw_plot(struct debrief_draw *d, struct rect rect) {
    struct ui *ui = &d->ui;
    int side = ui_px(ui, 34), most = ui_px(ui, 320);
    struct rect box = {rect.x, rect.y, rect.w < most ? rect.w : most, ui_px(ui, 166)};
    struct rect real = ui_mirror(ui, box);
    struct plot plot = {real.x + side, real.y + ui_px(ui, 8), real.w - side - ui_px(ui, 12),
                        ui_px(ui, 116)};
    struct text_style style = ui_style(SIZE_CAPTION, WEIGHT_REGULAR, ROLE_TEXT_3);
    style.align = ALIGN_CENTER;
    draw_axes(d, &plot);
    draw_points(d, &plot);
    ui_text(ui, ui_str(ui, STR_HOW_SURE_AXIS), style,
            (struct rect){box.x, box.y + ui_px(ui, 149), box.w, 0});
    return box.h + ui_px(ui, 8);
}

int debrief_calibration_draw(struct debrief_draw *d, struct rect rect) {
    struct ui *ui = &d->ui;
    const struct debrief_calibration *c = &d->view->calibration;
    int pad_x = ui_px(ui, 18), at = ui->frame->draw_count;
    struct rect in = {rect.x + pad_x, rect.y + ui_px(ui, 14), rect.w - 2 * pad_x, DEBRIEF_FOREVER};
    const char *title = ui_str(ui, STR_HOW_SURE_HOW_RIGHT), *more;
    const char *sentence = gap_text(d, &more);
    ui->region = DEBRIEF_SIDE;
    in.y +=
        ui_text(ui, title, ui_style(SIZE_READING, WEIGHT_SEMIBOLD, ROLE_TEXT), in) + ui_px(ui, 1);
    if (c->count)
        in.y += ui_text(ui, ui_count(ui, STR_YOUR_LAST_DECISIONS, c->count, NULL),
                        ui_style(SIZE_CAPTION, WEIGHT_REGULAR, ROLE_TEXT_2), in) +
                ui_px(ui, 8);
    if (c->count >= MIN_STATED_CURVE) {
        in.y += draw_plot(d, in);
        more = ui_join(ui, " ", more, ui_str(ui, STR_DASHED_LINE), NULL);
    }
    in.y += ui_text(ui, sentence, ui_style(SIZE_SMALL, WEIGHT_SEMIBOLD, ROLE_TEXT), in);
    if (*more)
        in.y += ui_text(ui, more, ui_style(SIZE_SMALL, WEIGHT_REGULAR, ROLE_TEXT_2), in);
    if (c->count < MIN_STATED_CURVE)
        in.y += ui_px(ui, 4) +
                ui_text(ui, ui_count(ui, STR_CURVE_FROM, MIN_STATED_CURVE - c->count, NULL),
                        ui_style(SIZE_CAPTION, WEIGHT_REGULAR, ROLE_TEXT_3), in);
    const char *mark =
        c->is_provisional && c->count >= MIN_STATED ? ui_str(ui, STR_PROVISIONAL) : "";
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
