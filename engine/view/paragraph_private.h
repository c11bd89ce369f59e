/* Shared by the files behind paragraph.h; no view includes it. */
#ifndef VIEW_PARAGRAPH_PRIVATE_H
#define VIEW_PARAGRAPH_PRIVATE_H

#include "view/paragraph.h"

void paragraph_cache_destroy(struct paragraph_cache *cache); /* NULL is fine */

#endif
