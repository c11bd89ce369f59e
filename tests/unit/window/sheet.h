/* A page with every kind of draw, for eyes and for tests. */
#ifndef TESTS_WINDOW_SHEET_H
#define TESTS_WINDOW_SHEET_H

#include "ui/frame.h"

/* The frame's size, scale, direction and metrics are set; 1280 x 800 logical px are used. */
void sheet_draw(struct frame *frame);

#endif
