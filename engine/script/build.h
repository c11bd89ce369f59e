/* From plain values to the scenario: shared by the build_*.c and read.c. */
#ifndef SCRIPT_BUILD_H
#define SCRIPT_BUILD_H

#include "base/suggest.h"
#include "script/ids.h"
#include "script/load.h"

enum {
    CHARACTERS_LINE_MAX = 1200, /* what the customer says at one time */
    CHARACTERS_OPTION_MAX = 300,
    CHARACTERS_CARD_MAX = 8000,   /* all of a card */
    CHARACTERS_TEXT_MAX = 2000,   /* any other text */
    CHARACTERS_SCENE_MAX = 16000, /* all of a scene, but the panel's reasons */
};

enum { MISSPELT_MAX = 32 };

/* What is being built, for messages. */
struct where {
    struct place place;
    const char *kind, *id; /* "scene", "hospital" */
    const char *scene;     /* of an option; else NULL */
    const struct declaration *from;
};

struct build {
    struct load *load;
    struct scenario *scenario;
    struct ids targets; /* numbers below scene_count are scenes, the others endings */
    struct ids cards, experts, rules, checkpoints;
    /* The arrays of the scenario while they are being filled, and where each item comes from. */
    struct scene *scenes;
    struct ending *endings;
    struct card *cards_made;
    struct expert *experts_made;
    struct rule *rules_made;
    struct checkpoint *checkpoints_made;
    const struct declaration **from[DECLARED_COUNT];
    int made[DECLARED_COUNT];
    const struct declaration *scenario_from;
    /* Of the options of the scene being built. */
    const struct declaration *options_from[OPTIONS_SCENE_MAX];
    size_t characters;    /* of the scene or card being built */
    bool has_bad_target;  /* a scene or an ending has a bad id: what names it is not told */
    bool has_bad_options; /* the scene being built has two of one id, or a bad id */
    /* Unknown keys that are near to one that was meant, the newest last; missing keys are looked up
     * here before they are told. */
    struct misspelt {
        const struct declaration *from;
        const char *meant;
    } misspelt[MISSPELT_MAX];
    int misspelt_count;
    size_t suggest_left; /* candidates that may still be compared for "did you mean" */
    bool is_in_ending;   /* {cost} and {csat} are known */
    bool knows_words;    /* all files ran and `vars` was understood: unknown words are errors */
    bool knows_facts;    /* each `closed` was understood */
    bool knows_ids;      /* all files ran: missing ids are errors */
};

/* ---- findings ---- */

/* At the declaration. */
void fault(struct build *build, const struct where *where, int code, const char *fix,
           const char *format, ...) __attribute__((format(printf, 5, 6)));

/* At the key of `at`, a value of the declaration (at the item itself where it has no key). What
 * follows from a word that was told already is not told again. */
void fault_at(struct build *build, const struct where *where, const struct value *at, int code,
              const char *fix, const char *format, ...) __attribute__((format(printf, 6, 7)));

/* Likewise for what revision 1 of the format let pass: a warning in the bundle of an old log. */
void fault_new(struct build *build, const struct where *where, const struct value *at, int code,
               const char *fix, const char *format, ...) __attribute__((format(printf, 6, 7)));

/* Zeroed memory of the scenario; NULL: noted in load->no_memory. */
void *build_array(struct build *build, size_t count, size_t size);

/* ---- tables ---- */

/* Sorts the named entries of `table` into `found` (NULL where absent), by `names`; others are E103
 * with the nearest name. False: not a table (E112), and `found` is all NULL. */
bool read_fields(struct build *build, const struct where *where, const char *what,
                 const struct value *table, const char *const *names, int count,
                 const struct value **found);

/* Was this key, which is missing, given under a name that was told as unknown? */
bool is_misspelt(const struct build *build, const struct where *where, const char *key);

/* E112 for items (entries without key) from number `first` (0 …) on. */
void refuse_items(struct build *build, const struct where *where, const char *what,
                  const struct value *table, int first);

/* ---- values; `key` names them in messages, a NULL `value` gives `missing` ---- */

void wrong_type(struct build *build, const struct where *where, const char *key,
                const struct value *value, const char *wanted);
int read_int(struct build *build, const struct where *where, const char *key,
             const struct value *value, int low, int high, int missing);
bool read_bool(struct build *build, const struct where *where, const char *key,
               const struct value *value, bool missing);
/* 0 … 1 as ten-thousandths. */
int read_share(struct build *build, const struct where *where, const char *key,
               const struct value *value, int missing);
/* One of a fixed list of names by `of` (-1: none) and `name` (NULL ends it or is skipped). */
struct name_list {
    int (*of)(const char *name);
    const char *(*name)(int number);
    int count;
};
extern const struct name_list kind_names, channel_names, stance_names, escalation_names,
    skill_names;
int read_name(struct build *build, const struct where *where, const char *key,
              const struct value *value, const struct name_list *names, int missing);

/* A text for people: characters, length (E113, E114, E116), and names in braces unless `max` is
 * given negative (then the text is never expanded). NULL: absent or faulty. */
const char *read_text(struct build *build, const struct where *where, const char *key,
                      const struct value *value, int max);
/* As read_text for a text of one line, such as a title, a name or a prompt: E112 for more. */
const char *read_line(struct build *build, const struct where *where, const char *key,
                      const struct value *value, int max);
/* As read_line for one that must be there. */
const char *need_line(struct build *build, const struct where *where, const char *key,
                      const struct value *value, int max);
/* As read_text for a text that must be there. */
const char *need_text(struct build *build, const struct where *where, const char *key,
                      const struct value *value, int max);
void read_variants(struct build *build, const struct where *where, const char *key,
                   const struct value *value, int max, struct variants *out);
void read_branches(struct build *build, const struct where *where, const char *key,
                   const struct value *value, struct branches *out);
const struct condition *read_condition(struct build *build, const struct where *where,
                                       const char *key, const struct value *value);
void read_effect(struct build *build, const struct where *where, const struct value *set,
                 const struct value *add, struct effect *out);
void read_accept(struct build *build, const struct where *where, const struct value *value,
                 int scene, int option);

/* Ids in a text, separated by blanks or commas, or in a list of texts. Each is handed to `each`
 * (closed by a NUL). False: not of that form (E112). */
bool read_words(struct build *build, const struct where *where, const char *key,
                const struct value *value, void (*each)(void *self, const char *word), void *self);
/* Evidence: cards and closed facts. *count -1 where `value` is absent. */
const struct evidence *read_evidence(struct build *build, const struct where *where,
                                     const char *key, const struct value *value, int *count);

/* E120 at `at` (NULL: the declaration) unless it is a good id; `is_expert` reserves two words more.
 */
bool check_id(struct build *build, const struct where *where, const struct value *at,
              const char *what, const char *id, size_t len, bool is_expert);
/* E120 unless it is a good scenario id. */
void check_scenario_id(struct build *build, const struct where *where, const char *id, size_t len);

/* "did you mean 'x'?" A bounded number of candidates is compared in one loading. */
struct hint {
    struct suggest suggest;
    char word[80]; /* the word without what a reader cannot see; kept, do not copy a hint */
    char text[128];
};
bool is_report_full(const struct build *build);
bool can_hint(const struct build *build); /* else a loop over candidates can stop */
void hint_init(struct hint *hint, const char *word);
void hint_add(struct build *build, struct hint *hint, const char *candidate);
void hint_ids(struct build *build, struct hint *hint, const struct ids *ids);
const char *hint_text(struct hint *hint, const char *otherwise); /* otherwise: none is near */

/* A word of the person's, as messages show it: what cannot be seen or told apart is written out. */
struct shown {
    char text[160];
};
const char *visible_id(struct shown *shown, const char *id);
const char *visible_in_message(struct shown *shown, const char *text);

/* False: no such card or closed fact, and said (E106). */
bool find_evidence(struct build *build, const struct where *where, const char *key,
                   const struct value *value, const char *word, struct evidence *out);

/* ---- build_story.c ---- */

/* A BCP 47 tag as far as it matters here: letters, digits and `-`. NULL: absent. */
const char *read_tag(struct build *build, const struct where *where, const char *key,
                     const struct value *value);
int read_takes(struct build *build, const struct where *where, const struct value *value);
int read_pause(struct build *build, const struct where *where, const struct value *value);
void read_voice(struct build *build, const struct where *where, const char *key,
                const struct value *value, struct voice_hint *out);
void read_needs(struct build *build, const struct where *where, const struct value *value,
                struct option *option);
/* `is_spoken`: by somebody; else told, as `later` is. A text stands for a list of one. */
void read_spoken(struct build *build, const struct where *where, const char *key,
                 const struct value *value, bool is_spoken, int max, struct spoken_list *out);
/* A whole number within bounds, or yes and no; as it stands, as variants, or as an expression. */
struct amount {
    bool is_bool;
    int low, high, missing;
};
void read_computed(struct build *build, const struct where *where, const char *key,
                   const struct value *value, const struct amount *kind, struct computed *out);
/* The number of the declared thing that `value` names; -1: none (and said, unless absent). */
int read_declared(struct build *build, const struct where *where, const char *key,
                  const struct value *value, const char *kind, const struct ids *ids);
void check_variant_order(struct build *build, const struct where *where, const char *key,
                         const struct value *at, int index, int count, bool has_when);
/* The scenario's keys that revision 2 brought, and its phase. */
struct story_fields {
    const struct value *kind, *phase, *pair, *pace, *own_words, *story_clock, *exceptions,
        *speakers;
};
void build_story(struct build *build, const struct where *where, const struct story_fields *from);
void build_rule(struct build *build, struct rule *rule, const struct declaration *from);
void build_checkpoint(struct build *build, struct checkpoint *checkpoint,
                      const struct declaration *from);

/* ---- the parts ---- */

void build_header(struct build *build);
void build_card(struct build *build, struct card *card, const struct declaration *from);
void build_scene(struct build *build, struct scene *scene, const struct declaration *from);
void build_option(struct build *build, const struct where *scene_where, int scene, int index,
                  const struct declaration *from);
void build_panel(struct build *build, const struct where *where, struct scene *scene,
                 const struct value *value);
void build_ending(struct build *build, struct ending *ending, const struct declaration *from);

/* E108 and E118: what only the whole shows. */
void check_graph(struct build *build);

#endif
