#include "play/stage.h"

#include <stdlib.h>
#include <string.h>

void stage_finish(struct stage *stage) {
    session_destroy(stage->session);
    history_destroy(stage->history);
    scenario_destroy(stage->loaded);
    arena_destroy(stage->arena);
    *stage = (struct stage){0};
}

bool stage_create(struct stage *stage, const char *agent_name, struct err *err) {
    const struct scenario *scenario = stage->scenario;
    if (!stage->arena)
        stage->arena = arena_create();
    if (!stage->arena)
        return err_memory(err);
    stage->exposure =
        arena_array(stage->arena, (size_t)scenario->scene_count, sizeof *stage->exposure);
    stage->setup.exposure = stage->exposure;
    stage->history = history_create(scenario, agent_name);
    if (stage->exposure && stage->history)
        stage->session = session_create(scenario, &stage->setup);
    return stage->session || err_memory(err);
}

void stage_event(struct stage *stage, const struct session *session, const struct event *event) {
    history_event(stage->history, session, event);
    if (event->kind == EVENT_SCENE)
        stage->scene_event = *event;
    bool is_decision = event->kind == EVENT_DECISION || event->kind == EVENT_TIMEOUT;
    if (is_decision && !stage->is_rerun && stage->exposure[event->scene] < UINT16_MAX)
        stage->exposure[event->scene]++;
}

/* ---- from a log ---- */

static const char *keep(struct stage *stage, const char *text, bool *failed) {
    const char *copy = text ? arena_text(stage->arena, text, strlen(text)) : NULL;
    *failed = *failed || (text && !copy);
    return copy;
}

static bool take_head(struct stage *stage, const struct record *start, struct err *err) {
    struct record_head *head = &stage->head;
    bool failed = false;
    *head = (struct record_head){.session = keep(stage, start->session, &failed),
                                 .agent = keep(stage, start->agent, &failed),
                                 .team = keep(stage, start->team, &failed),
                                 .locale = keep(stage, start->locale, &failed),
                                 .app = keep(stage, start->app, &failed),
                                 .chosen_by = keep(stage, start->chosen_by, &failed),
                                 .assignment = keep(stage, start->assignment, &failed),
                                 .start_exposure = start->exposure,
                                 .retry_of = start->retry_of,
                                 .rules = record_rules(start),
                                 .agent_name = keep(stage, start->agent_name, &failed),
                                 .team_name = keep(stage, start->team_name, &failed),
                                 .utc_offset_min = start->utc_offset_min,
                                 .resume_offset_min = RECORD_NULL};
    head->retry_of.session = keep(stage, start->retry_of.session, &failed);
    return !failed || err_memory(err);
}

static bool unknown_word(const char *field, const char *word, struct err *err) {
    return err_set(err, ERR_VERIFY, "`%s` is \"%.60s\", which this program does not know", field,
                   word ? word : "null");
}

static bool take_seed(const char *text, uint64_t *seed) {
    if (!text || strlen(text) != 16 || strspn(text, "0123456789abcdef") != 16)
        return false;
    *seed = strtoull(text, NULL, 16);
    return true;
}

/* How the lines were heard decides when the options appeared. */
static bool take_voices(struct stage *stage, const struct record *start, struct err *err) {
    int voices = start->voices ? voices_of(start->voices) : -1;
    if (voices < 0)
        return unknown_word("voices", start->voices, err);
    if (start->pace < 0 || start->pace > PACE_MAX)
        return err_set(err, ERR_VERIFY, "`pace` is not a number of words per minute");
    stage->setup.voices = (enum voices)voices;
    stage->setup.pace = (int)start->pace;
    return true;
}

static bool take_setup(struct stage *stage, const struct record *start, struct err *err) {
    int level = start->level ? level_of(start->level) : -1;
    int mode = start->mode ? mode_of(start->mode) : -1;
    int timing = start->timing ? timing_of(start->timing) : -1;
    if (level < 0)
        return unknown_word("level", start->level, err);
    if (mode < 0)
        return unknown_word("mode", start->mode, err);
    if (timing < 0)
        return unknown_word("timing", start->timing, err);
    stage->setup = (struct session_setup){.level = (enum level)level,
                                          .mode = (enum mode)mode,
                                          .timing = (enum timing)timing,
                                          .rules = record_rules(start)};
    if (stage->setup.rules > RULES_NOW)
        return err_set(err, ERR_CONTENT,
                       "it follows rules %d; this program knows rules up to %d: update it",
                       stage->setup.rules, RULES_NOW);
    if (stage->setup.rules >= 2 && !take_voices(stage, start, err))
        return false;
    return take_seed(start->seed, &stage->setup.seed) || unknown_word("seed", start->seed, err);
}

static struct scenario *load_scenario(const struct record *start, const char *logs,
                                      const struct scenario_loader *loader, struct err *err) {
    struct bundle bundle;
    struct scenario *scenario = NULL;
    if (bundle_read(logs, start->scenario_sha256 ? start->scenario_sha256 : "", &bundle, err)) {
        bundle.rules = record_rules(start);
        scenario = bundle_scenario(&bundle, loader, err);
    }
    bundle_finish(&bundle);
    return scenario;
}

void stage_take_exposure(struct stage *stage, const struct log *log) {
    for (int i = log->count - 1; i >= 0; i--) { /* backwards: the first one stays */
        const struct record *record = &log->records[i];
        bool is_decision = record->type == RECORD_decision || record->type == RECORD_timeout;
        int scene =
            is_decision && record->scene ? scenario_find_scene(stage->scenario, record->scene) : -1;
        if (scene >= 0 && record->exposure >= 1 && record->exposure <= UINT16_MAX)
            stage->exposure[scene] = (uint16_t)(record->exposure - 1);
    }
}

/* Under rules 1 the id was the name. */
static const char *name_in_texts(const struct record *start) {
    return record_rules(start) < 2 ? start->agent : start->agent_name;
}

bool stage_from_log(struct stage *stage, const struct log *log, const char *logs,
                    const struct scenario_loader *loader, const char *agent_name, struct err *err) {
    const struct record *start = log->records;
    *stage = (struct stage){.arena = arena_create()};
    if (!stage->arena)
        return err_memory(err);
    if (!take_head(stage, start, err) || !take_setup(stage, start, err))
        return false;
    stage->scenario = stage->loaded = load_scenario(start, logs, loader, err);
    bool failed = false;
    stage->agent_name = keep(stage, agent_name ? agent_name : name_in_texts(start), &failed);
    if (failed)
        return err_memory(err);
    if (!stage->loaded || !stage_create(stage, stage->agent_name, err))
        return false;
    if (stage->head.retry_of.session && !stage_rerun(stage, logs, &stage->head.retry_of, err))
        return false;
    stage_take_exposure(stage, log);
    return true;
}

/* ---- records as inputs ---- */

static bool unknown_id(const char *field, const char *id, struct err *err) {
    return err_set(err, ERR_VERIFY, "`%s` is \"%.80s\", which the scenario does not have", field,
                   id ? id : "null");
}

static bool card_input(const struct stage *stage, const struct record *record, struct input *input,
                       struct err *err) {
    const struct scenario *scenario = stage->scenario;
    input->card = record->card ? scenario_find_card(scenario, record->card) : -1;
    if (input->card < 0)
        return unknown_id("card", record->card, err);
    if (record->type != RECORD_fact)
        return true;
    input->fact = record->fact ? card_find_fact(&scenario->cards[input->card], record->fact) : -1;
    return input->fact >= 0 || unknown_id("fact", record->fact, err);
}

static void take_timing(const struct stage *stage, const struct record *record,
                        struct choice_timing *timing) {
    timing->chosen_t =
        record->chosen_t == RECORD_NULL ? -1 : record->chosen_t + stage->head.t_start;
    timing->reading_ms = record->reading_ms == RECORD_NULL ? 0 : record->reading_ms;
    timing->changes =
        record->changes < 0 || record->changes > INT32_MAX ? -1 : (int)record->changes;
}

static bool decision_input(const struct stage *stage, const struct record *record,
                           struct input *input, struct choice_timing *timing, struct err *err) {
    int scene = session_scene(stage->session);
    const char *id = record->type == RECORD_timeout ? record->selected : record->option;
    input->option = -1;
    if (id && scene >= 0)
        input->option = scene_find_option(&stage->scenario->scenes[scene], id);
    if (input->option < 0 && (id || record->type == RECORD_decision))
        return unknown_id(record->type == RECORD_timeout ? "selected" : "option", id, err);
    if (record->type == RECORD_decision && record->chosen_t == RECORD_NULL)
        return err_set(err, ERR_VERIFY, "`chosen_t` is null in a decision");
    input->confidence = record->confidence == RECORD_NULL ? -1 : (int)record->confidence;
    input->why = record->why;
    input->own_words = record->own_words;
    take_timing(stage, record, timing);
    input->timing = timing;
    return true;
}

bool stage_input(const struct stage *stage, const struct record *record, struct input *input,
                 struct choice_timing *timing, struct err *err) {
    *input = (struct input){.t_ms = record->t + stage->head.t_start};
    switch (record->type) {
    case RECORD_card:
        input->kind = INPUT_CARD;
        return card_input(stage, record, input, err);
    case RECORD_card_closed:
        input->kind = INPUT_CARD_CLOSED;
        return card_input(stage, record, input, err);
    case RECORD_fact:
        input->kind = INPUT_FACT;
        return card_input(stage, record, input, err);
    case RECORD_decision:
        input->kind = INPUT_DECISION;
        return decision_input(stage, record, input, timing, err);
    case RECORD_timeout: /* what stood selected when the time ran out */
        input->kind = INPUT_SELECT;
        return decision_input(stage, record, input, timing, err);
    case RECORD_pause:
        input->kind = INPUT_PAUSE;
        input->span = record->ms;
        return true;
    case RECORD_ready:
        input->kind = INPUT_READY;
        input->by = (enum ready_by)(record->by ? ready_by_of(record->by) : -1);
        return (int)input->by >= 0 || unknown_word("by", record->by, err);
    case RECORD_suspended:
        input->kind = INPUT_SUSPENDED;
        input->span = record->ms;
        return true;
    case RECORD_resume:
        input->kind = INPUT_RESUME;
        input->span = record->gap_s;
        return true;
    default:
        return false;
    }
}
