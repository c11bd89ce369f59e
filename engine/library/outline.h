/* What a file declares, from its words alone: comments and texts are not looked into, and nothing
 * is run. */
#ifndef LIBRARY_OUTLINE_H
#define LIBRARY_OUTLINE_H

#include <stdbool.h>
#include <stddef.h>

enum { OUTLINE_ID_MAX = 300 };

struct outline {
    bool has_scenario;       /* the word `scenario` stands where it can be called */
    bool has_scenes;         /* `scene` or `ending` is called with an id */
    char id[OUTLINE_ID_MAX]; /* scenario "ID" written out; "" otherwise */
    int line;                /* of the word `scenario`; 0: none */
};

/* `include` (or NULL) is called with every path that stands behind the word `include`. */
void outline_read(const char *text, size_t len, struct outline *out,
                  void (*include)(void *self, const char *path, size_t len), void *self);

#endif
