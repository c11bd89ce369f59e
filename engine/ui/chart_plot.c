/* Charts with two axes, which are never mirrored: scatter and calibration curve. */
#include "ui/chart_private.h"

#include <math.h>

enum { LEFT = 38, BOTTOM = 40, DOT = 12, TICKS_MAX = 12, POINTS_MAX = 128, DASHES = 18 };

struct plot plot_make(struct ui *ui, const struct chart *chart, struct rect rect) {
    struct rect real = ui_mirror(ui, rect);
    int left = ui_px(ui, LEFT), pad = ui_px(ui, DOT);
    struct plot plot = {ui, chart, {real.x + left, real.y + pad, real.w - left - pad, 0}};
    plot.area.h = real.h - pad - ui_px(ui, chart->x_title ? BOTTOM : BOTTOM - 18);
    return plot;
}

int plot_x(const struct plot *plot, double x) {
    return plot->area.x + chart_scale(x, plot->chart->x_least, plot->chart->x_most, plot->area.w);
}

int plot_y(const struct plot *plot, double y) {
    return plot->area.y + plot->area.h -
           chart_scale(y, plot->chart->least, plot->chart->most, plot->area.h);
}

/* ui_polyline mirrors: what is given is where it will be seen. */
void plot_shape(const struct plot *plot, struct ui_point *points, int count, enum role role,
                int stroke) {
    struct frame *frame = plot->ui->frame;
    for (int i = 0; frame->is_rtl && i < count; i++)
        points[i].x = frame->width - points[i].x;
    ui_polyline(plot->ui, points, count, role, stroke);
    for (int i = 0; frame->is_rtl && i < count; i++)
        points[i].x = frame->width - points[i].x;
}

void plot_line(const struct plot *plot, int x0, int y0, int x1, int y1, enum role role,
               int stroke) {
    struct ui_point points[2] = {{x0, y0}, {x1, y1}};
    plot_shape(plot, points, 2, role, stroke);
}

void plot_dot(const struct plot *plot, int x, int y, int radius, enum role role) {
    frame_fill(plot->ui->frame, (struct rect){x - radius, y - radius, 2 * radius, 2 * radius}, role,
               radius);
}

/* Text at a place on screen, whichever way the interface runs. */
static void plot_text(const struct plot *plot, const char *text, enum text_align align,
                      bool is_number, struct rect rect) {
    struct text_style style = ui_style(SIZE_CAPTION, WEIGHT_REGULAR, ROLE_TEXT_3);
    bool turns = plot->ui->frame->is_rtl && align != ALIGN_CENTER;
    style.align = turns ? (align == ALIGN_START ? ALIGN_END : ALIGN_START) : align;
    if (is_number) /* a minus sign stands before its digits in every language */
        style.direction = DIRECTION_LTR;
    text_draw(plot->ui->frame, text, &style, rect);
}

void plot_axes(const struct plot *plot) {
    struct ui *ui = plot->ui;
    const struct chart *chart = plot->chart;
    int line = ui_px(ui, 1), w = ui_px(ui, 60), ticks = 0;
    for (double y = chart->least;
         chart->step > 0 && y <= chart->most + chart->step / 100 && ticks < TICKS_MAX;
         y += chart->step, ticks++) {
        frame_fill(ui->frame, (struct rect){plot->area.x, plot_y(plot, y), plot->area.w, line},
                   ROLE_BORDER, 0);
        plot_text(
            plot, chart_number(ui, y, chart->decimals), ALIGN_END, true,
            (struct rect){plot->area.x - ui_px(ui, 6) - w, plot_y(plot, y) - ui_px(ui, 8), w, 0});
    }
    ticks = 0;
    for (double x = chart->x_least;
         chart->x_step > 0 && x <= chart->x_most + chart->x_step / 100 && ticks < TICKS_MAX;
         x += chart->x_step, ticks++)
        plot_text(plot, chart_number(ui, x, chart->decimals), ALIGN_CENTER, true,
                  (struct rect){plot_x(plot, x) - w / 2, plot->area.y + plot->area.h + ui_px(ui, 5),
                                w, 0});
    if (chart->x_title)
        plot_text(plot, chart->x_title, ALIGN_CENTER, false,
                  (struct rect){plot->area.x, plot->area.y + plot->area.h + ui_px(ui, 23),
                                plot->area.w, 0});
}

static void mark_element(const struct plot *plot, int index, int x, int y, int radius) {
    struct rect real = {x - radius, y - radius, 2 * radius, 2 * radius};
    chart_element(plot->ui, plot->chart, index, ui_mirror(plot->ui, real), radius);
}

static bool is_drawn(const struct chart_mark *mark) {
    return mark->state == CHART_SAID && chart_is_there(mark->x) && chart_is_there(mark->value);
}

/* ---- scatter ---- */

static void draw_zone(const struct plot *plot) {
    const struct chart *chart = plot->chart;
    if (!chart->has_zone)
        return;
    int x0 = plot_x(plot, chart->zone_x[0]), x1 = plot_x(plot, chart->zone_x[1]);
    int y0 = plot_y(plot, chart->zone_y[1]), y1 = plot_y(plot, chart->zone_y[0]);
    frame_fill(plot->ui->frame, (struct rect){x0, y0, x1 - x0, y1 - y0}, ROLE_POSITIVE_SOFT,
               ui_px(plot->ui, 6));
}

static void draw_cross(const struct plot *plot, const struct chart_mark *mark) {
    int x = plot_x(plot, mark->x), y = plot_y(plot, mark->value), line = ui_px(plot->ui, 1);
    if (chart_has_range(mark->x_low, mark->x_high))
        plot_line(plot, plot_x(plot, mark->x_low), y, plot_x(plot, mark->x_high), y, ROLE_EXPERT,
                  line);
    if (chart_has_range(mark->low, mark->high))
        plot_line(plot, x, plot_y(plot, mark->high), x, plot_y(plot, mark->low), ROLE_EXPERT, line);
}

static bool touches(const struct ui_point *dots, int count, int x, int y, int apart) {
    for (int i = 0; i < count; i++) {
        int dx = dots[i].x - x, dy = dots[i].y - y;
        if (dx * dx + dy * dy < apart * apart)
            return true;
    }
    return false;
}

/* A dot that would touch an earlier one goes along its own cross, first to the sides; its cross
 * stays where it is. Where there is no room it stays as well. */
static struct ui_point place_dot(const struct plot *plot, const struct chart_mark *mark,
                                 const struct ui_point *dots, int count) {
    int x = plot_x(plot, mark->x), y = plot_y(plot, mark->value);
    int apart = 2 * ui_px(plot->ui, DOT), step = ui_px(plot->ui, 2);
    bool has_x = chart_has_range(mark->x_low, mark->x_high);
    bool has_y = chart_has_range(mark->low, mark->high);
    int left = has_x ? plot_x(plot, mark->x_low) : x,
        right = has_x ? plot_x(plot, mark->x_high) : x;
    int top = has_y ? plot_y(plot, mark->high) : y, bottom = has_y ? plot_y(plot, mark->low) : y;
    for (int far = 0; far <= right - left + bottom - top; far += step) {
        struct ui_point tries[] = {{x + far, y}, {x - far, y}, {x, y - far}, {x, y + far}};
        for (int i = 0; i < 4; i++)
            if (tries[i].x >= left && tries[i].x <= right && tries[i].y >= top &&
                tries[i].y <= bottom && !touches(dots, count, tries[i].x, tries[i].y, apart))
                return tries[i];
    }
    return (struct ui_point){x, y};
}

static void draw_dot(const struct plot *plot, int index, struct ui_point at) {
    struct ui *ui = plot->ui;
    const struct chart_mark *mark = &plot->chart->marks[index];
    int radius = ui_px(ui, DOT);
    plot_dot(plot, at.x, at.y, radius + ui_px(ui, 1), ROLE_SURFACE);
    plot_dot(plot, at.x, at.y, radius, ROLE_ACCENT);
    struct text_style style = ui_style(SIZE_CAPTION, WEIGHT_SEMIBOLD, ROLE_ON_ACCENT);
    style.align = ALIGN_CENTER;
    style.is_line_fixed = true;
    if (mark->label)
        text_draw(ui->frame, mark->label, &style,
                  (struct rect){at.x - radius, at.y - ui_px(ui, 8), 2 * radius, 0});
    mark_element(plot, index, at.x, at.y, radius);
}

void chart_scatter(struct ui *ui, const struct chart *chart, struct rect rect) {
    struct plot plot = plot_make(ui, chart, rect);
    struct ui_point dots[POINTS_MAX];
    int count = 0;
    draw_zone(&plot);
    plot_axes(&plot);
    for (int i = 0; i < chart->count; i++)
        if (is_drawn(&chart->marks[i]))
            draw_cross(&plot, &chart->marks[i]);
    for (int i = 0; i < chart->count; i++) {
        if (!is_drawn(&chart->marks[i]))
            continue;
        struct ui_point at = place_dot(&plot, &chart->marks[i], dots, count);
        if (count < POINTS_MAX)
            dots[count++] = at;
        draw_dot(&plot, i, at);
    }
}

/* ---- curve ---- */

/* Where the value is what was said. */
static void draw_perfect(const struct plot *plot) {
    const struct chart *chart = plot->chart;
    double from = chart->x_least > chart->least ? chart->x_least : chart->least;
    double to = chart->x_most < chart->most ? chart->x_most : chart->most;
    for (int i = 0; i < DASHES; i++) {
        double a = from + (to - from) * 2 * i / (2 * DASHES);
        double b = from + (to - from) * (2 * i + 1) / (2 * DASHES);
        plot_line(plot, plot_x(plot, a), plot_y(plot, a), plot_x(plot, b), plot_y(plot, b),
                  ROLE_TEXT_3, ui_px(plot->ui, 1));
    }
}

/* The stretch of drawn marks from `first` on, at most POINTS_MAX; its length. */
static int stretch(const struct chart *chart, int first) {
    int n = 0;
    while (first + n < chart->count && n < POINTS_MAX && is_drawn(&chart->marks[first + n]))
        n++;
    return n;
}

static void draw_band_under(const struct plot *plot, int first, int n) {
    struct ui_point band[2 * POINTS_MAX];
    for (int i = 0; i < n; i++) {
        const struct chart_mark *mark = &plot->chart->marks[first + i];
        bool has_range = chart_has_range(mark->low, mark->high);
        int x = plot_x(plot, mark->x);
        band[i] = (struct ui_point){x, plot_y(plot, has_range ? mark->high : mark->value)};
        band[2 * n - 1 - i] =
            (struct ui_point){x, plot_y(plot, has_range ? mark->low : mark->value)};
    }
    if (n > 1)
        plot_shape(plot, band, 2 * n, ROLE_ACCENT_SOFT, 0);
}

static void draw_curve_line(const struct plot *plot, int first, int n) {
    struct ui_point line[POINTS_MAX];
    for (int i = 0; i < n; i++) {
        const struct chart_mark *mark = &plot->chart->marks[first + i];
        line[i] = (struct ui_point){plot_x(plot, mark->x), plot_y(plot, mark->value)};
    }
    if (n > 1)
        plot_shape(plot, line, n, ROLE_ACCENT, ui_px(plot->ui, 2));
}

/* Points are sized by how many observations they stand for. */
static int point_radius(const struct ui *ui, int count) {
    return ui_px(ui, count >= 20 ? 5 : count >= 8 ? 4 : 3);
}

static void for_stretches(const struct plot *plot,
                          void (*draw)(const struct plot *plot, int first, int n)) {
    for (int i = 0; i < plot->chart->count;) {
        int n = stretch(plot->chart, i);
        if (n)
            draw(plot, i, n);
        i += n ? n : 1;
    }
}

void chart_curve(struct ui *ui, const struct chart *chart, struct rect rect) {
    struct plot plot = plot_make(ui, chart, rect);
    plot_axes(&plot);
    for_stretches(&plot, draw_band_under);
    draw_perfect(&plot);
    for_stretches(&plot, draw_curve_line);
    for (int i = 0; i < chart->count; i++) {
        const struct chart_mark *mark = &chart->marks[i];
        if (!is_drawn(mark))
            continue;
        int x = plot_x(&plot, mark->x), y = plot_y(&plot, mark->value);
        int radius = point_radius(ui, mark->count);
        plot_dot(&plot, x, y, radius + ui_px(ui, 1), ROLE_SURFACE);
        plot_dot(&plot, x, y, radius, ROLE_ACCENT);
        mark_element(&plot, i, x, y, radius);
    }
}
