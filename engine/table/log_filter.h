/* Which sessions and decisions a command is asked about: --agent --team --scenario --level --mode
 * --since --until. Exposure is counted before anything is filtered. */
#ifndef TABLE_LOG_FILTER_H
#define TABLE_LOG_FILTER_H

#include "table/columns.h"

struct log_filter {
    const char *agent, *team, *scenario; /* NULL: all; team "": who has none */
    int level, mode;                     /* enum level, enum mode; with has_level, has_mode */
    bool has_level, has_mode;
    bool has_since, has_until;
    int64_t since_ms, until_ms; /* of a decision's `at`, both included */
};

/* The filter's names as numbers of the columns. */
struct filter_numbers {
    const struct log_filter *filter;
    int32_t person, team, scenario; /* −1: asked for and nowhere in the logs */
};
void filter_find(const struct log_filter *filter, const struct columns *columns,
                 const int32_t *person_of, struct filter_numbers *out);

bool filter_takes_session(const struct filter_numbers *numbers, const struct columns *columns,
                          const int32_t *person_of, int32_t session);
bool filter_takes_time(const struct log_filter *filter, int64_t at_ms);

#endif
