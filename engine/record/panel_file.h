/* The collected panel, `<name>.panel.json` beside a scenario: what real experts answered, alone and
 * blind. Its ratings take the place of the illustrative panel, decision by decision. Format and
 * hash: docs/decision-log.md, "Collected panels". */
#ifndef RECORD_PANEL_FILE_H
#define RECORD_PANEL_FILE_H

#include "base/buf.h"
#include "model/scenario.h"

enum {
    PANEL_BYTES_MAX = 16 << 20,
    PANEL_OPERATIONAL_MIN = 10, /* experts */
    PANEL_PILOT_MIN = 5,
};

struct panel_expert {
    const char *id, *who;
};

struct panel_rate {
    const char *option;
    int rating; /* 1..7 */
};

/* One expert's answer about one decision. Texts may be NULL where the expert did not say. */
struct panel_rating {
    const char *node, *expert;
    int64_t at_ms;                  /* since 1970 UTC */
    const struct panel_rate *rates; /* by option id in byte order */
    int rate_count;                 /* -1: null, only `best` is given */
    const char *best;
    enum escalation escalate;
    const char *const *opens; /* as given */
    int opens_count;          /* -1: the expert did not say */
    int expects;              /* 0..100, -1 */
    const char *because;
};

/* What a tool found about one decision's ratings; believed only while panel_sha256 matches. */
struct panel_key {
    const char *node;
    enum key_status status;
    int64_t m;
    int64_t w, ad, stability; /* ten-thousandths, INT64_MIN: not given */
    const char *panel_sha256;
};

/* The texts of a rated decision as the experts read them: what a changed one is compared with.
 * Names are "customer", "prompt", the ids of options, and whatever else the file has. */
struct panel_text {
    const char *name, *text;
};
struct panel_node {
    const char *node, *scene; /* content hash, and the scene's id then */
    const struct panel_text *texts;
    int text_count;
};

/* A person said that a change did not touch the decision: both nodes are one item. */
struct panel_lineage {
    const char *from, *to; /* nodes; the direction does not matter */
    int64_t at_ms;
    const char *by, *why; /* or NULL */
};

struct panel_file {
    struct arena *arena;
    const char *scenario; /* id */
    struct panel_expert *experts;
    struct panel_rating *ratings; /* merged: by node, then expert, in byte order */
    struct panel_key *keys;
    struct panel_node *nodes;
    struct panel_lineage *lineage; /* by time, then nodes */
    int expert_count, rating_count, key_count, node_count, lineage_count;
};

/* What a person should know of ratings that wait (W230). */
struct panel_note {
    int scene;        /* of the scenario; -1: it no longer has the scene, or nobody knows which */
    const char *text; /* in the scenario's arena */
};
struct panel_notes {
    const struct panel_note *items;
    int count;
};

/* "late_refund.lua" → "late_refund.panel.json". False: does not fit. */
bool panel_path(char *out, size_t size, const char *scenario_path);

/* Reads and merges: of several ratings of one decision by one expert the later `at` counts, of
 * equal ones the later in the file. `name` stands in messages. Finish it in either case. */
bool panel_parse(const char *text, size_t len, const char *name, struct panel_file *out,
                 struct err *err);
void panel_finish(struct panel_file *file);

/* The whole file as JSON, one rating a line. */
void panel_write(const struct panel_file *file, struct buf *out);

/* SHA-256 over `count` ratings (one per expert, sorted by expert) and, where there is any, the
 * lineage that joins their nodes. False: out of memory. */
bool panel_sha256(const struct panel_rating *const *ratings, int count,
                  const struct panel_lineage *const *lineage, int lineage_count, char out[65]);

/* Puts the panel in place. What it needs goes into the scenario's arena: the experts to its
 * experts, and the file to its sources as `path` (relative to the scenario's folder). Lineage joins
 * nodes into sets: ratings of any node of a decision's set are its own, merged by expert, the later
 * counts. An entry that would join two decisions of the scenario is passed over, and noted.
 *
 * Ratings of a decision that was changed and not joined wait: until somebody decides, its key is
 * none, and the illustrative panel does not take their place; `notes` (or NULL) says so. Under the
 * `rules` 1 of an old log the illustrative panel does (0: as now). `opens` that the scenario does
 * not know are left aside.
 *
 * A decision's status is the key's where the hash matches and there are experts enough (10 for
 * operational, 5 for pilot), else pilot from 5 experts on, else ambiguous. False: *err says why and
 * the scenario is not fit for use. */
bool panel_apply(struct scenario *scenario, const char *path, const char *text, size_t len,
                 int rules, struct panel_notes *notes, struct err *err);

/* panel_apply of the file beside `scenario_path`, if there is one. */
bool panel_apply_beside(struct scenario *scenario, const char *scenario_path,
                        struct panel_notes *notes, struct err *err);

#endif
