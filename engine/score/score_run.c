#include "score/score_run.h"

#include "stats/irt_score.h"
#include "stats/minima.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *text(const struct score_run *run, int32_t number) {
    return columns_text(run->data->columns, number);
}

/* ---- the scale ---- */

static const struct calibration_node *known(const struct score_run *run, const struct item *item) {
    return calibration_find(run->calibration, text(run, run->data->scenario[item->scenario]),
                            text(run, item->scene), text(run, item->node),
                            level_name((enum level)item->level), text(run, item->choices),
                            item->categories);
}

/* Can it stand on the scale? */
static bool is_scalable(const struct dataset *data, const struct measured *m) {
    return m->x >= 0 && data->item[m->item].top > 0;
}

/* Gives every item that somebody met, and that can be scaled, its node. */
static int number_nodes(struct score_run *run) {
    const struct dataset *data = run->data;
    int nodes = 0;
    for (int32_t i = 0; i < data->items; i++)
        run->node_of_item[i] = -1;
    for (int32_t i = 0; i < data->count; i++)
        if (is_scalable(data, &data->measured[i]))
            run->node_of_item[data->measured[i].item] = 0;
    for (int32_t i = 0; i < data->items; i++) {
        const struct item *item = &data->item[i];
        const struct calibration_node *node =
            run->calibration && run->node_of_item[i] == 0 ? known(run, item) : NULL;
        if (run->node_of_item[i] < 0 || (run->calibration && !node)) {
            run->node_of_item[i] = -1;
            continue;
        }
        run->item_of_node[nodes] = i;
        run->node_of_item[i] = nodes++;
    }
    return nodes;
}

static bool make_model(struct score_run *run, int nodes) {
    run->model = irt_model_create(nodes);
    run->prior = malloc((size_t)nodes * sizeof *run->prior);
    if (!run->model || !run->prior)
        return false;
    for (int j = 0; j < nodes; j++) {
        const struct item *item = &run->data->item[run->item_of_node[j]];
        struct irt_node *node = &run->model->node[j];
        run->prior[j] = irt_prior_from_panel(item->expects < 0 ? -1 : item->expects / 10000.0);
        if (run->calibration)
            *node = known(run, item)->parameters;
        node->scenario = item->scenario;
        node->top = item->top;
    }
    if (run->calibration) {
        run->model->a = run->calibration->a;
        run->model->sigma = run->calibration->sigma;
    }
    return true;
}

/* ---- responses ---- */

static bool is_on_scale(const struct score_run *run, int32_t measured) {
    const struct measured *m = &run->data->measured[measured];
    return m->x >= 0 && run->node_of_item[m->item] >= 0;
}

/* Which of them: those of persons' windows, the same without timeouts, or all. */
enum which { OF_WINDOWS, OF_WINDOWS_ANSWERED, OF_BANK };

static bool is_of(const struct measured *m, enum which which) {
    return which == OF_BANK || (m->in_window && !(m->is_timeout && which == OF_WINDOWS_ANSWERED));
}

static struct irt_data *make_responses(const struct score_run *run, enum which which,
                                       struct err *err) {
    const struct dataset *data = run->data;
    struct irt_response *response = malloc(((size_t)data->count + 1) * sizeof *response);
    size_t count = 0;
    if (!response) {
        err_memory(err);
        return NULL;
    }
    for (int32_t i = 0; i < data->count; i++) {
        const struct measured *m = &data->measured[i];
        if (is_on_scale(run, i) && is_of(m, which))
            response[count++] = (struct irt_response){
                which == OF_BANK ? run->piece_of[i] : m->agent, run->node_of_item[m->item], m->x};
    }
    struct irt_data *made = irt_data_create(run->model, response, count,
                                            which == OF_BANK ? run->pieces : data->agents, err);
    free(response);
    return made;
}

static void count_unscaled(struct score_run *run) {
    const struct dataset *data = run->data;
    for (int32_t i = 0; i < data->count; i++)
        run->unscaled += data->measured[i].in_window && is_scalable(data, &data->measured[i]) &&
                         !is_on_scale(run, i);
}

/* The end of the call that begins at a measured decision, and its decisions on the scale. */
static int32_t call_end(const struct score_run *run, int32_t from, int32_t end, int *n) {
    const struct decision_columns *d = &run->data->columns->decision;
    int32_t session = d->session[run->data->measured[from].row], i = from;
    for (*n = 0; i < end && d->session[run->data->measured[i].row] == session; i++)
        *n += is_on_scale(run, i);
    return i;
}

static void cut_agent(struct score_run *run, const struct dataset_agent *who) {
    int32_t end = who->first + who->count, first_piece = run->pieces, piece_first = who->first;
    int piece_n = 0, n;
    for (int32_t i = who->first, next; i < end; i = next) {
        next = call_end(run, i, end, &n);
        if (piece_n > 0 && piece_n + n > PIECE_DECISIONS_MAX) {
            run->pieces++;
            piece_first = i;
            piece_n = 0;
        }
        piece_n += n;
        for (int32_t k = i; k < next; k++)
            run->piece_of[k] = run->pieces;
    }
    bool joins = run->pieces > first_piece && piece_n < PIECE_DECISIONS_MIN;
    for (int32_t k = piece_first; joins && k < end; k++)
        run->piece_of[k] = run->pieces - 1;
    run->pieces += !joins;
}

static void cut_pieces(struct score_run *run) {
    for (int32_t a = 0; a < run->data->agents; a++)
        cut_agent(run, &run->data->agent[a]);
}

/* ---- abilities ---- */

static void count_decisions(struct score_run *run, int32_t agent, int32_t *seen) {
    const struct dataset *data = run->data;
    const struct dataset_agent *who = &data->agent[agent];
    struct ability *ability = &run->ability[agent];
    for (int32_t i = who->first; i < who->first + who->count; i++) {
        const struct measured *m = &data->measured[i];
        if (!m->in_window || !is_on_scale(run, i))
            continue;
        ability->n++;
        ability->timeouts += m->is_timeout;
        ability->expected += item_is_expected(&data->item[m->item]);
        int32_t scenario = data->item[m->item].scenario;
        ability->scenarios += seen[scenario] != agent + 1;
        seen[scenario] = agent + 1;
    }
    ability->is_shown = ability->n >= MIN_DECISIONS && ability->scenarios >= MIN_SCENARIOS;
}

/* The parameters' share of the error is known too well from complete-data information (× 1.25, as
 * for the SE of the decision), and residuals from parameters that were fitted to the same n
 * responses are too small by n − 1 in n. With a calibration both are given. */
static double total_error(const struct score_run *run, const struct irt_posterior *posterior) {
    double own = posterior->psd * posterior->psd;
    double items = posterior->se_total * posterior->se_total - own;
    double n = (double)run->bank->responses / run->model->nodes;
    if (run->calibration)
        return posterior->se_total;
    n = n < MIN_FEW_RESPONSES ? MIN_FEW_RESPONSES : n;
    return sqrt((own + 1.25 * 1.25 * items) * n / (n - 1));
}

static bool estimate_abilities(struct score_run *run, struct err *err) {
    const struct dataset *data = run->data;
    struct irt_posterior posterior;
    int32_t *seen = calloc((size_t)data->scenarios + 1, sizeof *seen);
    int timeouts = 0;
    if (!seen)
        return err_memory(err);
    for (int32_t a = 0; a < data->agents; a++) {
        struct ability *ability = &run->ability[a];
        count_decisions(run, a, seen);
        irt_posterior(run->model, run->tables, run->responses, a, &posterior);
        ability->theta = ability->theta_without_timeouts = posterior.eap;
        ability->psd = ability->psd_without_timeouts = posterior.psd;
        ability->se = total_error(run, &posterior);
        timeouts += ability->timeouts;
    }
    free(seen);
    if (timeouts == 0)
        return true;
    struct irt_data *rest = make_responses(run, OF_WINDOWS_ANSWERED, err);
    for (int32_t a = 0; rest && a < data->agents; a++) {
        if (run->ability[a].timeouts == 0)
            continue;
        irt_posterior(run->model, run->tables, rest, a, &posterior);
        run->ability[a].theta_without_timeouts = posterior.eap;
        run->ability[a].psd_without_timeouts = posterior.psd;
    }
    irt_data_destroy(rest);
    return rest != NULL;
}

static void describe_pool(struct score_run *run) {
    double sum = 0;
    for (int32_t a = 0; a < run->data->agents; a++) {
        if (!run->ability[a].is_shown)
            continue;
        run->pool++;
        sum += run->ability[a].theta;
    }
    run->pool_n = run->pool;
    run->pool_mean = run->pool ? sum / run->pool : 0;
    run->pool_sd = 1; /* of θ, by the model */
    if (!run->calibration) {
        run->anchor = anchor_find(run);
        return;
    }
    run->pool_n = run->calibration->agents;
    run->pool_mean = run->calibration->pool_mean;
    run->pool_sd = run->calibration->pool_sd;
    run->anchor = (struct anchor){run->calibration->has_expected, run->calibration->expected_eta,
                                  run->calibration->expected_se, 0};
}

/* ---- what is left over ---- */

/* Those of `respondent` in `responses`, whose measured decisions are [from, to). */
static void add_left_overs(struct score_run *run, const struct irt_data *responses, int respondent,
                           int32_t from, int32_t to, struct irt_residual *residual,
                           int32_t *measured_of_node) {
    bool is_bank = responses == run->bank;
    int found = irt_leave_one_out(run->tables, responses, respondent, residual);
    for (int32_t i = from; i < to; i++)
        if (is_on_scale(run, i) && (is_bank || run->data->measured[i].in_window))
            measured_of_node[run->node_of_item[run->data->measured[i].item]] = i;
    for (int i = 0; i < found; i++) {
        const struct irt_residual *r = &residual[i];
        int32_t measured = measured_of_node[r->node];
        run->left_of[measured] = run->left_count;
        run->left[run->left_count++] = (struct left_over){
            measured, (r->category - r->expected) / run->model->node[r->node].top, *r};
    }
}

static bool find_left_overs(struct score_run *run, bool for_bank, struct err *err) {
    const struct dataset *data = run->data;
    const struct irt_data *responses = for_bank ? run->bank : run->responses;
    size_t count = (size_t)responses->responses;
    struct irt_residual *residual = malloc((count + 1) * sizeof *residual);
    int32_t *measured_of_node = malloc(((size_t)run->model->nodes + 1) * sizeof(int32_t));
    run->left = malloc((count + 1) * sizeof *run->left);
    bool ok = residual && measured_of_node && run->left;
    for (int32_t a = 0; ok && a < data->agents; a++) {
        int32_t i = data->agent[a].first, end = i + data->agent[a].count;
        run->left_first[a] = run->left_count;
        for (int32_t next; i < end; i = next) {
            for (next = for_bank ? i + 1 : end; next < end; next++)
                if (run->piece_of[next] != run->piece_of[i])
                    break;
            add_left_overs(run, responses, for_bank ? run->piece_of[i] : a, i, next, residual,
                           measured_of_node);
        }
    }
    run->left_first[data->agents] = run->left_count;
    free(residual);
    free(measured_of_node);
    return ok || err_memory(err);
}

/* How near the optimum an estimate must be: so near that the decimals printed are right. Scores of
 * very many decisions are taken on half the grid and to three decimals, a hundredth of their error;
 * a nightly calibration takes the full grid. */
enum { HURRY_RESPONSES = 20000 };
#define TOLERANCE_CALIBRATE 1e-6
#define TOLERANCE_SCORE 1e-4
#define TOLERANCE_HURRY 1e-3

static struct irt_options options_of(const struct score_run *run,
                                     const struct score_request *request) {
    struct irt_options options = irt_options_default();
    options.cancel = request->cancel;
    options.tolerance = request->may_hurry ? TOLERANCE_SCORE : TOLERANCE_CALIBRATE;
    if (request->may_hurry && run->bank->responses > HURRY_RESPONSES) {
        options.thetas = 31;
        options.tolerance = TOLERANCE_HURRY;
    }
    return options;
}

static bool scale(struct score_run *run, const struct score_request *request, struct err *err) {
    cut_pieces(run);
    count_unscaled(run);
    run->responses = make_responses(run, OF_WINDOWS, err);
    run->bank = run->responses ? make_responses(run, OF_BANK, err) : NULL;
    if (!run->bank)
        return false;
    struct irt_options options = options_of(run, request);
    irt_grid_init(&run->fit.grid, options.thetas, options.us, options.u_limit);
    if (!run->calibration && !irt_fit(run->model, run->bank, run->prior, &options, &run->fit, err))
        return false;
    run->tables = irt_tables_create(run->model, &run->fit.grid);
    if (!run->tables)
        return err_memory(err);
    irt_tables_fill(run->tables, run->model);
    if (!estimate_abilities(run, err))
        return false;
    describe_pool(run);
    return find_left_overs(run, request->for_bank, err);
}

static bool build(struct score_run *run, const struct score_request *request, struct err *err) {
    const struct dataset *data = run->data;
    run->node_of_item = malloc(((size_t)data->items + 1) * sizeof(int32_t));
    run->item_of_node = malloc(((size_t)data->items + 1) * sizeof(int32_t));
    run->ability = calloc((size_t)data->agents + 1, sizeof *run->ability);
    run->left_first = calloc((size_t)data->agents + 1, sizeof *run->left_first);
    run->left_of = malloc(((size_t)data->count + 1) * sizeof *run->left_of);
    run->piece_of = malloc(((size_t)data->count + 1) * sizeof *run->piece_of);
    if (!run->node_of_item || !run->item_of_node || !run->ability || !run->left_first ||
        !run->left_of || !run->piece_of)
        return err_memory(err);
    for (int32_t i = 0; i < data->count; i++)
        run->left_of[i] = -1;
    for (int32_t a = 0; a < data->agents; a++)
        run->ability[a].theta = run->ability[a].psd = run->ability[a].se =
            run->ability[a].theta_without_timeouts = NAN;
    int nodes = number_nodes(run);
    if (nodes == 0)
        return true;
    if (!make_model(run, nodes))
        return err_memory(err);
    return scale(run, request, err);
}

struct score_run *score_run_create(const struct dataset *data, const struct score_request *request,
                                   struct err *err) {
    struct score_run *run = calloc(1, sizeof *run);
    if (!run) {
        err_memory(err);
        return NULL;
    }
    run->data = data;
    run->calibration = request->calibration;
    if (!build(run, request, err)) {
        score_run_destroy(run);
        return NULL;
    }
    return run;
}

void score_run_destroy(struct score_run *run) {
    if (!run)
        return;
    irt_model_destroy(run->model);
    irt_data_destroy(run->responses);
    irt_data_destroy(run->bank);
    free(run->piece_of);
    irt_tables_destroy(run->tables);
    free(run->node_of_item);
    free(run->item_of_node);
    free(run->prior);
    free(run->ability);
    free(run->left);
    free(run->left_first);
    free(run->left_of);
    free(run);
}
