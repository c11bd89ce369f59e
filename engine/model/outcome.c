#include "model/outcome.h"

#include "model/condition.h"

static int held(int64_t value, int low, int high) {
    return (int)(value < low ? low : value > high ? high : value);
}

struct outcome outcome_judge(const struct ending *ending, const int32_t *slots, bool is_clean) {
    const struct outcome_rules *rules = &ending->outcome;
    return (struct outcome){
        .resolved = computed_value(&rules->resolved, slots, 0) != 0,
        .retained = computed_value(&rules->retained, slots, 0) != 0,
        .compliant = is_clean && computed_value(&rules->compliant, slots, 1) != 0,
        .csat = held(computed_value(&rules->csat, slots, 3), 1, 5),
        .cost = held(computed_value(&rules->cost, slots, 0), -COST_MAX, COST_MAX),
    };
}
