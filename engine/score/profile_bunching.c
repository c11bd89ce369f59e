/* Beside line 5: do a team's calls end just before the target when it is shown? */
#include "score/profile_private.h"

#include "stats/minima.h"

#include <math.h>

static bool is_counted(const struct profiling *p, int32_t session) {
    const struct session_columns *s = &p->data->columns->session;
    return s->clock[session] >= 0 && s->target_s[session] > 0 &&
           s->timing[session] == TIMING_NORMAL && s->is_ended[session] &&
           s->last_ms[session] <= p->data->as_of_ms;
}

static bool is_bunched(const struct profiling *p, int32_t session) {
    const struct session_columns *s = &p->data->columns->session;
    double target_ms = 1000.0 * s->target_s[session], end_ms = (double)s->last_t[session];
    return end_ms >= (1 - BUNCHING_WINDOW) * target_ms && end_ms <= target_ms;
}

/* The calls with a decision that counts; the decisions of one stand together. */
static void count_calls(const struct profiling *p, const struct subject *who,
                        struct bunching *out) {
    int32_t last = -1;
    for (int i = 0; i < who->count; i++) {
        int32_t session = p->d->session[p->data->measured[who->measured[i]].row];
        if (session == last)
            continue;
        last = session;
        if (!is_counted(p, session))
            continue;
        bool is_shown = p->data->columns->session.clock[session] == 1;
        *(is_shown ? &out->with : &out->without) += 1;
        *(is_shown ? &out->bunched_with : &out->bunched_without) += is_bunched(p, session);
    }
}

void fill_bunching(const struct profiling *p, const struct subject *who, struct bunching *out) {
    *out = (struct bunching){.difference = NAN, .ci_95 = {NAN, NAN}};
    if (!p->by_team)
        return;
    count_calls(p, who, out);
    if (out->with >= MIN_BUNCHING_ARM && out->without >= MIN_BUNCHING_ARM)
        out->difference = proportion_difference(out->bunched_with, out->with, out->bunched_without,
                                                out->without, &out->ci_95);
}
