/* The program's mark, as it stands in the title bar and the task list. */
#include "window/raster.h"
#include "window/shape.h"
#include "window/window_private.h"

#include <stdlib.h>

static void paint_mark(struct canvas *canvas, struct shapes *shapes, struct raster *raster) {
    const int size = canvas->width;
    struct color accent = theme_color(THEME_LIGHT, ROLE_ACCENT);
    struct color line = theme_color(THEME_LIGHT, ROLE_ON_ACCENT);
    struct placing placing = {size / 24.0, size / 24.0, 0, 0};
    const char *const paths[] = {"M6 9.2L11.2 9.2C13.4 9.2 13.8 14.8 16.2 14.8L18 14.8",
                                 "M6 14.8L9 14.8"};
    canvas_clip(canvas, (struct rect){0, 0, size, size});
    shape_fill(shapes, canvas, canvas->clip, size / 4, CORNER_ALL, accent);
    for (int i = 0; i < 2; i++) {
        struct mask mask;
        int x = 0, y = 0;
        line.a = i ? 140 : 255;
        if (raster_path(raster, paths[i], placing, size / 12.0, &mask, &x, &y) && mask.bytes)
            canvas_mask(canvas, &mask, x, y, line);
        free(mask.bytes);
    }
}

bool mark_draw(uint32_t *pixels, int size) {
    struct shapes *shapes = shapes_create();
    struct raster *raster = raster_create();
    bool is_made = shapes && raster;
    if (is_made) {
        struct canvas canvas = {pixels, size, size, size, {0, 0, size, size}};
        /* The same on black and on white: where they agree it is opaque. */
        paint_mark(&canvas, shapes, raster);
        for (int i = 0; i < size * size; i++)
            pixels[i] |= pixels[i] ? 0xFF000000u : 0;
    }
    raster_destroy(raster);
    shapes_destroy(shapes);
    return is_made;
}
