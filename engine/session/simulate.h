/* Many calls by one simulated player, counted: what they are worth, where they end, and which
 * scenes, options and texts nobody met. */
#ifndef SESSION_SIMULATE_H
#define SESSION_SIMULATE_H

#include "session/player.h"

/* Counters. Everything is whole numbers, so that sums do not depend on their order. */
struct simulation {
    const struct scenario *scenario; /* borrowed */
    int runs,
        unfinished; /* unfinished: over PLAYER_DECISIONS_MAX decisions, or nothing to choose */
    int64_t decisions, timeouts;
    int64_t credit;     /* sum, ten-thousandths, over the decisions with a key */
    int64_t keyed;      /* decisions (and timeouts) with a key */
    int64_t weaker;     /* of those: with a key weaker than operational */
    int64_t acceptable; /* of those: category 1 or 2 */
    int64_t resolved, retained, compliant, csat, cost; /* sums over the runs that ended */
    int *endings;                                      /* how often each */
    int *scenes;                                       /* how often each was shown */
    int *options; /* taken; those of scene s start at option_first[s] */
    int *option_first;
    int *lines; /* variants said: of scenes, of endings, of options' says, of nudges */
    int *line_first, *ending_line_first, *says_first; /* says_first: parallel to options */
    int *nudges;                                      /* how often each was said */
    int *nudge_first, *nudge_line_first;              /* a scene's first; parallel to nudges */
    int *ran_out;                                     /* timeouts of each scene */
    int64_t *scene_credit;                            /* as `credit`, of each scene */
    int *scene_keyed;
    int *best;         /* of options: how often it was worth most of all open to the call */
    int *spoken;       /* entries of `lines` of scenes, then of `lines` and `later` of endings */
    int *spoken_first; /* of each scene, then of each ending */
    int spoken_count;
    int option_count, line_count, nudge_count;
};

/* What can be met, kind by kind. */
enum coverage_kind {
    COVER_SCENES,
    COVER_OPTIONS,
    COVER_VARIANTS, /* of scenes, endings, options' `says` and nudges */
    COVER_NUDGES,
    COVER_TIMEOUTS, /* scenes with a clock */
    COVERAGE_COUNT
};
const char *coverage_name(enum coverage_kind kind); /* "scenes", …; NULL outside the range */

/* Calls `each` for everything of that kind with its name ("scene", "scene.option", "ending#2",
 * "scene.option#1", "scene.nudge1", "scene.nudge1#2") and how often it was met. */
typedef void coverage_each(void *self, const char *name, int count);
void simulation_cover(const struct simulation *simulation, enum coverage_kind kind,
                      coverage_each *each, void *self);

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
