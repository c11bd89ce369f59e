/* Rounded rectangles, their edges and the card shadow: corner masks made once for each radius. */
#ifndef WINDOW_SHAPE_H
#define WINDOW_SHAPE_H

#include "window/canvas.h"

struct shapes;

struct shapes *shapes_create(void); /* NULL: out of memory */
void shapes_destroy(struct shapes *shapes);

/* Radii larger than half a side make a pill. False: out of memory. */
bool shape_fill(struct shapes *shapes, struct canvas *canvas, struct rect rect, int radius,
                uint8_t corners, struct color color);
bool shape_edge(struct shapes *shapes, struct canvas *canvas, struct rect rect, int radius,
                int stroke, struct color color);
/* `px` is one logical pixel: the shadow lies one below and fades over two. */
bool shape_shadow(struct shapes *shapes, struct canvas *canvas, struct rect rect, int radius,
                  int px, struct color color);

#endif
