#include "stats/rng.h"

#include "base/hash.h"
#include "stats/prim.h"

#include <assert.h>

void rng_init(struct rng *rng, uint64_t seed) {
    for (int i = 0; i < 4; i++)
        rng->s[i] = splitmix64(&seed);
}

static uint64_t rotate_left(uint64_t x, int k) {
    return (x << k) | (x >> (64 - k));
}

uint64_t rng_next(struct rng *rng) {
    uint64_t *s = rng->s;
    uint64_t result = rotate_left(s[1] * 5, 7) * 9;
    uint64_t t = s[1] << 17;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = rotate_left(s[3], 45);
    return result;
}

double rng_uniform(struct rng *rng) {
    return ((double)(rng_next(rng) >> 12) + 0.5) * 0x1p-52;
}

double rng_normal(struct rng *rng) {
    return normal_quantile(rng_uniform(rng));
}

/* Rejects the incomplete last round of the 64-bit range. */
uint32_t rng_below(struct rng *rng, uint32_t count) {
    assert(count > 0);
    uint64_t limit = UINT64_MAX - UINT64_MAX % count;
    uint64_t draw;
    do
        draw = rng_next(rng);
    while (draw >= limit);
    return (uint32_t)(draw % count);
}
