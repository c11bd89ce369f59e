/* offscript graph: facts about the graph of a call, and its picture. */
#include "base/json.h"
#include "commands/graph_draw.h"
#include "commands/open.h"
#include "commands/words.h"
#include "session/explore.h"
#include "terminal/print.h"

#include <string.h>

enum format { FORMAT_TEXT, FORMAT_JSON, FORMAT_DOT, FORMAT_SVG, FORMAT_COUNT };

static const char *const format_names[FORMAT_COUNT] = {"text", "json", "dot", "svg"};

static int format_of(const char *name) {
    for (int i = 0; i < FORMAT_COUNT; i++)
        if (strcmp(format_names[i], name) == 0)
            return i;
    return -1;
}

struct graph {
    const struct scenario *scenario;
    struct graph_facts facts;
    struct explore_result explored;
};

static int count_options(const struct scenario *scenario) {
    int count = 0;
    for (int i = 0; i < scenario->scene_count; i++)
        count += scenario->scenes[i].option_count;
    return count;
}

static const char *id_at(const struct scenario *scenario, int place) {
    return place < scenario->scene_count ? scenario->scenes[place].id
                                         : scenario->endings[place - scenario->scene_count].id;
}

/* ---- JSON ---- */

/* The ids of those places whose mark is `wanted`. */
static void write_ids(struct buf *out, const char *key, const struct scenario *scenario,
                      const bool *marks, int count, bool wanted) {
    json_key(out, key);
    buf_char(out, '[');
    for (int i = 0; i < count; i++)
        if (marks[i] == wanted) {
            json_key(out, NULL);
            json_string(out, id_at(scenario, i));
        }
    buf_char(out, ']');
}

static void write_known(struct buf *out, const char *key, int value) {
    json_key(out, key);
    if (value >= 0)
        json_int(out, value);
    else
        buf_text(out, "null");
}

static void write_json(const struct graph *graph) {
    const struct scenario *scenario = graph->scenario;
    const struct graph_facts *facts = &graph->facts;
    const struct explore_level *level = &graph->explored.levels[LEVEL_STANDARD];
    struct buf out = {0};
    buf_text(&out, "{\"scenario\":");
    json_string(&out, scenario->id);
    write_known(&out, "scenes", scenario->scene_count);
    write_known(&out, "endings", scenario->ending_count);
    write_known(&out, "options", count_options(scenario));
    write_known(&out, "reachable", facts->reached);
    write_ids(&out, "unreachable", scenario, facts->is_reached,
              scenario->scene_count + scenario->ending_count, false);
    write_ids(&out, "dead_ends", scenario, facts->is_dead_end, scenario->scene_count, true);
    write_ids(&out, "trapped", scenario, facts->is_trapped, scenario->scene_count, true);
    json_key(&out, "cyclic");
    json_bool(&out, facts->is_cyclic);
    json_key(&out, "paths");
    json_string(&out, facts->is_cyclic ? NULL : buf_cstr(&facts->paths));
    write_known(&out, "shortest", facts->shortest);
    write_known(&out, "longest", facts->most);
    json_key(&out, "states");
    buf_text(&out, "{\"explored\":");
    json_int(&out, level->states);
    write_known(&out, "transitions", level->transitions);
    json_key(&out, "complete");
    json_bool(&out, level->is_complete);
    write_known(&out, "shortest", level->shortest);
    buf_text(&out, "}}\n");
    print_json(buf_cstr(&out), out.len);
    buf_finish(&out);
}

/* ---- text ---- */

static void print_ids(const char *what, const struct scenario *scenario, const bool *marks,
                      int count, bool wanted) {
    int told = 0;
    for (int i = 0; i < count; i++)
        if (marks[i] == wanted)
            print_out("%s%s", told++ ? ", " : what, id_at(scenario, i));
    if (told)
        print_out("\n");
}

static void print_paths(const struct graph_facts *facts) {
    if (facts->is_cyclic)
        print_out("Ways: without number, since the call can go in circles.\n");
    else if (facts->shortest < 0)
        print_out("Ways: none comes to an ending.\n");
    else
        print_out("Ways: %s, whatever the conditions; the shortest has %d decision%s, the longest "
                  "%d.\n",
                  buf_cstr(&facts->paths), facts->shortest, facts->shortest == 1 ? "" : "s",
                  facts->most);
}

static void print_states(const struct explore_level *level) {
    print_out(
        "States, with conditions respected (standard level): %d, with %d moves between them%s.",
        level->states, level->transitions,
        level->is_complete ? ""
                           : "; the exploration was cut, and nothing is said about what lies "
                             "beyond");
    if (level->shortest >= 0)
        print_out(" The shortest call has %d decision%s.", level->shortest,
                  level->shortest == 1 ? "" : "s");
    print_out("\n");
}

static void print_text(const struct graph *graph) {
    const struct scenario *scenario = graph->scenario;
    const struct graph_facts *facts = &graph->facts;
    int places = scenario->scene_count + scenario->ending_count;
    print_out("%s: %d scenes, %d endings, %d options\n", scenario->id, scenario->scene_count,
              scenario->ending_count, count_options(scenario));
    print_out("Reached from the start: %d of %d scenes and endings.\n", facts->reached, places);
    print_ids("Nothing leads to: ", scenario, facts->is_reached, places, false);
    print_ids("No way out: ", scenario, facts->is_dead_end, scenario->scene_count, true);
    print_ids("No ending can be reached from: ", scenario, facts->is_trapped, scenario->scene_count,
              true);
    print_paths(facts);
    print_states(&graph->explored.levels[LEVEL_STANDARD]);
}

/* ---- the command ---- */

static bool write_picture(const struct graph *graph, enum format format, struct err *err) {
    struct buf out = {0};
    bool ok = true;
    if (format == FORMAT_DOT)
        graph_dot(graph->scenario, &graph->facts, &out);
    else
        ok = graph_svg(graph->scenario, &graph->facts, &out);
    ok = ok && !out.failed;
    if (ok)
        print_json(buf_cstr(&out), out.len);
    buf_finish(&out);
    return ok || err_memory(err);
}

static bool tell(struct graph *graph, enum format format, struct err *err) {
    if (!graph_facts(graph->scenario, &graph->facts, err))
        return false;
    if (format == FORMAT_DOT || format == FORMAT_SVG)
        return write_picture(graph, format, err);
    if (!explore_run(graph->scenario, NULL, &graph->explored, err))
        return false;
    if (format == FORMAT_JSON)
        write_json(graph);
    else
        print_text(graph);
    return true;
}

static enum exit_status run(const struct command *command, struct words *words) {
    (void)command;
    struct err err = {0};
    struct paths paths;
    struct graph graph = {0};
    int format = FORMAT_TEXT;
    if (!words_choice(words, "format", format_of, "text, json, dot, svg", &format, &err) ||
        !paths_find(&paths, &err))
        return fail(&err);
    struct scenario *scenario = open_for_play(&paths, words->arguments[0], &err);
    if (!scenario)
        return fail(&err);
    graph.scenario = scenario;
    bool ok = tell(&graph, (enum format)format, &err);
    graph_facts_finish(&graph.facts);
    explore_finish(&graph.explored);
    scenario_destroy(scenario);
    return ok ? EXIT_DONE : fail(&err);
}

static const struct flag flags[] = {
    {"format", "FORMAT", "text (the default), json, dot for Graphviz, or svg"},
    {NULL, NULL, NULL},
};

const struct command command_graph = {
    .name = "graph",
    .arguments = "SCENARIO",
    .summary = "facts about the graph of a call, and its picture",
    .details =
        "How many ways there are through a call, which scenes nothing leads to, from which no "
        "ending\n"
        "can be reached, whether it goes in circles, and how long it is. An option whose `to` "
        "depends\n"
        "on a condition counts once for each place that it may lead to. In the picture each "
        "option\n"
        "stands with its credit and with what it does to the mood where its line begins; lines of\n"
        "dashes are timeouts.",
    .example = "offscript graph telecom/last_greeting --format svg > call.svg",
    .flags = flags,
    .least = 1,
    .most = 1,
    .run = run,
};
