/* Shared by the files behind frame.h; no view includes it. */
#ifndef UI_FRAME_PRIVATE_H
#define UI_FRAME_PRIVATE_H

#include "ui/frame.h"

/* The strings of a frame: blocks that are filled from the first again for every frame. */
void frame_texts_rewind(struct frame *frame);
void frame_texts_free(struct frame *frame);

const char *face_name(enum font_face face);       /* "inter" … */
const char *weight_name(enum font_weight weight); /* "regular" … */

#endif
