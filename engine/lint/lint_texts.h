/* Every text and every condition of a scenario, one after another, with its place. */
#ifndef LINT_LINT_TEXTS_H
#define LINT_LINT_TEXTS_H

#include "model/condition.h"

struct lint_owner {
    int scene, option; /* -1: none */
    struct place place;
    const char *key; /* under which it stands there: "say"; of a nudge, a fact, a row: its list */
};

struct lint_visitor {
    void (*text)(void *self, const struct lint_owner *owner, const char *text); /* or NULL */
    void (*condition)(void *self, const struct lint_owner *owner,
                      const struct condition *condition);               /* `when`; or NULL */
    void (*expression)(void *self, const struct condition *expression); /* a result; or NULL */
    void *self;
};

/* Texts that people see or hear, as authored; NULL ones and conditions that are not given are left
 * out. Of illustrative panels the reasons, too. */
void lint_visit(const struct scenario *scenario, const struct lint_visitor *visitor);

#endif
