#include "app/app_library.h"

#include "app/app_call.h"
#include "base/utf8.h"
#include "commands/library.h"
#include "commands/load.h"

#include <stdlib.h>
#include <string.h>

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

int app_minutes(const struct scenario *scenario) {
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

static bool is_timed(const struct scenario *scenario) {
    for (int i = 0; i < scenario->scene_count; i++)
        if (scenario->scenes[i].seconds)
            return true;
    return false;
}

static const char *kept(struct arena *arena, const char *text) {
    const char *copy = arena_text(arena, text ? text : "", text ? strlen(text) : 0);
    return copy ? copy : "";
}

static void add_call(struct app_library *library, const struct scenario *scenario) {
    struct home_call *call = &library->calls[library->count++];
    struct arena *arena = library->arena;
    *call = (struct home_call){.id = kept(arena, scenario->id),
                               .title = kept(arena, scenario->title),
                               .summary = kept(arena, scenario->summary),
                               .industry = kept(arena, scenario->industry),
                               .organisation = kept(arena, organisation_of(scenario->agent_role)),
                               .difficulty = scenario->difficulty,
                               .minutes = app_minutes(scenario),
                               .is_timed = is_timed(scenario),
                               .last_played = "",
                               .is_warm_up = !strncmp(scenario->id, "warmup/", 7),
                               .language = language_of(scenario->locale)};
    for (int i = 0; i < scenario->skill_count && i < SKILL_COUNT; i++)
        call->skills[call->skill_count++] = scenario->skills[i];
}

static int by_place(const void *a, const void *b) {
    const struct home_call *one = a, *other = b;
    if (one->is_warm_up != other->is_warm_up)
        return one->is_warm_up ? -1 : 1;
    int order = strcmp(one->industry, other->industry);
    if (!order)
        order = one->difficulty - other->difficulty;
    return order ? order : strcmp(one->id, other->id);
}

bool app_library_load(struct app_library *library, const struct paths *paths, struct err *err) {
    struct library files;
    *library = (struct app_library){.arena = arena_create()};
    if (!library->arena)
        return err_memory(err);
    if (!library_list(paths, &files, err))
        return false;
    library->calls = arena_array(library->arena, (size_t)files.count + 1, sizeof *library->calls);
    for (int i = 0; library->calls && i < files.count; i++) {
        struct script_report report = {0};
        struct err broken = {0};
        struct scenario *scenario = script_load_file(files.files[i].path, &report, &broken);
        script_report_finish(&report);
        if (scenario)
            add_call(library, scenario);
        else
            library->broken++;
        scenario_destroy(scenario);
    }
    library_finish(&files);
    if (!library->calls)
        return err_memory(err);
    qsort(library->calls, (size_t)library->count, sizeof *library->calls, by_place);
    return true;
}

void app_library_finish(struct app_library *library) {
    arena_destroy(library->arena);
    *library = (struct app_library){0};
}
