#include "library/key_places.h"

#include "base/utf8.h"

#include <string.h>

enum { LOOK_BYTES = 4 << 20 };

void key_places_init(struct key_places *places, const struct scenario *scenario) {
    *places = (struct key_places){.scenario = scenario};
}

void key_places_finish(struct key_places *places) {
    for (int i = 0; i < KEY_PLACES_FILES; i++)
        outline_finish(&places->outlines[i]);
}

/* Sources are named from the scenario's folder on, places as the person gave them. */
static int source_of(const struct scenario *scenario, const char *file) {
    size_t len = strlen(file);
    for (int i = 0; i < scenario->source_count && i < KEY_PLACES_FILES; i++) {
        const char *path = scenario->sources[i].path;
        size_t path_len = strlen(path);
        bool fits = path_len <= len && strcmp(file + len - path_len, path) == 0;
        if (fits && (path_len == len || file[len - path_len - 1] == '/'))
            return i;
    }
    return -1;
}

static struct place place_at_byte(struct place place, const char *text, size_t at) {
    size_t line_start = 0;
    place.line = 1;
    for (size_t i = 0; i < at; i++)
        if (text[i] == '\n') {
            place.line++;
            line_start = i + 1;
        }
    place.column = (int)utf8_length(text + line_start, at - line_start) + 1;
    return place;
}

struct place place_of_key(struct key_places *places, struct place place, const char *word,
                          const char *id, const char *key) {
    int index = source_of(places->scenario, place.file);
    size_t budget = LOOK_BYTES;
    struct entry entry;
    if (index < 0 || places->lookups++ >= KEY_PLACES_LOOKUPS)
        return place;
    const struct source *source = &places->scenario->sources[index];
    struct outline *outline = &places->outlines[index];
    if (!outline->is_made && !outline_make(outline, source->text, source->len))
        return place;
    const struct outline_call *call = outline_find(outline, source->text, place.line, word, id);
    if (!call || !call->brace ||
        !entry_find(source->text, source->len, call->brace, key, 0, &budget, &entry))
        return place;
    return place_at_byte(place, source->text, entry.begin);
}
