#include "base/clock.h"
#include "report/report_json.h"
#include "score/calibrate.h"
#include "stats/minima.h"
#include "stats/proportion.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* An estimate is within 1e-6 of its optimum: further decimals would be noise. */
enum { PARAMETER_DIGITS = 12 };
#define PARAMETER_UNIT 1e-6

static void write_parameter(struct buf *out, double number) {
    json_double(out, round(number / PARAMETER_UNIT) * PARAMETER_UNIT, PARAMETER_DIGITS);
}

static void write_list(struct buf *out, const char *key, const double *number, int count) {
    json_key(out, key);
    buf_char(out, '[');
    for (int i = 0; i < count; i++) {
        json_key(out, NULL);
        write_parameter(out, number[i]);
    }
    buf_char(out, ']');
}

static void write_options(struct buf *out, const char *shown) {
    json_key(out, "options");
    buf_char(out, '[');
    for (const char *end; (end = strchr(shown, '\n')); shown = end + 1) {
        json_key(out, NULL);
        json_string_n(out, shown, (size_t)(end - shown));
    }
    buf_char(out, ']');
}

static void write_parameters(struct buf *out, const struct score_run *run,
                             const struct node_health *health) {
    static const char *const names[] = {"d", "b", "se", "slope", "covariance"};
    if (!health->is_scaled) {
        for (size_t i = 0; i < sizeof names / sizeof *names; i++)
            json_member_text(out, names[i], NULL);
        return;
    }
    const struct irt_node *node = &run->model->node[run->node_of_item[health->item]];
    double b[IRT_TOP_MAX];
    for (int k = 1; k <= node->top; k++)
        b[k - 1] = irt_threshold(node, k);
    write_list(out, "d", node->d + 1, node->top);
    write_list(out, "b", b, node->top);
    write_list(out, "se", health->se, node->top);
    json_key(out, "slope");
    write_parameter(out, node->slope);
    write_list(out, "covariance", node->covariance, node->top * node->top);
}

/* ":id" of the option at that place. */
static void add_option(struct buf *text, const struct score_run *run, int32_t item, int option) {
    const char *at = columns_text(run->data->columns, run->data->item[item].choices);
    for (; option > 0 && strchr(at, '\n'); option--)
        at = strchr(at, '\n') + 1;
    buf_char(text, ':');
    buf_add(text, at, strcspn(at, "\n"));
}

void node_complaint_write(const struct score_run *run, int32_t item,
                          const struct node_complaint *complaint, struct buf *out) {
    buf_text(out, node_complaint_name(complaint->kind));
    if (complaint->option >= 0)
        add_option(out, run, item, complaint->option);
    if (complaint->other >= 0) {
        buf_char(out, ':');
        buf_text(out, columns_text(run->data->columns, run->data->item[complaint->other].scene));
    }
}

static void write_worklist(struct buf *out, const struct score_run *run,
                           const struct node_health *health) {
    json_key(out, "worklist");
    buf_char(out, '[');
    for (int i = 0; i < health->worklist_count; i++) {
        struct buf text = {0};
        node_complaint_write(run, health->item, &health->worklist[i], &text);
        json_key(out, NULL);
        json_string(out, buf_cstr(&text));
        buf_finish(&text);
    }
    buf_char(out, ']');
}

static void write_node(struct buf *out, const struct score_run *run,
                       const struct node_health *health) {
    const struct dataset *data = run->data;
    const struct item *item = &data->item[health->item];
    bool has_fit = health->is_scaled && health->fit.fit.n > 0;
    json_key(out, NULL);
    buf_char(out, '{');
    json_member_text(out, "scenario", columns_text(data->columns, data->scenario[item->scenario]));
    json_member_text(out, "scene", columns_text(data->columns, item->scene));
    json_member_text(out, "node", columns_text(data->columns, item->node));
    json_member_text(out, "level", level_name((enum level)item->level));
    write_options(out, columns_text(data->columns, item->choices));
    json_member_int(out, "categories", item->categories);
    json_member_int(out, "top", item->top);
    json_member_int(out, "n", health->n);
    write_parameters(out, run, health);
    bool has_credit = health->n >= MIN_NODE_CREDIT && !isnan(health->mean_credit);
    struct interval credit = proportion_jeffreys(has_credit ? health->mean_credit * health->n : 0,
                                                 has_credit ? health->n : 0);
    json_member_double(out, "mean_credit", has_credit ? health->mean_credit : NAN);
    json_member_double(out, "mean_credit_low", credit.lo);
    json_member_double(out, "mean_credit_high", credit.hi);
    json_member_double(out, "discrimination", has_fit ? health->fit.discrimination : NAN);
    json_member_double(out, "outfit", has_fit ? health->fit.fit.outfit : NAN);
    json_member_double(out, "infit", has_fit ? health->fit.fit.infit : NAN);
    json_member_double(out, "z_outfit", has_fit ? health->fit.fit.z_outfit : NAN);
    json_member_double(out, "z_infit", has_fit ? health->fit.fit.z_infit : NAN);
    write_worklist(out, run, health);
    buf_char(out, '}');
}

/* Decisions nobody's score rests on, for the trainer. */
static void write_contested(struct buf *out, const struct dataset *data) {
    struct contested *contested;
    struct err err = {0};
    int count;
    json_key(out, "contested");
    buf_char(out, '[');
    if (!contested_make(data, &contested, &count, &err)) {
        out->failed = true;
        return;
    }
    for (int i = 0; i < count; i++) {
        const struct contested *node = &contested[i];
        json_key(out, NULL);
        buf_char(out, '{');
        json_member_text(out, "scenario", columns_text(data->columns, node->scenario));
        json_member_text(out, "scene", columns_text(data->columns, node->scene));
        json_member_text(out, "node", columns_text(data->columns, node->node));
        json_member_text(out, "level", level_name((enum level)node->level));
        write_options(out, columns_text(data->columns, node->choices));
        json_member_int(out, "n", node->n);
        buf_char(out, '}');
    }
    buf_char(out, ']');
    free(contested);
}

static void write_agents(struct buf *out, const struct score_run *run) {
    json_key(out, "agents");
    buf_char(out, '[');
    for (int32_t a = 0; a < run->data->agents; a++) {
        const struct ability *ability = &run->ability[a];
        if (ability->n == 0)
            continue;
        json_key(out, NULL);
        buf_char(out, '{');
        json_member_text(out, "agent", columns_text(run->data->columns, run->data->agent[a].text));
        json_member_int(out, "n", ability->n);
        /* too little to show: the count stands, the person is not judged */
        json_member_double(out, "theta", ability->is_shown ? ability->theta : NAN);
        json_member_double(out, "psd", ability->is_shown ? ability->psd : NAN);
        json_member_double(out, "se", ability->is_shown ? ability->se : NAN);
        buf_char(out, '}');
    }
    buf_char(out, ']');
}

static void write_pool(struct buf *out, const struct score_run *run) {
    json_key(out, "pool");
    buf_text(out, "{\"agents\":");
    json_int(out, run->pool);
    json_key(out, "mean");
    write_parameter(out, run->pool_mean);
    json_key(out, "sd");
    write_parameter(out, run->pool_sd);
    buf_char(out, '}');
}

static void write_expected(struct buf *out, const struct score_run *run) {
    if (!run->anchor.is_known) {
        json_member_text(out, "expected", NULL);
        return;
    }
    json_key(out, "expected");
    buf_text(out, "{\"eta\":");
    write_parameter(out, run->anchor.eta);
    json_key(out, "se");
    write_parameter(out, run->anchor.se);
    json_member_int(out, "items", run->anchor.items);
    buf_char(out, '}');
}

static void write_head(struct buf *out, const struct score_run *run) {
    const struct dataset *data = run->data;
    bool is_fitted = run->model && !run->calibration;
    char as_of[25] = "";
    if (data->as_of_ms != INT64_MIN)
        clock_format_utc(data->as_of_ms, as_of);
    buf_text(out, "{\"format\":\"offscript-calibration\",\"v\":1");
    json_member_text(out, "as_of", as_of);
    json_member_text(out, "keys", key_status_name(data->keys));
    json_key(out, "provisional");
    json_bool(out, data->is_provisional);
    json_member_text(out, "model", "partial credit, common slope, scenario effect");
    json_key(out, "iterations");
    if (is_fitted)
        json_int(out, run->fit.iterations);
    else
        json_string(out, NULL);
    json_member_double(out, "loglik", is_fitted ? run->fit.log_likelihood : NAN);
    json_key(out, "a");
    write_parameter(out, run->model ? run->model->a : NAN);
    json_key(out, "sigma_scenario");
    write_parameter(out, run->model ? run->model->sigma : NAN);
    write_pool(out, run);
    write_expected(out, run);
}

void calibration_write(const struct score_run *run, const struct node_health *health,
                       struct buf *out) {
    write_head(out, run);
    json_key(out, "nodes");
    buf_char(out, '[');
    for (int32_t i = 0; i < run->data->items; i++)
        write_node(out, run, &health[i]);
    buf_char(out, ']');
    write_contested(out, run->data);
    write_agents(out, run);
    json_logs(out, run->data);
    buf_text(out, "}\n");
}
