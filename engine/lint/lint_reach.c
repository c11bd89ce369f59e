/* What play comes to, and what it does not. */
#include "lint/lint_private.h"

#include "session/path.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DECISIONS_LEAST = 3, DECISIONS_MOST = 25 };

/* ---- W201 ---- */

/* Only where every level was explored whole can something be called unreached. */
static bool is_whole(const struct explore_result *explored) {
    for (int level = 0; level < LEVEL_COUNT; level++)
        if (!explored->levels[level].is_complete)
            return false;
    return true;
}

/* "at level calm, standard"; "" where no level reaches it. */
static void missing_levels(uint8_t reached, char *out, size_t size) {
    *out = '\0';
    for (int level = 0; reached && level < LEVEL_COUNT; level++) {
        size_t len = strlen(out);
        if (!(reached >> level & 1))
            snprintf(out + len, size - len, "%s%s", len ? ", " : " at level ",
                     level_name((enum level)level));
    }
}

static void tell_unreached(struct lint *lint, uint8_t reached, struct place place, int scene,
                           const char *what, const char *id) {
    char levels[64];
    if (reached == (1u << LEVEL_COUNT) - 1)
        return;
    missing_levels(reached, levels, sizeof levels);
    struct lint_finding finding = {.code = LINT_UNREACHED,
                                   .scene = scene,
                                   .option = -1,
                                   .place = place,
                                   .fix = "lead a way there, correct the conditions, or remove it"};
    lint_tell(lint, finding, "no way through the call comes to %s '%.64s'%s", what, id, levels);
}

/* A line for another level than this one is what levels are for: only what none speaks is told. */
static void find_unspoken(struct lint *lint, int scene) {
    const struct scene *of = &lint->scenario->scenes[scene];
    const uint8_t *lines = lint->explored->lines + lint->explored->line_first[scene];
    for (int i = 0; i < of->customer.count; i++) {
        bool is_hidden = i > 0 && lint_truth(lint, of->customer.items[i - 1].when) == TRUTH_ALWAYS;
        if (is_hidden || !lint->explored->scenes[scene]) /* W227 tells what stands before it */
            return;
        if (lines[i])
            continue;
        struct lint_finding finding =
            lint_of_scene(lint, LINT_UNREACHED, scene, -1,
                          "correct its condition or those before it, or remove it");
        finding.key = "customer";
        lint_tell(lint, finding,
                  "variant %d of what is said in scene '%.64s' is never spoken: \"%.60s\"", i + 1,
                  of->id, of->customer.items[i].text);
    }
}

static void find_unreached(struct lint *lint) {
    const struct scenario *scenario = lint->scenario;
    const struct explore_result *explored = lint->explored;
    if (!is_whole(explored))
        return;
    for (int i = 0; i < scenario->scene_count; i++) {
        const struct scene *scene = &scenario->scenes[i];
        tell_unreached(lint, explored->scenes[i], scene->place, i, "scene", scene->id);
        find_unspoken(lint, i);
    }
    for (int i = 0; i < scenario->ending_count; i++)
        tell_unreached(lint, explored->endings[i], scenario->endings[i].place, -1, "ending",
                       scenario->endings[i].id);
    for (int i = 0; i < scenario->card_count; i++)
        tell_unreached(lint, explored->cards[i], scenario->cards[i].place, -1, "card",
                       scenario->cards[i].id);
}

/* ---- W202: backwards from the endings, over options, `to` and timeouts ---- */

static bool leads_out(const struct branches *branches, const bool *is_out) {
    for (int i = 0; i < branches->count; i++)
        if (branches->items[i].to.scene < 0 || is_out[branches->items[i].to.scene])
            return true;
    return false;
}

static bool scene_leads_out(const struct scene *scene, const bool *is_out) {
    bool leads = leads_out(&scene->to, is_out) || leads_out(&scene->timeout, is_out);
    for (int i = 0; i < scene->option_count && !leads; i++)
        leads = leads_out(&scene->options[i].to, is_out);
    return leads;
}

/* The most rounds: chains that run backwards through the file. A graph that needs more is not
 * judged. */
enum { ROUNDS_MAX = 1000 };

static bool find_ways_out(const struct scenario *scenario, bool *is_out) {
    bool has_changed = true;
    for (int round = 0; has_changed && round < ROUNDS_MAX; round++) {
        has_changed = false;
        for (int i = scenario->scene_count - 1; i >= 0; i--)
            if (!is_out[i] && scene_leads_out(&scenario->scenes[i], is_out))
                has_changed = is_out[i] = true;
    }
    return !has_changed;
}

static void find_traps(struct lint *lint) {
    const struct scenario *scenario = lint->scenario;
    bool *is_out = calloc((size_t)scenario->scene_count + 1, sizeof *is_out);
    if (!is_out)
        lint->failed = true;
    bool is_known = is_out && find_ways_out(scenario, is_out);
    for (int i = 0; is_known && i < scenario->scene_count; i++)
        if (!is_out[i] && lint->explored->scenes[i])
            lint_tell(lint,
                      lint_of_scene(lint, LINT_NO_WAY_OUT, i, -1,
                                    "let one of its options lead towards an ending"),
                      "from scene '%.64s' no ending can be reached", scenario->scenes[i].id);
    free(is_out);
}

/* ---- W214 ---- */

static void find_short_path(struct lint *lint) {
    const struct explore_level *shortest = NULL;
    int at = -1;
    for (int level = 0; level < LEVEL_COUNT; level++) {
        const struct explore_level *one = &lint->explored->levels[level];
        if (one->shortest >= 0 && (!shortest || one->shortest < shortest->shortest)) {
            shortest = one;
            at = level;
        }
    }
    if (!shortest || shortest->shortest >= DECISIONS_LEAST)
        return;
    struct lint_finding finding = {.code = LINT_PATH_LENGTH,
                                   .scene = -1,
                                   .option = -1,
                                   .place = lint->scenario->place,
                                   .fix = "lengthen that way, or explain it with `accept`",
                                   .way = shortest->way,
                                   .way_count = shortest->way_count};
    lint_tell(
        lint, finding,
        "a way through the call has %d decision%s (at level %s); a call has %d or more, and 5 "
        "to 12 are good",
        shortest->shortest, shortest->shortest == 1 ? "" : "s", level_name((enum level)at),
        DECISIONS_LEAST);
}

static void find_long_path(struct lint *lint) {
    const struct scenario *scenario = lint->scenario;
    struct path_range *ranges = calloc((size_t)scenario->scene_count + 1, sizeof *ranges);
    bool is_known = ranges && path_ranges(scenario, ranges);
    lint->failed = lint->failed || !is_known;
    int most = is_known ? ranges[scenario->start].most : 0;
    free(ranges);
    if (most <= DECISIONS_MOST)
        return;
    struct lint_finding finding = {.code = LINT_PATH_LENGTH,
                                   .scene = -1,
                                   .option = -1,
                                   .place = scenario->place,
                                   .fix = "shorten it, or make two calls of it"};
    lint_tell(lint, finding, "the longest way through the call has %d decisions; %d are enough",
              most, DECISIONS_MOST);
}

void lint_reach(struct lint *lint) {
    find_unreached(lint);
    find_traps(lint);
    if (lint->scenario->kind != KIND_CALL)
        return;
    find_short_path(lint);
    find_long_path(lint);
}
