/* Runs of text: measured and drawn by SDL_ttf once, then only tinted. */
#ifndef WINDOW_GLYPHS_H
#define WINDOW_GLYPHS_H

#include "base/err.h"
#include "window/canvas.h"

struct glyphs;

struct glyphs *glyphs_create(const char *assets, struct err *err);
void glyphs_destroy(struct glyphs *glyphs); /* NULL is fine */

/* What views measure with; lives as long as glyphs. */
const struct text_metrics *glyphs_metrics(const struct glyphs *glyphs);

/* Draws a run with the left end of its baseline at x, y. False: no such font, or out of memory. */
bool glyphs_draw(struct glyphs *glyphs, struct canvas *canvas, const struct text_run *run, int x,
                 int y, struct color color);

void glyphs_take_stats(struct glyphs *glyphs, long *misses, long *hits);

#endif
