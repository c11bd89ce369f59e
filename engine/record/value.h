/* Kinds of values in the lines of logs and journals: how each is held, written, read and compared.
 * The tables of fields (record.h, entry.h) name a kind for each field. */
#ifndef RECORD_VALUE_H
#define RECORD_VALUE_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define RECORD_NULL INT64_MIN /* null, where a number is */

struct texts {
    const char *const *items; /* an item may be NULL */
    int count;                /* -1: null */
};
struct numbers {
    const int64_t *items; /* an item may be RECORD_NULL */
    int count;            /* -1: null */
};
struct record_ref {
    const char *session; /* NULL: null */
    int64_t seq;
};
struct entry_ref {
    const char *journal; /* NULL: null */
    int64_t seq;
};
struct record_outcome {
    bool is_given; /* false: null */
    bool resolved, retained, compliant;
    int64_t csat, cost;
};
/* An option that the call had and the agent never saw, with what the key says of it. */
struct withheld_option {
    const char *option;
    int64_t credit;   /* ten-thousandths, or RECORD_NULL */
    int64_t category; /* or RECORD_NULL */
    int64_t votes;    /* or RECORD_NULL */
    const char *stance;
};
struct withheld {
    const struct withheld_option *items; /* in authored order */
    int count;                           /* -1: null */
};
struct own_audio {
    bool is_given; /* false: null */
    int64_t ms;
    const char *sha256;
};

enum field_kind {
    FIELD_IS_TYPE,
    FIELD_IS_TEXT,
    FIELD_IS_TIME,
    FIELD_IS_INT,
    FIELD_IS_FLAG,
    FIELD_IS_SHARE,
    FIELD_IS_PERCENT,
    FIELD_IS_TEXTS,
    FIELD_IS_INTS,
    FIELD_IS_SHARES,
    FIELD_IS_REF,
    FIELD_IS_ENTRY_REF,
    FIELD_IS_OUTCOME,
    FIELD_IS_WITHHELD,
    FIELD_IS_AUDIO,
};

/* What a field of each kind holds; RECORD_HOLDS_TYPE is the table's own. */
#define RECORD_HOLDS_TEXT const char * /* NULL: null */
#define RECORD_HOLDS_TIME int64_t      /* "2026-11-22T05:24:10.123Z", held as ms since 1970 UTC */
#define RECORD_HOLDS_INT int64_t
#define RECORD_HOLDS_FLAG int64_t    /* true 1, false 0 */
#define RECORD_HOLDS_SHARE int64_t   /* ten-thousandths */
#define RECORD_HOLDS_PERCENT int64_t /* hundredths */
#define RECORD_HOLDS_TEXTS struct texts
#define RECORD_HOLDS_INTS struct numbers
#define RECORD_HOLDS_SHARES struct numbers
#define RECORD_HOLDS_REF struct record_ref
#define RECORD_HOLDS_ENTRY_REF struct entry_ref
#define RECORD_HOLDS_OUTCOME struct record_outcome
#define RECORD_HOLDS_WITHHELD struct withheld
#define RECORD_HOLDS_AUDIO struct own_audio

/* `place` holds a value of the kind. FIELD_IS_TYPE is each table's own affair: nothing is done. */
void value_clear(enum field_kind kind, void *place); /* null */
void value_write(enum field_kind kind, const void *place, struct buf *out);
bool value_is_equal(enum field_kind kind, const void *a, const void *b);

#endif
