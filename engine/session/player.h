/* Simulated players: each follows one rule whatever the call. They show a key that a habit could
 * beat, texts nobody ever sees, and endings nobody reaches, before a person meets them.
 *
 * A player is pure: what it does follows from the session, the seed and its rule. It answers
 * PLAYER_ANSWER_MS after a scene is shown (sooner where half of the time given is less), so nudges
 * and timeouts do not disturb it. */
#ifndef SESSION_PLAYER_H
#define SESSION_PLAYER_H

#include "session/session.h"

enum player {
    PLAYER_RANDOM,   /* any option shown */
    PLAYER_BEST,     /* the highest credit of all that is open to the call, ties in authored order;
                        opens what it needs, then what the panel opens */
    PLAYER_WORST,    /* the lowest credit of all that is open to the call; opens what it needs */
    PLAYER_FIRST,    /* the first shown */
    PLAYER_LONGEST,  /* the longest text shown; within a tenth the first shown */
    PLAYER_SHORTEST, /* the shortest text shown; within a tenth the first shown */
    PLAYER_ESCALATE, /* the first shown with that stance, else one that escalates */
    PLAYER_REFUSE,   /* the first shown with that stance */
    PLAYER_ACT,      /* the first shown with that stance, else act_in_part */
    PLAYER_MIDDLE,   /* act_in_part, else the middle position */
    PLAYER_SILENT,   /* lets every clock run out; without a clock the first shown */
    PLAYER_HASTY,    /* the highest credit of what is shown to somebody who opens nothing */
    PLAYER_NEWEST,   /* opens everything; the option that joined last, else the first shown */
    PLAYER_COUNT
};
/* Escalate, refuse and act: where no such option is shown, the first that does not escalate.
 * Credits are over what is offered and what waits for a look together. The others open nothing. */

enum { PLAYER_ANSWER_MS = 6000, PLAYER_DECISIONS_MAX = 1000 };

const char *player_name(enum player player); /* NULL outside the range */
int player_of(const char *name);             /* -1: none */

/* The option (authored index) that it takes now; -1: none is offered. The session stands at a
 * decision; `stream` is its source of chance (base/hash.h, splitmix64). */
int player_choose(enum player player, const struct session *session, uint64_t *stream);

/* One whole call from the start: makes every input until the call ends. `stream` as above, from
 * stream_state(seed, "player"). `confidence` (0 … 100) goes with every decision, -1: none. False:
 * it goes on for more than PLAYER_DECISIONS_MAX decisions, or stands where nothing is offered. */
bool player_play(enum player player, struct session *session, const struct session_sink *sink,
                 uint64_t *stream, int confidence);

/* The same with a rule of the caller's, who says what is taken and how sure (-1: not said); no card
 * is opened. */
struct player_answer {
    int option, confidence;
};
typedef struct player_answer player_rule(void *self, const struct session *session);
bool player_play_by(player_rule *rule, void *self, struct session *session,
                    const struct session_sink *sink);

#endif
