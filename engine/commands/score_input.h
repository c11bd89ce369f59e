/* What score and calibrate have in common: logs in, progress on the way, a dataset out. */
#ifndef COMMANDS_SCORE_INPUT_H
#define COMMANDS_SCORE_INPUT_H

#include "commands/words.h"
#include "score/dataset.h"

struct score_input {
    struct columns *columns;
    struct dataset *dataset;
};

/* Reads PATH… by --keys and --as-of. False: *err says why. Finish it in either case. */
bool score_input_read(struct score_input *input, const struct words *words, struct err *err);
void score_input_finish(struct score_input *input);

/* Files that were not counted, on standard error. */
void score_input_warn(const struct score_input *input);

#endif
