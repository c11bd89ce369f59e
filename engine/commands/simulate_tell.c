#include "commands/simulate_tell.h"

#include "commands/simulate_run.h"
#include "session/explore.h"
#include "terminal/print.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A habit may earn this much more than dice before it is called one that pays. */
#define HABIT_LIMIT 0.05
enum { FEEDS_MAX = 3 };

struct telling {
    const struct scenario *scenario;
    struct simulation players[PLAYER_COUNT]; /* over the levels */
    struct simulation levels[LEVEL_COUNT];   /* over the players */
    struct explore_result explored;
    bool is_level[LEVEL_COUNT]; /* played */
    int told;                   /* of this section */
};

/* ---- playing ---- */

static bool play_all(struct telling *telling, uint64_t seed, int runs, struct err *err) {
    for (int player = 0; player < PLAYER_COUNT; player++)
        for (int level = 0; level < LEVEL_COUNT; level++) {
            struct simulation one = {0};
            bool ok =
                !telling->is_level[level] || simulate_run(telling->scenario, (enum player)player,
                                                          (enum level)level, seed, runs, &one, err);
            if (ok && telling->is_level[level]) {
                simulation_add(&telling->players[player], &one);
                simulation_add(&telling->levels[level], &one);
            }
            simulation_finish(&one);
            if (!ok)
                return false;
        }
    return true;
}

static bool begin(struct telling *telling, const struct scenario *scenario, int level,
                  struct err *err) {
    bool ok = true;
    *telling = (struct telling){.scenario = scenario};
    for (int i = 0; i < PLAYER_COUNT; i++)
        ok = simulation_init(&telling->players[i], scenario) && ok;
    for (int i = 0; i < LEVEL_COUNT; i++) {
        telling->is_level[i] = level < 0 || level == i;
        ok = simulation_init(&telling->levels[i], scenario) && ok;
    }
    return (ok || err_memory(err)) && explore_run(scenario, NULL, &telling->explored, err);
}

static void end(struct telling *telling) {
    for (int i = 0; i < PLAYER_COUNT; i++)
        simulation_finish(&telling->players[i]);
    for (int i = 0; i < LEVEL_COUNT; i++)
        simulation_finish(&telling->levels[i]);
    explore_finish(&telling->explored);
}

/* ---- what habits earn ---- */

static double mean_of(const struct simulation *s) {
    return s->keyed ? (double)s->credit / (double)s->keyed / CREDIT_ONE : 0;
}

/* ".71", "1.00" */
static const char *share(double value, char out[16]) {
    snprintf(out, 16, "%.2f", value);
    return out[0] == '0' ? out + 1 : out;
}

static const struct habit {
    enum player player;
    const char *what, *before, *after; /* before and after "'OPTION' in 'SCENE'" */
} habits[] = {
    {PLAYER_LONGEST, "Always the longest answer", "Shorten ", "."},
    {PLAYER_SHORTEST, "Always the shortest answer", "Lengthen ", "."},
    {PLAYER_FIRST, "Always the first answer shown", "Put others beside ", "."},
    {PLAYER_MIDDLE, "Always the middle course", "Make ", " cost something."},
    {PLAYER_ESCALATE, "Always passing it up",
     "Add a matter that is the agent's own to settle, unlike ", "."},
    {PLAYER_REFUSE, "Always refusing", "Add a matter where to refuse is wrong, unlike ", "."},
    {PLAYER_ACT, "Always acting at once", "Add a matter where to act at once is wrong, unlike ",
     "."},
    {PLAYER_NEWEST, "Always what joined last", "Let a poor answer wait for a look beside ", "."},
    {PLAYER_SILENT, "Never answering", "Let silence cost more than ", "."},
};

/* How much more the habit earns than dice in this scene, in all of its decisions. */
static double gain_in(const struct simulation *habit, const struct simulation *dice, int scene) {
    if (!habit->scene_keyed[scene] || !dice->scene_keyed[scene])
        return 0;
    double own = (double)habit->scene_credit[scene] / habit->scene_keyed[scene];
    double other = (double)dice->scene_credit[scene] / dice->scene_keyed[scene];
    return (own - other) * habit->scene_keyed[scene];
}

/* The option of the scene that the habit takes most often; -1: none. */
static int taken_most(const struct simulation *s, int scene) {
    int most = -1;
    for (int i = 0; i < s->scenario->scenes[scene].option_count; i++) {
        int count = s->options[s->option_first[scene] + i];
        if (count && (most < 0 || count > s->options[s->option_first[scene] + most]))
            most = i;
    }
    return most;
}

/* The scenes that feed it most, the best first; how many. */
static int find_feeds(const struct simulation *habit, const struct simulation *dice,
                      int out[FEEDS_MAX]) {
    int count = 0;
    for (int scene = 0; scene < habit->scenario->scene_count; scene++) {
        double gain = gain_in(habit, dice, scene);
        int at = count;
        if (gain <= 0)
            continue;
        while (at > 0 && gain > gain_in(habit, dice, out[at - 1]))
            at--;
        if (at == FEEDS_MAX)
            continue;
        if (count < FEEDS_MAX)
            count++;
        for (int i = count - 1; i > at; i--)
            out[i] = out[i - 1];
        out[at] = scene;
    }
    return count;
}

static void tell_feeds(const struct telling *telling, const struct habit *habit) {
    const struct simulation *own = &telling->players[habit->player];
    const struct scene *scenes = telling->scenario->scenes;
    int feeds[FEEDS_MAX];
    int count = find_feeds(own, &telling->players[PLAYER_RANDOM], feeds);
    for (int i = 0; i < count; i++)
        print_out("%s'%s'",
                  i == 0           ? " It is fed by "
                  : i == count - 1 ? " and "
                                   : ", ",
                  scenes[feeds[i]].id);
    int option = count ? taken_most(own, feeds[0]) : -1;
    print_out("%s", count ? ". " : "");
    if (option >= 0)
        print_out("%s'%s' in '%s'%s", habit->before, scenes[feeds[0]].options[option].id,
                  scenes[feeds[0]].id, habit->after);
    print_out("\n");
}

static void tell_habits(const struct telling *telling) {
    const struct simulation *dice = &telling->players[PLAYER_RANDOM];
    char a[16], b[16], c[16], d[16];
    int quiet = 0;
    if (!dice->keyed) {
        print_out("There is no key: nothing says which answer is better.\n");
        return;
    }
    print_out("Who knows the key earns %s, who looks at nothing and takes the best of what is "
              "offered %s, dice %s, the worst answers %s.\n",
              share(mean_of(&telling->players[PLAYER_BEST]), a),
              share(mean_of(&telling->players[PLAYER_HASTY]), b), share(mean_of(dice), c),
              share(mean_of(&telling->players[PLAYER_WORST]), d));
    for (size_t i = 0; i < sizeof habits / sizeof *habits; i++) {
        double earned = mean_of(&telling->players[habits[i].player]);
        if (earned - mean_of(dice) <= HABIT_LIMIT)
            continue;
        print_out("%s earns %s; dice earn %s.", habits[i].what, share(earned, a),
                  share(mean_of(dice), b));
        tell_feeds(telling, &habits[i]);
    }
    for (size_t i = 0; i < sizeof habits / sizeof *habits; i++) {
        double earned = mean_of(&telling->players[habits[i].player]);
        if (earned - mean_of(dice) > HABIT_LIMIT)
            continue;
        print_out("%s%s (%s)", quiet++ ? ", " : "No habit, by more than .05 over dice: ",
                  player_name(habits[i].player), share(earned, a));
    }
    if (quiet)
        print_out(".\n");
}

/* ---- what is never heard ---- */

/* "only at storm", from the levels where it was met. */
static void only_at(const bool *met, char *out, size_t size) {
    size_t len = (size_t)snprintf(out, size, "only at");
    for (int i = 0; i < LEVEL_COUNT; i++)
        if (met[i] && len < size)
            len += (size_t)snprintf(out + len, size - len, "%s %s", len > 7 ? " and" : "",
                                    level_name((enum level)i));
}

/* `counts` gives a counter of each level. `ways` has the levels at which a way through the call
 * comes to it, -1: nobody knows. */
static void tell_text(struct telling *telling, const char *name, const char *text,
                      const int *counts[LEVEL_COUNT], int ways) {
    bool met[LEVEL_COUNT];
    int levels = 0, played = 0;
    char why[80] = "a way leads to it, but no player takes it";
    for (int i = 0; i < LEVEL_COUNT; i++) {
        met[i] = *counts[i] > 0;
        levels += met[i];
        played += telling->is_level[i];
    }
    if (levels == played)
        return;
    bool elsewhere[LEVEL_COUNT];
    int other_levels = 0, here = 0;
    for (int i = 0; i < LEVEL_COUNT; i++) {
        elsewhere[i] = ways > 0 && (ways >> i & 1);
        other_levels += elsewhere[i];
        here += elsewhere[i] && telling->is_level[i];
    }
    if (other_levels && !here)
        only_at(elsewhere, why, sizeof why);
    else if (levels)
        only_at(met, why, sizeof why);
    else if (ways == 0)
        snprintf(why, sizeof why, "no way through the call comes to it");
    else if (ways < 0)
        snprintf(why, sizeof why, "no player comes to it");
    print_out("  %s (%s): \"%s\"\n", name, why, text);
    telling->told++;
}

static void tell_at(struct telling *telling, const char *id, const char *part, int number,
                    const char *text, int *const arrays[LEVEL_COUNT], int index, int ways) {
    const int *counts[LEVEL_COUNT];
    char name[200];
    for (int i = 0; i < LEVEL_COUNT; i++)
        counts[i] = arrays[i] + index;
    if (number)
        snprintf(name, sizeof name, "%.64s%s%.64s %d", id, *part ? ", " : "", part, number);
    else
        snprintf(name, sizeof name, "%.64s%s%.64s", id, *part ? ", " : "", part);
    tell_text(telling, name, text, counts, ways);
}

#define ARRAYS(telling, member)                                                                    \
    { (telling)->levels[0].member, (telling)->levels[1].member, (telling)->levels[2].member }

static void tell_lines(struct telling *telling) {
    int *const lines[] = ARRAYS(telling, lines);
    int *const spoken[] = ARRAYS(telling, spoken);
    const struct simulation *s = &telling->levels[0];
    for (int i = 0; i < telling->scenario->scene_count; i++) {
        const struct scene *scene = &telling->scenario->scenes[i];
        const uint8_t *ways = telling->explored.lines + telling->explored.line_first[i];
        for (int v = 0; v < scene->customer.count; v++)
            tell_at(telling, scene->id, "variant", v + 1, scene->customer.items[v].text, lines,
                    s->line_first[i] + v, ways[v]);
        for (int v = 0; v < scene->lines.count; v++)
            tell_at(telling, scene->id, "further line", v + 1, scene->lines.items[v].text, spoken,
                    s->spoken_first[i] + v, -1);
        for (int n = 0; n < scene->nudge_count; n++)
            for (int v = 0; v < scene->nudges[n].text.count; v++)
                tell_at(telling, scene->id, "nudge", n + 1, scene->nudges[n].text.items[v].text,
                        lines, s->nudge_line_first[s->nudge_first[i] + n] + v, -1);
    }
}

static void tell_option_texts(struct telling *telling) {
    int *const lines[] = ARRAYS(telling, lines);
    int *const options[] = ARRAYS(telling, options);
    const struct simulation *s = &telling->levels[0];
    for (int i = 0; i < telling->scenario->scene_count; i++) {
        const struct scene *scene = &telling->scenario->scenes[i];
        for (int o = 0; o < scene->option_count; o++) {
            const struct option *option = &scene->options[o];
            int at = s->option_first[i] + o;
            tell_at(telling, scene->id, option->id, 0, option->say ? option->say : option->act,
                    options, at, telling->explored.options[telling->explored.option_first[i] + o]);
            for (int v = 0; v < option->says.count && option->says.count > 1; v++)
                tell_at(telling, scene->id, option->id, v + 1, option->says.items[v].text, lines,
                        s->says_first[at] + v, -1);
        }
    }
}

static void tell_endings(struct telling *telling) {
    int *const endings[] = ARRAYS(telling, endings);
    int *const lines[] = ARRAYS(telling, lines);
    int *const spoken[] = ARRAYS(telling, spoken);
    const struct simulation *s = &telling->levels[0];
    for (int i = 0; i < telling->scenario->ending_count; i++) {
        const struct ending *ending = &telling->scenario->endings[i];
        int first = s->spoken_first[telling->scenario->scene_count + i];
        tell_at(telling, ending->id, "ending", 0, ending->title, endings, i,
                telling->explored.endings[i]);
        for (int v = 0; v < ending->customer.count; v++)
            tell_at(telling, ending->id, "variant", v + 1, ending->customer.items[v].text, lines,
                    s->ending_line_first[i] + v, -1);
        for (int v = 0; v < ending->lines.count; v++)
            tell_at(telling, ending->id, "further line", v + 1, ending->lines.items[v].text, spoken,
                    first + v, -1);
        for (int v = 0; v < ending->later.count; v++)
            tell_at(telling, ending->id, "later", v + 1, ending->later.items[v].text, spoken,
                    first + ending->lines.count + v, -1);
    }
}

/* ---- options never best ---- */

static bool is_ever_best(const struct telling *telling, int option) {
    for (int i = 0; i < LEVEL_COUNT; i++)
        if (telling->levels[i].best[option])
            return true;
    return false;
}

static void tell_never_best(struct telling *telling) {
    const struct simulation *s = &telling->levels[0];
    for (int i = 0; i < telling->scenario->scene_count; i++) {
        const struct scene *scene = &telling->scenario->scenes[i];
        int told = 0, keyed = 0;
        for (int level = 0; level < LEVEL_COUNT; level++)
            keyed += telling->levels[level].scene_keyed[i];
        for (int o = 0; keyed && o < scene->option_count; o++) {
            if (is_ever_best(telling, s->option_first[i] + o))
                continue;
            if (told++)
                print_out(", %s", scene->options[o].id);
            else
                print_out("  %s: %s", scene->id, scene->options[o].id);
        }
        if (told)
            print_out("\n");
        telling->told += told;
    }
}

/* ---- all of it ---- */

static void tell_head(const struct telling *telling, int runs) {
    int64_t decisions = 0, weaker = 0;
    int levels = 0;
    for (int i = 0; i < PLAYER_COUNT; i++) {
        decisions += telling->players[i].decisions;
        weaker += telling->players[i].weaker;
    }
    print_out("%s: %d players, %d calls each at ", telling->scenario->id, PLAYER_COUNT, runs);
    for (int i = 0; i < LEVEL_COUNT; i++)
        if (telling->is_level[i])
            print_out("%s%s", levels++ ? ", " : "", level_name((enum level)i));
    print_out(" (%lld decisions)\n", (long long)decisions);
    if (weaker)
        print_out("Provisional: a practice key, not a measured one.\n");
}

bool simulate_tell(const struct scenario *scenario, int level, uint64_t seed, int runs,
                   struct err *err) {
    struct telling telling;
    bool ok = begin(&telling, scenario, level, err) && play_all(&telling, seed, runs, err);
    if (ok) {
        tell_head(&telling, runs);
        print_out("\nWhat habits earn\n");
        tell_habits(&telling);
        print_out("\nWhat is never heard, or not at every level\n");
        tell_lines(&telling);
        tell_option_texts(&telling);
        tell_endings(&telling);
        if (!telling.told)
            print_out("  Everything is heard at every level.\n");
        telling.told = 0;
        print_out("\nOptions that are never best\n");
        tell_never_best(&telling);
        if (!telling.told)
            print_out("  Each is best in some call.\n");
    }
    end(&telling);
    return ok;
}
