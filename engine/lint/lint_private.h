/* Shared by the files of the room. */
#ifndef LINT_LINT_PRIVATE_H
#define LINT_LINT_PRIVATE_H

#include "lint/lint.h"

struct lint {
    const struct scenario *scenario;
    const struct explore_result *explored;
    const struct lint_sink *sink;
    bool failed; /* out of memory */
};

/* Hands a finding on; the text is made from `format`. */
void lint_tell(struct lint *lint, struct lint_finding finding, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* About a scene, or one of its options (-1: none). */
struct lint_finding lint_of_scene(const struct lint *lint, enum lint_code code, int scene,
                                  int option, const char *fix);

void lint_reach(struct lint *lint);     /* W201, W202, W214 */
void lint_decisions(struct lint *lint); /* W203, W204, W205, W226 */
void lint_unused(struct lint *lint);    /* W216, W217 */

#endif
