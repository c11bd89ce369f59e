/* What score and calibrate have in common: logs in, progress on the way, a scoring out. */
#ifndef COMMANDS_SCORE_INPUT_H
#define COMMANDS_SCORE_INPUT_H

#include "commands/words.h"
#include "score/scoring.h"

/* The flags that both have, behind their own. */
#define SCORE_INPUT_FLAGS                                                                          \
    {"keys", "STATUS", "the weakest key that counts: operational, pilot or illustrative"},         \
        {"as-of", "DATE", "as if today were that day (the latest record)"},                        \
        {"window", "DAYS", "how old a decision may be to count for a person (180)"},               \
        {"agent", "ID", "only this person's decisions"},                                           \
        {"team", "ID", "only decisions logged with this team; an empty ID: with none"},            \
        {"scenario", "ID", "only this call's decisions"},                                          \
        {"level", "LEVEL", "only calm, standard or storm"},                                        \
        {"mode", "MODE", "only practice or assessment"},                                           \
        {"since", "DATE", "only decisions of that day or later"},                                  \
        {"until", "DATE", "only decisions of that day or earlier"}, {                              \
        "trust", NULL, "count logs all the same whose chain is broken; every output says so"       \
    }

/* Scores PATH… by these flags, with a bar on the terminal. `wish` says how deep, by what scale and
 * whether by team; logs and filter come from the flags. NULL: *err says why. */
struct scoring *score_input_read(const struct words *words, const struct scoring_request *wish,
                                 struct err *err);

/* On standard error: the files that were set aside, or about which something must be known. */
void score_input_warn(const struct scoring *scoring, const struct words *words);

#endif
