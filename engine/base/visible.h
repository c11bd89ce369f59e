/* Making visible what a reader cannot see or cannot tell apart. A message that quotes a person's
 * text shows a newline as `\u{a}`, a zero-width space as `\u{200b}` and, in an id, a Cyrillic а as
 * `\u{430}`: the same characters as Lua and the log's docs write them. */
#ifndef BASE_VISIBLE_H
#define BASE_VISIBLE_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Controls (newline and tab, too), every blank but the plain one, zero-width and bidirectional
 * characters, fillers, variation selectors and tags. */
bool visible_is_hidden(uint32_t character);

/* The plain ASCII character that this one is taken for (а → a, ０ → 0, — → -); 0: none. */
char visible_looks_like(uint32_t character);

/* Is there a character that leaves ink? */
bool visible_has_ink(const char *text, size_t len);

enum visible_of {
    VISIBLE_TEXT, /* hidden characters are written as \u{…} */
    VISIBLE_ID,   /* and those that are taken for a plain one */
};

/* Appends `text` made visible; bytes that are no UTF-8 become \x{…}. */
void visible_add(struct buf *out, const char *text, size_t len, enum visible_of of);

/* Likewise into an array, cut at a whole character with … where it does not fit (size ≥ 8). Returns
 * `out`. */
char *visible_write(char *out, size_t size, const char *text, size_t len, enum visible_of of);

/* The id that was probably meant: hidden characters are left out, look-alike ones replaced. True:
 * something was changed. What does not fit is cut. */
bool visible_plain(char *out, size_t size, const char *text, size_t len);

#endif
