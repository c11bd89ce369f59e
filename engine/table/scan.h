/* One line of a decision log, as far as scoring needs it.
 *
 * Two ways lead to the same result: a scanner for lines as this program writes them (the fields of
 * the type in their order, no blanks), which points into the line and allocates nothing; and the
 * tolerant reader of the record room for every other line, which costs some thirty times as much.
 * A line says what hash the line before it has; columns_file.c compares the two. */
#ifndef TABLE_SCAN_H
#define TABLE_SCAN_H

#include "base/arena.h"
#include "base/err.h"
#include "record/record.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Bytes inside the line (or, on the tolerant way, in the scanner's arena). at NULL: null. */
struct span {
    const char *at;
    size_t len;
};
bool span_equal(struct span a, struct span b);
bool span_is(struct span span, const char *text);

enum { SCAN_OPTIONS_MAX = 16 };

/* Numbers are RECORD_NULL where the line says null. */
struct scan_line {
    enum record_type type;
    int64_t seq, at_ms, t_ms;
    struct span session;
    struct span prev; /* the hash that the line says the line before has; NULL: null */
    bool same_head;   /* the fields below are those of the line before: nothing to compare */
    struct span agent, team, scenario, level, mode;
    int64_t version;

    /* start */
    struct span scenario_sha256;
    /* start, decision, timeout */
    struct span timing;
    int64_t clock, target_s;
    /* scene, decision, timeout */
    struct span scene;
    /* decision, timeout */
    struct span node, key, option, stance, escalation, skill, also_skill;
    int option_count;
    int category_count; /* 0: null */
    int credit_count;
    int withheld_count;
    int stop_count;
    int escalating;            /* of the options shown */
    uint32_t escalating_place; /* which of them, as bits */
    int64_t credit, category, escalated, exposure, panel_n, expects, confidence, latency_ms,
        reading_ms, words;
    int needed_count, seen_count, needed_seen; /* evidence; needed_seen: of both */
    int64_t needed_weight, seen_weight;        /* ten-thousandths, summed; seen: of the needed */
    bool has_odd_weight;                       /* one of them is not between 0 and 1 */
    /* end */
    int64_t complete;
    /* last, and set only as far as the counts say */
    struct span options[SCAN_OPTIONS_MAX];
    int64_t option_categories[SCAN_OPTIONS_MAX];
    int64_t stops[SCAN_OPTIONS_MAX];
    int64_t credits[SCAN_OPTIONS_MAX]; /* ten-thousandths */
    struct span withheld[SCAN_OPTIONS_MAX];
    int64_t withheld_categories[SCAN_OPTIONS_MAX], withheld_credits[SCAN_OPTIONS_MAX];
};

struct scanner;
struct scanner *scanner_create(void);          /* NULL: out of memory */
void scanner_destroy(struct scanner *scanner); /* NULL is fine */

/* Before the first line of every file. */
void scanner_reset(struct scanner *scanner);

/* Spans live until the next call and as long as the line. False: *err says what is wrong with the
 * line. Lines of unknown types come out as RECORD_UNKNOWN with their head. */
bool scan_line(struct scanner *scanner, const char *line, size_t len, struct scan_line *out,
               struct err *err);

/* How many lines took the tolerant way, for benches and tests. */
int64_t scanner_tolerated(const struct scanner *scanner);

#endif
