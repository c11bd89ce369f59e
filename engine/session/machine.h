/* What is inside a session; for the files of this room only. */
#ifndef SESSION_MACHINE_H
#define SESSION_MACHINE_H

#include "session/session.h"

struct card_use {
    int64_t open_ms;  /* in all earlier openings */
    int first_opened; /* 1, 2, 3 … in the order of first opening; 0: never */
};

struct session {
    const struct scenario *scenario;
    struct session_setup setup;
    int clock;
    int32_t *slots;
    int32_t *slots_ahead;   /* room to look ahead in; what stands in it means nothing */
    struct card_use *cards; /* one a card */
    int *facts_asked;       /* card-major, see fact_index; order of asking, 0: never */
    int *fact_index;        /* of a card's first fact in facts_asked */
    int openings;           /* cards and facts opened so far: numbers first_opened */
    bool is_compliant;
    struct outcome outcome; /* once ended */

    bool is_started;
    int scene, ending; /* -1: not there */
    int line;
    uint32_t lines; /* bits */
    int decisions, resumes;
    int64_t now;

    /* of this scene */
    int64_t scene_t; /* arrived at */
    int64_t shown_t,
        limit_ms;         /* shown_t: in the future while lines are spoken; limit -1: untimed */
    bool is_held;         /* the options wait for the agent's own words */
    uint64_t nudges_done; /* bits */
    int offered[OPTIONS_SHOWN_MAX];
    int offered_count;
    int attainable[OPTIONS_SHOWN_MAX]; /* authored order; those that wait for a look */
    int attainable_count;
    bool is_resumed;   /* a resume lies in the scene */
    bool is_suspended; /* the machine slept in it */

    int open_card; /* -1: none */
    int64_t opened_t;

    int selected, last_chosen;   /* -1: none */
    struct choice_timing timing; /* chosen_t -1: nothing chosen yet */
    int64_t reading_ms;          /* until reading_t */
    int64_t before_ms;           /* with a card open before shown_t */
    int64_t reading_t;           /* from when reading goes on, while looks or reads */
    bool looks;                  /* a card is open */
    bool reads;                  /* … and no option is chosen */
};

/* Arrives at a target: scenes that only speak are passed; ends at a decision or an ending. */
void session_arrive(struct session *session, struct target to, const struct session_sink *sink);

/* ---- needs.c: what is offered, and what waits for a look ---- */

/* Fixes what the scene that was just entered offers. */
void session_offer(struct session *session);
/* Offers what an opened card or fact has made possible. */
void session_offer_more(struct session *session);
/* When the open card counts as read; -1: it does already, or no option needs it. */
int64_t session_read_due(const struct session *session);
/* The open card is met: what waited for it joins. */
void session_meet_card(struct session *session);
/* Is the option offered at `t`, once what is due by then has happened? */
bool session_will_offer(const struct session *session, int option, int64_t t);

/* ---- speak.c: how long lines last ---- */

/* Of the line and the lines of the scene (index) that was just entered. */
int64_t session_speaks_ms(const struct session *session, const struct scene *scene);

/* Keeps the reading time up to `t`, then starts or stops it by the open card and the selection. */
void session_account_reading(struct session *session, int64_t t);

void session_emit(const struct session *session, const struct session_sink *sink,
                  const struct event *event);

/* Closes the open card, if any, at `t`. */
void session_close_card(struct session *session, int64_t t, const struct session_sink *sink);

/* Commits `option` (-1: the time ran out) at `t`: effects, event, arrival. */
void session_decide(struct session *session, int option, int64_t t, const struct input *input,
                    const struct session_sink *sink);

int64_t nudge_due(const struct session *session, int nudge); /* -1: never */

#endif
