/* What the door found in one scenario: errors and warnings with their places, the warnings that the
 * author explained, and how far the exploration went. */
#ifndef LIBRARY_FINDINGS_H
#define LIBRARY_FINDINGS_H

#include "script/script.h"
#include "session/explore.h"

/* A warning that `accept = { W214 = "why" }` explains. It is shown and no longer counted. */
struct explained {
    int code;
    struct place place;
    const char *text, *why; /* in the report's arena */
};

/* Worth a look and no fault: it has no code and is never counted. */
struct remark {
    struct place place;
    const char *text, *fix; /* in the report's arena; fix may be NULL */
};

struct explored_level {
    bool is_complete; /* nothing was left out for the budget */
    int states;
};

/* Zero it before the first use. */
struct findings {
    struct script_report report;
    struct explained *explained;
    int explained_count;
    struct remark *remarks; /* at most FINDINGS_REMARKS_MAX are kept */
    int remark_count;
    bool is_explored;                          /* levels are filled */
    struct explored_level levels[LEVEL_COUNT]; /* how far the exploration came */
};

void findings_finish(struct findings *findings);

/* A warning about the whole scenario (scene -1), a scene (option -1) or an option: it goes to the
 * report, or to `explained` where an `accept` of the option, its scene or the scenario names its
 * code. `fix` and `way` may be NULL. */
struct finding {
    int code;
    int scene, option;
    struct place place;
    const char *text, *fix, *way;
};
void findings_add(struct findings *findings, const struct finding *finding);

enum { FINDINGS_REMARKS_MAX = 200 };
void findings_remark(struct findings *findings, struct place place, const char *text,
                     const char *fix);

/* ERR_CONTENT with the first error and its place: "x.lua:12: error E119: …"; before it, where there
 * are more, how many. `path` is the scenario's file. */
void findings_summary(const struct findings *findings, const char *path, struct err *err);

/* "The exploration was cut …" where it was; false: it was not. */
bool findings_cut(const struct findings *findings, char *out, size_t size);

#endif
