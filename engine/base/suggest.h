/* "Did you mean": the nearest known word. */
#ifndef BASE_SUGGEST_H
#define BASE_SUGGEST_H

#include <stddef.h>

/* Feed candidates one by one; `best` is the nearest so far, or NULL if none is near enough (at most
 * a third of the word's length, and at least 1, in insertions, deletions, replacements and swaps).
 */
struct suggest {
    const char *word;
    const char *best; /* borrowed from suggest_add */
    size_t distance;
};

void suggest_init(struct suggest *suggest, const char *word);
void suggest_add(struct suggest *suggest, const char *candidate);

#endif
