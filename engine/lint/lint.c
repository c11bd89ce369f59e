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

bool lint_run(const struct scenario *scenario, const struct explore_result *explored,
              const struct lint_sink *sink, struct err *err) {
    struct lint lint = {scenario, explored, sink, false};
    lint_reach(&lint);
    lint_decisions(&lint);
    lint_unused(&lint);
    return !lint.failed || err_memory(err);
}
