/* The trainer's worklist: options nobody takes, keys the panel does not agree on, one decision
 * asked twice. */
#include "score/calibrate.h"
#include "support/cmocka.h"
#include "support/loggen.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { AGENTS = 60, SCENARIOS = 6, NODES = 4 };

struct bank {
    struct buf log;
    struct columns *columns;
    struct dataset *data;
    struct score_run *run;
    struct node_health *health;
};

/* Agents from `first` on, of ability `theta` in the middle, play all calls of that bank. */
static void play(struct bank *bank, uint64_t seed, enum key_status key, int first, int count,
                 double theta) {
    struct loggen_setup setup = loggen_default();
    setup.seed = seed;
    setup.key = key;
    setup.scenarios = SCENARIOS;
    struct loggen *generator = loggen_create(&setup);
    assert_non_null(generator);
    for (int a = first; a < first + count; a++) {
        struct loggen_agent agent = loggen_ordinary(a, theta + 0.6 * (a % 5 - 2));
        for (int s = 0; s < SCENARIOS; s++)
            loggen_session(generator, &agent, a, s, s, MODE_ASSESSMENT, &bank->log);
    }
    loggen_destroy(generator);
}

static void score(struct bank *bank) {
    struct err err = {0};
    struct columns_text text = {"log", bank->log.data, bank->log.len};
    struct dataset_request measured = {.keys = KEY_OPERATIONAL, .as_of_ms = INT64_MAX};
    struct score_request scored = {0};
    bank->columns = columns_read_texts(&text, 1, &(struct columns_request){.threads = 1}, &err);
    assert_non_null(bank->columns);
    assert_int_equal(bank->columns->skipped_count, 0);
    bank->data = dataset_create(bank->columns, &measured, &err);
    assert_non_null(bank->data);
    bank->run = score_run_create(bank->data, &scored, &err);
    assert_non_null(bank->run);
    bank->health = calloc((size_t)bank->data->items + 1, sizeof *bank->health);
    assert_non_null(bank->health);
}

static void examine(struct bank *bank) {
    struct err err = {0};
    assert_true(node_healths(bank->run, bank->health, &err));
}

static void finish(struct bank *bank) {
    free(bank->health);
    score_run_destroy(bank->run);
    dataset_destroy(bank->data);
    columns_destroy(bank->columns);
    buf_finish(&bank->log);
}

static const struct node_complaint *complaint_of(const struct node_health *health,
                                                 enum complaint_kind kind) {
    for (int i = 0; i < health->worklist_count; i++)
        if (health->worklist[i].kind == kind)
            return &health->worklist[i];
    return NULL;
}

static int count_complaints(const struct bank *bank, enum complaint_kind kind) {
    int count = 0;
    for (int32_t i = 0; i < bank->data->items; i++)
        count += complaint_of(&bank->health[i], kind) != NULL;
    return count;
}

/* Who always takes the best leaves every other option dead; each is named. */
static void test_dead_options(void **state) {
    (void)state;
    struct bank bank = {0};
    play(&bank, 1, KEY_OPERATIONAL, 0, 40, 30);
    score(&bank);
    examine(&bank);
    assert_int_equal(bank.data->items, SCENARIOS * NODES);
    for (int32_t i = 0; i < bank.data->items; i++) {
        int dead = 0, options = 0;
        const char *shown = columns_text(bank.columns, bank.data->item[i].choices);
        for (const char *at = shown; *at; at++)
            options += *at == '\n';
        for (int c = 0; c < bank.health[i].worklist_count; c++) {
            struct buf text = {0};
            if (bank.health[i].worklist[c].kind != NODE_DEAD_OPTION)
                continue;
            node_complaint_write(bank.run, i, &bank.health[i].worklist[c], &text);
            assert_int_equal(strncmp(buf_cstr(&text), "dead_option:", 12), 0);
            assert_non_null(strstr(shown, buf_cstr(&text) + 12));
            buf_finish(&text);
            dead++;
        }
        assert_int_equal(dead, options - 1);
        assert_non_null(complaint_of(&bank.health[i], NODE_TOO_EASY));
    }
    finish(&bank);
}

/* A key that became ambiguous, and a bank that never had another. */
static void test_contested(void **state) {
    (void)state;
    struct bank bank = {0};
    struct contested *contested;
    struct err err = {0};
    int count, known = 0;
    play(&bank, 1, KEY_OPERATIONAL, 0, 20, 0);
    play(&bank, 1, KEY_AMBIGUOUS, 20, 3, 0);
    play(&bank, 2, KEY_AMBIGUOUS, 30, 5, 0);
    score(&bank);
    examine(&bank);
    assert_int_equal(bank.data->items, SCENARIOS * NODES);
    assert_true(contested_make(bank.data, &contested, &count, &err));
    assert_int_equal(count, 2 * SCENARIOS * NODES);
    for (int i = 0; i < count; i++) {
        bool is_item = contested[i].item >= 0;
        assert_int_equal(contested[i].n, is_item ? 3 : 5);
        if (is_item)
            assert_int_equal(bank.data->item[contested[i].item].node, contested[i].node);
        known += is_item;
    }
    assert_int_equal(known, SCENARIOS * NODES);
    assert_int_equal(count_complaints(&bank, NODE_CONTESTED), SCENARIOS * NODES);
    struct buf text = {0};
    calibration_write(bank.run, bank.health, &text);
    struct calibration *again = calibration_parse(text.data, text.len, "file", &err);
    assert_non_null(again);
    assert_int_equal(again->count, bank.run->model->nodes);
    assert_non_null(
        strstr(buf_cstr(&text), "\"contested\":[{\"scenario\":\"generated/call_0000\""));
    calibration_destroy(again);
    buf_finish(&text);
    free(contested);
    finish(&bank);
}

/* Gives what is left over at one node to the agents' decision at another. */
static void copy_left(struct score_run *run, int from, int to) {
    for (int32_t i = 0; i < run->left_count; i++)
        for (int32_t k = 0; k < run->left_count; k++)
            if (run->left[i].detail.node == from && run->left[k].detail.node == to &&
                run->left[i].detail.agent == run->left[k].detail.agent) {
                run->left[k].detail.category = run->left[i].detail.category;
                run->left[k].detail.fitted = run->left[i].detail.fitted;
            }
}

static void test_dependent(void **state) {
    (void)state;
    struct bank bank = {0};
    play(&bank, 1, KEY_OPERATIONAL, 0, AGENTS, 0);
    score(&bank);
    examine(&bank);
    assert_int_equal(count_complaints(&bank, NODE_DEPENDENT), 0);
    copy_left(bank.run, 4, 6); /* both of the second call */
    examine(&bank);
    assert_int_equal(count_complaints(&bank, NODE_DEPENDENT), 2);
    const struct node_complaint *one = complaint_of(&bank.health[4], NODE_DEPENDENT);
    assert_non_null(one);
    assert_int_equal(one->other, 6);
    struct buf text = {0};
    node_complaint_write(bank.run, 4, one, &text);
    assert_string_equal(buf_cstr(&text), "dependent:scene_3");
    buf_finish(&text);
    copy_left(bank.run, 0, 9); /* of two calls: likeness there is ability, not one decision */
    examine(&bank);
    assert_int_equal(count_complaints(&bank, NODE_DEPENDENT), 2);
    finish(&bank);
}

/* Thirty agents with 240 decisions each: the scale uses every response, in pieces of at most 60,
 * and finds the difficulties; the windows stay whole. */
static void test_pieces(void **state) {
    (void)state;
    enum { CALLS = 60, PEOPLE = 30 };
    struct bank bank = {0};
    struct loggen_setup setup = loggen_default();
    setup.seed = 11;
    setup.scenarios = CALLS;
    struct loggen *generator = loggen_create(&setup);
    assert_non_null(generator);
    for (int a = 0; a < PEOPLE; a++) {
        struct loggen_agent agent = loggen_ordinary(a, 0.7 * (a % 5 - 2));
        for (int s = 0; s < CALLS; s++)
            loggen_session(generator, &agent, a, s, s, MODE_ASSESSMENT, &bank.log);
    }
    score(&bank);
    assert_int_equal(bank.run->bank->responses, bank.run->responses->responses);
    assert_int_equal(bank.run->pieces, 4 * PEOPLE);
    assert_int_equal(bank.run->pool, PEOPLE);
    for (int32_t i = 1; i < bank.data->count; i++) { /* no call is split */
        const struct measured *m = &bank.data->measured[i];
        bool same = bank.data->columns->decision.session[m->row] ==
                    bank.data->columns->decision.session[m[-1].row];
        assert_true(!same || bank.run->piece_of[i] == bank.run->piece_of[i - 1]);
    }
    double squares = 0, mean = 0;
    int nodes = bank.run->model->nodes;
    for (int pass = 0; pass < 2; pass++)
        for (int j = 0; j < nodes; j++) {
            const struct item *item = &bank.data->item[bank.run->item_of_node[j]];
            const char *name = columns_text(bank.columns, bank.data->scenario[item->scenario]);
            int scenario = atoi(strrchr(name, '_') + 1), n = 0;
            while (strcmp(loggen_node(generator, scenario, n)->scene,
                          columns_text(bank.columns, item->scene)) != 0)
                n++;
            const struct loggen_node *true_node = loggen_node(generator, scenario, n);
            assert_int_equal(bank.data->item[bank.run->item_of_node[j]].n, PEOPLE);
            double off = irt_location(&bank.run->model->node[j]) +
                         true_node->d[true_node->top] / true_node->top;
            if (pass == 0)
                mean += off / nodes;
            else
                squares += (off - mean) * (off - mean) / nodes;
        }
    if (!(squares < 0.45 * 0.45) || !(bank.run->model->sigma > 0.3 && bank.run->model->sigma < 0.7))
        fail_msg("RMSE %.3f, sigma %.2f", sqrt(squares), bank.run->model->sigma);
    loggen_destroy(generator);
    finish(&bank);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pieces),
        cmocka_unit_test(test_dead_options),
        cmocka_unit_test(test_contested),
        cmocka_unit_test(test_dependent),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
