/* From a finished session's log to what the debrief shows. */
#ifndef VIEW_DEBRIEF_MODEL_H
#define VIEW_DEBRIEF_MODEL_H

#include "play/replay.h"
#include "score/person.h"
#include "view/debrief.h"

struct debrief_model {
    struct arena *arena;
    struct log log;
    struct replay replay;
    bool has_log, has_replay;
    struct debrief_view view;
    struct debrief_decision *decisions; /* the view's */
    int64_t *seqs;                      /* of their records, for trying one again */
    char trouble[512];                  /* with keeping what the person thinks was missed */
    char cost[48], limit[48];
};

/* Reads and replays the log of `session`. False: *err says why; finish it in either case. */
bool debrief_model_load(struct debrief_model *model, const char *logs, const char *session,
                        const struct scenario_loader *loader, const char *agent_name,
                        enum language fallback, struct err *err);
/* What this person wrote about the decisions of the session. */
void debrief_disputes_read(struct debrief_model *model, const char *logs, const char *agent,
                           const char *session);
/* Keeps a line about a decision in the person's journal. False: the view says why. */
bool debrief_dispute_keep(struct debrief_model *model, const char *logs, const char *agent,
                          const char *session, int decision, const char *text);
void debrief_model_finish(struct debrief_model *model);

/* How sure, how right, over everything done so far. person NULL: not read yet. */
void debrief_calibration_fill(struct debrief_calibration *out, const struct person *person);

#endif
