/* offscript calibrate: difficulty and health of each decision. */
#include "base/file.h"
#include "commands/score_input.h"
#include "report/report.h"
#include "score/calibrate.h"
#include "stats/compare.h"
#include "stats/minima.h"
#include "stats/proportion.h"
#include "terminal/print.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* Each figure with its 95 % band, or the place of one where there is too little to say. */
static void add_figure(struct buf *text, double value, double low, double high, bool is_signed) {
    char figure[64] = "-";
    if (!isnan(value))
        snprintf(figure, sizeof figure,
                 is_signed ? "%+.2f (%+.2f to %+.2f)" : "%.2f (%.2f to %.2f)", value, low, high);
    buf_printf(text, "  %*s", is_signed ? 22 : 19, figure);
}

static void add_difficulty(const struct score_run *run, const struct node_health *health,
                           struct buf *text) {
    double value = NAN, reach = NAN;
    if (health->is_scaled && health->n >= MIN_NODE_CREDIT) {
        const struct irt_node *node = &run->model->node[run->node_of_item[health->item]];
        value = irt_location(node); /* of d at the top alone, and so is its error */
        reach = 1.96 * health->se[node->top - 1] / node->top;
    }
    add_figure(text, isnan(reach) ? NAN : value, value - reach, value + reach, true);
}

static void add_credit(const struct node_health *health, struct buf *text) {
    bool has = health->n >= MIN_NODE_CREDIT && !isnan(health->mean_credit);
    struct interval band =
        proportion_jeffreys(has ? health->mean_credit * health->n : 0, has ? health->n : 0);
    add_figure(text, has ? health->mean_credit : NAN, band.lo, band.hi, false);
}

static void print_node(const struct score_run *run, const struct node_health *health) {
    const struct dataset *data = run->data;
    const struct item *item = &data->item[health->item];
    struct buf text = {0};
    buf_printf(&text, "%6d", health->n);
    add_difficulty(run, health, &text);
    add_credit(health, &text);
    buf_printf(&text, "  %s  %s (%s)", columns_text(data->columns, data->scenario[item->scenario]),
               columns_text(data->columns, item->scene), level_name((enum level)item->level));
    for (int i = 0; i < health->worklist_count; i++) {
        buf_text(&text, i ? ", " : "  ← ");
        node_complaint_write(run, health->item, &health->worklist[i], &text);
    }
    print_out("%s\n", buf_cstr(&text));
    buf_finish(&text);
}

/* Decisions whose key the panel does not agree on. */
static bool print_contested(const struct dataset *data, struct err *err) {
    struct contested *contested;
    int count;
    if (!contested_make(data, &contested, &count, err))
        return false;
    if (count)
        print_out("\nThe panel does not agree; nobody is scored on\n");
    for (int i = 0; i < count; i++)
        print_out("%6d  %s  %s (%s)\n", contested[i].n,
                  columns_text(data->columns, contested[i].scenario),
                  columns_text(data->columns, contested[i].scene),
                  level_name((enum level)contested[i].level));
    free(contested);
    return true;
}

/* How far the abilities of those with enough decisions tell them apart. */
static void print_reliability(const struct score_run *run) {
    size_t agents = (size_t)run->data->agents;
    double *room = malloc((2 * agents + 1) * sizeof *room);
    int count = 0;
    for (size_t a = 0; room && a < agents; a++)
        if (run->ability[a].is_shown) {
            room[count] = run->ability[a].theta;
            room[agents + (size_t)count++] = run->ability[a].psd;
        }
    double reliability = room ? reliability_marginal(room, room + agents, count) : NAN;
    free(room);
    if (!isnan(reliability))
        print_out("reliability of the abilities %.2f\n", reliability);
}

static void print_text(const struct score_run *run, const struct node_health *health) {
    const struct dataset *data = run->data;
    int responses = run->bank ? run->bank->responses : 0;
    print_out("%d decision%s on the scale, %d %s enough of them to be placed on it, keys from "
              "'%s' up\n",
              responses, responses == 1 ? "" : "s", run->pool,
              run->pool == 1 ? "agent has" : "agents have", key_status_name(data->keys));
    if (data->is_provisional)
        print_out("Provisional: a practice key, not a measured one.\n");
    struct buf logs = {0};
    report_logs_text(data, &logs);
    print_page(buf_cstr(&logs));
    buf_finish(&logs);
    if (!run->model) {
        print_out("Nothing to calibrate here: no first exposure has a key of that strength.\n");
        return;
    }
    print_reliability(run);
    print_out("common slope %.2f, scenario effect %.2f, %d iterations, log-likelihood %.1f\n\n",
              run->model->a, run->model->sigma, run->fit.iterations, run->fit.log_likelihood);
    print_out("     n     difficulty (95 %%)        credit (95 %%)     decision\n");
    for (int32_t i = 0; i < data->items; i++)
        print_node(run, &health[i]);
}

static bool calibrate(const struct words *words, const struct score_run *run, struct err *err) {
    const char *file = words_value(words, "output");
    struct node_health *health = calloc((size_t)run->data->items + 1, sizeof *health);
    struct buf out = {0};
    bool ok = (health || err_memory(err)) && node_healths(run, health, err);
    if (ok) {
        calibration_write(run, health, &out);
        ok = !out.failed || err_memory(err);
    }
    if (ok && file)
        ok = file_write(file, out.data, out.len, 0600, err);
    if (ok && words_value(words, "json")) {
        print_json(out.data, out.len);
    } else if (ok) {
        print_text(run, health);
        ok = print_contested(run->data, err);
    }
    buf_finish(&out);
    free(health);
    return ok;
}

static enum exit_status run(const struct command *command, struct words *words) {
    (void)command;
    struct err err = {0};
    struct scoring_request request = {
        .depth = SCORING_SCALE, .for_bank = true, .authority_rate = NAN};
    struct scoring *scoring = score_input_read(words, &request, &err);
    enum exit_status status = EXIT_DONE;
    if (!scoring || !calibrate(words, scoring->run, &err))
        status = fail(&err);
    else
        score_input_warn(scoring, words);
    scoring_destroy(scoring);
    return status;
}

static const struct flag flags[] = {
    {"output", "FILE", "freeze it (also -o FILE), for 'score --calibration FILE'"},
    {"json", NULL, "one JSON document"},
    SCORE_INPUT_FLAGS,
    {NULL, NULL, NULL},
};

const struct command command_calibrate = {
    .name = "calibrate",
    .arguments = "PATH…",
    .summary = "difficulty and health of each decision from logs",
    .details = "What is marked with an arrow is worth a trainer's look: too easy, too hard, an\n"
               "option nobody takes, a key that able agents contradict, a clock that runs out.",
    .example = "offscript calibrate ~/logs -o spring.json",
    .flags = flags,
    .least = 1,
    .most = -1,
    .run = run,
};
