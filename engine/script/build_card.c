/* `card "id" { … }` and `ending "id" { … }`. */
#include "script/build.h"

#include <stdio.h>
#include <string.h>

/* "Bought: 3 December" for { "Bought", "3 December" }. */
static void fact_as_text(struct build *build, const struct where *where, const struct value *item) {
    char fix[200];
    struct shown shown;
    const char *text = visible_in_message(&shown, item->text), *colon = strstr(text, ": ");
    if (colon)
        snprintf(fix, sizeof fix, "write { \"%.*s\", \"%s\" }", (int)(colon - text), text,
                 colon + 2);
    else
        snprintf(fix, sizeof fix, "write { \"%s\", \"…\" }", text);
    fault_at(build, where, item, E112, fix, "a fact has a name and a value, in { }");
}

static void build_fact(struct build *build, const struct where *where, const struct card *card,
                       int index, const struct value *item) {
    static const char *const keys[] = {"closed"};
    const struct value *closed;
    struct fact *fact = (struct fact *)(uintptr_t)&card->facts[index];
    if (item->kind == VALUE_TEXT) {
        fact_as_text(build, where, item);
        return;
    }
    if (!read_fields(build, where, "a fact", item, keys, 1, &closed))
        return;
    if (item->item_count != 2) {
        fault_at(build, where, item, E112, "such as { \"Customer since\", \"2017\" }",
                 "fact %d takes two texts, not %d", index + 1, item->item_count);
        return;
    }
    fact->label = need_line(build, where, "a fact's name", item->items[0], CHARACTERS_TEXT_MAX);
    fact->value = need_text(build, where, "a fact's value", item->items[1], CHARACTERS_TEXT_MAX);
    if (!closed)
        return;
    if (closed->kind != VALUE_TEXT) {
        wrong_type(build, where, "closed", closed, "an id in quotation marks");
        return;
    }
    check_id(build, where, closed, "a closed fact", closed->text, closed->len, false);
    if (fact->closed && card_find_fact(card, fact->closed) != index)
        fault_at(build, where, closed, E105, "rename one", "two closed facts have the id \"%.64s\"",
                 fact->closed);
}

static void build_facts(struct build *build, const struct where *where, const struct card *card,
                        const struct value *list) {
    enum { FACTS_MAX = 64 };
    if (!list)
        return;
    if (list->kind != VALUE_TABLE || list->named) {
        const struct value *at = list->kind == VALUE_TABLE ? list->named : list;
        fault_at(build, where, at, E112, "such as { { \"Customer since\", \"2017\" } }",
                 "facts must be a list of pairs");
        return;
    }
    if (list->item_count > FACTS_MAX) {
        fault_at(build, where, list, E102, "make it two cards", "%d facts; at most %d are allowed",
                 list->item_count, FACTS_MAX);
        return;
    }
    for (int i = 0; i < card->fact_count; i++)
        build_fact(build, where, card, i, list->items[i]);
}

void build_card(struct build *build, struct card *card, const struct declaration *from) {
    enum { F_TITLE, F_ICON, F_FACTS, F_TEXT, F_WHEN, F_LANG, F_COUNT };
    static const char *const keys[F_COUNT] = {"title", "icon", "facts", "text", "when", "lang"};
    struct where where = {from->place, "card", from->id, NULL, from};
    const struct value *found[F_COUNT];
    card->title = card->id;
    if (!from->value || !read_fields(build, &where, NULL, from->value, keys, F_COUNT, found))
        return;
    refuse_items(build, &where, NULL, from->value, 0);
    build->characters = 0;
    if (found[F_TITLE])
        card->title = need_line(build, &where, "title", found[F_TITLE], CHARACTERS_TEXT_MAX);
    card->icon = read_text(build, &where, "icon", found[F_ICON], -64);
    card->text = read_text(build, &where, "text", found[F_TEXT], CHARACTERS_CARD_MAX);
    card->lang = read_tag(build, &where, "lang", found[F_LANG]);
    card->when = read_condition(build, &where, "when", found[F_WHEN]);
    build_facts(build, &where, card, found[F_FACTS]);
    if (build->characters > CHARACTERS_CARD_MAX)
        fault(build, &where, E113, "make it two cards",
              "the card has %zu characters in all; at most %d are allowed", build->characters,
              CHARACTERS_CARD_MAX);
}

static void build_outcome(struct build *build, const struct where *where, const struct value *value,
                          struct outcome_rules *out) {
    static const char *const keys[] = {"resolved", "retained", "compliant", "csat", "cost"};
    static const struct amount no = {true, 0, 1, 0}, yes = {true, 0, 1, 1}, csat = {false, 1, 5, 3},
                               cost = {false, -COST_MAX, COST_MAX, 0};
    const struct value *found[5];
    if (!value || !read_fields(build, where, "outcome", value, keys, 5, found))
        return;
    refuse_items(build, where, "outcome", value, 0);
    read_computed(build, where, "outcome.resolved", found[0], &no, &out->resolved);
    read_computed(build, where, "outcome.retained", found[1], &no, &out->retained);
    read_computed(build, where, "outcome.compliant", found[2], &yes, &out->compliant);
    read_computed(build, where, "outcome.csat", found[3], &csat, &out->csat);
    read_computed(build, where, "outcome.cost", found[4], &cost, &out->cost);
}

static void build_ending_texts(struct build *build, const struct where *where,
                               struct ending *ending, const struct value *const *found) {
    read_variants(build, where, "customer", found[1], CHARACTERS_LINE_MAX, &ending->customer);
    read_variants(build, where, "lesson", found[3], CHARACTERS_TEXT_MAX, &ending->lesson);
    read_spoken(build, where, "lines", found[4], true, CHARACTERS_LINE_MAX, &ending->lines);
    read_spoken(build, where, "later", found[5], false, CHARACTERS_TEXT_MAX, &ending->later);
}

void build_ending(struct build *build, struct ending *ending, const struct declaration *from) {
    enum { F_COUNT = 6 };
    static const char *const keys[F_COUNT] = {"title",  "customer", "outcome",
                                              "lesson", "lines",    "later"};
    struct where where = {from->place, "ending", from->id, NULL, from};
    const struct value *found[F_COUNT];
    ending->title = ending->id;
    if (!from->value || !read_fields(build, &where, NULL, from->value, keys, F_COUNT, found))
        return;
    refuse_items(build, &where, NULL, from->value, 0);
    build->is_in_ending = true;
    if (found[0])
        ending->title = need_line(build, &where, "title", found[0], CHARACTERS_TEXT_MAX);
    build_ending_texts(build, &where, ending, found);
    build->is_in_ending = false;
    build_outcome(build, &where, found[2], &ending->outcome);
}
