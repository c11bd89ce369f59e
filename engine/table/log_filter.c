#include "table/log_filter.h"

void filter_find(const struct log_filter *filter, const struct columns *columns,
                 const int32_t *person_of, struct filter_numbers *out) {
    int32_t agent = filter->agent ? columns_find(columns, filter->agent) : -1;
    *out = (struct filter_numbers){
        .filter = filter,
        .person = agent < 0 ? -1 : person_of[agent],
        .team = filter->team && *filter->team ? columns_find(columns, filter->team) : -1,
        .scenario = filter->scenario ? columns_find(columns, filter->scenario) : -1};
}

static bool takes_team(const struct filter_numbers *numbers, int32_t team) {
    const char *wanted = numbers->filter->team;
    if (!wanted)
        return true;
    return *wanted ? team >= 0 && team == numbers->team : team < 0;
}

bool filter_takes_session(const struct filter_numbers *numbers, const struct columns *columns,
                          const int32_t *person_of, int32_t session) {
    const struct log_filter *filter = numbers->filter;
    const struct session_columns *s = &columns->session;
    return (!filter->agent || person_of[s->agent[session]] == numbers->person) &&
           takes_team(numbers, s->team[session]) &&
           (!filter->scenario || s->scenario[session] == numbers->scenario) &&
           (!filter->has_level || s->level[session] == filter->level) &&
           (!filter->has_mode || s->mode[session] == filter->mode);
}

bool filter_takes_time(const struct log_filter *filter, int64_t at_ms) {
    return (!filter->has_since || at_ms >= filter->since_ms) &&
           (!filter->has_until || at_ms <= filter->until_ms);
}
