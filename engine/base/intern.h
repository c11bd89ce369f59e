/* Texts that occur many times, kept once and numbered from 0 in the order of their coming. */
#ifndef BASE_INTERN_H
#define BASE_INTERN_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct intern_text {
    const char *text; /* closed by a NUL */
    uint32_t len, hash;
};

/* Zero it before the first use. */
struct intern {
    struct arena *arena;
    struct intern_text *items;
    int32_t *slots; /* number + 1; 0: empty */
    int32_t count, capacity;
    uint32_t slot_count; /* a power of two */
};

/* The number of the text, which is copied when it is new; −1: out of memory. */
int32_t intern_add(struct intern *intern, const char *text, size_t len);
void intern_finish(struct intern *intern);

#endif
