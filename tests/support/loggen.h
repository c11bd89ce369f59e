/* Decision logs of simulated agents whose ability, biases and habits are known.
 *
 * A bank of decisions is drawn from a seed. At a decision with options of category x (0 poor, 1
 * acceptable, 2 best) an agent chooses option o with a probability proportional to
 *
 *   exp(x z + d_x − ln n_x + escalation·[o escalates] + gaming·[o stops the clock, clock shown]),
 *   z = a (θ + growth·days + clock_effect·[clock shown]) + σ u,   u ~ N(0, 1) a session,
 *
 * where n_x options have category x: without biases the categories follow the partial credit model
 * exactly. Confidence is the chance to be acceptable, shifted on the logit scale, in steps of 20 %.
 * Bytes depend on nothing but the setup: the same seed gives the same logs. Chains and sequences
 * are right; states and hashes of scenarios are made up, so such logs read but do not replay. */
#ifndef TESTS_LOGGEN_H
#define TESTS_LOGGEN_H

#include "base/buf.h"
#include "model/scenario.h"
#include "session/session.h"

#include <stdbool.h>
#include <stdint.h>

enum { LOGGEN_OPTIONS = 5, LOGGEN_EVIDENCE = 3 };

struct loggen_setup {
    uint64_t seed;
    int scenarios, nodes; /* nodes: of one scenario */
    enum key_status key;
    double a, sigma; /* common slope, scenario effect */
    double location_sd, location_mean;
    double needed_share;    /* of the decisions that offer escalation: it is needed */
    double needed_location; /* added where it is: limits are easier to see than judgment */
    bool has_clock;         /* a handle-time target, shown at random */
    bool has_expects;       /* panels expect what somebody of ability 0 earns in the mean */
    bool sleeps;            /* the machine sleeps at the first decision of a call */
    bool branches;          /* the second decision is met only after a poor first one, and so on */
    int64_t start_ms;       /* of the first session */
    int64_t step_ms;        /* from one session of an agent to the next */
    int rules;              /* by which the logs are written; 0: the newest */
};
struct loggen_setup loggen_default(void);

struct loggen_agent {
    char id[48], team[48];
    double theta;
    double growth;       /* of θ a day */
    double escalation;   /* > 0 leans to escalate */
    double confidence;   /* > 0 is over-confident, in logits */
    double evidence;     /* chance to open a card that is needed */
    double blind_cost;   /* on z where less than half of it was opened */
    double clock_effect; /* on θ while the target is shown */
    double gaming;       /* > 0 stops the clock while the target is shown */
    double clock_haste;  /* chance to open nothing while the target is shown */
    double latency_ms;   /* > 0: decides in about this time, not in the 9 s of others */
    double haste_cost;   /* on z for each unit of ln time below the usual */
    double bunching;     /* chance to end just before the target while it is shown */
};
/* Neither lean nor bias; opens what is needed with .8. */
struct loggen_agent loggen_ordinary(int number, double theta);

struct loggen_node {
    char id[17], scene[24];
    int options;
    int category[LOGGEN_OPTIONS], credit[LOGGEN_OPTIONS], votes[LOGGEN_OPTIONS];
    bool escalates[LOGGEN_OPTIONS], stops[LOGGEN_OPTIONS];
    enum escalation escalation;
    double d[3]; /* of the partial credit model; d[0] = 0 */
    int top;     /* highest category, on the scale of what is there */
    int evidence;
    enum skill skill;
};

struct loggen;
struct loggen *loggen_create(const struct loggen_setup *setup); /* NULL: out of memory */
void loggen_destroy(struct loggen *generator);
const struct loggen_node *loggen_node(const struct loggen *generator, int scenario, int node);

/* Appends one whole session of the agent in the scenario, whose number among the agent's sessions
 * (from 0) sets its day. `number` tells agents apart. Returns the decisions written. */
int loggen_session(struct loggen *generator, const struct loggen_agent *agent, int number,
                   int session, int scenario, enum mode mode, struct buf *out);

#endif
