/* The key of a decision: what each option shown is worth, from the panel's ratings or votes, by
 * integer arithmetic so that every machine writes the same bytes.
 *
 * Rating panels: S_o = sum of m ratings, D = max(S_max − S_min, 3m), gap = S_max − S_o,
 *   credit = floor((10000 (D − gap) + D/2) / D), best (2) if 100 (D − gap) ≥ 85 D and S_o ≥ 5m,
 *   acceptable (1) if 100 (D − gap) ≥ 40 D and S_o ≥ 4m, else poor (0).
 * Vote panels: credit = votes / most votes; 2 from 0.85, 1 from 0.33.
 * An author's credits (no panel): 2 from 0.85, 1 from 0.40; never scored.
 * A critical option is always category 0. Everything is taken over the options shown.
 *
 * Keys follow the rules of the log that they stand in. Rules 1: the above. Rules 2: where a panel
 * calls no option acceptable, every category is 0, the key is ambiguous and nobody is scored by it;
 * of ratings, credit = floor((10000 S_max (D − gap) + floor(7mD/2)) / (7mD)), so that the highest
 * of poor options does not earn 1.
 * Source: docs/scoring.md, "Keys". */
#ifndef MODEL_KEY_H
#define MODEL_KEY_H

#include "model/rules.h"
#include "model/scenario.h"

struct key {
    enum key_status status;
    int count;                       /* options shown */
    int credit[OPTIONS_SHOWN_MAX];   /* ten-thousandths; -1 where the option has none */
    int category[OPTIONS_SHOWN_MAX]; /* 0, 1, 2; -1 where the option has no credit */
    int votes[OPTIONS_SHOWN_MAX];    /* experts who named it best (a tie without `best`: each of the
                                        tied) */
    int rating_sum[OPTIONS_SHOWN_MAX]; /* 0 in a vote panel */
    int experts;                       /* m */
    int expects;    /* mean of the panel's, ten-thousandths of 1; -1: none said */
    int categories; /* distinct categories among the options shown */
    enum escalation
        escalation; /* resolved: the panel's class from 5 answers on, else the author's */
};

/* `shown` holds `count` (at most OPTIONS_SHOWN_MAX) indices into scene->options, in the order
 * shown. `rules`: of the log; below 2 means 1. */
void key_compute(const struct scene *scene, const int *shown, int count, int rules,
                 struct key *out);

/* The name of a key: first 16 hexadecimal digits of SHA-256 over [[id, credit, category, votes]…]
 * as JSON, in authored order, so that it does not depend on the order shown. `shown` is what the
 * key was computed over. False: no memory. */
bool key_id(const struct scene *scene, const int *shown, const struct key *key, char out[17]);

/* As logs of rules 1 have it: over [credits, categories, votes], in the order shown. */
bool key_id_shown(const struct key *key, char out[17]);

/* What the panel would open: items named by at least half of the experts who said, with the share
 * (ten-thousandths); where none said, the author's evidence at full weight. Sorted as the author
 * lists cards and facts. Returns how many were written; more than `max` are left out. */
struct needed {
    struct evidence evidence;
    int weight;
};
int evidence_needed(const struct scenario *scenario, const struct scene *scene, struct needed *out,
                    int max);
enum { EVIDENCE_MAX = 64 };

/* The expert's first choice among the options shown: indices into `shown` as bits. */
uint32_t panel_row_best(const struct panel_row *row, const int *shown, int count);

/* Of the first `count` options (those offered come first): the position of the one that most
 * experts named best, other than `except` (-1: any); the first of several; -1: nobody named one. */
int key_most_voted(const struct key *key, int count, int except);

/* At least half of the experts named the option at `position` best. Fewer: a minority did. With
 * ties between an expert's own highest options two may be named best. */
bool key_is_named_best(const struct key *key, int position);

/* The first row with a reason among the experts who named the option at `position` best; or NULL.
 */
const struct panel_row *panel_reason(const struct panel *panel, const int *shown, int count,
                                     int position);

#endif
