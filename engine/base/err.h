/* Errors as values. The room that knows the words fills the text, complete enough to be shown as it
 * is: what failed, where, and the fix. The first error wins; only `commands` prints. */
#ifndef BASE_ERR_H
#define BASE_ERR_H

#include <stdbool.h>

enum err_code {
    ERR_NONE,
    ERR_USAGE,     /* wrong words on the command line, or an argument out of range */
    ERR_CONTENT,   /* a scenario, log or other file says something it must not */
    ERR_VERIFY,    /* a log does not say what its replay says */
    ERR_STATE,     /* not possible now: the session is elsewhere */
    ERR_LATE,      /* at or past the deadline */
    ERR_LOCKED,    /* another process holds it */
    ERR_FULL,      /* no space, or a quota */
    ERR_IO,        /* any other failure of the system */
    ERR_MEMORY,    /* out of memory */
    ERR_CANCELLED, /* whoever asked for it wants it no more */
};

/* Owned by the caller, who zeroes it before the first use. */
struct err {
    enum err_code code;
    char text[512];
};

/* Always false, so that a function can end with `return err_set(…)`. Keeps an error already there.
 * `err` may be NULL. A text that does not fit is cut at a whole UTF-8 character. */
bool err_set(struct err *err, enum err_code code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* err_set(ERR_MEMORY, "out of memory"). */
bool err_memory(struct err *err);

/* ERR_FULL, ERR_LOCKED, ERR_MEMORY or ERR_IO. */
enum err_code err_code_of_system(int error_number);

/* err_code_of_system(error_number); the text is "what: reason". */
bool err_system(struct err *err, int error_number, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
