/* Exposure: how often a person met each decision before, over all logs at hand.
 *
 * A meeting is a decision or a timeout in any mode and at any level. A decision that was shown in a
 * call and then left for LEFT_DAYS is one, too, from that moment on. Meetings are ordered by their
 * `at`, which within a session never goes back: where a clock was set back, the records keep the
 * order of the session and count as made at its latest `at` so far. The result is never less than
 * what the log itself says: with the clock set back between two sessions the second try still is
 * no first meeting. */
#ifndef TABLE_MEETINGS_H
#define TABLE_MEETINGS_H

#include "base/err.h"
#include "table/columns.h"

enum { LEFT_DAYS = 7 };

/* One a row of the decision columns; 0 where the row is later than the day asked for. */
struct meeting_count {
    int32_t any;      /* at any level; 1: the first meeting */
    int32_t at_level; /* at the row's level; where the log knows of a meeting that is not in the
                         logs at hand, its level is not known, and this is at least 2 */
};

/* `person_of` tells for each text of the columns which person the agent of that id is. *out is the
 * caller's to free. False: out of memory. */
bool meetings_count(const struct columns *columns, const int32_t *person_of, int64_t as_of_ms,
                    struct meeting_count **out, struct err *err);

/* Was the call left at a decision so long that this is a meeting? */
bool meetings_is_left(const struct session_columns *sessions, int32_t session, int64_t as_of_ms);

/* Which decision is at a scene of a bundle, learnt from the decisions made there. */
struct places;
struct places *places_create(const struct columns *columns); /* NULL: out of memory */
void places_destroy(struct places *places);                  /* NULL is fine */
/* A text; −1: nobody has decided there. */
int32_t places_node(const struct places *places, int32_t sha256, int32_t scene);

#endif
