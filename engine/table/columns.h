/* Decision logs as columns: everything scoring needs from any number of logs, read once.
 *
 * Files are read in parallel; the result does not depend on the number of threads. Texts are
 * interned: a column holds a number, equal texts have equal numbers, and numbers follow byte order.
 * Row order: by agent, then the session's start, then session, then `seq`. */
#ifndef TABLE_COLUMNS_H
#define TABLE_COLUMNS_H

#include "base/err.h"
#include "model/scenario.h"
#include "session/session.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* X(type, name): one row a decision or timeout. −1 where the log says null, if not said otherwise.
 */
#define DECISION_COLUMNS(X)                                                                        \
    X(int64_t, at_ms)   /* since 1970-01-01 UTC */                                                 \
    X(int32_t, session) /* row in the session columns */                                           \
    X(int32_t, seq)                                                                                \
    X(int32_t, scene)   /* text */                                                                 \
    X(int32_t, node)    /* text */                                                                 \
    X(int32_t, choices) /* text: ids of options offered and withheld, sorted, a line feed each */  \
    X(int32_t, offered) /* text: the same of the options offered */                                \
    X(int32_t, option)  /* text; −1: timeout */                                                  \
    X(int32_t, latency_ms)                                                                         \
    X(int32_t, reading_ms)                                                                         \
    X(int32_t, words)                                                                              \
    X(int16_t, credit)   /* ten-thousandths */                                                     \
    X(int16_t, expects)  /* ten-thousandths */                                                     \
    X(int16_t, panel_n)  /* experts behind the key */                                              \
    X(int16_t, credit_0) /* mean credit of the choices of category 0, 1, 2; −1: none */          \
    X(int16_t, credit_1)                                                                           \
    X(int16_t, credit_2)                                                                           \
    X(int16_t, exposure)      /* as the log has it: 1 at a first meeting */                        \
    X(int16_t, coverage)      /* of the evidence needed, ten-thousandths; −1: none needed */     \
    X(int8_t, is_unsupported) /* less than half of it was seen; −1: none needed */               \
    X(int8_t, confidence)     /* 0 … 100 */                                                      \
    X(int8_t, category)                                                                            \
    X(uint8_t, categories) /* bit k: one of the choices has category k; 0: no key */               \
    X(uint8_t, options)    /* offered, with a category */                                          \
    X(uint8_t, guess_sum)  /* Σ of their categories, and of the squares: what guessing earns */   \
    X(uint8_t, guess_squares)                                                                      \
    X(uint8_t, key)        /* enum key_status */                                                   \
    X(uint8_t, escalation) /* enum escalation */                                                   \
    X(int8_t, escalated)                                                                           \
    X(uint8_t, can_keep)     /* an option shown is acceptable and does not escalate */             \
    X(uint8_t, offers_both)  /* an escalating option and another one were shown */                 \
    X(uint8_t, stop_offered) /* a poor option that stops the clock was shown */                    \
    X(uint8_t, stop_taken)                                                                         \
    X(uint8_t, skill) /* enum skill */                                                             \
    X(uint8_t, also_skill)                                                                         \
    X(uint8_t, stance)    /* enum stance */                                                        \
    X(uint8_t, suspended) /* the machine slept while it was open */

/* One row a session. */
#define SESSION_COLUMNS(X)                                                                         \
    X(int64_t, start_ms)                                                                           \
    X(int64_t, last_ms)  /* the latest `at` of its records */                                      \
    X(int64_t, offset)   /* of its first line in the file */                                       \
    X(int64_t, bytes)    /* of its lines */                                                        \
    X(int64_t, last_t)   /* call time of its last record */                                        \
    X(int32_t, id)       /* text */                                                                \
    X(int32_t, agent)    /* text */                                                                \
    X(int32_t, team)     /* text; −1: none */                                                    \
    X(int32_t, scenario) /* text */                                                                \
    X(int32_t, sha256)   /* text: of the bundle */                                                 \
    X(int32_t, version)                                                                            \
    X(int32_t, file)  /* among the files read */                                                   \
    X(int32_t, first) /* row of its first decision */                                              \
    X(int32_t, decisions)                                                                          \
    X(int32_t, lines)                                                                              \
    X(int32_t, open_scene) /* text: shown last and not decided; −1: none */                      \
    X(int32_t, target_s)                                                                           \
    X(int32_t, back_ms) /* how far `at` goes back behind an earlier record at most; 0: never */    \
    X(int8_t, clock)    /* 1 the target is shown, 0 it is hidden, −1 there is none */            \
    X(uint8_t, mode)    /* enum mode */                                                            \
    X(uint8_t, level)   /* enum level */                                                           \
    X(uint8_t, timing)  /* enum timing */                                                          \
    X(uint8_t, is_ended)                                                                           \
    X(uint8_t, open_suspended) /* the machine slept at the scene that is not decided */            \
    X(uint8_t, is_broken)      /* set aside: it only tells what was met; see columns_read */

struct decision_columns {
    int32_t count, capacity;
#define X(type, name) type *name;
    DECISION_COLUMNS(X)
#undef X
};
struct session_columns {
    int32_t count, capacity;
#define X(type, name) type *name;
    SESSION_COLUMNS(X)
#undef X
};

/* Why a log is named: it is set aside and counts for nothing, or it counts and something about it
 * must be known. */
enum log_fault {
    FAULT_UNREADABLE, /* set aside: the system does not give it */
    FAULT_DAMAGED,    /* set aside: it holds what is no record, or records that do not fit */
    FAULT_BROKEN,     /* set aside: its chain, or a credit, says that a line was changed */
    FAULT_TWICE,      /* set aside: the session is in another file */
    FAULT_FUTURE,     /* set aside: a session is from the day after tomorrow, or later */
    FAULT_TORN,       /* counts, but for its half-written last line */
    FAULT_CLOCK,      /* counts; `at` goes back by more than CLOCK_BACK_MS */
    FAULT_NO_FILE,    /* set aside: a link, a pipe or the like under a log's name */
    FAULT_COUNT
};
bool fault_sets_aside(enum log_fault fault);
/* "unreadable", "damaged", "broken", "twice", "future", "torn", "clock". */
const char *fault_name(enum log_fault fault);

enum { CLOCK_BACK_MS = 60000, CLOCK_AHEAD_MS = 86400000 };

struct skipped {
    const char *file, *why;
    enum log_fault fault;
};

struct columns {
    struct decision_columns decision;
    struct session_columns session;
    int32_t text_count;
    const char *const *texts; /* in byte order */
    int skipped_count;
    struct skipped *skipped; /* by file */
    int files;               /* found, skipped ones included */
    int files_read;          /* of these: all but those that the cache knew */
    int set_aside;           /* of those in `skipped`: they count for nothing */
    bool is_trusted;         /* broken files were read all the same */
    int64_t bytes, lines;    /* read */
    int64_t tolerated;       /* lines that needed the tolerant reader */
    int64_t latest_ms;       /* the latest `at` that counts; INT64_MIN: no record */
    uint64_t hash;           /* of the content: the seed of what is drawn from it */
    struct columns_memory *memory;
};

struct columns_request {
    const char *const *paths; /* files and folders; a folder: every .jsonl below it */
    int path_count;
    int threads;   /* 0: one a processor */
    bool reads_on; /* a folder that cannot be read is named like a file, instead of failing */
    bool trust;    /* read files all the same whose chain is broken */
    /* The reader's own folder in which what was read is remembered, so that a log that has not
     * changed since is not read again and one that grew is read from its old end on: see
     * catalogue.h. NULL: every file is read whole, for numbers that leave the machine. */
    const char *cache;
    /* Wall time. A session with a record more than CLOCK_AHEAD_MS later comes from a wrong clock
     * and is set aside by name. 0: any time is taken. A cache needs it. */
    int64_t now_ms;
    /* Called by the calling thread now and then; may be NULL. */
    void (*progress)(void *self, int64_t bytes_done, int64_t bytes_all);
    void *self;
    const atomic_bool *cancel; /* when it is set no further file is read: NULL, ERR_CANCELLED */
};

/* A log that is in memory already. */
struct columns_text {
    const char *name, *bytes;
    size_t len;
};

/* Rows of broken files stay, marked is_broken: nothing in them may be measured or shown, but what
 * somebody met they did meet. Else whoever damages the log of a first try makes the second one the
 * first.
 *
 * Folders named `journals` and `scenarios` hold no decision logs and are passed over. Damaged files
 * are reported and set aside as a whole: what is no record, a higher `v`, a value that no program
 * of ours writes (an evidence weight above 1, a time below 0, an unknown key), a gap in `seq`, a
 * head that changes within a session, a session without its `start`, a line that does not name the
 * hash of the line before it, a credit or category that is not that of the option chosen. A torn
 * last line is reported and the lines before it count. The same session twice: if one is the
 * beginning of the other the longer counts, else both are set aside. NULL: a path that cannot be
 * read at all, or no memory. */
struct columns *columns_read(const struct columns_request *request, struct err *err);
/* The same from memory; of the request only `threads`, `trust` and `now_ms` matter. */
struct columns *columns_read_texts(const struct columns_text *texts, int count,
                                   const struct columns_request *request, struct err *err);
void columns_destroy(struct columns *columns); /* NULL is fine */

/* "" for −1. */
const char *columns_text(const struct columns *columns, int32_t text);

/* The number of a text; −1: it occurs nowhere. */
int32_t columns_find(const struct columns *columns, const char *text);

#endif
