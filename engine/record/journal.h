/* What a person adds after a call: lines in a file of their own, <logs>/journals/<uuid>.jsonl, one
 * a person and machine, chained and kept like a decision log (docs/decision-log.md, "Journals"). A
 * log itself is never changed. */
#ifndef RECORD_JOURNAL_H
#define RECORD_JOURNAL_H

#include "base/err.h"

#include <stdbool.h>
#include <stdint.h>

enum { JOURNAL_TEXT_MAX = 280 }; /* characters of what is written, one line */

struct journal;

/* Goes on with the person's journal, or begins one; its folder is made. A last line that was only
 * half written goes to a file ending in .torn; a journal that is damaged or open elsewhere is left
 * alone and another one begun. NULL: *err says why. */
struct journal *journal_open(const char *logs, const char *by, int64_t wall_ms, struct err *err);
void journal_close(struct journal *journal); /* NULL is fine */

/* "The panel missed something": about the record with that number of a session's log. */
struct journal_dispute {
    const char *session;
    int64_t about_seq;
    const char *kind; /* "panel" */
    const char *text; /* one line of UTF-8; "" nothing more to say */
};

/* True: the line is on the disk. False: nothing of it counts, and *err says why. */
bool journal_dispute(struct journal *journal, const struct journal_dispute *dispute,
                     int64_t wall_ms, struct err *err);

/* Every dispute of `by` about a session, in order. Damaged lines and files are passed over. */
bool journal_disputes(const char *logs, const char *by, const char *session,
                      void (*each)(void *self, const struct journal_dispute *dispute), void *self,
                      struct err *err);

#endif
