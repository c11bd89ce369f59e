#include "base/suggest.h"

#include <string.h>

enum { SUGGEST_MAX = 64 };

static size_t least(size_t a, size_t b) {
    return a < b ? a : b;
}

/* Optimal string alignment distance (Damerau 1964, without overlapping edits). */
static size_t distance(const char *a, size_t n, const char *b, size_t m) {
    size_t rows[3][SUGGEST_MAX + 1];
    size_t *before = rows[0], *last = rows[1], *now = rows[2];
    for (size_t j = 0; j <= m; j++)
        last[j] = j;
    for (size_t i = 1; i <= n; i++) {
        now[0] = i;
        for (size_t j = 1; j <= m; j++) {
            size_t cost = a[i - 1] != b[j - 1];
            now[j] = least(least(last[j] + 1, now[j - 1] + 1), last[j - 1] + cost);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                now[j] = least(now[j], before[j - 2] + 1);
        }
        size_t *swap = before;
        before = last;
        last = now;
        now = swap;
    }
    return last[m];
}

void suggest_init(struct suggest *suggest, const char *word) {
    size_t third = strlen(word) / 3;
    *suggest = (struct suggest){.word = word, .distance = (third ? third : 1) + 1};
}

void suggest_add(struct suggest *suggest, const char *candidate) {
    size_t n = strlen(suggest->word), m = strlen(candidate);
    if (n > SUGGEST_MAX || m > SUGGEST_MAX)
        return;
    size_t d = distance(suggest->word, n, candidate, m);
    if (d < suggest->distance) {
        suggest->distance = d;
        suggest->best = candidate;
    }
}
