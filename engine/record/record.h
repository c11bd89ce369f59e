/* One record of the decision log, and the one table behind its writer, reader, comparison, CSV and
 * documentation. What each field means: docs/decision-log.md. */
#ifndef RECORD_RECORD_H
#define RECORD_RECORD_H

#include "model/rules.h"
#include "record/value.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    RECORD_VERSION = 1,
    RECORD_LINE_MAX = 64 * 1024, /* bytes, without the newline */
    RECORD_FILE_MAX = 64 << 20,  /* bytes of a whole log */
    EVIDENCE_SEEN_MAX = 128,     /* ids in `evidence_seen`; the first ones are kept */
};

/* X(type): each is written "type" in the log. */
#define RECORD_TYPES(X)                                                                            \
    X(start)                                                                                       \
    X(scene)                                                                                       \
    X(card)                                                                                        \
    X(fact)                                                                                        \
    X(card_closed) X(nudge) X(decision) X(timeout) X(pause) X(resume) X(ready) X(suspended) X(end)

enum record_type {
#define X(name) RECORD_##name,
    RECORD_TYPES(X)
#undef X
        RECORD_UNKNOWN, /* of a later version of the same `v`: tolerated */
    RECORD_TYPE_COUNT = RECORD_UNKNOWN
};

#define RECORD_HOLDS_TYPE enum record_type

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
    X(decisions, INT) X(complete, FLAG) X(rules, INT) X(kind, TEXT) X(agent_name, TEXT)           \
    X(team_name, TEXT) X(utc_offset_min, INT) X(pace, INT) X(voices, TEXT) X(minutes, INT)        \
    X(lines, INTS) X(speaks_ms, INT) X(withheld, WITHHELD) X(before_ms, INT) X(says, INT)         \
    X(breaks, TEXT) X(checks, TEXT) X(proved, FLAG) X(own_audio, AUDIO) X(by, TEXT)               \
    X(later, INTS) X(state, TEXT) X(prev, TEXT)
/* clang-format on */

enum field {
#define X(name, kind) FIELD_##name,
    RECORD_FIELDS(X)
#undef X
        FIELD_COUNT
};

/* Only the fields of its type mean anything; the others are null, but for `rules`: in memory every
 * record says by which rules its log was written, in the bytes only `start` does. Texts and lists
 * are borrowed. */
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

/* The fields of a type in the order in which logs of these rules write them, head and tail
 * included. Rules above RULES_NOW are taken for the newest. */
const uint8_t *record_order(enum record_type type, int rules, int *count);

int record_rules(const struct record *record); /* 1 where the record does not say */
/* Did logs of these rules know the type? */
bool record_type_is_of(enum record_type type, int rules);

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
