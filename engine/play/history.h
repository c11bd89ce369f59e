/* Everything that happened in a call, in order, with its texts as they were shown: what the
 * conversation, the mood line, the debrief and `replay --show` are made of. It is fed by the
 * session's events, so a live call, a resumed one and a replay give the same history.
 *
 * Texts are expanded when they happen (with U+2068 … U+2069 around every expansion) and live as
 * long as the history. */
#ifndef PLAY_HISTORY_H
#define PLAY_HISTORY_H

#include "session/session.h"

/* One line that somebody says. */
struct said {
    const char *text;
    const char *speaker;       /* NULL: the customer */
    int64_t from_ms, until_ms; /* call time at which its first word and its end are heard; equal
                                  where it is there at once */
};

/* An option that waited for a look that the agent did not take. */
struct past_withheld {
    const char *text;
    bool is_said;      /* words, not a thing to do */
    const char *looks; /* the records and facts that were missing: "Policy 4.2, Letter" */
};

/* One decision that was committed or timed out, copied whole. */
struct past_decision {
    struct decision decision; /* `why` and `own_words` are the history's */
    int scene;
    int moment;                             /* of this decision in the history */
    int64_t t_ms;                           /* call time of the commit or timeout */
    int anger, trust;                       /* while the options stood open (before the effects) */
    const char *line;                       /* the customer's line of the scene, else the last thing
                                               said there; "" none */
    const char *speaker;                    /* who said it; NULL: the customer */
    const char *prompt;                     /* or NULL */
    const char *options[OPTIONS_SHOWN_MAX]; /* `say` or `act`, in the order shown */
    const char *labels[OPTIONS_SHOWN_MAX];  /* their names from now on; NULL: the text */
    const char *says;                       /* words spoken with an `act`; NULL: none */
    const char *rule;                       /* the title of the rule the choice breaks; NULL none */
    const struct past_withheld *withheld;   /* authored order */
    int withheld_count;
    const struct evidence *seen; /* opened long enough, in order of first opening */
    int seen_count;
    bool is_escalated;
};

/* One thing that happened: the fields of its kind are those of struct event. */
struct moment {
    enum event_kind kind;
    int64_t t_ms;
    int scene;                     /* index in the scenario */
    int line;                      /* EVENT_SCENE: variant of the line; -1: nothing is said */
    int card, fact, nudge, ending; /* -1 where they do not apply */
    bool is_first;
    int64_t open_ms;     /* EVENT_CARD_CLOSED */
    int64_t span;        /* EVENT_PAUSE, EVENT_SUSPENDED: ms; EVENT_RESUME: s */
    int anger, trust;    /* at that moment */
    int decision;        /* EVENT_DECISION, EVENT_TIMEOUT: index into the decisions; else -1 */
    const char *text;    /* the line, nudge, option taken or closing words; "" none, never NULL */
    const char *says;    /* EVENT_DECISION: words spoken with an `act`; NULL: none */
    const char *note;    /* EVENT_SCENE: stage direction, or NULL */
    const char *label;   /* EVENT_FACT: the fact's name; EVENT_END: the ending's title; else NULL */
    const char *speaker; /* of `text`; NULL: the customer (or the agent, for a decision) */
    const struct said *said; /* EVENT_SCENE, EVENT_END: everything that is said, in order */
    int said_count;
    const char *const *later; /* EVENT_END: what became of it, a text each */
    int later_count;
    bool is_earlier; /* re-run before a moment is tried again: not part of this session */
};

struct history;

/* The scenario is borrowed and must outlive the history. `agent_name` may be NULL ("the agent").
 * NULL: out of memory. */
struct history *history_create(const struct scenario *scenario, const char *agent_name);
void history_destroy(struct history *history); /* NULL is fine */

/* Feed it with this; `self` is the history. Where memory runs out the history stays as it is and
 * history_is_complete turns false; the call itself goes on. */
void history_event(void *self, const struct session *session, const struct event *event);
bool history_is_complete(const struct history *history);

/* All so far but the scene that stands now is marked is_earlier. */
void history_mark_earlier(struct history *history);

int history_count(const struct history *history);
const struct moment *history_moment(const struct history *history, int index);

int history_decisions(const struct history *history);
const struct past_decision *history_decision(const struct history *history, int index);

#endif
