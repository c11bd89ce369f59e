/* One line of a journal, and the one table behind its writer, reader and documentation
 * (docs/decision-log.md, "Journals"). Every field of a type is always written; what does not apply
 * is null. Older lines lack some: they read as null. */
#ifndef RECORD_ENTRY_H
#define RECORD_ENTRY_H

#include "record/value.h"

enum { ENTRY_VERSION = 1 };

/* X(type): each is written "type" in the journal. */
#define ENTRY_TYPES(X)                                                                             \
    X(note)                                                                                        \
    X(rating)                                                                                      \
    X(dispute) X(assignment) X(view) X(share) X(forgotten) X(alias) X(talk) X(reviewed) X(lineage)

enum entry_type {
#define X(name) ENTRY_##name,
    ENTRY_TYPES(X)
#undef X
        ENTRY_UNKNOWN, /* of a later program: tolerated */
    ENTRY_TYPE_COUNT = ENTRY_UNKNOWN
};

/* X(name, kind): every field that exists, once. */
/* clang-format off */
#define ENTRY_FIELDS(X)                                                                           \
    X(v, INT) X(type, TYPE) X(journal, TEXT) X(seq, INT) X(at, TIME) X(by, TEXT)                  \
    X(session, TEXT) X(about_seq, INT) X(text, TEXT) X(reply_to, ENTRY_REF)                       \
    X(escalation, TEXT) X(option, TEXT) X(fit, INT) X(kind, TEXT) X(id, TEXT)                     \
    X(scenario, TEXT) X(to, TEXT) X(due, TEXT) X(what, TEXT) X(before, FLAG) X(agent, TEXT)       \
    X(also, TEXT) X(about, TEXT) X(from, TEXT) X(why, TEXT) X(prev, TEXT)
/* clang-format on */

enum entry_field {
#define X(name, kind) ENTRY_FIELD_##name,
    ENTRY_FIELDS(X)
#undef X
        ENTRY_FIELD_COUNT
};

/* Only the fields of its type mean anything; the others are null. Texts are borrowed. */
struct entry {
#define ENTRY_HOLDS_TYPE enum entry_type
#define ENTRY_HOLDS_TEXT RECORD_HOLDS_TEXT
#define ENTRY_HOLDS_TIME RECORD_HOLDS_TIME
#define ENTRY_HOLDS_INT RECORD_HOLDS_INT
#define ENTRY_HOLDS_FLAG RECORD_HOLDS_FLAG
#define ENTRY_HOLDS_ENTRY_REF RECORD_HOLDS_ENTRY_REF
#define X(name, kind) ENTRY_HOLDS_##kind name;
    ENTRY_FIELDS(X)
#undef X
};

void entry_clear(struct entry *entry); /* every field null */

const char *entry_type_name(enum entry_type type); /* NULL outside the range */
const char *entry_field_name(enum entry_field field);

/* The fields of a type in the order in which they are written, head and tail included. */
const uint8_t *entry_order(enum entry_type type, int *count);

/* Appends the entry as one line without its newline. */
void entry_write(const struct entry *entry, struct buf *out);

/* Reads a line (without newline); texts go to the arena. Unknown fields and types are tolerated.
 * False, ERR_CONTENT: not JSON, a higher `v`, a doubled key, a known field of the wrong kind. */
bool entry_read(const char *line, size_t len, struct arena *arena, struct entry *out,
                struct err *err);

#endif
