/* Does a log say what its chain and its replay say? Keys, credits, categories and `key_id` are
 * computed anew from the bundle on the way. */
#ifndef PLAY_VERIFY_H
#define PLAY_VERIFY_H

#include "record/bundle.h"
#include "record/log_reader.h"

enum verify_status {
    VERIFY_COMPLETE,   /* verified, the call has ended */
    VERIFY_OPEN,       /* verified, the call can go on */
    VERIFY_TORN,       /* a half-written last line; resuming the session fixes it */
    VERIFY_BROKEN,     /* it does not say what its chain, its replay or its kept hash says */
    VERIFY_UNREADABLE, /* not a log, or its bundle cannot be had */
};
const char *verify_status_name(enum verify_status status); /* "complete", "open", "torn" … */

struct verify_result {
    enum verify_status status;
    char session[SESSION_ID_LEN + 1]; /* "" where it could not be read */
    char hash[65];                    /* of the last whole line; "" likewise */
    int records;
    struct err err; /* what is wrong, with file:line; ERR_NONE where it is verified */
};

/* Hashes kept elsewhere: lines of "<sha256>  <session>", the rest of a line is passed over, and so
 * are empty lines and those that start with '#'. What verify_line writes can be kept as it is. */
struct kept_hash {
    char hash[65], session[SESSION_ID_LEN + 1];
    bool is_met; /* a log of this session was verified against it */
};
struct kept_hashes {
    struct kept_hash *items;
    int count;
};
/* `path`: as file_read_given has it. */
bool kept_hashes_read(const char *path, struct kept_hashes *out, struct err *err);
void kept_hashes_finish(struct kept_hashes *kept);

/* The bundle, and what a retry leads to, are looked for in the log's own folder. `kept` may be
 * NULL; where it has the session, its hash must be that of one of the log's lines (the log may have
 * grown since). True: verified. */
bool verify_log(const char *path, const struct scenario_loader *loader, struct kept_hashes *kept,
                struct verify_result *out);

/* "<hash>  <session>  complete  16 records  <path>", or "# <path>: …" where it is not verified; no
 * newline. */
void verify_line(const struct verify_result *result, const char *path, struct buf *out);

#endif
