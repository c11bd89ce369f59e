/* Logs of scenarios that are really played, through the session machine: they replay and verify. */
#ifndef TESTS_LOGGEN_PLAY_H
#define TESTS_LOGGEN_PLAY_H

#include "base/buf.h"
#include "session/player.h"
#include "stats/rng.h"

struct play_wish {
    const struct scenario *scenario;    /* its sha256 stands in the log */
    const char *session, *agent, *team; /* session: a UUID; team: NULL none */
    enum mode mode;
    enum level level;
    uint64_t seed;
    int64_t start_ms; /* wall time */
    /* Either a simulated player … */
    enum player player; /* PLAYER_COUNT: the rule instead */
    int confidence;     /* of the player; -1: none */
    /* … or a rule of the caller's. */
    player_rule *rule;
    void *self;
};

/* Appends the whole log. False: the call does not end, or memory ran out. */
bool loggen_play(const struct play_wish *wish, struct buf *out);

/* A UUID of version 7 for `ms` from the generator. */
void loggen_session_id(int64_t ms, struct rng *rng, char out[37]);

/* A rule: an agent of ability θ chooses by the partial credit model over the categories of what is
 * shown. The location of a decision is −logit of the panel's expected credit, 0 where none is said;
 * `sigma_u` is added to θ (the scenario effect). Set `rng` before each call. */
struct model_agent {
    double theta, sigma_u;
    struct rng rng;
};
struct player_answer model_agent_answers(void *self, const struct session *session);

#endif
