/* Paths to coverage, by FreeType's stroker and rasteriser. */
#ifndef WINDOW_RASTER_H
#define WINDOW_RASTER_H

#include "window/canvas.h"

struct raster;

struct raster *raster_create(void); /* NULL: out of memory */
void raster_destroy(struct raster *raster);

/* SVG path data (M L C Z, absolute) is scaled, then moved. */
struct placing {
    double scale_x, scale_y, x, y;
};

/* Makes the mask of a path; its top left pixel lies at *x, *y. stroke 0: filled. The caller frees
 * mask->bytes. An empty path gives an empty mask. False: not a path, too large, or out of memory.
 */
bool raster_path(struct raster *raster, const char *path, struct placing placing, double stroke,
                 struct mask *mask, int *x, int *y);

/* The outline of a rounded rectangle in dashes, inside width × height. */
bool raster_dashes(struct raster *raster, int width, int height, double radius, double stroke,
                   double dash, struct mask *mask, int *x, int *y);

#endif
