/* Does the whole model do what it promises for a small team? 200 seeded teams of 20 agents with 48
 * decisions each (12 of 15 scenarios of 4 three-category decisions, spread of the scenario effect
 * .6): an interval EAP ± 1.96 total SE, centred on the team, must cover an agent's true place in 93
 * to 97 % of cases. */
#include "stats/irt_fit.h"
#include "stats/irt_score.h"
#include "stats/prim.h"
#include "stats/rng.h"

#include <math.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { AGENTS = 20, SCENARIOS = 15, PLAYED = 12, NODES = 4 * SCENARIOS, TEAMS = 200, THREADS = 4 };

static const double TRUE_SLOPE = 1.1, TRUE_SIGMA = 0.6;

struct team {
    double theta[AGENTS], d[NODES][3];
    struct irt_response response[AGENTS * PLAYED * 4];
    int count;
};

struct result {
    int covered, covered_plain, agents; /* with the total SE; with the posterior's alone */
    double correlation, slope, sigma, psd;
    int teams, retries;
    bool failed;
};

static int draw_category(struct rng *rng, double z, const double *d) {
    double one = exp(z + d[1]), two = exp(2 * z + d[2]);
    double at = rng_uniform(rng) * (1 + one + two);
    return at < 1 ? 0 : at < 1 + one ? 1 : 2;
}

static void draw_agent(struct team *t, struct rng *rng, int agent) {
    int order[SCENARIOS];
    for (int s = 0; s < SCENARIOS; s++)
        order[s] = s;
    t->theta[agent] = rng_normal(rng);
    for (int s = 0; s < PLAYED; s++) {
        int other = s + (int)rng_below(rng, (uint32_t)(SCENARIOS - s)), scenario = order[other];
        order[other] = order[s];
        double u = rng_normal(rng);
        for (int j = 4 * scenario; j < 4 * scenario + 4; j++) {
            double z = TRUE_SLOPE * t->theta[agent] + TRUE_SIGMA * u;
            t->response[t->count++] =
                (struct irt_response){agent, j, draw_category(rng, z, t->d[j])};
        }
    }
}

static void draw_team(struct team *t, uint64_t seed) {
    struct rng rng;
    rng_init(&rng, seed);
    t->count = 0;
    for (int j = 0; j < NODES; j++) {
        double location = rng_normal(&rng), half = 0.5 + 0.5 * rng_uniform(&rng);
        t->d[j][0] = 0;
        t->d[j][1] = -(location - half);
        t->d[j][2] = -2 * location;
    }
    for (int i = 0; i < AGENTS; i++)
        draw_agent(t, &rng, i);
}

static double mean(const double *x) {
    double sum = 0;
    for (int i = 0; i < AGENTS; i++)
        sum += x[i] / AGENTS;
    return sum;
}

static void compare(const struct team *t, const struct irt_model *model,
                    const struct irt_tables *tables, const struct irt_data *data,
                    struct result *out) {
    double eap[AGENTS], se[AGENTS], psd[AGENTS];
    for (int i = 0; i < AGENTS; i++) {
        struct irt_posterior p;
        irt_posterior(model, tables, data, i, &p);
        eap[i] = p.eap;
        se[i] = p.se_total;
        psd[i] = p.psd;
    }
    double centre = mean(eap), true_centre = mean(t->theta);
    for (int i = 0; i < AGENTS; i++) {
        double off = fabs(eap[i] - centre - (t->theta[i] - true_centre));
        out->covered += off <= SCORE_Z95 * se[i];
        out->covered_plain += off <= SCORE_Z95 * psd[i];
        out->psd += psd[i];
        out->agents++;
    }
    out->correlation += correlation(eap, t->theta, AGENTS);
    out->slope += model->a;
    out->sigma += model->sigma;
    out->teams++;
}

static void run_team(uint64_t seed, struct result *out) {
    struct team *t = calloc(1, sizeof *t);
    struct irt_model *model = irt_model_create(NODES);
    for (int j = 0; j < NODES; j++)
        model->node[j].scenario = j / 4;
    draw_team(t, seed);
    struct irt_data *data = irt_data_create(model, t->response, (size_t)t->count, AGENTS, NULL);
    struct irt_options options = irt_options_default();
    struct irt_fit fit;
    out->failed |= !irt_fit(model, data, NULL, &options, &fit, NULL) || !fit.is_converged;
    out->retries += fit.retries;
    struct irt_tables *tables = irt_tables_create(model, &fit.grid);
    irt_tables_fill(tables, model);
    compare(t, model, tables, data, out);
    irt_tables_destroy(tables);
    irt_data_destroy(data);
    irt_model_destroy(model);
    free(t);
}

struct worker {
    int first;
    struct result result;
};

static void *work(void *context) {
    struct worker *w = context;
    for (int team = w->first; team < TEAMS; team += THREADS)
        run_team((uint64_t)team + 1, &w->result);
    return NULL;
}

static void test_recovery(void **state) {
    (void)state;
    struct worker worker[THREADS];
    pthread_t thread[THREADS];
    struct result all = {0};
    for (int i = 0; i < THREADS; i++) {
        worker[i] = (struct worker){.first = i};
        assert_int_equal(pthread_create(&thread[i], NULL, work, &worker[i]), 0);
    }
    for (int i = 0; i < THREADS; i++) {
        pthread_join(thread[i], NULL);
        const struct result *r = &worker[i].result;
        assert_false(r->failed);
        all.covered += r->covered;
        all.covered_plain += r->covered_plain;
        all.agents += r->agents;
        all.correlation += r->correlation / TEAMS;
        all.slope += r->slope / TEAMS;
        all.sigma += r->sigma / TEAMS;
        all.psd += r->psd / (TEAMS * AGENTS);
        all.retries += r->retries;
    }
    double share = (double)all.covered / all.agents;
    print_message("%d teams: coverage %.4f (posterior alone %.4f), r %.3f, mean psd %.3f, slope "
                  "%.3f of %.1f, "
                  "sigma %.3f of %.1f, searched fits %d\n",
                  TEAMS, share, (double)all.covered_plain / all.agents, all.correlation, all.psd,
                  all.slope, TRUE_SLOPE, all.sigma, TRUE_SIGMA, all.retries);
    assert_int_equal(all.agents, TEAMS * AGENTS);
    assert_true(share >= 0.93 && share <= 0.97);
    assert_true(all.correlation > 0.94 && all.psd < 0.35);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_recovery)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
