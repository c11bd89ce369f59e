/* A frozen calibration: the parameters of the decisions at one time, as a file, so that scores of
 * different weeks stand on one scale. What may be said about a person also depends on whom the
 * decisions were calibrated on; that stands in the file, too.
 *
 * File: one JSON document, `{"format":"offscript-calibration","v":1, …}`; docs/scoring.md,
 * "Calibration files". */
#ifndef SCORE_CALIBRATION_H
#define SCORE_CALIBRATION_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "stats/irt_model.h"

enum { CALIBRATION_VERSION = 1, CALIBRATION_FILE_MAX = 64 << 20 };

struct calibration_node {
    const char *scenario, *scene, *node, *level;
    const char *choices; /* ids of the options offered and withheld, sorted, a line feed each */
    unsigned categories; /* bits of their categories */
    int n;
    struct irt_node parameters; /* scenario number: unused */
};

struct calibration {
    struct arena *arena; /* owns all texts */
    char id[17];         /* of the content: what scores name */
    const char *as_of, *keys;
    double a, sigma;
    int agents;                /* that it was fitted on */
    double pool_mean, pool_sd; /* of their θ */
    bool has_expected;         /* what the panel expects of a newly certified agent, in logits */
    double expected_eta, expected_se;
    int count;
    struct calibration_node *nodes;
};

/* NULL: *err says what is wrong with the file. `name` stands in messages. */
struct calibration *calibration_parse(const char *bytes, size_t len, const char *name,
                                      struct err *err);
struct calibration *calibration_load(const char *path, struct err *err);
void calibration_destroy(struct calibration *calibration); /* NULL is fine */

/* The node, or NULL: it was not calibrated. */
const struct calibration_node *calibration_find(const struct calibration *calibration,
                                                const char *scenario, const char *scene,
                                                const char *node, const char *level,
                                                const char *choices, unsigned categories);

#endif
