/* Where a key of a declaration stands in its file: found in the text again, since the scenario's
 * data only know where each declaration begins. */
#ifndef LIBRARY_KEY_PLACES_H
#define LIBRARY_KEY_PLACES_H

#include "model/scenario.h"
#include "script/outline.h"

enum { KEY_PLACES_FILES = 64, KEY_PLACES_LOOKUPS = 400 };

struct key_places {
    const struct scenario *scenario;
    struct outline outlines[KEY_PLACES_FILES]; /* of its sources, made when first asked for */
    int lookups;                               /* each reads the file up to the place */
};

void key_places_init(struct key_places *places, const struct scenario *scenario);
void key_places_finish(struct key_places *places);

/* The line and column of `key` in the declaration at `place`: the call of `word` with `id`, or with
 * "" any at that line. Where it is not found, or too much was asked, `place` as it is. */
struct place place_of_key(struct key_places *places, struct place place, const char *word,
                          const char *id, const char *key);

#endif
