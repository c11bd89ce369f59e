/* Between scan.c (the fast way) and scan_tolerant.c. */
#ifndef TABLE_SCAN_PRIVATE_H
#define TABLE_SCAN_PRIVATE_H

#include "table/scan.h"

enum { VALUE_ITEMS_MAX = EVIDENCE_SEEN_MAX, PLAN_FIELDS_MAX = 80 };

enum { KEY_BYTES = 32 };
struct plan_field {
    char key[KEY_BYTES]; /* `,"name":`, then zeros */
    uint64_t mask[KEY_BYTES / 8];
    uint8_t words; /* of eight bytes that the key reaches into */
    uint8_t key_len, field, kind;
    bool is_new;    /* logs of rules 1 do not have it */
    int16_t offset; /* of a single value in struct scan_line; KEEP_NOT, KEEP_LIST */
};
enum { KEEP_NOT = -1, KEEP_LIST = -2 };

struct plan {
    enum record_type type;
    int count;
    struct plan_field field[PLAN_FIELDS_MAX];
};

/* One field's value, by its kind. */
struct value {
    struct span text;
    int64_t number;
    int count; /* of the list; 0: empty or null */
    struct span items[VALUE_ITEMS_MAX];
    int64_t numbers[VALUE_ITEMS_MAX];
    int64_t credits[VALUE_ITEMS_MAX]; /* of options withheld; `numbers` are their categories */
};

struct scanner {
    struct plan plan[RECORD_TYPE_COUNT];
    struct value value;
    struct span evidence[VALUE_ITEMS_MAX]; /* evidence_needed, until evidence_seen comes */
    int64_t weight[VALUE_ITEMS_MAX];
    int evidence_count;
    char head[2048]; /* `,"agent":…"mode":…` of the line before */
    size_t head_len; /* 0: none */
    char day[10];
    int64_t day_ms;
    bool has_escapes;    /* this line: a backslash somewhere */
    struct arena *arena; /* of the tolerant way; made anew now and then */
    int64_t tolerated;
};

/* Where a single value goes in struct scan_line, or KEEP_NOT, KEEP_LIST. */
int16_t scan_offset(enum field field);

/* Puts a value where scoring looks for it. False: not possible on the fast way. */
bool scan_keep(struct scanner *scanner, enum field field, const struct value *value,
               struct scan_line *out);

bool scan_tolerant(struct scanner *scanner, const char *line, size_t len, struct scan_line *out,
                   struct err *err);

#endif
