/* Small hashes and the one generator behind every draw. Not for secrets. */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include <stddef.h>
#include <stdint.h>

#define FNV1A_64_START UINT64_C(0xcbf29ce484222325)

/* FNV-1a, 64 bits (Fowler, Noll, Vo); `hash` is FNV1A_64_START or an earlier result. */
uint64_t fnv1a_64(uint64_t hash, const void *bytes, size_t len);

/* splitmix64 (Steele, Lea, Flood 2014): advances the state and gives the next 64 bits. */
uint64_t splitmix64(uint64_t *state);

/* The state of the stream that `purpose` names: seed XOR FNV-1a-64(purpose). */
uint64_t stream_state(uint64_t seed, const char *purpose);

/* SHA-256 (FIPS 180-4) as 64 lower-case hexadecimal digits and a NUL. */
void sha256_hex(const void *bytes, size_t len, char out[65]);

/* Sixteen lower-case hexadecimal digits and a NUL. */
void hex16(uint64_t number, char out[17]);

#endif
