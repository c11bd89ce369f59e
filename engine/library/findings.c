#include "library/findings.h"

#include "base/file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void findings_finish(struct findings *findings) {
    free(findings->explained);
    free(findings->remarks);
    script_report_finish(&findings->report);
    *findings = (struct findings){0};
}

/* The nearest explanation: the option's, its scene's, the scenario's. */
static const struct script_accept *explanation_of(const struct script_report *report,
                                                  const struct finding *finding) {
    const struct script_accept *nearest = NULL;
    for (int i = 0; i < report->accepted_count; i++) {
        const struct script_accept *accept = &report->accepted[i];
        bool fits = accept->code == finding->code &&
                    (accept->scene < 0 || accept->scene == finding->scene) &&
                    (accept->option < 0 || accept->option == finding->option);
        if (fits)
            nearest = accept; /* they are sorted: scenario, scenes, options */
    }
    return nearest;
}

static void explain(struct findings *findings, const struct finding *finding, const char *why) {
    size_t count = (size_t)findings->explained_count + 1;
    struct explained *grown = realloc(findings->explained, count * sizeof *grown);
    struct arena *arena = findings->report.arena;
    if (grown)
        findings->explained = grown;
    const char *text = arena_text(arena, finding->text, strlen(finding->text));
    if (!grown || !text) {
        findings->report.failed = true;
        return;
    }
    grown[findings->explained_count++] =
        (struct explained){finding->code, finding->place, text, why};
}

void findings_add(struct findings *findings, const struct finding *finding) {
    const struct script_accept *accept = explanation_of(&findings->report, finding);
    if (accept) {
        explain(findings, finding, accept->why);
        return;
    }
    script_report_add(&findings->report, finding->code, finding->place, finding->fix, "%s",
                      finding->text);
    if (finding->way)
        script_report_way(&findings->report, finding->way);
}

void findings_remark(struct findings *findings, struct place place, const char *text,
                     const char *fix) {
    size_t count = (size_t)findings->remark_count + 1;
    if (count > FINDINGS_REMARKS_MAX)
        return;
    if (!findings->report.arena)
        findings->report.arena = arena_create();
    struct arena *arena = findings->report.arena;
    if (!arena) {
        findings->report.failed = true;
        return;
    }
    struct remark *grown = realloc(findings->remarks, count * sizeof *grown);
    const char *kept = arena_text(arena, text, strlen(text));
    const char *kept_fix = fix ? arena_text(arena, fix, strlen(fix)) : NULL;
    const char *file = arena_text(arena, place.file, strlen(place.file));
    if (grown)
        findings->remarks = grown;
    if (!grown || !kept || !file || (fix && !kept_fix)) {
        findings->report.failed = true;
        return;
    }
    grown[findings->remark_count++] =
        (struct remark){{file, place.line, place.column}, kept, kept_fix};
}

void findings_summary(const struct findings *findings, const char *path, struct err *err) {
    const struct script_report *report = &findings->report;
    struct buf first = {0};
    for (int i = 0; i < report->count && !first.len; i++)
        if (report->items[i].severity == SEVERITY_ERROR)
            diagnostic_format(&report->items[i], &first);
    if (report->errors == 1 && first.len)
        err_set(err, ERR_CONTENT, "%s", first.data);
    else if (first.len)
        err_set(err, ERR_CONTENT, "%s has %d errors; the first: %s", path_name(path),
                report->errors, first.data);
    else
        err_set(err, ERR_CONTENT, "%s has errors", path_name(path));
    buf_finish(&first);
}

bool findings_cut(const struct findings *findings, char *out, size_t size) {
    char levels[64] = "";
    int states = 0;
    for (int level = 0; findings->is_explored && level < LEVEL_COUNT; level++) {
        if (findings->levels[level].is_complete)
            continue;
        size_t len = strlen(levels);
        snprintf(levels + len, sizeof levels - len, "%s%s", len ? ", " : "",
                 level_name((enum level)level));
        states += findings->levels[level].states;
    }
    if (!*levels)
        return false;
    snprintf(out, size,
             "the exploration is not complete at level %s: its budget was spent after %d states, "
             "and nothing is said about what lies beyond",
             levels, states);
    return true;
}
