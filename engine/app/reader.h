/* Reads and scores one person's logs without holding up a picture.
 *
 * A folder with few files is read at once; with many, on a thread of its own. Scoring is always
 * done on a thread. The loop asks now and then whether there is something new; what it is shown
 * stays as it is until then. */
#ifndef APP_READER_H
#define APP_READER_H

#include "score/person.h"

struct reader;

/* Texts are copied. NULL: out of memory. */
struct reader *reader_create(const char *logs, const char *cache, const char *agent);

/* Waits for few calls only: what a thread still does with many goes with the process. NULL is fine.
 */
void reader_destroy(struct reader *reader);

/* Something was played, or may have come into the folder: reads again, now or as soon as what runs
 * is done. */
void reader_refresh(struct reader *reader, int64_t wall_ms);

/* True: reader_person or reader_standing has changed, and what they gave before is gone. `err` says
 * what could not be read. */
bool reader_has_news(struct reader *reader, struct err *err);

const struct person *reader_person(const struct reader *reader);     /* NULL: not read yet */
const struct standing *reader_standing(const struct reader *reader); /* NULL: not scored yet */

/* Ask again soon. */
bool reader_is_busy(const struct reader *reader);

#endif
