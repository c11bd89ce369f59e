/* The rules of a decision log: how its keys are computed and what its records hold. A log keeps its
 * own for ever (`start.rules`, 1 where it is missing), so that it verifies, replays and resumes
 * whatever the program has learnt since. */
#ifndef MODEL_RULES_H
#define MODEL_RULES_H

enum {
    RULES_FIRST = 1, /* of the first release */
    RULES_NOW = 2,   /* of every new log */
};

#endif
