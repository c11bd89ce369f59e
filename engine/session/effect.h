/* What an option, an arrival, a nudge or a timeout does to the state: integers set, then added. */
#ifndef SESSION_EFFECT_H
#define SESSION_EFFECT_H

#include "model/scenario.h"

/* `value` within the bounds of its slot: anger and trust 0..MOOD_MAX, all others ±VARIABLE_MAX. */
int32_t slot_clamp(int slot, int64_t value);

/* `set` first, then `add`, clamping after each change. `slots` has scenario.slot_count values. */
void effect_apply(const struct effect *effect, int32_t *slots);

/* Lets story minutes pass, up to STORY_MINUTES_MAX. */
void minutes_pass(const struct scenario *scenario, int minutes, int32_t *slots);

/* Counts one more in a counter slot (`visits`, `took`, `seen`); a slot of -1 counts nothing. */
void counter_add(int slot, int32_t *slots);

/* The slots before the first scene: the mood shifted by the level, variables at their initial
 * values, every counter 0. */
void slots_start(const struct scenario *scenario, enum level level, int32_t *slots);

#endif
