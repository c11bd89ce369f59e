/* Shared by the files of the room. */
#ifndef LINT_LINT_PRIVATE_H
#define LINT_LINT_PRIVATE_H

#include "lint/lint.h"
#include "model/condition.h"
#include "model/key.h"

enum { LINT_PANEL_LEAST = 5 }; /* experts of a pilot */

struct lint {
    const struct scenario *scenario;
    const struct explore_result *explored;
    const struct lint_sink *sink;
    struct slot_range *ranges; /* what each slot can hold: lint_conditions_prepare */
    int32_t *scratch;          /* room for condition_truth */
    bool failed;               /* out of memory */
};

/* Before all others; its memory is freed by lint_conditions_finish. False: out of memory. */
bool lint_conditions_prepare(struct lint *lint);
void lint_conditions_finish(struct lint *lint);

/* NULL is always true. */
enum condition_truth lint_truth(const struct lint *lint, const struct condition *condition);

/* Hands a finding on; the text is made from `format`. */
void lint_tell(struct lint *lint, struct lint_finding finding, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The key of all options of a decision together. False: it has none (no panel and no credit, a
 * checkpoint's proof, or more options than can be offered at once). */
bool lint_key(const struct scene *scene, struct key *out);

/* The words of an option as they are chosen. */
const char *lint_words(const struct option *option);

/* The same words, whatever their case and blanks. */
bool lint_same_text(const char *a, const char *b);

/* The first card or fact whose `seen` the option's `when` names; NULL: none. */
const char *lint_seen_by(const struct scenario *scenario, const struct option *option);

/* About a scene, or one of its options (-1: none). */
struct lint_finding lint_of_scene(const struct lint *lint, enum lint_code code, int scene,
                                  int option, const char *fix);

void lint_reach(struct lint *lint);      /* W201, W202, W214 */
void lint_decisions(struct lint *lint);  /* W203, W204, W205, W210, W215, W226 */
void lint_panels(struct lint *lint);     /* W206, W207, W208, W211, W222 */
void lint_give_aways(struct lint *lint); /* W209 */
void lint_looks(struct lint *lint);      /* W212, W220, W221, W232 */
void lint_writing(struct lint *lint);    /* W213, W229 */
void lint_unused(struct lint *lint);     /* W216, W217 */
void lint_breaches(struct lint *lint);   /* W223, W224, W225 */
void lint_conditions(struct lint *lint); /* W227 */

#endif
