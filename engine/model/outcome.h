/* How an ending is judged: in the final state, after all effects (docs/format.md, "Outcome"). */
#ifndef MODEL_OUTCOME_H
#define MODEL_OUTCOME_H

#include "model/scenario.h"

/* `is_clean`: no option taken broke a grave rule; without it the call is not compliant whatever the
 * ending says. csat is held in 1 to 5, cost in ±COST_MAX.
 * What the ending does not say: not resolved, not retained, compliant, csat 3, cost 0. */
struct outcome outcome_judge(const struct ending *ending, const int32_t *slots, bool is_clean);

#endif
