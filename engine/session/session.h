/* One agent playing one scenario once: a pure state machine. The same scenario, setup and inputs
 * give the same events and the same state hash on every machine. It reads no clock (inputs carry
 * call time), draws nothing at random (the seed is given), opens no file and allocates nothing
 * after creation. The window, plain mode, simulation, replay, resume and the tests all drive this
 * one function. */
#ifndef SESSION_SESSION_H
#define SESSION_SESSION_H

#include "base/err.h"
#include "model/key.h"
#include "model/scenario.h"

enum mode { MODE_PRACTICE, MODE_ASSESSMENT, MODE_RETRY, MODE_PANEL, MODE_PREVIEW, MODE_COUNT };
enum timing { TIMING_NORMAL, TIMING_EXTENDED, TIMING_DOUBLE, TIMING_UNTIMED, TIMING_COUNT };
const char *mode_name(enum mode mode);
const char *timing_name(enum timing timing);
int mode_of(const char *name);   /* -1: none */
int timing_of(const char *name); /* -1: none */

enum {
    WHY_MAX = 280,        /* characters, one line */
    OWN_WORDS_MAX = 4000, /* characters */
};

struct session;

/* How the lines are heard; it decides when the options appear. */
enum voices { VOICES_NONE, VOICES_PACED, VOICES_RECORDED, VOICES_COUNT };
const char *voices_name(enum voices voices);
int voices_of(const char *name); /* -1: none */

struct session_setup {
    uint64_t seed;
    enum level level;
    enum mode mode;
    enum timing timing;
    /* Those of the log, for ever; 0: RULES_FIRST, under which the line is read, the options are
     * there at once, and keys are over the options shown. */
    int rules;
    /* The options are there at once all the same: no screen waits yet until a line is read. */
    bool shows_at_once;
    enum voices voices;
    int pace;                 /* words per minute; 0: nothing is spoken, lines are read */
    const uint16_t *exposure; /* one a scene: times this agent was shown its node before; NULL:
                                 never. Borrowed until session_destroy. */
};

/* ---- inputs: what the agent does, and time ---- */

enum input_kind {
    INPUT_TIME,        /* only lets time pass */
    INPUT_CARD,        /* open `card` (closes the one that is open) */
    INPUT_CARD_CLOSED, /* close the open card */
    INPUT_FACT,        /* ask for closed fact `fact` of `card` (the card must be open) */
    INPUT_SELECT,      /* choose `option` without committing; -1 clears */
    INPUT_DECISION,    /* commit `option` */
    INPUT_HOLD,      /* the options wait for the agent's own words: given when the scene is shown */
    INPUT_READY,     /* the options appear now, before the lines have ended: `by` */
    INPUT_SUSPENDED, /* the machine slept for `span` ms in an assessment */
    INPUT_PAUSE,     /* the call goes on after a pause of `span`  ms (practice, retry, preview) */
    INPUT_RESUME,    /* the session goes on after its process ended, `span` seconds ago */
};

enum ready_by { READY_CUT_IN, READY_OWN_WORDS, READY_COUNT };
const char *ready_by_name(enum ready_by by); /* "cut_in", "own_words"; NULL outside the range */
int ready_by_of(const char *name);           /* -1: none */

/* What was measured while the agent chose; the machine measures it itself from INPUT_SELECT and the
 * cards, unless a replay hands in what the log says. */
struct choice_timing {
    int64_t chosen_t;   /* call time of the last change of selection */
    int64_t reading_ms; /* from shown_t to chosen_t with a card open and no option chosen */
    int changes;        /* of the selection after the first choice */
};

struct input {
    enum input_kind kind;
    int64_t t_ms; /* call time; never before that of the last input */
    int card, fact;
    int option;            /* authored index in the scene */
    int confidence;        /* 0..100, -1: none (practice, retry, preview and panel only) */
    const char *why;       /* one line, at most WHY_MAX characters; NULL: none */
    const char *own_words; /* at most OWN_WORDS_MAX; NULL: none */
    int64_t span;
    enum ready_by by;
    const struct choice_timing *timing; /* NULL but in replay */
};

/* ---- events: what happened; each becomes one record of the decision log
 * -------------------------- */

enum event_kind {
    EVENT_SCENE,       /* shown: line, lines, speaks_ms, anger, trust, minutes (slots) */
    EVENT_CARD,        /* card, is_first */
    EVENT_CARD_CLOSED, /* card, open_ms */
    EVENT_FACT,        /* card, fact */
    EVENT_NUDGE,       /* nudge */
    EVENT_DECISION,    /* decision */
    EVENT_TIMEOUT,     /* decision, with option -1 */
    EVENT_READY,       /* by: the options appeared before the lines had ended */
    EVENT_SUSPENDED,   /* span */
    EVENT_PAUSE,       /* span */
    EVENT_RESUME,      /* span */
    EVENT_END,         /* ending, line, lines, later */
};

struct decision {
    int shown[OPTIONS_SHOWN_MAX]; /* authored indices in the order shown */
    int count;
    int withheld[OPTIONS_SHOWN_MAX]; /* authored order: open to this call, their needs not met */
    int withheld_count;
    struct key key; /* over the options shown, then those withheld */
    int option;     /* authored index committed; -1: timeout */
    int position;   /* in `shown`; -1: timeout */
    int selected;   /* timeout only: authored index chosen but not committed, or -1 */
    int confidence; /* -1: none */
    int64_t shown_t, chosen_t, reading_ms, latency_ms, limit_ms; /* -1 where it does not apply */
    int changes;
    int words;                   /* to be read: the prompt and the options shown; the line, too,
                                    where nothing is spoken */
    int64_t before_ms;           /* with a card open before shown_t */
    bool is_suspended;           /* the machine slept in the scene: the decision is missing */
    int exposure;                /* 1: never seen before */
    int resumes;                 /* in this session so far */
    const char *why, *own_words; /* NULL: none; borrowed from the input, valid during the event */
    struct target to;
    int says; /* variant of the option's `says` spoken (0 …), or -1 */
};

struct event {
    enum event_kind kind;
    int64_t t_ms;
    int scene;             /* where it happened */
    int line;              /* variant of the customer's line, 0 …; -1: the scene says nothing */
    uint32_t lines, later; /* entries spoken, as bits */
    int64_t speaks_ms;     /* the line and the lines, pauses included */
    enum ready_by by;
    int card, fact, nudge, ending;
    bool is_first;
    int64_t open_ms, span;
    const struct decision *decision; /* valid during the call of the sink */
};

/* Receives each event at the moment the session is in the state the event describes, so that it can
 * read slots, hash the state or expand texts. It cannot fail; it remembers what it must. */
struct session_sink {
    void (*event)(void *self, const struct session *session, const struct event *event);
    void *self;
};

/* ---- life
 * ------------------------------------------------------------------------------------------ */

/* The scenario is borrowed and must outlive the session. NULL: out of memory. Nothing has happened
 * yet: session_start shows the first scene at t = 0. */
struct session *session_create(const struct scenario *scenario, const struct session_setup *setup);
void session_destroy(struct session *session); /* NULL is fine */
void session_start(struct session *session, const struct session_sink *sink);

/* Back to before session_start, with another seed: for simulation, without allocating. */
void session_reset(struct session *session, uint64_t seed);

/* Time first: nudges and the timeout that are due at or before input->t_ms happen with their due
 * time. A timeout ends the step: session_now is then its due time and the input, if it was
 * INPUT_TIME, is done. Any other input at or past the deadline is refused with ERR_LATE: let the
 * time pass first. False: not possible now; *err says why and nothing has changed. */
bool session_step(struct session *session, const struct input *input,
                  const struct session_sink *sink, struct err *err);

/* ---- what stands now
 * ------------------------------------------------------------------------------- */

const struct scenario *session_scenario(const struct session *session);
const struct session_setup *session_setup(const struct session *session);
bool session_is_ended(const struct session *session);
int session_scene(const struct session *session);  /* -1 once ended */
int session_ending(const struct session *session); /* -1 before */
int session_line(const struct session *session);   /* variant of the customer's line; -1: none */
uint32_t session_lines(const struct session *session); /* further entries spoken, as bits */
/* How the call ended; NULL before. */
const struct outcome *session_outcome(const struct session *session);
/* What the call teaches, unexpanded; NULL before the end, and where the ending says nothing. */
const char *session_lesson(const struct session *session);
int session_decisions(const struct session *session);     /* committed and timed out so far */
bool session_is_compliant(const struct session *session); /* no option taken broke a rule */

/* How long a line is heard: a silence first, then its words. Both 0 where nothing waits for it. */
struct speaking {
    int64_t silence_ms, words_ms;
};
struct speaking session_variant_speaks(const struct session *session, const struct variant *line);
struct speaking session_spoken_speaks(const struct session *session, const struct spoken *line);

/* The options offered, authored indices in the order shown; at most OPTIONS_SHOWN_MAX. */
int session_options(const struct session *session, int out[OPTIONS_SHOWN_MAX]);
/* The options that wait for a card or a fact, in authored order. Nobody is shown them before the
 * debrief. */
int session_attainable(const struct session *session, int out[OPTIONS_SHOWN_MAX]);
/* False while the lines are still spoken or the agent's own words are waited for: cards can be
 * opened, options can neither be seen nor chosen. */
bool session_is_ready(const struct session *session);
int session_selected(const struct session *session); /* authored index, -1: none */

int64_t session_now(const struct session *session); /* call time of the last input */
int session_rules(const struct session *session);
/* When the options of this scene appear; in the future while its lines are spoken. INT64_MAX: not
 * before the agent's own words. */
int64_t session_shown_t(const struct session *session);
int64_t session_scene_t(const struct session *session);  /* when it was arrived at */
int64_t session_limit_ms(const struct session *session); /* -1: untimed */
int64_t session_deadline(const struct session *session); /* shown_t + limit; -1: untimed */
/* When something happens by itself: the lines end, a card is met, a nudge, the deadline; -1: never.
 */
int64_t session_next_due(const struct session *session);

bool session_card_exists(const struct session *session, int card); /* its condition holds */
int session_open_card(const struct session *session);              /* -1: none */
bool session_card_was_opened(const struct session *session, int card);
bool session_fact_was_asked(const struct session *session, int card, int fact);
/* The ids opened long enough to count (see decision-log.md, `evidence_seen`), in the order in which
 * they were first opened. At most `max` are written; the count is returned. */
int session_evidence_seen(const struct session *session, struct evidence *out, int max);

const int32_t *session_slots(const struct session *session); /* scenario.slot_count values */

/* FNV-1a 64 over the state's lines (decision-log.md, `state`). */
uint64_t session_state(const struct session *session);

/* 0 or 1: is the handle-time target shown; -1: the scenario has none. Drawn from the seed. */
int session_clock(const struct session *session);

/* Fisher–Yates over the non-escalating options of `scene` by stream("order:"+id), then the
 * escalating ones in authored order. `out` has room for scene.option_count. */
void option_order(const struct scenario *scenario, int scene, uint64_t seed, int *out);

#endif
