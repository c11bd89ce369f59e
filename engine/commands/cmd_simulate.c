/* offscript simulate: seeded players on one scenario. */
#include "base/hash.h"
#include "base/json.h"
#include "commands/open.h"
#include "commands/simulate_run.h"
#include "commands/simulate_tell.h"
#include "commands/words.h"
#include "session/simulate.h"
#include "terminal/print.h"

#include <stdlib.h>
#include <string.h>

enum { RUNS_DEFAULT = 1000, RUNS_MAX = 10000000 };

struct simulate {
    const struct scenario *scenario;
    enum player player;
    uint64_t seed;
    int runs;
};

/* ---- what was covered ---- */

struct coverage {
    int seen, of;
    struct buf never; /* a JSON list without its brackets */
};

static void cover(void *self, const char *name, int count) {
    struct coverage *coverage = self;
    coverage->of++;
    coverage->seen += count > 0;
    if (count > 0)
        return;
    if (coverage->never.len)
        buf_char(&coverage->never, ',');
    json_string(&coverage->never, name);
}

/* ---- reporting ---- */

/* sum / count to four places, halves up; null without a count. */
static void json_mean(struct buf *out, const char *key, int64_t sum, int64_t count,
                      int64_t sum_unit) {
    json_key(out, key);
    if (count == 0) {
        json_string(out, NULL);
        return;
    }
    int64_t scaled = sum * (10000 / sum_unit);
    int64_t half = scaled < 0 ? -count / 2 : count / 2;
    json_decimal(out, (scaled + half) / count, 4);
}

static void write_coverage(struct buf *out, const struct simulation *s) {
    json_key(out, "coverage");
    buf_char(out, '{');
    for (int i = 0; i < COVERAGE_COUNT; i++) {
        struct coverage coverage = {0};
        simulation_cover(s, (enum coverage_kind)i, cover, &coverage);
        json_key(out, coverage_name((enum coverage_kind)i));
        buf_text(out, "{\"seen\":");
        json_int(out, coverage.seen);
        json_key(out, "of");
        json_int(out, coverage.of);
        json_key(out, "never");
        buf_printf(out, "[%s]}", buf_cstr(&coverage.never));
        buf_finish(&coverage.never);
    }
    buf_char(out, '}');
}

static void write_json(const struct simulate *simulate, const struct simulation *s) {
    struct buf out = {0};
    char seed[17];
    hex16(simulate->seed, seed);
    int64_t ended = s->runs - s->unfinished;
    buf_text(&out, "{\"scenario\":");
    json_string(&out, s->scenario->id);
    json_key(&out, "player");
    json_string(&out, player_name(simulate->player));
    json_key(&out, "runs");
    json_int(&out, s->runs);
    json_key(&out, "seed");
    json_string(&out, seed);
    json_key(&out, "provisional");
    json_bool(&out, s->weaker > 0);
    json_mean(&out, "mean_credit", s->credit, s->keyed, CREDIT_ONE);
    json_mean(&out, "acceptable_share", s->acceptable, s->keyed, 1);
    json_key(&out, "endings");
    buf_char(&out, '{');
    for (int i = 0; i < s->scenario->ending_count; i++) {
        json_key(&out, s->scenario->endings[i].id);
        json_int(&out, s->endings[i]);
    }
    buf_char(&out, '}');
    write_coverage(&out, s);
    json_key(&out, "outcome");
    buf_char(&out, '{');
    json_mean(&out, "resolved", s->resolved, ended, 1);
    json_mean(&out, "retained", s->retained, ended, 1);
    json_mean(&out, "compliant", s->compliant, ended, 1);
    json_mean(&out, "csat", s->csat, ended, 1);
    json_mean(&out, "cost", s->cost, ended, 1);
    buf_char(&out, '}');
    json_mean(&out, "mean_decisions", s->decisions + s->timeouts, s->runs, 1);
    json_key(&out, "timeouts");
    json_int(&out, s->timeouts);
    json_key(&out, "unfinished");
    json_int(&out, s->unfinished);
    buf_text(&out, "}\n");
    print_json(buf_cstr(&out), out.len);
    buf_finish(&out);
}

static double mean(int64_t sum, int64_t count) {
    return (double)sum / (double)count;
}

static void print_key(const struct simulation *s) {
    if (s->weaker)
        print_out("Provisional: a practice key, not a measured one.\n");
    if (s->keyed)
        print_out("mean credit       %.3f\nacceptable        %.1f %%\n",
                  mean(s->credit, s->keyed) / CREDIT_ONE, 100 * mean(s->acceptable, s->keyed));
    else
        print_out("mean credit       there is no key\n");
}

static void print_outcome(const struct simulation *s) {
    int64_t ended = s->runs - s->unfinished;
    if (ended == 0)
        print_out("no call ended\n");
    else
        print_out("resolved %.0f %%, retained %.0f %%, compliant %.0f %%, satisfaction %.2f of 5, "
                  "cost %.1f %s\n",
                  100 * mean(s->resolved, ended), 100 * mean(s->retained, ended),
                  100 * mean(s->compliant, ended), mean(s->csat, ended), mean(s->cost, ended),
                  s->scenario->currency ? s->scenario->currency : "");
    if (s->unfinished)
        print_out("%d calls did not end: they went on after %d decisions, or nothing could be "
                  "chosen\n",
                  s->unfinished, PLAYER_DECISIONS_MAX);
}

static void print_coverage(const struct simulation *s) {
    for (int i = 0; i < COVERAGE_COUNT; i++) {
        struct coverage coverage = {0};
        simulation_cover(s, (enum coverage_kind)i, cover, &coverage);
        print_out("\n%s: %d of %d\n", coverage_name((enum coverage_kind)i), coverage.seen,
                  coverage.of);
        if (coverage.never.len)
            print_out("  never: %s\n", buf_cstr(&coverage.never));
        buf_finish(&coverage.never);
    }
    print_out("\nThe player 'silent' meets what only nudges and timeouts show.\n");
}

static void print_text(const struct simulate *simulate, const struct simulation *s) {
    print_out("%s: %d calls by the player '%s', seed %016llx\n\n", s->scenario->id, s->runs,
              player_name(simulate->player), (unsigned long long)simulate->seed);
    print_key(s);
    print_out("decisions per call %.2f (%lld ran out of time)\n",
              mean(s->decisions + s->timeouts, s->runs), (long long)s->timeouts);
    print_outcome(s);
    print_out("\nendings\n");
    for (int i = 0; i < s->scenario->ending_count; i++)
        print_out("  %-24s %d\n", s->scenario->endings[i].id, s->endings[i]);
    print_coverage(s);
}

/* ---- the command ---- */

static bool parse_seed(const struct words *words, uint64_t *seed, struct err *err) {
    const char *text = words_value(words, "seed");
    char *end;
    *seed = 0;
    if (!text)
        return true;
    if (strlen(text) > 16 || text[strspn(text, "0123456789abcdefABCDEF")] || !*text)
        return err_set(err, ERR_USAGE, "--seed %s: up to 16 hexadecimal digits are needed", text);
    *seed = strtoull(text, &end, 16);
    return true;
}

enum { CALLS_MAX = 1000 };

/* What is asked for; level -1: all of them. */
struct asked {
    struct simulate simulate;
    int level;
    long calls; /* played calls to print */
    bool is_json, has_player;
};

static bool parse(const struct words *words, struct asked *asked, struct err *err) {
    long runs = RUNS_DEFAULT;
    int player = PLAYER_RANDOM;
    *asked = (struct asked){.level = -1};
    if (!words_number(words, "runs", 1, RUNS_MAX, &runs, err) ||
        !words_choice(words, "player", player_of,
                      "random, best, worst, first, longest, shortest, escalate, refuse, act, "
                      "middle, silent, hasty, newest",
                      &player, err) ||
        !words_choice(words, "level", level_of, "calm, standard, storm", &asked->level, err) ||
        !words_number(words, "calls", 1, CALLS_MAX, &asked->calls, err) ||
        !parse_seed(words, &asked->simulate.seed, err))
        return false;
    asked->simulate.player = (enum player)player;
    asked->simulate.runs = (int)runs;
    asked->is_json = words_value(words, "json");
    asked->has_player = words_value(words, "player") || asked->is_json;
    return true;
}

/* One player at one level, counted. */
static bool tell_player(const struct asked *asked, struct err *err) {
    const struct simulate *simulate = &asked->simulate;
    enum level level = asked->level < 0 ? LEVEL_STANDARD : (enum level)asked->level;
    struct simulation counted = {0};
    bool ok = simulate_run(simulate->scenario, simulate->player, level, simulate->seed,
                           simulate->runs, &counted, err);
    if (ok && asked->is_json)
        write_json(simulate, &counted);
    else if (ok)
        print_text(simulate, &counted);
    simulation_finish(&counted);
    return ok;
}

static bool tell(const struct asked *asked, struct err *err) {
    const struct simulate *simulate = &asked->simulate;
    enum level level = asked->level < 0 ? LEVEL_STANDARD : (enum level)asked->level;
    if (asked->calls)
        return simulate_calls(simulate->scenario, simulate->player, level, simulate->seed,
                              (int)asked->calls, err);
    if (asked->has_player)
        return tell_player(asked, err);
    return simulate_tell(simulate->scenario, asked->level, simulate->seed, simulate->runs, err);
}

static enum exit_status run(const struct command *command, struct words *words) {
    (void)command;
    struct err err = {0};
    struct paths paths;
    struct asked asked;
    if (!parse(words, &asked, &err) || !paths_find(&paths, &err))
        return fail(&err);
    for (int i = 0; i < words->argument_count; i++) {
        struct scenario *scenario = open_for_play(&paths, words->arguments[i], &err);
        if (!scenario)
            return fail(&err);
        asked.simulate.scenario = scenario;
        if (i > 0 && !asked.is_json)
            print_out("\n");
        bool ok = tell(&asked, &err);
        scenario_destroy(scenario);
        if (!ok)
            return fail(&err);
    }
    return EXIT_DONE;
}

static const struct flag flags[] = {
    {"runs", "N", "calls to play (1000)"},
    {"player", "NAME", "only this one, counted: random, best, worst, first, longest, hasty, …"},
    {"seed", "HEX", "of the first call; call k has seed + k (0)"},
    {"level", "LEVEL", "calm, standard or storm; all three without it (one player: standard)"},
    {"calls", "N", "print N played calls as dialogue, to read aloud"},
    {"json", NULL, "one JSON document for each scenario, of one player (random)"},
    {NULL, NULL, NULL},
};

const struct command command_simulate = {
    .name = "simulate",
    .arguments = "SCENARIO…",
    .summary = "seeded players: what habits earn, and what is never heard",
    .details =
        "A key that a habit can beat, a text nobody meets and an ending nobody reaches show here\n"
        "before a person meets them: all players at all levels, in sentences. The result depends "
        "on the\n"
        "seed only.",
    .example = "offscript simulate telecom/last_greeting",
    .flags = flags,
    .least = 1,
    .most = -1,
    .run = run,
};
