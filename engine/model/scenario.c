#include "model/scenario.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "model/node.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void scenario_destroy(struct scenario *scenario) {
    if (scenario)
        arena_destroy(scenario->arena);
}

/* ---- slots ---- */

struct numbering {
    struct scenario *scenario;
    const char **names;
    int count;
    bool failed;
};

enum { SLOT_NAME_MAX = 3 * 64 + 32 }; /* ids have at most 64 characters */

static size_t put(char *name, size_t at, const char *text) {
    size_t room = SLOT_NAME_MAX - at, len = strlen(text);
    if (len > room)
        len = room;
    memcpy(name + at, text, len);
    return at + len;
}

/* "kind", "kind.a" or "kind.a.b". */
static int name_slot(struct numbering *numbering, const char *kind, const char *a, const char *b) {
    char name[SLOT_NAME_MAX];
    size_t len = put(name, 0, kind);
    if (a)
        len = put(name, put(name, len, "."), a);
    if (b)
        len = put(name, put(name, len, "."), b);
    char *copy = arena_text(numbering->scenario->arena, name, len);
    numbering->failed = numbering->failed || !copy;
    numbering->names[numbering->count] = copy;
    return numbering->count++;
}

static int count_slots(const struct scenario *scenario) {
    int count =
        SLOT_VARS + scenario->variable_count + 2 * scenario->card_count + scenario->scene_count + 1;
    for (int i = 0; i < scenario->card_count; i++)
        count += scenario->cards[i].fact_count;
    for (int i = 0; i < scenario->scene_count; i++)
        count += scenario->scenes[i].option_count;
    return count;
}

/* The arrays are const for everybody but the loader, to whom these lines belong. */
static void number_cards(struct numbering *numbering) {
    struct scenario *scenario = numbering->scenario;
    struct card *cards = (struct card *)(uintptr_t)scenario->cards;
    for (int i = 0; i < scenario->card_count; i++) {
        cards[i].seen_slot = name_slot(numbering, "seen", cards[i].id, NULL);
        struct fact *facts = (struct fact *)(uintptr_t)cards[i].facts;
        for (int f = 0; f < cards[i].fact_count; f++)
            facts[f].seen_slot =
                facts[f].closed ? name_slot(numbering, "seen", cards[i].id, facts[f].closed) : -1;
    }
}

static void number_scenes(struct numbering *numbering) {
    struct scenario *scenario = numbering->scenario;
    struct scene *scenes = (struct scene *)(uintptr_t)scenario->scenes;
    for (int i = 0; i < scenario->scene_count; i++) {
        scenes[i].visits_slot = name_slot(numbering, "visits", scenes[i].id, NULL);
        struct option *options = (struct option *)(uintptr_t)scenes[i].options;
        for (int o = 0; o < scenes[i].option_count; o++)
            options[o].took_slot = name_slot(numbering, "took", scenes[i].id, options[o].id);
    }
}

/* There may be 50,000 names, most of them "took.SCENE.OPTION": a number that orders as the name
 * does (its first character, then what follows the first dot) is nearly always enough to compare.
 */
struct named {
    uint64_t key;
    const char *name;
    int slot;
};

static uint64_t key_of(const char *name) {
    const char *dot = strchr(name, '.');
    uint64_t key = (unsigned char)*name;
    const char *at = dot ? dot + 1 : *name ? name + 1 : name;
    for (int i = 0; i < 7; i++) {
        key = key << 8 | (unsigned char)*at;
        at += *at != '\0';
    }
    return key;
}

static int by_name(const void *a, const void *b) {
    const struct named *x = a, *y = b;
    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    return strcmp(x->name, y->name);
}

static int *sorted_slots(struct scenario *scenario, int first, int count) {
    size_t size = (size_t)(count > 0 ? count : 1);
    struct named *named = malloc(size * sizeof *named);
    int *slots = arena_array(scenario->arena, size, sizeof *slots);
    if (!named || !slots) {
        free(named);
        return NULL;
    }
    for (int i = 0; i < count; i++)
        named[i] = (struct named){key_of(scenario->slot_names[first + i]),
                                  scenario->slot_names[first + i], first + i};
    qsort(named, (size_t)count, sizeof *named, by_name);
    for (int i = 0; i < count; i++)
        slots[i] = named[i].slot;
    free(named);
    return slots;
}

bool scenario_number_slots(struct scenario *scenario, struct err *err) {
    size_t most = (size_t)count_slots(scenario);
    struct numbering numbering = {.scenario = scenario};
    numbering.names = arena_array(scenario->arena, most, sizeof *numbering.names);
    if (!numbering.names)
        return err_memory(err);
    name_slot(&numbering, "anger", NULL, NULL);
    name_slot(&numbering, "trust", NULL, NULL);
    for (int i = 0; i < scenario->variable_count; i++)
        name_slot(&numbering, scenario->variables[i].id, NULL, NULL);
    scenario->minutes_slot =
        scenario->tells_time ? name_slot(&numbering, "minutes", NULL, NULL) : -1;
    scenario->counter_first = numbering.count;
    number_cards(&numbering);
    number_scenes(&numbering);
    if (numbering.failed)
        return err_memory(err);
    scenario->slot_names = numbering.names;
    scenario->slot_count = numbering.count;
    scenario->counter_count = numbering.count - scenario->counter_first;
    scenario->variables_sorted = sorted_slots(scenario, SLOT_VARS, scenario->variable_count);
    scenario->slots_sorted =
        sorted_slots(scenario, scenario->counter_first, scenario->counter_count);
    return (scenario->variables_sorted && scenario->slots_sorted) || err_memory(err);
}

static void mark_needed(const struct scenario *scenario, const struct option *option) {
    struct card *cards = (struct card *)(uintptr_t)scenario->cards;
    for (int i = 0; i < option->need_count; i++)
        for (int a = 0; a < option->needs[i].count; a++)
            if (option->needs[i].any[a].fact < 0)
                cards[option->needs[i].any[a].card].read_slot = 0;
}

/* `read.CARD`, for the cards that an option needs. */
static bool number_reads(struct scenario *scenario) {
    struct numbering numbering = {.scenario = scenario,
                                  .names = (const char **)(uintptr_t)scenario->slot_names,
                                  .count = scenario->slot_count};
    struct card *cards = (struct card *)(uintptr_t)scenario->cards;
    for (int i = 0; i < scenario->card_count; i++)
        cards[i].read_slot = -1;
    for (int i = 0; i < scenario->scene_count; i++)
        for (int o = 0; o < scenario->scenes[i].option_count; o++)
            mark_needed(scenario, &scenario->scenes[i].options[o]);
    for (int i = 0; i < scenario->card_count; i++)
        if (cards[i].read_slot == 0)
            cards[i].read_slot = name_slot(&numbering, "read", cards[i].id, NULL);
    if (numbering.count == scenario->slot_count)
        return true;
    scenario->counter_count += numbering.count - scenario->slot_count;
    scenario->slot_count = numbering.count;
    scenario->slots_sorted =
        numbering.failed ? NULL
                         : sorted_slots(scenario, scenario->counter_first, scenario->counter_count);
    return scenario->slots_sorted != NULL;
}

static int search(const struct scenario *scenario, const int *slots, int count, const char *name,
                  size_t len) {
    int low = 0, high = count - 1;
    while (low <= high) {
        int middle = low + (high - low) / 2;
        const char *candidate = scenario->slot_names[slots[middle]];
        int order = strncmp(candidate, name, len);
        if (order == 0 && candidate[len])
            order = 1;
        if (order == 0)
            return slots[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle - 1;
    }
    return -1;
}

int scenario_slot(const struct scenario *scenario, const char *name, size_t len) {
    if (len == 5 && memcmp(name, "anger", 5) == 0)
        return SLOT_ANGER;
    if (len == 5 && memcmp(name, "trust", 5) == 0)
        return SLOT_TRUST;
    if (len == 7 && memcmp(name, "minutes", 7) == 0 && scenario->minutes_slot >= 0)
        return scenario->minutes_slot;
    if (len > 5 && memcmp(name, "read.", 5) == 0) /* the machine's own: no condition reads it */
        return -1;
    if (memchr(name, '.', len))
        return search(scenario, scenario->slots_sorted, scenario->counter_count, name, len);
    return search(scenario, scenario->variables_sorted, scenario->variable_count, name, len);
}

/* ---- finishing ---- */

static void count_card_words(struct card *card) {
    size_t words = utf8_words(card->title) + (card->text ? utf8_words(card->text) : 0);
    struct fact *facts = (struct fact *)(uintptr_t)card->facts;
    for (int f = 0; f < card->fact_count; f++) {
        facts[f].words = (int)(utf8_words(facts[f].label) + utf8_words(facts[f].value));
        if (!facts[f].closed)
            words += (size_t)facts[f].words;
    }
    card->words = (int)words;
}

static void count_line_words(const struct variants *variants) {
    struct variant *items = (struct variant *)(uintptr_t)variants->items;
    for (int i = 0; i < variants->count; i++) {
        items[i].words = (int)utf8_words(items[i].text);
        items[i].speech_words = (int)utf8_speech_words(items[i].text);
    }
}

static void count_spoken_words(const struct spoken_list *list) {
    struct spoken *items = (struct spoken *)(uintptr_t)list->items;
    for (int i = 0; i < list->count; i++) {
        items[i].words = (int)utf8_words(items[i].text);
        items[i].speech_words = (int)utf8_speech_words(items[i].text);
    }
}

static void count_scene_words(struct scene *scene) {
    count_line_words(&scene->customer);
    count_spoken_words(&scene->lines);
    scene->prompt_words = scene->prompt ? (int)utf8_words(scene->prompt) : 0;
    struct option *options = (struct option *)(uintptr_t)scene->options;
    for (int i = 0; i < scene->option_count; i++)
        options[i].words = (int)utf8_words(options[i].say ? options[i].say : options[i].act);
}

static void count_ending_words(const struct ending *ending) {
    count_line_words(&ending->customer);
    count_spoken_words(&ending->lines);
    count_spoken_words(&ending->later);
}

bool scenario_finish(struct scenario *scenario, struct err *err) {
    struct card *cards = (struct card *)(uintptr_t)scenario->cards;
    for (int i = 0; i < scenario->card_count; i++)
        count_card_words(&cards[i]);
    struct buf json = {0};
    struct scene *scenes = (struct scene *)(uintptr_t)scenario->scenes;
    bool ok = number_reads(scenario);
    for (int i = 0; i < scenario->scene_count; i++)
        count_scene_words(&scenes[i]);
    for (int i = 0; i < scenario->ending_count; i++)
        count_ending_words(&scenario->endings[i]);
    for (int i = 0; ok && i < scenario->scene_count; i++)
        ok = node_hash(scenario, &scenes[i], &json, scenes[i].node);
    buf_finish(&json);
    return ok || err_memory(err);
}

/* ---- finding ---- */

#define FIND_BY_ID(items, count, wanted)                                                           \
    for (int i = 0; i < (count); i++)                                                              \
        if (strcmp((items)[i].id, (wanted)) == 0)                                                  \
            return i;                                                                              \
    return -1

int scenario_find_scene(const struct scenario *scenario, const char *id) {
    FIND_BY_ID(scenario->scenes, scenario->scene_count, id);
}

int scenario_find_ending(const struct scenario *scenario, const char *id) {
    FIND_BY_ID(scenario->endings, scenario->ending_count, id);
}

int scenario_find_card(const struct scenario *scenario, const char *id) {
    FIND_BY_ID(scenario->cards, scenario->card_count, id);
}

int scenario_find_rule(const struct scenario *scenario, const char *id) {
    FIND_BY_ID(scenario->rules, scenario->rule_count, id);
}

int scenario_find_checkpoint(const struct scenario *scenario, const char *id) {
    FIND_BY_ID(scenario->checkpoints, scenario->checkpoint_count, id);
}

int64_t card_threshold_ms(const struct card *card) {
    int64_t quarter = (int64_t)card->words * 60 / 4;
    return quarter > 800 ? quarter : 800;
}

int scene_find_option(const struct scene *scene, const char *id) {
    FIND_BY_ID(scene->options, scene->option_count, id);
}

int card_find_fact(const struct card *card, const char *closed_id) {
    for (int i = 0; i < card->fact_count; i++)
        if (card->facts[i].closed && strcmp(card->facts[i].closed, closed_id) == 0)
            return i;
    return -1;
}

void evidence_name(const struct scenario *scenario, struct evidence evidence, char *out,
                   size_t size) {
    const struct card *card = &scenario->cards[evidence.card];
    if (evidence.fact < 0)
        snprintf(out, size, "%s", card->id);
    else
        snprintf(out, size, "%s.%s", card->id, card->facts[evidence.fact].closed);
}

bool scenario_find_evidence(const struct scenario *scenario, const char *name,
                            struct evidence *out) {
    char card[65];
    const char *dot = strchr(name, '.');
    size_t len = dot ? (size_t)(dot - name) : strlen(name);
    if (len >= sizeof card)
        return false;
    memcpy(card, name, len);
    card[len] = '\0';
    out->card = scenario_find_card(scenario, card);
    out->fact = -1;
    if (out->card < 0)
        return false;
    if (dot)
        out->fact = card_find_fact(&scenario->cards[out->card], dot + 1);
    return !dot || out->fact >= 0;
}
