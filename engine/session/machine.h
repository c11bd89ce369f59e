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

    bool is_started;
    int scene, ending; /* -1: not there */
    int line;
    int decisions, resumes;
    int64_t now;

    /* of this scene */
    int64_t shown_t, limit_ms; /* limit -1: untimed */
    uint64_t nudges_done;      /* bits */
    int offered[OPTIONS_SHOWN_MAX];
    int offered_count;
    bool is_resumed; /* a resume lies in the scene */

    int open_card; /* -1: none */
    int64_t opened_t;

    int selected, last_chosen;   /* -1: none */
    struct choice_timing timing; /* chosen_t -1: nothing chosen yet */
    int64_t reading_ms;          /* until reading_t */
    int64_t reading_t;           /* from when reading goes on, while reads */
    bool reads;                  /* a card is open and no option is chosen */
};

/* Arrives at a target: scenes that only speak are passed; ends at a decision or an ending. */
void session_arrive(struct session *session, struct target to, const struct session_sink *sink);

/* Offers what an opened card or fact has made possible. */
void session_offer_more(struct session *session);

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
