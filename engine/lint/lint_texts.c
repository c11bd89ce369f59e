#include "lint/lint_texts.h"

struct visit {
    const struct lint_visitor *visitor;
    struct lint_owner owner;
};

static void text(struct visit *visit, const char *key, const char *text) {
    visit->owner.key = key;
    if (text && visit->visitor->text)
        visit->visitor->text(visit->visitor->self, &visit->owner, text);
}

static void condition(struct visit *visit, const char *key, const struct condition *condition) {
    visit->owner.key = key;
    if (condition && visit->visitor->condition)
        visit->visitor->condition(visit->visitor->self, &visit->owner, condition);
}

static void variants(struct visit *visit, const char *key, const struct variants *variants) {
    for (int i = 0; i < variants->count; i++) {
        condition(visit, key, variants->items[i].when);
        text(visit, key, variants->items[i].text);
    }
}

static void spoken(struct visit *visit, const char *key, const struct spoken_list *list) {
    for (int i = 0; i < list->count; i++) {
        condition(visit, key, list->items[i].when);
        text(visit, key, list->items[i].speaker);
        text(visit, key, list->items[i].text);
    }
}

static void branches(struct visit *visit, const char *key, const struct branches *branches) {
    for (int i = 0; i < branches->count; i++)
        condition(visit, key, branches->items[i].when);
}

static void computed(struct visit *visit, const struct computed *computed) {
    const char *key = "outcome";
    for (int i = 0; i < computed->count; i++) {
        condition(visit, key, computed->items[i].when);
        if (computed->items[i].value && visit->visitor->expression)
            visit->visitor->expression(visit->visitor->self, computed->items[i].value);
    }
}

static void own(struct visit *visit, int scene, int option, struct place place) {
    visit->owner = (struct lint_owner){scene, option, place, NULL};
}

static void option(struct visit *visit, const struct option *option) {
    text(visit, "label", option->label);
    text(visit, "say", option->say);
    text(visit, "act", option->act);
    variants(visit, "says", &option->says);
    branches(visit, "to", &option->to);
    condition(visit, "when", option->when);
    text(visit, "team", option->team);
    text(visit, "because", option->because);
    text(visit, "speak", option->speak);
}

static void scene(struct visit *visit, const struct scenario *scenario, int index) {
    const struct scene *scene = &scenario->scenes[index];
    own(visit, index, -1, scene->place);
    variants(visit, "customer", &scene->customer);
    spoken(visit, "lines", &scene->lines);
    text(visit, "speaker", scene->speaker);
    text(visit, "note", scene->note);
    text(visit, "prompt", scene->prompt);
    branches(visit, "timeout", &scene->timeout);
    branches(visit, "to", &scene->to);
    for (int i = 0; i < scene->nudge_count; i++)
        variants(visit, "nudges", &scene->nudges[i].text);
    for (int i = 0; scene->panel && i < scene->panel->row_count; i++)
        text(visit, "panel", scene->panel->rows[i].reason);
    for (int i = 0; i < scene->option_count; i++) {
        own(visit, index, i, scene->options[i].place);
        option(visit, &scene->options[i]);
    }
}

static void ending(struct visit *visit, const struct ending *ending) {
    own(visit, -1, -1, ending->place);
    text(visit, "title", ending->title);
    variants(visit, "customer", &ending->customer);
    spoken(visit, "lines", &ending->lines);
    spoken(visit, "later", &ending->later);
    variants(visit, "lesson", &ending->lesson);
    computed(visit, &ending->outcome.resolved);
    computed(visit, &ending->outcome.retained);
    computed(visit, &ending->outcome.compliant);
    computed(visit, &ending->outcome.csat);
    computed(visit, &ending->outcome.cost);
}

static void card(struct visit *visit, const struct card *card) {
    own(visit, -1, -1, card->place);
    condition(visit, "when", card->when);
    text(visit, "title", card->title);
    text(visit, "text", card->text);
    for (int i = 0; i < card->fact_count; i++) {
        text(visit, "facts", card->facts[i].label);
        text(visit, "facts", card->facts[i].value);
    }
}

static void header(struct visit *visit, const struct scenario *scenario) {
    own(visit, -1, -1, scenario->place);
    text(visit, "title", scenario->title);
    text(visit, "summary", scenario->summary);
    text(visit, "agent", scenario->agent_role);
    text(visit, "agent", scenario->agent_brief);
    text(visit, "customer", scenario->customer_name);
    text(visit, "customer", scenario->customer_about);
}

void lint_visit(const struct scenario *scenario, const struct lint_visitor *visitor) {
    struct visit visit = {.visitor = visitor};
    header(&visit, scenario);
    for (int i = 0; i < scenario->expert_count; i++) {
        own(&visit, -1, -1, scenario->experts[i].place);
        text(&visit, NULL, scenario->experts[i].who);
    }
    for (int i = 0; i < scenario->rule_count; i++) {
        own(&visit, -1, -1, scenario->rules[i].place);
        text(&visit, "title", scenario->rules[i].title);
    }
    for (int i = 0; i < scenario->card_count; i++)
        card(&visit, &scenario->cards[i]);
    for (int i = 0; i < scenario->scene_count; i++)
        scene(&visit, scenario, i);
    for (int i = 0; i < scenario->ending_count; i++)
        ending(&visit, &scenario->endings[i]);
}
