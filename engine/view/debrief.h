/* After the call: how it closed, every decision beside the panel's, and another go at a moment. */
#ifndef VIEW_DEBRIEF_H
#define VIEW_DEBRIEF_H

#include "model/scenario.h"
#include "ui/chart.h"
#include "view/shell.h"

struct debrief_option {
    const char *key; /* "1" … "9", "E" */
    const char *text;
    bool is_said;
    int votes;       /* experts who named it best */
    int mean_tenths; /* of 7; -1: the panel voted, or there is none */
    int credit;      /* ten-thousandths; -1 none */
    int category;    /* 0 poor, 1 acceptable, 2 best; -1 none */
    bool is_choice;
};

struct debrief_view_of { /* a reason, and who stands behind it */
    const char *text;    /* "" none given */
    const char *who;     /* "Quality lead, 11 years" */
    const char *key;     /* of the option they chose */
    int votes;
};

struct debrief_opened {
    const char *label;
    int share;   /* experts who would open it; -1: no numbers, only named by the author */
    bool is_hit; /* on both lists */
};

struct debrief_withheld {
    const char *text;
    bool is_said;
    const char *looks; /* the records that were not open */
};

enum debrief_flag {
    DEBRIEF_WITHIN = 1, /* within your authority */
    DEBRIEF_HAD_TO = 2, /* had to go up */
    DEBRIEF_GAP = 4,    /* escalated though unneeded */
    DEBRIEF_LIMIT = 8,  /* escalated and needed */
    DEBRIEF_HELD = 16,  /* needed and not escalated */
    DEBRIEF_TIMED_OUT = 32,
    DEBRIEF_RULE = 64, /* the choice breaks a rule */
    DEBRIEF_DISPUTED = 128,
};

struct debrief_decision {
    int64_t t_ms;
    const char *line, *speaker; /* what was said; speaker NULL: the customer */
    const char *done;           /* the option taken; "" timed out */
    const char *label;          /* its name once the decision is made, or NULL */
    bool is_done_said;
    int category, credit, confidence; /* of the choice; -1 none */
    unsigned flags;
    int experts; /* 0: no panel */
    bool is_vote_panel;
    const struct debrief_option *options;
    int option_count;
    enum key_status key;
    bool has_acceptable;                     /* an option that the key calls acceptable */
    struct debrief_view_of majority, second; /* votes 0: none */
    bool is_minority; /* of `second`: fewer than half of the experts named it best */
    const struct debrief_opened *opened; /* in order */
    int opened_count;
    const struct debrief_opened *wanted; /* what the experts would open */
    int wanted_count, wanted_of;         /* of how many experts */
    const char *because;                 /* or NULL */
    const char *why;                     /* what the agent wrote, or NULL */
    bool can_retry;
    const char *rule;                        /* title of the rule that the choice breaks, or NULL */
    const struct debrief_withheld *withheld; /* what a look would have made possible */
    int withheld_count;
    const char *dispute; /* what the person wrote about the panel's view of it, or NULL */
};

enum { DEBRIEF_POINTS_MAX = 11 };
struct debrief_point {
    int stated, share, low, high; /* per cent */
    int count;
};

/* How sure, how right; over everything so far, not this call alone. */
struct debrief_calibration {
    int count;              /* decisions with a confidence and a key */
    int scenarios;          /* they are from */
    int mean_stated, share; /* per cent */
    /* Stated less share, in points, with its 95 % interval; valid from 20 decisions in 5 scenarios:
     * the minima and the interval of `score`. */
    int gap, gap_low, gap_high;
    struct debrief_point points[DEBRIEF_POINTS_MAX]; /* from 50 */
    int point_count;
    bool is_provisional; /* a decision among them has a key weaker than operational */
};

struct debrief_view {
    struct shell_view shell;
    const char *title, *lesson; /* of the ending; lesson may be "" */
    const char *call;           /* the scenario's title */
    const char *later;          /* what became of it: the story's last page; "" none */
    bool is_resolved, is_compliant;
    int csat;
    const char *cost, *limit;     /* "£84"; limit "" none */
    int64_t handle_ms, target_ms; /* target 0: none */
    const struct debrief_decision *decisions;
    int decision_count;
    struct debrief_calibration calibration;
    bool can_dispute;
    const char *dispute_trouble; /* why the last note could not be kept; NULL: nothing */
};

struct debrief_screen {
    struct ui_state ui;
    struct shell_state shell;
    int at; /* decision shown */
    struct ui_scroll page, list, detail, side;
    bool has_no_letters; /* single-letter keys are off */
    bool is_disputing;   /* the field for what the panel missed is open */
    struct text_field note;
    struct chart_kept curve; /* picture or table */
};

void debrief_screen_init(struct debrief_screen *screen);
/* What DO_DISPUTE asked for is on the disk: the field closes. */
void debrief_screen_kept(struct debrief_screen *screen);
void debrief_draw(struct debrief_screen *screen, const struct debrief_view *view,
                  struct frame *frame);
struct ui_command debrief_handle(struct debrief_screen *screen, const struct debrief_view *view,
                                 const struct frame *frame, const struct ui_event *event);

#endif
