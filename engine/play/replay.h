/* Replaying a log: every input is fed at its time to a fresh session, and every derived field of
 * every record is compared with what the session says. */
#ifndef PLAY_REPLAY_H
#define PLAY_REPLAY_H

#include "play/stage.h"
#include "record/log_reader.h"
#include "record/log_writer.h"

struct difference {
    int line;                       /* of the log, from 1 */
    const char *field;              /* NULL: the record as a whole */
    char expected[200], found[200]; /* as JSON, cut to fit; "" where there is nothing to compare */
};

struct replay {
    struct stage stage;
    const struct log *log;
    int cursor; /* the next record to be compared */
    int extra;  /* events behind the log's end: a step whose later records were never written */
    bool is_different, is_out_of_memory;
    struct difference difference;
    struct log_writer *extras; /* gets the events behind the end; NULL: nobody does */
    struct record_room room;
};

/* Replays the whole log, which is borrowed until replay_finish. `logs` is the folder with
 * `scenarios/` and with the sessions a retry leads to. `extras` may be NULL. False: ERR_VERIFY with
 * the first difference as "file:line: `field` should be … and is …" (is_different), or the scenario
 * could not be had. Finish it in either case. */
bool replay_run(struct replay *replay, const struct log *log, const char *logs,
                const struct scenario_loader *loader, const char *agent_name,
                struct log_writer *extras, struct err *err);
void replay_finish(struct replay *replay);

/* Takes the stage (session, history, scenario …) out of the replay: the call can go on with it. */
struct stage replay_take_stage(struct replay *replay);

#endif
