/* What follows from one scenario alone: scenes that nothing reaches, decisions without a key, words
 * that stand twice. Pure: the scenario and what its exploration found go in, findings come out.
 * Each is a warning with its code (docs/diagnostics.md); what needs other files is the library's.
 */
#ifndef LINT_LINT_H
#define LINT_LINT_H

#include "model/scenario.h"
#include "session/explore.h"

enum lint_code {
    LINT_REMARK = 0, /* worth a look and no fault: it has no code and is never counted */
    LINT_UNREACHED = 201,
    LINT_NO_WAY_OUT = 202,
    LINT_ONE_OPTION = 203,
    LINT_NO_KEY = 204,
    LINT_SMALL_PANEL = 205,
    LINT_NO_SPREAD = 206,
    LINT_NO_AGREEMENT = 207,
    LINT_BEST_HIDDEN = 208,
    LINT_GIVE_AWAY = 209,
    LINT_ESCALATION_UNSAID = 210,
    LINT_ESCALATION_DIFFERS = 211,
    LINT_EVIDENCE_AWAY = 212,
    LINT_SAME_SCENE = 213,
    LINT_PATH_LENGTH = 214,
    LINT_READING_TIME = 215,
    LINT_UNUSED = 216,
    LINT_NO_LESSON = 217,
    LINT_FREE_FACT = 220,
    LINT_FEW_OFFERED = 221,
    LINT_CRITICAL_BEST = 222,
    LINT_NO_RULE = 223,
    LINT_PRAISED = 224,
    LINT_FORGOTTEN = 225,
    LINT_SAME_WORDS = 226,
    LINT_CONSTANT = 227,
    LINT_MARKUP = 229,
    LINT_WHEN_SEEN = 232,
};

/* Borrowed during the call. */
struct lint_finding {
    enum lint_code code;
    int scene, option; /* whom it is about; -1: none */
    struct place place;
    const char *key; /* of that declaration, which it speaks of; NULL: the whole */
    const char *text;
    const char *fix;                /* or NULL */
    const struct explore_step *way; /* the way there; way_count 0: it has none */
    int way_count;
};

struct lint_sink {
    void (*found)(void *self, const struct lint_finding *finding);
    void *self;
};

/* `explored` is of this scenario. What a cut exploration did not come to is not called unreached.
 * False: out of memory. */
bool lint_run(const struct scenario *scenario, const struct explore_result *explored,
              const struct lint_sink *sink, struct err *err);

#endif
