/* What a person thinks the panel missed: to and from the journal. */
#include "view/debrief_model.h"

#include "base/clock.h"
#include "record/journal.h"
#include "record/people.h"

#include <stdio.h>
#include <string.h>

static void show(struct debrief_model *model, int decision, const char *text) {
    const char *copy = arena_text(model->arena, text, strlen(text));
    model->decisions[decision].dispute = copy ? copy : "";
    model->decisions[decision].flags |= DEBRIEF_DISPUTED;
}

struct hearing {
    struct debrief_model *model;
    const struct people *people;
    const char *agent, *session;
};

static void take(void *self, const struct entry *entry) {
    struct hearing *hearing = self;
    struct debrief_model *model = hearing->model;
    if (entry->type != ENTRY_dispute || !entry->session || !entry->text ||
        strcmp(entry->session, hearing->session) != 0 ||
        !people_are_one(hearing->people, entry->by, hearing->agent))
        return;
    for (int i = 0; i < model->view.decision_count; i++)
        if (model->seqs[i] == entry->about_seq)
            show(model, i, entry->text);
}

void debrief_disputes_read(struct debrief_model *model, const char *logs, const char *agent,
                           const char *session) {
    struct err err = {0};
    struct people *people = people_read(&logs, 1, &err);
    struct hearing hearing = {model, people, agent, session};
    model->view.can_dispute = true;
    journals_read(logs, take, &hearing, &err); /* what cannot be read is not shown */
    people_destroy(people);
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
