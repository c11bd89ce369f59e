/* Texts, variants, conditions and effects. */
#include "base/visible.h"
#include "model/condition.h"
#include "model/text.h"
#include "script/build.h"
#include "script/scan.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void bad_characters(struct build *build, const struct where *where, const char *key,
                           const struct value *value, const struct scan *scan) {
    switch (scan->kind) {
    case SCAN_NOT_UTF8:
        fault_at(build, where, value, E114, "is a letter cut in two, or written as \\x…?",
                 "%s is not UTF-8 at byte %zu", key, scan->at + 1);
        break;
    case SCAN_MARKS:
        fault_at(build, where, value, E116, NULL, "%s has more than %d combining marks in a row",
                 key, MARKS_MAX);
        break;
    case SCAN_UNBALANCED:
        fault_at(build, where, value, E116,
                 "each U+2066 to U+2068 needs its U+2069 in the same text",
                 "%s has unbalanced isolates", key);
        break;
    default:
        fault_at(build, where, value, E116,
                 scan->character == '\t' ? "write blanks instead of a tab" : NULL,
                 "%s has the forbidden character U+%04X", key, (unsigned)scan->character);
    }
}

static bool is_known(const struct build *build, const char *text, const char **name, size_t *len) {
    return build->is_in_ending ? text_check_ending(build->scenario, text, name, len)
                               : text_check(build->scenario, text, name, len);
}

static void check_braces(struct build *build, const struct where *where, const char *key,
                         const struct value *value) {
    const char *text = value->text, *name;
    size_t len;
    if (!build->knows_words || !strpbrk(text, "{}") || is_known(build, text, &name, &len))
        return;
    char word[65];
    struct shown shown;
    snprintf(word, sizeof word, "%.*s", (int)(len < 64 ? len : 64), name);
    if (strcmp(word, "{") == 0 || strcmp(word, "}") == 0) {
        fault_at(build, where, value, E104, "write {{ or }} for a real brace",
                 "%s has a stray '%s'", key, word);
        return;
    }
    struct hint hint;
    hint_init(&hint, word);
    hint_add(build, &hint, "customer.name");
    hint_add(build, &hint, "agent.name");
    for (int i = 0; i < SLOT_VARS + build->scenario->variable_count && can_hint(build); i++)
        hint_add(build, &hint, build->scenario->slot_names[i]);
    fault_at(build, where, value, E104,
             hint_text(&hint, "{customer.name}, {agent.name} and declared variables are known"),
             "%s has the unknown name {%s}", key, visible_id(&shown, word));
}

/* `max` negative: a text that is shown as it stands, braces and all. */
const char *read_text(struct build *build, const struct where *where, const char *key,
                      const struct value *value, int max) {
    if (!value)
        return NULL;
    if (value->kind != VALUE_TEXT) {
        wrong_type(build, where, key, value, "a text");
        return NULL;
    }
    struct scan scan;
    if (text_scan(value->text, value->len, SCAN_TEXT, &scan) != SCAN_FINE) {
        bad_characters(build, where, key, value, &scan);
        return NULL;
    }
    if (scan.characters > (size_t)abs(max)) {
        fault_at(build, where, value, E113, NULL, "%s has %zu characters; at most %d are allowed",
                 key, scan.characters, abs(max));
        return NULL;
    }
    if (value->len && !visible_has_ink(value->text, value->len))
        fault_new(build, where, value, E112, "write something, or leave the key out",
                  "%s shows nothing: it has only characters that nobody sees", key);
    build->characters += scan.characters;
    if (max > 0)
        check_braces(build, where, key, value);
    return value->text;
}

const char *read_line(struct build *build, const struct where *where, const char *key,
                      const struct value *value, int max) {
    const char *text = read_text(build, where, key, value, max);
    if (text && strchr(text, '\n'))
        fault_new(build, where, value, E116, "write it on one line",
                  "%s is a text of one line and has a line break", key);
    return text;
}

const char *need_line(struct build *build, const struct where *where, const char *key,
                      const struct value *value, int max) {
    if (!value || (value->kind == VALUE_TEXT && value->len == 0))
        return need_text(build, where, key, value, max);
    const char *text = read_line(build, where, key, value, max);
    return text ? text : "";
}

const char *need_text(struct build *build, const struct where *where, const char *key,
                      const struct value *value, int max) {
    if (!value && !is_misspelt(build, where, key))
        fault_at(build, where, NULL, E112, NULL, "%s is missing", key);
    else if (value && value->kind == VALUE_TEXT && value->len == 0)
        fault_at(build, where, value, E112, "write something", "%s is empty", key);
    const char *text = read_text(build, where, key, value, max);
    return text ? text : "";
}

/* ---- conditions ---- */

const struct condition *read_condition(struct build *build, const struct where *where,
                                       const char *key, const struct value *value) {
    if (!value)
        return NULL;
    if (value->kind != VALUE_TEXT) {
        wrong_type(build, where, key, value, "a condition in quotation marks");
        return NULL;
    }
    if (strlen(value->text) != value->len) {
        fault_at(build, where, value, E116, NULL, "%s has the forbidden character U+0000", key);
        return NULL;
    }
    /* An unknown word is compared with every name there is; not endlessly. */
    if (!build->knows_words || !build->suggest_left || is_report_full(build))
        return NULL;
    const struct condition *condition;
    struct err err = {0};
    switch (condition_parse(build->scenario, value->text, &condition, &err)) {
    case CONDITION_OK:
        return condition;
    case CONDITION_NO_MEMORY:
        build->load->no_memory = true;
        return NULL;
    case CONDITION_UNKNOWN_WORD: {
        size_t compared = (size_t)build->scenario->slot_count;
        build->suggest_left -= compared < build->suggest_left ? compared : build->suggest_left;
        fault_at(build, where, value, E104, NULL, "%s", err.text);
        return NULL;
    }
    case CONDITION_TOO_LARGE:
        fault_at(build, where, value, E102, NULL, "%s", err.text);
        return NULL;
    case CONDITION_SYNTAX:
        break;
    }
    fault_at(build, where, value, E112, NULL, "%s", err.text);
    return NULL;
}

/* ---- variants ---- */

/* One of several: a text, or { when = "…", "text" }. */
struct choice {
    const struct value *when, *text;
    const struct value *pause, *lang; /* of spoken ones only */
};

static struct choice read_choice(struct build *build, const struct where *where, const char *key,
                                 const struct value *item, bool is_spoken) {
    static const char *const names[] = {"when", "pause", "lang"};
    const struct value *found[3];
    struct choice choice = {.text = item};
    if (item->kind != VALUE_TABLE)
        return choice;
    read_fields(build, where, key, item, names, is_spoken ? 3 : 1, found);
    choice = (struct choice){.when = found[0]};
    if (is_spoken) {
        choice.pause = found[1];
        choice.lang = found[2];
    }
    if (item->item_count == 1) {
        choice.text = item->items[0];
        return choice;
    }
    fault_at(build, where, item, E112, NULL,
             "a variant of %s is { when = \"…\", \"…\" } with one text, not %d", key,
             item->item_count);
    return choice;
}

/* All but the last need a condition, the last has none. */
void check_variant_order(struct build *build, const struct where *where, const char *key,
                         const struct value *at, int index, int count, bool has_when) {
    if (index == count - 1 && has_when)
        fault_at(build, where, at, E112, "add one without a condition at the end",
                 "the last variant of %s has a condition; if none held, there would be nothing",
                 key);
    if (index < count - 1 && !has_when)
        fault_at(build, where, at, E112, "give it a `when`, or put it last",
                 "variant %d of %s always holds; those after it are never reached", index + 1, key);
}

static int count_choices(struct build *build, const struct where *where, const char *key,
                         const struct value *value) {
    if (value->kind == VALUE_TEXT)
        return 1;
    const struct value *none[1];
    static const char *const no_names[] = {""};
    if (value->kind != VALUE_TABLE) {
        wrong_type(build, where, key, value, "a text or a list of variants");
        return 0;
    }
    for (const struct value *entry = value->named; entry; entry = entry->next)
        if (strcmp(entry->key, "when") == 0) {
            fault_at(build, where, entry, E112, "write { { when = \"…\", \"…\" }, \"…\" }",
                     "%s has `when` outside of a variant", key);
            return 0;
        }
    read_fields(build, where, key, value, no_names, 1, none);
    if (value->item_count == 0)
        fault_at(build, where, value, E112, NULL, "%s is an empty list", key);
    return value->item_count;
}

static const struct value *item_at(const struct value *value, int index) {
    return value->kind == VALUE_TABLE ? value->items[index] : value;
}

void read_variants(struct build *build, const struct where *where, const char *key,
                   const struct value *value, int max, struct variants *out) {
    int count = value ? count_choices(build, where, key, value) : 0;
    struct variant *items = count ? build_array(build, (size_t)count, sizeof *items) : NULL;
    if (!items)
        return;
    for (int i = 0; i < count; i++) {
        struct choice choice = read_choice(build, where, key, item_at(value, i), true);
        check_variant_order(build, where, key, item_at(value, i), i, count, choice.when != NULL);
        items[i].when = read_condition(build, where, "when", choice.when);
        const char *text = read_text(build, where, key, choice.text, max);
        items[i].text = text ? text : "";
        items[i].pause_s = read_pause(build, where, choice.pause);
        items[i].lang = read_tag(build, where, "lang", choice.lang);
    }
    *out = (struct variants){items, count};
}

/* ---- targets ---- */

static void resolve(struct build *build, const struct where *where, const char *key,
                    const struct value *at, struct branch *branch) {
    int number = ids_find(&build->targets, branch->to_id);
    int scenes = build->scenario->scene_count;
    branch->to = (struct target){-1, -1};
    if (number >= scenes)
        branch->to.ending = number - scenes;
    else if (number >= 0)
        branch->to.scene = number;
    if (number >= 0 || !build->knows_ids || build->has_bad_target)
        return;
    struct shown shown;
    struct hint hint;
    hint_init(&hint, branch->to_id);
    hint_ids(build, &hint, &build->targets);
    fault_at(build, where, at, E106, hint_text(&hint, "declare it, or correct the id"),
             "`%s` leads to \"%s\", which is neither a scene nor an ending", key,
             visible_id(&shown, branch->to_id));
}

void read_branches(struct build *build, const struct where *where, const char *key,
                   const struct value *value, struct branches *out) {
    int count = value ? count_choices(build, where, key, value) : 0;
    struct branch *items = count ? build_array(build, (size_t)count, sizeof *items) : NULL;
    if (!items)
        return;
    for (int i = 0; i < count; i++) {
        struct choice choice = read_choice(build, where, key, item_at(value, i), false);
        check_variant_order(build, where, key, item_at(value, i), i, count, choice.when != NULL);
        items[i].when = read_condition(build, where, "when", choice.when);
        items[i].to = (struct target){-1, -1};
        items[i].to_id = "";
        if (choice.text && choice.text->kind == VALUE_TEXT) {
            items[i].to_id = choice.text->text;
            resolve(build, where, key, choice.text, &items[i]);
        } else if (choice.text) {
            wrong_type(build, where, key, choice.text, "the id of a scene or an ending");
        }
    }
    *out = (struct branches){items, count};
}

/* ---- effects ---- */

static int by_slot(const void *a, const void *b) {
    const struct change *x = a, *y = b;
    return (x->slot > y->slot) - (x->slot < y->slot);
}

static void undeclared(struct build *build, const struct where *where, const char *key,
                       const struct value *at) {
    const char *name = at->key;
    struct shown shown;
    struct hint hint;
    hint_init(&hint, name);
    for (int i = 0; i < SLOT_VARS + build->scenario->variable_count && can_hint(build); i++)
        hint_add(build, &hint, build->scenario->slot_names[i]);
    fault_at(build, where, at, E111, hint_text(&hint, "declare it in the scenario's `vars`"),
             "%s changes '%s', which is not declared", key, visible_id(&shown, name));
}

static const struct change *read_changes(struct build *build, const struct where *where,
                                         const char *key, const struct value *table, int *count) {
    *count = 0;
    if (!table)
        return NULL;
    if (table->kind != VALUE_TABLE) {
        wrong_type(build, where, key, table, "a table such as { trust = 5 }");
        return NULL;
    }
    refuse_items(build, where, key, table, 0);
    size_t most = 0;
    for (const struct value *entry = table->named; entry; entry = entry->next)
        most++;
    struct change *changes = build_array(build, most, sizeof *changes);
    for (const struct value *entry = table->named; changes && entry; entry = entry->next) {
        bool is_counter = strchr(entry->key, '.') != NULL;
        int slot = is_counter ? -1 : scenario_slot(build->scenario, entry->key, strlen(entry->key));
        int value = read_int(build, where, entry->key, entry, -VARIABLE_MAX, VARIABLE_MAX, 0);
        if (slot >= 0)
            changes[(*count)++] = (struct change){slot, value};
        else if (build->knows_words)
            undeclared(build, where, key, entry);
    }
    if (changes)
        qsort(changes, (size_t)*count, sizeof *changes, by_slot);
    return changes;
}

void read_effect(struct build *build, const struct where *where, const struct value *set,
                 const struct value *add, struct effect *out) {
    out->set = read_changes(build, where, "set", set, &out->set_count);
    out->add = read_changes(build, where, "add", add, &out->add_count);
}
