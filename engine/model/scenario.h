/* A scenario as plain C data: what a trainer declared in Lua, checked and numbered. Everything
 * lives in one arena and never changes after loading, so any number of sessions may share it.
 *
 * State in play is integers only, each in a *slot*: slot 0 is anger, slot 1 trust, then the
 * declared variables, then the story's `minutes` where time passes, then the counters `seen.CARD`,
 * `seen.CARD.FACT`, `visits.SCENE`, `took.SCENE.OPTION`, and `read.CARD` (cards that an option
 * needs). */
#ifndef MODEL_SCENARIO_H
#define MODEL_SCENARIO_H

#include "base/arena.h"
#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct condition; /* model/condition.h */

enum {
    OPTIONS_SHOWN_MAX = 9,   /* at once; number keys count them */
    OPTIONS_SCENE_MAX = 128, /* authored in one scene */
    SCENES_MAX = 20000,
    NUDGES_SCENE_MAX = 64,
    PANEL_EXPERTS_MAX = 64, /* rows of one panel */
    SLOT_ANGER = 0,
    SLOT_TRUST = 1,
    SLOT_VARS = 2,          /* the first declared variable */
    MOOD_MAX = 100,         /* anger and trust are kept within 0..100 */
    VARIABLE_MAX = 1000000, /* other variables within ±1,000,000 */
    CREDIT_ONE = 10000,     /* credits are counted in ten-thousandths */
    LINES_MAX = 16,         /* further lines of one scene or ending; a log names them by number */
    NEEDS_OPTION_MAX = 16,  /* ids that one option waits for */
    RULES_MAX = 64,
    CHECKPOINTS_MAX = 64,
    SPEAKERS_MAX = 16,
    EXCEPTIONS_MAX = 30, /* the numbers of the content guide's list */
    PACE_DEFAULT = 160,  /* words per minute */
    PACE_LEAST = 40,     /* of a scenario */
    PACE_MOST = 400,
    PACE_MAX = 2 * PACE_MOST,    /* with the person's own setting, 200 % */
    TAKES_MAX = 600,             /* story minutes */
    STORY_MINUTES_MAX = 1000000, /* where the story's clock ends */
    MINUTES_PER_DAY = 24 * 60,
    COST_MAX = 1000000000, /* an outcome's cost is within ±1,000,000,000 */
};

/* The names as they stand in files and logs: names.c. */
enum level { LEVEL_CALM, LEVEL_STANDARD, LEVEL_STORM, LEVEL_COUNT };
enum kind { KIND_CALL, KIND_MOMENT, KIND_CHECKPOINT, KIND_COUNT };
enum channel { CHANNEL_VOICE, CHANNEL_CHAT, CHANNEL_EMAIL, CHANNEL_COUNT };
enum stance {
    STANCE_NONE, /* not said; written as null */
    STANCE_ACT,
    STANCE_ACT_IN_PART,
    STANCE_VERIFY,
    STANCE_INFORM,
    STANCE_LISTEN,
    STANCE_REFUSE,
    STANCE_HOLD,
    STANCE_HANDOFF,
    STANCE_ESCALATE,
    STANCE_COUNT
};
enum escalation {
    ESCALATION_UNSAID,
    ESCALATION_NEEDED,
    ESCALATION_UNNEEDED,
    ESCALATION_EITHER,
    ESCALATION_COUNT
};
enum skill {
    SKILL_NONE,
    SKILL_SENSE_MAKING,
    SKILL_EVIDENCE,
    SKILL_AUTHORITY,
    SKILL_COMMUNICATION,
    SKILL_LISTENING,
    SKILL_DE_ESCALATION,
    SKILL_NEGOTIATION,
    SKILL_HANDOFF,
    SKILL_COUNT
};
enum key_status {
    KEY_NONE,
    KEY_AMBIGUOUS,
    KEY_ILLUSTRATIVE,
    KEY_PILOT,
    KEY_OPERATIONAL,
    KEY_STATUS_COUNT
};

/* NULL outside the range; "unsaid", "none" of stance and skill: NULL too. */
const char *level_name(enum level level);
const char *kind_name(enum kind kind);
const char *channel_name(enum channel channel);
const char *stance_name(enum stance stance);
const char *escalation_name(enum escalation escalation);
const char *skill_name(enum skill skill);
const char *key_status_name(enum key_status status);
/* The number of the name, or -1. */
int level_of(const char *name);
int kind_of(const char *name);
int channel_of(const char *name);
int stance_of(const char *name);
int escalation_of(const char *name); /* needed, unneeded, either */
int skill_of(const char *name);
int key_status_of(const char *name);

/* Where something was declared: `file` is the path as the person gave it; `line` and `column` (in
 * characters) start at 1. Column 0: the line as a whole. */
struct place {
    const char *file;
    int line, column;
};

/* A text that may depend on the state: the first variant whose condition holds is taken. The last
 * has no condition. count 0: there is no text. Texts are unexpanded templates (model/text.h). */
struct variant {
    const struct condition *when; /* NULL: always */
    const char *text;
    const char *lang; /* a BCP 47 tag; NULL: the scenario's locale */
    int pause_s;      /* seconds of silence before it */
    int words;        /* scenario_finish; a template counts as one */
    int speech_words; /* as spoken at a pace; where a script has no blanks two characters are one */
    int audio_ms;     /* how long its recording lasts; 0: none */
};
struct variants {
    const struct variant *items;
    int count;
};

/* What is said besides the customer's own line: every entry whose condition holds is spoken, in
 * order. Also what became of it (`later`), which nobody speaks. */
struct spoken {
    const struct condition *when; /* NULL: always */
    const char *text;
    const char *speaker; /* NULL: whoever speaks in the scene */
    const char *lang;    /* NULL: the scenario's locale */
    bool is_first;       /* before the customer's line */
    int pause_s;         /* seconds of silence before it */
    int words;           /* scenario_finish */
    int speech_words;    /* as in struct variant */
    int audio_ms;        /* 0: none */
};
struct spoken_list {
    const struct spoken *items; /* at most LINES_MAX */
    int count;
};

/* A number, or yes or no, that is worked out at the end: the first item whose condition holds. */
struct computed_item {
    const struct condition *when;  /* NULL: always */
    const struct condition *value; /* an expression; NULL: `fixed` */
    int64_t fixed;
};
struct computed {
    const struct computed_item *items; /* the last has no condition */
    int count;
};

/* Where the call goes: `scene` or `ending` is an index, the other is -1. */
struct target {
    int scene, ending;
};
struct branch {
    const struct condition *when; /* NULL: always */
    struct target to;
    const char *to_id; /* as authored */
};
struct branches {
    const struct branch *items;
    int count;
};

/* `set` comes first, then `add`; each value is clamped after each change. */
struct change {
    int slot;
    int32_t value;
};
struct effect {
    const struct change *set, *add;
    int set_count, add_count;
};

/* A card (fact -1) or one of its closed facts. */
struct evidence {
    int card, fact;
};

/* One thing an option waits for: any of these. A card is met when it has been open long enough
 * (card_threshold_ms), a closed fact when it was asked for. */
struct need {
    const struct evidence *any;
    int count;
};

struct option {
    const char *id;
    struct place place;
    const char *label;    /* its name once the decision is made, or NULL: the text */
    const char *say;      /* words spoken, or NULL */
    const char *act;      /* a thing done, or NULL; exactly one of the two */
    struct variants says; /* words that go with `act` */
    struct branches to;
    const struct condition *when; /* NULL: always offered */
    const struct need *needs;     /* all of them */
    int need_count;
    int takes;                 /* story minutes that pass with set and add */
    const struct rule *breaks; /* or NULL */
    bool proves;               /* in a checkpoint: evidence that the agent can do it */
    bool once;
    struct effect effect;
    enum stance stance;
    bool escalates;
    const char *team;    /* or NULL */
    const char *because; /* or NULL */
    const char *speak;   /* spoken form, or NULL */
    bool compliant, critical, stops_clock;
    int credit;    /* ten-thousandths; -1: not given. Only where the scene has no panel. */
    int took_slot; /* took.SCENE.OPTION */
    int words;     /* scenario_finish: of `say` or `act` */
};

struct panel_row {
    int expert;             /* in scenario.experts */
    const uint8_t *ratings; /* 1..7 per option of the scene, authored order; NULL in a vote panel */
    int best;               /* option index, or -1 */
    enum escalation escalate;     /* the expert's own answer; UNSAID if none */
    const struct evidence *opens; /* opens_count -1: the expert did not say */
    int opens_count;
    int expects;        /* 0..100, or -1 */
    const char *reason; /* or NULL */
    const char *lang;   /* of the reason; NULL: the scenario's locale */
};
struct panel {
    const struct panel_row *rows;
    int row_count;
    bool is_votes;          /* only `best` is given */
    bool is_collected;      /* from the .panel.json; else illustrative */
    enum key_status status; /* KEY_ILLUSTRATIVE, or what the collected file proves */
};

struct nudge {
    int after_s; /* seconds at standard level */
    struct variants text;
    struct effect effect;
};

struct scene {
    const char *id;
    struct place place;
    struct effect enter;
    int takes;                 /* story minutes that pass with `enter` */
    struct variants customer;  /* count 0: nothing is said */
    struct spoken_list lines;  /* what else is said, after it or before */
    const char *speaker;       /* NULL: the customer */
    const char *note, *prompt; /* or NULL */
    int seconds;               /* 0: untimed */
    struct branches timeout;   /* count 0 where untimed */
    struct effect timeout_effect;
    int timeout_takes; /* story minutes */
    const struct nudge *nudges;
    int nudge_count;
    const struct evidence *evidence;
    int evidence_count;
    enum escalation escalation; /* the author's */
    enum skill skill, also_skill;
    const struct checkpoint *checks; /* a scene of a checkpoint; else NULL */
    const struct panel *panel;       /* NULL: none */
    const struct option *options;
    int option_count;   /* 0: the scene only speaks */
    struct branches to; /* of a scene that only speaks */
    int prompt_words;   /* scenario_finish */
    int visits_slot;    /* visits.SCENE */
    char node[17];      /* scenario_finish: the decision's content hash; "" for a speaking scene */
};

/* How a call ended, worked out in its final state (outcome_judge in model/outcome.h). */
struct outcome {
    bool resolved, retained, compliant;
    int csat; /* 1..5 */
    int cost; /* whole units of the currency, within ±COST_MAX */
};
struct outcome_rules {
    struct computed resolved, retained, compliant, csat, cost;
};
struct ending {
    const char *id;
    struct place place;
    const char *title;
    struct variants customer;
    struct spoken_list lines;
    struct outcome_rules outcome;
    struct spoken_list later; /* what became of it, hours or weeks after */
    struct variants lesson;   /* count 0: none */
};

/* What an option can break. A grave breach makes the option and the call non-compliant; a slight
 * one is named and counted. */
struct rule {
    const char *id, *title;
    struct place place;
    const char *card; /* id of the card that has it in writing, or NULL */
    bool is_grave;
};

/* What a phase 1 check shows, and what counts as its proof. */
struct checkpoint {
    const char *id, *title, *proof; /* proof may be NULL */
    struct place place;
};

/* Hints for a synthesised voice. 0 or NULL: not said. */
struct voice_hint {
    const char *lang;
    int pitch, rate; /* per cent of the voice's own */
};
struct speaker {
    const char *name;
    struct voice_hint voice;
};

struct fact {
    const char *label, *value;
    const char *closed; /* id of a closed fact; NULL: visible when the card is open */
    int seen_slot;      /* seen.CARD.FACT; -1 when visible */
    int words;
};
struct card {
    const char *id;
    struct place place;
    const char *title, *icon, *text; /* icon and text may be NULL */
    const struct fact *facts;
    int fact_count;
    const char *lang;             /* NULL: the scenario's locale */
    const struct condition *when; /* NULL: always there */
    int seen_slot;                /* seen.CARD: 0 or 1 */
    int read_slot;                /* read.CARD: 1 once met; -1: no option needs the card */
    int words;                    /* of title, visible facts and text */
};

struct expert {
    const char *id, *who;
    struct place place;
};
struct variable {
    const char *id;
    int32_t initial;
};
struct level_shift {
    int anger, trust;    /* added to the mood at the start */
    int seconds_percent; /* of the standard time */
};

/* One file the scenario was loaded from, as it was read. */
struct source {
    const char *path; /* relative to the scenario's folder */
    const char *text;
    size_t len;
};

struct scenario {
    struct arena *arena;
    struct place place;
    const char *id, *title, *summary, *industry, *locale, *currency;
    enum kind kind;
    enum channel channel;
    const char *pair; /* the same call in another language: its id, or NULL */
    int version, phase, difficulty;
    int exceptions[EXCEPTIONS_MAX]; /* numbers of the content guide's list */
    int exception_count;
    bool tells_time; /* something takes story minutes, or there is a story clock */
    bool has_story_clock;
    int story_clock;     /* minutes after midnight when the call begins */
    int pace;            /* words per minute */
    bool has_pace;       /* the author said so */
    bool asks_own_words; /* the agent says it in their own words before the options appear */
    int target_minutes;  /* 0: none */
    const enum skill *skills;
    int skill_count;
    const char *agent_role, *agent_brief;
    int agent_limit; /* -1: none given */
    const char *customer_name, *customer_about;
    struct voice_hint customer_voice;
    const struct speaker *speakers;
    int speaker_count;
    const struct rule *rules;
    int rule_count;
    const struct checkpoint *checkpoints;
    int checkpoint_count;
    int anger, trust;
    struct level_shift levels[LEVEL_COUNT];
    const struct variable *variables;
    int variable_count;
    const struct expert *experts;
    int expert_count;
    const struct card *cards;
    int card_count;
    const struct scene *scenes;
    int scene_count;
    const struct ending *endings;
    int ending_count;
    int start; /* scene */
    const struct source *sources;
    int source_count;
    char sha256[65]; /* of the bundle (record/bundle.h); "" until it is made */

    /* Slots: made by scenario_number_slots. */
    int slot_count;
    const char *const *slot_names; /* "anger", "credit", "seen.account.letter" … */
    int minutes_slot;              /* story minutes; -1: no time passes in this story */
    int counter_first, counter_count;
    const int *slots_sorted;     /* counters by name, in byte order */
    const int *variables_sorted; /* slots of the declared variables by name, in byte order */
};

void scenario_destroy(struct scenario *scenario); /* NULL is fine */

/* Gives every counter its slot and builds the name tables, once variables, cards, scenes and
 * options are in place and before any condition is parsed. False: out of memory. */
bool scenario_number_slots(struct scenario *scenario, struct err *err);

/* Last step of loading: numbers `read.CARD`, computes the node hashes (decision-log.md, `node`) and
 * counts words. */
bool scenario_finish(struct scenario *scenario, struct err *err);

/* The slot of a name such as "trust", "credit", "seen.account"; -1: unknown. */
int scenario_slot(const struct scenario *scenario, const char *name, size_t len);

int scenario_find_scene(const struct scenario *scenario, const char *id);      /* -1: none */
int scenario_find_ending(const struct scenario *scenario, const char *id);     /* -1: none */
int scenario_find_card(const struct scenario *scenario, const char *id);       /* -1: none */
int scenario_find_rule(const struct scenario *scenario, const char *id);       /* -1: none */
int scenario_find_checkpoint(const struct scenario *scenario, const char *id); /* -1: none */
int scene_find_option(const struct scene *scene, const char *id);              /* -1: none */
int card_find_fact(const struct card *card, const char *closed_id);            /* -1: none */

/* How long a card must have been open to count as read: a quarter of its words at 60 ms each, and
 * at least 800 ms. Source: docs/decision-log.md, `evidence_seen`. */
int64_t card_threshold_ms(const struct card *card);

/* "account" or "account.letter" for an evidence; written into `out` (a buffer of 160 bytes is
 * enough). */
void evidence_name(const struct scenario *scenario, struct evidence evidence, char *out,
                   size_t size);
/* The inverse. False: no such card or closed fact. */
bool scenario_find_evidence(const struct scenario *scenario, const char *name,
                            struct evidence *out);

#endif
