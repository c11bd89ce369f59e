#include "window/canvas.h"

void canvas_clip(struct canvas *canvas, struct rect clip) {
    canvas->clip = rect_cut(clip, (struct rect){0, 0, canvas->width, canvas->height});
}

static uint32_t packed(struct color color) {
    return (uint32_t)color.r << 16 | (uint32_t)color.g << 8 | color.b;
}

static uint32_t *row_at(const struct canvas *canvas, int x, int y) {
    return canvas->pixels + (ptrdiff_t)y * canvas->stride + x;
}

/* Two channels at once: (old × (256 - weight) + new × weight) / 256, weight 0 to 256. */
static uint32_t mix(uint32_t old, uint32_t new, uint32_t weight) {
    uint32_t even = 0x00FF00FFu, odd = 0x0000FF00u;
    uint32_t rest = 256 - weight;
    uint32_t rb = ((old & even) * rest + (new &even) * weight + 0x00800080u) >> 8;
    uint32_t g = ((old & odd) * rest + (new &odd) * weight + 0x00008000u) >> 8;
    return (rb & even) | (g & odd);
}

/* 0 to 255 times 0 to 255, as a weight of 0 to 256. */
static uint32_t weight_of(uint32_t coverage, uint32_t alpha) {
    uint32_t product = coverage * alpha + 128;
    product = (product + (product >> 8)) >> 8;
    return product + (product >> 7);
}

static void fill_span(uint32_t *out, int count, uint32_t color, uint32_t weight) {
    if (!weight)
        return;
    if (weight >= 256)
        for (int i = 0; i < count; i++)
            out[i] = color;
    else
        for (int i = 0; i < count; i++)
            out[i] = mix(out[i], color, weight);
}

void canvas_fill(struct canvas *canvas, struct rect rect, struct color color) {
    struct rect part = rect_cut(rect, canvas->clip);
    uint32_t weight = weight_of(255, color.a);
    for (int y = part.y; y < part.y + part.h; y++)
        fill_span(row_at(canvas, part.x, y), part.w, packed(color), weight);
}

static void mask_span(uint32_t *out, const uint8_t *coverage, int step, int count, uint32_t color,
                      uint32_t alpha) {
    for (int i = 0; i < count; i++, coverage += step)
        if (*coverage)
            out[i] = mix(out[i], color, weight_of(*coverage, alpha));
}

void canvas_mask(struct canvas *canvas, const struct mask *mask, int x, int y, struct color color) {
    struct rect part = rect_cut((struct rect){x, y, mask->width, mask->height}, canvas->clip);
    for (int row = part.y; row < part.y + part.h; row++)
        mask_span(row_at(canvas, part.x, row),
                  mask->bytes + (ptrdiff_t)(row - y) * mask->width + (part.x - x), 1, part.w,
                  packed(color), color.a);
}

/* A piece of a row: coverage from first on, mirrored if it is the right side. */
static void side_span(const struct canvas *canvas, int x, int y, const uint8_t *row, int count,
                      bool is_right, struct color color) {
    int from = x > canvas->clip.x ? x : canvas->clip.x;
    int end = canvas->clip.x + canvas->clip.w;
    int to = x + count < end ? x + count : end;
    if (to <= from)
        return;
    const uint8_t *first = is_right ? row + (count - 1 - (from - x)) : row + (from - x);
    mask_span(row_at(canvas, from, y), first, is_right ? -1 : 1, to - from, packed(color), color.a);
}

static void middle_span(const struct canvas *canvas, int x, int y, int count, uint8_t coverage,
                        struct color color) {
    struct rect part = rect_cut((struct rect){x, y, count, 1}, canvas->clip);
    if (part.w)
        fill_span(row_at(canvas, part.x, y), part.w, packed(color), weight_of(coverage, color.a));
}

void canvas_nine(struct canvas *canvas, struct rect rect, const struct mask *corner,
                 const struct mask *square, uint8_t corners, struct color color) {
    int size = corner->width;
    int left = size < (rect.w + 1) / 2 ? size : (rect.w + 1) / 2, right = left;
    if (left + right > rect.w)
        right = rect.w - left;
    struct rect part = rect_cut(rect, canvas->clip);
    for (int y = part.y; y < part.y + part.h; y++) {
        int down = y - rect.y, up = rect.y + rect.h - 1 - y;
        bool is_top = down <= up;
        int row = is_top ? down : up;
        row = row < size ? row : size - 1;
        const struct mask *l = corners & (is_top ? CORNER_TL : CORNER_BL) ? corner : square;
        const struct mask *r = corners & (is_top ? CORNER_TR : CORNER_BR) ? corner : square;
        const uint8_t *l_row = l->bytes + (ptrdiff_t)row * size;
        const uint8_t *r_row = r->bytes + (ptrdiff_t)row * size;
        side_span(canvas, rect.x, y, l_row, left, false, color);
        middle_span(canvas, rect.x + left, y, rect.w - left - right, l_row[size - 1], color);
        side_span(canvas, rect.x + rect.w - right, y, r_row, right, true, color);
    }
}
