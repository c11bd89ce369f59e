/* A world for the tests of this room: an empty logs folder, a scenario built by hand that a bundle
 * can be turned back into, and clocks that go only when told. */
#ifndef UNIT_RECORD_WORLD_H
#define UNIT_RECORD_WORLD_H

#include "play/play.h"

struct world {
    char folder[64]; /* of its own, below the system's temporary folder */
    char logs[80];
    struct scenario *scenario;
    struct now now;
    struct err err; /* of the last call here that failed */
};

void world_begin(struct world *world);
void world_end(struct world *world); /* removes the folder */

/* Hand it to play_resume and the like; gives the same scenario again. */
struct scenario_loader world_loader(struct world *world);

/* agent "a17", team "blue", practice, standard, seed 5, session WORLD_SESSION, logs. */
#define WORLD_SESSION "01993c5e-7c00-7000-8000-000000000001"
struct play_setup world_setup(struct world *world);
struct play_source world_source(struct world *world, const char *session);

/* Asserts that it works. */
struct play *world_play(struct world *world);
struct play *world_play_as(struct world *world, const struct play_setup *setup);
struct play *world_resume(struct world *world, const char *session);

void world_wait(struct world *world, int64_t ms); /* both clocks go on */

/* By name, at world->now; asserts that each is possible. */
void world_open(struct world *world, struct play *play, const char *card);
void world_ask(struct world *world, struct play *play, const char *card, const char *fact);
void world_close(struct world *world, struct play *play);
void world_select(struct world *world, struct play *play, const char *option);
void world_commit(struct world *world, struct play *play, const char *option, int confidence);

/* A whole call: cards, a choice changed, a nudge, a pause, an ending. Leaves nothing open. */
void world_whole_call(struct world *world);

/* "<logs>/<session>.jsonl" and the like, in a buffer of the world's own thread. */
const char *world_path(struct world *world, const char *name);
/* The whole file, to be freed. */
char *world_read(struct world *world, const char *name, size_t *len);
void world_write(struct world *world, const char *name, const char *bytes, size_t len);

#endif
