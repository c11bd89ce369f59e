#include "view/paragraph_private.h"

#include <stdlib.h>

void paragraph_cache_destroy(struct paragraph_cache *cache) {
    free(cache);
}
