/* Paints frames. Only what differs from the frame before is painted again. */
#ifndef WINDOW_PAINT_H
#define WINDOW_PAINT_H

#include "base/err.h"
#include "window/canvas.h"

struct painter;

struct painter *painter_create(const char *assets, struct err *err);
void painter_destroy(struct painter *painter); /* NULL is fine */

const struct text_metrics *painter_metrics(const struct painter *painter);

/* Paints into the canvas, which still holds the frame before unless `is_all`. Returns what has
 * changed (empty: nothing). */
struct rect painter_paint(struct painter *painter, struct canvas *canvas, const struct frame *frame,
                          enum theme theme, bool is_all);

void painter_take_stats(struct painter *painter, long *misses, long *hits);

#endif
