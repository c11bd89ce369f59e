#include "library/minutes.h"

#include "base/utf8.h"
#include "session/path.h"

#include <stdlib.h>

enum { READING_WPM = 240, DECIDING_S = 12 };

static int64_t words_of(const char *text) {
    return text ? (int64_t)utf8_words(text) : 0;
}

static int64_t scene_words(const struct scene *scene) {
    int64_t words = words_of(scene->prompt);
    if (scene->customer.count)
        words += words_of(scene->customer.items[0].text);
    for (int i = 0; i < scene->option_count; i++)
        words += words_of(scene->options[i].say) + words_of(scene->options[i].act);
    return words;
}

int scenario_minutes(const struct scenario *scenario) {
    struct path_range *ranges = calloc((size_t)scenario->scene_count + 1, sizeof *ranges);
    int64_t words = 0, card_words = 0;
    int decisions = 0, steps = 0;
    for (int i = 0; i < scenario->scene_count; i++) {
        words += scene_words(&scenario->scenes[i]);
        decisions += scenario->scenes[i].option_count > 0;
    }
    for (int i = 0; i < scenario->card_count; i++)
        card_words += scenario->cards[i].words;
    if (ranges && path_ranges(scenario, ranges)) {
        struct path_range range = ranges[scenario->start];
        steps = range.most >= 0 ? (range.fewest + range.most + 1) / 2 : range.fewest + 2;
    }
    free(ranges);
    if (!decisions || steps <= 0)
        return 1;
    int64_t seconds = words * steps * 60 / decisions / READING_WPM + card_words * 60 / READING_WPM +
                      (int64_t)steps * DECIDING_S;
    return (int)((seconds + 59) / 60);
}

bool scenario_is_timed(const struct scenario *scenario) {
    for (int i = 0; i < scenario->scene_count; i++)
        if (scenario->scenes[i].seconds)
            return true;
    return false;
}
