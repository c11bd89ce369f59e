/* A session with what belongs around it (scenario, history, exposures, the words of its log's
 * head), brought up from a setup or from a log. The play and the replay both stand on it. */
#ifndef PLAY_STAGE_H
#define PLAY_STAGE_H

#include "play/history.h"
#include "record/bundle.h"
#include "record/describe.h"
#include "record/log_reader.h"

enum { RETRY_DEPTH_MAX = 8 }; /* a retry of a retry of … */

struct stage {
    struct arena *arena; /* texts of the head, the exposures */
    const struct scenario *scenario;
    struct scenario *loaded; /* the stage's own, or NULL */
    struct session_setup setup;
    uint16_t *exposure; /* setup.exposure, counted up with each decision */
    struct session *session;
    struct history *history;
    struct record_head head;
    const char *agent_name;   /* in the texts; NULL: none */
    struct event scene_event; /* the last EVENT_SCENE */
    bool is_rerun;            /* what came before a moment is being re-run */
};

void stage_finish(struct stage *stage);

/* Session and history for stage->scenario and stage->setup; nothing has happened yet. */
bool stage_create(struct stage *stage, const char *agent_name, struct err *err);

/* The stage's part of every event: history, exposures. Call it before anything else that listens.
 */
void stage_event(struct stage *stage, const struct session *session, const struct event *event);

/* Everything as it stood when `log` began: scenario from the bundle beside it (in `logs`), setup
 * and head from its first record; where it tries a moment again, what came before is re-run.
 * Without `agent_name` the texts name the agent as the log does. */
bool stage_from_log(struct stage *stage, const struct log *log, const char *logs,
                    const struct scenario_loader *loader, const char *agent_name, struct err *err);

/* Re-runs the earlier sessions that `ref` leads through, up to the scene of the decision or timeout
 * it names, and sets head.t_start and head.decisions_before. The session must not have begun. */
bool stage_rerun(struct stage *stage, const char *logs, const struct record_ref *ref,
                 struct err *err);

/* Times each decision was shown before this session, as its records say. */
void stage_take_exposure(struct stage *stage, const struct log *log);

/* Turns a record of the log into the input behind it. False: the record is an outcome, not an
 * input. Records name what the scenario may not have: ERR_VERIFY says so. */
bool stage_input(const struct stage *stage, const struct record *record, struct input *input,
                 struct choice_timing *timing, struct err *err);

#endif
