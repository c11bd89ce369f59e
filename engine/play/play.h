/* One call being played: the driver that the window and the plain-text mode share. It owns the
 * session, its decision log and its history, and turns the caller's clock into call time.
 *
 * The promise: when a function here returns true, everything that happened is on the disk. When a
 * record cannot be written the play is *stuck*: what happened is kept in memory, the call clock
 * stands, every action is refused with the reason, and play_retry_write tries again. Nothing that
 * was committed is lost while the process lives; what is on the disk survives it.
 *
 * Time: every call takes the caller's two clocks. Call time runs with the monotonic one; it stands
 * still while the call is paused, while a timeout's notice is held, while the window is hidden (not
 * in assessment or panel mode), while the machine or the process is stopped, while the play is
 * stuck, and once it has ended. */
#ifndef PLAY_PLAY_H
#define PLAY_PLAY_H

#include "play/history.h"
#include "record/bundle.h"
#include "session/session.h"

struct play;

/* As read from base/clock.h, or made up by the caller (a scripted clock). */
struct now {
    int64_t monotonic_ms; /* only differences count; a step back counts as none */
    int64_t wall_ms;      /* for the records' `at` */
    int64_t boot_ms;    /* as the monotonic one, but running while the machine sleeps; 0: unknown */
    int utc_offset_min; /* of the local time */
};

enum chosen_by {
    CHOSEN_SELF,
    CHOSEN_NEXT,     /* the program's suggestion */
    CHOSEN_ASSIGNED, /* by a lead */
    CHOSEN_SPACED,   /* it was time to meet it again */
    CHOSEN_ADAPTIVE, /* the one that tells most */
    CHOSEN_COUNT
};
const char *chosen_by_name(enum chosen_by chosen_by); /* "self" …; NULL outside the range */

/* Texts are copied. Ids are kept as ident_make makes them (base/ident.h), which may refuse them. */
struct play_setup {
    struct scenario *scenario; /* borrowed; must outlive the play. Its sha256 is set. */
    const char *logs;          /* folder, made when missing; NULL: nothing is written */
    const char *cache;         /* folder of the catalogue's cache; NULL: none */
    const char *agent;         /* who plays; needed when there are logs */
    const char *team;          /* NULL: none */
    const char *agent_name;    /* a label, and for {agent.name}; NULL: "the agent" */
    const char *team_name;     /* a label; NULL: none */
    enum mode mode;            /* not MODE_RETRY: see play_retry */
    enum level level;
    enum timing timing;
    int pace_percent; /* of the scenario's pace: 50 … 200; 0: nothing is spoken, lines are read. In
                         an untimed call nothing is spoken either. */
    uint64_t seed;
    const char *locale; /* of the texts shown; NULL: the scenario's own */
    enum chosen_by chosen_by;
    const char *assignment; /* id of the assignment; NULL: none */
    const char *session;    /* NULL: a new UUID version 7 */
};

/* Stores the bundle, opens the log, writes `start` and shows the first scene. NULL: *err says why
 * and no log was left behind. */
struct play *play_start(const struct play_setup *setup, struct now now, struct err *err);

/* Where play_resume and play_retry find an earlier session. */
struct play_source {
    const char *logs;
    const char *cache;             /* folder of the catalogue's cache; NULL: none */
    const char *session;           /* its id */
    struct scenario_loader loader; /* Lua → scenario */
    const char *agent_name;        /* for the texts; NULL: as the log says */
};

/* Goes on with an unfinished session: replays its log, which must say what the replay says, cuts a
 * torn last line (into <session>.torn; play_notice tells), and appends `resume`. The last scene
 * stands again with its clock where it stood. ERR_LOCKED: another process plays it. */
struct play *play_resume(const struct play_source *source, struct now now, struct err *err);

/* "Try this moment again": a new session in mode retry. What came before the scene of the decision
 * (or timeout) with number `seq` is re-run, not logged again; its history is marked is_earlier. */
struct play *play_retry(const struct play_source *source, int64_t seq, struct now now,
                        struct err *err);

/* Closes the log. An unfinished session stays resumable. NULL is fine. */
void play_destroy(struct play *play);

/* Lets the time up to `now` pass first (a timeout that was due is recorded), then closes the log.
 * destroy still has to follow. */
bool play_quit(struct play *play, struct now now, struct err *err);

/* ---- actions ------------------------------------------------------------------------------------
 * Each lets the time up to `now` pass first. False: *err says why: ERR_STATE not possible now (also
 * while paused, held or ended), ERR_LATE the time ran out before it (the timeout is recorded and
 * its notice held), ERR_USAGE a bad argument, ERR_FULL, ERR_IO or ERR_MEMORY stuck. */

bool play_tick(struct play *play, struct now now, struct err *err); /* only lets time pass */
bool play_open_card(struct play *play, int card, struct now now, struct err *err);
bool play_close_card(struct play *play, struct now now, struct err *err);
bool play_ask(struct play *play, int card, int fact, struct now now, struct err *err);
/* The options appear now, before the lines have ended. */
bool play_cut_in(struct play *play, struct now now, struct err *err);
/* Chooses, and cuts in first where the options have not appeared. */
bool play_choose(struct play *play, int option, struct now now, struct err *err);
/* Authored index of an option that is shown; -1 takes the choice back. Refused until the options
 * have appeared (session_is_ready): cut in first, or wait. */
bool play_select(struct play *play, int option, struct now now, struct err *err);
/* Commits what is selected. `confidence` 0..100, -1 none; `why` and `own_words` may be NULL. */
bool play_commit(struct play *play, int confidence, const char *why, const char *own_words,
                 struct now now, struct err *err);

/* Practice, retry and preview only; the words must be covered. play_go writes the `pause` record.
 */
bool play_pause(struct play *play, struct now now, struct err *err);
bool play_go(struct play *play, struct now now, struct err *err);

/* The window is hidden or shown again. In practice this is a pause of its own (recorded when it
 * ends, unless play_pause was in force around it); in assessment and panel mode it does nothing. */
bool play_set_hidden(struct play *play, bool is_hidden, struct now now, struct err *err);

/* The person has read the timeout's notice: the clock goes on. */
bool play_release_hold(struct play *play, struct now now, struct err *err);

/* ---- what stands now ---- */

const struct scenario *play_scenario(const struct play *play);
const struct session *play_session(const struct play *play);
const struct history *play_history(const struct play *play);
const char *play_id(const struct play *play);         /* the session's UUID */
const char *play_log_path(const struct play *play);   /* NULL: nothing is written */
const char *play_agent_name(const struct play *play); /* NULL: none given */
const char *play_locale(const struct play *play);

bool play_is_paused(const struct play *play); /* by play_pause */
bool play_is_hidden(const struct play *play); /* and the clock stands for it */
bool play_is_held(const struct play *play);   /* a timeout's notice waits to be read */
bool play_is_ended(const struct play *play);

/* Stuck: a plain sentence saying what went wrong, what is safe and what is not; else NULL. It goes
 * away when play_retry_write succeeds. `is_final` (may be NULL): trying again cannot help. */
const char *play_trouble(const struct play *play, bool *is_final);
bool play_retry_write(struct play *play, struct now now, struct err *err);

/* Something a person should be told once about how the play was opened (a torn line that was cut);
 * NULL: nothing. */
const char *play_notice(const struct play *play);

/* Counts up whenever anything above may have changed: draw again. */
unsigned play_revision(const struct play *play);

/* Call time in ms, as a clock on the screen shows it: never past a deadline that is not yet
 * recorded. */
int64_t play_call_ms(const struct play *play, struct now now);
int64_t play_left_ms(const struct play *play, struct now now); /* to the deadline; -1: untimed */
/* Milliseconds until something is due (0: now); -1: nothing is, sleep until input comes. */
int64_t play_next_wakeup(const struct play *play, struct now now);

/* The caller is about to sleep until input comes, at most `wait_ms` (-1: however long). Whoever
 * comes back more than 2 s later than that was stopped, or the machine was (as also the boot clock
 * tells): from then on `t` stands still, and the log says so: a `pause` where the call may be
 * paused, else `suspended`. Without this only the machine's sleep is noticed. */
void play_expect(struct play *play, struct now now, int64_t wait_ms);

#endif
