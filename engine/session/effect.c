#include "session/effect.h"

#include <string.h>

int32_t slot_clamp(int slot, int64_t value) {
    bool is_mood = slot == SLOT_ANGER || slot == SLOT_TRUST;
    int64_t low = is_mood ? 0 : -VARIABLE_MAX;
    int64_t high = is_mood ? MOOD_MAX : VARIABLE_MAX;
    return (int32_t)(value < low ? low : value > high ? high : value);
}

void effect_apply(const struct effect *effect, int32_t *slots) {
    for (int i = 0; i < effect->set_count; i++) {
        const struct change *change = &effect->set[i];
        slots[change->slot] = slot_clamp(change->slot, change->value);
    }
    for (int i = 0; i < effect->add_count; i++) {
        const struct change *change = &effect->add[i];
        int64_t sum = (int64_t)slots[change->slot] + change->value;
        slots[change->slot] = slot_clamp(change->slot, sum);
    }
}

void minutes_pass(const struct scenario *scenario, int minutes, int32_t *slots) {
    int slot = scenario->minutes_slot;
    if (minutes && slot >= 0)
        slots[slot] =
            slots[slot] > STORY_MINUTES_MAX - minutes ? STORY_MINUTES_MAX : slots[slot] + minutes;
}

void counter_add(int slot, int32_t *slots) {
    if (slot >= 0)
        slots[slot] = slot_clamp(slot, (int64_t)slots[slot] + 1);
}

void slots_start(const struct scenario *scenario, enum level level, int32_t *slots) {
    const struct level_shift *shift = &scenario->levels[level];
    memset(slots, 0, (size_t)scenario->slot_count * sizeof *slots);
    slots[SLOT_ANGER] = slot_clamp(SLOT_ANGER, (int64_t)scenario->anger + shift->anger);
    slots[SLOT_TRUST] = slot_clamp(SLOT_TRUST, (int64_t)scenario->trust + shift->trust);
    for (int i = 0; i < scenario->variable_count; i++)
        slots[SLOT_VARS + i] = slot_clamp(SLOT_VARS + i, scenario->variables[i].initial);
}
