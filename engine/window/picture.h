/* Icons, paths and dashed edges: rasterised once for each size, then only tinted. */
#ifndef WINDOW_PICTURE_H
#define WINDOW_PICTURE_H

#include "window/canvas.h"

struct pictures;

struct pictures *pictures_create(void); /* NULL: out of memory */
void pictures_destroy(struct pictures *pictures);

/* False: no such icon, or out of memory. `stroke_100` is in hundredths of a pixel. */
bool picture_icon(struct pictures *pictures, struct canvas *canvas, const char *name,
                  struct rect rect, int stroke_100, bool is_mirrored, struct color color);
bool picture_path(struct pictures *pictures, struct canvas *canvas, const char *path, int stroke,
                  struct color color);
bool picture_dashes(struct pictures *pictures, struct canvas *canvas, struct rect rect, int radius,
                    int stroke, int dash, struct color color);

/* Made and found since the last call. */
void pictures_take_stats(struct pictures *pictures, long *misses, long *hits);

/* True if there is an icon of that name. */

#endif
