/* Reads and scores one person's logs without holding up a picture.
 *
 * Both are jobs (base/job.h): the worker reads and scores, the loop is woken when there is
 * something new and takes it over with reader_has_news; what it shows stays as it is until then. A
 * folder with few files is waited for, so that the first picture is whole; with many nobody waits.
 */
#ifndef APP_READER_H
#define APP_READER_H

#include "score/person.h"

struct reader;

struct reader_setup {
    const char *logs; /* NULL: none */
    const char *cache;
    const char *agent;
    const char *adopts[ADOPT_NAMES]; /* names in logs of the first release; all NULL: none */
    void (*wake)(void *self);        /* called on the worker: there may be news; NULL: nobody */
    void *woken;
};

/* Texts are copied. NULL: out of memory. */
struct reader *reader_create(const struct reader_setup *setup);

/* Cancels what runs and waits for its end, which is soon. NULL is fine. */
void reader_destroy(struct reader *reader);

/* Something was played, or may have come into the folder: reads again and scores again. What runs
 * for an earlier wish is cancelled. Where there are many files it begins with reader_work. */
void reader_refresh(struct reader *reader, int64_t wall_ms);

/* Begins what waits, if anything does. Call it when a picture has been shown, so that the worker
 * does not take the processor from it. */
void reader_work(struct reader *reader);

/* True: reader_person or reader_standing has changed, and what they gave before is gone. `err` says
 * what could not be read. */
bool reader_has_news(struct reader *reader, struct err *err);

/* True once: the logs of the first release are joined with the id. */
bool reader_has_adopted(struct reader *reader);

const struct person *reader_person(const struct reader *reader);     /* NULL: not read yet */
const struct standing *reader_standing(const struct reader *reader); /* NULL: not scored yet */

#endif
