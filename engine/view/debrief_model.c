#include "view/debrief_model.h"

#include "base/file.h"

#include "model/text.h"
#include "view/money.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct maker {
    struct debrief_model *model;
    const struct scenario *scenario;
    const struct session *session;
    const struct history *history;
    const char *agent_name;
    bool failed;
};

static const char *expanded(struct maker *maker, const char *text) {
    struct buf out = {0};
    if (!text)
        return NULL;
    text_expand(maker->scenario, session_slots(maker->session), maker->agent_name, text, true,
                &out);
    const char *copy = out.failed ? NULL : arena_text(maker->model->arena, buf_cstr(&out), out.len);
    maker->failed |= !copy;
    buf_finish(&out);
    return copy ? copy : "";
}

static void *array(struct maker *maker, int count, size_t size) {
    void *items = arena_array(maker->model->arena, (size_t)count + 1, size);
    maker->failed |= !items;
    return items;
}

/* ---- one decision ---- */

static const char *key_of(struct maker *maker, const struct scene *scene,
                          const struct decision *decision, int position) {
    char digits[8];
    bool is_first = true;
    for (int i = 0; i < position; i++)
        is_first &= !scene->options[decision->shown[i]].escalates;
    if (scene->options[decision->shown[position]].escalates && is_first)
        return "E";
    int len = snprintf(digits, sizeof digits, "%d", position + 1);
    const char *copy = arena_text(maker->model->arena, digits, (size_t)len);
    maker->failed |= !copy;
    return copy ? copy : "";
}

static void add_options(struct maker *maker, const struct past_decision *past,
                        struct debrief_decision *out) {
    const struct decision *decision = &past->decision;
    const struct scene *scene = &maker->scenario->scenes[past->scene];
    const struct key *key = &decision->key;
    struct debrief_option *options = array(maker, decision->count, sizeof *options);
    if (!options)
        return;
    bool has_means = scene->panel && !scene->panel->is_votes && key->experts > 0;
    for (int i = 0; i < decision->count; i++)
        options[i] = (struct debrief_option){
            .key = key_of(maker, scene, decision, i),
            .text = past->options[i],
            .is_said = scene->options[decision->shown[i]].say,
            .votes = key->votes[i],
            .mean_tenths =
                has_means ? (key->rating_sum[i] * 10 + key->experts / 2) / key->experts : -1,
            .credit = key->credit[i],
            .category = key->credit[i] >= 0 ? key->category[i] : -1,
            .is_choice = i == decision->position};
    out->options = options;
    out->option_count = decision->count;
}

static struct debrief_view_of view_of(struct maker *maker, const struct past_decision *past,
                                      const struct debrief_decision *out, int position) {
    const struct panel *panel = maker->scenario->scenes[past->scene].panel;
    if (position < 0 || !panel)
        return (struct debrief_view_of){.text = ""};
    const struct panel_row *row =
        panel_reason(panel, past->decision.shown, past->decision.count, position);
    return (struct debrief_view_of){.text = row ? expanded(maker, row->reason) : "",
                                    .who = row ? maker->scenario->experts[row->expert].who : "",
                                    .key = out->options[position].key,
                                    .votes = past->decision.key.votes[position]};
}

static unsigned flags_of(const struct maker *maker, const struct past_decision *past) {
    enum escalation truth = past->decision.key.escalation;
    const struct scene *scene = &maker->scenario->scenes[past->scene];
    bool is_timeout = past->decision.option < 0;
    unsigned flags = truth == ESCALATION_UNNEEDED ? DEBRIEF_WITHIN
                     : truth == ESCALATION_NEEDED ? DEBRIEF_HAD_TO
                                                  : 0;
    if (is_timeout)
        return flags | DEBRIEF_TIMED_OUT;
    if (past->is_escalated && truth == ESCALATION_UNNEEDED)
        flags |= DEBRIEF_GAP;
    if (past->is_escalated && truth == ESCALATION_NEEDED)
        flags |= DEBRIEF_LIMIT;
    if (!past->is_escalated && truth == ESCALATION_NEEDED)
        flags |= DEBRIEF_HELD;
    const struct option *option = &scene->options[past->decision.option];
    return flags | (option->compliant && !option->critical ? 0 : DEBRIEF_RULE);
}

/* ---- evidence ---- */

static const char *evidence_label(struct maker *maker, struct evidence evidence) {
    const struct card *card = &maker->scenario->cards[evidence.card];
    return expanded(maker, evidence.fact < 0 ? card->title : card->facts[evidence.fact].label);
}

static bool is_same(struct evidence a, struct evidence b) {
    return a.card == b.card && a.fact == b.fact;
}

/* How many experts named it; `said` counts those who named anything. */
static int experts_opening(const struct panel *panel, struct evidence evidence, int *said) {
    int count = 0;
    *said = 0;
    for (int i = 0; panel && i < panel->row_count; i++) {
        const struct panel_row *row = &panel->rows[i];
        *said += row->opens_count >= 0;
        for (int j = 0; j < row->opens_count; j++)
            if (is_same(row->opens[j], evidence)) {
                count++;
                break;
            }
    }
    return count;
}

static void add_evidence(struct maker *maker, const struct past_decision *past,
                         struct debrief_decision *out) {
    struct needed needed[EVIDENCE_MAX];
    const struct scene *scene = &maker->scenario->scenes[past->scene];
    int wanted = evidence_needed(maker->scenario, scene, needed, EVIDENCE_MAX);
    struct debrief_opened *opened = array(maker, past->seen_count, sizeof *opened);
    struct debrief_opened *list = array(maker, wanted, sizeof *list);
    if (!opened || !list)
        return;
    for (int i = 0; i < past->seen_count; i++) {
        opened[i] = (struct debrief_opened){evidence_label(maker, past->seen[i]), -1, false};
        for (int j = 0; j < wanted; j++)
            opened[i].is_hit |= is_same(past->seen[i], needed[j].evidence);
    }
    for (int j = 0; j < wanted; j++) {
        int said, share = experts_opening(scene->panel, needed[j].evidence, &said);
        list[j] = (struct debrief_opened){evidence_label(maker, needed[j].evidence),
                                          said ? share : -1, false};
        out->wanted_of = said;
        for (int i = 0; i < past->seen_count; i++)
            list[j].is_hit |= is_same(past->seen[i], needed[j].evidence);
    }
    out->opened = opened;
    out->opened_count = past->seen_count;
    out->wanted = list;
    out->wanted_count = wanted;
}

static bool has_acceptable(const struct key *key) {
    for (int i = 0; i < key->count; i++)
        if (key->category[i] > 0)
            return true;
    return false;
}

static void add_withheld(struct maker *maker, const struct past_decision *past,
                         struct debrief_decision *out) {
    struct debrief_withheld *items = array(maker, past->withheld_count, sizeof *items);
    for (int i = 0; items && i < past->withheld_count; i++)
        items[i] = (struct debrief_withheld){past->withheld[i].text, past->withheld[i].is_said,
                                             past->withheld[i].looks};
    out->withheld = items;
    out->withheld_count = items ? past->withheld_count : 0;
}

static void add_decision(struct maker *maker, const struct past_decision *past,
                         struct debrief_decision *out) {
    const struct decision *decision = &past->decision;
    const struct scene *scene = &maker->scenario->scenes[past->scene];
    const struct option *option = decision->option >= 0 ? &scene->options[decision->option] : NULL;
    int position = decision->position;
    const char *label = position >= 0 ? past->labels[position] : NULL;
    *out =
        (struct debrief_decision){.t_ms = decision->shown_t,
                                  .line = past->line,
                                  .speaker = past->speaker,
                                  .done = position >= 0 ? past->options[position] : "",
                                  .label = label,
                                  .is_done_said = option && option->say,
                                  .rule = past->rule,
                                  .category = position >= 0 && decision->key.credit[position] >= 0
                                                  ? decision->key.category[position]
                                                  : -1,
                                  .credit = position >= 0 ? decision->key.credit[position] : -1,
                                  .confidence = decision->confidence,
                                  .flags = flags_of(maker, past),
                                  .key = decision->key.status,
                                  .has_acceptable = has_acceptable(&decision->key),
                                  .experts = scene->panel ? decision->key.experts : 0,
                                  .is_vote_panel = scene->panel && scene->panel->is_votes,
                                  .because = option ? expanded(maker, option->because) : NULL,
                                  .why = decision->why,
                                  .can_retry = true};
    add_options(maker, past, out);
    if (maker->failed)
        return;
    int major = key_most_voted(&decision->key, decision->count, -1);
    out->majority = view_of(maker, past, out, major);
    int second = key_most_voted(&decision->key, decision->count, major);
    out->second = view_of(maker, past, out, second);
    out->is_minority = second >= 0 && !key_is_named_best(&decision->key, second);
    add_evidence(maker, past, out);
    add_withheld(maker, past, out);
}

/* ---- the whole ---- */

static void add_decisions(struct maker *maker) {
    int count = history_decisions(maker->history), own = 0;
    struct debrief_decision *decisions = array(maker, count, sizeof *decisions);
    for (int i = 0; decisions && i < count && !maker->failed; i++) {
        const struct past_decision *past = history_decision(maker->history, i);
        if (history_moment(maker->history, past->moment)->is_earlier)
            continue;
        add_decision(maker, past, &decisions[own++]);
    }
    maker->model->decisions = decisions;
    maker->model->view.decisions = decisions;
    maker->model->view.decision_count = own;
}

static void add_seqs(struct maker *maker) {
    const struct log *log = &maker->model->log;
    int64_t *seqs = array(maker, log->count, sizeof *seqs);
    int count = 0;
    for (int i = 0; seqs && i < log->count; i++)
        if (log->records[i].type == RECORD_decision || log->records[i].type == RECORD_timeout)
            seqs[count++] = log->records[i].seq;
    maker->model->seqs = seqs;
}

/* The texts of what became of it, a paragraph each. */
static const char *later_of(struct maker *maker) {
    const struct moment *end = history_moment(maker->history, history_count(maker->history) - 1);
    struct buf out = {0};
    for (int i = 0; end->kind == EVENT_END && i < end->later_count; i++)
        buf_printf(&out, "%s%s", i ? "\n" : "", end->later[i]);
    const char *copy = out.failed ? NULL : arena_text(maker->model->arena, buf_cstr(&out), out.len);
    maker->failed |= !copy;
    buf_finish(&out);
    return copy ? copy : "";
}

/* An ending's own text, with what the call came to. */
static const char *expanded_ending(struct maker *maker, const char *text) {
    struct buf out = {0};
    text_expand_ending(maker->scenario, session_slots(maker->session),
                       session_outcome(maker->session), maker->agent_name, text, true, &out);
    const char *copy = out.failed ? NULL : arena_text(maker->model->arena, buf_cstr(&out), out.len);
    maker->failed |= !copy;
    buf_finish(&out);
    return copy ? copy : "";
}

static void add_outcome(struct maker *maker) {
    struct debrief_model *model = maker->model;
    struct debrief_view *view = &model->view;
    const struct scenario *scenario = maker->scenario;
    const struct ending *ending = &scenario->endings[session_ending(maker->session)];
    view->call = scenario->title;
    view->title = expanded_ending(maker, ending->title);
    view->later = later_of(maker);
    const struct outcome *outcome = session_outcome(maker->session);
    const char *lesson = session_lesson(maker->session);
    view->lesson = lesson ? expanded_ending(maker, lesson) : "";
    view->is_resolved = outcome->resolved;
    view->is_compliant = outcome->compliant;
    view->csat = outcome->csat;
    money_format(model->cost, sizeof model->cost, outcome->cost, scenario->currency);
    if (scenario->agent_limit > 0)
        money_format(model->limit, sizeof model->limit, scenario->agent_limit, scenario->currency);
    view->cost = model->cost;
    view->limit = model->limit;
    view->handle_ms = session_now(maker->session);
    view->target_ms = (int64_t)scenario->target_minutes * 60000;
}

static bool make(struct debrief_model *model, const char *agent_name, enum language fallback,
                 struct err *err) {
    const struct stage *stage = &model->replay.stage;
    struct maker maker = {.model = model,
                          .scenario = stage->scenario,
                          .session = stage->session,
                          .history = stage->history,
                          .agent_name = agent_name ? agent_name : stage->agent_name};
    if (!session_is_ended(maker.session))
        return err_set(err, ERR_STATE, "this call is not finished: continue it first");
    int language = language_of(maker.scenario->locale);
    model->view.shell =
        (struct shell_view){.language = language >= 0 ? (enum language)language : fallback,
                            .is_rtl = locale_is_rtl(maker.scenario->locale),
                            .tab = SHELL_DEBRIEFS,
                            .name = "",
                            .team = ""};
    add_outcome(&maker);
    add_decisions(&maker);
    add_seqs(&maker);
    return maker.failed ? err_memory(err) : true;
}

bool debrief_model_load(struct debrief_model *model, const char *logs, const char *session,
                        const struct scenario_loader *loader, const char *agent_name,
                        enum language fallback, struct err *err) {
    char path[FILE_PATH_MAX];
    *model = (struct debrief_model){.arena = arena_create()};
    if (!model->arena)
        return err_memory(err);
    if (!log_path(path, sizeof path, logs, session))
        return err_set(err, ERR_IO, "this session has no log");
    model->has_log = true;
    if (!log_read(path, &model->log, err))
        return false;
    model->has_replay = true;
    return replay_run(&model->replay, &model->log, logs, loader, agent_name, NULL, err) &&
           make(model, agent_name, fallback, err);
}

void debrief_model_finish(struct debrief_model *model) {
    if (model->has_replay)
        replay_finish(&model->replay);
    if (model->has_log)
        log_finish(&model->log);
    arena_destroy(model->arena);
    *model = (struct debrief_model){0};
}
