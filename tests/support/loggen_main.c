/* generate-logs: decision logs of simulated agents in any number; see loggen.h. */
#include "support/loggen.h"
#include "support/loggen_play.h"

#include "base/file.h"
#include "record/bundle.h"
#include "script/script.h"
#include "stats/rng.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Long ago: the logs of many days must not be dated ahead of any machine's clock. */
#define GENERATED_START_MS INT64_C(1700000000000)

struct wish {
    const char *name, *help;
    double value;
};

enum {
    WISH_AGENTS,
    WISH_SCENARIOS,
    WISH_NODES,
    WISH_SEED,
    WISH_PER_FILE,
    WISH_ESCALATORS,
    WISH_GAMERS,
    WISH_SURE,
    WISH_BLIND,
    WISH_A,
    WISH_SIGMA,
    WISH_COUNT
};

static struct wish wishes[WISH_COUNT] = {
    [WISH_AGENTS] = {"--agents", "simulated agents, ability N(0,1)", 20},
    [WISH_SCENARIOS] = {"--scenarios", "calls in the bank; each agent plays each once", 12},
    [WISH_NODES] = {"--nodes", "decisions in a call", 4},
    [WISH_SEED] = {"--seed", "everything follows from it", 1},
    [WISH_PER_FILE] = {"--per-file", "sessions in one file", 1},
    [WISH_ESCALATORS] = {"--over-escalators", "of the agents: pass calls up by default", 0},
    [WISH_GAMERS] = {"--gamers", "of the agents: work for the clock", 0},
    [WISH_SURE] = {"--over-confident", "of the agents: surer than they are right", 0},
    [WISH_BLIND] = {"--blind", "of the agents: decide without evidence", 0},
    [WISH_A] = {"--slope", "common slope of the decisions", 1},
    [WISH_SIGMA] = {"--sigma", "scenario effect", 0.5},
};

static int help(void) {
    printf("generate-logs --out DIR [OPTION N…] --play FILE.lua…\n"
           "generate-logs --out DIR [--key operational|pilot|illustrative] [OPTION N…]\n\n");
    for (int i = 0; i < WISH_COUNT; i++)
        printf("  %-18s %s (%g)\n", wishes[i].name, wishes[i].help, wishes[i].value);
    printf("\nWrites DIR/truth.csv, too: what is true of each agent.\n");
    return 0;
}

static bool parse(int argc, char **argv, const char **out, struct loggen_setup *setup) {
    for (int i = 1; i + 1 < argc; i += 2) {
        bool is_known = false;
        for (int w = 0; w < WISH_COUNT; w++)
            if (strcmp(argv[i], wishes[w].name) == 0) {
                wishes[w].value = atof(argv[i + 1]);
                is_known = true;
            }
        if (strcmp(argv[i], "--out") == 0) {
            *out = argv[i + 1];
        } else if (strcmp(argv[i], "--key") == 0) {
            int key = key_status_of(argv[i + 1]);
            setup->key = (enum key_status)(key < 0 ? 0 : key);
        } else if (!is_known) {
            fprintf(stderr, "generate-logs: unknown option %s\n", argv[i]);
            return false;
        }
    }
    setup->scenarios = (int)wishes[WISH_SCENARIOS].value;
    setup->nodes = (int)wishes[WISH_NODES].value;
    setup->seed = (uint64_t)wishes[WISH_SEED].value;
    setup->a = wishes[WISH_A].value;
    setup->sigma = wishes[WISH_SIGMA].value;
    return *out != NULL;
}

/* Cuts `--play A B …` off the end. */
static int take_paths(int *argc, char **argv, char ***paths) {
    for (int i = 1; i < *argc; i++)
        if (strcmp(argv[i], "--play") == 0) {
            int count = *argc - i - 1;
            *paths = argv + i + 1;
            *argc = i;
            return count;
        }
    return 0;
}

/* The first agents are the odd ones, in the order of the options. */
static struct loggen_agent make_agent(int number, struct rng *rng) {
    struct loggen_agent agent = loggen_ordinary(number, rng_normal(rng));
    int at = number;
    if (at < wishes[WISH_ESCALATORS].value) {
        agent.escalation = 3;
        return agent;
    }
    at -= (int)wishes[WISH_ESCALATORS].value;
    if (at < wishes[WISH_GAMERS].value) {
        agent.gaming = 4;
        agent.clock_effect = -1.5;
        agent.clock_haste = 0.8;
        return agent;
    }
    at -= (int)wishes[WISH_GAMERS].value;
    if (at < wishes[WISH_SURE].value) {
        agent.confidence = 2;
        return agent;
    }
    at -= (int)wishes[WISH_SURE].value;
    if (at < wishes[WISH_BLIND].value) {
        agent.evidence = 0.15;
        agent.blind_cost = 1.5;
    }
    return agent;
}

static bool flush(const char *folder, int file, struct buf *text) {
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%s/%07d.jsonl", folder, file);
    FILE *stream = fopen(path, "wb"); /* no sync: these can be made again */
    bool ok = stream && !text->failed && fwrite(text->data, 1, text->len, stream) == text->len;
    ok = stream && fclose(stream) == 0 && ok;
    if (!ok)
        fprintf(stderr, "generate-logs: cannot write %s\n", path);
    buf_clear(text);
    return ok;
}

/* ---- really played -----------------------------------------------------------------------------
 */

static struct scenario *load(const char *path, const char *out) {
    struct script_report report = {0};
    struct err err = {0};
    struct buf bundle = {0};
    struct scenario *scenario = script_load_file(path, &report, &err);
    bool ok = scenario && bundle_make(scenario, &bundle, &err) &&
              bundle_store(out, scenario->sha256, &bundle, &err);
    if (!ok) {
        fprintf(stderr, "generate-logs: %s: %s\n", path, err.text);
        scenario_destroy(scenario);
        scenario = NULL;
    }
    buf_finish(&bundle);
    script_report_finish(&report);
    return scenario;
}

static bool play_once(const struct scenario *scenario, const char *out, int number, int session,
                      struct model_agent *agent, struct rng *rng) {
    char id[48], uuid[37], path[PATH_MAX];
    struct buf log = {0};
    struct err err = {0};
    snprintf(id, sizeof id, "agent_%05d", number);
    int64_t start_ms = GENERATED_START_MS + session * INT64_C(86400000);
    loggen_session_id(start_ms, rng, uuid);
    agent->sigma_u = wishes[WISH_SIGMA].value * rng_normal(rng);
    rng_init(&agent->rng, rng_next(rng));
    struct play_wish wish = {.scenario = scenario,
                             .session = uuid,
                             .agent = id,
                             .mode = MODE_ASSESSMENT,
                             .level = LEVEL_STANDARD,
                             .seed = rng_next(rng),
                             .start_ms = start_ms,
                             .player = PLAYER_COUNT,
                             .rule = model_agent_answers,
                             .self = agent};
    snprintf(path, sizeof path, "%s/%s.jsonl", out, uuid);
    bool ok = loggen_play(&wish, &log) && file_write(path, log.data, log.len, 0600, &err);
    buf_finish(&log);
    return ok;
}

static int play_scenarios(char **paths, int count, const char *out) {
    struct rng rng;
    bool ok = true;
    rng_init(&rng, (uint64_t)wishes[WISH_SEED].value);
    for (int s = 0; ok && s < count; s++) {
        struct scenario *scenario = load(paths[s], out);
        ok = scenario != NULL;
        for (int a = 0; ok && a < (int)wishes[WISH_AGENTS].value; a++) {
            struct model_agent agent = {0};
            struct rng own;
            rng_init(&own, (uint64_t)a + 1);
            agent.theta = rng_normal(&own);
            ok = play_once(scenario, out, a, s, &agent, &rng);
        }
        scenario_destroy(scenario);
    }
    return ok ? 0 : 3;
}

int main(int argc, char **argv) {
    struct loggen_setup setup = loggen_default();
    setup.start_ms = GENERATED_START_MS;
    const char *out = NULL;
    struct err err = {0};
    char path[PATH_MAX];
    if (argc < 2 || strcmp(argv[1], "--help") == 0)
        return help();
    char **paths = NULL;
    int path_count = take_paths(&argc, argv, &paths);
    if (!parse(argc, argv, &out, &setup))
        return 2;
    if (path_count)
        return folder_make(out, &err) ? play_scenarios(paths, path_count, out) : 3;
    struct loggen *generator = loggen_create(&setup);
    snprintf(path, sizeof path, "%s/truth.csv", out);
    FILE *truth = generator && folder_make(out, &err) ? fopen(path, "w") : NULL;
    if (!truth) {
        fprintf(stderr, "generate-logs: %s\n", err.text[0] ? err.text : "cannot write there");
        return 3;
    }
    struct rng rng;
    rng_init(&rng, setup.seed);
    struct buf text = {0};
    bool ok = true;
    int64_t decisions = 0;
    int sessions = 0, file = 0, per_file = (int)wishes[WISH_PER_FILE].value;
    fprintf(truth, "agent,team,theta,escalation,confidence,evidence,clock_effect,gaming\n");
    for (int a = 0; ok && a < (int)wishes[WISH_AGENTS].value; a++) {
        struct loggen_agent agent = make_agent(a, &rng);
        fprintf(truth, "%s,%s,%.6f,%g,%g,%g,%g,%g\n", agent.id, agent.team, agent.theta,
                agent.escalation, agent.confidence, agent.evidence, agent.clock_effect,
                agent.gaming);
        for (int s = 0; ok && s < setup.scenarios; s++) {
            decisions += loggen_session(generator, &agent, a, s, (a + s) % setup.scenarios,
                                        MODE_ASSESSMENT, &text);
            if (++sessions % per_file == 0)
                ok = flush(out, file++, &text);
        }
    }
    if (ok && text.len)
        ok = flush(out, file++, &text);
    fclose(truth);
    buf_finish(&text);
    loggen_destroy(generator);
    printf("%lld decisions in %d sessions, %d files\n", (long long)decisions, sessions, file);
    return ok ? 0 : 3;
}
