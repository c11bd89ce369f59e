/* What makes a call of a quiz: what waits for a look, what else is said, what a call comes to, what
 * rules there are, and how long things take (docs/format.md, "Revision 2"). */
#include "base/visible.h"
#include "model/condition.h"
#include "script/build.h"

#include <stdio.h>
#include <string.h>

enum { PAUSE_MAX = 60, TAG_MAX = 35, NAME_MAX = 200, PERCENT_MAX = 400 };

/* ---- small values ---- */

const char *read_tag(struct build *build, const struct where *where, const char *key,
                     const struct value *value) {
    const char *tag = read_line(build, where, key, value, -TAG_MAX);
    if (!tag || !*tag)
        return NULL;
    static const char of_tags[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-";
    if (tag[strspn(tag, of_tags)])
        fault_at(build, where, value, E112, "such as en, ar or pt-BR",
                 "%s \"%s\" is no language tag", key, tag);
    return tag;
}

int read_takes(struct build *build, const struct where *where, const struct value *value) {
    return read_int(build, where, "takes", value, 0, TAKES_MAX, 0);
}

int read_pause(struct build *build, const struct where *where, const struct value *value) {
    return read_int(build, where, "pause", value, 0, PAUSE_MAX, 0);
}

void read_voice(struct build *build, const struct where *where, const char *key,
                const struct value *value, struct voice_hint *out) {
    static const char *const keys[] = {"lang", "pitch", "rate"};
    const struct value *found[3];
    if (!value || !read_fields(build, where, key, value, keys, 3, found))
        return;
    refuse_items(build, where, key, value, 0);
    out->lang = read_tag(build, where, "voice.lang", found[0]);
    out->pitch = read_int(build, where, "voice.pitch", found[1], 0, PERCENT_MAX, 0);
    out->rate = read_int(build, where, "voice.rate", found[2], 10, PERCENT_MAX, 0);
}

/* "11:33" as minutes after midnight. */
static void read_story_clock(struct build *build, const struct where *where,
                             const struct value *value) {
    int hour, minute, used = 0;
    if (!value)
        return;
    if (value->kind != VALUE_TEXT || value->len != 5 ||
        sscanf(value->text, "%2d:%2d%n", &hour, &minute, &used) != 2 || used != 5 || hour < 0 ||
        hour > 23 || minute < 0 || minute > 59) {
        fault_at(build, where, value, E112, "such as \"09:05\" or \"11:33\"",
                 "story_clock must be a time of day");
        return;
    }
    build->scenario->has_story_clock = true;
    build->scenario->story_clock = hour * 60 + minute;
}

static void read_exceptions(struct build *build, const struct where *where,
                            const struct value *value) {
    struct scenario *scenario = build->scenario;
    if (!value)
        return;
    if (value->kind != VALUE_TABLE || value->named) {
        wrong_type(build, where, "exception", value, "a list of numbers such as { 8, 14 }");
        return;
    }
    for (int i = 0; i < value->item_count; i++) {
        int number = read_int(build, where, "exception", value->items[i], 1, EXCEPTIONS_MAX, 0);
        bool is_double = false;
        for (int k = 0; k < scenario->exception_count; k++)
            is_double = is_double || scenario->exceptions[k] == number;
        if (is_double)
            fault_at(build, where, value->items[i], E112, "name each once",
                     "exception names %d twice", number);
        else if (number)
            scenario->exceptions[scenario->exception_count++] = number;
    }
}

static void read_speakers(struct build *build, const struct where *where,
                          const struct value *value) {
    static const char *const keys[] = {"voice"};
    if (!value)
        return;
    if (value->kind != VALUE_TABLE || value->named || value->item_count > SPEAKERS_MAX) {
        fault_at(build, where, value, E112, "such as { { \"Technical support\", voice = { … } } }",
                 "speakers must be a list of at most %d", SPEAKERS_MAX);
        return;
    }
    struct speaker *speakers = build_array(build, (size_t)value->item_count, sizeof *speakers);
    for (int i = 0; speakers && i < value->item_count; i++) {
        const struct value *item = value->items[i], *voice;
        if (!read_fields(build, where, "a speaker", item, keys, 1, &voice))
            continue;
        speakers[i].name = need_line(build, where, "a speaker's name",
                                     item->item_count == 1 ? item->items[0] : NULL, -NAME_MAX);
        read_voice(build, where, "voice", voice, &speakers[i].voice);
    }
    build->scenario->speakers = speakers;
    build->scenario->speaker_count = speakers ? value->item_count : 0;
}

void build_story(struct build *build, const struct where *where, const struct story_fields *from) {
    struct scenario *scenario = build->scenario;
    scenario->kind = (enum kind)read_name(build, where, "kind", from->kind, &kind_names, KIND_CALL);
    if (scenario->kind == KIND_CHECKPOINT) {
        if (from->phase && scenario->phase != 1)
            fault_at(build, where, from->phase, E112, "leave phase out",
                     "a checkpoint belongs to phase 1");
        scenario->phase = 1;
    }
    scenario->pair = read_line(build, where, "pair", from->pair, -NAME_MAX);
    if (scenario->pair && from->pair)
        check_scenario_id(build, where, scenario->pair, strlen(scenario->pair));
    scenario->has_pace = from->pace != NULL;
    scenario->pace =
        read_int(build, where, "pace", from->pace, PACE_LEAST, PACE_MOST, PACE_DEFAULT);
    scenario->asks_own_words = read_bool(build, where, "own_words", from->own_words, false);
    read_story_clock(build, where, from->story_clock);
    read_exceptions(build, where, from->exceptions);
    read_speakers(build, where, from->speakers);
}

/* ---- rules and checkpoints ---- */

void build_rule(struct build *build, struct rule *rule, const struct declaration *from) {
    static const char *const keys[] = {"title", "card", "grave"};
    struct where where = {from->place, "rule", from->id, NULL, from};
    const struct value *found[3];
    rule->title = rule->id;
    if (!from->value || !read_fields(build, &where, NULL, from->value, keys, 3, found))
        return;
    refuse_items(build, &where, NULL, from->value, 0);
    rule->title = need_line(build, &where, "title", found[0], CHARACTERS_TEXT_MAX);
    rule->is_grave = read_bool(build, &where, "grave", found[2], false);
    const char *card = read_line(build, &where, "card", found[1], -NAME_MAX);
    if (!card || !build->knows_ids)
        return;
    if (ids_find(&build->cards, card) >= 0) {
        rule->card = card;
        return;
    }
    struct shown shown;
    struct hint hint;
    hint_init(&hint, card);
    hint_ids(build, &hint, &build->cards);
    fault_at(build, &where, found[1], E106, hint_text(&hint, "name the card that has the rule"),
             "card names \"%s\", which is no card", visible_id(&shown, card));
}

void build_checkpoint(struct build *build, struct checkpoint *checkpoint,
                      const struct declaration *from) {
    static const char *const keys[] = {"title", "proof"};
    struct where where = {from->place, "checkpoint", from->id, NULL, from};
    const struct value *found[2];
    checkpoint->title = checkpoint->id;
    if (!from->value || !read_fields(build, &where, NULL, from->value, keys, 2, found))
        return;
    refuse_items(build, &where, NULL, from->value, 0);
    checkpoint->title = need_line(build, &where, "title", found[0], CHARACTERS_TEXT_MAX);
    checkpoint->proof = read_text(build, &where, "proof", found[1], CHARACTERS_TEXT_MAX);
}

/* The number of the declared thing that `value` names; -1: none, and said. */
int read_declared(struct build *build, const struct where *where, const char *key,
                  const struct value *value, const char *kind, const struct ids *ids) {
    if (!value)
        return -1;
    if (value->kind != VALUE_TEXT) {
        wrong_type(build, where, key, value, "an id in quotation marks");
        return -1;
    }
    int number = ids_find(ids, value->text);
    if (number >= 0 || !build->knows_ids)
        return number;
    struct shown shown;
    struct hint hint;
    char otherwise[48];
    hint_init(&hint, value->text);
    hint_ids(build, &hint, ids);
    snprintf(otherwise, sizeof otherwise, "declare it: %s \"id\" { … }", kind);
    fault_at(build, where, value, E106, hint_text(&hint, otherwise),
             "%s names \"%s\", which is no %s", key, visible_id(&shown, value->text), kind);
    return -1;
}

/* ---- needs ---- */

struct need_list {
    struct build *build;
    const struct where *where;
    const struct value *value;
    struct need *needs;
    int count;
    bool is_over;
};

/* One word: "account", "account.letter", "account|policy". */
static void add_need(void *self, const char *word) {
    struct need_list *list = self;
    struct build *build = list->build;
    struct evidence any[NEEDS_OPTION_MAX];
    int count = 0;
    if (list->count == NEEDS_OPTION_MAX) {
        list->is_over = true;
        return;
    }
    for (const char *at = word; *at || at == word;) {
        char id[160];
        size_t len = strcspn(at, "|");
        snprintf(id, sizeof id, "%.*s", (int)(len < sizeof id ? len : sizeof id - 1), at);
        if (!find_evidence(build, list->where, "needs", list->value, id, &any[count]))
            return;
        if (++count == NEEDS_OPTION_MAX && at[len]) {
            list->is_over = true;
            return;
        }
        if (!at[len])
            break;
        at += len + 1;
    }
    struct evidence *kept = build_array(build, (size_t)count, sizeof *kept);
    if (!kept)
        return;
    memcpy(kept, any, (size_t)count * sizeof *kept);
    list->needs[list->count++] = (struct need){kept, count};
}

void read_needs(struct build *build, const struct where *where, const struct value *value,
                struct option *option) {
    struct need_list list = {build, where, value, NULL, 0, false};
    if (!value || !build->knows_ids)
        return;
    list.needs = build_array(build, NEEDS_OPTION_MAX, sizeof *list.needs);
    if (!list.needs || !read_words(build, where, "needs", value, add_need, &list))
        return;
    if (list.is_over)
        fault_at(build, where, value, E102, NULL, "needs names more than %d cards and facts",
                 NEEDS_OPTION_MAX);
    option->needs = list.needs;
    option->need_count = list.count;
}

/* ---- lines and later ---- */

static const struct value *read_entry(struct build *build, const struct where *where,
                                      const char *key, const struct value *item, bool is_spoken,
                                      struct spoken *out) {
    enum { F_WHEN, F_SPEAKER, F_FIRST, F_PAUSE, F_LANG, F_COUNT };
    static const char *const keys[F_COUNT] = {"when", "speaker", "first", "pause", "lang"};
    const struct value *found[F_COUNT];
    if (item->kind != VALUE_TABLE)
        return item;
    read_fields(build, where, key, item, keys, F_COUNT, found);
    if (!is_spoken && (found[F_SPEAKER] || found[F_FIRST] || found[F_PAUSE]))
        fault_at(build, where, item, E112, "leave speaker, first and pause out",
                 "nobody speaks `%s`: it is told", key);
    out->when = read_condition(build, where, "when", found[F_WHEN]);
    out->speaker = read_line(build, where, "speaker", found[F_SPEAKER], CHARACTERS_TEXT_MAX);
    out->is_first = read_bool(build, where, "first", found[F_FIRST], false);
    out->pause_s = read_pause(build, where, found[F_PAUSE]);
    out->lang = read_tag(build, where, "lang", found[F_LANG]);
    if (item->item_count == 1)
        return item->items[0];
    fault_at(build, where, item, E112, NULL,
             "an entry of %s is { when = \"…\", \"…\" } with one text, not %d", key,
             item->item_count);
    return NULL;
}

void read_spoken(struct build *build, const struct where *where, const char *key,
                 const struct value *value, bool is_spoken, int max, struct spoken_list *out) {
    if (!value)
        return;
    bool is_list = value->kind == VALUE_TABLE;
    int count = is_list ? value->item_count : 1;
    if (is_list && (value->named || count == 0)) {
        fault_at(build, where, value, E112, "write { { when = \"…\", \"…\" }, … }",
                 "%s must be a list of entries", key);
        return;
    }
    if (count > LINES_MAX) {
        fault_at(build, where, value, E102, NULL, "%d entries of %s; at most %d are allowed", count,
                 key, LINES_MAX);
        return;
    }
    struct spoken *items = build_array(build, (size_t)count, sizeof *items);
    for (int i = 0; items && i < count; i++) {
        const struct value *item = is_list ? value->items[i] : value;
        const struct value *text = read_entry(build, where, key, item, is_spoken, &items[i]);
        items[i].text = text ? need_text(build, where, key, text, max) : "";
    }
    *out = (struct spoken_list){items, items ? count : 0};
}

/* ---- what a call comes to ---- */

static void read_expression(struct build *build, const struct where *where, const char *key,
                            const struct value *value, struct computed_item *out) {
    struct err err = {0};
    if (!build->knows_words || !build->suggest_left || is_report_full(build))
        return;
    enum condition_fault fault = expression_parse(build->scenario, value->text, &out->value, &err);
    if (fault == CONDITION_OK)
        return;
    if (fault == CONDITION_NO_MEMORY) {
        build->load->no_memory = true;
        return;
    }
    size_t compared = (size_t)build->scenario->slot_count;
    build->suggest_left -= compared < build->suggest_left ? compared : build->suggest_left;
    fault_at(build, where, value,
             fault == CONDITION_UNKNOWN_WORD ? E104
             : fault == CONDITION_TOO_LARGE  ? E102
                                             : E112,
             NULL, "%s: %s", key, err.text);
}

/* One value: a number within bounds or yes and no, or (where `may_compute`) an expression. */
static void read_amount(struct build *build, const struct where *where, const char *key,
                        const struct value *value, const struct amount *kind, bool may_compute,
                        struct computed_item *out) {
    if (value->kind == VALUE_TEXT && may_compute)
        read_expression(build, where, key, value, out);
    else if (kind->is_bool)
        out->fixed = read_bool(build, where, key, value, kind->missing != 0);
    else
        out->fixed = read_int(build, where, key, value, kind->low, kind->high, kind->missing);
}

void read_computed(struct build *build, const struct where *where, const char *key,
                   const struct value *value, const struct amount *kind, struct computed *out) {
    static const char *const keys[] = {"when"};
    bool is_list = value && value->kind == VALUE_TABLE;
    int count = is_list ? value->item_count : 1;
    if (is_list && (value->named || count == 0)) {
        fault_at(build, where, value, E112, "write { { when = \"…\", 2 }, 4 }",
                 "%s must be a value or a list of variants", key);
        return;
    }
    struct computed_item *items = build_array(build, (size_t)count, sizeof *items);
    for (int i = 0; items && i < count; i++) {
        const struct value *item = is_list ? value->items[i] : value, *when = NULL;
        bool is_variant = is_list && item->kind == VALUE_TABLE;
        items[i].fixed = kind->missing;
        if (is_variant && read_fields(build, where, key, item, keys, 1, &when) &&
            item->item_count != 1)
            fault_at(build, where, item, E112, NULL,
                     "a variant of %s is { when = \"…\", value } with one value, not %d", key,
                     item->item_count);
        if (is_list)
            check_variant_order(build, where, key, item, i, count, when != NULL);
        items[i].when = read_condition(build, where, "when", when);
        const struct value *given = !is_variant ? item : item->item_count ? item->items[0] : NULL;
        if (given)
            read_amount(build, where, key, given, kind, !is_list, &items[i]);
    }
    *out = (struct computed){items, items ? count : 0};
}
