/* Random numbers for resampling and for the tests' simulations only: xoshiro256** (Blackman & Vigna
 * 2018), its state filled by splitmix64. Seeds are hashes of (data, name of the statistic), never
 * the time, so that a published number can be computed again. */
#ifndef STATS_RNG_H
#define STATS_RNG_H

#include <stdint.h>

struct rng {
    uint64_t s[4];
};

void rng_init(struct rng *rng, uint64_t seed);
uint64_t rng_next(struct rng *rng);
double rng_uniform(struct rng *rng); /* in (0, 1), never an end; 2^52 values */
double rng_normal(struct rng *rng);  /* by inversion: one draw a number */

/* 0 … count − 1, unbiased; count > 0. */
uint32_t rng_below(struct rng *rng, uint32_t count);

#endif
