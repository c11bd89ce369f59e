/* What counts: the measurement set of docs/scoring.md, "Which decisions count".
 *
 * A decision is measured when its mode is assessment or practice, the person has not met its node
 * at that level before (table/meetings.h, over all logs given, whatever the filter), its key is at
 * least as strong as asked for, and the filter takes it. The item is (node, options offered
 * and withheld, level, their categories): the same call in calm and in storm are two, and who did
 * not look up what an option needs meets the same item as who did. All of these make the scale; a
 * person's own numbers rest on first meetings at any level, of the last days (`in_window`): who met
 * the calm version has seen its debrief.
 *
 * Missing, and counted apart: decisions of an assessment during which the machine slept, and
 * timeouts at adjusted timing. Nothing is dropped for being fast, wrong or odd. */
#ifndef SCORE_DATASET_H
#define SCORE_DATASET_H

#include "table/columns.h"
#include "table/log_filter.h"

enum { DATASET_WINDOW_DAYS = 180, DATASET_WINDOW_DAYS_MAX = 36500 };
#define DATASET_DAY_MS INT64_C(86400000)

struct dataset_request {
    enum key_status keys; /* the weakest that counts */
    int64_t as_of_ms;     /* later records do not exist; INT64_MAX: the latest `at` */
    int window_days;      /* of a person's numbers; 0: DATASET_WINDOW_DAYS */
    bool by_team; /* what a person decided in two teams is kept apart, as if they were two */
    struct log_filter filter;
    const int32_t *person_of; /* borrowed: for each text the text that names the person of that
                                 id; NULL: every id is a person of its own */
};

struct item {
    int32_t scenario;             /* among dataset.scenarios */
    int32_t scene, node, choices; /* texts */
    uint8_t level, categories;    /* bits, as in the columns */
    int top;                      /* highest category on the item's own scale; 0: nothing to tell */
    /* The latest word counts: what the panel expects of a newly certified agent (ten-thousandths;
     * −1: nobody said), how many experts they are, and what a choice of each place on the item's
     * own scale earns in the mean, 0 … 1 (NAN: not known). */
    int expects, panel_n;
    double credit[3];
    int n; /* measured decisions */
};

/* One measured decision. */
struct measured {
    int32_t row; /* in the columns */
    int32_t agent, item;
    int8_t x; /* category on the item's own scale: 0 … top; a timeout is 0; −1: no category */
    bool is_timeout;
    bool in_window; /* counts for the person: first at any level, and not too old */
};

struct dataset_agent {
    int32_t text, team;        /* team: of the latest session, or the one team; −1: none */
    int32_t first, count;      /* measured decisions, in order of time */
    int32_t sessions, ended;   /* measurable sessions begun, ended */
    int32_t window, scenarios; /* measured decisions in the window, and calls they are from */
    /* decisions that count nowhere: played in previews; shown in calls then left for days; of
     * assessments during which the machine slept; timeouts at adjusted timing */
    int32_t previewed, left, suspended, adjusted;
    int32_t by_key[KEY_STATUS_COUNT]; /* first exposures by key, counted or not */
};

struct dataset {
    const struct columns *columns; /* borrowed */
    enum key_status keys;
    bool is_provisional;      /* keys weaker than operational count */
    bool by_team;             /* of the request */
    struct log_filter filter; /* of the request; its texts are borrowed */
    int64_t as_of_ms;         /* INT64_MIN: there is no record */
    int window_days;
    int32_t window; /* measured decisions that count for a person */
    int32_t count;
    struct measured *measured; /* by agent, then time */
    int32_t agents;
    struct dataset_agent *agent; /* everybody whose sessions the filter takes, by name */
    int32_t items;
    struct item *item; /* by scenario, scene, node, level, options */
    int32_t scenarios;
    int32_t *scenario;                /* texts, in byte order */
    int64_t by_key[KEY_STATUS_COUNT]; /* first exposures by key, counted or not */
    int32_t *panel_rows;              /* rows of panel mode, for the panel's own rates */
    int32_t panel_count;
    int32_t *ambiguous_rows; /* first exposures whose key the panel does not agree on */
    int32_t ambiguous_count;
    int32_t filtered_out; /* sessions that the filter does not take */
};

/* NULL: out of memory. */
struct dataset *dataset_create(const struct columns *columns, const struct dataset_request *request,
                               struct err *err);
/* The item of any decision, measured or not; −1: nobody's measured decision is of it. */
int32_t dataset_item_of_row(const struct dataset *dataset, int32_t row);
void dataset_destroy(struct dataset *dataset); /* NULL is fine */

#endif
