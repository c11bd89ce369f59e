/* A scenario as plain C data: what a trainer declared in Lua, checked and numbered. Everything
 * lives in one arena and never changes after loading, so any number of sessions may share it.
 *
 * State in play is integers only, each in a *slot*: slot 0 is anger, slot 1 trust, then the
 * declared variables, then the counters `seen.CARD`, `seen.CARD.FACT`, `visits.SCENE`,
 * `took.SCENE.OPTION`. */
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
};

/* The names as they stand in files and logs: names.c. */
enum level { LEVEL_CALM, LEVEL_STANDARD, LEVEL_STORM, LEVEL_COUNT };
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
const char *channel_name(enum channel channel);
const char *stance_name(enum stance stance);
const char *escalation_name(enum escalation escalation);
const char *skill_name(enum skill skill);
const char *key_status_name(enum key_status status);
/* The number of the name, or -1. */
int level_of(const char *name);
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
    int words; /* scenario_finish; a template counts as one */
};
struct variants {
    const struct variant *items;
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

struct option {
    const char *id;
    struct place place;
    const char *say;      /* words spoken, or NULL */
    const char *act;      /* a thing done, or NULL; exactly one of the two */
    struct variants says; /* words that go with `act` */
    struct branches to;
    const struct condition *when; /* NULL: always offered */
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

/* A card (fact -1) or one of its closed facts. */
struct evidence {
    int card, fact;
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
    struct variants customer;  /* count 0: nothing is said */
    const char *speaker;       /* NULL: the customer */
    const char *note, *prompt; /* or NULL */
    int seconds;               /* 0: untimed */
    struct branches timeout;   /* count 0 where untimed */
    struct effect timeout_effect;
    const struct nudge *nudges;
    int nudge_count;
    const struct evidence *evidence;
    int evidence_count;
    enum escalation escalation; /* the author's */
    enum skill skill, also_skill;
    const struct panel *panel; /* NULL: none */
    const struct option *options;
    int option_count;   /* 0: the scene only speaks */
    struct branches to; /* of a scene that only speaks */
    int prompt_words;   /* scenario_finish */
    int visits_slot;    /* visits.SCENE */
    char node[17];      /* scenario_finish: the decision's content hash; "" for a speaking scene */
};

struct outcome {
    bool resolved, retained, compliant;
    int csat; /* 1..5 */
    int cost; /* whole units of the currency */
};
struct ending {
    const char *id;
    struct place place;
    const char *title;
    struct variants customer;
    struct outcome outcome;
    const char *lesson; /* or NULL */
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
    const struct condition *when; /* NULL: always there */
    int seen_slot;                /* seen.CARD: 0 or 1 */
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
    enum channel channel;
    int version, phase, difficulty;
    int target_minutes; /* 0: none */
    const enum skill *skills;
    int skill_count;
    const char *agent_role, *agent_brief;
    int agent_limit; /* -1: none given */
    const char *customer_name, *customer_about;
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
    const int *slots_sorted;       /* counters (after the variables) by name, in byte order */
    const int *variables_sorted;   /* slots of the declared variables by name, in byte order */
};

void scenario_destroy(struct scenario *scenario); /* NULL is fine */

/* Gives every counter its slot and builds the name tables, once variables, cards, scenes and
 * options are in place and before any condition is parsed. False: out of memory. */
bool scenario_number_slots(struct scenario *scenario, struct err *err);

/* Last step of loading: computes the node hashes (decision-log.md, `node`) and counts words.
 */
bool scenario_finish(struct scenario *scenario, struct err *err);

/* The slot of a name such as "trust", "credit", "seen.account"; -1: unknown. */
int scenario_slot(const struct scenario *scenario, const char *name, size_t len);

int scenario_find_scene(const struct scenario *scenario, const char *id);  /* -1: none */
int scenario_find_ending(const struct scenario *scenario, const char *id); /* -1: none */
int scenario_find_card(const struct scenario *scenario, const char *id);   /* -1: none */
int scene_find_option(const struct scene *scene, const char *id);          /* -1: none */
int card_find_fact(const struct card *card, const char *closed_id);        /* -1: none */

/* "account" or "account.letter" for an evidence; written into `out` (a buffer of 160 bytes is
 * enough). */
void evidence_name(const struct scenario *scenario, struct evidence evidence, char *out,
                   size_t size);
/* The inverse. False: no such card or closed fact. */
bool scenario_find_evidence(const struct scenario *scenario, const char *name,
                            struct evidence *out);

#endif
