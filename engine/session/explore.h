/* Every state that play can reach, as far as a budget goes: breadth first over hashed states, one
 * level of pressure after another. Pure: the scenario goes in, facts come out.
 *
 * A state is the scene, what it offers, which of its nudges have come, and the slots that some
 * condition reads (all others cannot matter). Moves are: an option; the timeout; a nudge; opening a
 * card or a closed fact that some condition mentions. Time is not counted: whatever could happen in
 * some order is tried, so an untimed session and a slow one are covered alike. */
#ifndef SESSION_EXPLORE_H
#define SESSION_EXPLORE_H

#include "base/err.h"
#include "model/scenario.h"

enum {
    EXPLORE_STATES_MAX = 100000,  /* a level */
    EXPLORE_WORK_MAX = 5000000,   /* conditions judged and hash slots probed, a level */
    EXPLORE_BYTES_MAX = 64 << 20, /* for the states of a level */
};

struct explore_limits { /* 0: the defaults above */
    int states, work;
    size_t bytes;
};

enum explore_fault_kind {
    EXPLORE_HIDDEN, /* E119: the scene is entered and offers nothing */
    EXPLORE_CROWDED /* E121: more than OPTIONS_SHOWN_MAX at once */
};

/* The first one found for each kind and scene. */
struct explore_fault {
    enum explore_fault_kind kind;
    enum level level;
    int scene;
    int count;       /* options offered */
    char state[240]; /* what the scene's conditions read: "anger=70, credit=0"; may be "" */
};

struct explore_level {
    bool is_complete; /* nothing was left out for the budget */
    int states, transitions;
    int shortest; /* decisions to the nearest ending; -1: none reached */
};

/* Reached things have a bit for each level: 1 << level. */
struct explore_result {
    struct explore_level levels[LEVEL_COUNT];
    struct explore_fault *faults;
    int fault_count;
    uint8_t *scenes, *endings, *cards; /* a card: it was on the desk */
    uint8_t *options; /* offered; the options of scene s start at option_first[s] */
    int *option_first;
    uint8_t *lines; /* customer variants of scenes; those of scene s start at line_first[s] */
    int *line_first;
};

/* False: no scene can be without options or with too many, so there is nothing to find for
 * EXPLORE_HIDDEN and EXPLORE_CROWDED. Takes no exploration. */
bool explore_is_needed(const struct scenario *scenario);

/* "at level storm, with anger=70, none of its 3 options can be chosen": goes into a diagnostic. */
void explore_fault_text(const struct scenario *scenario, const struct explore_fault *fault,
                        char *out, size_t size);

/* False only when memory runs out. `limits` may be NULL. */
bool explore_run(const struct scenario *scenario, const struct explore_limits *limits,
                 struct explore_result *out, struct err *err);
void explore_finish(struct explore_result *result);

#endif
