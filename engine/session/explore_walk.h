/* What explores, for the files explore*.c only. */
#ifndef SESSION_EXPLORE_WALK_H
#define SESSION_EXPLORE_WALK_H

#include "session/explore.h"
#include "session/explore_states.h"

/* The head of a packed state; the values of the relevant slots follow. */
enum {
    HEAD_SCENE,
    HEAD_NUDGES,
    HEAD_OFFERED = HEAD_NUDGES + 2,
    MASK_WORDS = OPTIONS_SCENE_MAX / 32,
    HEAD_WAITING = HEAD_OFFERED + MASK_WORDS,
    HEAD_BREACH = HEAD_WAITING + MASK_WORDS
};
enum { HEAD_COUNT = HEAD_BREACH + 1 };

/* What stands now: the head unpacked, and all slots (those that no condition reads hold rubbish).
 */
struct moment {
    int scene;
    uint64_t nudges;
    uint32_t offered[MASK_WORDS];
    uint32_t waiting[MASK_WORDS]; /* open to this call, their needs not met */
    bool is_breach;               /* a critical option was taken, and that matters */
    int32_t *slots;
};

/* States still to be looked at. */
struct queue {
    int *items;
    int count, capacity;
};

struct explore {
    const struct scenario *scenario;
    struct explore_result *out;
    enum level level;
    struct states states;
    int *depth;                /* decisions taken, of each state */
    int *parent;               /* the state it was reached from; -1: the start */
    struct explore_step *step; /* by which move */
    int from;                  /* the state whose moves are tried; -1: the start */
    struct explore_step move;  /* the one that is tried */
    bool *is_done;             /* looked at */
    struct queue now, next;    /* at this depth, and one decision further */
    int *relevant;             /* slots that conditions read, rising */
    int relevant_count;
    bool *is_relevant;
    int32_t *cap; /* of each slot: a counter is not counted further */
    struct {
        int card, fact, slot; /* fact EXPLORE_READ: the card, long enough to be met */
    } * openings;             /* cards and facts that conditions mention or options need */
    int opening_count;
    bool *is_condition;  /* of a slot: a condition reads it, not only an option's `needs` */
    bool tracks_breach;  /* an option is critical, and an ending may be liked */
    uint64_t *live;      /* of each scene: bit i: relevant[i] is read in it or further on */
    int live_words;      /* of each scene */
    int *relevant_index; /* of a slot; -1: no condition reads it */
    int32_t *packed;
    struct moment here, there;
    int64_t work, work_max;
    bool failed; /* out of memory */
};

/* Which slots conditions read, and which cards and facts they mention. */
void explore_find_relevant(struct explore *explore);

/* To look at it changes nothing but that options which need it join: no condition reads it, and its
 * card is always on the desk. Such a look is made together with the option that it is made for. */
bool explore_is_plain(const struct explore *explore, struct evidence evidence);

/* What a plain look sets. */
int explore_met_slot(const struct explore *explore, struct evidence evidence);

/* Which of them still matter in each scene; after the above. */
void explore_find_live(struct explore *explore);

/* Is the slot read in the scene, once it is entered, or further on? */
bool explore_is_live(const struct explore *explore, int scene, int slot);

/* Remembers a fault of the scene in `there`, once for each kind and scene. */
void explore_tell(struct explore *explore, enum explore_fault_kind kind, int count);

/* The call ends there; after a critical option that is told where it is liked. */
void explore_judge_ending(struct explore *explore, int ending);

/* The moves from the start to the state whose moves are tried, and the one that is tried; to be
 * freed. False: out of memory (and remembered). */
bool explore_copy_way(struct explore *explore, struct explore_step **way, int *count);

/* The budget is spent, or memory ran out. */
bool explore_is_over(const struct explore *explore);

/* Everything that can be done from a state. */
void explore_expand(struct explore *explore, int state);

/* `there` goes to `to` with `depth` decisions taken: scenes that only speak are passed. */
void explore_arrive(struct explore *explore, struct target to, int depth);

#endif
