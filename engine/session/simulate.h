/* Many calls by one simulated player, counted: what they are worth, where they end, and which
 * scenes, options and texts nobody met. */
#ifndef SESSION_SIMULATE_H
#define SESSION_SIMULATE_H

#include "session/player.h"

/* Counters. Everything is whole numbers, so that sums do not depend on their order. */
struct simulation {
    const struct scenario *scenario; /* borrowed */
    int runs, unfinished;            /* unfinished: over PLAYER_DECISIONS_MAX decisions */
    int64_t decisions, timeouts;
    int64_t credit;     /* sum, ten-thousandths, over the decisions with a key */
    int64_t keyed;      /* decisions (and timeouts) with a key */
    int64_t acceptable; /* of those: category 1 or 2 */
    int64_t resolved, retained, compliant, csat, cost; /* sums over the runs that ended */
    int *endings;                                      /* how often each */
    int *scenes;                                       /* how often each was shown */
    int *options; /* taken; those of scene s start at option_first[s] */
    int *option_first;
    int *lines; /* variants said: of scenes, then of endings, then of options' says */
    int *line_first, *ending_line_first, *says_first; /* says_first: parallel to options */
    int option_count, line_count;
};

/* False: out of memory. Finish it in either case. */
bool simulation_init(struct simulation *simulation, const struct scenario *scenario);
void simulation_finish(struct simulation *simulation);

/* Plays `count` calls, number `first` and on; call k has the seed seed + k. `session` is of the
 * same scenario and is reset for each. */
void simulation_run(struct simulation *simulation, enum player player, struct session *session,
                    uint64_t seed, int first, int count);

/* Adds what another simulation of the same scenario counted. */
void simulation_add(struct simulation *simulation, const struct simulation *other);

#endif
