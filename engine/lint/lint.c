#include "lint/lint_private.h"

#include <stdarg.h>
#include <stdio.h>

void lint_tell(struct lint *lint, struct lint_finding finding, const char *format, ...) {
    char text[600];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    finding.text = text;
    lint->sink->found(lint->sink->self, &finding);
}

struct lint_finding lint_of_scene(const struct lint *lint, enum lint_code code, int scene,
                                  int option, const char *fix) {
    const struct scene *of = &lint->scenario->scenes[scene];
    return (struct lint_finding){.code = code,
                                 .scene = scene,
                                 .option = option,
                                 .place = option < 0 ? of->place : of->options[option].place,
                                 .fix = fix};
}

bool lint_key(const struct scene *scene, struct key *out) {
    int all[OPTIONS_SHOWN_MAX];
    if (scene->checks || scene->option_count < 2 || scene->option_count > OPTIONS_SHOWN_MAX)
        return false;
    for (int i = 0; i < scene->option_count; i++)
        all[i] = i;
    key_compute(scene, all, scene->option_count, RULES_NOW, out);
    for (int i = 0; i < out->count; i++)
        if (out->credit[i] >= 0)
            return true;
    return false;
}

const char *lint_words(const struct option *option) {
    return option->say ? option->say : option->act;
}

bool lint_run(const struct scenario *scenario, const struct explore_result *explored,
              const struct lint_sink *sink, struct err *err) {
    struct lint lint = {.scenario = scenario, .explored = explored, .sink = sink};
    if (!lint_conditions_prepare(&lint)) {
        lint_conditions_finish(&lint);
        return err_memory(err);
    }
    lint_reach(&lint);
    lint_decisions(&lint);
    lint_panels(&lint);
    lint_give_aways(&lint);
    lint_looks(&lint);
    lint_writing(&lint);
    lint_unused(&lint);
    lint_breaches(&lint);
    lint_conditions(&lint);
    lint_conditions_finish(&lint);
    return !lint.failed || err_memory(err);
}
