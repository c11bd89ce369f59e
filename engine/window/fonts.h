/* The font files of assets/fonts, opened when first needed: one file a face and weight, one font a
 * size. */
#ifndef WINDOW_FONTS_H
#define WINDOW_FONTS_H

#include "base/err.h"
#include "ui/frame.h"

#include <SDL_ttf.h>

struct fonts;

/* `assets` is borrowed. NULL: the folder has no fonts, or out of memory. */
struct fonts *fonts_create(const char *assets, struct err *err);
void fonts_destroy(struct fonts *fonts); /* NULL is fine */

/* NULL: the file is missing or broken. Valid until the next call. */
TTF_Font *fonts_get(struct fonts *fonts, enum font_face face, enum font_weight weight, int px);

bool fonts_has_glyph(struct fonts *fonts, enum font_face face, uint32_t character);

#endif
