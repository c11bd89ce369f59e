/* Conditions (`when = "…"`): a small subset of Lua's expressions over integers, parsed once into C.
 *
 *   or · and · not · == ~= < <= > >= · + - · * · unary - · ( ) · integers · true false
 *   anger, trust, minutes (where the story tells the time), declared variables, seen.CARD,
 *   seen.CARD.FACT, visits.SCENE, took.SCENE.OPTION
 *
 * Precedence as in Lua; comparisons do not chain. true is 1, false and 0 are false (unlike Lua,
 * where 0 is true): a counter can stand as a condition. 64 bits, saturating. At most 64 operators,
 * nesting 32. */
#ifndef MODEL_CONDITION_H
#define MODEL_CONDITION_H

#include "model/scenario.h"

enum { CONDITION_OPERATORS_MAX = 64, CONDITION_NESTING_MAX = 32 };

/* What failed, so that the caller can choose the diagnostic: an unknown word is E104, the rest
 * E112. */
enum condition_fault {
    CONDITION_OK,
    CONDITION_UNKNOWN_WORD,
    CONDITION_SYNTAX,
    CONDITION_TOO_LARGE,
    CONDITION_NO_MEMORY
};

/* Parses `text` against the slots of `scenario` (numbered before), into its arena. On a fault `err`
 * says what and where, with the nearest known word for an unknown one. */
enum condition_fault condition_parse(struct scenario *scenario, const char *text,
                                     const struct condition **out, struct err *err);

/* The same language with `//` (by a positive whole constant, rounded down) besides: what an ending
 * costs and how it is liked. Comparisons count 0 or 1. */
enum condition_fault expression_parse(struct scenario *scenario, const char *text,
                                      const struct condition **out, struct err *err);

/* What it comes to for these slots; 1 for NULL. 64 bits, saturating. */
int64_t condition_value(const struct condition *condition, const int32_t *slots);

/* The first item whose condition holds; `otherwise` when there is none. */
int64_t computed_value(const struct computed *computed, const int32_t *slots, int64_t otherwise);

/* True if it holds for these slots (scenario.slot_count values). NULL always holds. */
bool condition_holds(const struct condition *condition, const int32_t *slots);

const char *condition_source(const struct condition *condition); /* NULL for NULL */

/* Calls `each` for every slot the condition reads (for "unused variable"). */
void condition_slots(const struct condition *condition, void (*each)(void *self, int slot),
                     void *self);

/* How many steps judging it takes at most; 0 for NULL. */
int condition_size(const struct condition *condition);

/* Calls `each` for every use of a slot, with the largest constant that the slot is compared with
 * there: values above it cannot be told apart. Standing alone as true or false counts as compared
 * with 0. CONDITION_UNBOUNDED: it is used in another way (arithmetic, compared with a variable). */
#define CONDITION_UNBOUNDED INT64_MAX
void condition_bounds(const struct condition *condition,
                      void (*each)(void *self, int slot, int64_t bound), void *self);

/* What the values of its slots leave a condition to say. VARIES also where nobody can tell: it
 * reckons with slots, compares them with one another, or reads too many. */
enum condition_truth { TRUTH_VARIES, TRUTH_ALWAYS, TRUTH_NEVER };
struct slot_range {
    int32_t low, high;
};
/* `ranges` has one for each slot of the scenario. `slots` is room for scenario.slot_count values.
 */
enum condition_truth condition_truth(const struct condition *condition,
                                     const struct slot_range *ranges, int32_t *slots);

/* The first that holds, or -1 when there is none. */
int variants_choose(const struct variants *variants, const int32_t *slots);
int branches_choose(const struct branches *branches, const int32_t *slots);

/* Every entry whose condition holds, as bits: entry i is bit i. */
uint32_t spoken_choose(const struct spoken_list *list, const int32_t *slots);

#endif
