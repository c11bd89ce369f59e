#include "base/hash.h"
#include "session/machine.h"

#include <string.h>

/* FNV-1a over the lines as they would be written, without writing them. */
static uint64_t hash_text(uint64_t hash, const char *text) {
    return fnv1a_64(hash, text, strlen(text));
}

static uint64_t hash_value(uint64_t hash, const char *name, int32_t value) {
    char digits[16];
    size_t at = sizeof digits;
    digits[--at] = '\n';
    uint32_t rest = value < 0 ? 0u - (uint32_t)value : (uint32_t)value;
    do {
        digits[--at] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest);
    if (value < 0)
        digits[--at] = '-';
    digits[--at] = '=';
    return fnv1a_64(hash_text(hash, name), digits + at, sizeof digits - at);
}

uint64_t session_state(const struct session *session) {
    const struct scenario *scenario = session->scenario;
    const int32_t *slots = session->slots;
    uint64_t hash = FNV1A_64_START;
    if (session->ending >= 0)
        hash = hash_text(hash_text(hash, "end:"), scenario->endings[session->ending].id);
    else if (session->scene >= 0)
        hash = hash_text(hash, scenario->scenes[session->scene].id);
    hash = hash_text(hash, "\n");
    hash = hash_value(hash, "anger", slots[SLOT_ANGER]);
    hash = hash_value(hash, "trust", slots[SLOT_TRUST]);
    if (scenario->minutes_slot >= 0 && slots[scenario->minutes_slot])
        hash = hash_value(hash, "minutes", slots[scenario->minutes_slot]);
    for (int i = 0; i < scenario->variable_count; i++) {
        int slot = scenario->variables_sorted[i];
        hash = hash_value(hash, scenario->slot_names[slot], slots[slot]);
    }
    for (int i = 0; i < scenario->counter_count; i++) {
        int slot = scenario->slots_sorted[i];
        if (slots[slot])
            hash = hash_value(hash, scenario->slot_names[slot], slots[slot]);
    }
    return hash;
}
