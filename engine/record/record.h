/* One record of the decision log, and the one table behind its writer, reader, comparison, CSV and
 * documentation. What each field means: docs/decision-log.md. */
#ifndef RECORD_RECORD_H
#define RECORD_RECORD_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    RECORD_VERSION = 1,
    RECORD_LINE_MAX = 64 * 1024, /* bytes, without the newline */
    RECORD_FILE_MAX = 64 << 20,  /* bytes of a whole log */
    EVIDENCE_SEEN_MAX = 128,     /* ids in `evidence_seen`; the first ones are kept */
};

#define RECORD_NULL INT64_MIN /* null, where a number is */

/* X(type): each is written "type" in the log. */
#define RECORD_TYPES(X)                                                                            \
    X(start)                                                                                       \
    X(scene)                                                                                       \
    X(card) X(fact) X(card_closed) X(nudge) X(decision) X(timeout) X(pause) X(resume) X(end)

enum record_type {
#define X(name) RECORD_##name,
    RECORD_TYPES(X)
#undef X
        RECORD_UNKNOWN, /* of a later version of the same `v`: tolerated */
    RECORD_TYPE_COUNT = RECORD_UNKNOWN
};

/* Kinds of values and how a record holds them. */
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
struct record_outcome {
    bool is_given; /* false: null */
    bool resolved, retained, compliant;
    int64_t csat, cost;
};
#define RECORD_HOLDS_TYPE enum record_type
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
#define RECORD_HOLDS_OUTCOME struct record_outcome

/* X(name, kind): every field that exists, once; also the columns of the CSV, in this order. */
/* clang-format off */
#define RECORD_FIELDS(X)                                                                          \
    X(v, INT) X(type, TYPE) X(session, TEXT) X(seq, INT) X(at, TIME) X(t, INT)                    \
    X(agent, TEXT) X(team, TEXT) X(scenario, TEXT) X(version, INT) X(level, TEXT)                 \
    X(mode, TEXT) X(scenario_sha256, TEXT) X(seed, TEXT) X(locale, TEXT) X(app, TEXT)             \
    X(channel, TEXT) X(timing, TEXT) X(clock, INT) X(target_s, INT) X(exposure, INT)              \
    X(chosen_by, TEXT) X(assignment, TEXT) X(retry_of, REF) X(scene, TEXT) X(line, INT)           \
    X(anger, INT) X(trust, INT) X(card, TEXT) X(first, FLAG) X(fact, TEXT) X(open_ms, INT)        \
    X(nudge, INT) X(node, TEXT) X(key_id, TEXT) X(key, TEXT) X(option, TEXT)                      \
    X(options, TEXTS) X(credits, SHARES) X(option_categories, INTS) X(stances, TEXTS)             \
    X(stops, INTS) X(votes, INTS) X(panel_n, INT) X(credit, SHARE) X(category, INT)               \
    X(categories, INT) X(stance, TEXT) X(compliant, FLAG) X(critical, FLAG)                       \
    X(escalated, FLAG) X(escalated_to, TEXT) X(escalation, TEXT) X(skill, TEXT)                   \
    X(also_skill, TEXT) X(expects, SHARE) X(confidence, PERCENT) X(shown_t, INT)                  \
    X(chosen_t, INT) X(reading_ms, INT) X(latency_ms, INT) X(limit_ms, INT) X(changes, INT)       \
    X(words, INT) X(evidence_needed, TEXTS) X(evidence_weights, SHARES)                           \
    X(evidence_seen, TEXTS) X(resumes, INT) X(own_words, TEXT) X(why, TEXT) X(to, TEXT)           \
    X(selected, TEXT) X(ms, INT) X(gap_s, INT) X(ending, TEXT) X(outcome, OUTCOME)                \
    X(decisions, INT) X(complete, FLAG) X(state, TEXT) X(prev, TEXT)
/* clang-format on */

enum field {
#define X(name, kind) FIELD_##name,
    RECORD_FIELDS(X)
#undef X
        FIELD_COUNT
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
    FIELD_IS_OUTCOME
};

/* Only the fields of its type mean anything; the others are null. Texts and lists are borrowed. */
struct record {
#define X(name, kind) RECORD_HOLDS_##kind name;
    RECORD_FIELDS(X)
#undef X
    int line_number;                           /* in its file, from 1; 0: not read from one */
    uint64_t present[(FIELD_COUNT + 63) / 64]; /* read: the fields that stood in the line */
};

void record_clear(struct record *record); /* every field null */

const char *record_type_name(enum record_type type); /* NULL outside the range */
const char *field_name(enum field field);
enum field_kind field_kind(enum field field);
int field_of(const char *name); /* -1: none */

/* The fields of a type in the order in which they are written, head and tail included. */
const uint8_t *record_order(enum record_type type, int *count);

/* Appends the record as one line without its newline. */
void record_write(const struct record *record, struct buf *out);
/* Appends one field's value as JSON. */
void record_write_value(const struct record *record, enum field field, struct buf *out);

/* Where the record holds the field: of the type that its kind says. */
void *field_place(struct record *record, enum field field);
const void *field_value(const struct record *record, enum field field);

bool record_is_present(const struct record *record, enum field field);
bool record_is_equal(const struct record *a, const struct record *b, enum field field);

/* Reads a line (without newline) into `out`; texts and lists go to the arena. Unknown fields and
 * types are tolerated, missing fields are null. False, ERR_CONTENT: not JSON, a higher `v`, a
 * doubled key, a NUL, a line too long, invalid UTF-8 or a known field of the wrong kind. */
bool record_read(const char *line, size_t len, struct arena *arena, struct record *out,
                 struct err *err);

#endif
