/* Curved and broken lines of ui.h: path data with M, L, C and Z in tenths of a device pixel. */
#include "ui/ui.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void add_tenths(struct buf *out, char before, double value) {
    long tenths = lround(value * 10);
    buf_char(out, before);
    if (tenths < 0)
        buf_char(out, '-');
    buf_int(out, labs(tenths) / 10);
    if (tenths % 10) {
        buf_char(out, '.');
        buf_int(out, labs(tenths) % 10);
    }
}

static void add_point(struct buf *out, const struct ui *ui, double x, double y) {
    add_tenths(out, ' ', ui->frame->is_rtl ? ui->frame->width - x : x);
    add_tenths(out, ' ', y);
}

static void draw_path(struct ui *ui, struct buf *path, enum role role, int stroke) {
    ui->frame->failed |= path->failed;
    frame_path(ui->frame, buf_cstr(path), role, stroke);
    buf_finish(path);
}

/* A circle's part as cubic curves of at most 45 degrees each. */
static void add_arc(struct buf *out, const struct ui *ui, double cx, double cy, double radius,
                    double sweep) {
    const double turn = 6.283185307179586;
    int parts = (int)ceil(sweep * 8);
    double step = sweep * turn / parts, angle = -turn / 4;
    double reach = 4.0 / 3.0 * tan(step / 4) * radius;
    buf_char(out, 'M');
    add_point(out, ui, cx + radius * cos(angle), cy + radius * sin(angle));
    for (int i = 0; i < parts; i++, angle += step) {
        double end = angle + step;
        double x0 = cx + radius * cos(angle), y0 = cy + radius * sin(angle);
        double x1 = cx + radius * cos(end), y1 = cy + radius * sin(end);
        buf_text(out, " C");
        add_point(out, ui, x0 - reach * sin(angle), y0 + reach * cos(angle));
        add_point(out, ui, x1 + reach * sin(end), y1 - reach * cos(end));
        add_point(out, ui, x1, y1);
    }
}

void ui_arc(struct ui *ui, struct rect square, int permille, enum role role, int stroke) {
    if (permille <= 0)
        return;
    struct buf path = {0};
    double radius = (square.w - stroke) / 2.0;
    add_arc(&path, ui, square.x + square.w / 2.0, square.y + square.h / 2.0, radius,
            permille >= 1000 ? 1.0 : permille / 1000.0);
    if (permille >= 1000)
        buf_text(&path, " Z");
    draw_path(ui, &path, role, stroke);
}

void ui_dot(struct ui *ui, int cx, int cy, int radius, enum role role) {
    ui_fill(ui, (struct rect){cx - radius, cy - radius, 2 * radius, 2 * radius}, role, radius);
}

void ui_polyline(struct ui *ui, const struct ui_point *points, int count, enum role role,
                 int stroke) {
    struct buf path = {0};
    for (int i = 0; i < count; i++) {
        buf_text(&path, i == 0 ? "M" : " L");
        add_point(&path, ui, points[i].x, points[i].y);
    }
    if (!stroke)
        buf_text(&path, " Z");
    draw_path(ui, &path, role, stroke);
}

void ui_send_back(struct ui *ui, int at, int from) {
    struct draw moved[8];
    struct draw *draws = ui->frame->draws;
    int count = ui->frame->draw_count - from;
    if (count <= 0 || count > 8 || at >= from)
        return;
    memcpy(moved, draws + from, (size_t)count * sizeof *draws);
    memmove(draws + at + count, draws + at, (size_t)(from - at) * sizeof *draws);
    memcpy(draws + at, moved, (size_t)count * sizeof *draws);
}
