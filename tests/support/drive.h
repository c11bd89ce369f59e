/* Driving a session by a few words, and what it tells as a few words: tests of the machine read as
 * a call would. */
#ifndef SUPPORT_DRIVE_H
#define SUPPORT_DRIVE_H

#include "base/buf.h"
#include "session/session.h"

/* What happened, one line an event:
 *
 *   0 scene opening line 1 lines 2 3 anger 55 trust 40 minutes 4 speaks 2000: waive refuse | credit
 *                                              (behind | what waits for a look)
 *   1000 card account (first)
 *   2000 closed account after 1000
 *   2000 fact account.letter
 *   20000 nudge 1 anger 60 trust 40
 *   3000 decision opening waive to walk
 *   40000 timeout opening to silence          (and "had waive" where that was selected)
 *   3000 decision opening waive to walk withheld credit
 *   3000 pause 500   ·   3000 resume 60   ·   3000 ready cut_in   ·   3000 suspended 9000
 *   3000 end kept lines 1 later 2
 *   ! the reason      for an input that was refused
 *
 * With `details` a line follows each decision and timeout. */
struct trace {
    struct buf text;
    bool details;
};

struct session_sink trace_sink(struct trace *trace);

/* Inputs, one a line or between semicolons, each with its call time in ms:
 *
 *   1000 card account · 2000 fact account.letter · 2500 close · 3000 select waive · 3000 select -
 *   4000 decide waive 80 · 4000 decide waive   (without saying how sure) · 5000 wait
 *   6000 pause 500 · 7000 resume 60 · 0 hold · 900 ready cut_in · 8000 suspended 9000
 *
 * Ids are those of the scene that stands when the line is read. Returns how many were refused; a
 * line that is none of these fails the test. */
int drive(struct session *session, const char *inputs, struct trace *trace);

/* Starts a new session on a file in tests/unit/session, drives it, and compares the trace. */
void check_trace(const char *file, const struct session_setup *setup, const char *inputs,
                 const char *expected);
/* The same with details. */
void check_details(const char *file, const struct session_setup *setup, const char *inputs,
                   const char *expected);

/* A scenario of tests/unit/session. */
struct scenario *load_call(const char *file);

#endif
