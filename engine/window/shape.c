#include "window/shape.h"

#include "base/lru.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { CORNERS = 128, SAMPLES = 8 };

enum corner_kind { CORNER_FILL, CORNER_EDGE, CORNER_SHADOW };

/* One corner as a mask, round and square. Radii are in half pixels, so that pills of odd height are
 * round too. */
struct corner {
    struct mask round, square;
};

struct shapes {
    struct lru *lru;
    struct corner corners[CORNERS];
};

struct shapes *shapes_create(void) {
    struct shapes *shapes = calloc(1, sizeof *shapes);
    if (!shapes)
        return NULL;
    shapes->lru = lru_create(CORNERS);
    if (!shapes->lru) {
        free(shapes);
        return NULL;
    }
    return shapes;
}

static void corner_finish(struct corner *corner) {
    free(corner->round.bytes); /* square is its second half */
    *corner = (struct corner){0};
}

void shapes_destroy(struct shapes *shapes) {
    if (!shapes)
        return;
    for (int i = 0; i < CORNERS; i++)
        corner_finish(&shapes->corners[i]);
    lru_destroy(shapes->lru);
    free(shapes);
}

/* Distance from a point to the edge of a rectangle that begins at (at, at) and reaches far to the
 * right and down; negative inside. */
static double distance(double x, double y, double at, double radius) {
    double dx = at + radius - x, dy = at + radius - y;
    if (dx > 0 && dy > 0)
        return sqrt(dx * dx + dy * dy) - radius;
    return (dx > dy ? dx : dy) - radius;
}

/* How much of a pixel lies inside, by counting samples: exact enough, and the same everywhere. */
static int inside(int x, int y, double at, double radius) {
    double middle = distance(x + 0.5, y + 0.5, at, radius);
    if (middle < -0.75 || middle > 0.75)
        return middle < 0 ? SAMPLES * SAMPLES : 0;
    int count = 0;
    for (int i = 0; i < SAMPLES * SAMPLES; i++) {
        double sx = x + (i % SAMPLES + 0.5) / SAMPLES, sy = y + (i / SAMPLES + 0.5) / SAMPLES;
        count += distance(sx, sy, at, radius) < 0;
    }
    return count;
}

static uint8_t coverage(enum corner_kind kind, int x, int y, double radius, int extent) {
    const int all = SAMPLES * SAMPLES;
    if (kind == CORNER_FILL)
        return (uint8_t)(inside(x, y, 0, radius) * 255 / all);
    if (kind == CORNER_EDGE) {
        double inner = radius > extent ? radius - extent : 0;
        return (uint8_t)((inside(x, y, 0, radius) - inside(x, y, extent, inner)) * 255 / all);
    }
    /* A blur of twice the extent falls off as the normal distribution does; its mask begins that
     * far outside. */
    double blur = extent, outside = distance(x + 0.5, y + 0.5, 2 * blur, radius);
    return (uint8_t)(127.5 * erfc(outside / (blur * 1.41421356)) + 0.5);
}

static int corner_size(enum corner_kind kind, int radius2, int extent) {
    int round = (radius2 + 1) / 2;
    if (kind == CORNER_EDGE)
        return (round > extent ? round : extent) + 1;
    return kind == CORNER_SHADOW ? round + 4 * extent + 1 : round + 1;
}

static bool corner_init(struct corner *corner, enum corner_kind kind, int radius2, int extent) {
    int size = corner_size(kind, radius2, extent);
    uint8_t *bytes = malloc((size_t)size * (size_t)size * 2);
    if (!bytes)
        return false;
    corner->round = (struct mask){bytes, size, size};
    corner->square = (struct mask){bytes + size * size, size, size};
    for (int y = 0; y < size; y++) {
        for (int x = 0; x < size; x++) {
            corner->round.bytes[y * size + x] = coverage(kind, x, y, radius2 / 2.0, extent);
            corner->square.bytes[y * size + x] = coverage(kind, x, y, 0, extent);
        }
    }
    return true;
}

static const struct corner *corner_of(struct shapes *shapes, enum corner_kind kind, int radius2,
                                      int extent) {
    uint64_t key = (uint64_t)kind << 48 | (uint64_t)(uint32_t)extent << 24 | (uint32_t)radius2;
    int slot = lru_find(shapes->lru, key);
    if (slot >= 0)
        return &shapes->corners[slot];
    slot = lru_add(shapes->lru, key);
    if (slot < 0) {
        slot = lru_oldest(shapes->lru);
        corner_finish(&shapes->corners[slot]);
        lru_remove(shapes->lru, slot);
        slot = lru_add(shapes->lru, key);
    }
    if (corner_init(&shapes->corners[slot], kind, radius2, extent))
        return &shapes->corners[slot];
    lru_remove(shapes->lru, slot);
    return NULL;
}

/* In half pixels, at most half of the shorter side. */
static int half_pixels(struct rect rect, int radius) {
    int shorter = rect.w < rect.h ? rect.w : rect.h;
    return 2 * radius < shorter ? 2 * radius : shorter;
}

static bool is_empty(struct rect rect) {
    return rect.w <= 0 || rect.h <= 0;
}

bool shape_fill(struct shapes *shapes, struct canvas *canvas, struct rect rect, int radius,
                uint8_t corners, struct color color) {
    if (is_empty(rect))
        return true;
    int radius2 = half_pixels(rect, radius);
    if (radius2 <= 0) {
        canvas_fill(canvas, rect, color);
        return true;
    }
    const struct corner *corner = corner_of(shapes, CORNER_FILL, radius2, 0);
    if (corner)
        canvas_nine(canvas, rect, &corner->round, &corner->square, corners, color);
    return corner != NULL;
}

bool shape_edge(struct shapes *shapes, struct canvas *canvas, struct rect rect, int radius,
                int stroke, struct color color) {
    if (is_empty(rect) || stroke <= 0)
        return true;
    int shorter = rect.w < rect.h ? rect.w : rect.h;
    if (2 * stroke >= shorter)
        return shape_fill(shapes, canvas, rect, radius, CORNER_ALL, color);
    int radius2 = half_pixels(rect, radius);
    const struct corner *corner = corner_of(shapes, CORNER_EDGE, radius2, stroke);
    if (corner)
        canvas_nine(canvas, rect, &corner->round, &corner->square, CORNER_ALL, color);
    return corner != NULL;
}

bool shape_shadow(struct shapes *shapes, struct canvas *canvas, struct rect rect, int radius,
                  int px, struct color color) {
    if (is_empty(rect) || !color.a)
        return true;
    int radius2 = half_pixels(rect, radius), out = 2 * px;
    const struct corner *corner = corner_of(shapes, CORNER_SHADOW, radius2, px);
    struct rect around = {rect.x - out, rect.y - out + px, rect.w + 2 * out, rect.h + 2 * out};
    if (corner)
        canvas_nine(canvas, around, &corner->round, &corner->square, CORNER_ALL, color);
    return corner != NULL;
}
