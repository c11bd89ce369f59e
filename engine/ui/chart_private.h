/* Shared by the files behind chart.h. */
#ifndef UI_CHART_PRIVATE_H
#define UI_CHART_PRIVATE_H

#include "ui/chart.h"

bool chart_is_there(double value); /* finite */
bool chart_has_range(double low, double high);
/* Where a value lies on a length of device px, kept within it. */
int chart_scale(double value, double least, double most, int length);
/* The mark's words: its own, its number, or that it cannot be told. */
const char *chart_words(struct ui *ui, const struct chart *chart, const struct chart_mark *mark);
/* Adds the element "ID.N" of a mark. */
void chart_element(struct ui *ui, const struct chart *chart, int index, struct rect rect,
                   int radius);

void chart_bands(struct ui *ui, const struct chart *chart, struct rect rect);
void chart_bars(struct ui *ui, const struct chart *chart, struct rect rect);
void chart_spark(struct ui *ui, const struct chart *chart, struct rect rect);
void chart_scatter(struct ui *ui, const struct chart *chart, struct rect rect);
void chart_curve(struct ui *ui, const struct chart *chart, struct rect rect);

/* A square of axes that is not mirrored: places on screen. */
struct plot {
    struct ui *ui;
    const struct chart *chart;
    struct rect area;
};
struct plot plot_make(struct ui *ui, const struct chart *chart, struct rect rect);
int plot_x(const struct plot *plot, double x);
int plot_y(const struct plot *plot, double y);
void plot_axes(const struct plot *plot);
/* A line between two places on screen. */
void plot_line(const struct plot *plot, int x0, int y0, int x1, int y1, enum role role, int stroke);
void plot_shape(const struct plot *plot, struct ui_point *points, int count, enum role role,
                int stroke);
void plot_dot(const struct plot *plot, int x, int y, int radius, enum role role);

#endif
