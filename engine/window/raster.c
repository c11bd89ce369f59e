#include "window/raster.h"

#include <math.h>
#include <stdlib.h>

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H
#include FT_STROKER_H

enum { REACH = 16000, LARGEST_MASK = 64 * 1024 * 1024 };

struct raster {
    FT_Library library;
    FT_Stroker stroker;
};

/* Where a path's parts go: to the stroker, or into an outline to be filled. */
struct sink {
    struct raster *raster;
    struct placing placing;
    bool is_stroke;
    FT_Outline fill;
    FT_Vector start, at;
    bool is_open;  /* a part has begun and not ended */
    bool is_alone; /* nothing was drawn since it began */
};

struct raster *raster_create(void) {
    struct raster *raster = calloc(1, sizeof *raster);
    if (!raster)
        return NULL;
    if (FT_Init_FreeType(&raster->library) || FT_Stroker_New(raster->library, &raster->stroker)) {
        raster_destroy(raster);
        return NULL;
    }
    return raster;
}

void raster_destroy(struct raster *raster) {
    if (!raster)
        return;
    if (raster->stroker)
        FT_Stroker_Done(raster->stroker);
    if (raster->library)
        FT_Done_FreeType(raster->library);
    free(raster);
}

/* To FreeType's units: 64ths of a pixel, y upwards. */
static FT_Vector to_units(const struct sink *sink, double x, double y) {
    double px = x * sink->placing.scale_x + sink->placing.x;
    double py = y * sink->placing.scale_y + sink->placing.y;
    px = px < -REACH ? -REACH : px > REACH ? REACH : px;
    py = py < -REACH ? -REACH : py > REACH ? REACH : py;
    return (FT_Vector){(FT_Pos)lround(px * 64), (FT_Pos)lround(-py * 64)};
}

static void add_point(struct sink *sink, FT_Vector point, char tag) {
    FT_Outline *fill = &sink->fill;
    fill->points[fill->n_points] = point;
    fill->tags[fill->n_points] = tag;
    fill->n_points++;
}

static void line(struct sink *sink, FT_Vector to) {
    sink->is_alone = false;
    /* A line without length would leave no dot. */
    if (sink->is_stroke && to.x == sink->at.x && to.y == sink->at.y)
        to.x++;
    if (sink->is_stroke)
        FT_Stroker_LineTo(sink->raster->stroker, &to);
    else
        add_point(sink, to, FT_CURVE_TAG_ON);
    sink->at = to;
}

static void cubic(struct sink *sink, FT_Vector a, FT_Vector b, FT_Vector to) {
    sink->is_alone = false;
    if (sink->is_stroke) {
        FT_Stroker_CubicTo(sink->raster->stroker, &a, &b, &to);
    } else {
        add_point(sink, a, FT_CURVE_TAG_CUBIC);
        add_point(sink, b, FT_CURVE_TAG_CUBIC);
        add_point(sink, to, FT_CURVE_TAG_ON);
    }
    sink->at = to;
}

static void end_part(struct sink *sink) {
    if (!sink->is_open)
        return;
    if (sink->is_stroke) {
        if (sink->is_alone)
            line(sink, sink->at);
        FT_Stroker_EndSubPath(sink->raster->stroker);
    } else {
        FT_Outline *fill = &sink->fill;
        fill->contours[fill->n_contours++] = (short)(fill->n_points - 1);
    }
    sink->is_open = false;
}

static void begin_part(struct sink *sink, FT_Vector at, bool is_closed) {
    end_part(sink);
    sink->start = sink->at = at;
    sink->is_open = sink->is_alone = true;
    if (sink->is_stroke)
        FT_Stroker_BeginSubPath(sink->raster->stroker, &at, !is_closed);
    else
        add_point(sink, at, FT_CURVE_TAG_ON);
}

/* A decimal number; the locale has no say. NULL: there is none. */
static const char *read_number(const char *text, double *number) {
    while (*text == ' ' || *text == ',')
        text++;
    double sign = *text == '-' ? -1 : 1, value = 0, place = 1;
    if (*text == '-' || *text == '+')
        text++;
    const char *first = text;
    while (*text >= '0' && *text <= '9')
        value = value * 10 + (*text++ - '0');
    if (*text == '.')
        for (text++; *text >= '0' && *text <= '9'; text++)
            value += (*text - '0') * (place /= 10);
    *number = sign * value;
    return text > first ? text : NULL;
}

/* The next part ends in Z before another one begins. */
static bool is_closed_ahead(const char *path) {
    while (*path && *path != 'M' && *path != 'Z')
        path++;
    return *path == 'Z';
}

static const char *read_points(const struct sink *sink, const char *path, int count,
                               FT_Vector *points) {
    for (int i = 0; i < count && path; i++) {
        double x = 0, y = 0;
        path = read_number(path, &x);
        path = path ? read_number(path, &y) : NULL;
        points[i] = to_units(sink, x, y);
    }
    return path;
}

/* One command, at `path` just behind its letter; NULL: not a path. */
static const char *draw_command(struct sink *sink, char letter, const char *path) {
    FT_Vector points[3];
    if (letter == 'Z') {
        end_part(sink);
        return path;
    }
    path = read_points(sink, path, letter == 'C' ? 3 : 1, points);
    if (!path)
        return NULL;
    if (letter == 'M') {
        begin_part(sink, points[0], is_closed_ahead(path));
        return path;
    }
    if (!sink->is_open)
        begin_part(sink, sink->start, false);
    if (letter == 'L')
        line(sink, points[0]);
    else
        cubic(sink, points[0], points[1], points[2]);
    return path;
}

static bool draw_path(struct sink *sink, const char *path) {
    char letter = 0;
    while (path && *path) {
        if (*path == ' ' || *path == '\n' || *path == ',') {
            path++;
        } else if (*path == 'M' || *path == 'L' || *path == 'C' || *path == 'Z') {
            letter = *path;
            path = draw_command(sink, letter, path + 1);
        } else if (letter && letter != 'Z') {
            letter = letter == 'M' ? 'L' : letter; /* repeated without its letter */
            path = draw_command(sink, letter, path);
        } else {
            path = NULL;
        }
    }
    end_part(sink);
    return path != NULL;
}

/* Coverage of an outline. The pixels are the caller's. */
static bool fill_outline(struct raster *raster, FT_Outline *outline, struct mask *mask, int *x,
                         int *y) {
    FT_BBox box;
    FT_Outline_Get_CBox(outline, &box);
    long left = box.xMin >> 6, right = (box.xMax + 63) >> 6;
    long bottom = box.yMin >> 6, top = (box.yMax + 63) >> 6;
    *mask = (struct mask){NULL, (int)(right - left), (int)(top - bottom)};
    *x = (int)left;
    *y = (int)-top;
    size_t size = (size_t)mask->width * (size_t)mask->height;
    if (!outline->n_points || !size) {
        mask->width = mask->height = 0;
        return true;
    }
    mask->bytes = size > LARGEST_MASK ? NULL : calloc(size, 1);
    if (!mask->bytes)
        return false;
    FT_Outline_Translate(outline, -left * 64, -bottom * 64);
    FT_Bitmap bitmap = {.rows = (unsigned)mask->height,
                        .width = (unsigned)mask->width,
                        .pitch = mask->width,
                        .buffer = mask->bytes,
                        .num_grays = 256,
                        .pixel_mode = FT_PIXEL_MODE_GRAY};
    if (!FT_Outline_Get_Bitmap(raster->library, outline, &bitmap))
        return true;
    free(mask->bytes);
    mask->bytes = NULL;
    return false;
}

static bool fill_stroke(struct raster *raster, struct mask *mask, int *x, int *y) {
    FT_UInt points = 0, contours = 0;
    FT_Outline outline;
    if (FT_Stroker_GetCounts(raster->stroker, &points, &contours) || points > 32767 ||
        FT_Outline_New(raster->library, points, (FT_Int)contours, &outline))
        return false;
    outline.n_points = outline.n_contours = 0;
    FT_Stroker_Export(raster->stroker, &outline);
    bool is_made = fill_outline(raster, &outline, mask, x, y);
    FT_Outline_Done(raster->library, &outline);
    return is_made;
}

/* More points than the path can have. */
static FT_UInt point_bound(const char *path) {
    FT_UInt numbers = 0;
    bool is_inside = false;
    for (; *path; path++) {
        bool is_digit = (*path >= '0' && *path <= '9') || *path == '.';
        numbers += is_digit && !is_inside;
        is_inside = is_digit;
    }
    return numbers + 4;
}

static void set_pen(struct raster *raster, double stroke, FT_Stroker_LineCap cap) {
    FT_Stroker_Rewind(raster->stroker);
    FT_Stroker_Set(raster->stroker, (FT_Fixed)lround(stroke * 32), cap, FT_STROKER_LINEJOIN_ROUND,
                   0);
}

bool raster_path(struct raster *raster, const char *path, struct placing placing, double stroke,
                 struct mask *mask, int *x, int *y) {
    struct sink sink = {.raster = raster, .placing = placing, .is_stroke = stroke > 0};
    *mask = (struct mask){0};
    if (sink.is_stroke) {
        set_pen(raster, stroke, FT_STROKER_LINECAP_ROUND);
        return draw_path(&sink, path) && fill_stroke(raster, mask, x, y);
    }
    FT_UInt bound = point_bound(path);
    if (bound > 32767 || FT_Outline_New(raster->library, bound, (FT_Int)bound, &sink.fill))
        return false;
    sink.fill.n_points = sink.fill.n_contours = 0;
    bool is_made = draw_path(&sink, path) && fill_outline(raster, &sink.fill, mask, x, y);
    FT_Outline_Done(raster->library, &sink.fill);
    return is_made;
}

/* The point that far along the edge of a rounded rectangle, clockwise from the top left's end. */
static FT_Vector point_along(const struct sink *sink, double w, double h, double r, double far) {
    const double side[4] = {w - 2 * r, h - 2 * r, w - 2 * r, h - 2 * r};
    const double arc = r * 1.57079632679;
    const double corner[4][2] = {{w - r, r}, {w - r, h - r}, {r, h - r}, {r, r}};
    const double along[4][2] = {{1, 0}, {0, 1}, {-1, 0}, {0, -1}};
    int i = 0;
    while (i < 3 && far > side[i] + arc) {
        far -= side[i] + arc;
        i++;
    }
    const double *u = along[i], *c = corner[i];
    double out_x = u[1] * r, out_y = -u[0] * r; /* from the corner's centre to the side */
    if (far <= side[i])
        return to_units(sink, c[0] + out_x - u[0] * (side[i] - far),
                        c[1] + out_y - u[1] * (side[i] - far));
    double angle = r > 0 ? (far - side[i]) / r : 0;
    return to_units(sink, c[0] + out_x * cos(angle) + u[0] * r * sin(angle),
                    c[1] + out_y * cos(angle) + u[1] * r * sin(angle));
}

bool raster_dashes(struct raster *raster, int width, int height, double radius, double stroke,
                   double dash, struct mask *mask, int *x, int *y) {
    struct sink sink = {
        .raster = raster, .is_stroke = true, .placing = {1, 1, stroke / 2, stroke / 2}};
    double w = width - stroke, h = height - stroke, r = radius - stroke / 2;
    double shorter = w < h ? w : h;
    r = r < 0 ? 0 : 2 * r > shorter ? shorter / 2 : r;
    double length = 2 * (w + h) - r * (8 - 6.28318530718);
    double gap = dash * 0.75;
    int count = (int)lround(length / (dash + gap));
    if (w <= 0 || h <= 0 || count < 1 || count > 4000)
        return false;
    set_pen(raster, stroke, FT_STROKER_LINECAP_BUTT);
    double step = length / count;
    const int pieces = 6; /* a dash around a corner is bent */
    for (int i = 0; i < count; i++) {
        begin_part(&sink, point_along(&sink, w, h, r, i * step), false);
        for (int j = 1; j <= pieces; j++)
            line(&sink, point_along(&sink, w, h, r, i * step + dash * j / pieces));
        end_part(&sink);
    }
    return fill_stroke(raster, mask, x, y);
}
