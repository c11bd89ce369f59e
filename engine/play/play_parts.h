/* What is inside a play; for play.c and play_open.c only. */
#ifndef PLAY_PLAY_PARTS_H
#define PLAY_PLAY_PARTS_H

#include "play/call_clock.h"
#include "play/play.h"
#include "play/stage.h"
#include "record/log_writer.h"

struct play {
    struct stage stage;
    struct log_writer writer;
    struct call_clock clock;
    int64_t expected_ms; /* monotonic: when the caller meant to be back; -1: it did not say */
    int64_t late_ms;     /* by which it came back too late, not yet taken off call time */
    int64_t boot_ahead;  /* the boot clock's lead over the monotonic one, when last seen */
    bool has_boot;       /* … which it was */
    int64_t pause_ms;    /* monotonic: when the pause (or hiding) in force began */
    bool is_timed_out;   /* in the step being made */
    bool is_closed;      /* by play_quit */
    unsigned revision;
    char session[37];
    const char *path;                /* of the log; NULL: nothing is written */
    const char *agent_name;          /* or NULL */
    char trouble[1024], notice[512]; /* "" none */
    enum err_code trouble_code;
    bool is_final;
};

/* The sink of every step of a live call; `self` is the play. */
void play_event(void *self, const struct session *session, const struct event *event);

/* After a step: what happened goes to the disk, the clock follows. False: stuck, *err says why. */
bool play_settle(struct play *play, struct now now, struct err *err);

/* Makes sure that the scenario's bundle lies beside the log. */
bool play_keep_bundle(struct play *play, struct err *err);

#endif
