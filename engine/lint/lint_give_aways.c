/* W209: what a habit could beat. A kind speaks where it holds in more than half of the decisions
 * that it could hold in: then whoever follows it needs to know nothing. */
#include "lint/lint_private.h"
#include "lint/lint_words.h"

#include "base/utf8.h"

#include <stdio.h>
#include <string.h>

enum give_away { LONGEST, SHORTEST, FIRST, NEWEST, POLITE, MEASURED, GIVE_AWAY_COUNT };

/* Two lengths are told apart from this on: per cent of the shorter one, and characters. */
enum { LENGTH_PERCENT = 15, LENGTH_LEAST = 5 };

struct tally {
    struct lint *lint;
    int of, times;     /* decisions that it could hold in, and holds in */
    int scene, option; /* the first of them, and its best option */
    char scenes[200];  /* ids of them */
    char numbers[160]; /* of the first */
};

struct decision {
    const struct scene *scene;
    struct key key;
    int best; /* the highest credit; ties in authored order */
};

static bool is_best(const struct decision *decision, int option) {
    return decision->key.credit[option] == decision->key.credit[decision->best];
}

static int length(const struct option *option) {
    const char *words = lint_words(option);
    return (int)utf8_length(words, strlen(words));
}

/* ---- lengths ---- */

static bool is_longest(const struct decision *decision, bool wants_longest, char *numbers,
                       size_t size) {
    const struct scene *scene = decision->scene;
    int own = -1, other = -1;
    for (int i = 0; i < scene->option_count; i++) {
        int *extreme = is_best(decision, i) ? &own : &other;
        int len = length(&scene->options[i]);
        if (*extreme < 0 || (wants_longest ? len > *extreme : len < *extreme))
            *extreme = len;
    }
    int more = wants_longest ? own - other : other - own, less = wants_longest ? other : own;
    if (other < 0 || more < LENGTH_LEAST || more * 100 < less * LENGTH_PERCENT)
        return false;
    snprintf(numbers, size, "%d characters, the next %d", own, other);
    return true;
}

/* ---- where it stands ---- */

/* Those that escalate stand last: a single one that does not is always the first. */
static bool is_first(const struct decision *decision) {
    int keeping = 0;
    for (int i = 0; i < decision->scene->option_count; i++)
        keeping += !decision->scene->options[i].escalates;
    return keeping == 1 && !decision->scene->options[decision->best].escalates;
}

static bool waits_for_a_look(const struct scenario *scenario, const struct option *option) {
    return option->need_count > 0 || lint_seen_by(scenario, option);
}

/* -1: nothing joins late. Else: what joins is more often good than poor, the best among it. */
static int is_newest(const struct scenario *scenario, const struct decision *decision,
                     char *numbers, size_t size) {
    int good = 0, poor = 0;
    bool is_among = false;
    for (int i = 0; i < decision->scene->option_count; i++) {
        if (!waits_for_a_look(scenario, &decision->scene->options[i]))
            continue;
        is_among = is_among || is_best(decision, i);
        if (decision->key.category[i] >= 2)
            good++;
        else
            poor++;
    }
    snprintf(numbers, size, "of %d that wait for a look %d %s good", good + poor, good,
             good == 1 ? "is" : "are");
    return good + poor == 0 ? -1 : is_among && good > poor;
}

/* ---- words ---- */

/* The best has such words and no other does; with `inverse`: all others have them and it has not.
 */
static bool is_alone(const struct decision *decision, const char *locale,
                     bool (*has)(const char *text, const char *locale), bool inverse) {
    int others = 0, others_with = 0, own = 0;
    for (int i = 0; i < decision->scene->option_count; i++) {
        bool with = has(lint_words(&decision->scene->options[i]), locale);
        if (is_best(decision, i)) {
            own += with;
        } else {
            others++;
            others_with += with;
        }
    }
    return inverse ? own == 0 && others >= 2 && others_with == others : own > 0 && others_with == 0;
}

/* ---- over the decisions ---- */

/* 1: it holds, 0: it does not, -1: it could not. */
static int judge(const struct scenario *scenario, const struct decision *decision,
                 enum give_away kind, char *numbers, size_t size) {
    *numbers = '\0';
    switch (kind) {
    case LONGEST:
    case SHORTEST:
        return is_longest(decision, kind == LONGEST, numbers, size);
    case FIRST:
        return is_first(decision);
    case NEWEST:
        return is_newest(scenario, decision, numbers, size);
    case POLITE:
        return is_alone(decision, scenario->locale, words_are_polite, false);
    default:
        return is_alone(decision, scenario->locale, words_are_absolute, true);
    }
}

static void count(struct tally *tally, int scene, const struct decision *decision,
                  enum give_away kind) {
    char numbers[160];
    int holds = judge(tally->lint->scenario, decision, kind, numbers, sizeof numbers);
    tally->of += holds >= 0;
    if (holds <= 0)
        return;
    size_t len = strlen(tally->scenes);
    snprintf(tally->scenes + len, sizeof tally->scenes - len, "%s%s", len ? ", " : "",
             decision->scene->id);
    if (tally->times++ == 0) {
        tally->scene = scene;
        tally->option = decision->best;
        memcpy(tally->numbers, numbers, sizeof numbers);
    }
}

static const char *const what[GIVE_AWAY_COUNT] = {
    "the longest",
    "the shortest",
    "always shown first (all others escalate)",
    "what joins after a look",
    "the only polite one",
    "the only one without absolute words such as 'never' and 'always'",
};

static const char *const fixes[GIVE_AWAY_COUNT] = {
    "shorten it, or lengthen another option",
    "lengthen it, or shorten another option",
    "add another option that does not escalate",
    "let poor options wait for the look, too",
    "let the others be as polite",
    "take the absolute words out of the others",
};

static void tell(struct lint *lint, const struct tally *tally, enum give_away kind) {
    const struct scene *scene = &lint->scenario->scenes[tally->scene];
    bool is_one = tally->times == 1;
    struct lint_finding finding =
        lint_of_scene(lint, LINT_GIVE_AWAY, tally->scene, is_one ? tally->option : -1, fixes[kind]);
    lint_tell(lint, finding,
              "give-away: the best option is %s in %d of %d decision%s (%s)%s%s%s%.64s%s%s",
              what[kind], tally->times, tally->of, tally->of == 1 ? "" : "s", tally->scenes,
              *tally->numbers ? "; in '" : "", *tally->numbers ? scene->id : "",
              *tally->numbers ? "' '" : "", *tally->numbers ? scene->options[tally->option].id : "",
              *tally->numbers ? "': " : "", tally->numbers);
}

void lint_give_aways(struct lint *lint) {
    const struct scenario *scenario = lint->scenario;
    for (int kind = 0; kind < GIVE_AWAY_COUNT; kind++) {
        struct tally tally = {.lint = lint};
        for (int i = 0; i < scenario->scene_count; i++) {
            struct decision decision = {.scene = &scenario->scenes[i]};
            if (!lint_key(decision.scene, &decision.key))
                continue;
            for (int o = 1; o < decision.key.count; o++)
                if (decision.key.credit[o] > decision.key.credit[decision.best])
                    decision.best = o;
            count(&tally, i, &decision, (enum give_away)kind);
        }
        if (tally.times * 2 > tally.of)
            tell(lint, &tally, (enum give_away)kind);
    }
}
