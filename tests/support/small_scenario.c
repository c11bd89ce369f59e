#include "support/small_scenario.h"

#include "model/condition.h"

#include <assert.h>
#include <string.h>

#define COUNT(array) ((int)(sizeof(array) / sizeof *(array)))
#define COPY(scenario, array) copy((scenario)->arena, array, sizeof(array))

static void *copy(struct arena *arena, const void *bytes, size_t size) {
    void *out = arena_alloc(arena, size);
    assert(out);
    return memcpy(out, bytes, size);
}

static const struct condition *condition(struct scenario *scenario, const char *text) {
    const struct condition *out;
    enum condition_fault fault = condition_parse(scenario, text, &out, NULL);
    assert(fault == CONDITION_OK);
    return out;
}

static struct variants line(struct scenario *scenario, const char *text) {
    const struct variant items[] = {{.text = text}};
    return (struct variants){COPY(scenario, items), 1};
}

static struct branches to(struct scenario *scenario, const char *id) {
    struct target target = {scenario_find_scene(scenario, id), scenario_find_ending(scenario, id)};
    const struct branch items[] = {{NULL, target, id}};
    return (struct branches){COPY(scenario, items), 1};
}

static void add_cards(struct scenario *scenario) {
    const struct fact account[] = {{.label = "Customer since", .value = "2017"},
                                   {"Hospital letter", "on file, 3 May", "letter", 0, 0}};
    const struct card cards[] = {
        {.id = "account", .title = "Account", .facts = COPY(scenario, account), .fact_count = 2},
        {.id = "policy", .title = "Policy", .text = "A late fee may be waived once."},
    };
    scenario->cards = COPY(scenario, cards);
    scenario->card_count = COUNT(cards);
}

static void add_scenes(struct scenario *scenario) {
    const struct option opening[] = {
        {.id = "waive", .say = "I have taken it off.", .stance = STANCE_ACT, .compliant = true},
        {.id = "credit",
         .act = "Credit $50.",
         .stance = STANCE_ACT_IN_PART,
         .compliant = true,
         .credit = -1},
        {.id = "refuse",
         .say = "The window is closed.",
         .stance = STANCE_REFUSE,
         .compliant = true,
         .credit = -1},
        {.id = "escalate",
         .act = "Pass it up.",
         .stance = STANCE_ESCALATE,
         .escalates = true,
         .team = "Billing supervisors",
         .compliant = true,
         .credit = -1},
    };
    const struct option closing[] = {
        {.id = "thank", .say = "Thank you for calling.", .compliant = true, .credit = 10000},
        {.id = "end", .act = "Hang up.", .compliant = true, .credit = 0},
    };
    const struct scene scenes[] = {
        {.id = "opening",
         .prompt = "What do you do?",
         .seconds = 40,
         .escalation = ESCALATION_UNNEEDED,
         .skill = SKILL_AUTHORITY,
         .options = COPY(scenario, opening),
         .option_count = COUNT(opening)},
        {.id = "walk"},
        {.id = "closing", .options = COPY(scenario, closing), .option_count = COUNT(closing)},
    };
    scenario->scenes = COPY(scenario, scenes);
    scenario->scene_count = COUNT(scenes);
    const struct computed_item zero[] = {{.fixed = 0}};
    const struct computed none = {COPY(scenario, zero), 1};
    const struct outcome_rules outcome = {.compliant = none, .csat = none};
    const struct ending endings[] = {{.id = "kept", .title = "Kept", .outcome = outcome},
                                     {.id = "lost", .title = "Lost", .outcome = outcome}};
    scenario->endings = COPY(scenario, endings);
    scenario->ending_count = COUNT(endings);
}

static void add_texts(struct scenario *scenario) {
    const struct variant lines[] = {
        {.when = condition(scenario, "anger >= 70"), .text = "Are you listening to me?"},
        {.text = "Two days late. I was in hospital, {agent.name}."},
    };
    struct scene *opening = small_scene(scenario, "opening");
    opening->customer = (struct variants){COPY(scenario, lines), COUNT(lines)};
    opening->timeout = to(scenario, "lost");
    small_option(scenario, "opening", "waive")->to = to(scenario, "walk");
    small_option(scenario, "opening", "waive")->credit = -1;
    struct option *credit = small_option(scenario, "opening", "credit");
    credit->to = to(scenario, "walk");
    credit->says = line(scenario, "Fifty dollars are back on your account.");
    credit->when = condition(scenario, "seen.account.letter == 1");
    small_option(scenario, "opening", "refuse")->to = to(scenario, "lost");
    small_option(scenario, "opening", "escalate")->to = to(scenario, "lost");
    struct scene *walk = small_scene(scenario, "walk");
    walk->customer = line(scenario, "Good.");
    walk->to = to(scenario, "closing");
    small_option(scenario, "closing", "thank")->to = to(scenario, "kept");
    small_option(scenario, "closing", "end")->to = to(scenario, "kept");
}

struct scenario *small_scenario(void) {
    struct arena *arena = arena_create();
    struct scenario *scenario = arena ? arena_alloc(arena, sizeof *scenario) : NULL;
    assert(scenario);
    *scenario = (struct scenario){
        .arena = arena,
        .id = "test/small",
        .title = "A refund two days too late",
        .locale = "en",
        .currency = "USD",
        .version = 1,
        .agent_limit = 50,
        .customer_name = "Dana Okafor",
        .anger = 55,
        .trust = 40,
        .levels = {{-15, 10, 150}, {0, 0, 100}, {15, -10, 75}},
    };
    const struct variable variables[] = {{"credit", 0}, {"asks", 7}};
    scenario->variables = COPY(scenario, variables);
    scenario->variable_count = COUNT(variables);
    add_cards(scenario);
    add_scenes(scenario);
    bool ok = scenario_number_slots(scenario, NULL);
    assert(ok);
    add_texts(scenario);
    ok = scenario_finish(scenario, NULL);
    assert(ok);
    return scenario;
}

struct scene *small_scene(struct scenario *scenario, const char *id) {
    int index = scenario_find_scene(scenario, id);
    assert(index >= 0);
    return (struct scene *)(uintptr_t)&scenario->scenes[index];
}

struct option *small_option(struct scenario *scenario, const char *scene_id, const char *id) {
    struct scene *scene = small_scene(scenario, scene_id);
    int index = scene_find_option(scene, id);
    assert(index >= 0);
    return (struct option *)(uintptr_t)&scene->options[index];
}
