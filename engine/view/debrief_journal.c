/* What a person thinks the panel missed: to and from the journal. */
#include "view/debrief_model.h"

#include "base/clock.h"
#include "record/journal.h"

#include <stdio.h>
#include <string.h>

static void show(struct debrief_model *model, int decision, const char *text) {
    const char *copy = arena_text(model->arena, text, strlen(text));
    model->decisions[decision].dispute = copy ? copy : "";
    model->decisions[decision].flags |= DEBRIEF_DISPUTED;
}

static void take(void *self, const struct journal_dispute *dispute) {
    struct debrief_model *model = self;
    for (int i = 0; i < model->view.decision_count; i++)
        if (model->seqs[i] == dispute->about_seq)
            show(model, i, dispute->text);
}

void debrief_disputes_read(struct debrief_model *model, const char *logs, const char *agent,
                           const char *session) {
    struct err err = {0};
    model->view.can_dispute = true;
    journal_disputes(logs, agent, session, take, model,
                     &err); /* what cannot be read is not shown */
}

bool debrief_dispute_keep(struct debrief_model *model, const char *logs, const char *agent,
                          const char *session, int decision, const char *text) {
    struct err err = {0};
    if (decision < 0 || decision >= model->view.decision_count)
        return false;
    struct journal_dispute dispute = {session, model->seqs[decision], "panel", text};
    struct journal *journal = journal_open(logs, agent, clock_wall_ms(), &err);
    bool ok = journal && journal_dispute(journal, &dispute, clock_wall_ms(), &err);
    journal_close(journal);
    if (ok)
        show(model, decision, text);
    else
        snprintf(model->trouble, sizeof model->trouble, "%s", err.text);
    model->view.dispute_trouble = ok ? NULL : model->trouble;
    return ok;
}
