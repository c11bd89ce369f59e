#include "support/loggen.h"

#include "base/hash.h"
#include "record/record.h"
#include "stats/prim.h"
#include "stats/rng.h"
#include "support/loggen_play.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct loggen {
    struct loggen_setup setup;
    struct loggen_node *nodes;
    struct buf line;
};

struct loggen_setup loggen_default(void) {
    return (struct loggen_setup){.seed = 1,
                                 .scenarios = 12,
                                 .nodes = 4,
                                 .key = KEY_OPERATIONAL,
                                 .a = 1.0,
                                 .sigma = 0.5,
                                 .location_sd = 0.7,
                                 .location_mean = -0.3,
                                 .needed_share = 0.3,
                                 .needed_location = -1.8,
                                 .has_clock = true,
                                 .start_ms = INT64_C(1790000000000),
                                 .step_ms = INT64_C(43200000)};
}

struct loggen_agent loggen_ordinary(int number, double theta) {
    struct loggen_agent agent = {.theta = theta, .evidence = 0.8};
    snprintf(agent.id, sizeof agent.id, "agent_%05d", number);
    snprintf(agent.team, sizeof agent.team, "team_%02d", number % 5);
    return agent;
}

/* ---- the bank ----------------------------------------------------------------------------------
 */

static uint64_t mix(uint64_t a, uint64_t b) {
    uint64_t state = a ^ (b * UINT64_C(0x9e3779b97f4a7c15));
    return splitmix64(&state);
}

/* One best, one acceptable (mostly), the rest poor; the last one escalates in four of five. */
static void make_options(struct loggen_node *node, const struct loggen_setup *setup,
                         struct rng *rng) {
    static const int credits[3] = {1000, 6000, 10000};
    node->options = 4 + (int)rng_below(rng, 2);
    bool offers = rng_below(rng, 5) != 0;
    bool needed = offers && rng_uniform(rng) < setup->needed_share;
    int last = node->options - 1, plain = offers ? last : node->options;
    int first = (int)rng_below(rng, (uint32_t)plain);
    int second = (first + 1 + (int)rng_below(rng, (uint32_t)plain - 1)) % plain;
    node->category[second] = 1;
    node->category[first] = needed ? 1 : 2;
    if (needed)
        node->category[second] = 0;
    if (offers) {
        node->escalates[last] = true;
        node->category[last] = needed ? 2 : 0;
    }
    node->escalation = needed ? ESCALATION_NEEDED : ESCALATION_UNNEEDED;
    for (int o = 0, is_tagged = 0; o < node->options; o++) {
        node->credit[o] = credits[node->category[o]];
        node->votes[o] = node->category[o] == 2 ? 9 : node->category[o] == 1 ? 2 : 0;
        if (node->category[o] == 0 && !node->escalates[o] && !is_tagged && rng_below(rng, 2)) {
            node->stops[o] = true;
            is_tagged = 1;
        }
    }
}

static void make_node(struct loggen_node *node, const struct loggen_setup *setup, int number,
                      int in_scenario) {
    struct rng rng;
    rng_init(&rng, mix(setup->seed, (uint64_t)number));
    hex16(rng_next(&rng), node->id);
    snprintf(node->scene, sizeof node->scene, "scene_%d", in_scenario + 1);
    make_options(node, setup, &rng);
    double location = setup->location_mean + setup->location_sd * rng_normal(&rng);
    if (node->escalation == ESCALATION_NEEDED) /* a true limit is mostly seen */
        location += setup->needed_location;
    double spread = 0.5 * rng_normal(&rng);
    node->top = 2;
    node->d[1] = -location + spread;
    node->d[2] = -2 * location;
    node->evidence = 1 + (int)rng_below(&rng, LOGGEN_EVIDENCE);
    node->skill = (enum skill)(1 + rng_below(&rng, SKILL_COUNT - 1));
}

struct loggen *loggen_create(const struct loggen_setup *setup) {
    struct loggen *generator = calloc(1, sizeof *generator);
    int count = setup->scenarios * setup->nodes;
    if (!generator)
        return NULL;
    generator->setup = *setup;
    generator->nodes = calloc((size_t)count, sizeof *generator->nodes);
    if (!generator->nodes) {
        free(generator);
        return NULL;
    }
    for (int i = 0; i < count; i++)
        make_node(&generator->nodes[i], setup, i, i % setup->nodes);
    return generator;
}

void loggen_destroy(struct loggen *generator) {
    if (!generator)
        return;
    free(generator->nodes);
    buf_finish(&generator->line);
    free(generator);
}

const struct loggen_node *loggen_node(const struct loggen *generator, int scenario, int node) {
    return &generator->nodes[scenario * generator->setup.nodes + node];
}

/* ---- an agent at a decision --------------------------------------------------------------------
 */

static int choose(const struct loggen_node *node, const struct loggen_agent *agent, double z,
                  bool clock, struct rng *rng, double *p_acceptable) {
    double weight[LOGGEN_OPTIONS], all = 0, acceptable = 0, plain = 0;
    int of_category[3] = {0};
    for (int o = 0; o < node->options; o++)
        of_category[node->category[o]]++;
    for (int o = 0; o < node->options; o++) {
        int x = node->category[o];
        double value = x * z + node->d[x] - log(of_category[x]);
        plain += exp(value);
        acceptable += x >= 1 ? exp(value) : 0;
        value += node->escalates[o] ? agent->escalation : 0;
        value += node->stops[o] && clock ? agent->gaming : 0;
        weight[o] = exp(value);
        all += weight[o];
    }
    *p_acceptable = acceptable / plain;
    double left = rng_uniform(rng) * all;
    for (int o = 0; o < node->options - 1; o++) {
        left -= weight[o];
        if (left < 0)
            return o;
    }
    return node->options - 1;
}

/* What somebody at z = σ u earns in the mean, in ten-thousandths. */
static int64_t expected_credit(const struct loggen_node *node, double sigma) {
    double credit = 0, weights = 0;
    for (int r = -80; r <= 80; r++) {
        double u = r / 20.0, density = exp(-u * u / 2), all = 0, sum = 0;
        int of_category[3] = {0};
        for (int o = 0; o < node->options; o++)
            of_category[node->category[o]]++;
        for (int o = 0; o < node->options; o++) {
            int x = node->category[o];
            double weight = exp(x * sigma * u + node->d[x]) / of_category[x];
            all += weight;
            sum += weight * node->credit[o];
        }
        credit += density * sum / all;
        weights += density;
    }
    return (int64_t)lround(credit / weights);
}

static int state_confidence(const struct loggen_agent *agent, double p, struct rng *rng) {
    double value = logit(fmin(fmax(p, 0.01), 0.99)) + agent->confidence + 0.3 * rng_normal(rng);
    return 20 * (int)lround(5 * logistic(value));
}

/* ---- records -----------------------------------------------------------------------------------
 */

struct writing {
    struct loggen *generator;
    struct buf *out;
    struct record record;
    char session[37], scenario[32], sha256[65], seed[17], prev[65], state[17];
    int64_t seq, t, start_ms;
    const struct loggen_agent *agent;
    enum mode mode;
    int clock;
};

static void begin(struct writing *w, enum record_type type) {
    struct record *r = &w->record;
    record_clear(r);
    r->v = RECORD_VERSION;
    r->rules = w->generator->setup.rules ? w->generator->setup.rules : RULES_NOW;
    r->type = type;
    r->session = w->session;
    r->seq = w->seq;
    r->at = w->start_ms + w->t;
    r->t = w->t;
    r->agent = w->agent->id;
    r->team = w->agent->team[0] ? w->agent->team : NULL;
    r->scenario = w->scenario;
    r->version = 1;
    r->level = level_name(LEVEL_STANDARD);
    r->mode = mode_name(w->mode);
    hex16(mix((uint64_t)w->seq, (uint64_t)w->start_ms), w->state);
    r->state = w->state;
    r->prev = w->seq ? w->prev : NULL;
}

static void finish(struct writing *w) {
    struct buf *line = &w->generator->line;
    buf_clear(line);
    record_write(&w->record, line);
    sha256_hex(line->data, line->len, w->prev);
    buf_add(w->out, line->data, line->len);
    buf_char(w->out, '\n');
    w->seq++;
}

static void write_start(struct writing *w) {
    struct record *r = &w->record;
    begin(w, RECORD_start);
    r->scenario_sha256 = w->sha256;
    r->seed = w->seed;
    r->locale = "en";
    r->app = "offscript 0.1.0";
    r->channel = "voice";
    r->timing = "normal";
    r->clock = w->clock < 0 ? RECORD_NULL : w->clock;
    r->target_s = w->clock < 0 ? RECORD_NULL : 480;
    r->exposure = 1;
    r->chosen_by = "assigned";
    r->kind = "call";
    r->agent_name = w->agent->id;
    r->utc_offset_min = 60;
    r->pace = 0;
    r->voices = "none";
    finish(w);
}

static void write_scene(struct writing *w, const struct loggen_node *node) {
    begin(w, RECORD_scene);
    w->record.scene = node->scene;
    w->record.line = 1;
    w->record.anger = 40;
    w->record.trust = 50;
    w->record.lines = (struct numbers){0};
    w->record.speaks_ms = 0;
    finish(w);
}

/* The machine slept while the first decision was open. */
static void write_suspended(struct writing *w, const struct loggen_node *node) {
    begin(w, RECORD_suspended);
    w->record.scene = node->scene;
    w->record.ms = 90000;
    finish(w);
}

static const char *const option_ids[LOGGEN_OPTIONS] = {"refund_in_full", "apologise_and_explain",
                                                       "ask_for_the_letter", "close_the_case",
                                                       "escalate_to_lead"};
static const char *const card_ids[LOGGEN_EVIDENCE] = {"account", "policy_card", "history"};

struct lists {
    const char *options[LOGGEN_OPTIONS], *stances[LOGGEN_OPTIONS], *needed[LOGGEN_EVIDENCE],
        *seen[LOGGEN_EVIDENCE];
    int64_t credits[LOGGEN_OPTIONS], categories[LOGGEN_OPTIONS], stops[LOGGEN_OPTIONS],
        votes[LOGGEN_OPTIONS], weights[LOGGEN_EVIDENCE];
    int order[LOGGEN_OPTIONS];
};

static const char *option_id(const struct loggen_node *node, int o) {
    return node->escalates[o] ? option_ids[LOGGEN_OPTIONS - 1] : option_ids[o];
}

/* Shuffles all but the escalating option, which comes last. */
static void shuffle(const struct loggen_node *node, struct rng *rng, int *order) {
    int plain = node->escalates[node->options - 1] ? node->options - 1 : node->options;
    for (int o = 0; o < node->options; o++)
        order[o] = o;
    for (int i = plain - 1; i > 0; i--) {
        int j = (int)rng_below(rng, (uint32_t)i + 1), kept = order[i];
        order[i] = order[j];
        order[j] = kept;
    }
}

static void fill_options(struct record *r, const struct loggen_node *node, struct lists *lists) {
    for (int i = 0; i < node->options; i++) {
        int o = lists->order[i];
        lists->options[i] = option_id(node, o);
        lists->stances[i] = node->escalates[o] ? "escalate" : o % 2 ? "inform" : "act";
        lists->credits[i] = node->credit[o];
        lists->categories[i] = node->category[o];
        lists->stops[i] = node->stops[o];
        lists->votes[i] = node->votes[o];
    }
    r->options = (struct texts){lists->options, node->options};
    r->stances = (struct texts){lists->stances, node->options};
    r->credits = (struct numbers){lists->credits, node->options};
    r->option_categories = (struct numbers){lists->categories, node->options};
    r->stops = (struct numbers){lists->stops, node->options};
    r->votes = (struct numbers){lists->votes, node->options};
}

/* Fills the evidence; true: less than half of what is needed was seen. */
static bool fill_evidence(struct record *r, const struct loggen_node *node,
                          const struct loggen_agent *agent, bool clock, struct rng *rng,
                          struct lists *lists) {
    int seen = 0;
    int64_t needed_weight = 0, seen_weight = 0;
    bool hastes = clock && rng_uniform(rng) < agent->clock_haste;
    for (int i = 0; i < node->evidence; i++) {
        lists->needed[i] = card_ids[i];
        lists->weights[i] = 10000 - 1500 * i;
        needed_weight += lists->weights[i];
        if (rng_uniform(rng) < agent->evidence && !hastes) {
            seen_weight += lists->weights[i];
            lists->seen[seen++] = card_ids[i];
        }
    }
    r->evidence_needed = (struct texts){lists->needed, node->evidence};
    r->evidence_weights = (struct numbers){lists->weights, node->evidence};
    r->evidence_seen = (struct texts){lists->seen, seen};
    return 2 * seen_weight < needed_weight;
}

static int write_decision(struct writing *w, const struct loggen_node *node, double z,
                          struct rng *rng) {
    struct record *r = &w->record;
    struct lists lists;
    double p_acceptable;
    bool clock = w->clock == 1;
    double usual = w->agent->latency_ms > 0 ? w->agent->latency_ms : 9000;
    double slowness = 0.5 * rng_normal(rng);
    int64_t latency = (int64_t)(usual * exp(slowness));
    int64_t shown_t = w->t;
    shuffle(node, rng, lists.order);
    w->t += latency + 1500;
    begin(w, RECORD_decision);
    fill_options(r, node, &lists);
    if (fill_evidence(r, node, w->agent, clock, rng, &lists))
        z -= w->agent->blind_cost;
    z += w->agent->haste_cost * slowness;
    int chosen = choose(node, w->agent, z, clock, rng, &p_acceptable);
    r->withheld = (struct withheld){0};
    r->scene = node->scene;
    r->node = node->id;
    r->key_id = node->id;
    r->key = key_status_name(w->generator->setup.key);
    r->option = option_id(node, chosen);
    r->panel_n = 12;
    r->credit = node->credit[chosen];
    r->category = node->category[chosen];
    r->categories = 3;
    r->stance = node->escalates[chosen] ? "escalate" : chosen % 2 ? "inform" : "act";
    r->compliant = 1;
    r->critical = 0;
    r->escalated = node->escalates[chosen];
    r->escalated_to = node->escalates[chosen] ? "Team lead" : NULL;
    r->escalation = escalation_name(node->escalation);
    r->skill = skill_name(node->skill);
    r->exposure = 1;
    r->expects = w->generator->setup.has_expects ? expected_credit(node, w->generator->setup.sigma)
                                                 : RECORD_NULL;
    r->confidence = state_confidence(w->agent, p_acceptable, rng);
    r->shown_t = shown_t;
    r->chosen_t = shown_t + latency;
    r->reading_ms = 0;
    r->latency_ms = latency;
    r->limit_ms = 60000;
    r->changes = (int64_t)rng_below(rng, 3);
    r->words = 60 + (int64_t)rng_below(rng, 40);
    r->locale = "en";
    r->timing = "normal";
    r->clock = w->clock < 0 ? RECORD_NULL : w->clock;
    r->target_s = w->clock < 0 ? RECORD_NULL : 480;
    r->resumes = 0;
    r->to = "next_scene";
    finish(w);
    return node->category[chosen];
}

static void write_end(struct writing *w, int decisions) {
    begin(w, RECORD_end);
    w->record.ending = "kept";
    w->record.outcome = (struct record_outcome){true, true, true, true, 4, 20};
    w->record.decisions = decisions;
    w->record.complete = 1;
    w->record.lines = w->record.later = (struct numbers){0};
    finish(w);
}

int loggen_session(struct loggen *generator, const struct loggen_agent *agent, int number,
                   int session, int scenario, enum mode mode, struct buf *out) {
    const struct loggen_setup *setup = &generator->setup;
    struct writing w = {.generator = generator, .out = out, .agent = agent, .mode = mode};
    struct rng rng;
    char name[64];
    rng_init(&rng, mix(setup->seed, mix((uint64_t)number + 1,
                                        (uint64_t)session * 1000003 + (uint64_t)scenario)));
    w.start_ms = setup->start_ms + session * setup->step_ms + (int64_t)rng_below(&rng, 3600000);
    loggen_session_id(w.start_ms, &rng, w.session);
    snprintf(w.scenario, sizeof w.scenario, "generated/call_%04d", scenario);
    snprintf(name, sizeof name, "%s of %llu", w.scenario, (unsigned long long)setup->seed);
    sha256_hex(name, strlen(name), w.sha256);
    hex16(rng_next(&rng), w.seed);
    w.clock = setup->has_clock ? (int)(rng_next(&rng) & 1) : -1;
    double days = (double)(w.start_ms - setup->start_ms) / 86400000.0;
    double theta = agent->theta + agent->growth * days + (w.clock == 1 ? agent->clock_effect : 0);
    double z = setup->a * theta + setup->sigma * rng_normal(&rng);
    int decisions = 0, last = 2;
    write_start(&w);
    for (int n = 0; n < setup->nodes; n++) {
        const struct loggen_node *node = loggen_node(generator, scenario, n);
        if (setup->branches && n % 2 == 1 && last > 0)
            continue;
        w.t += 4000;
        write_scene(&w, node);
        if (setup->sleeps && n == 0)
            write_suspended(&w, node);
        last = write_decision(&w, node, z, &rng);
        decisions++;
    }
    w.t += 3000;
    if (agent->bunching > 0 && w.clock == 1 && rng_uniform(&rng) < agent->bunching && w.t < 432000)
        w.t = 432000 + (int64_t)rng_below(&rng, 48000);
    write_end(&w, decisions);
    return decisions;
}
