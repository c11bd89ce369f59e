/* How many decisions are still to come: the fewest and the most, whatever the shape of the graph.
 */
#include "session/path.h"

#include "support/cmocka.h"
#include "support/load.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char head[] =
    "scenario 'test/path' { format = 1, version = 1, title = 't', summary = 's', industry = 'it', "
    "channel = 'chat', locale = 'en', skills = { 'evidence' }, difficulty = 1, start = 'a', "
    "agent = { role = 'r', brief = 'b' }, customer = { name = 'n', about = 'a' }, "
    "mood = { anger = 0, trust = 0 } }\n"
    "local function o(id, to) return option(id) { say = id, to = to, credit = 1 } end\n"
    "ending 'end_' { title = 'e', customer = 'c', outcome = { resolved = true, retained = true, "
    "compliant = true, csat = 5, cost = 0 } }\n";

static const struct {
    const char *name, *scenes, *scene;
    int fewest, most;
} rows[] = {
    {"one decision", "scene 'a' { customer = 'x', o('p', 'end_'), o('q', 'end_') }", "a", 1, 1},
    {"a short and a long way",
     "scene 'a' { customer = 'x', o('p', 'end_'), o('q', 'b') }"
     "scene 'b' { customer = 'x', o('p', 'c'), o('q', 'end_') }"
     "scene 'c' { customer = 'x', o('p', 'end_'), o('q', 'end_') }",
     "a", 1, 3},
    {"a scene that only speaks does not count",
     "scene 'a' { customer = 'x', o('p', 'b'), o('q', 'b') }"
     "scene 'b' { customer = 'x', to = 'c' }"
     "scene 'c' { customer = 'x', o('p', 'end_'), o('q', 'end_') }",
     "a", 2, 2},
    {"seen from the speaking scene",
     "scene 'a' { customer = 'x', o('p', 'b'), o('q', 'b') }"
     "scene 'b' { customer = 'x', to = 'c' }"
     "scene 'c' { customer = 'x', o('p', 'end_'), o('q', 'end_') }",
     "b", 1, 1},
    {"round in circles",
     "scene 'a' { customer = 'x', o('p', 'b'), o('q', 'a') }"
     "scene 'b' { customer = 'x', o('p', 'end_'), o('q', 'end_') }",
     "a", 2, -1},
    {"behind the circle it ends",
     "scene 'a' { customer = 'x', o('p', 'b'), o('q', 'a') }"
     "scene 'b' { customer = 'x', o('p', 'end_'), o('q', 'end_') }",
     "b", 1, 1},
    {"a circle through two",
     "scene 'a' { customer = 'x', o('p', 'b'), o('q', 'b') }"
     "scene 'b' { customer = 'x', o('p', 'a'), o('q', 'c') }"
     "scene 'c' { customer = 'x', o('p', 'end_'), o('q', 'end_') }",
     "a", 3, -1},
};

static void ranges_are_right(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[4096];
        snprintf(text, sizeof text, "%s%s", head, rows[i].scenes);
        struct scenario *scenario = load_text(text);
        struct path_range *out = calloc((size_t)scenario->scene_count, sizeof *out);
        assert_true(path_ranges(scenario, out));
        int scene = scenario_find_scene(scenario, rows[i].scene);
        if (out[scene].fewest != rows[i].fewest || out[scene].most != rows[i].most)
            fail_msg("%s: %d to %d, should be %d to %d", rows[i].name, out[scene].fewest,
                     out[scene].most, rows[i].fewest, rows[i].most);
        free(out);
        scenario_destroy(scenario);
    }
}

static void shipped_calls_come_to_an_end(const char *path) {
    struct scenario *scenario = load_shipped(path);
    struct path_range *out = calloc((size_t)scenario->scene_count, sizeof *out);
    assert_true(path_ranges(scenario, out));
    for (int i = 0; i < scenario->scene_count; i++) {
        assert_true(out[i].fewest >= (scenario->scenes[i].option_count > 0));
        assert_true(out[i].most < 0 || out[i].most >= out[i].fewest);
    }
    free(out);
    scenario_destroy(scenario);
}

static void shipped(void **state) {
    (void)state;
    each_shipped(shipped_calls_come_to_an_end);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(ranges_are_right),
                                       cmocka_unit_test(shipped)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
