/* What score and calibrate have in common: logs in, progress on the way, a dataset out. */
#ifndef COMMANDS_SCORE_INPUT_H
#define COMMANDS_SCORE_INPUT_H

#include "commands/words.h"
#include "score/dataset.h"

struct score_input {
    struct columns *columns;
    struct dataset *dataset;
};

/* The flags that both have, behind their own. */
#define SCORE_INPUT_FLAGS                                                                          \
    {"keys", "STATUS", "the weakest key that counts: operational, pilot or illustrative"},         \
        {"as-of", "DATE", "as if today were that day (the latest record)"},                        \
        {"agent", "ID", "only this person's decisions"},                                           \
        {"team", "ID", "only decisions logged with this team; an empty ID: with none"},            \
        {"scenario", "ID", "only this call's decisions"},                                          \
        {"level", "LEVEL", "only calm, standard or storm"},                                        \
        {"mode", "MODE", "only practice or assessment"},                                           \
        {"since", "DATE", "only decisions of that day or later"},                                  \
        {"until", "DATE", "only decisions of that day or earlier"}, {                              \
        "trust", NULL, "count logs all the same whose chain is broken; every output says so"       \
    }

/* Reads PATH… by these flags. False: *err says why. Finish it in either case. */
bool score_input_read(struct score_input *input, const struct words *words, bool by_team,
                      struct err *err);
void score_input_finish(struct score_input *input);

/* On standard error: the files that were set aside, or about which something must be known. */
void score_input_warn(const struct score_input *input, const struct words *words);

#endif
