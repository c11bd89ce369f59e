/* The call: the conversation, the desk with its records, and the tray in which the agent decides.
 * The controller fills a `struct call_view` from the play and its history; the screen keeps what is
 * only of the screen: focus, scroll positions, confidence, the reason being typed. */
#ifndef VIEW_CALL_H
#define VIEW_CALL_H

#include "session/session.h"
#include "ui/widgets_field.h"
#include "view/ui_command.h"
#include "words/words.h"

/* ---- what is shown: plain data, borrowed while drawing and handling ---- */

enum call_line_kind { CALL_CUSTOMER, CALL_AGENT, CALL_NOTE };
struct call_line {
    enum call_line_kind kind;
    const char *who;  /* "Ruth", "Felix, next door"; not used for the agent and notes */
    const char *text; /* words said; "" none */
    const char *act;  /* a thing the agent did; NULL: none */
    int64_t t_ms;
};

struct call_fact {
    const char *label, *value;
    bool is_closed; /* shown when asked for */
    bool was_asked;
};
struct call_card {
    const char *id, *title;
    const char *icon; /* or NULL */
    const char *text; /* or NULL */
    const struct call_fact *facts;
    int fact_count;
    int card; /* index for the commands */
    bool is_open, was_opened;
};

struct call_option {
    const char *text;
    bool is_said; /* words, to be shown in quotation marks; else a thing to do */
    bool is_escalation;
};

enum call_phase {
    CALL_DECIDE,    /* options are open */
    CALL_COMMITTED, /* being written; until the reply is drawn */
    CALL_TIMED_OUT, /* the notice waits to be read */
    CALL_ENDED,
};

enum { CALL_MOODS_MAX = 64 };

struct call_view {
    enum language language;
    bool is_rtl;
    const char *title, *customer;
    const char *organisation; /* or "" */
    enum channel channel;
    enum mode mode;
    enum call_phase phase;

    int decision;               /* number of the one that stands open, from 1 */
    int fewest_left, most_left; /* after this one; -1: not known */
    bool shows_clock;           /* elapsed time and target */
    int64_t now_ms, target_ms;  /* target 0: none */
    bool shows_mood;
    int moods[CALL_MOODS_MAX]; /* 0 … 100, oldest first; the last is now */
    int mood_count;

    const struct call_line *lines;
    int line_count;
    const struct call_card *cards;
    int card_count;
    const char *const *opened; /* cards and closed facts in the order they were opened */
    int opened_count;

    const char *prompt; /* NULL: "What do you do?" */
    const struct call_option *options;
    int option_count;
    int selected;              /* position, or -1 */
    int64_t limit_ms, left_ms; /* -1: no time limit */
    const char *ending;        /* title, once ended */

    int64_t held_for_ms; /* since the time was up */
    bool is_paused, can_pause, can_speak;
    const char *trouble; /* saving failed: what went wrong and what is safe; NULL: nothing */
    bool is_trouble_final;
    bool is_read_aloud; /* and the clock waits for it */
    const char *toast;  /* a sentence, e.g. how the call was opened again; NULL: nothing */
    bool is_toast_bad;
};

/* 0 (furious) … 100 (pleased) from the session's two numbers. */
int call_mood(int anger, int trust);

/* ---- the screen ---- */

enum { CONFIDENCE_STEPS = 6 }; /* 0, 20 … 100 per cent */

struct call_screen {
    struct ui_state ui;
    int confidence; /* step, or -1 */
    struct text_field why;
    struct ui_scroll talk, desk, options, page;
    bool shows_desk; /* one column: the tab */
    bool asks_to_leave;
    bool had_trouble;                            /* in the picture before */
    bool is_error;                               /* commit was tried too early */
    bool has_no_letters;                         /* single-letter keys are off */
    int moment;                                  /* decision the screen was prepared for */
    int last_line_count, last_width, last_scale; /* of the picture before */
};

void call_screen_init(struct call_screen *screen);

void call_draw(struct call_screen *screen, const struct call_view *view, struct frame *frame);
/* `frame` is the picture the person saw. */
struct ui_command call_handle(struct call_screen *screen, const struct call_view *view,
                              const struct frame *frame, const struct ui_event *event);

#endif
