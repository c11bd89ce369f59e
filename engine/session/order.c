#include "base/hash.h"
#include "session/session.h"

#include <string.h>

/* The stream that a prefix and a name together name, without joining them. */
static uint64_t order_stream(uint64_t seed, const char *scene) {
    static const char prefix[] = "order:";
    uint64_t hash = fnv1a_64(FNV1A_64_START, prefix, sizeof prefix - 1);
    return seed ^ fnv1a_64(hash, scene, strlen(scene));
}

void option_order(const struct scenario *scenario, int scene_index, uint64_t seed, int *out) {
    const struct scene *scene = &scenario->scenes[scene_index];
    int count = 0;
    for (int i = 0; i < scene->option_count; i++)
        if (!scene->options[i].escalates)
            out[count++] = i;
    uint64_t state = order_stream(seed, scene->id);
    for (int i = count - 1; i > 0; i--) {
        int j = (int)(splitmix64(&state) % (uint64_t)(i + 1));
        int swap = out[i];
        out[i] = out[j];
        out[j] = swap;
    }
    for (int i = 0; i < scene->option_count; i++)
        if (scene->options[i].escalates)
            out[count++] = i;
}
