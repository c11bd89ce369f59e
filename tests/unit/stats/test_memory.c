/* Each allocation fails in turn: every function says so, leaks nothing (under the sanitizers) and
 * works again once there is memory. */
#include "stats/cluster.h"
#include "stats/compare.h"
#include "stats/confidence.h"
#include "stats/escalation.h"
#include "stats/irt_fit.h"
#include "stats/irt_loo.h"
#include "stats/latency.h"
#include "stats/process.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);

static int left = -1; /* allocations until one fails; below 0: none does */

static bool fails_now(void) {
    return left >= 0 && left-- == 0;
}

void *__wrap_malloc(size_t size) {
    return fails_now() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size) {
    return fails_now() ? NULL : __real_calloc(count, size);
}

enum { N = 40, NODES = 4 };

struct input {
    double value[N], other[N];
    int group[N], yes[N];
    struct irt_response response[N];
    struct latency time[N];
};

static struct input make_input(void) {
    struct input in;
    for (int i = 0; i < N; i++) {
        in.value[i] = (i * 7 % 11) / 10.0;
        in.other[i] = i * 5 % 13;
        in.group[i] = i / 4;
        in.yes[i] = i % 3 > 0;
        in.response[i] = (struct irt_response){i / NODES, i % NODES, i * 3 % 5 % 3};
        in.time[i] = (struct latency){i / NODES, i % NODES, in.value[i]};
    }
    return in;
}

static bool run_irt(const struct input *in) {
    struct err err = {0};
    struct irt_options options = irt_options_default();
    struct irt_fit fit;
    struct irt_node_fit fits[NODES];
    struct irt_node_se se[NODES];
    struct irt_residual residual[N];
    struct irt_pair pair[4];
    int found;
    double mean;
    struct irt_model *model = irt_model_create(NODES);
    struct irt_data *data = model ? irt_data_create(model, in->response, N, N / NODES, &err) : NULL;
    bool ok = data && irt_fit(model, data, NULL, &options, &fit, &err);
    struct irt_tables *tables = ok ? irt_tables_create(model, &fit.grid) : NULL;
    ok = ok && tables;
    if (ok) {
        irt_tables_fill(tables, model);
        irt_leave_one_out_all(tables, data, residual);
        ok = irt_node_ses(model, data, tables, NULL, &options, se) &&
             irt_node_fits(residual, N, NODES, fits) &&
             irt_local_dependence(residual, N, model, 5, pair, 4, &found, &mean);
    } else if (model && !tables && err.code != ERR_NONE) {
        assert_int_equal(err.code, ERR_MEMORY);
    }
    irt_tables_destroy(tables);
    irt_data_destroy(data);
    irt_model_destroy(model);
    return ok;
}

static bool run_latency(const struct input *in) {
    double beta[NODES], sigma2[NODES], zeta[N], se[N];
    struct latency_model m = {.beta = beta, .sigma2 = sigma2, .zeta = zeta, .se = se};
    return latency_fit(in->time, N, N / NODES, NODES, &m, NULL) &&
           latency_fit_pooled(in->time, N, N / NODES, NODES, &m, NULL) &&
           latency_fit_common(in->time, N, N / NODES, NODES, &m, NULL);
}

static bool run_small(const struct input *in) {
    struct cluster_mean mean;
    struct confidence confidence;
    struct speed_accuracy speed;
    return cluster_mean(in->value, in->group, N, N, &mean) &&
           confidence_measure(in->value, in->yes, 10, &confidence) &&
           speed_accuracy(in->value, in->other, in->group, N, N, 1, &speed);
}

static void fail_each(bool (*run)(const struct input *), int at_least) {
    struct input in = make_input();
    int failures = 0;
    for (bool ok = false; !ok; failures += !ok) {
        left = failures;
        ok = run(&in);
        if (!ok)
            assert_int_equal(left, -1); /* it was the failed allocation that stopped it */
    }
    left = -1;
    assert_true(failures >= at_least);
    assert_true(run(&in));
}

static void test_irt(void **state) {
    (void)state;
    fail_each(run_irt, 25);
}

static void test_latency(void **state) {
    (void)state;
    fail_each(run_latency, 8);
}

static void test_small(void **state) {
    (void)state;
    fail_each(run_small, 8);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_irt),
        cmocka_unit_test(test_latency),
        cmocka_unit_test(test_small),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
