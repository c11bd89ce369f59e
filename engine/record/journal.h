/* What a person adds after a call: lines in a file of their own, <logs>/journals/<uuid>.jsonl, one
 * a person and machine, chained and kept like a decision log (docs/decision-log.md, "Journals"). A
 * log itself is never changed. */
#ifndef RECORD_JOURNAL_H
#define RECORD_JOURNAL_H

#include "base/err.h"
#include "record/entry.h"

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

/* `agent` and `also` are one person: `also` is what some logs call them. */
bool journal_alias(struct journal *journal, const char *agent, const char *also, int64_t wall_ms,
                   struct err *err);

/* Any entry: its type and the fields of its type are the caller's; head and tail are set here. */
bool journal_add(struct journal *journal, struct entry *entry, int64_t wall_ms, struct err *err);

/* Every entry of every journal below `logs`, journal by journal; texts live during the call only.
 * What is damaged, and what lies behind it in its file, is passed over. A folder that is not there
 * has none. */
bool journals_read(const char *logs, void (*each)(void *self, const struct entry *entry),
                   void *self, struct err *err);

#endif
