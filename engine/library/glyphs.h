/* Which characters the fonts that ship can show. Only what draws needs more of a font. */
#ifndef LIBRARY_GLYPHS_H
#define LIBRARY_GLYPHS_H

#include "base/err.h"

#include <stdint.h>

struct glyphs_of_fonts;

/* The fonts of `assets`/fonts. NULL: there is none, or memory ran out. */
struct glyphs_of_fonts *glyphs_open(const char *assets);
void glyphs_close(struct glyphs_of_fonts *glyphs); /* NULL is fine */

/* Some font has it, or it leaves no ink by itself (blanks, joiners, directional marks). */
bool glyphs_have(const struct glyphs_of_fonts *glyphs, uint32_t character);

#endif
