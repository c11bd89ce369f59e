#include "lint/lint_texts.h"

struct visit {
    const struct lint_visitor *visitor;
    struct lint_owner owner;
};

static void text(struct visit *visit, const char *text) {
    if (text && visit->visitor->text)
        visit->visitor->text(visit->visitor->self, &visit->owner, text);
}

static void condition(struct visit *visit, const struct condition *condition) {
    if (condition && visit->visitor->condition)
        visit->visitor->condition(visit->visitor->self, condition);
}

static void variants(struct visit *visit, const struct variants *variants) {
    for (int i = 0; i < variants->count; i++) {
        condition(visit, variants->items[i].when);
        text(visit, variants->items[i].text);
    }
}

static void spoken(struct visit *visit, const struct spoken_list *list) {
    for (int i = 0; i < list->count; i++) {
        condition(visit, list->items[i].when);
        text(visit, list->items[i].speaker);
        text(visit, list->items[i].text);
    }
}

static void branches(struct visit *visit, const struct branches *branches) {
    for (int i = 0; i < branches->count; i++)
        condition(visit, branches->items[i].when);
}

static void computed(struct visit *visit, const struct computed *computed) {
    for (int i = 0; i < computed->count; i++) {
        condition(visit, computed->items[i].when);
        condition(visit, computed->items[i].value);
    }
}

static void own(struct visit *visit, int scene, int option, struct place place) {
    visit->owner = (struct lint_owner){scene, option, place};
}

static void option(struct visit *visit, const struct option *option) {
    text(visit, option->label);
    text(visit, option->say);
    text(visit, option->act);
    variants(visit, &option->says);
    branches(visit, &option->to);
    condition(visit, option->when);
    text(visit, option->team);
    text(visit, option->because);
    text(visit, option->speak);
}

static void scene(struct visit *visit, const struct scenario *scenario, int index) {
    const struct scene *scene = &scenario->scenes[index];
    own(visit, index, -1, scene->place);
    variants(visit, &scene->customer);
    spoken(visit, &scene->lines);
    text(visit, scene->speaker);
    text(visit, scene->note);
    text(visit, scene->prompt);
    branches(visit, &scene->timeout);
    branches(visit, &scene->to);
    for (int i = 0; i < scene->nudge_count; i++)
        variants(visit, &scene->nudges[i].text);
    for (int i = 0; scene->panel && i < scene->panel->row_count; i++)
        text(visit, scene->panel->rows[i].reason);
    for (int i = 0; i < scene->option_count; i++) {
        own(visit, index, i, scene->options[i].place);
        option(visit, &scene->options[i]);
    }
}

static void ending(struct visit *visit, const struct ending *ending) {
    own(visit, -1, -1, ending->place);
    text(visit, ending->title);
    variants(visit, &ending->customer);
    spoken(visit, &ending->lines);
    spoken(visit, &ending->later);
    variants(visit, &ending->lesson);
    computed(visit, &ending->outcome.resolved);
    computed(visit, &ending->outcome.retained);
    computed(visit, &ending->outcome.compliant);
    computed(visit, &ending->outcome.csat);
    computed(visit, &ending->outcome.cost);
}

static void card(struct visit *visit, const struct card *card) {
    own(visit, -1, -1, card->place);
    condition(visit, card->when);
    text(visit, card->title);
    text(visit, card->text);
    for (int i = 0; i < card->fact_count; i++) {
        text(visit, card->facts[i].label);
        text(visit, card->facts[i].value);
    }
}

static void header(struct visit *visit, const struct scenario *scenario) {
    own(visit, -1, -1, scenario->place);
    text(visit, scenario->title);
    text(visit, scenario->summary);
    text(visit, scenario->agent_role);
    text(visit, scenario->agent_brief);
    text(visit, scenario->customer_name);
    text(visit, scenario->customer_about);
}

void lint_visit(const struct scenario *scenario, const struct lint_visitor *visitor) {
    struct visit visit = {.visitor = visitor};
    header(&visit, scenario);
    for (int i = 0; i < scenario->expert_count; i++) {
        own(&visit, -1, -1, scenario->experts[i].place);
        text(&visit, scenario->experts[i].who);
    }
    for (int i = 0; i < scenario->rule_count; i++) {
        own(&visit, -1, -1, scenario->rules[i].place);
        text(&visit, scenario->rules[i].title);
    }
    for (int i = 0; i < scenario->card_count; i++)
        card(&visit, &scenario->cards[i]);
    for (int i = 0; i < scenario->scene_count; i++)
        scene(&visit, scenario, i);
    for (int i = 0; i < scenario->ending_count; i++)
        ending(&visit, &scenario->endings[i]);
}
