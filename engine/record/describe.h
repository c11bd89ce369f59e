/* From what happened to the record of it. The writer and the replay both come through here: what
 * one writes, the other expects. */
#ifndef RECORD_DESCRIBE_H
#define RECORD_DESCRIBE_H

#include "record/record.h"
#include "session/session.h"

/* What is the same in every record of a session. Texts are borrowed. */
struct record_head {
    const char *session, *agent, *team, *locale;
    const char *app;                    /* "offscript 0.1.0" */
    const char *chosen_by, *assignment; /* assignment: NULL none */
    struct record_ref retry_of;         /* session NULL: none */
    int rules;                          /* of the log: what its records hold, and how */
    const char *agent_name, *team_name; /* labels; NULL: none */
    int64_t utc_offset_min;             /* where the log began; or RECORD_NULL */
    int64_t resume_offset_min;          /* of the next `resume`; or RECORD_NULL */
    int64_t start_exposure;             /* of the scenario: 1 is the first time */
    int64_t t_start;      /* machine time of this log's t 0 (a moment tried again: later) */
    int decisions_before; /* made before this log began (likewise) */
};

/* Room for the lists and names of one record; describe_* points into it. */
struct record_room {
    const char *options[OPTIONS_SHOWN_MAX], *stances[OPTIONS_SHOWN_MAX];
    char escalating[OPTIONS_SHOWN_MAX][32];
    int64_t credits[OPTIONS_SHOWN_MAX], categories[OPTIONS_SHOWN_MAX], stops[OPTIONS_SHOWN_MAX],
        votes[OPTIONS_SHOWN_MAX];
    const char *needed[EVIDENCE_MAX], *seen[EVIDENCE_SEEN_MAX];
    char needed_names[EVIDENCE_MAX][160], seen_names[EVIDENCE_SEEN_MAX][160];
    int64_t weights[EVIDENCE_MAX];
    struct withheld_option withheld[OPTIONS_SHOWN_MAX];
    char withheld_escalating[OPTIONS_SHOWN_MAX][32];
    int64_t lines[32], later[32]; /* bits of 32 */
    char seed[17], key_id[17], state[17];
};

/* `start`, from a session that has just been created. */
void describe_start(const struct record_head *head, const struct session *session,
                    struct record_room *room, struct record *out);

/* Any other record. `seq`, `at` and `prev` are left null: they are the log's. False: out of memory.
 */
bool describe_event(const struct record_head *head, const struct session *session,
                    const struct event *event, struct record_room *room, struct record *out);

#endif
