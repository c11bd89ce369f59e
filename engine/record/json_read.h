/* Reading JSON that others may have written, strictly: cJSON builds the tree, and what it would let
 * pass is refused before or after it: invalid UTF-8, NULs (also as \u0000), lone surrogates,
 * control characters in strings, numbers such as 01, bytes behind the value, doubled keys, nesting
 * deeper than JSON_DEPTH_MAX, more than JSON_KEYS_MAX keys in one object.
 *
 * Numbers pass through double: whole numbers are exact up to 2^53. */
#ifndef RECORD_JSON_READ_H
#define RECORD_JSON_READ_H

#include "base/arena.h"
#include "base/err.h"
#include "record/value.h"

#include <cjson/cJSON.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { JSON_DEPTH_MAX = 16, JSON_KEYS_MAX = 512 };

/* NULL: ERR_CONTENT or ERR_MEMORY; the text names no file. Free with cJSON_Delete. */
cJSON *json_read(const char *bytes, size_t len, struct err *err);

/* A whole number. False: not one, or beyond 2^53. */
bool json_whole(const cJSON *item, int64_t *out);

/* A number as a whole count of 10^-places; false: not a number, or finer than that. */
bool json_scaled(const cJSON *item, int places, int64_t *out);

/* A copy of a string in the arena; NULL: not a string, or out of memory. */
const char *json_copy(const cJSON *item, struct arena *arena);

/* The member with exactly this name, or NULL. */
const cJSON *json_member(const cJSON *object, const char *name);

/* A value of the kind into `place`, which value_clear has cleared; texts and lists go to the arena.
 * False: the value is of another kind, or there is no memory (then *err says so). */
bool value_read(enum field_kind kind, const cJSON *item, struct arena *arena, void *place,
                struct err *err);

/* Is `v` a version that this program reads, 1 … newest? False: ERR_CONTENT says what to do. */
bool json_version(const cJSON *root, int newest, struct err *err);

#endif
