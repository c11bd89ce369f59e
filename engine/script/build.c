/* The scenario from its declarations: first the outline (arrays, ids, slots), to which conditions
 * and targets refer, then the contents, then the whole. */
#include "script/build.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SUGGEST_MOST = 400000, ID_KEPT_MAX = 64 };

static struct where where_of(const struct declaration *from) {
    return (struct where){from->place, declared_name(from->kind), from->id, NULL, from};
}

/* ---- outline ---- */

/* The id as it is kept: a bad one was reported and is cut, so that names built from it fit. */
static const char *keep_id(struct build *build, const struct declaration *from) {
    size_t len = strlen(from->id);
    if (len <= ID_KEPT_MAX)
        return from->id;
    char *cut = arena_text(build->scenario->arena, from->id, ID_KEPT_MAX);
    if (!cut)
        build->load->no_memory = true;
    return cut ? cut : "";
}

static const char who_it_is[] = "such as expert \"quality\" \"Quality lead, 11 years\"";

static const char *outline_id(struct build *build, const struct declaration *from) {
    struct where where = where_of(from);
    char what[32];
    const char *name = declared_name(from->kind);
    snprintf(what, sizeof what, "%s %s", strchr("aeiou", *name) ? "an" : "a", name);
    bool is_target = from->kind == DECLARED_SCENE || from->kind == DECLARED_ENDING;
    if (!from->is_nameless &&
        !check_id(build, &where, NULL, what, from->id, from->id_len, from->kind == DECLARED_EXPERT))
        build->has_bad_target = build->has_bad_target || is_target;
    if (!from->value && !from->is_nameless && !build->load->is_partial)
        fault(build, &where, E112,
              from->kind == DECLARED_EXPERT ? who_it_is
                                            : "write { … } after the id, without a comma",
              "nothing follows the id");
    return keep_id(build, from);
}

static int count_entries(const struct value *value) {
    int count = 0;
    if (value && value->kind == VALUE_TABLE)
        for (const struct value *entry = value->named; entry; entry = entry->next)
            count++;
    return count;
}

static const struct value *entry_of(const struct value *table, const char *key) {
    if (table && table->kind == VALUE_TABLE)
        for (const struct value *entry = table->named; entry; entry = entry->next)
            if (strcmp(entry->key, key) == 0)
                return entry;
    return NULL;
}

static int by_variable(const void *a, const void *b) {
    const struct variable *x = a, *y = b;
    return strcmp(x->id, y->id);
}

static void outline_variables(struct build *build) {
    const struct value *vars =
        build->scenario_from ? entry_of(build->scenario_from->value, "vars") : NULL;
    if (!vars)
        return;
    struct where where = where_of(build->scenario_from);
    if (vars->kind != VALUE_TABLE) {
        wrong_type(build, &where, "vars", vars, "a table such as { credit = 0 }");
        build->knows_words = false;
        return;
    }
    refuse_items(build, &where, "vars", vars, 0);
    struct variable *variables = build_array(build, (size_t)count_entries(vars), sizeof *variables);
    int count = 0;
    for (const struct value *entry = vars->named; variables && entry; entry = entry->next) {
        int initial = read_int(build, &where, entry->key, entry, -VARIABLE_MAX, VARIABLE_MAX, 0);
        if (!check_id(build, &where, entry, "a variable", entry->key, strlen(entry->key), false)) {
            build->knows_words = false;
            continue;
        }
        const char *id = arena_text(build->scenario->arena, entry->key, strlen(entry->key));
        if (id)
            variables[count++] = (struct variable){id, initial};
        else
            build->load->no_memory = true;
    }
    if (count)
        qsort(variables, (size_t)count, sizeof *variables, by_variable);
    build->scenario->variables = variables;
    build->scenario->variable_count = count;
}

static void outline_facts(struct build *build, struct card *card, const struct declaration *from) {
    const struct value *list = entry_of(from->value, "facts");
    if (!list || list->kind != VALUE_TABLE || !list->item_count)
        return;
    struct fact *facts = build_array(build, (size_t)list->item_count, sizeof *facts);
    for (int i = 0; facts && i < list->item_count; i++) {
        const struct value *closed = entry_of(list->items[i], "closed");
        facts[i] = (struct fact){.label = "", .value = ""};
        if (closed && closed->kind != VALUE_TEXT)
            build->knows_words = build->knows_facts = false;
        if (closed && closed->kind == VALUE_TEXT && strlen(closed->text) <= ID_KEPT_MAX)
            facts[i].closed = closed->text;
    }
    card->facts = facts;
    card->fact_count = facts ? list->item_count : 0;
}

/* Whatever else is wrong with the scene, these options stand in it. */
static void use_options(struct build *build, const struct value *table) {
    struct declaration *declarations = build->load->declarations;
    for (int i = 0; i < table->item_count; i++)
        if (table->items[i]->kind == VALUE_OPTION)
            declarations[table->items[i]->option].is_used = true;
    for (const struct value *entry = table->named; entry; entry = entry->next) {
        if (entry->kind == VALUE_OPTION)
            declarations[entry->option].is_used = true;
        for (int i = 0; entry->kind == VALUE_TABLE && i < entry->item_count; i++)
            if (entry->items[i]->kind == VALUE_OPTION)
                declarations[entry->items[i]->option].is_used = true;
    }
}

/* `option "look", { … }`: what the first call gives, and the table as an item of its own. */
static bool is_cut_call(const struct value *table, int item) {
    return table->items[item]->kind == VALUE_OTHER &&
           strcmp(table->items[item]->text, "a function") == 0 && item + 1 < table->item_count &&
           table->items[item + 1]->kind == VALUE_TABLE;
}

static void outline_options(struct build *build, struct scene *scene,
                            const struct declaration *from) {
    const struct value *table = from->value;
    if (!table || table->kind != VALUE_TABLE)
        return;
    use_options(build, table);
    if (!table->item_count)
        return;
    struct where where = where_of(from);
    if (table->item_count > OPTIONS_SCENE_MAX) {
        fault(build, &where, E102, "split the scene", "%d options; at most %d are allowed",
              table->item_count, OPTIONS_SCENE_MAX);
        return;
    }
    struct option *options = build_array(build, (size_t)table->item_count, sizeof *options);
    for (int i = 0; options && i < table->item_count; i++) {
        if (is_cut_call(table, i)) {
            i++; /* that nothing follows the id is told */
            continue;
        }
        if (table->items[i]->kind != VALUE_OPTION) {
            fault_at(build, &where, table->items[i], E112,
                     table->items[i]->kind == VALUE_OTHER
                         ? "is a } missing before it?"
                         : "entries without a key are options: option \"id\" { … }",
                     "entry %d is %s, not an option", i + 1, value_kind_name(table->items[i]));
            continue;
        }
        const struct declaration *option = &build->load->declarations[table->items[i]->option];
        options[scene->option_count] = (struct option){.credit = -1, .compliant = true, .say = ""};
        options[scene->option_count].place = option->place;
        options[scene->option_count++].id = keep_id(build, option);
    }
    scene->options = options;
}

static void make_ids(struct build *build, struct ids *ids, int count) {
    struct pool *pool = &build->load->values;
    ids->table_size = ids_table_size(count);
    ids->entries = pool_alloc(pool, ((size_t)count + 1) * sizeof *ids->entries);
    ids->table = pool_alloc(pool, ids->table_size * sizeof *ids->table);
    if (ids->entries && ids->table)
        memset(ids->table, 0, ids->table_size * sizeof *ids->table);
    else
        build->load->no_memory = true;
}

static void make_from(struct build *build, int kind, int count) {
    size_t size = ((size_t)count + 1) * sizeof *build->from[kind];
    build->from[kind] = pool_alloc(&build->load->values, size);
    if (!build->from[kind])
        build->load->no_memory = true;
}

static bool make_arrays(struct build *build) {
    const int *counts = build->load->counts;
    struct scenario *scenario = build->scenario;
    build->scenes = build_array(build, (size_t)counts[DECLARED_SCENE], sizeof *build->scenes);
    build->endings = build_array(build, (size_t)counts[DECLARED_ENDING], sizeof *build->endings);
    build->cards_made = build_array(build, (size_t)counts[DECLARED_CARD], sizeof(struct card));
    build->experts_made =
        build_array(build, (size_t)counts[DECLARED_EXPERT], sizeof(struct expert));
    build->rules_made = build_array(build, (size_t)counts[DECLARED_RULE], sizeof(struct rule));
    build->checkpoints_made =
        build_array(build, (size_t)counts[DECLARED_CHECKPOINT], sizeof(struct checkpoint));
    for (int kind = 0; kind < DECLARED_COUNT; kind++)
        make_from(build, kind, counts[kind]);
    make_ids(build, &build->targets, counts[DECLARED_SCENE] + counts[DECLARED_ENDING]);
    make_ids(build, &build->cards, counts[DECLARED_CARD]);
    make_ids(build, &build->experts, counts[DECLARED_EXPERT]);
    make_ids(build, &build->rules, counts[DECLARED_RULE]);
    make_ids(build, &build->checkpoints, counts[DECLARED_CHECKPOINT]);
    scenario->scenes = build->scenes;
    scenario->endings = build->endings;
    scenario->cards = build->cards_made;
    scenario->experts = build->experts_made;
    scenario->rules = build->rules_made;
    scenario->checkpoints = build->checkpoints_made;
    return !build->load->no_memory;
}

static void outline_one(struct build *build, const struct declaration *from) {
    struct scenario *scenario = build->scenario;
    int index = build->made[from->kind]++;
    build->from[from->kind][index] = from;
    switch (from->kind) {
    case DECLARED_EXPERT:
        build->experts_made[index] =
            (struct expert){.id = outline_id(build, from), .who = "", .place = from->place};
        build->experts.entries[index] = (struct id_entry){build->experts_made[index].id, index};
        scenario->expert_count = build->experts.count = index + 1;
        break;
    case DECLARED_CARD:
        build->cards_made[index] =
            (struct card){.id = outline_id(build, from), .title = "", .place = from->place};
        build->cards.entries[index] = (struct id_entry){build->cards_made[index].id, index};
        outline_facts(build, &build->cards_made[index], from);
        scenario->card_count = build->cards.count = index + 1;
        break;
    case DECLARED_SCENE:
        build->scenes[index] = (struct scene){.id = outline_id(build, from), .place = from->place};
        outline_options(build, &build->scenes[index], from);
        scenario->scene_count = index + 1;
        break;
    case DECLARED_ENDING:
        build->endings[index] =
            (struct ending){.id = outline_id(build, from), .title = "", .place = from->place};
        scenario->ending_count = index + 1;
        break;
    case DECLARED_RULE:
        build->rules_made[index] =
            (struct rule){.id = outline_id(build, from), .title = "", .place = from->place};
        build->rules.entries[index] = (struct id_entry){build->rules_made[index].id, index};
        scenario->rule_count = build->rules.count = index + 1;
        break;
    case DECLARED_CHECKPOINT:
        build->checkpoints_made[index] =
            (struct checkpoint){.id = outline_id(build, from), .title = "", .place = from->place};
        build->checkpoints.entries[index] =
            (struct id_entry){build->checkpoints_made[index].id, index};
        scenario->checkpoint_count = build->checkpoints.count = index + 1;
        break;
    case DECLARED_OPTION: /* their ids are checked where they stand */
    case DECLARED_SCENARIO:
    case DECLARED_COUNT:
        break;
    }
}

/* ---- double ids ---- */

static void check_double(struct build *build, const struct ids *ids,
                         const struct declaration *(*declared)(struct build *, int number)) {
    for (int i = 1; i < ids->count; i++) {
        const struct id_entry *before = &ids->entries[i - 1], *entry = &ids->entries[i];
        const struct declaration *from = declared(build, entry->number);
        if (strcmp(before->id, entry->id) != 0 || from->is_nameless)
            continue;
        const struct declaration *first = declared(build, ids_find(ids, entry->id));
        struct where where = where_of(from);
        fault(build, &where, E105,
              first->kind == from->kind ? "rename one" : "scenes and endings share their ids",
              "this id is taken by the %s at %s:%d", declared_name(first->kind), first->place.file,
              first->place.line);
    }
}

static const struct declaration *declared_target(struct build *build, int number) {
    int scenes = build->scenario->scene_count;
    return number < scenes ? build->from[DECLARED_SCENE][number]
                           : build->from[DECLARED_ENDING][number - scenes];
}

static const struct declaration *declared_card(struct build *build, int number) {
    return build->from[DECLARED_CARD][number];
}

static const struct declaration *declared_expert(struct build *build, int number) {
    return build->from[DECLARED_EXPERT][number];
}

static const struct declaration *declared_rule(struct build *build, int number) {
    return build->from[DECLARED_RULE][number];
}

static const struct declaration *declared_checkpoint(struct build *build, int number) {
    return build->from[DECLARED_CHECKPOINT][number];
}

static void index_ids(struct build *build) {
    int scenes = build->scenario->scene_count, endings = build->scenario->ending_count;
    for (int i = 0; i < scenes; i++)
        build->targets.entries[i] = (struct id_entry){build->scenes[i].id, i};
    for (int i = 0; i < endings; i++)
        build->targets.entries[scenes + i] = (struct id_entry){build->endings[i].id, scenes + i};
    build->targets.count = scenes + endings;
    ids_sort(&build->targets);
    ids_sort(&build->cards);
    ids_sort(&build->experts);
    ids_sort(&build->rules);
    ids_sort(&build->checkpoints);
    check_double(build, &build->targets, declared_target);
    check_double(build, &build->cards, declared_card);
    check_double(build, &build->experts, declared_expert);
    check_double(build, &build->rules, declared_rule);
    check_double(build, &build->checkpoints, declared_checkpoint);
}

static void outline_scenario(struct build *build) {
    struct declaration *declarations = build->load->declarations;
    for (int i = 0; i < build->load->declaration_count; i++) {
        const struct declaration *from = &declarations[i];
        if (from->kind != DECLARED_SCENARIO)
            continue;
        struct where where = where_of(from);
        if (build->scenario_from)
            fault(build, &where, E105, "a file declares one scenario",
                  "there is a scenario already, at %s:%d", build->scenario_from->place.file,
                  build->scenario_from->place.line);
        else
            build->scenario_from = from;
    }
}

/* Conditions may read `minutes` where something takes time, so it is known before any is parsed. */
static void outline_time(struct build *build) {
    const struct load *load = build->load;
    bool tells = build->scenario_from && entry_of(build->scenario_from->value, "story_clock");
    for (int i = 0; i < load->declaration_count && !tells; i++) {
        const struct value *table = load->declarations[i].value;
        enum declared kind = load->declarations[i].kind;
        if (kind == DECLARED_SCENE || kind == DECLARED_OPTION)
            tells = entry_of(table, "takes") || entry_of(entry_of(table, "timeout"), "takes");
    }
    build->scenario->tells_time = tells;
}

static bool build_outline(struct build *build) {
    struct load *load = build->load;
    if (!make_arrays(build))
        return false;
    outline_scenario(build);
    outline_variables(build);
    for (int i = 0; i < load->declaration_count; i++)
        outline_one(build, &load->declarations[i]);
    index_ids(build);
    outline_time(build);
    struct err err = {0};
    if (load->no_memory || !scenario_number_slots(build->scenario, &err)) {
        load->no_memory = true;
        return false;
    }
    return true;
}

/* ---- contents ---- */

static void build_expert(struct build *build, struct expert *expert,
                         const struct declaration *from) {
    struct where where = where_of(from);
    if (!from->value)
        return;
    if (from->value->kind != VALUE_TEXT)
        fault(build, &where, E112, who_it_is, "who it is must be a text, not %s",
              value_kind_name(from->value));
    else
        expert->who = need_line(build, &where, "who it is", from->value, -CHARACTERS_TEXT_MAX);
}

static void check_loose_options(struct build *build) {
    const struct load *load = build->load;
    for (int i = 0; i < load->declaration_count; i++) {
        const struct declaration *from = &load->declarations[i];
        if (from->kind != DECLARED_OPTION)
            continue;
        struct where where = where_of(from);
        if (!from->value && !load->is_partial)
            fault(build, &where, E112, "write { … } after the id, without a comma",
                  "nothing follows the id");
        else if (from->value && !from->is_used && !load->is_partial)
            fault(build, &where, E112, "write it inside of a scene's { … }",
                  "the option stands in no scene");
    }
}

static void build_contents(struct build *build) {
    struct scenario *scenario = build->scenario;
    build_header(build);
    for (int i = 0; i < scenario->expert_count; i++)
        build_expert(build, &build->experts_made[i], build->from[DECLARED_EXPERT][i]);
    for (int i = 0; i < scenario->card_count; i++)
        build_card(build, &build->cards_made[i], build->from[DECLARED_CARD][i]);
    for (int i = 0; i < scenario->rule_count; i++)
        build_rule(build, &build->rules_made[i], build->from[DECLARED_RULE][i]);
    for (int i = 0; i < scenario->checkpoint_count; i++)
        build_checkpoint(build, &build->checkpoints_made[i], build->from[DECLARED_CHECKPOINT][i]);
    for (int i = 0; i < scenario->scene_count; i++)
        build_scene(build, &build->scenes[i], build->from[DECLARED_SCENE][i]);
    for (int i = 0; i < scenario->ending_count; i++)
        build_ending(build, &build->endings[i], build->from[DECLARED_ENDING][i]);
    check_loose_options(build);
}

static void keep_sources(struct build *build) {
    struct load *load = build->load;
    struct source *sources = build_array(build, (size_t)load->file_count, sizeof *sources);
    for (int i = 0; sources && i < load->file_count; i++) {
        const struct buf *bytes = &load->files[i].bytes;
        char *text = arena_text(build->scenario->arena, buf_cstr(bytes), bytes->len);
        sources[i] = (struct source){load->files[i].path, text, bytes->len};
        load->no_memory = load->no_memory || !text;
    }
    build->scenario->sources = sources;
    build->scenario->source_count = load->file_count;
}

struct scenario *build_scenario(struct load *load) {
    struct scenario *scenario = arena_alloc(load->arena, sizeof *scenario);
    if (!scenario) {
        load->no_memory = true;
        return NULL;
    }
    scenario->arena = load->arena;
    scenario->start = -1;
    struct build build = {.load = load,
                          .scenario = scenario,
                          .suggest_left = SUGGEST_MOST,
                          .knows_words = !load->is_partial && !load->is_nameless,
                          .knows_ids = !load->is_partial && !load->is_nameless,
                          .knows_facts = true};
    if (!build_outline(&build))
        return NULL;
    build_contents(&build);
    keep_sources(&build);
    if (!load->is_partial && !load->no_memory)
        check_graph(&build);
    struct err err = {0};
    if (load->no_memory || load->report->errors > load->errors_before)
        return NULL;
    if (!scenario_finish(scenario, &err)) {
        load->no_memory = true;
        return NULL;
    }
    return scenario;
}
