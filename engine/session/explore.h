/* Every state that play can reach, as far as a budget goes: breadth first over hashed states, one
 * level of pressure after another. States that differ only in what nothing reads any more from here
 * on are one. Pure: the scenario goes in, facts come out. The budget counts
 * work, never time, so that every machine finds the same.
 *
 * A state is the scene, what it offers and what waits for a look, which of its nudges have come,
 * and the slots that some condition reads here or further on (all others cannot matter). A counter
 * (visits, took) or the story's minutes that conditions only compare with constants is counted to
 * the largest of them plus one. Moves are: an option; the timeout; a nudge; opening a card or a
 * closed fact that some condition mentions or some option needs, and reading such a card. Time is
 * not counted: whatever could happen in some order is tried, so an untimed session and a slow one
 * are covered alike. */
#ifndef SESSION_EXPLORE_H
#define SESSION_EXPLORE_H

#include "base/err.h"
#include "model/scenario.h"

enum {
    EXPLORE_STATES_MAX = 250000,  /* per level */
    EXPLORE_WORK_MAX = 20000000,  /* steps of conditions, changes of variables, slots copied and
                                     hash slots probed, per level */
    EXPLORE_BYTES_MAX = 64 << 20, /* for the states of a level */
    EXPLORE_REVISION = 3,         /* raised when the same scenario may give other findings */
};

struct explore_limits { /* 0: the defaults above */
    int states, work;
    size_t bytes;
};

enum explore_fault_kind {
    EXPLORE_HIDDEN,  /* E119: the scene is entered and offers nothing before any look */
    EXPLORE_CROWDED, /* E121: more than OPTIONS_SHOWN_MAX offered and attainable together */
    EXPLORE_FEW,     /* W221: it is entered and offers one of several before any look */
    EXPLORE_PRAISED, /* W224: an ending with csat 4 or more after a critical option */
};

/* One move of the way to a state. */
enum explore_move { EXPLORE_OPTION, EXPLORE_TIMEOUT, EXPLORE_NUDGE, EXPLORE_LOOK };
struct explore_step {
    enum explore_move move;
    int scene; /* where it was made */
    int index; /* the option or nudge of the scene, or the card that was opened */
    int fact;  /* the closed fact that was asked for; -1: the card alone; EXPLORE_READ */
};
enum { EXPLORE_READ = -2 }; /* the card was open long enough to be met (an option's `needs`) */

/* The first one found for each kind and scene. */
struct explore_fault {
    enum explore_fault_kind kind;
    enum level level;
    int scene, ending; /* ending: of EXPLORE_PRAISED, which has no scene; else -1 */
    int count;         /* options offered; csat */
    char state[240];   /* what the scene's conditions read: "anger=70, credit=0"; may be "" */
    struct explore_step *way; /* from the start to the entry of the scene, or to the look there */
    int way_count;
};

struct explore_level {
    bool is_complete; /* nothing was left out for the budget */
    int states, transitions;
    int shortest;             /* decisions to the nearest ending; -1: none reached */
    struct explore_step *way; /* to that ending */
    int way_count;
};

/* Reached things have a bit for each level: 1 << level. */
struct explore_result {
    struct explore_level levels[LEVEL_COUNT];
    struct explore_fault *faults;
    int fault_count;
    uint8_t *scenes, *endings, *cards; /* a card: it was on the desk */
    uint8_t *options; /* offered; the options of scene s start at option_first[s] */
    uint8_t *hidden;  /* parallel to options: its scene was entered and `when` did not hold */
    int *option_first;
    uint8_t *evidence; /* its card was on the desk in the scene that lists it */
    int *evidence_first;
    uint8_t *lines; /* customer variants of scenes; those of scene s start at line_first[s] */
    int *line_first;
};

/* False: no scene can be without options or with too many, so there is nothing to find for
 * EXPLORE_HIDDEN and EXPLORE_CROWDED. Takes no exploration. */
bool explore_is_needed(const struct scenario *scenario);

/* "at level storm, with anger=70, none of its 3 options can be chosen": goes into a diagnostic. */
void explore_fault_text(const struct scenario *scenario, const struct explore_fault *fault,
                        char *out, size_t size);

/* "opening.look", "opening.(timeout)", "(open:order)", "(read:order)", "(ask:order.note)": one step
 * as a word without blanks. A nudge has none (""): it comes by itself. */
void explore_step_text(const struct scenario *scenario, const struct explore_step *step, char *out,
                       size_t size);

/* False only when memory runs out. `limits` may be NULL. */
bool explore_run(const struct scenario *scenario, const struct explore_limits *limits,
                 struct explore_result *out, struct err *err);
void explore_finish(struct explore_result *result);

#endif
