/* Painting into 32-bit pixels (0x00RRGGBB): fills, and alpha masks tinted with a colour. Everything
 * is cut to the clip. Integer arithmetic only, so that every machine paints the same bytes. */
#ifndef WINDOW_CANVAS_H
#define WINDOW_CANVAS_H

#include "ui/frame.h"
#include "ui/theme.h"

struct canvas {
    uint32_t *pixels;
    int width, height;
    int stride; /* pixels from one row to the next */
    struct rect clip;
};

/* Coverage, 0 to 255 a pixel. */
struct mask {
    uint8_t *bytes;
    int width, height;
};

void canvas_clip(struct canvas *canvas, struct rect clip); /* also cut to the canvas */

void canvas_fill(struct canvas *canvas, struct rect rect, struct color color);
void canvas_mask(struct canvas *canvas, const struct mask *mask, int x, int y, struct color color);

/* Stretches a corner over a rectangle: `corner` is its top left part (the others are mirrored),
 * whose last column and row repeat along the sides. `square` (of the same size) stands at the
 * corners that are not in `corners`. The middle is painted too, with the last pixel's coverage. */
void canvas_nine(struct canvas *canvas, struct rect rect, const struct mask *corner,
                 const struct mask *square, uint8_t corners, struct color color);

#endif
