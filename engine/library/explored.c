#include "library/explored.h"

void explored_way(const struct scenario *scenario, const struct explore_step *steps, int count,
                  struct buf *out) {
    char word[200];
    for (int i = 0; i < count; i++) {
        explore_step_text(scenario, &steps[i], word, sizeof word);
        if (*word)
            buf_printf(out, "%s%s", out->len ? " " : "", word);
    }
}

static void add_fault(const struct scenario *scenario, const struct explore_fault *fault,
                      struct findings *findings) {
    char text[400];
    struct buf way = {0};
    bool is_hidden = fault->kind == EXPLORE_HIDDEN;
    const struct scene *scene = &scenario->scenes[fault->scene];
    explore_fault_text(scenario, fault, text, sizeof text);
    explored_way(scenario, fault->way, fault->way_count, &way);
    script_report_add(&findings->report, is_hidden ? E119 : E121, scene->place,
                      is_hidden ? "give the scene one option without `when` and without `once`"
                                : "give some options conditions that exclude each other",
                      "scene '%.64s': %s", scene->id, text);
    script_report_way(&findings->report, buf_cstr(&way));
    findings->report.failed = findings->report.failed || way.failed;
    buf_finish(&way);
}

bool explored_add(const struct scenario *scenario, struct explore_result *result,
                  struct findings *findings, struct err *err) {
    if (!explore_run(scenario, NULL, result, err))
        return false;
    for (int i = 0; i < result->fault_count; i++) /* the others are warnings: the lint room's */
        if (result->faults[i].kind == EXPLORE_HIDDEN || result->faults[i].kind == EXPLORE_CROWDED)
            add_fault(scenario, &result->faults[i], findings);
    for (int level = 0; level < LEVEL_COUNT; level++)
        findings->levels[level] = (struct explored_level){result->levels[level].is_complete,
                                                          result->levels[level].states};
    findings->is_explored = true;
    script_report_sort(&findings->report);
    return true;
}
